/** Facts of parks (园区), their members and their targets. */
import * as z from 'zod';
import { Day } from '../base/day.ts';
import { freeText, line, OrganizationId, ParkId, Vintage } from '../base/field.ts';
import { Decimal } from '../base/rational.ts';
import { provinceNames } from './factors/electricity.ts';
import { TARGET_INDICATORS } from './target.ts';

export const SUB_PARKS_MAX = 30;

export const SubParkCode = z.string().regex(/^[A-Za-z0-9][\w.-]{0,19}$/, {
  error: 'must be 1 to 20 letters, digits, or _ . -; 须为 1 至 20 个字母、数字或 _ . -',
});

/** A part of the park that is planned and told apart: 一区四园 has four. */
export const SubPark = z.strictObject({ code: SubParkCode, name: freeText(100) });
export type SubPark = z.infer<typeof SubPark>;

export const Target = z.strictObject({
  indicator: z.enum(TARGET_INDICATORS),
  year: Vintage,
  value: Decimal,
  unit: line(20),
  source: freeText(300),
});
export type Target = z.infer<typeof Target>;

export const parkFacts = {
  /** By its operating organization (运营管理机构). */
  'park.registered': z.strictObject({
    park: ParkId,
    name: freeText(200),
    province: z.enum(Object.keys(provinceNames) as [string, ...string[]]),
    subParks: z.array(SubPark).max(SUB_PARKS_MAX),
  }),
  /** By the organization that wants to join; nothing else makes it a member. */
  'park.membership-requested': z.strictObject({
    park: ParkId,
    subPark: SubParkCode.optional(),
    from: Day,
  }),
  /** By the operating organization, as it was requested. */
  'park.member-admitted': z.strictObject({
    park: ParkId,
    organization: OrganizationId,
    subPark: SubParkCode.optional(),
    from: Day,
  }),
  /** By the member or the operating organization; `to` is the last day. */
  'park.member-left': z.strictObject({ park: ParkId, organization: OrganizationId, to: Day }),
  'park.target-set': z.strictObject({ park: ParkId, ...Target.shape }),
} as const;
