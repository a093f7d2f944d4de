/** A statement's waterfall: from gross emissions down to what is still open. */
import { useCallback, useMemo } from 'react';
import type { Waterfall as Amounts } from '../../events/client/operations.schemas.ts';
import { Chart, type ChartProps } from '../parts/chart.tsx';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { barsOf } from './bars.ts';
import { statementWords } from './words.ts';

export function Waterfall({ amounts }: { amounts: Amounts }) {
  const say = useWords(statementWords);
  const { number } = useFormats();
  const bars = useMemo(() => barsOf(amounts), [amounts]);
  const label = say(
    'waterfall.label',
    Object.fromEntries(bars.map(({ name, tonnes }) => [name, number(tonnes)])),
  );
  const option = useCallback<ChartProps['option']>(
    (color) => ({
      grid: { left: 8, right: 8, top: 28, bottom: 28, containLabel: true },
      xAxis: {
        type: 'category',
        data: bars.map(({ name }) => say(`waterfall.${name}`)),
        axisLabel: { color: color('--ink'), interval: 0, overflow: 'break', width: 70 },
        axisLine: { lineStyle: { color: color('--line') } },
        axisTick: { show: false },
      },
      yAxis: { type: 'value', show: false },
      series: [
        {
          type: 'bar',
          stack: 'all',
          silent: true,
          itemStyle: { color: 'transparent' },
          data: bars.map(({ from }) => from),
        },
        {
          type: 'bar',
          stack: 'all',
          silent: true,
          barMaxWidth: 90,
          label: {
            show: true,
            position: 'top',
            color: color('--ink'),
            formatter: ({ value }: { value: unknown }) => number(Number(value)),
          },
          data: bars.map(({ name, tonnes }) => ({
            value: tonnes,
            itemStyle: { color: color(name === 'green' || name === 'offset' ? '--green' : '--soft') },
          })),
        },
      ],
    }),
    [bars, number, say],
  );
  return <Chart label={label} option={option} />;
}
