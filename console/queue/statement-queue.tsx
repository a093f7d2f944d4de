/** Emission statements that wait for verification. */
import { Link } from 'react-router';
import type { EmissionStatement } from '../../events/client/operations.schemas.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { useWords } from '../words/area.ts';
import { useStatementsToVerify } from './use-queue.ts';
import { queueWords } from './words.ts';

export function StatementQueue() {
  const say = useWords(queueWords);
  const { items, error, refetch, isPending, more } = useStatementsToVerify();
  const columns: Column<EmissionStatement>[] = [
    {
      key: 'subject',
      title: say('subject'),
      show: ({ id, subject }) => <Link to={`/statements/${id}`}>{subject.name}</Link>,
      text: ({ subject }) => subject.name,
    },
    { key: 'year', title: say('year'), show: ({ year }) => year, text: ({ year }) => year },
    { key: 'version', title: say('version'), show: ({ version }) => version, text: ({ version }) => version },
  ];
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!isPending && items.length === 0)
    return <EmptyState title={say('noStatements')} hint={say('noStatementsHint')} />;
  return (
    <ListTable
      name="statements-to-verify"
      columnsIn="statement-columns"
      columns={columns}
      items={items}
      keyOf={({ id }) => id}
      isLoading={isPending}
      more={more}
    />
  );
}
