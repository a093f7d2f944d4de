/** A facility as its form has it, and as the API takes it. */
import type {
  PostV1FacilitiesBody,
  PostV1FacilitiesBodyBanner,
  PostV1FacilitiesBodyTechnology,
} from '../../events/client/operations.schemas.ts';
import { METERS_MAX } from '../../shared/power/facts.ts';
import type { MeterKind } from './names.ts';

export interface FacilityForm {
  name: string;
  technology: PostV1FacilitiesBodyTechnology;
  banner: PostV1FacilitiesBodyBanner;
  capacityKilowatts: number;
  /** A day, `2026-01-31`. */
  connectedOn: string;
  marketBased?: boolean;
  meters: { id: string; kind: MeterKind }[];
  grid: string;
  code?: string;
  storage?: { kilowatts?: number | null; kilowattHours?: number | null };
}

/** Members of the body that have a field in the form. */
export const FACILITY_FIELDS: readonly string[] = [
  'name',
  'technology',
  'banner',
  'capacityKilowatts',
  'connectedOn',
  'marketBased',
  'grid',
  'code',
  'storage/kilowatts',
  'storage/kilowattHours',
  ...Array.from({ length: METERS_MAX }, (_, at) => [`meters/${at}/id`, `meters/${at}/kind`]).flat(),
];

/** What isn't filled in is left out; half a storage goes as it is, and the registry asks for the rest. */
export function facilityInput(form: FacilityForm): PostV1FacilitiesBody {
  const { name, technology, banner, capacityKilowatts, connectedOn, marketBased, meters, grid } = form;
  const { kilowatts, kilowattHours } = form.storage ?? {};
  const code = form.code?.trim() ?? '';
  const hasStorage = (kilowatts ?? 0) > 0 || (kilowattHours ?? 0) > 0;
  return {
    name: name.trim(),
    technology,
    banner,
    capacityKilowatts,
    connectedOn,
    ...(technology === 'hydro' && { marketBased: marketBased ?? false }),
    meters: meters.map(({ id, kind }) => ({ id: id.trim(), kind })),
    grid,
    ...(code !== '' && { code }),
    ...(hasStorage && { storage: { kilowatts: kilowatts ?? 0, kilowattHours: kilowattHours ?? 0 } }),
  };
}
