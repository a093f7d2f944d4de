/**
 * Lines of the demo's statements, each with what it comes to in the market view, worked out beside the
 * registry: quantity × the factors of the standard, in exact fractions. Quantities are examples (示例).
 */
import { decimal, fraction, negated, product, type Rational } from '../../../../shared/base/rational.ts';

/** The year that is stated. */
export const YEAR = 2025;

export interface StatedLine {
  /** As the API takes it. */
  body: { id: string } & Record<string, unknown>;
  kilograms: Rational;
  /** kWh bought. */
  bought: number;
}

const KILOGRAMS_PER_TONNE = '1000';
const PERCENT = '0.01';
const CO2_PER_CARBON = fraction('11/3');
/** The grid without traded non-fossil power (生态环境部公告2025年第47号), kgCO2/kWh. */
export const RESIDUAL_MIX = '0.6096';
/** Heat bought, not measured (GB/T 32150), tCO2/GJ. */
const HEAT = '0.11';

/** GB/T 32151.34-2024 table C.1: GJ per unit, tC per GJ, oxidation in percent. */
const FUELS = {
  'natural-gas': ['389.31', '0.0153', '99'],
  anthracite: ['26.7', '0.0274', '94'],
  'bituminous-coal': ['19.570', '0.0261', '93'],
  'fuel-oil': ['41.816', '0.0211', '98'],
  diesel: ['42.652', '0.0202', '98'],
} as const;

/** tCO2/t: GB/T 32151.34-2024, CETS-AG-03.01. */
const PROCESSES = {
  CaCO3: '0.440',
  'CaMg(CO3)2': '0.477',
  Na2CO3: '0.415',
  'steel-electrode': '3.663',
} as const;

/** kgCO2e/kg (IPCC AR6). */
const GASES = { SF6: '24300', 'HFC-134a': '1530' } as const;

const of = (...factors: string[]): Rational => product(...factors.map(decimal));

export function fuel(id: string, code: keyof typeof FUELS, quantity: string, more: object = {}): StatedLine {
  const [calorific, carbon, oxidation] = FUELS[code];
  const unit = code === 'natural-gas' ? '1e4Nm3' : 't';
  return {
    body: { id, category: 1, kind: 'fuel', fuel: code, quantity, unit, ...more },
    kilograms: product(
      of(quantity, calorific, carbon, oxidation, PERCENT, KILOGRAMS_PER_TONNE),
      CO2_PER_CARBON,
    ),
    bought: 0,
  };
}

export const process = (id: string, code: keyof typeof PROCESSES, quantity: string): StatedLine => ({
  body: { id, category: 1, kind: 'process', process: code, quantity },
  kilograms: of(quantity, PROCESSES[code], KILOGRAMS_PER_TONNE),
  bought: 0,
});

export const gas = (id: string, code: keyof typeof GASES, kilograms: string): StatedLine => ({
  body: { id, category: 1, kind: 'gas', gas: code, kilograms },
  kilograms: of(kilograms, GASES[code]),
  bought: 0,
});

const electricity = { category: 2, kind: 'electricity' };

export const grid = (id: string, kWh: number, more: object = {}): StatedLine => ({
  body: { id, ...electricity, kWh: String(kWh), supply: 'grid', direction: 'received', ...more },
  kilograms: of(String(kWh), RESIDUAL_MIX),
  bought: kWh,
});

/** From a neighbour's generator by a line of its own. */
export const direct = (id: string, kWh: number): StatedLine => ({
  body: { id, ...electricity, kWh: String(kWh), supply: 'direct', direction: 'received' },
  kilograms: of(String(kWh), RESIDUAL_MIX),
  bought: kWh,
});

/** Generated from waste heat: it emits nothing beside the fuel that is stated. */
export const ownPower = (id: string, kWh: number, direction: 'received' | 'sent-out'): StatedLine => ({
  body: { id, ...electricity, kWh: String(kWh), supply: 'self-generated', direction },
  kilograms: decimal('0'),
  bought: 0,
});

export function steam(id: string, gigajoules: string, direction: 'received' | 'sent-out'): StatedLine {
  const emitted = of(gigajoules, HEAT, KILOGRAMS_PER_TONNE);
  return {
    body: { id, category: 2, kind: 'heat', GJ: gigajoules, origin: 'fossil', direction },
    kilograms: direction === 'received' ? emitted : negated(emitted),
    bought: 0,
  };
}

/** Transport by others, at the haulier's own factor, which needs a document. */
export const haulage = (id: string, tonneKilometres: string, evidence: object): StatedLine => ({
  body: {
    id,
    category: 3,
    kind: 'process',
    name: '外委公路运输',
    quantity: tonneKilometres,
    unit: 'tkm',
    factor: { value: HAULAGE, unit: 'kgCO2e/tkm', source: '承运商年度核算（示例）' },
    evidence,
  },
  kilograms: of(tonneKilometres, HAULAGE),
  bought: 0,
});
const HAULAGE = '0.074';
