/**
 * Commands that one initiates, in whatever order those who confirm, decline and retry meet at the table of
 * work: done once at most, by two, and never after somebody was told that it won't be.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ContendedError, RejectedError } from '../../functions/ledger/refused.ts';
import { decline, newInitiated, stateOf } from '../../functions/work/initiated.ts';
import { Initiations } from '../../functions/work/initiations.ts';
import { isRejection, type Rejection, reject } from '../../shared/ledger/rejection.ts';
import { memoryWork } from '../support/local/memory-work.ts';

const SUBJECTS = ['anna', 'bo', 'cai'];
const START = Date.parse('2026-11-28T00:00:00Z');
const ASKED = { id: 'c', org: 'o-1', request: 'r' };

function contended(error: unknown): Rejection {
  if (error instanceof ContendedError) return reject('confirmation-not-initiated');
  throw error;
}

interface Ask {
  what: 'confirm' | 'decline';
  subject: string;
  /** Whether the decision refuses it. */
  isRefused: boolean;
  /** Steps before it begins, and those that its decision takes. */
  later: number;
  slow: number;
}

const anyAsk: fc.Arbitrary<Ask> = fc.record({
  what: fc.constantFrom('confirm' as const, 'decline' as const),
  subject: fc.constantFrom(...SUBJECTS),
  isRefused: fc.boolean(),
  later: fc.integer({ min: 0, max: 12 }),
  slow: fc.integer({ min: 1, max: 12 }),
});

it('is done once at most, by two, and never once somebody was told that it is not', async () => {
  const met = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(anyAsk, { minLength: 2, maxLength: 6 }),
      fc.integer({ min: 0, max: 40_000 }),
      async (scheduler, asks, stepMs) => {
        let at = START;
        const now = () => new Date(at);
        const waits = (step: string) => scheduler.schedule(Promise.resolve(), step);
        const initiations = new Initiations(memoryWork(() => waits('work')));
        /** The ledger: one commit under the id, whoever comes first. */
        let commit: { by: string } | undefined;
        let commits = 0;
        let declined = false;
        const confirm = async ({ subject, isRefused, slow }: Ask) => {
          const begun = at;
          // Who is overtaken too often is told to try again.
          const taken = await initiations.take(ASKED, subject, now).catch(contended);
          if (isRejection(taken)) return taken.rejected;
          try {
            for (let step = 0; step < slow; step++) await waits('decide');
            // A request ends within its time, however long the table takes.
            if (isRefused || at - begun > 30_000) throw new RejectedError(reject('not-found'));
            if (commit) return 'replayed';
            expect(declined).toBe(false);
            commit = { by: taken.confirmed.confirmer };
            commits++;
            return 'done';
          } catch (error) {
            if (!(error instanceof RejectedError)) throw error;
            await taken.giveBack();
            return 'refused';
          }
        };
        const end = async ({ subject }: Ask) => {
          const found = await initiations.find(ASKED.org, ASKED.id);
          await waits('commit');
          const next = commit ? undefined : decline(found!.data, subject, now());
          if (!next || !(await initiations.move(found!, next))) return 'not declined';
          declined = true;
          expect(commit).toBeUndefined();
          return stateOf(next, now());
        };
        const given = { ...ASKED, event: 'units.retired' as const, path: '/', idempotencyKey: 'k' };
        const created = initiations.create(newInitiated({ ...given, initiator: 'anna', salt: '00' }, now()));
        await scheduler.waitFor(created);
        const act = async (ask: Ask) => {
          for (let step = 0; step < ask.later; step++) await waits('later');
          return ask.what === 'confirm' ? confirm(ask) : end(ask);
        };
        const all = Promise.all(asks.map(act));
        const ticking = waits('time').then(() => {
          at += stepMs;
        });
        for (const said of await scheduler.waitFor(all)) met.add(said);
        await scheduler.waitFor(ticking);
        expect(commits).toBeLessThanOrEqual(1);
        expect(commit?.by).not.toBe('anna');
        expect(commit !== undefined && declined).toBe(false);
      },
    ),
    { numRuns: 10_000 },
  );
  met.delete('confirmation-not-initiated');
  expect([...met].sort()).toEqual([
    'confirmation-ended',
    'confirmation-same-subject',
    'declined',
    'done',
    'not declined',
    'refused',
    'replayed',
    'withdrawn',
  ]);
});
