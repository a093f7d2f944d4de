/** Rules of the issuance of what a report was verified to (DOMAIN §2), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import { deriveId } from '../../../shared/ledger/decision.ts';
import {
  batchEntity,
  organizationEntity,
  projectEntity,
  read,
  reportEntity,
} from '../../../shared/ledger/entity.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import {
  decideIssueReport,
  decideRequestIssuance,
  type IssueReport,
  type RequestIssuance,
} from '../../../shared/sinks/issue-report.ts';
import type { ReportState } from '../../../shared/sinks/states.ts';
import { expectEvent, holdLadder, type Rule, type Situation } from '../../support/ladder.ts';
import {
  BUFFER,
  change,
  developer,
  nativeEntities,
  nativeProject,
  PROJECT,
  REPORT,
  stranger,
  vintage,
} from '../../support/states/native.ts';
import { contextOf, entity } from '../../support/states/states.ts';

const project = projectEntity(PROJECT);
const reported = reportEntity(REPORT);
const VINTAGES = [vintage(2023, 1000), vintage(2024, 2000), vintage(2025, 0)];

const openFaults = <C>(): Rule<C>[] => [
  ['excess-open', undefined, ({ entities }) => change(entities, project, { excess: 1 })],
  ['reversal-uncompensated', undefined, ({ entities }) => change(entities, project, { uncovered: 1 })],
];

function requesting(standard: 'CCER' | 'VCS' = 'CCER'): Situation<RequestIssuance> {
  return {
    entities: nativeEntities(nativeProject(standard), { status: 'verified', vintages: VINTAGES }),
    candidates: [],
    command: {
      report: REPORT,
      quantities: [
        { vintage: 2024, tonnes: 2000 },
        { vintage: 2023, tonnes: 1000 },
      ],
    },
    context: contextOf(developer.id, 'developer', 'own'),
  };
}
const request = ({ entities, command, context }: Situation<RequestIssuance>) =>
  decideRequestIssuance(entities, command, context);

holdLadder('apply for issuance', requesting, request, [
  ['not-found', undefined, ({ entities }) => entities.delete(reported)],
  ['not-yours', undefined, ({ context }) => Object.assign(context, { org: stranger.id })],
  ['report-status', undefined, ({ entities }) => change(entities, reported, { status: 'submitted' })],
  [
    'issuance-not-possible',
    undefined,
    ({ entities }) => change(entities, project, { status: 'deregistered' }),
  ],
  ...openFaults<RequestIssuance>(),
  [
    'look-back-exceeded',
    undefined,
    ({ entities }) => change(entities, reported, { period: { from: '2021-07-31', to: '2023-06-30' } }),
  ],
  [
    'nothing-to-issue',
    undefined,
    ({ entities }) => change(entities, reported, { vintages: [vintage(2023, 0)] }),
  ],
  [
    'quantity-not-verified',
    '/quantities',
    ({ command }) => Object.assign(command, { quantities: command.quantities.slice(1) }),
  ],
  [
    'working-days-unknown',
    undefined,
    ({ context }) => Object.assign(context, { at: '2026-12-20T00:00:00.000Z' }),
  ],
]);

describe('an application', () => {
  it.each([
    [
      'a tonne more',
      [
        { vintage: 2023, tonnes: 1001 },
        { vintage: 2024, tonnes: 2000 },
      ],
    ],
    [
      'a tonne less',
      [
        { vintage: 2023, tonnes: 999 },
        { vintage: 2024, tonnes: 2000 },
      ],
    ],
    [
      'another year',
      [
        { vintage: 2022, tonnes: 1000 },
        { vintage: 2024, tonnes: 2000 },
      ],
    ],
    [
      'a year twice',
      [
        { vintage: 2023, tonnes: 1000 },
        { vintage: 2023, tonnes: 1000 },
      ],
    ],
    [
      'a year without a tonne',
      [
        { vintage: 2023, tonnes: 1000 },
        { vintage: 2024, tonnes: 2000 },
        { vintage: 2025, tonnes: 0 },
      ],
    ],
  ])('is of the verified quantity, not of %s', (_, quantities) => {
    const situation = requesting();
    situation.command.quantities = quantities;
    expect(request(situation)).toMatchObject({ rejected: 'quantity-not-verified' });
  });

  it('after a correction upwards is of the difference', () => {
    const situation = requesting();
    change(situation.entities, reported, {
      vintages: [vintage(2023, 1000, { issued: 1000 }), vintage(2024, 2000, { issued: 1990 })],
    });
    situation.command.quantities = [{ vintage: 2024, tonnes: 10 }];
    expectEvent(situation, request);
  });

  it('of CCER is decided within 15 working days (art. 22), that of VCS has no such day', () => {
    const situation = requesting();
    situation.context = { ...situation.context, at: '2026-07-17T01:00:00.000Z' };
    expect(expectEvent(situation, request).facts).toMatchObject({ dueBy: '2026-08-06' });
    expect(expectEvent(requesting('VCS'), request).facts).not.toHaveProperty('dueBy');
  });

  it('reaches back five years to the day (art. 17); VCS further', () => {
    const situation = requesting();
    change(situation.entities, reported, { period: { from: '2021-08-01', to: '2023-06-30' } });
    expectEvent(situation, request);
    const vcs = requesting('VCS');
    change(vcs.entities, reported, { period: { from: '2021-04-01', to: '2023-06-30' } });
    expectEvent(vcs, request);
  });
});

function issuing(standard: 'CCER' | 'VCS' = 'CCER'): Situation<IssueReport> {
  const buffered = standard === 'VCS';
  const status = buffered ? 'verification-approval-requested' : 'registered';
  const vintages = buffered ? VINTAGES.map((each) => ({ ...each, buffer: each.tonnes / 10 })) : VINTAGES;
  const requested = { on: '2026-07-17', ...(!buffered && { dueBy: '2026-08-06' }) };
  return {
    entities: nativeEntities(nativeProject(standard, { status }), {
      status: 'issuance-requested',
      vintages,
      requested,
    }),
    candidates: [],
    command: { report: REPORT, vintage: 2024, lanes: 2 },
    context: contextOf('lvzhang-operator', 'operator', 'any'),
  };
}
const issue = ({ entities, command, context }: Situation<IssueReport>) =>
  decideIssueReport(entities, command, context);

holdLadder('issue a vintage', issuing, issue, [
  ['not-found', undefined, ({ entities }) => entities.delete(reported)],
  ['report-status', undefined, ({ entities }) => change(entities, reported, { status: 'verified' })],
  ['issuance-not-possible', undefined, ({ entities }) => change(entities, project, { status: 'on-hold' })],
  ...openFaults<IssueReport>(),
  ['vintage-not-open', '/vintage', ({ command }) => Object.assign(command, { vintage: 2025 })],
  ['no-account', undefined, ({ entities }) => entities.delete(organizationEntity(developer.id))],
  ['too-many-lanes', '/lanes', ({ command }) => Object.assign(command, { lanes: 2001 })],
  [
    'id-taken',
    undefined,
    ({ entities, context }) => entities.set(batchEntity(deriveId('b', context.id)), nativeProject('CCER')),
  ],
]);

/** What issuing a vintage makes: the event's facts, the blocks, and the report and project after it. */
function issued(situation: Situation<IssueReport>) {
  const { facts, ...event } = expectEvent(situation, issue);
  const after = advancedEntities(situation.entities, { ...event, facts } as never);
  const blocks = [...after].filter(([id]) => id.startsWith('block:')).map(([, { state }]) => state);
  return {
    facts,
    blocks,
    report: read(after, reported)?.state as ReportState,
    project: read(after, project)?.state,
  };
}

