/** One agreement: what is in force, what waits for consent, and what came before. */
import { Link, useParams } from 'react-router';
import type { Agreement } from '../../events/client/operations.schemas.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { DocumentList } from '../projects/documents.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { ConsentMoves } from './consent-moves.tsx';
import { SharesTable } from './shares-table.tsx';
import { useAgreement } from './use-agreements.ts';
import { agreementWords } from './words.ts';

export function AgreementPage() {
  const { id = '' } = useParams();
  const say = useWords(agreementWords);
  const org = useIdentity()?.org;
  const { data: agreement, error, isPending, refetch } = useAgreement(id);
  return (
    <>
      <PageHead
        title={say('one')}
        lead={<Link to="/agreements">← {say('back')}</Link>}
        actions={
          agreement?.developer === org &&
          agreement?.pending === undefined && (
            <ButtonLink to={`/agreements/${id}/new`}>{say('new.versionTitle')}</ButtonLink>
          )
        }
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {agreement && <Shown agreement={agreement} />}
    </>
  );
}

function Shown({ agreement }: { agreement: Agreement }) {
  const say = useWords(agreementWords);
  const { id, developer, pending, versions, declined } = agreement;
  const papers = [...versions.map(({ document }) => document), ...(pending ? [pending.document] : [])];
  return (
    <>
      <section className="card">
        <Facts
          facts={[
            [say('developer'), <OrganizationName key="developer" id={developer} />],
            [say('id'), <code key="id">{id}</code>],
          ]}
        />
      </section>
      {pending && (
        <section className="card">
          <h2>{say('pending')}</h2>
          <SharesTable version={pending} accepted={pending.accepted} />
        </section>
      )}
      <ConsentMoves agreement={agreement} />
      {versions.length > 0 && (
        <section className="card">
          <h2>{say('versions')}</h2>
          {versions.toReversed().map((version) => (
            <div key={version.version}>
              <SharesTable version={version} />
              <p className="soft">{say('acceptedOn', { day: version.acceptedOn })}</p>
            </div>
          ))}
        </section>
      )}
      {declined && (
        <section className="card">
          <h2>{say('declined')}</h2>
          <p>
            {say('declinedBy')}
            <OrganizationName id={declined.by} />
          </p>
          <p>{say('declinedReason', { reason: declined.reason })}</p>
          <SharesTable version={declined} />
        </section>
      )}
      <DocumentList of={id} documents={papers} />
    </>
  );
}
