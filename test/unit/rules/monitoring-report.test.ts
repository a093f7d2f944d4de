/** Rules of monitoring reports and their verification (DOMAIN §2), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import { deriveId } from '../../../shared/ledger/decision.ts';
import { organizationEntity, projectEntity, read, reportEntity } from '../../../shared/ledger/entity.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import type { ProjectState } from '../../../shared/sinks/states.ts';
import { decideSubmitReport, type SubmitReport } from '../../../shared/sinks/submit-report.ts';
import {
  type CorrectReport,
  decideCorrectReport,
  decideRefuseReport,
  decideVerifyReport,
  type RefuseReport,
  type VerifyReport,
} from '../../../shared/sinks/verify-report.ts';
import { expectEvent, holdLadder, type Rule, type Situation } from '../../support/ladder.ts';
import { accreditationRules } from '../../support/states/accreditation.ts';
import {
  AMOUNTS,
  change,
  developer,
  nativeEntities,
  nativeProject,
  PERIOD,
  PROJECT,
  REPORT,
  someDocument,
  stranger,
  validator,
  verifier,
  vintage,
} from '../../support/states/native.ts';
import { contextOf } from '../../support/states/states.ts';

const project = projectEntity(PROJECT);
const reported = reportEntity(REPORT);

function submitting(standard: 'CCER' | 'VCS' = 'CCER'): Situation<SubmitReport> {
  return {
    entities: nativeEntities(nativeProject(standard)),
    candidates: [],
    command: { project: PROJECT, period: { ...PERIOD }, amounts: [...AMOUNTS], document: someDocument },
    context: contextOf(developer.id, 'developer', 'own'),
  };
}
const submit = ({ entities, command, context }: Situation<SubmitReport>) =>
  decideSubmitReport(entities, command, context);

const design = (crediting: object) => ({
  design: { ...nativeProject('CCER').state.design, crediting },
});

const SUBMISSION: Rule<SubmitReport>[] = [
  ['not-found', undefined, ({ entities }) => entities.delete(project)],
  ['not-yours', undefined, ({ context }) => Object.assign(context, { org: stranger.id })],
  [
    'project-not-monitored',
    undefined,
    ({ entities }) => change(entities, project, { status: 'deregistered' }),
  ],
  [
    'period-outside-crediting',
    '/period',
    ({ entities }) => change(entities, project, design({ from: '2023-07-02', to: '2043-07-01' })),
  ],
  [
    'period-before-ccer',
    '/period/from',
    ({ entities, command }) => {
      change(entities, project, design({ from: '2020-01-01', to: '2059-12-31' }));
      command.period.from = '2020-09-22';
    },
  ],
  [
    'period-not-over',
    '/period/to',
    ({ context }) => Object.assign(context, { at: '2025-06-30T15:59:59.999Z' }),
  ],
  [
    'period-already-reported',
    '/period',
    ({ entities }) =>
      change(entities, project, { periods: [{ from: '2025-06-30', to: '2025-12-31', report: REPORT }] }),
  ],
  ['vintages-mismatch', '/amounts', ({ command }) => Object.assign(command, { amounts: AMOUNTS.slice(1) })],
  [
    'working-days-unknown',
    undefined,
    // The 20th working day from the end of 2026 on lies in a year that has no calendar yet.
    ({ context }) => Object.assign(context, { at: context.at.replace('2026-08-01', '2026-12-20') }),
  ],
  [
    'id-taken',
    undefined,
    ({ entities, context }) =>
      entities.set(reportEntity(deriveId('m', context.id)), entities.get(reported) ?? nativeProject('CCER')),
  ],
];
holdLadder('submit a report', submitting, submit, SUBMISSION);

describe('a submitted report', () => {
  it('of CCER is published for 20 working days (art. 19)', () => {
    const situation = submitting();
    situation.context = { ...situation.context, at: '2026-07-17T01:00:00.000Z' };
    expect(expectEvent(situation, submit).facts).toMatchObject({
      comments: { from: '2026-07-17', to: '2026-08-13' },
    });
  });

  it('of VCS is not published, and may reach back before 2020-09-22', () => {
    const situation = submitting('VCS');
    change(situation.entities, project, design({ from: '2019-01-01', to: '2058-12-31' }));
    situation.command.period = { from: '2020-01-01', to: '2020-12-31' };
    situation.command.amounts = [{ vintage: 2020, kilograms: 0 }];
    expect(expectEvent(situation, submit).facts).not.toHaveProperty('comments');
  });

  it('may come while an issuance of a VCS project is under way, and may touch an earlier period', () => {
    const situation = submitting('VCS');
    change(situation.entities, project, {
      status: 'verification-approval-requested',
      periods: [{ from: '2023-01-01', to: '2023-06-30', report: REPORT }],
    });
    expectEvent(situation, submit);
  });

  it('begins on 2020-09-23 at the earliest', () => {
    const situation = submitting();
    change(situation.entities, project, design({ from: '2020-01-01', to: '2059-12-31' }));
    situation.command.period = { from: '2020-09-23', to: '2020-12-31' };
    situation.command.amounts = [{ vintage: 2020, kilograms: 1 }];
    expectEvent(situation, submit);
  });

  it('has its vintages in the order of their years', () => {
    const situation = submitting();
    situation.command.amounts = [...AMOUNTS].reverse();
    expect(expectEvent(situation, submit).facts).toMatchObject({ amounts: AMOUNTS });
  });
});

const WINDOW = { from: '2026-07-03', to: '2026-07-31' };
function verifying(standard: 'CCER' | 'VCS' = 'CCER'): Situation<VerifyReport> {
  return {
    entities: nativeEntities(nativeProject(standard), { window: WINDOW, comments: 2 }),
    candidates: [],
    command: {
      report: REPORT,
      document: someDocument,
      amounts: AMOUNTS,
      treatments: [
        { comment: 2, treatment: 'not-adopted' },
        { comment: 1, treatment: 'adopted' },
      ],
      ...(standard === 'VCS' && { riskBasisPoints: 1000 }),
    },
    context: contextOf(verifier.id, 'verifier', 'any'),
  };
}
const verify = ({ entities, command, context }: Situation<VerifyReport>) =>
  decideVerifyReport(entities, command, context);

const independence = <C>(): Rule<C>[] => [
  ['not-found', undefined, ({ entities }) => entities.delete(reported)],
  [
    'not-a-registered-verifier',
    undefined,
    ({ entities, context }) => entities.delete(organizationEntity(context.org)),
  ],
  [
    'verifier-is-developer',
    undefined,
    ({ entities, context }) => {
      context.org = developer.id;
      change(entities, organizationEntity(developer.id), { roles: ['developer', 'verifier'] });
    },
  ],
  ['verifier-is-validator', undefined, ({ context }) => Object.assign(context, { org: validator.id })],
  ...accreditationRules<C>(verifier.id),
  ['report-status', undefined, ({ entities }) => change(entities, reported, { status: 'verified' })],
];
const VERIFICATION: Rule<VerifyReport>[] = [
  ...independence<VerifyReport>(),
  ['comments-open', undefined, ({ context }) => Object.assign(context, { at: '2026-07-31T15:59:59.000Z' })],
  [
    'comments-waiting',
    undefined,
    ({ entities }) => change(entities, reported, { publicComments: { received: 1, waiting: 1 } }),
  ],
  ['comment-untreated', '/treatments', ({ entities }) => change(entities, reported, { comments: 3 })],
  ['vintages-mismatch', '/amounts', ({ command }) => Object.assign(command, { amounts: AMOUNTS.slice(1) })],
];
holdLadder('verify a report', verifying, verify, [
  ...VERIFICATION,
  ['risk-rating-unused', '/riskBasisPoints', ({ command }) => Object.assign(command, { riskBasisPoints: 0 })],
]);
holdLadder('verify a report with a buffer', () => verifying('VCS'), verify, [
  ...VERIFICATION,
  ['risk-rating-missing', '/riskBasisPoints', ({ command }) => delete command.riskBasisPoints],
]);

describe('comments', () => {
  it.each([
    ['one twice', [1, 1], 'treatment-repeated'],
    ['one that is none', [1, 3], 'treatment-of-no-comment'],
    ['one left out', [1], 'comment-untreated'],
    ['one too many', [1, 2, 3], 'treatment-of-no-comment'],
  ])('are treated once each: %s', (_, treated, rejected) => {
    const situation = verifying();
    situation.command.treatments = treated.map((comment) => ({ comment, treatment: 'adopted' }));
    expect(verify(situation)).toMatchObject({ rejected });
  });

  it('that never came need no treatment', () => {
    const situation = verifying();
    change(situation.entities, reported, { comments: undefined });
    situation.command.treatments = [];
    expectEvent(situation, verify);
  });
});

const tonnesAfter = (situation: Situation<VerifyReport>) => {
  const event = expectEvent(situation, verify);
  const state = read(advancedEntities(situation.entities, event), reported)?.state;
  return state?.vintages.map(({ tonnes, buffer }) => [tonnes, buffer]);
};

describe('what was verified', () => {
  it('of CCER afforestation is whole tonnes less a tenth, rounded down', () => {
    expect(tonnesAfter(verifying())).toEqual([
      [900, 0],
      [1800, 0],
      [0, 0],
    ]);
  });

  it('of VCS is whole tonnes, the share of the buffer rounded up', () => {
    const situation = verifying('VCS');
    situation.command.riskBasisPoints = 1001;
    expect(tonnesAfter(situation)).toEqual([
      [1000, 101],
      [2000, 201],
      [0, 0],
    ]);
  });
});

const refusing = (): Situation<RefuseReport> => ({
  entities: nativeEntities(nativeProject('VCS', { periods: [{ ...PERIOD, report: REPORT }] })),
  candidates: [],
  command: { report: REPORT, reason: '监测数据不可核实' },
  context: contextOf(verifier.id, 'verifier', 'any'),
});
const refuse = ({ entities, command, context }: Situation<RefuseReport>) =>
  decideRefuseReport(entities, command, context);
holdLadder('refuse a report', refusing, refuse, independence<RefuseReport>());

it('a refused report frees its period', () => {
  const situation = refusing();
  const after = advancedEntities(situation.entities, expectEvent(situation, refuse));
  expect(after.get(project)?.state).toMatchObject({ periods: [] });
  expect(after.get(reported)?.state).toMatchObject({ status: 'refused' });
});

const VERIFIED = [vintage(2023, 1000), vintage(2024, 2000), vintage(2025, 0)];
const CORRECTED = [
  { vintage: 2023, kilograms: 1_000_000 },
  { vintage: 2024, kilograms: 1_999_999 },
  { vintage: 2025, kilograms: 0 },
];
const correcting = (): Situation<CorrectReport> => ({
  entities: nativeEntities(nativeProject('VCS'), {
    status: 'issued',
    verifier: verifier.id,
    riskBasisPoints: 1000,
    vintages: VERIFIED.map((each) => ({ ...each, issued: each.tonnes })),
  }),
  candidates: [],
  command: { report: REPORT, document: someDocument, amounts: CORRECTED, reason: '样地重复计算' },
  context: contextOf(verifier.id, 'verifier', 'own'),
});
const correct = ({ entities, command, context }: Situation<CorrectReport>) =>
  decideCorrectReport(entities, command, context);
holdLadder('correct a report', correcting, correct, [
  ['not-found', undefined, ({ entities }) => entities.delete(reported)],
  ['not-yours', undefined, ({ context }) => Object.assign(context, { org: validator.id })],
  ...accreditationRules<CorrectReport>(verifier.id),
  ['report-status', undefined, ({ entities }) => change(entities, reported, { status: 'submitted' })],
  ['vintages-mismatch', '/amounts', ({ command }) => Object.assign(command, { amounts: CORRECTED.slice(1) })],
  [
    'correction-changes-nothing',
    '/amounts',
    ({ command }) =>
      Object.assign(command, {
        amounts: VERIFIED.map(({ vintage: year, kilograms }) => ({ vintage: year, kilograms })),
      }),
  ],
]);

describe('a correction', () => {
  const corrected = (situation: Situation<CorrectReport>) => {
    const next = advancedEntities(situation.entities, expectEvent(situation, correct));
    return {
      report: read(next, reported)?.state,
      project: next.get(project)?.state as ProjectState,
    };
  };

  it('downwards of issued units leaves an excess with the project', () => {
    expect(corrected(correcting())).toMatchObject({ report: { status: 'issued' }, project: { excess: 1 } });
  });

  it('upwards opens only the difference', () => {
    const situation = correcting();
    situation.command.amounts = [{ vintage: 2023, kilograms: 1_005_000 }, ...CORRECTED.slice(1)];
    const { report, project: state } = corrected(situation);
    expect(report).toMatchObject({ status: 'verified', vintages: [{ tonnes: 1005, issued: 1000 }, {}, {}] });
    expect(state.excess).toBe(1);
  });

  it('of a report that was never issued leaves it verified, however little is left', () => {
    const situation = correcting();
    change(situation.entities, reported, { status: 'verified', vintages: VERIFIED });
    situation.command.amounts = CORRECTED.map((each) => ({ ...each, kilograms: 0 }));
    expect(corrected(situation)).toMatchObject({ report: { status: 'verified' }, project: { excess: 0 } });
  });

  it('takes its own application back, and the project with it', () => {
    const situation = correcting();
    change(situation.entities, reported, {
      status: 'issuance-requested',
      vintages: VERIFIED,
      requested: { on: '2026-07-01' },
    });
    change(situation.entities, project, { status: 'verification-approval-requested' });
    const { report, project: state } = corrected(situation);
    expect([report?.status, report?.requested, state.status]).toEqual(['verified', undefined, 'registered']);
  });

  it('does so while the project is on hold, for the day on which it goes on', () => {
    const situation = correcting();
    change(situation.entities, reported, { status: 'issuance-requested', vintages: VERIFIED });
    change(situation.entities, project, { status: 'on-hold', before: 'verification-approval-requested' });
    expect(corrected(situation).project).toMatchObject({ status: 'on-hold', before: 'registered' });
  });

  it("leaves another report's application as it is", () => {
    const situation = correcting();
    change(situation.entities, project, { status: 'verification-approval-requested' });
    expect(corrected(situation).project.status).toBe('verification-approval-requested');
  });
});
