/** Where in the power files the members of a request come from, for what the registry finds wrong with one. */
import type { Place } from './findings.ts';
import type { Row } from './table.ts';

/** Which column a member of a request comes from, by its JSON pointer. */
export type Places = readonly [RegExp, string][];

export const CONTRACT_PLACES: Places = [
  [/^#\/(seller|name|foreign)/, 'seller'],
  [/^#\/technology/, 'energy_source'],
  [/^#\/signedOn/, 'contract_date'],
  [/^#\/deliverBy/, 'delivery_date'],
  [/^#\/period/, 'period_start'],
  [/^#\/megawattHours/, 'volume_mwh'],
];
export const GENERATION_PLACES: Places = [
  [/^#\/(owner|name|foreign|origin|facility)/, 'generator'],
  [/^#\/technology/, 'energy_source'],
  [/^#\/period/, 'generation_start'],
  [/^#\/kilowattHours/, 'volume_kwh'],
];
export const CERTIFICATE_PLACES: Places = [
  [/^#\/(to|account|beneficiary|name|foreign)/, 'beneficiary'],
  [/^#\/items/, 'volume_kwh'],
  [/^#\/reason/, 'certificate'],
];

/** The cell of the first pointer that comes from one. */
export function placeIn(row: Row<string>, places: Places, pointers: readonly string[]): Place | undefined {
  for (const pointer of pointers) {
    const column = places.find(([pattern]) => pattern.test(pointer))?.[1];
    if (column !== undefined && row.cells[column]) return row.cells[column];
  }
  return undefined;
}
