/** Rules of power-purchase agreements (DOMAIN §3), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import { deriveId } from '../../../shared/ledger/decision.ts';
import { contractEntity, organizationEntity, read } from '../../../shared/ledger/entity.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import { decideProposeContractVersion } from '../../../shared/power/amend-contract.ts';
import { volumeOf } from '../../../shared/power/contract.ts';
import type { ContractTerms } from '../../../shared/power/contract-terms.ts';
import { CONTRACT_MONTHS_MAX, CONTRACT_VERSIONS_MAX } from '../../../shared/power/facts-contract.ts';
import { decideProposeContract, type ProposeContract } from '../../../shared/power/propose-contract.ts';
import { decideDeclineContract, decideSignContract } from '../../../shared/power/sign-contract.ts';
import type { ContractState, FacilityState } from '../../../shared/power/states.ts';
import { expectEvent, holdLadder, type Rule, type Situation } from '../../support/ladder.ts';
import {
  bank,
  contract,
  contractAs,
  facility,
  facilityAs,
  grid,
  hongshan,
  inForce,
  nobody,
  organizations,
  plan,
  seller,
  steel,
  stranger,
  terms,
  versionOf,
  zinc,
} from '../../support/states/contract-states.ts';
import { commitNamed, contextOf, entity } from '../../support/states/states.ts';

/** The context's day in China is 2026-08-01. */
const bySeller = () => contextOf(seller.id, 'generator', 'own');

type Proposal = Situation<ProposeContract>;
const proposal = (command: Partial<ProposeContract> = {}): Proposal => ({
  entities: new Map([...organizations, facilityAs(hongshan())]),
  candidates: [],
  command: {
    kind: 'direct-multi',
    facility,
    buyers: [
      { organization: steel.id, meterPoint: '一号' },
      { organization: zinc.id, meterPoint: '二号' },
    ],
    ...terms(),
    plan: plan(),
    ...command,
  },
  context: bySeller(),
});
const propose = ({ entities, command, context }: Proposal) =>
  decideProposeContract(entities, command, context);

const plant = ({ entities }: Situation<unknown>) => read(entities, `facility:${facility}`)!.state;
const imported = (state: FacilityState) => {
  delete state.meters;
  delete state.grid;
};

/** Broken from the last rule to the first, a proposal of the least terms must still break each. */
const termsRules = <C extends ContractTerms>(): Rule<C>[] => [
  ['no-volume', '/megawattHours', ({ command }) => (command.megawattHours = Array(24).fill(0))],
  ['delivery-before-connection', '/from', (s) => (plant(s).connectedOn = '2031-10-01')],
  ['delivery-too-far', '/from', ({ command }) => (command.from = '2031-09')],
  ['contract-too-short', '/megawattHours', ({ command }) => (command.megawattHours = [100])],
  ['plan-needed', '/plan', ({ command }) => delete command.plan],
  ['plan-years', '/plan/0', ({ command }) => command.plan?.splice(0, 1, { ...plan()[0]!, year: 2025 })],
  ['plan-years', '/plan/2', ({ command }) => command.plan?.splice(2, 1)],
  ['plan-years', '/plan/3', ({ command }) => command.plan?.push({ ...plan()[2]!, year: 2029 })],
];
const yearRules = <C extends ContractTerms>(): Rule<C>[] =>
  (
    [
      ['plan-beyond-generation', { generation: 11_999 }],
      ['plan-beyond-consumption', { consumption: 10_799 }],
      ['self-use-share-of-generation', { generation: 18_001 }],
      ['self-use-share-of-consumption', { consumption: 36_001 }],
      ['on-grid-share', { onGrid: 3_001, generation: 15_000 }],
      ['plan-below-contract', { selfUse: 1_199, generation: 1_998, onGrid: 0, consumption: 3_996 }],
    ] as const
  ).map(([code, sums]) => [
    code,
    '/plan/1',
    ({ command }) => command.plan && Object.assign(command.plan[1]!, sums),
  ]);

