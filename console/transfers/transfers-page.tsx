/** Offers that wait: for the organization, and for others. */
import { Link } from 'react-router';
import type { Batch, Transfer } from '../../events/client/operations.schemas.ts';
import { useInstrumentName } from '../holdings/names.tsx';
import { NeedsAccount } from '../holdings/needs-account.tsx';
import { useBatches } from '../holdings/use-units.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { AccountName } from '../parts/organization-name.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { useIncoming, useOutgoing } from './use-transfers.ts';
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
            <Incoming account={account} />
            <Outgoing account={account} />
            <p className="soft">
              {say('ended')} <Link to="/jobs/new">{say('export')}</Link>
            </p>
          </>
        )}
      </NeedsAccount>
    </>
  );
}

function Incoming({ account }: { account: string }) {
  const say = useWords(transferWords);
  const incoming = useIncoming(account);
  const { items } = incoming;
  const columns = useColumns(items);
  return (
    <section>
      <h2>{say('incoming')}</h2>
      <Failure error={incoming.error} onRetry={() => void incoming.refetch()} />
      {incoming.data && items.length === 0 && (
        <EmptyState title={say('incomingNone')} hint={say('incomingNoneHint')} />
      )}
      {items.length > 0 && (
        <ListTable
          name="transfers-incoming"
          columns={columns}
          items={items}
          keyOf={({ id }) => id}
          isLoading={incoming.isPending}
          more={incoming.more}
        />
      )}
    </section>
  );
}

function Outgoing({ account }: { account: string }) {
  const say = useWords(transferWords);
  const { transfers, error, isPending, refetch } = useOutgoing(account);
  const columns = useColumns(transfers);
  return (
    <section>
      <h2>{say('outgoing')}</h2>
      <Failure error={error} onRetry={() => void refetch()} />
      {!isPending && transfers.length === 0 && (
        <EmptyState title={say('outgoingNone')} hint={say('outgoingNoneHint')} />
      )}
      {transfers.length > 0 && (
        <ListTable
          name="transfers-outgoing"
          columns={columns}
          items={transfers}
          keyOf={({ id }) => id}
          isLoading={false}
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
