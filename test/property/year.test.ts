/**
 * Random years of the whole registry through the real handlers: sink projects, power, statements, parks and
 * claims of several organizations in any order, beside a naive account of all of it (test/support/year). What
 * the registry accepts, the account must accept; what it refuses, it must refuse for a reason of the
 * account's own; and after every command the two have the same. Then the log audits clean.
 *
 * A year is 300 steps in some 14 months, about 465 commands. YEARS=200 runs so many; a failure names the
 * seed, and YEAR_SEED runs that again.
 */
import fc from 'fast-check';
import { afterAll, expect, it, vi } from 'vitest';
import { sequenced } from '../support/interleave/outcome.ts';
import { playOn } from '../support/local/memory-world.ts';
import { loadHandlers, TestApi } from '../support/probes/api.ts';
import { found } from '../support/year/founding.ts';
import { setClock } from '../support/year/setting.ts';
import { Tally } from '../support/year/tally.ts';
import { type Choice, type Founded, KINDS, Year } from '../support/year/year.ts';

vi.mock('../../functions/world.ts', async (original) => ({
  ...(await original<object>()),
  theWorld: (await import('../support/local/memory-world.ts')).worldHere,
}));
vi.mock(
  '../../functions/documents/store.ts',
  async () => (await import('../support/local/stored-documents.ts')).store,
);
vi.mock(
  '../support/probes/documents.ts',
  async () => (await import('../support/local/stored-documents.ts')).documents,
);

/** Enough that every kind of step and every refusal below has happened. */
const YEARS_ENOUGH = 24;
const YEARS = Number(process.env.YEARS ?? YEARS_ENOUGH);
const SEED = process.env.YEAR_SEED;
const STEPS = 300;
/** The expirer runs after so many of them. */
const STEPS_BETWEEN_EXPIRIES = 20;
const HOURS_BETWEEN_STEPS_MAX = 68;
const TIMEOUT_MS = 60_000 + YEARS * 15_000;

/** Each of them has refused something in the years of one run; others do too, but too seldom to ask for. */
const REFUSALS = [
  ...['transfer-to-self', 'transfer-not-offered', 'insufficient-units', 'units-not-available'],
  ...['already-traded', 'not-tradable', 'certificate-expired', 'items-overlap', 'units-mixed'],
  ...['too-many-lanes', 'vintage-in-future', 'settled-in-future', 'settled-before-acceptance'],
  ...['month-not-over', 'nothing-to-correct', 'correction-reason-missing', 'correction-changes-nothing'],
  ...['reading-not-pending', 'generation-not-confirmed', 'consumption-not-confirmed'],
  ...['month-outside-contract', 'month-settled', 'consumption-year-too-early', 'consumption-year-too-late'],
  ...['consumption-year-of-production', 'consumption-year-not-for-instrument', 'purpose-missing'],
  ...['purpose-not-for-instrument', 'purpose-not-for-statement', 'statement-covered', 'statement-not-yours'],
  ...['statement-not-open', 'statement-year-differs', 'statement-window-closed', 'statement-changed'],
  ...['statement-subject-fixed', 'statement-year-in-future', 'statement-year-verified', 'line-repeated'],
  ...['statement-not-submitted', 'sent-out-exceeds-received', 'accreditation-suspended'],
  ...['membership-not-requested', 'member-of-a-park', 'not-a-member', 'leaves-before-joining'],
  ...['park-part-not-for-organization', 'park-not-yours', 'park-name-differs', 'park-fixed'],
  ...['statement-empty', 'member-year-differs', 'member-version-differs', 'member-not-verified'],
  ...['member-not-in-park', 'member-repeated', 'member-rolled-up', 'flow-ends', 'flow-exceeds-line'],
  ...['claim-not-verified', 'claim-not-covered', 'claim-standing', 'claim-members-revised'],
  ...['claim-standard-withdrawn', 'claim-year-unfinished', 'claim-withdrawn', 'label-not-met'],
];

const choice: fc.Arbitrary<Choice> = fc.noBias(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    seed: fc.nat(),
    hours: fc.integer({ min: 0, max: HOURS_BETWEEN_STEPS_MAX }),
  }),
);

/** Known before the first year; a VCS project takes some five weeks to be registered. */
async function founding(): Promise<Founded> {
  setClock(Date.parse('2025-11-24T02:00:00.000Z'));
  const table = playOn();
  const api = new TestApi(await loadHandlers());
  const cast = await found(api);
  return { api, cast, items: sequenced(table.snapshot()), now: Date.parse('2026-01-05T02:00:00.000Z') };
}

afterAll(() => vi.useRealTimers());

it(
  'agrees with a naive account after every command, and audits clean',
  async () => {
    const founded = await founding();
    const tally = new Tally();
    const years = fc.asyncProperty(
      fc.array(choice, { minLength: STEPS, maxLength: STEPS }),
      async (choices) => {
        const year = new Year(founded, tally);
        await year.open(choices[0]!.seed);
        for (const [at, each] of choices.entries()) {
          await year.take(each);
          if (at % STEPS_BETWEEN_EXPIRIES === 0) await year.expire();
        }
        await year.close();
      },
    );
    // The steps that led to a failure are of no use without their seed, and too many to print.
    const { failed, seed, counterexamplePath, errorInstance } = await fc.check(years, {
      numRuns: YEARS,
      endOnFailure: true,
      ...(SEED !== undefined && { seed: Number(SEED) }),
    });
    console.log(`${YEARS} years, seed ${seed}: ${tally.summary()}`);
    if (failed) throw new Error(`YEAR_SEED=${seed}, year ${counterexamplePath}`, { cause: errorInstance });
    if (process.env.YEARS !== undefined) console.log(tally.text());
    if (YEARS < YEARS_ENOUGH) return;
    // What never happened was never held against the account.
    expect([...tally.kinds].filter(([, { accepted }]) => accepted === 0)).toEqual([]);
    const rules = tally.rules();
    expect(REFUSALS.filter((rule) => !rules.has(rule))).toEqual([]);
  },
  TIMEOUT_MS,
);
