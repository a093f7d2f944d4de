/** Power contracts: the organization's own, or all of them to supervision. */
import { Link } from 'react-router';
import type { PowerPurchaseAgreement } from '../../events/client/operations.schemas.ts';
import { CONTRACT_KINDS } from '../../shared/power/facts-contract.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import { ChoiceFilter, useChoice } from '../parts/choice-filter.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { OrganizationName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useIdentity } from '../session/use-session.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { lastMonthOf, shownTerms, statusOf } from './curve.ts';
import { FacilityLink } from './facility-link.tsx';
import { thisMonth } from './this-month.ts';
import { useContracts } from './use-contracts.ts';
import { contractWords } from './words.ts';

const STATUSES = ['toSign', 'pending', 'inForce', 'ended', 'declined'] as const;

export function ContractsPage() {
  const say = useWords(contractWords);
  const isSeller = useIdentity()?.roles.includes('generator') ?? false;
  return (
    <>
      <PageHead
        title={say('title')}
        lead={
          <>
            {say('lead')} <Link to="/contracts/supplies">{say('supplies')}</Link>
          </>
        }
        actions={
          isSeller && (
            <ButtonLink to="/contracts/new" primary>
              {say('propose')}
            </ButtonLink>
          )
        }
      />
      <List isSeller={isSeller} />
    </>
  );
}

function List({ isSeller }: { isSeller: boolean }) {
  const say = useWords(contractWords);
  const org = useIdentity()?.org ?? '';
  const columns = useColumns(org);
  const contracts = useContracts();
  const { items: all, more } = contracts;
  const [kind] = useChoice('kind');
  const [status] = useChoice('status');
  const items = all.filter(
    (each) =>
      (kind ?? each.kind) === each.kind &&
      (status === undefined || status === statusOf(each, thisMonth(), org)),
  );
  if (contracts.data && all.length === 0)
    return <EmptyState title={say('empty')} hint={say(isSeller ? 'emptySeller' : 'emptyOther')} />;
  return (
    <>
      <div className="filters">
        <ChoiceFilter
          name="status"
          label={say('status')}
          all={say('all')}
          options={STATUSES.map((value) => ({ value, label: say(`statuses.${value}`) }))}
        />
        <ChoiceFilter
          name="kind"
          label={say('kind')}
          all={say('all')}
          options={CONTRACT_KINDS.map((value) => ({ value, label: say(`kinds.${value}`) }))}
        />
      </div>
      <Failure error={contracts.error} onRetry={() => void contracts.refetch()} />
      <ListTable
        name="power-contracts"
        columns={columns}
        items={items}
        keyOf={({ id }) => id}
        isLoading={contracts.isPending}
        more={more}
      />
    </>
  );
}

/** First and last delivery month, and all that is contracted, MWh. */
function extentOf(contract: PowerPurchaseAgreement) {
  const terms = shownTerms(contract);
  const from = terms.map((each) => each.from).sort()[0] ?? '';
  const to = terms.map(lastMonthOf).sort().at(-1) ?? '';
  const latest = terms.at(-1)?.megawattHours ?? [];
  return { from, to, total: latest.reduce((sum, each) => sum + each, 0) };
}

function useColumns(org: string): Column<PowerPurchaseAgreement>[] {
  const say = useWords(contractWords);
  const { number } = useFormats();
  const status = (each: PowerPurchaseAgreement) => say(`statuses.${statusOf(each, thisMonth(), org)}`);
  const span = (each: PowerPurchaseAgreement) => say('span', extentOf(each));
  return [
    {
      key: 'months',
      title: say('months'),
      show: (each) => <Link to={`/contracts/${each.id}`}>{span(each)}</Link>,
      text: span,
    },
    {
      key: 'status',
      title: say('status'),
      show: (each) => (
        <span className={statusOf(each, thisMonth(), org) === 'toSign' ? 'live' : undefined}>
          {status(each)}
        </span>
      ),
      text: status,
    },
    {
      key: 'kind',
      title: say('kind'),
      show: (each) => say(`kinds.${each.kind}`),
      text: (each) => say(`kinds.${each.kind}`),
    },
    {
      key: 'total',
      title: say('total'),
      align: 'right',
      show: (each) => number(extentOf(each).total),
      text: (each) => extentOf(each).total,
    },
    {
      key: 'seller',
      title: say('seller'),
      show: ({ seller }) => <OrganizationName id={seller} />,
      text: ({ seller }) => seller,
    },
    {
      key: 'buyers',
      title: say('buyers'),
      show: ({ buyers }) =>
        buyers.map(({ organization }) => (
          <div key={organization}>
            <OrganizationName id={organization} />
          </div>
        )),
      text: ({ buyers }) => buyers.map(({ organization }) => organization).join(' '),
    },
    {
      key: 'facility',
      title: say('facility'),
      show: ({ facility }) => <FacilityLink id={facility} />,
      text: ({ facility }) => facility,
      isShownFirst: false,
    },
    {
      key: 'settledThrough',
      title: say('settledThrough'),
      show: ({ settledThrough }) => settledThrough,
      text: ({ settledThrough }) => settledThrough,
    },
    {
      key: 'id',
      title: say('id'),
      show: ({ id }) => <code>{id}</code>,
      text: ({ id }) => id,
      isShownFirst: false,
    },
  ];
}
