/**
 * The instruments on the ledger and the rules in which they differ. A further instrument is a further row: no
 * code of the ledger asks which instrument it moves.
 */
import * as z from 'zod';
import type { Standard } from '../sinks/standard.ts';
import type { PurposeKind } from './purpose.ts';

export interface Instrument {
  code: string;
  name: { zh: string; en: string };
  /** Its issuer: projects of a standard, in tonnes, or facilities, in megawatt-hours. */
  origin: { standard: Standard } | 'facility';
  /** The base unit in which its quantities are whole numbers. */
  unit: 'tCO2e' | 'MWh';
  /** The kind of purposes for which it is used up. */
  purposes: PurposeKind;
  /** Whether it may change hands only once; after that it can only be retired. */
  tradedOnce: boolean;
  /** Whether the facility and the kind of energy decide if it may be sold (power/technology.ts). */
  tradability: boolean;
  /** Months of validity, starting with the month of generation; unlimited if left out. */
  validMonths?: number;
  /** Whether each retirement names the calendar year of the consumption that it accounts for. */
  consumptionYear: boolean;
  /** The year of production from which on it accounts for consumption of that year only (证电同年核销). */
  sameYearFrom?: number;
  /** Whether it exists only by import, since its owners can't have it issued here. */
  importOnly: boolean;
  source: string;
}

const CREDIT = {
  unit: 'tCO2e',
  purposes: 'credit',
  tradedOnce: false,
  tradability: false,
  consumptionYear: false,
} as const;

export const instruments = {
  CCER: {
    ...CREDIT,
    code: 'CCER',
    name: { zh: '核证自愿减排量', en: 'China Certified Emission Reduction' },
    origin: { standard: 'CCER' },
    importOnly: false,
    source: '温室气体自愿减排交易管理办法（试行）2023, art. 22',
  },
  VCU: {
    ...CREDIT,
    code: 'VCU',
    name: { zh: '核证碳单位', en: 'Verified Carbon Unit' },
    origin: { standard: 'VCS' },
    importOnly: false,
    source: 'VCS Standard v4',
  },
  GSVER: {
    ...CREDIT,
    code: 'GSVER',
    name: { zh: '黄金标准核证减排量', en: 'Gold Standard Verified Emission Reduction' },
    origin: { standard: 'GS' },
    importOnly: true,
    source: 'Gold Standard serials are parsed on import',
  },
  GEC: {
    code: 'GEC',
    name: { zh: '绿色电力证书（绿证）', en: 'Green electricity certificate' },
    origin: 'facility',
    unit: 'MWh',
    purposes: 'certificate',
    tradedOnce: true,
    tradability: true,
    validMonths: 24,
    consumptionYear: true,
    // 证电同年核销, secondary sources (M).
    sameYearFrom: 2026,
    importOnly: false,
    source:
      '国能发新能规〔2024〕67号；可再生能源绿色电力证书核发和交易规则 (traded once: H with power, K alone)',
  },
  IREC: {
    code: 'IREC',
    name: { zh: '国际可再生能源证书', en: 'International Renewable Energy Certificate (I-REC(E))' },
    origin: 'facility',
    unit: 'MWh',
    purposes: 'certificate',
    tradedOnce: false,
    tradability: false,
    consumptionYear: false,
    importOnly: true,
    source: 'I-REC(E) certificates come in by import only; no rule of the GEC applies to them (D)',
  },
} as const satisfies Record<string, Instrument>;

export type InstrumentCode = keyof typeof instruments;
export const InstrumentCode = z.enum(Object.keys(instruments) as [InstrumentCode, ...InstrumentCode[]]);

/** The rules of an instrument, as a row of one shape. */
export const instrumentRow = (code: InstrumentCode): Instrument => instruments[code];

/** The instruments that facilities issue, and those of them that exist only by import. */
export const importedFromFacilities = z.enum(
  InstrumentCode.options.filter((code) => {
    const { origin, importOnly } = instrumentRow(code);
    return origin === 'facility' && importOnly;
  }) as [InstrumentCode, ...InstrumentCode[]],
);

/** The instrument that facilities registered here issue. */
export const FACILITY_INSTRUMENT: InstrumentCode = 'GEC';

const byStandard = Object.fromEntries(
  InstrumentCode.options.flatMap((code) => {
    const { origin } = instrumentRow(code);
    return origin === 'facility' ? [] : [[origin.standard, code]];
  }),
) as Record<Standard, InstrumentCode>;

/** The instrument that a standard's projects issue. */
export function instrumentOf(standard: Standard): InstrumentCode {
  return byStandard[standard];
}
