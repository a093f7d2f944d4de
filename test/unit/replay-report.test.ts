/**
 * Rules of reports, their verification and the application, as the auditor finds them broken.
 * One line per fault.
 */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { reportRuleTexts } from '../../events/audit/rules/sinks/report-texts.ts';
import { projectEntity, reportEntity } from '../../shared/ledger/entity.ts';
import {
  applyAnyway,
  but,
  expectFound,
  type Fault,
  forge,
  forgeRequest,
  given,
  hold,
  nobody,
  ofCcer,
  requested,
  requestedBut,
  submittedBut,
  twoReports,
  verified,
  verifiedBut,
} from '../support/history/report-faults.ts';
import {
  AMOUNTS,
  byVerifier,
  comment,
  type ReportHistory,
  refuse,
  submit,
  verify,
} from '../support/history/report-steps.ts';
import { nativeProject, someDocument } from '../support/states/native.ts';

const creditedFrom = (from: string) => ({
  design: { ...nativeProject('CCER').state.design, crediting: { from, to: '2059-12-31' } },
});
const commented = (s: ReportHistory) => {
  const report = submit(s);
  comment(s, report);
  verify(s, report);
};

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
      creditedFrom('2020-01-01'),
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
  ['verifier-role', 'by no verification body', verifiedBut((_, event, s) => (event.by.org = s.developer.id))],
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
  ['report-comments-treated', 'with a comment left out', but(commented, (facts) => (facts.treatments = []))],
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
      const advances = [reportEntity(report), projectEntity(s.ccer)];
      forge(s, byVerifier(s), { type: 'report.refused', facts: { report, reason: '不实' }, advances });
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
    (s) => forgeRequest(s, requested(s), s.ccer, [450, 900], { dueBy: '2026-07-06' }),
  ],
  ['requested-not-verified', 'a tonne more', requestedBut((facts) => facts.quantities[0].tonnes++)],
  ['requested-not-verified', 'a year less', requestedBut((facts) => facts.quantities.pop())],
  [
    'requested-not-verified',
    'a year too many',
    requestedBut((facts) => facts.quantities.push({ vintage: 2025, tonnes: 1 })),
  ],
  ['requested-order', 'a year twice', requestedBut((facts) => facts.quantities.push(facts.quantities[0]))],
  ['issuance-due-by', 'is due a day later', requestedBut((facts) => (facts.dueBy = '2026-07-07'))],
  ['issuance-due-by', 'is due at no time', requestedBut((facts) => delete facts.dueBy)],
  ['issuance-due-by', 'of VCS is due', requestedBut((facts) => (facts.dueBy = '2026-07-06'), 'vcs')],
  [
    'issuance-look-back',
    'is of more than five years before',
    given(ofCcer, creditedFrom('2021-01-01'), (s) => {
      const amounts = [2021, 2022].map((vintage) => ({ vintage, kilograms: 10_000 }));
      const report = submit(s, s.ccer, { from: '2021-05-01', to: '2022-12-31' }, amounts);
      verify(s, report, amounts);
      forgeRequest(s, report, s.ccer, [9, 9], { dueBy: '2026-07-06', first: 2021 });
    }),
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
];

/** Of steps that come later in a report's life. */
const LATER: Rule[] = ['not-its-verifier', 'correction-empty'];

describe('a fault is found where it is', () => {
  it.each(FAULTS)('%s: %s', (rule, _, fault) => {
    expectFound(rule, fault);
  });

  it('every rule is broken once', () => {
    const broken = new Set<string>([...FAULTS.map(([rule]) => rule), ...LATER]);
    // In the texts the rules stand in the order of a report's life.
    const rules = Object.keys(reportRuleTexts);
    const own = rules.slice(0, rules.indexOf('issuance-report'));
    expect(own.filter((rule) => !broken.has(rule))).toEqual([]);
  });
});
