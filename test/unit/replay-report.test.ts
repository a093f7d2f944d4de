/** Rules of reports, issuance, reversals and cancellations, as the auditor finds them broken. One line per fault. */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { reportRuleTexts } from '../../events/audit/rules/report-texts.ts';
import { canonicalize } from '../../shared/canonical.ts';
import type { Draft } from '../../shared/decision.ts';
import { batchEntity, blockEntity, projectEntity, reportEntity } from '../../shared/entity.ts';
import type { RegistryEvent } from '../../shared/event.ts';
import { as, type By, OPERATOR } from '../support/history.ts';
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
  type ReportScene,
  refuse,
  reportScene,
  reportState,
  request,
  reverse,
  submit,
  verify,
} from '../support/history-report.ts';
import { nativeProject, someDocument } from '../support/native.ts';

type Fault = (s: ReportScene) => unknown;
// biome-ignore lint/suspicious/noExplicitAny: a fault is whatever a leaf may hold.
type Facts = any;

/** A step, its leaf changed in a way that no decider would decide. */
const but =
  (step: Fault, change: (facts: Facts, event: RegistryEvent, s: ReportScene) => unknown): Fault =>
  (s) => {
    step(s);
    const event = JSON.parse(s.h.leaves.pop()!);
    change(event.facts, event, s);
    s.h.leaves.push(canonicalize(event));
  };

/** What stands in the states before the leaf, in history and replay alike. */
const given =
  (id: (s: ReportScene) => string, members: object, step: Fault): Fault =>
  (s) => {
    const known = s.given[id(s)];
    Object.assign(s.given, { [id(s)]: { ...known, ...members } });
    step(s);
  };
const ofCcer = (s: ReportScene) => projectEntity(s.ccer);
const ofVcs = (s: ReportScene) => projectEntity(s.vcs);

/** A leaf that a decider refuses to decide, with the advances that evolve makes of it. */
const forge = (s: ReportScene, by: By, draft: Draft) => s.h.forge(by, draft);

const verified = (s: ReportScene, project = s.ccer) => {
  const report = submit(s, project);
  verify(s, report);
  return report;
};
const requested = (s: ReportScene, project = s.ccer) => {
  const report = verified(s, project);
  request(s, report);
  return report;
};
const twoReports = (s: ReportScene) => {
  submit(s);
  submit(s, s.ccer, { from: '2025-01-01', to: '2025-12-31' }, [{ vintage: 2025, kilograms: 1 }]);
};
const submittedBut = (change: Parameters<typeof but>[1]) => but((s) => submit(s), change);
const verifiedBut = (change: Parameters<typeof but>[1], project?: 'vcs') =>
  but((s) => verified(s, project && s[project]), change);
const requestedBut = (change: Parameters<typeof but>[1], project?: 'vcs') =>
  but((s) => requested(s, project && s[project]), change);
const issuedBut = (change: Parameters<typeof but>[1], project: 'ccer' | 'vcs' = 'ccer') =>
  but((s) => issue(s, requested(s, s[project]), 2023, 2), change);
const reversedBut = (kilograms: number, change: Parameters<typeof but>[1]) =>
  but((s) => {
    issueWhole(s);
    reverse(s, kilograms);
  }, change);

const DOWN = [AMOUNTS[0]!, { vintage: 2024, kilograms: 990_000 }];
/** 10 tonnes of 2024 had been issued too much; the developer cancels them. */
const overIssued = (s: ReportScene) => {
  const { report } = issueWhole(s);
  correct(s, report, DOWN);
  return report;
};
const compensated = (s: ReportScene) => {
  const report = overIssued(s);
  cancel(s, { cause: 'over-issuance', report, items: [{ batch: s.otherBatch, quantity: 10 }] });
};

const nobody = (prefix: string) => `${prefix}-${'0'.repeat(20)}`;

