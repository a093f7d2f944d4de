/** Facilities and provincial accounts as the API shows them. */
import * as z from 'zod';
import { Origin } from '../../shared/base/field.ts';
import type { Language } from '../../shared/base/words.ts';
import { carryOf } from '../../shared/power/facility.ts';
import { Energy, Meter, Storage } from '../../shared/power/facts.ts';
import { type ProvinceCode, provinces } from '../../shared/power/province.ts';
import { energiesOf, isMetered } from '../../shared/power/record-generation.ts';
import type { FacilityState } from '../../shared/power/states.ts';
import { ENERGIES, whyNotTradable } from '../../shared/power/technology.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';

export const ProvincialAccountView = named('ProvincialAccount', () =>
  z.strictObject({
    province: z.string(),
    name: z.string(),
    account: z.string(),
    organization: z.string(),
    commit: CommitReceipt().optional(),
  }),
);

export const provincialAccountView = (province: ProvinceCode, account: string, organization: string) => ({
  province,
  name: provinces[province],
  account,
  organization,
});

/** One kind of energy: metered, issued, cancelled, and the kWh that no certificate stands for. */
const EnergyAccountView = named('EnergyAccount', () =>
  z.strictObject({
    energy: Energy,
    /** Confirmed, without what storage discharged. */
    kilowattHours: z.int(),
    /** MWh. */
    issued: z.int(),
    cancelled: z.int(),
    /** Below 1000; below 0 where a correction left less than was issued. */
    carriedKilowattHours: z.int(),
  }),
);

/** Whether certificates of that kind of energy are traded. The rules decide it; nobody enters it. */
const TradableView = named('Tradable', () =>
  z.strictObject({ energy: Energy, tradable: z.boolean(), reason: z.string().optional() }),
);

export const FacilityView = named('Facility', () =>
  z.strictObject({
    id: z.string(),
    name: z.string(),
    owner: z.string(),
    /** The owner's account, which receives the certificates. */
    account: z.string(),
    technology: z.string(),
    banner: z.string().optional(),
    province: z.string().optional(),
    capacityKilowatts: z.int().optional(),
    connectedOn: z.string().optional(),
    marketBased: z.boolean().optional(),
    meters: z.array(Meter).optional(),
    /** The grid company that confirms its readings. */
    grid: z.string().optional(),
    /** 建档立卡 code. */
    code: z.string().optional(),
    /** Storage beside it, as the owner stated it. */
    storage: Storage.optional(),
    /** Of an imported facility. */
    origin: Origin.optional(),
    /** For each kind of energy that the facility can have; empty for an import, which has other rules. */
    tradable: z.array(TradableView()),
    energy: z.array(EnergyAccountView()),
    /** The CCER project that has the facility's power of those days. */
    frozen: z
      .strictObject({
        project: z.string(),
        crediting: z.strictObject({ from: z.string(), to: z.string() }),
      })
      .optional(),
    /** Periods of its power credited with reductions, by report: their certificates stay frozen. */
    credited: z.array(z.strictObject({ report: z.string(), from: z.string(), to: z.string() })).optional(),
    version: z.int(),
    commit: CommitReceipt().optional(),
  }),
);

/** Members that only a facility registered here has, or only an imported one. */
const FURTHER = [
  'banner',
  'province',
  'capacityKilowatts',
  'connectedOn',
  'marketBased',
  'meters',
  'grid',
  'code',
  'origin',
] as const satisfies (keyof FacilityState)[];

export function facilityView(id: string, version: number, state: FacilityState, language: Language) {
  const { name, owner, account, technology, storage, frozen, credited } = state;
  return {
    id,
    name,
    owner,
    account,
    technology,
    ...Object.fromEntries(
      FURTHER.filter((each) => state[each] !== undefined).map((each) => [each, state[each]]),
    ),
    ...(storage && { storage: { kilowatts: storage.kilowatts, kilowattHours: storage.kilowattHours } }),
    tradable: tradableOf(state, language),
    energy: ENERGIES.flatMap((energy) => {
      const metered = state.energy[energy];
      if (!metered) return [];
      const { kilowattHours, issued, cancelled } = metered;
      return [{ energy, kilowattHours, issued, cancelled, carriedKilowattHours: carryOf(metered) }];
    }),
    ...(frozen && {
      frozen: {
        project: frozen.project,
        crediting: { from: frozen.crediting.from, to: frozen.crediting.to },
      },
    }),
    ...(credited && { credited: credited.map(({ report, from, to }) => ({ report, from, to })) }),
    version,
  };
}

function tradableOf(state: FacilityState, language: Language) {
  if (!isMetered(state)) return [];
  return energiesOf(state).map((energy) => {
    const reason = whyNotTradable(state, energy)?.[language];
    return { energy, tradable: reason === undefined, ...(reason !== undefined && { reason }) };
  });
}
