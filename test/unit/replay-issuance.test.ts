/**
 * Rules of issuance, corrections, reversals and cancellations, as the auditor finds them broken.
 * One line per fault.
 */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { reportRuleTexts } from '../../events/audit/rules/sinks/report-texts.ts';
import { blockEntity, projectEntity, reportEntity } from '../../shared/ledger/entity.ts';
import type { Facts as FactsOf } from '../../shared/ledger/event.ts';
import { as, OPERATOR } from '../support/history/history.ts';
import {
  but,
  compensated,
  DOWN,
  expectFound,
  type Fault,
  forge,
  forgeIssue,
  hold,
  importedProject,
  issuedBut,
  ofVcs,
  overIssued,
  requested,
  reversedBut,
  verified,
} from '../support/history/report-faults.ts';
import {
  AMOUNTS,
  audited,
  byVerifier,
  cancel,
  comment,
  correct,
  issue,
  issueWhole,
  projectState,
  type ReportHistory,
  refuse,
  reportHistory,
  reportState,
  request,
  reverse,
  submit,
  verify,
} from '../support/history/report-steps.ts';
import { someDocument } from '../support/states/native.ts';

/** A loss as the operator would record it, with other figures than a decider's. */
function forgeReversal(
  s: ReportHistory,
  facts: Pick<FactsOf<'reversal.recorded'>, 'tonnes' | 'cancelled' | 'uncovered' | 'items'>,
  blocks: Parameters<typeof forge>[2]['advances'] = [],
): void {
  const loss = { project: s.vcs, cause: 'fire', occurredOn: '2026-01-01', document: someDocument } as const;
  const advances = [...blocks, projectEntity(s.vcs)];
  forge(s, OPERATOR, { type: 'reversal.recorded', facts: { ...loss, ...facts }, advances });
}

/** Units that the developer gives up for a corrected report, as no decider would take them. */
function forgeCancellation(
  s: ReportHistory,
  report: string,
  batch: string,
  range: { from: number; to: number; block?: number },
  pieces: number[],
): void {
  const facts: FactsOf<'units.cancelled'> = {
    project: s.vcs,
    cause: 'over-issuance',
    report,
    account: s.developer.account,
    items: [{ batch, ranges: [range] }],
    quantity: range.to - range.from + 1,
    reason: '补足',
  };
  const moved = pieces.map((from) => blockEntity(batch, from));
  const advances = [...moved, projectEntity(s.vcs), reportEntity(report)];
  forge(s, as(s.developer.id, 'developer'), {
    type: 'units.cancelled',
    facts,
    advances,
  });
}

