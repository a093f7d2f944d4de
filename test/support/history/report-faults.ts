/** Faults in histories about reports, issuance, reversals and cancellations: how a leaf comes to have one. */
import { expect } from 'vitest';
import type { Rule } from '../../../events/audit/rule-texts.ts';
import { canonicalize } from '../../../shared/base/canonical.ts';
import type { Draft } from '../../../shared/ledger/decision.ts';
import { batchEntity, blockEntity, projectEntity, reportEntity } from '../../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../../shared/ledger/event.ts';
import { as, type By, OPERATOR } from './history.ts';
import {
  AMOUNTS,
  audited,
  cancel,
  correct,
  issue,
  issueWhole,
  type ReportHistory,
  reportHistory,
  request,
  reverse,
  submit,
  verify,
} from './report-steps.ts';

export type Fault = (s: ReportHistory) => unknown;
// biome-ignore lint/suspicious/noExplicitAny: a fault is whatever a leaf may hold.
export type Facts = any;

/** A step, its leaf changed in a way that no decider would decide. */
export const but =
  (step: Fault, change: (facts: Facts, event: RegistryEvent, s: ReportHistory) => unknown): Fault =>
  (s) => {
    step(s);
    const event = JSON.parse(s.h.leaves.pop()!);
    change(event.facts, event, s);
    s.h.leaves.push(canonicalize(event));
  };

/** What stands in the replay's state before the first step, whatever the history knows. */
export const given =
  (id: (s: ReportHistory) => string, members: object, step: Fault): Fault =>
  (s) => {
    const known = s.given[id(s)];
    Object.assign(s.given, { [id(s)]: { ...known, ...members } });
    step(s);
  };
export const ofCcer = (s: ReportHistory) => projectEntity(s.ccer);
export const ofVcs = (s: ReportHistory) => projectEntity(s.vcs);

/** A leaf that a decider refuses to decide, with the advances that evolve makes of it. */
export const forge = (s: ReportHistory, by: By, draft: Draft) => s.h.forge(by, draft);

export const verified = (s: ReportHistory, project = s.ccer) => {
  const report = submit(s, project);
  verify(s, report);
  return report;
};
export const requested = (s: ReportHistory, project = s.ccer) => {
  const report = verified(s, project);
  request(s, report);
  return report;
};
export const twoReports = (s: ReportHistory) => {
  submit(s);
  submit(s, s.ccer, { from: '2025-01-01', to: '2025-12-31' }, [{ vintage: 2025, kilograms: 1 }]);
};
export const submittedBut = (change: Parameters<typeof but>[1]) => but((s) => submit(s), change);
export const verifiedBut = (change: Parameters<typeof but>[1], project?: 'vcs') =>
  but((s) => verified(s, project && s[project]), change);
export const requestedBut = (change: Parameters<typeof but>[1], project?: 'vcs') =>
  but((s) => requested(s, project && s[project]), change);
export const issuedBut = (change: Parameters<typeof but>[1], project: 'ccer' | 'vcs' = 'ccer') =>
  but((s) => issue(s, requested(s, s[project]), 2023, 2), change);
export const reversedBut = (kilograms: number, change: Parameters<typeof but>[1]) =>
  but((s) => {
    issueWhole(s);
    reverse(s, kilograms);
  }, change);

export const DOWN = [AMOUNTS[0]!, { vintage: 2024, kilograms: 990_000 }];
/** 10 tonnes of 2024 had been issued too much; the developer cancels them. */
export const overIssued = (s: ReportHistory) => {
  const { report } = issueWhole(s);
  correct(s, report, DOWN);
  return report;
};
export const compensated = (s: ReportHistory) => {
  const report = overIssued(s);
  cancel(s, { cause: 'over-issuance', report, items: [{ batch: s.otherBatch, quantity: 10 }] });
};

export const nobody = (prefix: string) => `${prefix}-${'0'.repeat(20)}`;

/** Verified, and applied for although something stands against it. */
export function applyAnyway(s: ReportHistory): void {
  const report = verified(s);
  forgeRequest(s, report, s.ccer, [450, 900], { dueBy: '2026-07-06' });
}

/** `first` is the year of the first quantity; the second is of the next. */
export function forgeRequest(
  s: ReportHistory,
  report: string,
  project: string,
  tonnes: [number, number],
  { dueBy, first = 2023 }: { dueBy?: string; first?: number } = {},
): void {
  const quantities = tonnes.map((each, i) => ({ vintage: first + i, tonnes: each }));
  const facts = { report, quantities, ...(dueBy && { dueBy }) };
  const advances = [reportEntity(report), projectEntity(project)];
  forge(s, as(s.developer.id, 'developer'), { type: 'issuance.requested', facts, advances });
}

/** As the operator may at any time. */
export function hold(s: ReportHistory): void {
  const facts = { project: s.vcs, reason: '核对' };
  forge(s, OPERATOR, { type: 'project.held', facts, advances: [projectEntity(s.vcs)] });
}

export const importedProject = (s: ReportHistory) => s.h.project({ developer: s.developer.id });

export function forgeIssue(
  s: ReportHistory,
  report: string,
  quantity: number,
  vintage = 2023,
  project = s.ccer,
): void {
  s.h.commit(OPERATOR, ({ id }) => {
    const batch = `b-${Buffer.from(id, 'base64url').toString('hex').slice(0, 20)}`;
    return {
      type: 'units.issued',
      facts: {
        batch,
        project,
        instrument: project === s.ccer ? 'CCER' : 'VCU',
        vintage,
        quantity,
        account: s.developer.account,
        lanes: [1],
        legacy: false,
        imported: false,
        report,
        late: false,
      },
      advances: [projectEntity(project), reportEntity(report), batchEntity(batch), blockEntity(batch, 1)],
    };
  });
}

/** The fault is found at the last leaf, by that rule, and nothing before it is. */
export function expectFound(rule: Rule, fault: Fault): void {
  const s = reportHistory();
  fault(s);
  const index = s.h.leaves.length - 1;
  const found = audited(s);
  expect(found.map((each) => [each.rule, each.index])).toContainEqual([rule, index]);
  const earlier = found.filter((each) => each.index !== undefined && each.index < index);
  expect(earlier.map((each) => each.rule)).toEqual([]);
  const { zh, en } = found.find((each) => each.rule === rule)!.message;
  expect(`${zh} ${en}`).not.toMatch(/\{\w+\}/);
}
