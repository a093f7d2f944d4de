/** Rules of comments without a name, as the auditor finds them broken. One line per fault. */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { publicCommentRuleTexts } from '../../events/audit/rules/sinks/public-comment-texts.ts';
import type { Violation } from '../../events/audit/violation.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { projectEntity, publicCommentEntity, reportEntity } from '../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { PUBLIC_COMMENTS_WAITING_MAX } from '../../shared/sinks/facts.ts';
import { as, SYSTEM } from '../support/history/history.ts';
import * as life from '../support/history/lifecycle-steps.ts';
import { admit, commentOpenly, refuseComment } from '../support/history/public-comment-steps.ts';
import * as reports from '../support/history/report-steps.ts';

/** A published design and a published report, each with the way to audit its history. */
const SETTINGS = {
  design: () => {
    const s = life.lifecycleHistory();
    const project = life.reserve(s);
    life.develop(s, project);
    life.publish(s, project);
    const conclude = () => {
      const { comments = 0 } = reports.projectState(s as never, project.project);
      s.h.wait(40);
      life.validate(
        s,
        project,
        Array.from({ length: comments }, (_, i) => i + 1),
      );
    };
    /** As if nothing waited. */
    const concludeAnyway = () => {
      s.h.wait(40);
      s.h.forge(as(s.validator, 'verifier'), {
        type: 'project.validated',
        facts: {
          project: project.project,
          document: life.someDocument,
          conclusion: 'positive',
          treatments: [],
        },
        advances: [projectEntity(project.project)],
      });
    };
    const { h } = s;
    return { h, subject: project.project, conclude, concludeAnyway, audited: () => life.audited(s) };
  },
  report: () => {
    const s = reports.reportHistory();
    const report = reports.submit(s);
    const concludeAnyway = () => {
      s.h.wait(40);
      s.h.forge(reports.byVerifier(s), {
        type: 'report.verified',
        facts: { report, document: life.someDocument, amounts: reports.AMOUNTS, treatments: [] },
        advances: [reportEntity(report)],
      });
    };
    return {
      h: s.h,
      subject: report,
      conclude: () => reports.verify(s, report),
      concludeAnyway,
      audited: () => reports.audited(s),
    };
  },
};
type Setting = ReturnType<(typeof SETTINGS)[keyof typeof SETTINGS]>;
type Fault = (s: Setting) => unknown;

/** The last leaf, changed in a way that no decider would decide. */
function mend({ h }: Setting, change: (event: RegistryEvent) => unknown): void {
  const event = JSON.parse(h.leaves.pop()!);
  change(event);
  h.leaves.push(canonicalize(event));
}
// biome-ignore lint/suspicious/noExplicitAny: a fault is whatever a leaf may hold.
const set = (members: object) => (event: any) => Object.assign(event.facts, members);
/** The last step again, as if it had not been. */
function again({ h }: Setting): void {
  const event = JSON.parse(h.leaves.at(-1)!);
  const advances = event.advances.map((each: { entity: string; version: number }) => ({
    ...each,
    version: each.version + 1,
    prev: event.id,
  }));
  h.leaves.push(canonicalize({ ...event, id: 'B'.repeat(43), advances }));
}

