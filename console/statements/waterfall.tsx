/** A statement's waterfall: from gross emissions down to what is still open. */
import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useMemo, useRef } from 'react';
import type { Waterfall as Amounts } from '../../events/client/operations.schemas.ts';
import { useIsDark } from '../app/appearance.ts';
import { useWords } from '../words/area.ts';
import { useFormats } from '../words/use-formats.ts';
import { barsOf } from './bars.ts';
import { statementWords } from './words.ts';

use([BarChart, GridComponent, SVGRenderer]);

export function Waterfall({ amounts }: { amounts: Amounts }) {
  const say = useWords(statementWords);
  const isDark = useIsDark();
  const { number } = useFormats();
  const place = useRef<HTMLDivElement>(null);
  const bars = useMemo(() => barsOf(amounts), [amounts]);
  const label = say(
    'waterfall.label',
    Object.fromEntries(bars.map(({ name, tonnes }) => [name, number(tonnes)])),
  );
  useEffect(() => {
    if (!place.current) return;
    const style = getComputedStyle(document.documentElement);
    const color = (name: string) => style.getPropertyValue(name).trim();
    const chart = init(place.current, isDark ? 'dark' : undefined, { renderer: 'svg' });
    chart.setOption({
      animation: false,
      backgroundColor: 'transparent',
      textStyle: { fontFamily: 'inherit', color: color('--ink') },
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
    });
    const follow = new ResizeObserver(() => chart.resize());
    follow.observe(place.current);
    return () => {
      follow.disconnect();
      chart.dispose();
    };
  }, [bars, number, say, isDark]);
  return <div ref={place} className="chart" role="img" aria-label={label} />;
}
