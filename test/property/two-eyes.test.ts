/**
 * Commands that one initiates, in whatever order those who confirm, decline and retry meet at the table of
 * work: done once at most, by two, and never after somebody was told that it won't be.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RejectedError } from '../../functions/ledger/refused.ts';
import { decline, newInitiated, stateOf } from '../../functions/work/initiated.ts';
import { Initiations } from '../../functions/work/initiations.ts';
import type { Work, WorkKey, WorkTable, WorkWrite } from '../../functions/work/work-table.ts';
import { isRejection, reject } from '../../shared/ledger/rejection.ts';

type Waits = <T>(step: string, value: T) => Promise<T>;

/** A table of work that answers when the scheduler lets it. Like the real one it writes at a version. */
function tableOn(waits: Waits): WorkTable {
  const items = new Map<string, Work<object>>();
  const nameOf = ({ partition, name }: WorkKey) => `${partition} ${name}`;
  return {
    find: async (key: WorkKey) => {
      await waits('read', undefined);
      return structuredClone(items.get(nameOf(key)));
    },
    write: async ([write]: readonly WorkWrite[]) => {
      await waits('write', undefined);
      const { key, seen, data } = write!;
      if (items.get(nameOf(key))?.version !== seen) return 'moved';
      items.set(nameOf(key), { key, version: (seen ?? 0) + 1, data: structuredClone(data!) });
      return 'written';
    },
  } as unknown as WorkTable;
}

const SUBJECTS = ['anna', 'bo', 'cai'];
const START = Date.parse('2026-11-28T00:00:00Z');
const ASKED = { id: 'c', org: 'o-1', request: 'r' };

interface Ask {
  what: 'confirm' | 'decline';
  subject: string;
  /** Whether the decision refuses it. */
  isRefused: boolean;
}

const anyAsk: fc.Arbitrary<Ask> = fc.record({
  what: fc.constantFrom('confirm' as const, 'decline' as const),
  subject: fc.constantFrom(...SUBJECTS),
  isRefused: fc.boolean(),
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
        const waits: Waits = async (step, value) => {
          const answered = await scheduler.schedule(Promise.resolve(value), step);
          return answered;
        };
        const initiations = new Initiations(tableOn(waits));
        /** The ledger: one commit under the id, whoever comes first. */
        let commit: { by: string } | undefined;
        let commits = 0;
        let declined = false;
        const confirm = async ({ subject, isRefused }: Ask) => {
          const begun = at;
          const taken = await initiations.take(ASKED, subject, now);
          if (isRejection(taken)) return taken.rejected;
          try {
            await waits('decide', undefined);
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
          await waits('commit', undefined);
          const next = commit ? undefined : decline(found!.data, subject, now());
          if (!next || !(await initiations.move(found!, next))) return 'not declined';
          declined = true;
          expect(commit).toBeUndefined();
          return stateOf(next, now());
        };
        const given = { ...ASKED, event: 'units.retired' as const, path: '/', idempotencyKey: 'k' };
        const created = initiations.create(newInitiated({ ...given, initiator: 'anna', salt: '00' }, now()));
        await scheduler.waitFor(created);
        const all = Promise.all(asks.map((ask) => (ask.what === 'confirm' ? confirm(ask) : end(ask))));
        const ticking = waits('time', undefined).then(() => {
          at += stepMs;
        });
        for (const said of await scheduler.waitFor(all)) met.add(said);
        await scheduler.waitFor(ticking);
        expect(commits).toBeLessThanOrEqual(1);
        expect(commit?.by).not.toBe('anna');
        expect(commit !== undefined && declined).toBe(false);
      },
    ),
    { numRuns: 3_000 },
  );
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
