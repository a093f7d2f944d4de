/** Pages of whoever is signed in; for others, the way to sign in, and back here. */
import { Button } from 'antd';
import { Outlet } from 'react-router';
import { appWords } from '../app/words.ts';
import { useWords } from '../words/area.ts';
import { useIdentity, useSession } from './use-session.ts';
import { sessionWords } from './words.ts';

export function NeedsSession() {
  const session = useSession();
  const say = useWords(sessionWords);
  const sayApp = useWords(appWords);
  if (useIdentity()) return <Outlet />;
  return (
    <>
      <h1>{say('needed')}</h1>
      <p>{say('neededHint')}</p>
      <Button type="primary" onClick={() => void session.signIn()}>
        {sayApp('signIn')}
      </Button>
    </>
  );
}
