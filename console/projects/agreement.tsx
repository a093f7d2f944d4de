/** The agreement under which a project is developed: its version in force, and what waits for consent. */
import { Link } from 'react-router';
import { SharesTable } from '../agreements/shares-table.tsx';
import { useAgreement } from '../agreements/use-agreements.ts';
import { Refusal } from '../api/refusal.ts';
import { Failure } from '../parts/failure.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { projectWords } from './words.ts';

export function Agreement({ id }: { id: string | undefined }) {
  const say = useWords(projectWords);
  const isSignedIn = useIdentity() !== undefined;
  const { data, error, refetch } = useAgreement(id, isSignedIn);
  // What isn't the caller's is answered as if it weren't there.
  const isOthers = error instanceof Refusal && [403, 404].includes(error.status);
  const inForce = data?.versions.at(-1);
  const pending = data?.pending;
  return (
    <section className="card">
      <h2>{say('agreement.title')}</h2>
      {id === undefined && <p className="soft">{say('agreement.none')}</p>}
      {id !== undefined && (isOthers || !isSignedIn) && (
        <p className="soft">{say('agreement.hidden', { id })}</p>
      )}
      {!isOthers && <Failure error={error} onRetry={() => void refetch()} />}
      {inForce && <SharesTable version={inForce} />}
      {data && <Link to={`/agreements/${data.id}`}>{say('agreement.open')}</Link>}
      {pending && (
        <p role="status">
          {say('agreement.pending', {
            version: pending.version,
            accepted: pending.accepted.length,
            parties: pending.parties.length,
          })}
        </p>
      )}
    </section>
  );
}
