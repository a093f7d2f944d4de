/** A month by the hour: what was generated, what was consumed, and the contract spread evenly. */
import { useCallback } from 'react';
import { Chart, type ChartProps } from '../parts/chart.tsx';
import { useWords } from '../words/area.ts';
import { readingWords } from './reading-words.ts';

interface HoursChartProps {
  month: string;
  label: string;
  generation: readonly number[] | undefined;
  consumption: readonly number[] | undefined;
  /** Of the month; undefined outside the contract's months. */
  contractedMegawattHours: number | undefined;
}

const HOURS_OF_DAY = 24;
const KILOWATT_HOURS = 1000;

export function HoursChart(props: HoursChartProps) {
  const { month, label, generation, consumption, contractedMegawattHours } = props;
  const say = useWords(readingWords);
  const option = useCallback<ChartProps['option']>(
    (color) => {
      const count = generation?.length ?? consumption?.length ?? 0;
      const evenly =
        contractedMegawattHours === undefined
          ? undefined
          : Array<number>(count).fill(Math.round((contractedMegawattHours * KILOWATT_HOURS) / count));
      const line = (name: string, data: readonly number[] | undefined, tone: string, type = 'solid') =>
        data
          ? [
              {
                type: 'line',
                name,
                symbol: 'none',
                lineStyle: { color: color(tone), width: 1.5, type },
                itemStyle: { color: color(tone) },
                data: [...data],
              },
            ]
          : [];
      return {
        grid: { left: 8, right: 12, top: 36, bottom: 8, containLabel: true },
        legend: { top: 0, textStyle: { color: color('--ink') } },
        tooltip: { trigger: 'axis', renderMode: 'richText' },
        xAxis: {
          type: 'category',
          data: Array.from({ length: count }, (_, hour) => labelOf(month, hour)),
          axisLabel: { color: color('--ink'), interval: HOURS_OF_DAY * 5 - 1, hideOverlap: true },
          axisLine: { lineStyle: { color: color('--line') } },
        },
        yAxis: {
          type: 'value',
          name: 'kWh',
          nameTextStyle: { color: color('--soft') },
          axisLabel: { color: color('--soft') },
          splitLine: { lineStyle: { color: color('--line') } },
        },
        series: [
          ...line(say('hours.generation'), generation, '--green'),
          ...line(say('hours.consumption'), consumption, '--third'),
          ...line(say('hours.contract'), evenly, '--second', 'dashed'),
        ],
      };
    },
    [month, generation, consumption, contractedMegawattHours, say],
  );
  return <Chart label={label} option={option} />;
}

/** `03-01 00:00` */
const labelOf = (month: string, hour: number): string => {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${month.slice(5)}-${two(Math.floor(hour / HOURS_OF_DAY) + 1)} ${two(hour % HOURS_OF_DAY)}:00`;
};
