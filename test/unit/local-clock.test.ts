/**
 * The time of a local instance: its functions' Date follows, also while they run; this process's own doesn't.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { LocalClock } from '../../infra/local/clock.ts';

/** A thread that follows the clock and tells its time when asked. */
function thread(clock: LocalClock) {
  const module = new URL('../../infra/local/clock.ts', import.meta.url).href;
  const source = `
    import { parentPort, workerData } from 'node:worker_threads';
    import { followClock } from ${JSON.stringify(module)};
    followClock(workerData);
    parentPort.on('message', () => parentPort.postMessage({
      now: Date.now(), made: new Date().toISOString(), given: new Date('2020-02-02T02:02:02.000Z').toISOString(),
      parts: new Date(2020, 0, 31).getDate(), parsed: Date.parse('2020-02-02'), isDate: new Date() instanceof Date,
    }));`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`), {
    workerData: clock.offset,
  });
}

let worker: Worker | undefined;
afterEach(() => worker?.terminate());

async function timeIn(asked: Worker) {
  const answer = once(asked, 'message');
  asked.postMessage('?');
  const [told] = await answer;
  return told as { now: number; made: string; given: string; parts: number; parsed: number; isDate: boolean };
}

describe('the clock of a local instance', () => {
  it("is this machine's until it is set, then runs on from there", async () => {
    const clock = new LocalClock();
    worker = thread(clock);
    expect(Math.abs((await timeIn(worker)).now - Date.now())).toBeLessThan(5_000);
    clock.set(new Date('2024-03-04T02:00:00.000Z'));
    const told = await timeIn(worker);
    expect(told.made).toMatch(/^2024-03-04T02:00:0/);
    expect(clock.now().toISOString()).toMatch(/^2024-03-04T02:00:0/);
    expect(Date.now()).toBeGreaterThan(Date.parse('2026-01-01'));
    expect((await timeIn(worker)).now).toBeGreaterThanOrEqual(told.now);
  });

  it('leaves dates that are given alone', async () => {
    const clock = new LocalClock();
    clock.set(new Date('2030-01-01T00:00:00.000Z'));
    worker = thread(clock);
    const told = await timeIn(worker);
    expect(told).toMatchObject({ given: '2020-02-02T02:02:02.000Z', parts: 31, isDate: true });
    expect(told.parsed).toBe(Date.parse('2020-02-02'));
  });
});