const FAULTS: [Rule, string, Fault][] = [
  ['project-unknown', 'reports of no project', submittedBut((facts) => (facts.project = nobody('p')))],
  ['id-not-derived', "a report's id of one's own", submittedBut((facts) => (facts.report = nobody('m')))],
  [
    'report-not-developers',
    "reports another's project",
    submittedBut((_, event, s) => (event.by.org = s.other.id)),
  ],
  [
    'report-project-status',
    'is of a deregistered project',
    given(ofCcer, { status: 'deregistered' }, (s) => submit(s)),
  ],
  [
    'report-outside-crediting',
    'begins before the crediting period',
    submittedBut((facts) => (facts.period.from = '2021-03-31')),
  ],
  [
    'report-before-ccer',
    'reaches back before 2020-09-23',
    given(
      ofCcer,
      {
        design: {
          ...nativeProject('CCER').state.design,
          crediting: { from: '2020-01-01', to: '2059-12-31' },
        },
      },
      submittedBut((facts) => (facts.period.from = '2020-09-22')),
    ),
  ],
  ['report-not-over', 'is not over', submittedBut((facts) => (facts.period.to = '2026-05-05'))],
  ['report-overlap', 'reports a day twice', but(twoReports, (facts) => (facts.period.from = '2024-12-31'))],
  ['report-vintages', 'leaves a year out', submittedBut((facts) => facts.amounts.pop())],
  ['report-vintages', 'has a year twice', submittedBut((facts) => facts.amounts.push(facts.amounts[0]))],
  ['report-window', 'is published a day less', submittedBut((facts) => (facts.comments.to = '2026-05-31'))],
  [
    'report-window',
    'is published from tomorrow',
    submittedBut((facts) => (facts.comments.from = '2026-05-06')),
  ],
  ['report-window', 'is not published', submittedBut((facts) => delete facts.comments)],
  [
    'report-window',
    'of VCS is published',
    but(
      (s) => submit(s, s.vcs),
      (facts) => (facts.comments = { from: '2026-05-05', to: '2026-06-05' }),
    ),
  ],
  [
    'calendar-beyond',
    'counts working days that nobody knows',
    but(twoReports, (_, event) => (event.at = '2026-12-30T00:00:00.000Z')),
  ],

  ['report-unknown', 'verifies nothing', verifiedBut((facts) => (facts.report = nobody('m')))],
  [
    'report-status',
    'verifies twice',
    (s) => {
      const report = verified(s);
      const facts = { report, document: someDocument, amounts: AMOUNTS, treatments: [] };
      forge(s, byVerifier(s), { type: 'report.verified', facts, advances: [reportEntity(report)] });
    },
  ],
  [
    'verifier-not-independent',
    'by the validator',
    verifiedBut((_, event, s) => (event.by.org = s.validator)),
  ],
  [
    'verifier-not-independent',
    'by the developer',
    verifiedBut((_, event, s) => (event.by.org = s.developer.id)),
  ],
  [
    'report-comments-open',
    'before the public has had its say',
    verifiedBut((_, event) => (event.at = '2026-06-01T00:00:00.000Z')),
  ],
  [
    'report-comments-treated',
    'with a comment left out',
    but(
      (s) => {
        const report = submit(s);
        comment(s, report);
        verify(s, report);
      },
      (facts) => (facts.treatments = []),
    ),
  ],
  [
    'report-comments-treated',
    'with a comment that never came',
    verifiedBut((facts) => (facts.treatments = [{ comment: 1, treatment: 'adopted' }])),
  ],
  ['report-vintages', 'of other years', verifiedBut((facts) => (facts.amounts[0].vintage = 2022))],
  [
    'risk-rating',
    'is not given where there is a buffer',
    verifiedBut((facts) => delete facts.riskBasisPoints, 'vcs'),
  ],
  ['risk-rating', 'is given where there is none', verifiedBut((facts) => (facts.riskBasisPoints = 1000))],
  [
    'verifier-not-independent',
    'refuses what it validated',
    but(
      (s) => refuse(s, submit(s)),
      (_, event, s) => (event.by.org = s.validator),
    ),
  ],
  [
    'report-status',
    'refuses what is verified',
    (s) => {
      const report = verified(s);
      const facts = { report, reason: '不实' };
      forge(s, byVerifier(s), {
        type: 'report.refused',
        facts,
        advances: [reportEntity(report), projectEntity(s.ccer)],
      });
    },
  ],

  [
    'report-not-developers',
    "applies for another's",
    requestedBut((_, event, s) => (event.by.org = s.other.id)),
  ],
  [
    'report-status',
    'applies twice',
    (s) => {
      const report = requested(s);
      forgeRequest(s, report, s.ccer, [450, 900], { dueBy: '2026-07-06' });
    },
  ],
  ['requested-not-verified', 'a tonne more', requestedBut((facts) => facts.quantities[0].tonnes++)],
  ['requested-not-verified', 'a year less', requestedBut((facts) => facts.quantities.pop())],
  [
    'requested-not-verified',
    'a year too many',
    requestedBut((facts) => facts.quantities.push({ vintage: 2025, tonnes: 1 })),
  ],
  [
    'requested-not-verified',
    'a year twice',
    requestedBut((facts) => facts.quantities.push(facts.quantities[0])),
  ],
  ['issuance-due-by', 'is due a day later', requestedBut((facts) => (facts.dueBy = '2026-12-31'))],
  ['issuance-due-by', 'of VCS is due', requestedBut((facts) => (facts.dueBy = '2026-12-31'), 'vcs')],
  [
    'issuance-look-back',
    'is of more than five years before',
    given(
      ofCcer,
      {
        design: {
          ...nativeProject('CCER').state.design,
          crediting: { from: '2021-01-01', to: '2060-12-31' },
        },
      },
      (s) => {
        const amounts = [2021, 2022].map((vintage) => ({ vintage, kilograms: 10_000 }));
        const report = submit(s, s.ccer, { from: '2021-05-01', to: '2022-12-31' }, amounts);
        verify(s, report, amounts);
        const facts = {
          report,
          quantities: [2021, 2022].map((vintage) => ({ vintage, tonnes: 9 })),
          dueBy: '2026-07-06',
        };
        forge(s, as(s.developer.id, 'developer'), {
          type: 'issuance.requested',
          facts,
          advances: [reportEntity(report), projectEntity(s.ccer)],
        });
      },
    ),
  ],
  ['issuance-while-open', 'applies with an excess open', given(ofCcer, { excess: 1 }, applyAnyway)],
  ['issuance-while-open', 'applies with a reversal open', given(ofCcer, { uncovered: 1 }, applyAnyway)],
  [
    'issuance-project-status',
    'applies for a project on hold',
    (s) => {
      const report = verified(s, s.vcs);
      hold(s);
      forgeRequest(s, report, s.vcs, [500, 1000]);
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
  ['issuance-report', 'fulfils no report', issuedBut((facts) => delete facts.report)],
  [
    'issuance-report',
    'of an import fulfils one',
    (s) =>
      but(
        (x) => x.h.issue({ project: importedProject(x) }),
        (facts) => (facts.late = false),
      )(s),
  ],
  ['imported-flag', 'is called an import', issuedBut((facts) => (facts.imported = true))],
  [
    'report-status',
    'issues what was not applied for',
    (s) => {
      const report = verified(s);
      forgeIssue(s, report, 450);
    },
  ],
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
      const facts = {
        project: s.vcs,
        cause: 'fire',
        occurredOn: '2026-01-01',
        document: someDocument,
      } as const;
      forge(s, OPERATOR, {
        type: 'reversal.recorded',
        facts: { ...facts, tonnes: 10, cancelled: 0, uncovered: 10 },
        advances: [projectEntity(s.vcs)],
      });
    },
  ],
  [
    'units-not-buffer',
    'cancels what the developer holds',
    (s) => {
      const { batches } = issueWhole(s);
      const batch = batches.get(2023)!;
      const facts = {
        project: s.vcs,
        cause: 'fire',
        occurredOn: '2026-01-01',
        document: someDocument,
      } as const;
      forge(s, OPERATOR, {
        type: 'reversal.recorded',
        facts: {
          ...facts,
          tonnes: 425,
          cancelled: 425,
          items: [{ batch, ranges: [{ from: 1, to: 425 }] }],
          uncovered: 0,
        },
        advances: [blockEntity(batch, 1), projectEntity(s.vcs)],
      });
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
    (s) => {
      const report = overIssued(s);
      const items = [{ batch: s.otherBatch, ranges: [{ from: 490, to: 500, block: 1 }] }];
      const facts = { project: s.vcs, cause: 'over-issuance', report, account: s.developer.account } as const;
      const moved = [1, 490].map((from) => blockEntity(s.otherBatch, from));
      forge(s, as(s.developer.id, 'developer'), {
        type: 'units.cancelled',
        facts: { ...facts, items, quantity: 11, reason: '补足' },
        advances: [...moved, projectEntity(s.vcs), reportEntity(report)],
      });
    },
  ],
  [
    'instrument-mismatch',
    'cancels units of another instrument',
    (s) => {
      const { batches } = issueWhole(s, s.ccer);
      const batch = batches.get(2023)!;
      const report = overIssued(s);
      const facts = { project: s.vcs, cause: 'over-issuance', report, account: s.developer.account } as const;
      forge(s, as(s.developer.id, 'developer'), {
        type: 'units.cancelled',
        facts: { ...facts, items: [{ batch, ranges: [{ from: 1, to: 1 }] }], quantity: 1, reason: '补足' },
        advances: [
          ...[1, 2].map((from) => blockEntity(batch, from)),
          projectEntity(s.vcs),
          reportEntity(report),
        ],
      });
    },
  ],
  [
    'quantity-mismatch',
    'cancels other units than it says',
    but(compensated, (facts) => (facts.quantity = 9)),
  ],
];

/** Verified, and applied for although something stands against it. */
function applyAnyway(s: ReportScene): void {
  const report = verified(s);
  forgeRequest(s, report, s.ccer, [450, 900], { dueBy: '2026-07-06' });
}

function forgeRequest(
  s: ReportScene,
  report: string,
  project: string,
  [first, second]: [number, number],
  more: { dueBy?: string } = {},
): void {
  const quantities = [
    { vintage: 2023, tonnes: first },
    { vintage: 2024, tonnes: second },
  ];
  const facts = { report, quantities, ...more };
  const advances = [reportEntity(report), projectEntity(project)];
  forge(s, as(s.developer.id, 'developer'), { type: 'issuance.requested', facts, advances });
}

/** As the operator may at any time. */
function hold(s: ReportScene): void {
  const facts = { project: s.vcs, reason: '核对' };
  forge(s, OPERATOR, { type: 'project.held', facts, advances: [projectEntity(s.vcs)] });
}

const importedProject = (s: ReportScene) => s.h.project({ developer: s.developer.id });

function forgeIssue(
  s: ReportScene,
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

describe('a fault is found where it is', () => {
  it.each(FAULTS)('%s: %s', (rule, _, fault) => {
    const s = reportScene();
    fault(s);
    const index = s.h.leaves.length - 1;
    const found = audited(s);
    expect(found.map((each) => [each.rule, each.index])).toContainEqual([rule, index]);
    const earlier = found.filter((each) => each.index !== undefined && each.index < index);
    expect(earlier.map((each) => each.rule)).toEqual([]);
    const { zh, en } = found.find((each) => each.rule === rule)!.message;
    expect(`${zh} ${en}`).not.toMatch(/\{\w+\}/);
  });

  it('every rule is broken once', () => {
    const broken = new Set<string>(FAULTS.map(([rule]) => rule));
    const elsewhere = ['buffer-conservation'];
    expect(Object.keys(reportRuleTexts).filter((rule) => !broken.has(rule))).toEqual(elsewhere);
  });
});

describe('a sound history', () => {
  it('breaks nothing, through corrections, reversals and cancellations', () => {
    const s = reportScene();
    const published = submit(s);
    comment(s, published);
    comment(s, published);
    verify(s, published);
    request(s, published);
    issue(s, published, 2024, 5);
    issue(s, published, 2023);
    const { report } = issueWhole(s);
    correct(s, report, [
      { vintage: 2023, kilograms: 600_000 },
      { vintage: 2024, kilograms: 900_000 },
    ]);
    expect(projectState(s, s.vcs)).toMatchObject({ excess: 100 });
    cancel(s, { cause: 'over-issuance', report, items: [{ batch: s.otherBatch, quantity: 100 }] });
    request(s, report);
    const { facts } = issue(s, report, 2023);
    expect(facts).toMatchObject({ quantity: 100, buffer: { quantity: 15 } });
    correct(s, report, [
      { vintage: 2023, kilograms: 600_000 },
      { vintage: 2024, kilograms: 950_000 },
    ]);
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
    const later = submit(s, s.vcs, { from: '2025-01-01', to: '2025-12-31' }, [
      { vintage: 2025, kilograms: 1 },
    ]);
    refuse(s, later);
    submit(s, s.vcs, { from: '2025-01-01', to: '2025-12-31' }, [{ vintage: 2025, kilograms: 1 }]);
    expect(audited(s)).toEqual([]);
  });

  it('a buffer that is listed and not there is found at the end', () => {
    const s = reportScene();
    issueWhole(s);
    const extra = { batch: s.otherBatch, from: 1, to: 5, vintage: 2020 };
    Object.assign(s.given, { [ofVcs(s)]: { ...s.given[ofVcs(s)], buffered: [extra] } });
    expect(audited(s).map(({ rule }) => rule)).toEqual(['buffer-conservation']);
  });
});