describe('an issuance', () => {
  it('is of all that was verified, to the developer, in lanes', () => {
    const { facts, blocks, report } = issued(issuing());
    expect(facts).toMatchObject({
      quantity: 2000,
      late: false,
      imported: false,
      legacy: false,
      lanes: [1, 1001],
    });
    expect(blocks).toMatchObject([
      { from: 1, to: 1000, account: developer.account, status: 'held' },
      { from: 1001, to: 2000, account: developer.account, status: 'held' },
    ]);
    expect(report).toMatchObject({ status: 'issuance-requested', vintages: [{}, { issued: 2000 }, {}] });
  });

  it("puts the buffer's share last, and lists it with the project", () => {
    const { facts, blocks, project: state } = issued(issuing('VCS'));
    expect(facts).toMatchObject({ quantity: 2000, lanes: [1, 901], buffer: { quantity: 200 } });
    expect(blocks.at(-1)).toMatchObject({ from: 1801, to: 2000, account: BUFFER, status: 'buffer' });
    expect(state).toMatchObject({
      status: 'verification-approval-requested',
      buffered: [{ from: 1801, to: 2000, vintage: 2024 }],
    });
  });

  it('of the last vintage closes the report, and takes a VCS project back to registered', () => {
    const situation = issuing('VCS');
    situation.command.lanes = 1;
    change(situation.entities, reported, { vintages: [vintage(2024, 10, { buffer: 1 })] });
    expect(issued(situation)).toMatchObject({
      report: { status: 'issued' },
      project: { status: 'registered' },
    });
  });

  it.each([
    ['2026-08-06T15:59:59.999Z', false],
    ['2026-08-06T16:00:00.000Z', true],
  ])('at %s: late is %s', (at, late) => {
    const situation = issuing();
    situation.context = { ...situation.context, at };
    expect(issued(situation).facts).toMatchObject({ late });
  });

  it('of a single tonne goes to the buffer whole: then there is no lane', () => {
    const situation = issuing('VCS');
    situation.command.lanes = 1;
    change(situation.entities, reported, { vintages: [vintage(2024, 1, { buffer: 1 })] });
    const { facts, blocks } = issued(situation);
    expect(facts).toMatchObject({ quantity: 1, lanes: [], buffer: { quantity: 1 } });
    expect(blocks).toMatchObject([{ from: 1, to: 1, status: 'buffer' }]);
    situation.command.lanes = 2;
    expect(issue(situation)).toMatchObject({ rejected: 'too-many-lanes' });
  });

  it('after a correction upwards gives the buffer what it lacks of the new total', () => {
    const situation = issuing('VCS');
    const again = vintage(2024, 1015, { buffer: 102, issued: 1000, buffered: 100 });
    change(situation.entities, reported, { vintages: [again] });
    expect(issued(situation)).toMatchObject({
      facts: { quantity: 15, buffer: { quantity: 2 } },
      report: { vintages: [{ issued: 1015, buffered: 102 }] },
    });
  });

  it('gives a buffer that has enough already nothing', () => {
    const situation = issuing('VCS');
    const again = vintage(2024, 800, { buffer: 80, issued: 1000, buffered: 100, cancelled: 500 });
    change(situation.entities, reported, { vintages: [again] });
    const { facts } = issued(situation);
    expect(facts).toMatchObject({ quantity: 300 });
    expect(facts).not.toHaveProperty('buffer');
  });

  it('fits a leaf with its 90 lanes', () => {
    const situation = issuing('VCS');
    situation.command.lanes = 90;
    expect(issued(situation).blocks).toHaveLength(91);
  });

  it("lists the buffer's oldest vintage first, whichever was issued first", () => {
    const situation = issuing('VCS');
    const other = { batch: 'b-1', from: 1, to: 2 };
    change(situation.entities, project, {
      buffered: [2023, 2024, 2025].map((year) => ({ ...other, vintage: year })),
    });
    expect(issued(situation).project?.buffered?.map(({ vintage: year, to }) => [year, to])).toEqual([
      [2023, 2],
      [2024, 2],
      [2024, 2000],
      [2025, 2],
    ]);
  });
});

it('a project whose methodology has a buffer always has the account: otherwise nothing is issued', () => {
  const situation = issuing('VCS');
  situation.entities.set(
    project,
    entity({ ...nativeProject('CCER').state, standard: 'VCS', status: 'verification-approval-requested' }),
  );
  expect(() => issue(situation)).toThrow('no buffer account');
});