describe('a new contract', () => {
  holdLadder('is proposed by the owner of the facility', proposal, propose, [
    ['not-found', '/facility', ({ command }) => (command.facility = 'f-00000000000000000000')],
    ['not-yours', '/facility', ({ context }) => (context.org = steel.id)],
    ['facility-imported', '/facility', (s) => imported(plant(s))],
    ['buyer-count', '/buyers', ({ command }) => command.buyers.splice(1)],
    [
      'buyer-repeated',
      '/buyers/2/organization',
      ({ command }) => command.buyers.push(command.buyers.at(-1)!),
    ],
    ['meter-missing', '/facility', (s) => plant(s).meters?.pop()],
    ...termsRules<ProposeContract>().slice(0, 5),
    [
      'id-taken',
      undefined,
      ({ entities }) => entities.set(contractEntity(deriveId('c', bySeller().id)), entity(inForce())),
    ],
  ]);

  const refused = (command: Partial<ProposeContract>, change: (s: Proposal) => unknown = () => {}) => {
    const situation = proposal(command);
    change(situation);
    return propose(situation);
  };

  it.each([...termsRules<ProposeContract>().slice(5), ...yearRules<ProposeContract>()])(
    'of a direct connection: %s at %s',
    (rejected, pointer, breakRule) => {
      expect(refused({}, breakRule)).toMatchObject({ rejected, pointer });
    },
  );

  it.each([
    'seller-as-buyer',
    'grid-as-buyer',
    'buyer-not-registered',
    'buyer-not-an-enterprise',
    'no-account',
  ])('%s', (rejected) => {
    const organization = {
      'seller-as-buyer': seller.id,
      'grid-as-buyer': grid.id,
      'buyer-not-registered': nobody,
      'no-account': steel.id,
    }[rejected];
    const buyers = [
      { organization: zinc.id, meterPoint: '一号' },
      { organization: organization ?? bank.id, meterPoint: '二号' },
    ];
    const outcome = refused({ buyers }, ({ entities }) =>
      entities.set(organizationEntity(steel.id), entity({ name: '远联钢铁', roles: ['enterprise'] })),
    );
    expect(outcome).toMatchObject({ rejected, pointer: '/buyers/1/organization' });
  });

  const one = (organization: string) => [{ organization, meterPoint: '一号' }];
  const open = (): Partial<ProposeContract> => {
    const { plan: _none, ...rest } = proposal().command;
    return { ...rest, buyers: one(steel.id) };
  };
  const proposedAs = (command: Partial<ProposeContract>, change: (s: Proposal) => unknown = () => {}) => {
    const situation = proposal(command);
    delete situation.command.plan;
    if (command.plan) situation.command.plan = command.plan;
    change(situation);
    return propose(situation);
  };

  it('sells tradable power, metered on the grid, where it is no direct connection', () => {
    const bilateral = { ...open(), kind: 'bilateral' as const };
    expect(proposedAs(bilateral)).toMatchObject({ type: 'contract.proposed', sealed: terms().sealed });
    expect(proposedAs({ ...bilateral, megawattHours: [1] })).toMatchObject({ type: 'contract.proposed' });
    expect(proposedAs({ ...bilateral, plan: plan() })).toMatchObject({ rejected: 'plan-not-applicable' });
    expect(proposedAs(bilateral, (s) => plant(s).meters?.shift())).toMatchObject({
      rejected: 'meter-missing',
    });
    const hydro = (s: Proposal) => Object.assign(plant(s), { technology: 'hydro', marketBased: false });
    expect(proposedAs(bilateral, hydro)).toMatchObject({
      rejected: 'power-not-tradable',
      seen: { why: expect.any(String) },
    });
    expect(proposedAs({ ...open(), kind: 'direct-single', plan: plan() }, hydro)).toMatchObject({
      type: 'contract.proposed',
    });
    expect(proposedAs({ ...bilateral, buyers: one(seller.id) })).toMatchObject({
      rejected: 'seller-as-buyer',
    });
  });

  it('is multi-year where its name says so, and between different owners of a direct connection', () => {
    const short = { ...open(), megawattHours: Array<number>(23).fill(100) };
    const seen = { months: 23, monthsMin: 24 };
    expect(proposedAs({ ...short, kind: 'multi-year' })).toMatchObject({
      rejected: 'contract-too-short',
      seen,
    });
    expect(proposedAs({ ...short, kind: 'direct-single', plan: plan() })).toMatchObject({
      rejected: 'contract-too-short',
    });
    const own = { ...short, kind: 'direct-single' as const, plan: plan(), buyers: one(seller.id) };
    expect(proposedAs(own)).toMatchObject({ type: 'contract.proposed' });
  });

  it('keeps the 35 % of 2030, and says what it saw', () => {
    const from = '2030-01';
    const sums = { generation: 8000, selfUse: 7000, onGrid: 1000, consumption: 20_000 };
    const years = [2030, 2031].map((year) => ({ year, ...sums }));
    expect(refused({ from, plan: years })).toMatchObject({ type: 'contract.proposed' });
    years[1]!.consumption = 20_001;
    expect(refused({ from, plan: years })).toMatchObject({
      rejected: 'self-use-share-of-consumption',
      pointer: '/plan/1',
      seen: { year: 2031, basisPoints: 3499, bound: 3500 },
    });
  });

  it('of the longest curve, the most buyers and the longest words is a leaf', () => {
    const many = proposal({
      from: '2026-01',
      megawattHours: Array<number>(CONTRACT_MONTHS_MAX).fill(900_000_000),
      buyers: Array.from({ length: 20 }, (_, i) => ({
        organization: `o-${String(i).padStart(20, '0')}`,
        meterPoint: '计'.repeat(64),
      })),
      document: { sha256: 'd'.repeat(64), mediaType: 'application/pdf', bytes: 50_000_000 },
    });
    const volume = 12 * 900_000_000;
    many.command.megawattHours.fill(9_000_000);
    many.command.plan = Array.from({ length: 25 }, (_, i) => ({
      year: 2026 + i,
      generation: volume / 12,
      selfUse: volume / 15,
      onGrid: 0,
      consumption: volume / 12,
    }));
    for (const { organization } of many.command.buyers)
      many.entities.set(
        organizationEntity(organization),
        entity({ name: '企业', roles: ['enterprise'], account: 'a-00000000000000000000' }),
      );
    expectEvent(many, propose);
  });

  it('of a seller that is its own buyer is in force at once', () => {
    const situation = proposal({ kind: 'direct-single', buyers: one(seller.id) });
    const event = expectEvent(situation, propose);
    const [state] = [...advancedEntities(situation.entities, event).values()].map(
      (each) => each.state as ContractState,
    );
    expect([state?.pending, state?.versions.length]).toEqual([undefined, 1]);
  });
});

