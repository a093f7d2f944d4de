/**
 * Endpoint of the standing of direct supply: the year's plan and its settled months against its programme.
 */
import * as z from 'zod';
import { yearOf } from '../../shared/base/day.ts';
import { DocumentReference } from '../../shared/base/document.ts';
import { facilityEntity, read } from '../../shared/ledger/entity.ts';
import { reject } from '../../shared/ledger/rejection.ts';
import { isDirect } from '../../shared/power/contract.ts';
import { GRADES, RATIO_NAMES } from '../../shared/power/ratio.ts';
import { type RatioStanding, type Standing, standingOf } from '../../shared/power/standing.ts';
import { endpoint } from '../http/endpoint.ts';
import { named } from '../http/named.ts';
import { wholeParameter } from '../http/whole-parameter.ts';
import { todayOf } from '../ledger/ledger-world.ts';
import { RejectedError } from '../ledger/refused.ts';
import { ContractPath, findContract } from './load.ts';

const Sums = named('StandingSums', () =>
  z.strictObject({
    generation: z.int(),
    selfUse: z.int(),
    onGrid: z.int(),
    consumption: z.int(),
    /** What was held back; the supply of a park only. */
    curtailed: z.int().optional(),
  }),
);

/**
 * The row of the rules that a bound comes from; grade H is read in the official text, M secondary, K
 * unconfirmed.
 */
const sourced = () => ({ source: z.string(), grade: z.enum(GRADES) });

const Ratios = named('StandingRatios', () =>
  z.array(
    z.strictObject({
      name: z.enum(RATIO_NAMES),
      bound: z.enum(['min', 'max']),
      boundBasisPoints: z.int(),
      /** Left out where the ratio's denominator is nothing. */
      basisPoints: z.int().optional(),
      holds: z.boolean(),
      ...sourced(),
    }),
  ),
);

/** In the unit of the sums beside it; the bound is a twelfth of the year's for each month counted. */
const Load = named('StandingLoad', () =>
  z.strictObject({
    months: z.int(),
    consumption: z.int(),
    consumptionMin: z.int(),
    holds: z.boolean(),
    ...sourced(),
  }),
);

const StorageStandingView = named('StorageStanding', () =>
  z.strictObject({
    capacityKilowatts: z.int(),
    kilowatts: z.int(),
    kilowattHours: z.int(),
    kilowattsMin: z.int(),
    kilowattHoursMin: z.int(),
    /** The document of equal regulation, which stands in for storage. */
    regulation: DocumentReference.optional(),
    holds: z.boolean(),
    ...sourced(),
  }),
);

/** Ratios as the API shows them: undefined members are left out. */
const shownRatios = (ratios: readonly RatioStanding[]) =>
  ratios.map(({ basisPoints, ...ratio }) => ({
    ...ratio,
    ...(basisPoints !== undefined && { basisPoints }),
  }));

/** Without members that are undefined. */
function standingView({ plan, actual, storage }: Standing) {
  return {
    ...(plan && { plan: { ...plan, ratios: shownRatios(plan.ratios) } }),
    ...(actual && { actual: { ...actual, ratios: shownRatios(actual.ratios) } }),
    ...(storage && { storage }),
  };
}

export const readStanding = endpoint({
  summary:
    '绿电直连与园区绿色供电年度比例 Standing of direct supply: plan and actual months against the ratios',
  action: 'contract.read',
  path: ContractPath,
  query: z.strictObject({
    /** A calendar year; the current one if left out. */
    year: wholeParameter(2099, 2000).optional(),
  }),
  status: 200,
  reply: () =>
    z.strictObject({
      id: z.string(),
      year: z.int(),
      plan: z.strictObject({ megawattHours: Sums(), ratios: Ratios(), load: Load().optional() }).optional(),
      /** Of the months settled so far. */
      actual: z.strictObject({ kilowattHours: Sums(), ratios: Ratios(), load: Load().optional() }).optional(),
      /** As it is today. Storage and load are of the supply of a park only. */
      storage: StorageStandingView().optional(),
      /** The latest month settled. */
      settledThrough: z.string().optional(),
    }),
  run: async (asked, world) => {
    const { path, query } = asked;
    const { state } = await findContract(asked, world);
    if (!isDirect(state.kind))
      throw new RejectedError(reject('not-a-direct-connection', undefined, { kind: state.kind }));
    const year = query.year ?? yearOf(todayOf(world));
    const facility = facilityEntity(state.facility);
    const plant = read(await world.reads.entities([facility]), facility)?.state;
    const { settledThrough } = state;
    return {
      json: {
        id: path.id,
        year,
        ...standingView(standingOf(state, plant, year)),
        ...(settledThrough && { settledThrough }),
      },
    };
  },
});
