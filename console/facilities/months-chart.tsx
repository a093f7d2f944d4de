/** Generation by month as bars: what is in force by kind of energy, and what waits. */
import { useCallback, useMemo } from 'react';
import type { Generation } from '../../events/client/operations.schemas.ts';
import { Chart, type ChartProps } from '../parts/chart.tsx';
import { monthAxes } from '../parts/month-axes.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { chartOf } from './month-rows.ts';
import { usePowerNames } from './names.ts';
import { facilityWords } from './words.ts';

const COLORS = ['--green', '--second', '--third', '--fourth'];

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, each) => sum + each, 0);

export function MonthsChart({ readings }: { readings: readonly Generation[] }) {
  const say = useWords(facilityWords);
  const { number } = useFormats();
  const { energy: nameOf } = usePowerNames();
  const { months, confirmed, waiting } = useMemo(() => chartOf(readings), [readings]);
  const label = say('months.chart', {
    from: months[0] ?? '',
    to: months.at(-1) ?? '',
    total: number(Math.floor(sumOf(confirmed.flatMap(({ megawattHours }) => megawattHours)))),
    waiting: number(Math.floor(sumOf(waiting))),
  });
  const names = confirmed.map(({ energy }) => nameOf(energy)).join('|');
  const option = useCallback<ChartProps['option']>(
    (color) => ({
      grid: { left: 8, right: 12, top: 36, bottom: 8, containLabel: true },
      legend: { top: 0, textStyle: { color: color('--ink') } },
      tooltip: { trigger: 'axis', renderMode: 'richText', valueFormatter: megawattHours },
      ...monthAxes(color, months),
      series: [
        ...confirmed.map((each, at) => ({
          type: 'bar',
          stack: 'all',
          name: names.split('|')[at],
          barMaxWidth: 48,
          itemStyle: { color: color(COLORS[at] ?? '--green') },
          data: each.megawattHours,
        })),
        ...(sumOf(waiting) === 0
          ? []
          : [
              {
                type: 'bar',
                stack: 'all',
                name: say('months.waiting'),
                barMaxWidth: 48,
                itemStyle: { color: color('--line'), borderColor: color('--soft'), borderType: 'dashed' },
                data: waiting,
              },
            ]),
      ],
    }),
    [months, confirmed, waiting, names, say],
  );
  return <Chart label={label} option={option} />;
}

const megawattHours = (value: unknown): string => `${Number(value).toLocaleString('zh-CN')} MWh`;
