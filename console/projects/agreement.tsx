/** The agreement under which a project is developed: its version in force, and what waits for consent. */
import type { AgreementVersionsItem } from '../../events/client/operations.schemas.ts';
import { Refusal } from '../api/refusal.ts';
import { Failure } from '../parts/failure.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { Wide } from '../parts/wide.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { useAgreement } from './use-projects.ts';
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
      {inForce && <Shares version={inForce} />}
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

function Shares({ version: { version, effectiveFrom, parties } }: { version: AgreementVersionsItem }) {
  const say = useWords(projectWords);
  const { percent } = useFormats();
  return (
    <Wide label={say('agreement.title')}>
      <table className="plain">
        <caption>{say('agreement.version', { version, day: effectiveFrom })}</caption>
        <thead>
          <tr>
            <th scope="col">{say('agreement.party')}</th>
            <th scope="col">{say('agreement.kind')}</th>
            <th scope="col" className="amount">
              {say('agreement.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {parties.map(({ organization, kind, basisPoints }) => (
            <tr key={organization}>
              <th scope="row">
                <OrganizationName id={organization} />
              </th>
              <td>{say(`agreement.kinds.${kind}`)}</td>
              <td className="amount">{percent(basisPoints)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
