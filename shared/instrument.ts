/**
 * The instruments on the ledger and the standards that issue them. A further instrument is a further row:
 * the ledger itself never asks which one it moves.
 */
import * as z from 'zod';

export const Standard = z.enum(['CCER', 'VCS', 'GS']);
export type Standard = z.infer<typeof Standard>;

export interface Instrument {
  code: string;
  name: { zh: string; en: string };
  standard: Standard;
  /** The base unit in which its quantities are whole numbers. */
  unit: 'tCO2e';
  /** Whether new projects may issue it here; otherwise it exists only by import. */
  importOnly: boolean;
  source: string;
}

export const instruments = {
  CCER: {
    code: 'CCER',
    name: { zh: '核证自愿减排量', en: 'China Certified Emission Reduction' },
    standard: 'CCER',
    unit: 'tCO2e',
    importOnly: false,
    source: '温室气体自愿减排交易管理办法（试行）2023, art. 22',
  },
  VCU: {
    code: 'VCU',
    name: { zh: '核证碳单位', en: 'Verified Carbon Unit' },
    standard: 'VCS',
    unit: 'tCO2e',
    importOnly: false,
    source: 'VCS Standard v4',
  },
  GSVER: {
    code: 'GSVER',
    name: { zh: '黄金标准核证减排量', en: 'Gold Standard Verified Emission Reduction' },
    standard: 'GS',
    unit: 'tCO2e',
    importOnly: true,
    source: 'DOMAIN §2: Gold Standard serials are parsed on import',
  },
} as const satisfies Record<string, Instrument>;

export type InstrumentCode = keyof typeof instruments;
export const InstrumentCode = z.enum(['CCER', 'VCU', 'GSVER']);

const byStandard: Record<Standard, InstrumentCode> = { CCER: 'CCER', VCS: 'VCU', GS: 'GSVER' };

/** The instrument that a standard's projects issue. */
export function instrumentOf(standard: Standard): InstrumentCode {
  return byStandard[standard];
}
