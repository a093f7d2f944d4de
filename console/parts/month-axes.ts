/** Megawatt-hours by month: what the charts of generation, contracts and certificates have in common. */

/** @param color by variable's name, as Chart gives it @param months `2026-05`, in order */
export const monthAxes = (color: (name: string) => string, months: readonly string[]) => ({
  xAxis: {
    type: 'category',
    data: [...months],
    axisLabel: { color: color('--ink'), hideOverlap: true },
    axisLine: { lineStyle: { color: color('--line') } },
  },
  yAxis: {
    type: 'value',
    name: 'MWh',
    nameTextStyle: { color: color('--soft') },
    axisLabel: { color: color('--soft') },
    splitLine: { lineStyle: { color: color('--line') } },
  },
});
