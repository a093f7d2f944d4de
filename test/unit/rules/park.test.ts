/** Rules of parks (DOMAIN §4), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import { deriveId } from '../../../shared/ledger/decision.ts';
import {
  type Entity,
  membershipEntity,
  parkEntity,
  read,
  statementEntity,
} from '../../../shared/ledger/entity.ts';
import type { Line } from '../../../shared/statements/line.ts';
import {
  decideAdmitMember,
  decideLeavePark,
  decideRegisterPark,
  decideRequestMembership,
  decideSetTarget,
  MEMBERSHIP_STAYS_MAX,
  PARK_STAYS_MAX,
  PARK_TARGETS_MAX,
} from '../../../shared/statements/register-park.ts';
import { FLOWS_MAX, ROLLED_MAX } from '../../../shared/statements/rolled-up.ts';
import type { MembershipState, ParkState, StatementState } from '../../../shared/statements/states.ts';
import {
  decideReviseStatement,
  decideSubmitStatement,
  type ReviseStatement,
  type SubmitStatement,
} from '../../../shared/statements/submit-statement.ts';
import { powerLine, statementOf } from '../../support/history/statement-steps.ts';
import { expectEvent, holdLadder, type Rule, type Situation } from '../../support/ladder.ts';
import { commitNamed, contextOf, entity, organizationNamed } from '../../support/states/states.ts';

const operator = organizationNamed('operator').id;
const member = organizationNamed('member').id;
const stranger = organizationNamed('stranger').id;
const PARK = deriveId('z', commitNamed('park'));
const OTHER = deriveId('z', commitNamed('other park'));

const park = (changed: Partial<ParkState> = {}) =>
  entity<ParkState>({
    organization: operator,
    name: '示例园区',
    province: '15',
    subParks: [{ code: 'east', name: '东区' }],
    members: [{ organization: member, subPark: 'east', from: '2024-01-01' }],
    targets: [],
    years: [],
    ...changed,
  });
const membership = (changed: Partial<MembershipState> = {}) =>
  entity<MembershipState>({ stays: [{ park: PARK, from: '2024-01-01' }], ...changed });

function situation<C>(
  command: C,
  org: string,
  changed: Partial<ParkState> = {},
  of = membership(),
): Situation<C> {
  return {
    entities: new Map<string, Entity>([
      [parkEntity(PARK), park(changed)],
      [membershipEntity(member), of],
    ]),
    candidates: [],
    command,
    context: contextOf(org, 'enterprise', 'own'),
  };
}
const parkIn = ({ entities }: Situation<unknown>) => read(entities, parkEntity(PARK))!.state;
const noPark = ({ entities }: Situation<unknown>) => entities.delete(parkEntity(PARK));
const another = ({ context }: Situation<unknown>) => Object.assign(context, { org: stranger });

type Register = Parameters<typeof decideRegisterPark>[1];
holdLadder<Register>(
  'registering a park',
  () => situation({ name: '示例', province: '内蒙古', subParks: [{ code: 'a', name: 'A' }] }, operator),
  ({ entities, command, context }) => decideRegisterPark(entities, command, context),
  [
    [
      'id-taken',
      undefined,
      ({ entities, context }) => entities.set(parkEntity(deriveId('z', context.id)), park()),
    ],
    ['province-unknown', '/province', ({ command }) => Object.assign(command, { province: '蒙古' })],
    [
      'sub-park-repeated',
      '/subParks/1/code',
      ({ command }) => Object.assign(command, { subParks: ['A', 'B'].map((name) => ({ code: 'a', name })) }),
    ],
  ],
);

type Request = Parameters<typeof decideRequestMembership>[1];
const left = membership({ stays: [{ park: OTHER, from: '2023-01-01', to: '2024-12-31' }] });
holdLadder<Request>(
  'asking to join',
  () =>
    situation(
      { park: PARK, subPark: 'east', from: '2025-01-01' },
      member,
      { members: [] },
      structuredClone(left),
    ),
  ({ entities, command, context }) => decideRequestMembership(entities, command, context),
  [
    ['not-found', undefined, noPark],
    ['sub-park-unknown', '/subPark', ({ command }) => Object.assign(command, { subPark: 'north' })],
    ['member-of-a-park', '/from', ({ command }) => Object.assign(command, { from: '2024-12-31' })],
    [
      'membership-full',
      undefined,
      ({ entities }) => {
        const { state } = read(entities, membershipEntity(member))!;
        while (state.stays.length < MEMBERSHIP_STAYS_MAX) state.stays.push({ ...state.stays[0]! });
      },
    ],
  ],
);

type Admit = Parameters<typeof decideAdmitMember>[1];
holdLadder<Admit>(
  'admitting a member',
  () =>
    situation(
      { park: PARK, organization: member },
      operator,
      { members: [] },
      membership({ stays: [], requested: { park: PARK, from: '2025-01-01' } }),
    ),
  ({ entities, command, context }) => decideAdmitMember(entities, command, context),
  [
    ['not-found', undefined, noPark],
    ['not-yours', undefined, another],
    [
      'membership-not-requested',
      '/organization',
      ({ entities }) =>
        Object.assign(read(entities, membershipEntity(member))!.state.requested!, { park: OTHER }),
    ],
    [
      'park-full',
      undefined,
      (s) => {
        const { members } = parkIn(s);
        while (members.length < PARK_STAYS_MAX) members.push({ organization: stranger, from: '2020-01-01' });
      },
    ],
  ],
);

type Leave = Parameters<typeof decideLeavePark>[1];
holdLadder<Leave>(
  'leaving a park',
  () => situation({ park: PARK, organization: member, to: '2024-01-01' }, operator),
  ({ entities, command, context }) => decideLeavePark(entities, command, context),
  [
    ['not-found', undefined, noPark],
    ['not-yours', undefined, another],
    ['not-a-member', undefined, (s) => Object.assign(parkIn(s).members[0]!, { to: '2024-06-30' })],
    ['leaves-before-joining', '/to', ({ command }) => Object.assign(command, { to: '2023-12-31' })],
  ],
);

type SetTarget = Parameters<typeof decideSetTarget>[1];
holdLadder<SetTarget>(
  'setting a target',
  () =>
    situation(
      { park: PARK, indicator: 'energy', year: 2027, value: '1', unit: 'tce', source: '示例' } as SetTarget,
      operator,
    ),
  ({ entities, command, context }) => decideSetTarget(entities, command, context),
  [
    ['not-found', undefined, noPark],
    ['not-yours', undefined, another],
    ['target-unit', '/unit', ({ command }) => Object.assign(command, { unit: 't' })],
    [
      'park-targets-full',
      undefined,
      (s) => {
        const { targets } = parkIn(s);
        const row = {
          indicator: 'residual',
          value: '1',
          unit: 'tCO2e',
          source: '示例',
          commit: 'c',
        } as const;
        while (targets.length < PARK_TARGETS_MAX) targets.push({ ...row, year: 2000 + targets.length });
      },
    ],
  ],
);

const OF_MEMBER = deriveId('e', commitNamed('member statement'));
const OF_PARK = deriveId('e', commitNamed('park statement'));
const LINES: Line[] = [
  powerLine('1000', 'in'),
  {
    ...powerLine('400', 'out'),
    kind: 'electricity',
    supply: 'self-generated',
    direction: 'sent-out',
  } as Line,
];

/** What the organization's decider states of the lines, verified. */
function verified(lines: Line[], organization: string, year = 2025): StatementState {
  const command = statementOf(lines, { subject: { kind: 'organization', name: '成员' }, year });
  const context = contextOf(organization, 'enterprise', 'own');
  const draft = decideSubmitStatement(new Map(), command, context);
  if ('rejected' in draft) throw new Error(draft.rejected);
  const { statement: _id, ...stated } = draft.facts;
  return {
    organization,
    version: 3,
    stated,
    status: 'verified',
    submission: commitNamed('submission'),
    sealed: '',
    green: { physical: 0, certificate: 2 },
    retired: { removalLocal: 1, removalOther: 0, avoidanceLocal: 0, avoidanceOther: 0 },
  };
}

