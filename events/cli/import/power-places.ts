/** The place in the power files of a request's members, for faults that the registry finds. */
import type { Places } from '../../exchange/import/places.ts';

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
