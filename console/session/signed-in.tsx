/** Where the provider leads back to. */
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { appWords } from '../app/words.ts';
import { useWords } from '../words/area.ts';
import { useSession } from './use-session.ts';
import { sessionWords } from './words.ts';

export function SignedIn() {
  const session = useSession();
  const navigate = useNavigate();
  const say = useWords(sessionWords);
  const sayApp = useWords(appWords);
  const [failure, setFailure] = useState('');
  useEffect(() => {
    let isHere = true;
    session.finish().then(
      (path) => isHere && navigate(path, { replace: true }),
      (error: unknown) => isHere && setFailure(String(error)),
    );
    return () => {
      isHere = false;
    };
  }, [session, navigate]);
  if (failure === '') return <p aria-live="polite">{say('finishing')}</p>;
  return (
    <>
      <h1>{say('failed')}</h1>
      <p>{say('failedHint')}</p>
      <p className="soft">
        <code>{failure}</code>
      </p>
      <Button type="primary" onClick={() => void session.signIn()}>
        {sayApp('signIn')}
      </Button>
    </>
  );
}