const FAULTS: [Rule, string, Fault][] = [
  ['issued-not-verified', 'a tonne more', issuedBut((facts) => facts.quantity++)],
  ['issued-not-verified', 'of another year', issuedBut((facts) => (facts.vintage = 2024))],
  ['issued-not-verified', 'of a year that was not reported', issuedBut((facts) => (facts.vintage = 2022))],
  ['buffer-share', 'without the buffer', issuedBut((facts) => delete facts.buffer, 'vcs')],
  ['buffer-share', 'a tonne less to the buffer', issuedBut((facts) => facts.buffer.quantity--, 'vcs')],
  [
    'buffer-account-other',
    "to the developer's own account",
    issuedBut((facts, _, s) => (facts.buffer.account = s.developer.account), 'vcs'),
  ],
  [
    'issued-to-another',
    "to another's account",
    issuedBut((facts, _, s) => (facts.account = s.other.account)),
  ],
  [
    'issued-to-another',
    'to the buffer as held',
    issuedBut((facts, _, s) => (facts.account = s.buffer), 'vcs'),
  ],
  [
    'lanes-not-a-partition',
    'with a lane in the buffer',
    issuedBut((facts) => (facts.lanes = [1, 426]), 'vcs'),
  ],
  ['lanes-not-a-partition', 'with no lane', issuedBut((facts) => (facts.lanes = []))],
  ['late-flag', 'is called late', issuedBut((facts) => (facts.late = true))],
  [
    'late-flag',
    'is late and not called so',
    issuedBut((_, event) => (event.at = '2026-12-30T00:00:00.000Z')),
  ],
  [
    'retired-elsewhere-here',
    'tonnes that were verified here',
    issuedBut((facts) => (facts.retiredElsewhere = 9)),
  ],
  ['issuance-report', 'fulfils no report', issuedBut((facts) => delete facts.report)],
  [
    'issuance-report',
    'of an import fulfils one',
    but(
      (s) => s.h.issue({ project: importedProject(s) }),
      (facts) => (facts.late = false),
    ),
  ],
  ['imported-flag', 'is called an import', issuedBut((facts) => (facts.imported = true))],
  ['report-status', 'issues what was not applied for', (s) => forgeIssue(s, verified(s), 450)],
  [
    'issued-not-verified',
    'issues twice',
    (s) => {
      const report = requested(s);
      issue(s, report, 2023);
      forgeIssue(s, report, 450);
    },
  ],
  [
    'issuance-project-status',
    'issues to a project on hold',
    (s) => {
      const report = requested(s, s.vcs);
      hold(s);
      forgeIssue(s, report, 500, 2023, s.vcs);
    },
  ],
  [
    'issuance-while-open',
    'issues with a reversal open',
    (s) => {
      issueWhole(s, s.ccer);
      const amounts = [{ vintage: 2025, kilograms: 500_000 }];
      const report = submit(s, s.ccer, { from: '2025-01-01', to: '2025-12-31' }, amounts);
      verify(s, report, amounts);
      request(s, report);
      reverse(s, 1000, s.ccer);
      forgeIssue(s, report, 450, 2025);
    },
  ],

  ['not-its-verifier', 'by another body', but(overIssued, (_, event, s) => (event.by.org = s.validator))],
  ['correction-empty', 'changes nothing', but(overIssued, (facts) => (facts.amounts = AMOUNTS))],
  ['report-vintages', 'of other years', but(overIssued, (facts) => facts.amounts.pop())],
  [
    'report-status',
    'corrects what was never verified',
    (s) => {
      const report = submit(s);
      const facts = { report, document: someDocument, amounts: DOWN, reason: '更正' };
      const advances = [reportEntity(report), projectEntity(s.ccer)];
      forge(s, byVerifier(s), { type: 'report.corrected', facts, advances });
    },
  ],

  [
    'reversal-outside-crediting',
    'before any credit',
    reversedBut(1000, (facts) => (facts.occurredOn = '2021-03-31')),
  ],
  ['reversal-not-yet', 'tomorrow', reversedBut(1000, (facts) => (facts.occurredOn = '2026-12-31'))],
  [
    'reversal-exceeds-issued',
    'of more than there is',
    reversedBut(1000, (facts) => Object.assign(facts, { tonnes: 2000, uncovered: 1999 })),
  ],
  ['reversal-sum', 'does not add up', reversedBut(230_000, (facts) => facts.uncovered--)],
  [
    'reversal-sum',
    'cancels other units than it says',
    reversedBut(230_000, (facts) => Object.assign(facts, { cancelled: 224, uncovered: 6 })),
  ],
  [
    'buffer-not-exhausted',
    'is uncovered while the buffer is full',
    (s) => {
      issueWhole(s);
      forgeReversal(s, { tonnes: 10, cancelled: 0, uncovered: 10 });
    },
  ],
  [
    'units-not-buffer',
    'cancels what the developer holds',
    (s) => {
      const batch = issueWhole(s).batches.get(2023)!;
      const items = [{ batch, ranges: [{ from: 1, to: 425 }] }];
      forgeReversal(s, { tonnes: 425, cancelled: 425, items, uncovered: 0 }, [blockEntity(batch, 1)]);
    },
  ],

  ['cancellation-report', 'names no report', but(compensated, (facts) => delete facts.report)],
  [
    'cancellation-report',
    'names one for a reversal',
    but(compensated, (facts) => (facts.cause = 'reversal')),
  ],
  [
    'cancellation-account',
    "with another's units",
    but(compensated, (facts, _, s) => (facts.account = s.other.account)),
  ],
  ['not-owner', "cancels another's units", but(compensated, (_, event, s) => (event.by.org = s.other.id))],
  [
    'cancellation-exceeds-open',
    'cancels more than is open',
    (s) => forgeCancellation(s, overIssued(s), s.otherBatch, { from: 490, to: 500, block: 1 }, [1, 490]),
  ],
  [
    'instrument-mismatch',
    'cancels units of another instrument',
    (s) => {
      const batch = issueWhole(s, s.ccer).batches.get(2023)!;
      forgeCancellation(s, overIssued(s), batch, { from: 1, to: 1 }, [1, 2]);
    },
  ],
  [
    'quantity-mismatch',
    'cancels other units than it says',
    but(compensated, (facts) => (facts.quantity = 9)),
  ],
];