function rolling(): Situation<SubmitStatement> {
  const command: SubmitStatement = {
    ...statementOf([powerLine('50', 'own')], { subject: { kind: 'park', name: '示例园区' } }),
    memberLines: new Map([[OF_MEMBER, LINES]]),
    park: {
      park: PARK,
      members: [{ statement: OF_MEMBER, version: 3 }],
      flows: [{ from: { statement: OF_MEMBER, line: 'out' }, to: { line: 'own' }, quantity: '50' }],
    },
    energy: { kgcePerKilowattHour: '0.3', source: '示例' },
  };
  const made = situation(command, operator);
  made.entities.set(statementEntity(OF_MEMBER), entity(verified(LINES, member)));
  return made;
}
type Rolling = Situation<SubmitStatement>;
const memberIn = ({ entities }: Rolling) => read(entities, statementEntity(OF_MEMBER))!.state;
const flowIn = ({ command }: Rolling) => command.park!.flows![0]!;

const ROLL_RULES: Rule<SubmitStatement>[] = [
  [
    'park-part-not-for-organization',
    '/park',
    ({ command }) => Object.assign(command.subject, { kind: 'organization' }),
  ],
  [
    'equivalent-value-implausible',
    '/energy/kgcePerKilowattHour',
    ({ command }) => Object.assign(command.energy!, { kgcePerKilowattHour: '0.1229' }),
  ],
  ['not-found', '/park/park', noPark],
  ['park-not-yours', '/park/park', (s) => Object.assign(parkIn(s), { organization: stranger })],
  ['park-name-differs', '/subject/name', (s) => Object.assign(parkIn(s), { name: '另一园区' })],
  ['park-year-stated', '/park/park', (s) => parkIn(s).years.push({ year: 2025, statement: OF_PARK })],
  ['not-found', '/park/members/0/statement', ({ entities }) => entities.delete(statementEntity(OF_MEMBER))],
  [
    'member-statement-kind',
    '/park/members/0/statement',
    (s) => Object.assign(memberIn(s).stated, { subject: { kind: 'park', name: '园区' } }),
  ],
  [
    'member-year-differs',
    '/park/members/0/statement',
    (s) => Object.assign(memberIn(s).stated, { year: 2024 }),
  ],
  [
    'member-not-in-park',
    '/park/members/0/statement',
    (s) => Object.assign(parkIn(s).members[0]!, { from: '2026-01-01' }),
  ],
  [
    'member-not-verified',
    '/park/members/0/statement',
    (s) => Object.assign(memberIn(s), { status: 'submitted' }),
  ],
  ['member-version-differs', '/park/members/0/statement', (s) => Object.assign(memberIn(s), { version: 4 })],
  [
    'member-rolled-up',
    '/park/members/0/statement',
    (s) => Object.assign(memberIn(s), { rolledInto: OF_PARK }),
  ],
  [
    'member-factors-differ',
    '/park/members/0/statement',
    (s) =>
      Object.assign(memberIn(s).stated.grid, {
        residual: { id: 'electricity/residual/2022', value: '0.5856' },
      }),
  ],
  ['flow-line-unknown', '/park/flows/0/from', (s) => Object.assign(flowIn(s).from, { line: 'nowhere' })],
  ['flow-line-unknown', '/park/flows/0/to', (s) => Object.assign(flowIn(s).to, { line: 'nowhere' })],
  ['flow-ends', '/park/flows/0', (s) => Object.assign(flowIn(s).from, { line: 'in' })],
  ['flow-nothing', '/park/flows/0/quantity', (s) => Object.assign(flowIn(s), { quantity: '0.0' })],
  ['flow-exceeds-line', '/park/flows/0/quantity', (s) => Object.assign(flowIn(s), { quantity: '50.000001' })],
];
holdLadder<SubmitStatement>(
  'rolling members up',
  rolling,
  ({ entities, command, context }) => decideSubmitStatement(entities, command, context),
  ROLL_RULES.filter(([code]) => !['flow-ends', 'flow-nothing', 'flow-exceeds-line'].includes(code)),
);

