/** The certificates issued for a facility, by month of generation. */
import { Link } from 'react-router';
import type { Batch } from '../../events/client/operations.schemas.ts';
import { monthOf } from '../../shared/base/month.ts';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { usePowerNames } from './names.ts';
import { useIssued } from './use-facilities.ts';
import { facilityWords } from './words.ts';

export function Issued({ facility }: { facility: string }) {
  const say = useWords(facilityWords);
  const columns = useColumns();
  const issued = useIssued(facility);
  const { items, more } = issued;
  return (
    <section className="card">
      <h2>{say('batches.title')}</h2>
      <Failure error={issued.error} onRetry={() => void issued.refetch()} />
      {issued.data && items.length === 0 && <p className="soft">{say('batches.empty')}</p>}
      {items.length > 0 && (
        <ListTable
          name={`certificates-${facility}`}
          columns={columns}
          items={items}
          keyOf={({ id }) => id}
          isLoading={issued.isPending}
          more={more}
          columnsIn="batch-columns"
        />
      )}
    </section>
  );
}

function useColumns(): Column<Batch>[] {
  const say = useWords(facilityWords);
  const { number } = useFormats();
  const names = usePowerNames();
  const month = ({ generated }: Batch) => generated && monthOf(generated.from);
  return [
    { key: 'month', title: say('batches.month'), show: month, text: month },
    {
      key: 'energy',
      title: say('accounts.energy'),
      show: ({ energy = '' }) => names.energy(energy),
      text: ({ energy = '' }) => names.energy(energy),
    },
    {
      key: 'issued',
      title: say('batches.issued'),
      align: 'right',
      show: ({ issued }) => number(issued),
      text: ({ issued }) => issued,
    },
    {
      key: 'validThrough',
      title: say('batches.validThrough'),
      show: ({ validThrough }) => validThrough,
      text: ({ validThrough }) => validThrough,
    },
    {
      key: 'code',
      title: say('batches.code'),
      show: ({ code }) => code && <code>{code}</code>,
      text: ({ code }) => code,
    },
    {
      key: 'id',
      title: say('batches.batch'),
      show: ({ id }) => <Link to={`/certificates/${id}`}>{say('batches.open')}</Link>,
      text: ({ id }) => id,
    },
  ];
}
