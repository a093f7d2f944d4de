/** Offers to the organization and of it: those that wait, or those that ended in one way. */
import { Link } from 'react-router';
import type { Batch, Transfer } from '../../events/client/operations.schemas.ts';
import { useInstrumentName } from '../holdings/names.tsx';
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
import { type Side, TRANSFER_STATUSES, useTransfers } from './use-transfers.ts';
import { transferWords } from './words.ts';

export function TransfersPage() {
  const say = useWords(transferWords);
  return (
    <>
      <PageHead
        title={say('title')}
        lead={say('lead')}
        actions={
          <ButtonLink to="/transfers/new" primary>
            {say('start')}
          </ButtonLink>
        }
      />
      <NeedsAccount>
        {(account) => (
          <>
            <div className="filters">
              <ChoiceFilter
                name="status"
                label={say('status')}
                all={say('statuses.offered')}
                options={TRANSFER_STATUSES.slice(1).map((value) => ({
                  value,
                  label: say(`statuses.${value}`),
                }))}
              />
            </div>
            <Transfers account={account} side="incoming" />
            <Transfers account={account} side="outgoing" />
            <p className="soft">
              {say('ended')} <Link to="/jobs/new">{say('export')}</Link>
            </p>
          </>
        )}
      </NeedsAccount>
    </>
  );
}

function Transfers({ account, side }: { account: string; side: Side }) {
  const say = useWords(transferWords);
  const [chosen] = useChoice('status');
  const status = TRANSFER_STATUSES.find((each) => each === chosen) ?? 'offered';
  const { items, data, error, isPending, refetch, more } = useTransfers(account, side, status);
  const columns = useColumns(items);
  const isOpen = status === 'offered';
  return (
    <section>
      <h2>{say(isOpen ? side : `${side}Ended`)}</h2>
      <Failure error={error} onRetry={() => void refetch()} />
      {data && !isPending && items.length === 0 && (
        <EmptyState
          title={say(isOpen ? `${side}None` : 'endedNone')}
          hint={say(isOpen ? `${side}NoneHint` : 'endedNoneHint')}
        />
      )}
      {items.length > 0 && (
        <ListTable
          name={`transfers-${side}`}
          columnsIn={`${side}-columns`}
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

function useColumns(transfers: readonly Transfer[]): Column<Transfer>[] {
  const say = useWords(transferWords);
  const nameOf = useInstrumentName();
  const { number } = useFormats();
  const batches = useBatches(transfers.flatMap(({ serials }) => serials.map(({ batch }) => batch)));
  const of = ({ serials }: Transfer): Batch | undefined => batches.get(serials[0]?.batch ?? '');
  return [
    {
      key: 'quantity',
      title: say('quantity'),
      align: 'right',
      show: ({ quantity }) => number(quantity),
      text: ({ quantity }) => quantity,
    },
    {
      key: 'unit',
      title: say('unit'),
      show: (transfer) => of(transfer)?.unit,
      text: (transfer) => of(transfer)?.unit,
    },
    {
      key: 'units',
      title: say('units'),
      show: (transfer) => nameOf(of(transfer)?.instrument ?? ''),
      text: (transfer) => of(transfer)?.instrument,
    },
    {
      key: 'status',
      title: say('status'),
      show: ({ status }) => say(`statuses.${status}`),
      text: ({ status }) => say(`statuses.${status}`),
      isShownFirst: false,
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
      show: ({ id }) => <Link to={`/transfers/${id}`}>{say('open')}</Link>,
      text: ({ id }) => id,
    },
  ];
}
