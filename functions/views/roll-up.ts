/** What a park's statement rolls up, its indicator, and the waterfall of any statement. */
import * as z from 'zod';
import { asDecimal, asFraction, compare, decimal } from '../../shared/base/rational.ts';
import { type Entities, read, statementEntity } from '../../shared/ledger/entity.ts';
import { CoverMegawattHours, CoverTonnes } from '../../shared/statements/cover.ts';
import { parkEmission } from '../../shared/statements/coverage.ts';
import {
  guides,
  INDICATOR_GRADE,
  INDICATOR_SOURCE,
  indicatorOf,
  type NotComputable,
} from '../../shared/statements/indicator.ts';
import { RolledUp, type StatedShares, Sums } from '../../shared/statements/rolled-up.ts';
import type { StatementState } from '../../shared/statements/states.ts';
import { named } from '../http/named.ts';
import { Words } from './words.ts';

export const RolledUpView = named('RolledUp', () =>
  z.strictObject({
    park: z.string(),
    members: z.array(
      z.strictObject({
        statement: z.string(),
        version: z.int(),
        /** Retired for the member when it was rolled up; what it retired later enters with a revision. */
        green: z.strictObject({ ...CoverMegawattHours.shape, used: z.string() }).optional(),
        retired: CoverTonnes.optional(),
        /** The member's present version, where it is no longer the verified one that was rolled up. */
        present: z.strictObject({ version: z.int(), status: z.string() }).optional(),
      }),
    ),
    /** The park's own lines, exact. */
    own: Sums,
    /** What flowed within the park: both ends cancel. */
    flows: RolledUp.shape.flows,
  }),
);

/** `present` holds the members' statements, where they were read. */
export function rolledUpView({ stated }: StatementState, present: Entities = new Map()) {
  const { park } = stated;
  if (!park) return undefined;
  return {
    park: park.park,
    members: park.members.map(({ statement, version, green, retired }) => {
      const now = read(present, statementEntity(statement))?.state;
      const stands = !now || (now.version === version && now.status === 'verified');
      return {
        statement,
        version,
        ...(green && { green }),
        ...(retired && { retired }),
        ...(!stands && { present: { version: now.version, status: now.status } }),
      };
    }),
    own: park.own,
    ...(park.flows && { flows: park.flows }),
  };
}

export const IndicatorView = named('Indicator', () =>
  z.strictObject({
    computable: z.boolean(),
    /** Why not. */
    because: z.strictObject({ code: z.string(), ...Words().shape }).optional(),
    /** tCO2/tce, rounded to six digits; `exact` is what is compared. */
    intensity: z.string().optional(),
    exact: z.string().optional(),
    /** At most; absent below 200,000 tce, where there is no pass or fail. */
    limit: z.string().optional(),
    meets: z.boolean().optional(),
    /** Energy, tce. */
    energy: z
      .strictObject({
        tce: z.string(),
        exact: z.string(),
        kgcePerKilowattHour: z.string(),
        source: z.string(),
      })
      .optional(),
    source: z.string(),
    grade: z.string(),
    /** Stated by the park, beside the guide value; nothing passes or fails by them. */
    shares: z.array(
      z.strictObject({
        name: z.string(),
        words: Words(),
        stated: z.string(),
        least: z.string(),
        reached: z.boolean(),
        grade: z.string(),
        remark: Words().optional(),
      }),
    ),
  }),
);

const because: Readonly<Record<NotComputable, { zh: string; en: string }>> = {
  'equivalent-value-missing': {
    zh: '不可计算：未填当年电力等价值及其来源，且没有缺省值',
    en: 'not computable, because the year’s equivalent value of electricity and its source are missing; there is no default',
  },
  'no-energy': {
    zh: '不可计算：综合能源消费量不大于零',
    en: 'not computable, because the energy used is not above zero',
  },
};

const INTENSITY_DIGITS = 6;

/** Of a park; an organization has no such indicator. */
export function indicatorView(state: StatementState) {
  const { energy, subject } = state.stated;
  if (subject.kind !== 'park') return undefined;
  const found = indicatorOf(parkEmission(state), energy);
  const common = { source: INDICATOR_SOURCE, grade: INDICATOR_GRADE, shares: sharesView(energy?.shares) };
  if ('because' in found)
    return { computable: false, because: { code: found.because, ...because[found.because] }, ...common };
  const { intensity, tce, limit, meets } = found;
  return {
    computable: true,
    intensity: asDecimal(intensity, INTENSITY_DIGITS),
    exact: asFraction(intensity),
    ...(limit !== undefined && { limit, meets }),
    ...(energy && {
      energy: {
        tce: asDecimal(tce, INTENSITY_DIGITS),
        exact: energy.tce,
        kgcePerKilowattHour: energy.kgcePerKilowattHour,
        source: energy.source,
      },
    }),
    ...common,
  };
}

const sharesView = (shares: StatedShares = {}) =>
  Object.entries(guides).flatMap(([name, { name: words, least, grade, remark }]) => {
    const stated = shares[name as keyof StatedShares];
    if (stated === undefined) return [];
    const reached = compare(decimal(stated), decimal(least)) >= 0;
    return [{ name, words, stated, least, reached, grade, ...(remark && { remark }) }];
  });

/** From gross to open in the market view, whole kg that add up; below zero nothing is left to cover. */
export const WaterfallView = named('Waterfall', () =>
  z.strictObject({
    view: z.literal('market'),
    grossKilograms: z.int(),
    /** Taken off by green power. */
    greenPowerKilograms: z.int(),
    residualKilograms: z.int(),
    /** Taken off by retired tonnes; what exceeds the residual takes off nothing. */
    offsetKilograms: z.int(),
    openKilograms: z.int(),
  }),
);
