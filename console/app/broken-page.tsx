/** What is shown in place of a page: where there is none, and where one failed. */
import { Alert, Button } from 'antd';
import { Link, useRouteError } from 'react-router';
import { useWords } from '../words/area.ts';
import { appWords } from './words.ts';

export function NoSuchPage() {
  const say = useWords(appWords);
  return (
    <>
      <h1>{say('notFound')}</h1>
      <p>{say('notFoundHint')}</p>
      <p>
        <Link to="/">{say('backHome')}</Link>
      </p>
    </>
  );
}

/** A part that can't be loaded is one that a newer console replaced. */
const isReplaced = (error: unknown): boolean =>
  error instanceof TypeError && /dynamically imported module|module script/i.test(error.message);

export function BrokenPage() {
  const say = useWords(appWords);
  const error = useRouteError();
  const replaced = isReplaced(error);
  return (
    <>
      <h1>{say(replaced ? 'newVersion' : 'broken')}</h1>
      {!replaced && (
        <Alert type="error" title={say('brokenHint')} description={<code>{String(error)}</code>} />
      )}
      <p>
        <Button type="primary" onClick={() => window.location.reload()}>
          {say('reload')}
        </Button>
      </p>
    </>
  );
}
