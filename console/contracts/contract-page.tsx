/** One power contract: who with whom, what waits, the curve against delivery, terms, consumption, hours. */
import { Link, useParams } from 'react-router';
import type { PowerPurchaseAgreement } from '../../events/client/operations.schemas.ts';
import { isDirect } from '../../shared/power/contract.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { ConsumptionList } from './consumption-list.tsx';
import { lastMonthOf, shownTerms, statusOf } from './curve.ts';
import { CurveSection } from './curve-section.tsx';
import { FacilityLink } from './facility-link.tsx';
import { HoursSection } from './hours-section.tsx';
import { Settle } from './settle.tsx';
import { Standing } from './standing.tsx';
import { thisMonth } from './this-month.ts';
import { Turn } from './turn.tsx';
import { useContract } from './use-contracts.ts';
import { Versions } from './versions.tsx';
import { contractWords } from './words.ts';

export function ContractPage() {
  const { id = '' } = useParams();
  const say = useWords(contractWords);
  const { data, error, isPending, refetch } = useContract(id);
  const { org = '', roles = [] } = useIdentity() ?? {};
  const mayAmend =
    data?.seller === org &&
    roles.includes('generator') &&
    data.pending === undefined &&
    data.versions.length > 0;
  return (
    <>
      <PageHead
        title={data ? say(`kinds.${data.kind}`) : say('title')}
        lead={<Link to="/contracts">← {say('back')}</Link>}
        actions={mayAmend && <ButtonLink to={`/contracts/${id}/amend`}>{say('turn.amend')}</ButtonLink>}
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {isPending && <p aria-live="polite">…</p>}
      {data && <Shown contract={data} org={org} />}
    </>
  );
}

function Shown({ contract, org }: { contract: PowerPurchaseAgreement; org: string }) {
  const { id, kind, seller, buyers, versions } = contract;
  const isParty = seller === org || buyers.some(({ organization }) => organization === org);
  const isInForce = versions.length > 0;
  return (
    <>
      <Turn contract={contract} />
      <ContractFacts contract={contract} org={org} />
      <CurveSection contract={contract} />
      {isInForce && isParty && <Settle contract={contract} />}
      <Versions contract={contract} />
      {isInForce && <ConsumptionList contract={contract} />}
      {isInForce && <HoursSection contract={contract} />}
      {isInForce && isDirect(kind) && <Standing contract={id} />}
    </>
  );
}

function ContractFacts({ contract, org }: { contract: PowerPurchaseAgreement; org: string }) {
  const say = useWords(contractWords);
  const { id, facility, seller, grid, buyers, settledThrough } = contract;
  const terms = shownTerms(contract);
  const from = terms.map((each) => each.from).sort()[0];
  const to = terms.map(lastMonthOf).sort().at(-1);
  return (
    <section className="card">
      <h2>{say('facts')}</h2>
      <Facts
        facts={[
          [say('status'), say(`statuses.${statusOf(contract, thisMonth(), org)}`)],
          [say('facility'), <FacilityLink key="facility" id={facility} />],
          [say('seller'), <OrganizationName key="seller" id={seller} />],
          [
            say('buyers'),
            buyers.map(({ organization, meterPoint }) => (
              <div key={organization}>
                <OrganizationName id={organization} />（{say('meterPoint', { point: meterPoint })}）
              </div>
            )),
          ],
          [say('grid'), <OrganizationName key="grid" id={grid} />],
          [say('months'), from !== undefined && to !== undefined && say('span', { from, to })],
          [say('settledThrough'), settledThrough],
          [say('id'), <code key="id">{id}</code>],
        ]}
      />
    </section>
  );
}
