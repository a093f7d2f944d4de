/** How much there is of everything, as the audit worked it out. */
import type { BatchUnits, InstrumentUnits } from '../../events/audit/report.ts';
import type { Column } from '../parts/list-table.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { PartTable } from './part-table.tsx';
import { auditWords } from './words.ts';

type Supply = Omit<InstrumentUnits, 'batches'>;

const AMOUNTS = ['issued', 'live', 'retired', 'cancelled', 'expired'] as const;

export function SumTable({ units }: { units: readonly InstrumentUnits[] }) {
  const say = useWords(auditWords);
  const { number } = useFormats();
  const columns = useSupplyColumns<InstrumentUnits>();
  const batches: Column<InstrumentUnits> = {
    key: 'batches',
    title: say('batches'),
    align: 'right',
    show: (each) => number(each.batches),
    text: (each) => each.batches,
  };
  if (units.length === 0) return <p className="soft">{say('noBatches')}</p>;
  return (
    <PartTable
      name="sums"
      columns={[...columns, batches]}
      items={units}
      keyOf={({ instrument, imported }) => `${instrument} ${imported}`}
    />
  );
}

export function BatchTable({ batches }: { batches: readonly BatchUnits[] }) {
  const say = useWords(auditWords);
  const columns = useSupplyColumns<BatchUnits>();
  const own: Column<BatchUnits>[] = [
    {
      key: 'batch',
      title: say('batch'),
      show: ({ batch }) => <code>{batch}</code>,
      text: ({ batch }) => batch,
    },
    {
      key: 'vintage',
      title: say('vintage'),
      align: 'right',
      show: ({ vintage }) => vintage,
      text: ({ vintage }) => vintage,
    },
  ];
  if (batches.length === 0) return <p className="soft">{say('noBatches')}</p>;
  return (
    <PartTable name="batches" columns={[...own, ...columns]} items={batches} keyOf={({ batch }) => batch} />
  );
}

function useSupplyColumns<T extends Supply>(): Column<T>[] {
  const say = useWords(auditWords);
  const { number } = useFormats();
  return [
    {
      key: 'instrument',
      title: say('instrument'),
      show: ({ instrument }) => instrument,
      text: ({ instrument }) => instrument,
    },
    {
      key: 'origin',
      title: say('origin'),
      show: ({ imported }) => say(imported ? 'imported' : 'own'),
      text: ({ imported }) => say(imported ? 'imported' : 'own'),
    },
    { key: 'unit', title: say('unit'), show: ({ unit }) => unit, text: ({ unit }) => unit },
    ...AMOUNTS.map(
      (name): Column<T> => ({
        key: name,
        title: say(name),
        align: 'right',
        show: (each) => number(each[name]),
        text: (each) => each[name],
      }),
    ),
  ];
}
