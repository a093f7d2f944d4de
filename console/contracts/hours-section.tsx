/** A month of a contract by the hour, where its readings have hours that whoever looks may see. */
import { lazy, Suspense, useMemo } from 'react';
import type { PowerPurchaseAgreement } from '../../events/client/operations.schemas.ts';
import { ChoiceFilter, useChoice } from '../parts/choice-filter.tsx';
import { Failure } from '../parts/failure.tsx';
import { type Column, ListTable } from '../parts/list-table.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { volumeAt } from './curve.ts';
import { type DaySum, daySums } from './day-sums.ts';
import { readingWords } from './reading-words.ts';
import { useHours, useReadings } from './use-hours.ts';

const HoursChart = lazy(async () => ({ default: (await import('./hours-chart.tsx')).HoursChart }));

export function HoursSection({ contract }: { contract: PowerPurchaseAgreement }) {
  const say = useWords(readingWords);
  const readings = useReadings(contract);
  const [chosen] = useChoice('hours');
  const months = [...readings.keys()];
  const month = months.find((each) => each === chosen) ?? months[0];
  if (month === undefined) return null;
  return (
    <section className="card">
      <h2>{say('hours.title')}</h2>
      <div className="filters">
        <ChoiceFilter
          name="hours"
          label={say('hours.choose')}
          all={months[0] ?? ''}
          options={months.slice(1).map((value) => ({ value, label: value }))}
        />
      </div>
      <MonthHours contract={contract} month={month} readings={readings.get(month)} />
      <p className="soft">{say('hours.partly')}</p>
    </section>
  );
}

interface MonthHoursProps {
  contract: PowerPurchaseAgreement;
  month: string;
  readings: Parameters<typeof useHours>[1];
}

function MonthHours({ contract, month, readings }: MonthHoursProps) {
  const say = useWords(readingWords);
  const { number } = useFormats();
  const { data, error, isPending, refetch } = useHours(month, readings);
  const columns = useColumns();
  const days = useMemo(() => (data ? daySums(month, data.generation, data.consumption) : []), [month, data]);
  const sum = (of: (each: DaySum) => number | undefined) =>
    days.some((each) => of(each) !== undefined)
      ? number(days.reduce((total, each) => total + (of(each) ?? 0), 0))
      : '—';
  if (isPending) return <p aria-live="polite">…</p>;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <Suspense fallback={<div className="chart" />}>
        <HoursChart
          month={month}
          label={say('hours.chart', {
            month,
            generation: sum(({ generation }) => generation),
            consumption: sum(({ consumption }) => consumption),
            matched: sum(({ matched }) => matched),
          })}
          generation={data.generation}
          consumption={data.consumption}
          contractedMegawattHours={volumeAt(contract.versions, month)}
        />
      </Suspense>
      <ListTable
        name={`hours-${contract.id}-${month}`}
        columns={columns}
        items={days}
        keyOf={({ day }) => day}
        isLoading={false}
        columnsIn="day-columns"
      />
    </>
  );
}

function useColumns(): Column<DaySum>[] {
  const say = useWords(readingWords);
  const { number } = useFormats();
  const figure = (
    key: 'generatedDay' | 'consumedDay' | 'matchedDay',
    of: (each: DaySum) => number | undefined,
  ): Column<DaySum> => ({
    key,
    title: say(`hours.${key}`),
    align: 'right',
    show: (each) => {
      const value = of(each);
      return value !== undefined && number(value);
    },
    text: of,
  });
  return [
    { key: 'day', title: say('hours.day'), show: ({ day }) => day, text: ({ day }) => day },
    figure('generatedDay', ({ generation }) => generation),
    figure('consumedDay', ({ consumption }) => consumption),
    figure('matchedDay', ({ matched }) => matched),
  ];
}