type Amendment = Situation<ContractTerms & { contract: string }>;
const amendment = (): Amendment => ({
  entities: new Map([...organizations, facilityAs(hongshan()), contractAs(inForce())]),
  candidates: [],
  command: { contract, ...terms(), plan: plan() },
  context: bySeller(),
});
const amend = ({ entities, command, context }: Amendment) =>
  decideProposeContractVersion(entities, command, context);
const stateIn = ({ entities }: Situation<unknown>) => read(entities, contractEntity(contract))!.state;

describe('an amendment', () => {
  holdLadder('is proposed by the seller', amendment, amend, [
    ['not-found', undefined, ({ command }) => (command.contract = 'c-00000000000000000000')],
    ['not-found', undefined, ({ context }) => (context.org = stranger.id)],
    ['not-yours', undefined, ({ context }) => (context.org = steel.id)],
    ['contract-pending', undefined, (s) => (stateIn(s).pending = { ...versionOf(2), signed: [seller.id] })],
    ['too-many-versions', undefined, (s) => (stateIn(s).lastVersion = CONTRACT_VERSIONS_MAX)],
    ['amendment-before-contract', '/from', (s) => (stateIn(s).versions[0]!.from = '2031-10')],
    ['amendment-of-settled-month', '/from', (s) => (stateIn(s).settledThrough = '2031-09')],
    ['no-volume', '/megawattHours', ({ command }) => (command.megawattHours = Array(24).fill(0))],
    ['delivery-before-connection', '/from', (s) => (plant(s).connectedOn = '2031-10-01')],
    ['delivery-too-far', '/from', ({ command }) => (command.from = '2031-09')],
    ['plan-needed', '/plan', ({ command }) => delete command.plan],
  ]);

  it('applies from the current month on at the earliest', () => {
    const at = (from: string, change: (s: Amendment) => unknown = () => {}) => {
      const situation = amendment();
      situation.command = { ...situation.command, ...terms(from) };
      change(situation);
      return amend(situation);
    };
    expect(at('2026-08')).toMatchObject({ type: 'contract.proposed', facts: { version: 2 } });
    expect(at('2026-07')).toMatchObject({ rejected: 'amendment-backdated', pointer: '/from' });
    expect(at('2026-08', (s) => (stateIn(s).settledThrough = '2026-08'))).toMatchObject({
      rejected: 'amendment-of-settled-month',
    });
    // Nothing is in force yet: there is nothing that it could change.
    expect(at('2026-07', (s) => (stateIn(s).versions = []))).toMatchObject({ type: 'contract.proposed' });
  });

  it('may be short where the contract as a whole is not', () => {
    const situation = amendment();
    const months = (megawattHours: number[]) => {
      situation.command = { ...situation.command, from: '2026-12', megawattHours, plan: plan() };
      situation.command.plan!.splice(2);
      return amend(situation);
    };
    // From 2026-01 to 2027-12.
    expect(months(Array(13).fill(10))).toMatchObject({ type: 'contract.proposed' });
    expect(months(Array(12).fill(10))).toMatchObject({
      rejected: 'contract-too-short',
      seen: { months: 23 },
    });
  });

  it('keeps the month before it, and replaces all after', () => {
    const state: ContractState = {
      ...inForce(),
      versions: [versionOf(1, '2026-01'), versionOf(2, '2026-06')],
    };
    state.versions[1]!.megawattHours = [7, 8];
    expect(
      ['2025-12', '2026-05', '2026-06', '2026-07', '2026-08'].map(
        (month) => volumeOf(state, month)?.megawattHours,
      ),
    ).toEqual([undefined, 100, 7, 8, undefined]);
  });
});

