/**
 * What activities emit, worked out apart from the registry: whole numbers of parts of a kilogram, by the
 * figures as the factor tables print them (electricity of 内蒙古 and the nation, data year 2023; diesel by
 * GB/T 32151.34).
 */
export const VIEWS = ['location', 'market', 'park910', 'ets'] as const;
export type Amounts = Record<(typeof VIEWS)[number], bigint>;

/** Parts of a kilogram: 3 for 44/12, and more decimals than any product below has. */
export const KILOGRAM = 3n * 10n ** 12n;

/** Kinds of lines; `out` ends what is sent out. */
export const ACTIVITIES = [
  'grid',
  'direct',
  'grid-out',
  'own-out',
  'steam',
  'steam-out',
  'diesel',
  'freight',
  'lime',
] as const;
export interface Activity {
  id: string;
  what: (typeof ACTIVITIES)[number];
  /** Thousandths of a kWh, GJ or tonne. */
  milli: bigint;
}

const all = (each: bigint): Amounts => ({ location: each, market: each, park910: each, ets: each });

/** kg per unit in ten-thousandths, of what is counted by a plain factor. */
const PER_UNIT: Partial<Record<Activity['what'], Amounts>> = {
  grid: { location: 6479n, market: 6096n, park910: 8325n, ets: 5306n },
  direct: { location: 0n, market: 6096n, park910: 8325n, ets: 0n },
  'grid-out': { location: -6479n, market: -6096n, park910: -8325n, ets: -5306n },
  'own-out': { location: -5000n, market: -5000n, park910: -8325n, ets: -5000n },
  steam: all(1_100_000n),
  'steam-out': all(-1_100_000n),
  lime: { ...all(1_205_000n), park910: 0n },
};
/** t × GJ/t × tC/GJ × share oxidized × 44/12, in parts of a kilogram for each thousandth of a tonne. */
const PER_MILLITONNE_OF_DIESEL = (42_652n * 202n * 98n * 44n * KILOGRAM) / (12n * 10n ** 9n);

/** Parts of a kilogram in each view. */
export function emitted({ what, milli }: Activity): Amounts {
  if (what === 'diesel') return all(milli * PER_MILLITONNE_OF_DIESEL);
  // Of the value chain, which the parks' method and the trading scheme don't count.
  if (what === 'freight') return { ...all(milli * PER_MILLITONNE_OF_DIESEL), park910: 0n, ets: 0n };
  const factor = PER_UNIT[what]!;
  const of = (per: bigint) => (milli * per * KILOGRAM) / 10n ** 7n;
  return {
    location: of(factor.location),
    market: of(factor.market),
    park910: of(factor.park910),
    ets: of(factor.ets),
  };
}

/** Thousandths of a kWh bought, less what was passed on. */
export const bought = ({ what, milli }: Activity): bigint =>
  what === 'grid' || what === 'direct' ? milli : what === 'grid-out' ? -milli : 0n;

export const plus = (a: Amounts, b: Amounts, sign = 1n): Amounts => ({
  location: a.location + sign * b.location,
  market: a.market + sign * b.market,
  park910: a.park910 + sign * b.park910,
  ets: a.ets + sign * b.ets,
});
export const NOTHING = all(0n);

/** Whole kilograms, half up towards plus infinity. */
export function wholeKilograms(parts: bigint): bigint {
  const doubled = 2n * parts + KILOGRAM;
  const quotient = doubled / (2n * KILOGRAM);
  return doubled < 0n && doubled % (2n * KILOGRAM) !== 0n ? quotient - 1n : quotient;
}

export const text = (milli: bigint): string => `${milli / 1000n}.${String(milli % 1000n).padStart(3, '0')}`;

/** The line that states the activity. */
export function lineOf({ id, what, milli }: Activity): object {
  const quantity = text(milli);
  const fuel = { kind: 'fuel', fuel: 'diesel', unit: 't', quantity };
  const direction = what.endsWith('out') ? 'sent-out' : 'received';
  const factor = { value: '0.5', unit: 'kgCO2/kWh', source: '本厂实测（示例）' };
  const power = { id, category: 2, kind: 'electricity', kWh: quantity, direction };
  switch (what) {
    case 'diesel':
      return { id, category: 1, ...fuel };
    case 'freight':
      return { id, category: 3, ...fuel };
    case 'lime':
      return {
        ...{ id, category: 1, kind: 'process', name: '石灰（示例）', quantity, unit: 't' },
        factor: { value: '120.5', unit: 'kgCO2e/t', source: '本厂实测（示例）' },
      };
    case 'steam':
    case 'steam-out':
      return { id, category: 2, kind: 'heat', GJ: quantity, origin: 'fossil', direction };
    case 'own-out':
      return { ...power, supply: 'self-generated', factor };
    default:
      return { ...power, supply: what === 'direct' ? 'direct' : 'grid' };
  }
}