describe('rolling members up', () => {
  const decide = ({ entities, command, context }: Rolling) =>
    decideSubmitStatement(entities, command, context);
  it.each(ROLL_RULES)('%s at %s alone', (code, pointer, breakRule) => {
    const broken = rolling();
    breakRule(broken);
    expect(decide(broken)).toMatchObject({ rejected: code, pointer });
  });

  it('keeps what the member had retired, and what its purchases took of its green power', () => {
    const event = expectEvent(rolling(), decide);
    const {
      park: rolled,
      energy,
      purchasedKilowattHours,
    } = event.facts as {
      park?: object;
      energy?: object;
      purchasedKilowattHours?: string;
    };
    expect(rolled).toMatchObject({
      members: [
        {
          ...{ statement: OF_MEMBER, version: 3, retired: { removalLocal: 1 } },
          green: { physical: 0, certificate: 2, used: '1000' },
        },
      ],
      flows: { count: 1, cancelled: { market: '762/25', purchased: '50', consumed: '0' } },
    });
    // The member bought 1,000; what the park received of it was no purchase. It sent 400 out.
    expect(purchasedKilowattHours).toBe('1000');
    expect(energy).toMatchObject({ kilowattHours: '650', tce: '39/200' });
  });

  it('counts the energy of the statements that it rolls up, whichever others it was given the lines of', () => {
    const given = rolling();
    const memberLines = new Map([
      [OF_MEMBER, LINES],
      [OF_PARK, [powerLine('7000')]],
    ]);
    Object.assign(given.command, { memberLines });
    expect(expectEvent(given, decide).facts).toMatchObject({ energy: { kilowattHours: '650' } });
  });

  it('refuses the same member twice, and a park without a line and without members', () => {
    const twice = rolling();
    Object.assign(twice.command.park!, { members: [0, 0].map(() => ({ statement: OF_MEMBER, version: 3 })) });
    expect(decide(twice)).toMatchObject({
      rejected: 'member-repeated',
      pointer: '/park/members/1/statement',
    });
    const empty = rolling();
    Object.assign(empty.command, { lines: [], park: { park: PARK, members: [] } });
    expect(decide(empty)).toMatchObject({ rejected: 'statement-empty' });
    const members = rolling();
    Object.assign(members.command, { lines: [], park: { ...members.command.park, flows: [] } });
    expectEvent(members, decide);
  });

  it('has a leaf for whatever the largest and the finest lines come to', () => {
    const most = '999999999999.999999';
    const huge: Line[] = [
      { id: 'heat', category: 2, kind: 'heat', GJ: most, origin: 'non-fossil', direction: 'received' },
      { id: 'gas', category: 1, kind: 'fuel', fuel: 'natural-gas', quantity: most, unit: 'm3' },
      {
        ...{
          id: 'carbon',
          category: 1,
          kind: 'process',
          name: '碳',
          quantity: '999999999.999999',
          unit: 't',
        },
        factor: { value: '99.999999', unit: 'kgC/t', source: '示例' },
      } as Line,
      powerLine(most, 'in'),
    ];
    const s = rolling();
    s.entities.set(statementEntity(OF_MEMBER), entity(verified(huge, member)));
    const lines = huge.map((line) => ({ ...line, id: `own-${line.id}` }));
    const park = { park: PARK, members: [{ statement: OF_MEMBER, version: 3 }] };
    const energy = { kgcePerKilowattHour: '0.304567', source: '示例' };
    Object.assign(s.command, { lines, park, energy, memberLines: new Map([[OF_MEMBER, huge]]) });
    expectEvent(s, decide);
  });

  it('fits a leaf with as many members as may be, whatever they retired, or says so', () => {
    const full = rolling();
    const state = memberIn(full);
    state.green = { physical: 123_456, certificate: 123_456 };
    state.retired = {
      removalLocal: 99_999,
      removalOther: 99_999,
      avoidanceLocal: 99_999,
      avoidanceOther: 99_999,
    };
    const members = Array.from({ length: ROLLED_MAX }, (_, n) => {
      const statement = deriveId('e', commitNamed(`member ${n}`));
      full.entities.set(statementEntity(statement), entity(structuredClone(state)));
      return { statement, version: 3 };
    });
    const memberLines = new Map(members.map(({ statement }) => [statement, LINES]));
    Object.assign(full.command, { memberLines, park: { park: PARK, members } });
    expectEvent(full, decide);
    expect(FLOWS_MAX).toBeGreaterThan(ROLLED_MAX);
    Object.assign(full.command, {
      boundary: '界'.repeat(500),
      energy: { kgcePerKilowattHour: '0.3', source: '源'.repeat(300) },
    });
    for (const { statement } of members) {
      const { stated } = read(full.entities, statementEntity(statement))!.state;
      Object.assign(stated, { factors: Array.from({ length: 200 }, (_, n) => `x/${'y'.repeat(60)}/${n}`) });
    }
    expect(decide(full)).toMatchObject({ rejected: 'roll-up-too-large' });
  });
});

