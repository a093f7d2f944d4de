/** The accreditation of one verification body, and the orders about it. */
import { Link, useParams } from 'react-router';
import type { Accreditation } from '../../events/client/operations.schemas.ts';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useTerms } from '../words/terms.ts';
import { useFormats } from '../words/use-formats.ts';
import { AccreditationStatus } from './accreditation-status.tsx';
import { Orders } from './orders.tsx';
import { useAccreditation } from './use-accreditations.ts';
import { accreditationWords } from './words.ts';

export function AccreditationPage() {
  const { verifier = '' } = useParams();
  const say = useWords(accreditationWords);
  const isRegulator = useIdentity()?.roles.includes('regulator') ?? false;
  const { data, error, refetch, isPending } = useAccreditation(verifier);
  return (
    <>
      <PageHead title={say('title')} lead={<Link to="/accreditations">← {say('back')}</Link>} />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {data && (
        <>
          <AccreditationFacts accreditation={data} />
          {isRegulator && <Orders accreditation={data} />}
        </>
      )}
    </>
  );
}

function AccreditationFacts({ accreditation }: { accreditation: Accreditation }) {
  const say = useWords(accreditationWords);
  const term = useTerms();
  const { instant } = useFormats();
  const { verifier, status, standards, sectors, statements, validity, document, reference } = accreditation;
  const orderOf = (order: Accreditation['suspended']) =>
    order && say('order', { at: instant(order.at), reason: order.reason });
  return (
    <section className="card">
      <Facts
        facts={[
          [say('verifier'), <OrganizationName key="verifier" id={verifier} />],
          [say('status'), <AccreditationStatus key="status" status={status} />],
          [say('suspended'), orderOf(accreditation.suspended)],
          [say('withdrawn'), orderOf(accreditation.withdrawn)],
          [say('standards'), standards.join('、')],
          [say('sectors'), sectors.map((each) => term('category', each)).join('、')],
          [say('statements'), say(statements ? 'covered' : 'notCovered')],
          [say('validity'), say('days', { ...validity })],
          [say('reference'), reference],
          [
            say('document'),
            document && say('digest', { mediaType: document.mediaType, sha256: document.sha256 }),
          ],
          [say('grantedBy'), <OrganizationName key="by" id={accreditation.grantedBy} />],
        ]}
      />
    </section>
  );
}