describe('signatures', () => {
  const command = { contract, version: 2 };
  const waiting = (org: string, signed = [seller.id]): Situation<typeof command> => ({
    entities: new Map([
      ...organizations,
      contractAs({ ...inForce(), pending: { ...versionOf(2), signed }, lastVersion: 2 }),
    ]),
    candidates: [],
    command: { ...command },
    context: contextOf(org, 'enterprise', 'own'),
  });
  type Signing = Situation<typeof command>;
  const sign = (s: Signing) => decideSignContract(s.entities, s.command, s.context);
  const decline = (s: Signing) =>
    decideDeclineContract(s.entities, { ...s.command, reason: '电价偏高' }, s.context);
  const common: Rule<typeof command>[] = [
    ['not-found', undefined, (s) => (s.command.contract = 'c-00000000000000000000')],
    ['not-found', undefined, ({ context }) => (context.org = stranger.id)],
    ['contract-not-pending', '/version', (s) => (s.command.version = 3)],
    ['contract-not-pending', '/version', (s) => delete stateIn(s).pending],
  ];

  holdLadder('are given in turn', () => waiting(steel.id), sign, [
    ...common,
    ['already-signed', undefined, ({ context }) => (context.org = seller.id)],
    ['not-your-turn', undefined, ({ context }) => (context.org = zinc.id)],
    ['amendment-of-settled-month', '/version', (s) => (stateIn(s).settledThrough = '2026-12')],
  ]);
  holdLadder('are declined', () => waiting(zinc.id), decline, common);

  it('put the version in force with the last', () => {
    expect(sign(waiting(steel.id))).toMatchObject({ facts: { inForce: false } });
    expect(sign(waiting(zinc.id))).toEqual({ rejected: 'not-your-turn', seen: { turn: steel.id } });
    const last = waiting(zinc.id, [seller.id, steel.id]);
    const event = expectEvent(last, sign);
    expect(event.facts).toEqual({ ...command, inForce: true });
    const state = advancedEntities(last.entities, event).get(contractEntity(contract))!
      .state as ContractState;
    expect(state.versions.map(({ version, signedOn }) => [version, signedOn])).toEqual([
      [1, '2026-01-01'],
      [2, '2026-08-01'],
    ]);
    expect('pending' in state || 'signed' in state.versions[1]!).toBe(false);
  });

  it('may be taken back by the seller', () => {
    const event = expectEvent(waiting(seller.id), decline);
    const state = advancedEntities(waiting(seller.id).entities, event).get(contractEntity(contract))!.state;
    expect(state).toMatchObject({
      declined: { version: 2, by: seller.id, reason: '电价偏高' },
      lastVersion: 2,
    });
    expect(commitNamed('version 2')).toBe((state as ContractState).declined?.proposal);
  });
});
