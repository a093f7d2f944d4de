/**
 * Rejections of units by the rules of their instrument: of one unit, traded once, valid for two
 * years, of one use.
 */
import type { RejectionRule } from '../ledger/rejection-rule.ts';

const TRADE = '发改能源〔2023〕1044号；可再生能源绿色电力证书核发和交易规则';
const VALIDITY = '国能发新能规〔2024〕67号';
const USE = '本登记簿规则 (this registry)：绿证注销用途';
const YEAR = '本登记簿规则 (this registry)：绿证按用途与用电年份注销';

export const certificateRejections = {
  'provincial-account': {
    kind: 'invalid',
    title: { zh: '省级专用账户不参与交易', en: "A province's account does not trade" },
    remedy: {
      zh: '其绿证仅可注销，也不可向其转让或质押',
      en: 'Its certificates can only be retired, and nothing is offered or pledged to it',
    },
    source: '发改价格〔2025〕136号',
  },
  'units-mixed': {
    kind: 'invalid',
    title: { zh: '吨与兆瓦时不可合并办理', en: 'Tonnes and megawatt-hours in one request' },
    remedy: {
      zh: '请按计量单位分次办理：减排量以吨计，绿证以兆瓦时计',
      en: 'Split it by unit: credits count in tCO2e, certificates in MWh',
    },
    source: '本登记簿规则 (this registry)：绿证从不折算为吨',
  },
  'certificate-expired': {
    kind: 'conflict',
    title: { zh: '绿证已过有效期', en: 'The certificates have expired' },
    remedy: {
      zh: '有效期自发电当月起两年；过期不可转让、质押或使用，仅可退回',
      en: 'They are valid for two years from the month of generation; expired ones can only be given back',
    },
    source: VALIDITY,
  },
  'not-tradable': {
    kind: 'conflict',
    title: { zh: '该类电量的绿证不可交易', en: 'Certificates of such power are not traded' },
    remedy: {
      zh: '自发自用、离网、机制电价电量及不符合条件的水电，其绿证仅可注销',
      en: 'Those of self-consumed, off-grid and mechanism-priced power, and of most hydropower, can only be retired',
    },
    source: '发改能源〔2023〕1044号；国能发新能规〔2024〕67号；发改价格〔2025〕136号',
  },
  'already-traded': {
    kind: 'conflict',
    title: { zh: '绿证已交易过一次', en: 'The certificates have changed hands already' },
    remedy: {
      zh: '绿证仅可交易一次，此后只可注销；available 为从未交易的数量',
      en: 'They change hands once and are then only retired; available says how many never did',
    },
    source: TRADE,
  },
  'purpose-missing': {
    kind: 'invalid',
    title: { zh: '须填写绿证用途', en: 'The use of the certificates is missing' },
    remedy: { zh: '请在 purpose 填写用途', en: 'Say what they are used for' },
    source: USE,
  },
  'purpose-not-for-instrument': {
    kind: 'invalid',
    title: { zh: '用途与品种不符', en: 'The purpose is none of this instrument' },
    remedy: {
      zh: '减排量用于抵销，绿证用于绿电消费；绿证不可折算为吨',
      en: 'Credits offset emissions, certificates account for power: neither serves for the other',
    },
    source: `温室气体自愿减排交易管理办法（试行）2023, art. 28, 43；${USE}`,
  },
  'consumption-year-missing': {
    kind: 'invalid',
    title: { zh: '须填写用电年份', en: 'The year of consumption is missing' },
    remedy: {
      zh: '请填写绿证对应的用电年份',
      en: 'Give the calendar year whose consumption they account for',
    },
    source: YEAR,
  },
  'consumption-year-not-for-instrument': {
    kind: 'invalid',
    title: { zh: '该品种不填用电年份', en: 'Units of this instrument have no year of consumption' },
    remedy: { zh: '请勿填写用电年份', en: 'Leave the year of consumption out' },
    source: YEAR,
  },
  'consumption-year-too-early': {
    kind: 'invalid',
    title: { zh: '用电年份早于发电年份', en: 'The year of consumption is before that of generation' },
    remedy: {
      zh: '绿证不用于发电之前的用电',
      en: 'A certificate does not account for power that was consumed before it was generated',
    },
    source: YEAR,
  },
  'consumption-year-too-late': {
    kind: 'invalid',
    title: { zh: '用电年份尚未到来', en: 'The year of consumption is yet to come' },
    remedy: { zh: '最晚为当年', en: 'Give this year or an earlier one' },
    source: YEAR,
  },
  'consumption-year-of-production': {
    kind: 'conflict',
    title: {
      zh: '{generated} 年生产的绿证只能用于该年的用电',
      en: 'Certificates of {generated} account for consumption of that year only',
    },
    remedy: {
      zh: '请把用电年份改为 {generated}，或选用 {year} 年生产的绿证',
      en: 'Give {generated} as the year of consumption, or use certificates of {year}',
    },
    source: '证电同年核销：2026 年起生产年即使用年',
  },
} as const satisfies Record<string, RejectionRule>;
