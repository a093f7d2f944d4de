/** Measurements as rows: a table for people, JSON for machines. */
import { pathToFileURL } from 'node:url';

export interface Row {
  what: string;
  value: number;
  unit: string;
  /** DESIGN §8's number, where it has one. */
  goal?: { atLeast: number } | { atMost: number };
}

export function reached({ value, goal }: Row): boolean | undefined {
  if (!goal) return undefined;
  return 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost;
}

export function printRows(rows: readonly Row[]): void {
  const width = Math.max(...rows.map(({ what }) => what.length));
  for (const row of rows) {
    const goal = row.goal && ('atLeast' in row.goal ? `≥ ${row.goal.atLeast}` : `≤ ${row.goal.atMost}`);
    const verdict = row.goal ? `${reached(row) ? 'held' : 'MISSED'} (${goal})` : '';
    const value =
      Math.abs(row.value) >= 100 ? Math.round(row.value).toLocaleString('en') : row.value.toFixed(2);
    console.log(`${row.what.padEnd(width)}  ${`${value} ${row.unit}`.padStart(16)}  ${verdict}`);
  }
}

export const isMain = (moduleUrl: string): boolean => moduleUrl === pathToFileURL(process.argv[1] ?? '').href;
