/** A chart in the page's colours. Who can't see it hears its label, and reads the table beside it. */
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useIsDark } from '../app/appearance.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

export interface ChartProps {
  /** What it shows, in words and numbers. */
  label: string;
  /** Drawn anew when the function is another: to be kept by `useCallback`. @param color by variable's name */
  option: (color: (name: string) => string) => EChartsCoreOption;
}

export function Chart({ label, option }: ChartProps) {
  const isDark = useIsDark();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const style = getComputedStyle(document.documentElement);
    // Words are measured apart from the page, where nothing is inherited.
    const { fontFamily } = getComputedStyle(place.current);
    const color = (name: string) => style.getPropertyValue(name).trim();
    const chart = init(place.current, isDark ? 'dark' : undefined, { renderer: 'svg' });
    chart.setOption({
      animation: false,
      backgroundColor: 'transparent',
      textStyle: { fontFamily, color: color('--ink') },
      ...option(color),
    });
    const follow = new ResizeObserver(() => chart.resize());
    follow.observe(place.current);
    return () => {
      follow.disconnect();
      chart.dispose();
    };
  }, [option, isDark]);
  return <div ref={place} className="chart" role="img" aria-label={label} />;
}
