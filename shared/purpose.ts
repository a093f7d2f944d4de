/** Why credits are cancelled (注销). Source: CCER measures art. 28 and 43; other programmes map onto them. */
import * as z from 'zod';

export const purposes = {
  'national-ets': { zh: '全国碳市场清缴抵销', en: 'National ETS compliance offset' },
  'regional-ets': { zh: '地方碳市场清缴抵销', en: 'Regional ETS compliance offset' },
  'event-neutrality': { zh: '大型活动碳中和', en: 'Carbon neutrality of an event' },
  'corporate-offset': { zh: '企业排放抵销', en: 'Offset of corporate emissions' },
  voluntary: { zh: '公益自愿注销', en: 'Voluntary cancellation for the public good' },
  compulsory: { zh: '强制注销', en: 'Compulsory cancellation' },
} as const;

export type RetirementPurpose = keyof typeof purposes;
export const RetirementPurpose = z.enum([
  'national-ets',
  'regional-ets',
  'event-neutrality',
  'corporate-offset',
  'voluntary',
  'compulsory',
]);
