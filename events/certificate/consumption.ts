/** What a green-power consumption certificate says (绿电消费认证, DOMAIN §4). */
import * as z from 'zod';
import { Period } from '../../shared/base/day.ts';
import { CONTRACT_KINDS } from '../../shared/power/facts-contract.ts';
import { ENERGIES } from '../../shared/power/technology.ts';
import { CoverMegawattHours } from '../../shared/statements/cover.ts';
import { ASSURANCES, Subject } from '../../shared/statements/facts.ts';
import { FacilityWords, Named } from './unit-words.ts';

const Serials = z.array(z.strictObject({ from: z.int(), to: z.int() }));

/** Certificates of one batch, all delivered under one contract or none. */
const Source = z.strictObject({
  batch: z.string(),
  instrument: z.string(),
  facility: z.string(),
  /** The days of generation: a month's, of an import any. */
  generated: Period,
  energy: z.enum(ENERGIES).optional(),
  /** The official code of the batch's first certificate. */
  code: z.string().optional(),
  /** The contract whose settlement delivered them with their power; absent where they were traded apart. */
  contract: z.string().optional(),
  megawattHours: z.int(),
  serials: Serials,
});

const Contract = z.strictObject({ id: z.string(), kind: z.enum(CONTRACT_KINDS), seller: z.string() });

/** What a green-power consumption certificate says. */
export const Consumption = z.strictObject({
  statement: z.string(),
  version: z.int(),
  organization: Named,
  subject: Subject,
  boundary: z.string(),
  year: z.int(),
  verification: z.strictObject({ verifier: Named, assurance: z.enum(ASSURANCES), at: z.string() }),
  /** kWh bought, less what was passed on; of it green power covers a part. */
  purchasedKilowattHours: z.string(),
  coveredKilowattHours: z.string(),
  consumedKilowattHours: z.string(),
  /** Retired for this statement: delivered with their power, or traded apart. */
  megawattHours: CoverMegawattHours,
  /** Covered electricity in what was used, rounded down; of a park with what its members had by then. */
  shareBasisPoints: z.int().optional(),
  sources: z.array(Source),
  facilities: z.array(FacilityWords),
  contracts: z.array(Contract),
  retirements: z.array(
    z.strictObject({
      id: z.string(),
      at: z.string(),
      beneficiary: z.string(),
      purpose: z.string(),
      megawattHours: CoverMegawattHours,
    }),
  ),
});
export type Consumption = z.infer<typeof Consumption>;
