/** The states of a job, move by move: which are possible from which state, and where they lead. */
import { describe, expect, it } from 'vitest';
import {
  cancel,
  dueAt,
  end,
  isGivenUp,
  type Job,
  type JobState,
  LEASE_MS,
  mayRetry,
  newJob,
  RETRY_MS,
  resume,
  STUMBLES_MAX,
  save,
  stumble,
  take,
  yieldJob,
} from '../../functions/work/job.ts';

const T0 = new Date('2026-11-28T00:00:00.000Z');
const at = (ms: number) => new Date(T0.getTime() + ms);
const fresh = newJob(
  {
    id: 'j-1',
    asker: { sub: 's', org: 'o-1', roles: ['operator'] },
    language: 'en',
    input: { kind: 'export-entitlements', from: '2026-01-01', to: '2026-01-31' },
    request: 'r',
  },
  T0,
);
const done = { progress: { done: 5 }, cursor: 'c', counts: { rows: 5 }, parts: [], tails: { f: 'x' } };
const running = take(fresh, 'one', T0)!;
const files = [{ name: 'f', mediaType: 'text/csv', key: 'k', bytes: 1, sha256: 's' }];
const failure = { zh: '坏', en: 'bad' };
const ended = (state: 'done' | 'cancelled' | 'failed'): Job =>
  end(
    save(running, 'one', done, at(1)),
    state === 'failed' ? { state, files, failure } : { state, files },
    at(2),
  );
const jobs: Record<JobState, Job> = {
  waiting: fresh,
  running,
  done: ended('done'),
  failed: ended('failed'),
  cancelled: ended('cancelled'),
};
const later = at(LEASE_MS + 1);

/** `-` where the move is refused, else the state that it leads to. */
const moves: Record<string, [move: (job: Job) => Job | undefined, row: Record<JobState, string>]> = {
  take: [
    (job) => take(job, 'two', at(1)),
    { waiting: 'running', running: '-', done: '-', failed: '-', cancelled: '-' },
  ],
  'take when the lease is over': [
    (job) => take(job, 'two', later),
    { waiting: 'running', running: 'running', done: '-', failed: '-', cancelled: '-' },
  ],
  cancel: [
    (job) => cancel(job, at(1)),
    { waiting: 'waiting', running: 'running', done: '-', failed: '-', cancelled: '-' },
  ],
  resume: [
    (job) => resume(job, at(1)),
    { waiting: '-', running: '-', done: '-', failed: 'waiting', cancelled: '-' },
  ],
};

describe('a job', () => {
  for (const [name, [move, row]] of Object.entries(moves))
    for (const [state, expected] of Object.entries(row))
      it(`${name}: ${state} → ${expected}`, () => {
        expect(move(jobs[state as JobState])?.state ?? '-').toBe(expected);
      });

  it('is held by whoever took it, until its lease is over', () => {
    expect(running.lease).toEqual({ worker: 'one', until: at(LEASE_MS).toISOString() });
    const saved = save(running, 'one', done, at(1000));
    expect(saved).toMatchObject({ ...done, state: 'running', stumbles: 0 });
    expect(take(saved, 'two', at(LEASE_MS))).toBeUndefined();
    expect(take(saved, 'two', at(LEASE_MS + 1000))?.lease?.worker).toBe('two');
  });

  it('is given back without a lease, and due at once', () => {
    const given = yieldJob(running, at(7));
    expect(given).not.toHaveProperty('lease');
    expect([given.state, dueAt(given)]).toEqual(['waiting', at(7).toISOString()]);
  });

  it('is due when its lease is over, and never once it has ended', () => {
    expect(dueAt(running)).toBe(at(LEASE_MS).toISOString());
    expect(['done', 'failed', 'cancelled'].map((state) => dueAt(jobs[state as JobState]))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('stumbles a few times in a row, each time for a little while', () => {
    let job = running;
    for (let i = 1; i < STUMBLES_MAX; i++) {
      expect(mayRetry(job)).toBe(true);
      const left = stumble(job, 'one', at(i * LEASE_MS));
      expect(left.lease?.until).toBe(at(i * LEASE_MS + RETRY_MS).toISOString());
      job = take(left, 'one', at((i + 1) * LEASE_MS))!;
    }
    expect([mayRetry(job), isGivenUp(job)]).toEqual([false, false]);
    // Progress between them counts from the beginning, and writing down the same doesn't.
    expect(mayRetry(save(job, 'one', done, at(1)))).toBe(true);
    expect(mayRetry(save(job, 'one', { ...done, progress: { done: 0 }, cursor: undefined }, at(1)))).toBe(
      false,
    );
  });

  it('is given up where its workers died one after the other, and nobody said so', () => {
    let job = running;
    for (let i = 1; i <= STUMBLES_MAX; i++) {
      expect(isGivenUp(job)).toBe(false);
      job = take(job, 'one', at(i * (LEASE_MS + 1)))!;
    }
    expect(isGivenUp(job)).toBe(true);
  });

  it('that was given back counts no failure', () =>
    expect(take(yieldJob(running, at(1)), 'two', at(2))?.stumbles).toBe(0));

  it('keeps what it needs to be resumed only where it failed', () => {
    expect(jobs.failed).toMatchObject({ cursor: 'c', tails: { f: 'x' }, failure, files });
    expect(resume(jobs.failed, at(9))).toMatchObject({ cursor: 'c', tails: { f: 'x' }, files: [] });
    expect(resume(jobs.failed, at(9))).not.toHaveProperty('failure');
    for (const state of ['done', 'cancelled'] as const) {
      expect(jobs[state]).toMatchObject({ tails: {}, parts: [], files, progress: { done: 5 } });
      expect(jobs[state]).not.toHaveProperty('cursor');
      expect(jobs[state]).not.toHaveProperty('lease');
    }
  });
});
