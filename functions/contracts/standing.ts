/** Endpoint of a direct connection's standing: the year's plan and its settled months against the ratios. */
import * as z from 'zod';
import { reject } from '../../shared/ledger/rejection.ts';
import { isDirect } from '../../shared/power/contract.ts';
import { RATIO_NAMES } from '../../shared/power/ratio.ts';
import { type RatioStanding, standingOf } from '../../shared/power/standing.ts';
import { endpoint } from '../http/endpoint.ts';
import { todayOf } from '../ledger/ledger-world.ts';
import { RejectedError } from '../ledger/refused.ts';
import { ContractPath, findContract } from './load.ts';

const Sums = () =>
  z.strictObject({ generation: z.int(), selfUse: z.int(), onGrid: z.int(), consumption: z.int() });

const Ratios = () =>
  z.array(
    z.strictObject({
      name: z.enum(RATIO_NAMES),
      bound: z.enum(['min', 'max']),
      boundBasisPoints: z.int(),
      /** Left out where the ratio's denominator is nothing. */
      basisPoints: z.int().optional(),
      holds: z.boolean(),
    }),
  );

/** Ratios as the API shows them: undefined members are left out. */
const shownRatios = (ratios: readonly RatioStanding[]) =>
  ratios.map(({ basisPoints, ...ratio }) => ({
    ...ratio,
    ...(basisPoints !== undefined && { basisPoints }),
  }));

export const readStanding = endpoint({
  summary: '绿电直连年度比例 Standing of a direct connection: plan and actual months against the ratios',
  action: 'contract.read',
  path: ContractPath,
  query: z.strictObject({
    /** A calendar year; the current one if left out. */
    year: z
      .string()
      .regex(/^20\d\d$/)
      .transform(Number)
      .optional(),
  }),
  status: 200,
  reply: () =>
    z.strictObject({
      id: z.string(),
      year: z.int(),
      plan: z.strictObject({ megawattHours: Sums(), ratios: Ratios() }).optional(),
      /** Of the months settled so far. */
      actual: z.strictObject({ kilowattHours: Sums(), ratios: Ratios() }).optional(),
      /** The latest month settled. */
      settledThrough: z.string().optional(),
    }),
  run: async (asked, world) => {
    const { path, query } = asked;
    const { state } = await findContract(asked, world);
    if (!isDirect(state.kind))
      throw new RejectedError(reject('not-a-direct-connection', undefined, { kind: state.kind }));
    const year = query.year ?? Number(todayOf(world).slice(0, 4));
    const { plan, actual } = standingOf(state, year);
    const { settledThrough } = state;
    return {
      json: {
        id: path.id,
        year,
        ...(plan && { plan: { ...plan, ratios: shownRatios(plan.ratios) } }),
        ...(actual && { actual: { ...actual, ratios: shownRatios(actual.ratios) } }),
        ...(settledThrough && { settledThrough }),
      },
    };
  },
});
