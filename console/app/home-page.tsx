/** The first page: what the registry is, and who one is in it. */
import { Button } from 'antd';
import { useIdentity, useSession } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { roleName } from './role-name.ts';
import { appWords } from './words.ts';

export function HomePage() {
  const say = useWords(appWords);
  const session = useSession();
  const identity = useIdentity();
  return (
    <>
      <h1>{say('home.title')}</h1>
      <p>{say('home.lead')}</p>
      {identity ? (
        <p>{say('home.signedIn', { role: identity.roles.map((role) => roleName(say, role)).join('、') })}</p>
      ) : (
        <p>
          <Button type="primary" onClick={() => void session.signIn()}>
            {say('signIn')}
          </Button>
        </p>
      )}
      <p className="soft">{say('home.publicHint')}</p>
    </>
  );
}
