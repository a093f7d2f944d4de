/** Units in which quantities may be stated, and how much of a table's own unit each is. */
import { decimal, type Rational, rational } from '../../base/rational.ts';

export type Conversions = Readonly<Record<string, Rational>>;

export const MASS_IN_TONNES: Conversions = {
  t: rational(1n),
  kg: rational(1n, 1000n),
  '1e4t': rational(10_000n),
};

/** Gas at 0 °C (标准状态): `m3` is taken as Nm³, which is what gas meters of works are corrected to. */
export const VOLUME_IN_TEN_THOUSAND_NM3: Conversions = {
  '1e4Nm3': rational(1n),
  Nm3: rational(1n, 10_000n),
  m3: rational(1n, 10_000n),
};

/**
 * Mass of what is emitted, in kilograms of CO2 or of CO2 equivalents. Carbon counts as the CO2 that it
 * becomes.
 */
export const EMITTED_IN_KILOGRAMS: Conversions = {
  gCO2: rational(1n, 1000n),
  kgCO2: rational(1n),
  tCO2: rational(1000n),
  gCO2e: rational(1n, 1000n),
  kgCO2e: rational(1n),
  tCO2e: rational(1000n),
  kgC: rational(44n, 12n),
  tC: rational(44_000n, 12n),
};

export const conversionOf = (conversions: Conversions, unit: string): Rational | undefined =>
  Object.hasOwn(conversions, unit) ? conversions[unit] : undefined;

/** The quantity in the table's own unit. */
export const converted = (quantity: string, conversion: Rational): Rational => {
  const { numerator, denominator } = decimal(quantity);
  return rational(numerator * conversion.numerator, denominator * conversion.denominator);
};
