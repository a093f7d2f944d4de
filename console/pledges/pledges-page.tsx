/** Pledges: those that the organization is asked for or holds, and those of its own units. */
import { Link } from 'react-router';
import type { Pledge } from '../../events/client/operations.schemas.ts';
import { NeedsAccount } from '../holdings/needs-account.tsx';
import { useBatches } from '../holdings/use-units.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import { ChoiceFilter, useChoice } from '../parts/choice-filter.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { AccountName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { PLEDGE_STATUSES, type Side, usePledges } from './use-pledges.ts';
import { pledgeWords } from './words.ts';

export function PledgesPage() {
  const say = useWords(pledgeWords);
  return (
    <>
      <PageHead
        title={say('title')}
        lead={say('lead')}
        actions={<ButtonLink to="/pledges/new">{say('start')}</ButtonLink>}
      />
      <NeedsAccount>
        {(account, { roles }) => (
          <>
            <div className="filters">
              <ChoiceFilter
                name="status"
                label={say('status')}
                all={say('live')}
                options={PLEDGE_STATUSES.map((value) => ({ value, label: say(`statuses.${value}`) }))}
              />
            </div>
            {roles.includes('financier') && <Pledges account={account} side="incoming" />}
            <Pledges account={account} side="outgoing" />
          </>
        )}
      </NeedsAccount>
    </>
  );
}

const HEADINGS = { incoming: 'received', outgoing: 'given' } as const;

function Pledges({ account, side }: { account: string; side: Side }) {
  const say = useWords(pledgeWords);
  const [chosen] = useChoice('status');
  const status = PLEDGE_STATUSES.find((each) => each === chosen);
  const { items, data, error, isPending, refetch, more } = usePledges(account, side, status);
  const columns = useColumns(items);
  const heading = HEADINGS[side];
  return (
    <section>
      <h2>{say(heading)}</h2>
      <Failure error={error} onRetry={() => void refetch()} />
      {data && !isPending && items.length === 0 && (
        <EmptyState
          title={say(status ? 'statusNone' : `${heading}None`)}
          hint={say(status ? 'statusNoneHint' : `${heading}NoneHint`)}
        />
      )}
      {items.length > 0 && (
        <ListTable
          name={`pledges-${heading}`}
          columnsIn={`${heading}-columns`}
          columns={columns}
          items={items}
          keyOf={({ id }) => id}
          isLoading={isPending}
          more={more}
        />
      )}
    </section>
  );
}

function useColumns(pledges: readonly Pledge[]): Column<Pledge>[] {
  const say = useWords(pledgeWords);
  const { number } = useFormats();
  const batches = useBatches(pledges.flatMap(({ serials }) => serials.map(({ batch }) => batch)));
  const unitOf = ({ serials }: Pledge) => batches.get(serials[0]?.batch ?? '')?.unit;
  return [
    {
      key: 'quantity',
      title: say('quantity'),
      align: 'right',
      show: ({ quantity }) => number(quantity),
      text: ({ quantity }) => quantity,
    },
    { key: 'unit', title: say('unit'), show: unitOf, text: unitOf },
    {
      key: 'status',
      title: say('status'),
      show: ({ status }) => say(`statuses.${status}`),
      text: ({ status }) => say(`statuses.${status}`),
    },
    {
      key: 'from',
      title: say('from'),
      show: ({ from }) => <AccountName id={from} />,
      text: ({ from }) => from,
    },
    { key: 'to', title: say('to'), show: ({ to }) => <AccountName id={to} />, text: ({ to }) => to },
    {
      key: 'id',
      title: say('details'),
      show: ({ id }) => <Link to={`/pledges/${id}`}>{say('open')}</Link>,
      text: ({ id }) => id,
    },
  ];
}
