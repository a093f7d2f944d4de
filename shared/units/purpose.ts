/**
 * Purposes for which units are used up (注销用途). For credits: CCER measures art. 28 and 43; other
 * programmes map onto these. For green certificates: DOMAIN §3 (D).
 */
import * as z from 'zod';

/** Whether the purpose uses up tonnes or megawatt-hours. */
export type PurposeKind = 'credit' | 'certificate';

interface PurposeRow {
  of: PurposeKind;
  /**
   * Whether its units also cover an emission statement. What an emissions trading scheme or an authority took
   * is no offset of one's own, and what a product's footprint used up is in that product.
   */
  covers: boolean;
  zh: string;
  en: string;
}

export const purposes = {
  'national-ets': {
    of: 'credit',
    covers: false,
    zh: '全国碳市场清缴抵销',
    en: 'National ETS compliance offset',
  },
  'regional-ets': {
    of: 'credit',
    covers: false,
    zh: '地方碳市场清缴抵销',
    en: 'Regional ETS compliance offset',
  },
  'event-neutrality': {
    of: 'credit',
    covers: false,
    zh: '大型活动碳中和',
    en: 'Carbon neutrality of an event',
  },
  'corporate-offset': { of: 'credit', covers: true, zh: '企业排放抵销', en: 'Offset of corporate emissions' },
  voluntary: {
    of: 'credit',
    covers: true,
    zh: '公益自愿注销',
    en: 'Voluntary cancellation for the public good',
  },
  compulsory: { of: 'credit', covers: false, zh: '强制注销', en: 'Compulsory cancellation' },
  'green-power-accounting': {
    of: 'certificate',
    covers: true,
    zh: '绿色电力消费核算',
    en: 'Accounting of green power consumption',
  },
  'consumption-responsibility': {
    of: 'certificate',
    covers: true,
    zh: '可再生能源消纳责任',
    en: 'Renewable consumption responsibility',
  },
  'zero-carbon-park': { of: 'certificate', covers: true, zh: '零碳园区', en: 'Zero-carbon park' },
  'product-footprint': { of: 'certificate', covers: false, zh: '产品碳足迹', en: 'Product carbon footprint' },
  'voluntary-statement': { of: 'certificate', covers: true, zh: '自愿声明', en: 'Voluntary statement' },
} as const satisfies Record<string, PurposeRow>;

/** The base unit in which each kind is counted. */
export const purposeUnits = { credit: 'tCO2e', certificate: 'MWh' } as const satisfies Record<
  PurposeKind,
  string
>;

export type RetirementPurpose = keyof typeof purposes;
export const RetirementPurpose = z.enum(Object.keys(purposes) as [RetirementPurpose, ...RetirementPurpose[]]);

/** The base unit of what a purpose uses up; by every instrument's rules a purpose is of one kind. */
export const unitOfPurpose = (purpose: RetirementPurpose): 'tCO2e' | 'MWh' =>
  purposeUnits[purposes[purpose].of];
