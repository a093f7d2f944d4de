/** Live certificates as bars by the month in which they end. */
import { useCallback } from 'react';
import { Chart, type ChartProps } from '../parts/chart.tsx';
import { monthAxes } from '../parts/month-axes.ts';

interface ExpiryChartProps {
  label: string;
  months: readonly { month: string; quantity: number }[];
  /** Months before it are past. */
  current: string;
}

export function ExpiryChart({ label, months, current }: ExpiryChartProps) {
  const option = useCallback<ChartProps['option']>(
    (color) => ({
      grid: { left: 8, right: 12, top: 28, bottom: 8, containLabel: true },
      tooltip: { trigger: 'axis', renderMode: 'richText' },
      ...monthAxes(
        color,
        months.map(({ month }) => month),
      ),
      series: [
        {
          type: 'bar',
          barMaxWidth: 48,
          data: months.map(({ month, quantity }) => ({
            value: quantity,
            itemStyle: { color: color(month < current ? '--fault' : '--green') },
          })),
        },
      ],
    }),
    [months, current],
  );
  return <Chart label={label} option={option} />;
}