const FAULTS: [Rule, string, Fault][] = [
  [
    'public-comment-day',
    'after the days of publication',
    (s) => {
      commentOpenly(s, s.subject);
      mend(s, (event) => (event.at = '2026-11-01T00:00:00.000Z'));
    },
  ],
  [
    'public-comment-number',
    'one left out',
    (s) => {
      commentOpenly(s, s.subject);
      mend(s, set({ number: 2 }));
    },
  ],
  [
    'system-organization',
    'in the name of somebody',
    (s) => {
      commentOpenly(s, s.subject);
      mend(s, (event) => (event.by.org = 'somebody'));
    },
  ],
  [
    'role-not-granted',
    'by the operator itself',
    (s) => {
      commentOpenly(s, s.subject);
      mend(s, (event) => Object.assign(event.by, { org: 'operator', role: 'operator' }));
    },
  ],
  [
    'public-comment-unknown',
    'one admitted that never came',
    (s) => {
      commentOpenly(s, s.subject);
      admit(s, s.subject, 1);
      mend(s, set({ number: 2 }));
    },
  ],
  [
    'public-comment-unknown',
    'one refused that never came',
    (s) => {
      commentOpenly(s, s.subject);
      refuseComment(s, s.subject, 1);
      mend(s, set({ number: 2 }));
    },
  ],
  [
    'public-comment-judged',
    'admitted twice',
    (s) => {
      commentOpenly(s, s.subject);
      admit(s, s.subject, 1);
      again(s);
    },
  ],
  [
    'public-comment-judged',
    'refused twice',
    (s) => {
      commentOpenly(s, s.subject);
      refuseComment(s, s.subject, 1);
      again(s);
    },
  ],
  [
    'public-comment-judged',
    'refused after its admission',
    (s) => {
      commentOpenly(s, s.subject);
      const { id } = admit(s, s.subject, 1);
      again(s);
      mend(s, (event) => {
        const facts = { subject: s.subject, number: 1, reason: '与项目无关' };
        const advances = event.advances.slice(0, 2);
        Object.assign(event, { type: 'public-comment.refused', facts, advances });
        expect(advances.map(({ prev }) => prev)).toEqual([id, id]);
      });
    },
  ],
  [
    'public-comment-place',
    'a place left free',
    (s) => {
      commentOpenly(s, s.subject);
      admit(s, s.subject, 1);
      mend(s, set({ comment: 2 }));
    },
  ],
  [
    'public-comments-waiting',
    'while one waits',
    (s) => {
      commentOpenly(s, s.subject);
      s.concludeAnyway();
    },
  ],
];

describe.each(Object.entries(SETTINGS))('on a %s a fault is found where it is', (_of, make) => {
  it.each(FAULTS)('%s: %s', (rule, _, fault) => {
    const s = make();
    fault(s);
    expectFound(s, rule);
  });

  it('a sound history is clean: admitted ones are treated, refused ones are not', () => {
    const s = make();
    for (const text of ['甲', '乙', '丙']) commentOpenly(s, s.subject, text);
    admit(s, s.subject, 3);
    refuseComment(s, s.subject, 1);
    commentOpenly(s, s.subject, '丁');
    admit(s, s.subject, 2);
    expect(() => s.conclude()).toThrow('comments-waiting');
    admit(s, s.subject, 4);
    s.conclude();
    expect(s.audited()).toEqual([]);
  });
});

function expectFound(s: Setting, rule: Rule): void {
  const index = s.h.leaves.length - 1;
  const found: readonly Violation[] = s.audited();
  expect(found.map((each) => [each.rule, each.index])).toContainEqual([rule, index]);
  expect(found.filter((each) => each.index !== undefined && each.index < index)).toEqual([]);
  const { zh, en } = found.find((each) => each.rule === rule)!.message;
  expect(`${zh} ${en}`).not.toMatch(/\{\w+\}/);
}

it('public-comment-subject: on a report that is none', () => {
  const s = SETTINGS.report();
  commentOpenly(s, s.subject);
  mend(s, set({ subject: `m-${'0'.repeat(20)}` }));
  expectFound(s, 'public-comment-subject');
});

it('public-comments-full: one more than may wait', () => {
  const s = SETTINGS.design();
  for (let i = 0; i < PUBLIC_COMMENTS_WAITING_MAX; i++) commentOpenly(s, s.subject);
  expect(s.audited()).toEqual([]);
  const number = PUBLIC_COMMENTS_WAITING_MAX + 1;
  s.h.forge(SYSTEM, {
    type: 'public-comment.received',
    facts: { subject: s.subject, number, sha256: 'a'.repeat(64), bytes: 90 },
    advances: [projectEntity(s.subject), publicCommentEntity(s.subject, number)],
  });
  expectFound(s, 'public-comments-full');
});

it('every rule has a fault', () => {
  const tested = new Set<string>(FAULTS.map(([rule]) => rule));
  const elsewhere = ['public-comment-subject', 'public-comments-full'];
  expect(Object.keys(publicCommentRuleTexts).filter((rule) => !tested.has(rule))).toEqual(elsewhere);
});
