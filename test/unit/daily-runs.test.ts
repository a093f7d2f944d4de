/** What an instance remembers of its daily tasks when it starts again. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDailyRuns } from '../../infra/local/daily-runs.ts';

const folder = mkdtempSync(join(tmpdir(), 'lvzhang-daily-runs-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('daily runs', () => {
  it('are known again after a restart', () => {
    const file = join(folder, 'kept.json');
    expect(openDailyRuns(file).last('Reconcile')).toBe(undefined);
    openDailyRuns(file).note('Reconcile', 5);
    openDailyRuns(file).note('Expire', 7);
    const runs = openDailyRuns(file);
    expect([runs.last('Reconcile'), runs.last('Expire')]).toEqual([5, 7]);
  });

  it.each(['{', '[]', '{"Reconcile":"yesterday"}'])('%s is nothing remembered', (text) => {
    const file = join(folder, 'damaged.json');
    writeFileSync(file, text);
    expect(openDailyRuns(file).last('Reconcile')).toBe(undefined);
  });
});
