/** The contracted curve as a line of steps, and what was delivered as bars. */
import { useCallback } from 'react';
import { Chart, type ChartProps } from '../parts/chart.tsx';
import { monthAxes } from '../parts/month-axes.ts';
import { useWords } from '../words/area.ts';
import type { CurveMonth } from './curve.ts';
import { contractWords } from './words.ts';

export function CurveChart({ curve, label }: { curve: readonly CurveMonth[]; label: string }) {
  const say = useWords(contractWords);
  const option = useCallback<ChartProps['option']>(
    (color) => ({
      grid: { left: 8, right: 12, top: 36, bottom: 8, containLabel: true },
      legend: { top: 0, textStyle: { color: color('--ink') } },
      tooltip: { trigger: 'axis', renderMode: 'richText', valueFormatter: megawattHours },
      ...monthAxes(
        color,
        curve.map(({ month }) => month),
      ),
      series: [
        {
          type: 'bar',
          name: say('curve.delivered'),
          barMaxWidth: 40,
          itemStyle: { color: color('--green') },
          data: curve.map(({ settlement }) => settlement?.deliveredMegawattHours ?? null),
        },
        {
          type: 'line',
          name: say('curve.contracted'),
          step: 'middle',
          symbol: 'none',
          lineStyle: { color: color('--second'), width: 2 },
          itemStyle: { color: color('--second') },
          data: curve.map(({ contracted }) => contracted ?? null),
        },
      ],
    }),
    [curve, say],
  );
  return <Chart label={label} option={option} />;
}

const megawattHours = (value: unknown): string =>
  typeof value === 'number' ? `${value.toLocaleString('zh-CN')} MWh` : '—';