describe('a revision of a roll-up', () => {
  function revising(): Situation<ReviseStatement> {
    const made = rolling();
    const first = decideSubmitStatement(made.entities, made.command, made.context);
    if ('rejected' in first) throw new Error(first.rejected);
    const { statement: _id, ...stated } = first.facts;
    const before = { ...verified(LINES, operator), version: 1, stated, status: 'submitted' as const };
    made.entities.set(statementEntity(OF_PARK), entity(before));
    memberIn(made).rolledInto = OF_PARK;
    parkIn(made).years.push({ year: 2025, statement: OF_PARK });
    return { ...made, command: { ...made.command, statement: OF_PARK, ifMatch: 1 } };
  }
  const decide = ({ entities, command, context }: Situation<ReviseStatement>) =>
    decideReviseStatement(entities, command, context);

  it('keeps its park', () => {
    const without = revising();
    Object.assign(without.command, { park: undefined });
    expect(decide(without)).toMatchObject({ rejected: 'park-fixed', pointer: '/park' });
    const other = revising();
    Object.assign(other.command.park!, { park: OTHER });
    expect(decide(other)).toMatchObject({ rejected: 'park-fixed' });
  });

  it('moves only the members that come or go', () => {
    const same = expectEvent(revising(), decide);
    expect(same.advances.map(({ entity: id }) => id)).toEqual([statementEntity(OF_PARK)]);
    const gone = revising();
    Object.assign(gone.command, { park: { park: PARK, members: [] } });
    expect(expectEvent(gone, decide).advances.map(({ entity: id }) => id)).toEqual([
      statementEntity(OF_PARK),
      statementEntity(OF_MEMBER),
    ]);
  });
});
