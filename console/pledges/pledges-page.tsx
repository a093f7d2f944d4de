/** Pledges: those that the organization is asked for or holds, and those of its own units. */
import { Link } from 'react-router';
import type { Pledge } from '../../events/client/operations.schemas.ts';
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
import { useGiven, useReceived } from './use-pledges.ts';
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
            {roles.includes('financier') && <Received account={account} />}
            <Given account={account} />
          </>
        )}
      </NeedsAccount>
    </>
  );
}

function Received({ account }: { account: string }) {
  const say = useWords(pledgeWords);
  const received = useReceived(account);
  const { items } = received;
  const columns = useColumns(items);
  return (
    <section>
      <h2>{say('received')}</h2>
      <Failure error={received.error} onRetry={() => void received.refetch()} />
      {received.data && items.length === 0 && (
        <EmptyState title={say('receivedNone')} hint={say('receivedNoneHint')} />
      )}
      {items.length > 0 && (
        <ListTable
          name="pledges-received"
          columns={columns}
          items={items}
          keyOf={({ id }) => id}
          isLoading={received.isPending}
          more={received.more}
        />
      )}
    </section>
  );
}

function Given({ account }: { account: string }) {
  const say = useWords(pledgeWords);
  const { pledges, error, isPending, refetch } = useGiven(account);
  const columns = useColumns(pledges);
  return (
    <section>
      <h2>{say('given')}</h2>
      <Failure error={error} onRetry={() => void refetch()} />
      {!isPending && pledges.length === 0 && (
        <EmptyState title={say('givenNone')} hint={say('givenNoneHint')} />
      )}
      {pledges.length > 0 && (
        <ListTable
          name="pledges-given"
          columns={columns}
          items={pledges}
          keyOf={({ id }) => id}
          isLoading={false}
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