describe('a fault is found where it is', () => {
  it.each(FAULTS)('%s: %s', (rule, _, fault) => {
    expectFound(rule, fault);
  });

  it('every rule is broken once', () => {
    const broken = new Set<string>(FAULTS.map(([rule]) => rule));
    // In the texts the rules stand in the order of a report's life.
    const rules = Object.keys(reportRuleTexts);
    const own = rules.slice(rules.indexOf('issuance-report'));
    expect(own.filter((rule) => !broken.has(rule))).toEqual(['buffer-order', 'buffer-conservation']);
  });
});

describe('a sound history', () => {
  it('breaks nothing, through corrections, reversals and cancellations', () => {
    const s = reportHistory();
    const published = submit(s);
    comment(s, published);
    comment(s, published);
    verify(s, published);
    request(s, published);
    issue(s, published, 2024, 5);
    issue(s, published, 2023);
    const { report } = issueWhole(s);
    const corrected = (first: number, second: number) =>
      correct(s, report, [
        { vintage: 2023, kilograms: first },
        { vintage: 2024, kilograms: second },
      ]);
    corrected(600_000, 900_000);
    expect(projectState(s, s.vcs)).toMatchObject({ excess: 100 });
    cancel(s, { cause: 'over-issuance', report, items: [{ batch: s.otherBatch, quantity: 100 }] });
    request(s, report);
    expect(issue(s, report, 2023).facts).toMatchObject({ quantity: 100, buffer: { quantity: 15 } });
    corrected(600_000, 950_000);
    expect(reportState(s, report).vintages).toMatchObject([
      {},
      { tonnes: 950, issued: 1000, cancelled: 100 },
    ]);
    request(s, report);
    issue(s, report, 2024);
    reverse(s, 200_000);
    reverse(s, 50_000);
    expect(projectState(s, s.vcs)).toMatchObject({ uncovered: 10, buffered: [] });
    cancel(s, { cause: 'reversal', items: [{ batch: s.otherBatch, quantity: 10 }] });
    const period = { from: '2025-01-01', to: '2025-12-31' };
    const amounts = [{ vintage: 2025, kilograms: 1 }];
    refuse(s, submit(s, s.vcs, period, amounts));
    submit(s, s.vcs, period, amounts);
    expect(audited(s)).toEqual([]);
  });

  it('a buffer that is listed and not there is found at the end', () => {
    const s = reportHistory();
    const extra = { batch: s.otherBatch, from: 1, to: 5, vintage: 2020 };
    Object.assign(s.given, { [ofVcs(s)]: { ...s.given[ofVcs(s)], buffered: [extra] } });
    issueWhole(s);
    expect(audited(s).map(({ rule }) => rule)).toEqual(['buffer-conservation']);
  });
});
