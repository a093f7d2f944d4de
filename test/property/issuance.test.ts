/**
 * What is issued of a report is what it entitles to, through any corrections, cancellations and reversals.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { excessOf, openTonnes } from '../../shared/sinks/report-tonnes.ts';
import type { BlockState } from '../../shared/units/states.ts';
import {
  audited,
  cancel,
  correct,
  issue,
  PERIOD,
  projectState,
  type ReportHistory,
  reportHistory,
  reportState,
  request,
  reverse,
  submit,
  verify,
} from '../support/history/report-steps.ts';

/** Small amounts meet the roundings; large ones the limits of numbers. */
const kilograms = fc.oneof(
  fc.nat(3000),
  fc.nat(400_000),
  fc.constant(0),
  fc.integer({ min: 999_000, max: 1_001_000 }),
);
const amounts = fc.tuple(kilograms, kilograms).map(([first, second]) => [
  { vintage: 2023, kilograms: first },
  { vintage: 2024, kilograms: second },
]);
type Amounts = { vintage: number; kilograms: number }[];
type Step =
  | { kind: 'issue'; lanes: number }
  | { kind: 'correct'; to: Amounts }
  | { kind: 'compensate'; share: number }
  | { kind: 'reverse'; kilograms: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('issue' as const), lanes: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('correct' as const), to: amounts }),
  fc.record({ kind: fc.constant('compensate' as const), share: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ kind: fc.constant('reverse' as const), kilograms: fc.integer({ min: 1, max: 60_000 }) }),
);

/** Tries a step; what a rule refuses doesn't happen. */
function tried(action: () => unknown): void {
  try {
    action();
  } catch (error) {
    if (!(error as Error).message.startsWith('rejected')) throw error;
  }
}

function take(s: ReportHistory, report: string, each: Step): void {
  switch (each.kind) {
    case 'issue':
      tried(() => request(s, report));
      for (const { vintage } of reportState(s, report).vintages)
        tried(() => issue(s, report, vintage, each.lanes));
      return;
    case 'correct':
      tried(() => correct(s, report, each.to));
      return;
    case 'compensate': {
      const { excess = 0, uncovered = 0 } = projectState(s, s.vcs);
      const some = (tonnes: number) => [
        { batch: s.otherBatch, quantity: Math.ceil((tonnes * each.share) / 100) },
      ];
      if (excess > 0) tried(() => cancel(s, { cause: 'over-issuance', report, items: some(excess) }));
      if (uncovered > 0) tried(() => cancel(s, { cause: 'reversal', items: some(uncovered) }));
      return;
    }
    default:
      tried(() => reverse(s, each.kilograms));
  }
}

/** ⌈n·risk⌉, by itself. */
const share = (tonnes: number, risk: number) => Math.ceil((tonnes * risk) / 10_000 - 1e-9);

function holds(s: ReportHistory, report: string, risk: number): void {
  const { vintages } = reportState(s, report);
  for (const { kilograms: verified, tonnes, issued, cancelled, buffered } of vintages) {
    expect(tonnes).toBe(Math.floor(verified / 1000));
    // The buffer has its share of all that is out, rounded up.
    expect(buffered).toBeGreaterThanOrEqual(share(issued - cancelled, risk));
  }
  const open = vintages.reduce((sum, each) => sum + openTonnes(each), 0);
  const entitled = vintages.reduce((sum, { tonnes }) => sum + tonnes, 0);
  const out = vintages.reduce((sum, { issued, cancelled }) => sum + issued - cancelled, 0);
  expect(out + open - excessOf(vintages)).toBe(entitled);
  const project = projectState(s, s.vcs);
  expect(project.excess ?? 0).toBe(excessOf(vintages));
  // Of the batches themselves: what was issued, and what stands in the buffer.
  const units = (status?: string) => {
    let sum = 0;
    for (const [id, { state }] of s.h.entities) {
      const block = state as BlockState;
      if (!id.startsWith('block:') || block.batch === s.otherBatch) continue;
      if (status === undefined || block.status === status) sum += block.to - block.from + 1;
    }
    return sum;
  };
  expect(units()).toBe(project.issued);
  expect(units('buffer')).toBe(
    (project.buffered ?? []).reduce((sum, { from, to }) => sum + to - from + 1, 0),
  );
}

it('issued less cancelled is entitled, whatever happens on the way; the buffer is rounded up', () => {
  fc.assert(
    fc.property(amounts, fc.nat(9900), fc.array(step, { maxLength: 12 }), (first, risk, steps) => {
      const s = reportHistory();
      const report = submit(s, s.vcs, PERIOD, first);
      verify(s, report, first, risk);
      for (const each of steps) {
        take(s, report, each);
        holds(s, report, risk);
      }
      // Whatever is open is settled: then nothing is over and nothing is missing.
      for (let round = 0; round < 3; round++) {
        take(s, report, { kind: 'compensate', share: 100 });
        take(s, report, { kind: 'issue', lanes: 1 });
      }
      const { excess = 0, uncovered = 0 } = projectState(s, s.vcs);
      if (excess === 0 && uncovered === 0)
        for (const { tonnes, issued, cancelled } of reportState(s, report).vintages)
          expect(issued - cancelled).toBe(tonnes);
      expect(audited(s)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
