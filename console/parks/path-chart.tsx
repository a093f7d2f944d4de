/** The indicator over the years: what it was, what it was to be, what the rule allows. */
import { useCallback } from 'react';
import { Chart, type ChartProps } from '../parts/chart.tsx';
import { useWords } from '../words/area.ts';
import type { PathPoint } from './park-years.ts';
import { parkWords } from './words.ts';

const LINES = [
  ['actual', '--green', 'solid', 'circle'],
  ['target', '--ink', 'dashed', 'rect'],
  ['limit', '--fault', 'dotted', 'triangle'],
] as const;

export function PathChart({ points }: { points: readonly PathPoint[] }) {
  const say = useWords(parkWords);
  const rows = points.map(({ year, actual = '—', target = '—', limit = '—' }) =>
    say('path.row', { year, actual, target, limit }),
  );
  const option = useCallback<ChartProps['option']>(
    (color) => ({
      legend: { top: 0, itemGap: 48, textStyle: { color: color('--ink') } },
      grid: { left: 8, right: 24, top: 40, bottom: 8, containLabel: true },
      xAxis: {
        type: 'category',
        data: points.map(({ year }) => String(year)),
        axisLabel: { color: color('--ink') },
        axisLine: { lineStyle: { color: color('--line') } },
      },
      yAxis: {
        type: 'value',
        min: 0,
        axisLabel: { color: color('--ink') },
        splitLine: { lineStyle: { color: color('--line') } },
      },
      series: LINES.map(([name, line, type, symbol]) => ({
        name: say(`path.${name}`),
        type: 'line',
        silent: true,
        symbol,
        symbolSize: 9,
        connectNulls: true,
        color: color(line),
        lineStyle: { type, width: 2 },
        data: points.map((point) => point[name] ?? null),
      })),
    }),
    [points, say],
  );
  return <Chart label={say('path.chart', { rows: rows.join('；') })} option={option} />;
}
