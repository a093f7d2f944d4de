import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

/**
 * When each daily rule of an instance last ran, kept over restarts: a machine that was off has missed the
 * rule's hour.
 */
export interface DailyRuns {
  /** Epoch ms of the rule's last successful run; undefined if there was none. */
  last(rule: string): number | undefined;
  note(rule: string, at: number): void;
}

const runsSchema = z.record(z.string(), z.int());
const MODE_PRIVATE = 0o600;

/** @param file if undefined, the runs are kept in memory only */
export function openDailyRuns(file: string | undefined): DailyRuns {
  const runs = load(file);
  return {
    last: (rule) => runs.get(rule),
    note(rule, at) {
      runs.set(rule, at);
      if (!file) return;
      const aside = `${file}.tmp`;
      writeFileSync(aside, JSON.stringify(Object.fromEntries(runs)), { mode: MODE_PRIVATE });
      renameSync(aside, file);
    },
  };
}

function load(file: string | undefined): Map<string, number> {
  if (!file) return new Map();
  try {
    return new Map(Object.entries(runsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))));
  } catch (error) {
    // Without the file every daily rule runs once more, which does no harm.
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || error instanceof SyntaxError || error instanceof z.ZodError) return new Map();
    throw error;
  }
}
