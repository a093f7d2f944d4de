/** Rules of 工业园区绿色供电 (DOMAIN §3): storage or a document, use, load, nothing fed in; line by line. */
import { describe, expect, it } from 'vitest';
import { type Entity, facilityEntity, organizationEntity, read } from '../../../shared/ledger/entity.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import { isRejection } from '../../../shared/ledger/rejection.ts';
import { BUYERS_MAX, CONTRACT_MONTHS_MAX, type PlanYear } from '../../../shared/power/facts-contract.ts';
import { loadNeeded, storageNeeded } from '../../../shared/power/park-supply.ts';
import { decideProposeContract, type ProposeContract } from '../../../shared/power/propose-contract.ts';
import { decideSettleContract } from '../../../shared/power/settle-contract.ts';
import { decideSignContract } from '../../../shared/power/sign-contract.ts';
import { standingOf } from '../../../shared/power/standing.ts';
import type { ContractState, FacilityState, GenerationState } from '../../../shared/power/states.ts';
import { expectEvent, type Situation } from '../../support/ladder.ts';
import {
  contract,
  contractAs,
  facility,
  facilityAs,
  hongshan,
  inForce,
  organizations,
  seller,
  steel,
  terms,
  versionOf,
  zinc,
} from '../../support/states/contract-states.ts';
import { contractIs, facilityId, settling, stateIs } from '../../support/states/settlement-states.ts';
import { contextOf, entity } from '../../support/states/states.ts';

const buyers = [
  { organization: steel.id, meterPoint: '一号' },
  { organization: zinc.id, meterPoint: '二号' },
];
/** 2026-09 to 2028-08: four months, a year, eight months. */
const PLAN: PlanYear[] = [2026, 2027, 2028].map((year) => ({
  year,
  generation: 320_000,
  selfUse: 320_000,
  onGrid: 0,
  consumption: 640_000,
  curtailed: 20_000,
}));
const regulation = { sha256: 'e'.repeat(64), mediaType: 'application/pdf', bytes: 1000 } as const;

const STORAGE = { kilowatts: 16_500, kilowattHours: 66_000 };
const plantWith = (changes: Partial<FacilityState>): FacilityState => ({
  ...hongshan(),
  storage: STORAGE,
  ...changes,
});
const propose = (command: Partial<ProposeContract> = {}, plant: Partial<FacilityState> = {}) =>
  decideProposeContract(
    new Map<string, Entity>([...organizations, facilityAs(plantWith(plant))]),
    { kind: 'park-supply', facility, buyers, ...terms(), plan: PLAN, ...command },
    contextOf(seller.id, 'generator', 'own'),
  );
const codeOf = (outcome: ReturnType<typeof propose>) =>
  isRejection(outcome) ? outcome.rejected : 'proposed';

describe('storage', () => {
  it.each<[string, number, [kilowatts: number, kilowattHours: number] | undefined, boolean, boolean]>([
    ['红山: 110 MW, 16.5 MW / 66 MWh, exactly 15 % for 4 h', 110_000, [16_500, 66_000], false, true],
    ['松山: 150 MW, 30 MW / 120 MWh', 150_000, [30_000, 120_000], false, true],
    ['远景: 1,430 MW, 680 MWh where 858 are needed', 1_430_000, [214_500, 680_000], false, false],
    ['远景, with a document of equal regulation', 1_430_000, [214_500, 680_000], true, true],
    ['none at all', 110_000, undefined, false, false],
    ['none at all, with a document', 110_000, undefined, true, true],
    ['a kW less', 110_000, [16_499, 66_000], false, false],
    ['a kWh less', 110_000, [16_500, 65_999], false, false],
    ['more power for a shorter time, that gives the least for 4 h', 110_000, [33_000, 66_000], false, true],
    ['15 % that is no whole kW: the kW below', 110_001, [16_500, 66_001], false, false],
    ['15 % that is no whole kW: the kW above', 110_001, [16_501, 66_001], false, true],
  ])('%s', (_, capacityKilowatts, of, byDocument, holds) => {
    const storage = of && { kilowatts: of[0], kilowattHours: of[1] };
    const plant = { capacityKilowatts, storage: storage as never };
    const outcome = propose(byDocument ? { regulation } : {}, plant);
    expect(codeOf(outcome)).toBe(holds ? 'proposed' : 'storage-too-small');
    const standing = standingOf(
      {
        ...inForce(),
        kind: 'park-supply' as const,
        versions: [{ ...versionOf(1), ...(byDocument && { regulation }) }],
      },
      plantWith(plant),
      2026,
    );
    expect(standing.storage?.holds).toBe(holds);
  });

  it('says what is needed, and where a document goes', () => {
    expect(propose({}, { capacityKilowatts: 1_430_000 })).toMatchObject({
      pointer: '/regulation',
      seen: {
        kilowatts: 16_500,
        kilowattHours: 66_000,
        kilowattsMin: 214_500,
        kilowattHoursMin: 858_000,
      },
    });
    expect(storageNeeded(150_000)).toEqual({ kilowatts: 22_500, kilowattHours: 90_000 });
  });

  it('is there when the last party signs, too', () => {
    const entities = new Map<string, Entity>([
      ...organizations,
      facilityAs(plantWith({ storage: { kilowatts: 0, kilowattHours: 0 } })),
    ]);
    const sign = (pending: Partial<ContractState['pending']>) => {
      const version = { ...versionOf(1), ...pending, signed: [seller.id, steel.id] };
      const waiting = { ...inForce(), kind: 'park-supply' as const, versions: [], pending: version };
      entities.set(...contractAs(waiting));
      return decideSignContract(entities, { contract, version: 1 }, contextOf(zinc.id, 'enterprise', 'own'));
    };
    expect(sign({})).toMatchObject({ rejected: 'storage-too-small', pointer: '/version' });
    expect(sign({ regulation })).toMatchObject({ facts: { inForce: true } });
    entities.set(...facilityAs(plantWith({})));
    expect(sign({})).toMatchObject({ facts: { inForce: true } });
  });
});

describe('the plan', () => {
  const planned = (changes: Partial<PlanYear>, at = 1) =>
    propose({ plan: PLAN.map((year, index) => (index === at ? { ...year, ...changes } : year)) });

  it.each<[string, Partial<PlanYear>, string]>([
    ['just used to 90 %', { generation: 320_004, selfUse: 300_000, curtailed: 35_556 }, 'proposed'],
    ['a MWh more held back', { generation: 320_004, curtailed: 35_557 }, 'utilisation-too-low'],
    ['a MWh fed in', { generation: 320_001, onGrid: 1 }, 'fed-in'],
    ['a load of 500 GWh', { consumption: 500_000 }, 'proposed'],
    ['a MWh less', { consumption: 499_999 }, 'load-too-small'],
    ['more used than generated', { selfUse: 320_001 }, 'plan-beyond-generation'],
    ['more used than consumed', { consumption: 319_999 }, 'plan-beyond-consumption'],
    // 650号 has no say here: a thirtieth of the consumption is self-used.
    ['a small part of a great load', { consumption: 9_600_000 }, 'proposed'],
    ['less than the contract', { selfUse: 1_199 }, 'plan-below-contract'],
  ])('%s', (_, changes, code) => {
    expect(codeOf(planned(changes))).toBe(code);
  });

  it('has a load of a twelfth for each month of delivery', () => {
    expect([1, 4, 8, 12].map(loadNeeded)).toEqual([41_667, 166_667, 333_334, 500_000]);
    const selfUse = { selfUse: 100_000 };
    expect(codeOf(planned({ ...selfUse, consumption: 166_667 }, 0))).toBe('proposed');
    expect(planned({ ...selfUse, consumption: 166_666 }, 0)).toMatchObject({
      rejected: 'load-too-small',
      pointer: '/plan/0',
      seen: { year: 2026, months: 4, consumption: 166_666, megawattHoursMin: 166_667 },
    });
    expect(codeOf(planned({ consumption: 333_334 }, 2))).toBe('proposed');
  });

  it('names what is held back, and no other kind does', () => {
    const bare = PLAN.map(({ curtailed: _, ...year }) => year);
    expect(propose({ plan: bare })).toMatchObject({ rejected: 'plan-curtailment', pointer: '/plan/0' });
    expect(codeOf(propose({ kind: 'direct-multi' }))).toBe('plan-curtailment');
    expect(codeOf(propose({ kind: 'direct-multi', plan: bare }))).toBe('proposed');
    expect(propose({ kind: 'direct-multi', plan: bare, regulation })).toMatchObject({
      rejected: 'regulation-not-applicable',
      pointer: '/regulation',
    });
    const { plan: _, ...none } = { ...terms(), plan: PLAN };
    expect(codeOf(propose({ ...none, plan: undefined as never }))).toBe('plan-needed');
  });

  it('is long, of one buyer or of many, and the longest is a leaf', () => {
    const months = CONTRACT_MONTHS_MAX;
    expect(codeOf(propose({ megawattHours: Array<number>(23).fill(1), plan: PLAN }))).toBe(
      'contract-too-short',
    );
    expect(codeOf(propose({ buyers: buyers.slice(0, 1) }))).toBe('proposed');
    expect(codeOf(propose({ buyers: [] }))).toBe('buyer-count');
    const organizationOf = (i: number) => `o-${String(i).padStart(20, '0')}`;
    const many = Array.from({ length: BUYERS_MAX }, (_, i) => ({
      organization: organizationOf(i),
      meterPoint: '计'.repeat(64),
    }));
    const volume = 12 * 900_000_000;
    const situation: Situation<ProposeContract> = {
      entities: new Map<string, Entity>([
        ...organizations,
        facilityAs(plantWith({ capacityKilowatts: 100_000_000 })),
        ...many.map(({ organization }): [string, Entity] => [
          organizationEntity(organization),
          entity({ name: '企业', roles: ['enterprise'], account: 'a-00000000000000000000' }),
        ]),
      ]),
      candidates: [],
      command: {
        kind: 'park-supply',
        facility,
        buyers: many,
        ...terms('2026-01'),
        megawattHours: Array<number>(months).fill(9_000_000),
        document: { ...regulation, bytes: 50_000_000 },
        regulation: { ...regulation, bytes: 50_000_000 },
        plan: Array.from({ length: 25 }, (_, i) => ({
          year: 2026 + i,
          generation: volume / 12,
          selfUse: volume / 15,
          onGrid: 0,
          consumption: volume / 12,
          curtailed: 1_000_000,
        })),
      },
      context: contextOf(seller.id, 'generator', 'own'),
    };
    expectEvent(situation, ({ entities, command, context }) =>
      decideProposeContract(entities, command, context),
    );
  });
});

describe('a month', () => {
  const selfUse = `generation:${facility}/2026-06/self-use`;
  const onGrid = `generation:${facility}/2026-06/on-grid`;
  const reading = { revision: 1, kilowattHours: 144_000, dischargedKilowattHours: 0 };
  const held = (id: string, curtailedKilowattHours: number) =>
    stateIs<GenerationState>(id, { confirmed: { ...reading, curtailedKilowattHours } });

  const settled = (...changes: ((s: ReturnType<typeof settling>) => unknown)[]) => {
    const situation = settling();
    contractIs({ kind: 'park-supply' })(situation);
    stateIs<FacilityState>(facilityId, { storage: STORAGE })(situation);
    for (const change of changes) change(situation);
    const { entities, candidates, command, context } = situation;
    return { situation, outcome: decideSettleContract(entities, candidates, command, context) };
  };

  it('is settled once what was held back is recorded, even if it is nothing', () => {
    expect(settled().outcome).toMatchObject({ rejected: 'curtailment-not-recorded', pointer: '/month' });
    expect(settled(held(selfUse, 0)).outcome).toMatchObject({
      facts: { curtailedKilowattHours: 0, onGridKilowattHours: 20_500, deliveredMegawattHours: 100 },
    });
  });

  it('is shared by the hour among several users', () => {
    const { outcome } = settled(held(selfUse, 0), ({ command }) => delete command.hours);
    expect(outcome).toMatchObject({ rejected: 'intervals-missing' });
  });

  it('counts toward the year, with all kinds of energy and by the number of months', () => {
    const { situation, outcome } = settled(held(selfUse, 16_000), held(onGrid, 2_500));
    if (isRejection(outcome)) throw new Error(outcome.rejected);
    const { amounts: _sealed, kept: _kept, lacking: _lacking, ...draft } = outcome;
    const event = expectEvent(situation, () => draft);
    const after = advancedEntities(situation.entities, event);
    const state = read(after, `contract:${contract}`)!.state;
    expect(state.years).toEqual({
      '2026': {
        generation: 293_500,
        selfUse: 144_000,
        onGrid: 149_500,
        consumption: 115_200,
        curtailed: 18_500,
        months: 1,
      },
    });
    const plant = read(situation.entities, facilityEntity(facility))?.state;
    const { actual, storage } = standingOf(state, plant, 2026);
    expect(actual?.ratios).toMatchObject([
      { name: 'on-grid-of-generation', boundBasisPoints: 0, basisPoints: 5094, holds: false, grade: 'M' },
      { name: 'utilisation', boundBasisPoints: 9000, basisPoints: 9407, holds: true, grade: 'M' },
    ]);
    expect(actual?.load).toMatchObject({
      months: 1,
      consumption: 115_200,
      consumptionMin: 41_667_000,
      holds: false,
      grade: 'M',
    });
    expect(storage).toMatchObject({
      capacityKilowatts: 110_000,
      ...STORAGE,
      kilowattsMin: 16_500,
      kilowattHoursMin: 66_000,
      holds: true,
      grade: 'M',
      source: expect.stringContaining('工业园区绿色供电'),
    });
  });

  it('of another kind has none of it', () => {
    const { outcome } = settled(contractIs({ kind: 'direct-multi' }), held(selfUse, 5));
    if (isRejection(outcome)) throw new Error(outcome.rejected);
    expect(outcome.facts).not.toHaveProperty('curtailedKilowattHours');
  });
});

describe('the standing', () => {
  it('has the plan with its load, and every bound with its source and grade', () => {
    const state: ContractState = {
      ...inForce(),
      kind: 'park-supply',
      versions: [{ ...versionOf(1, '2026-09'), plan: PLAN }],
    };
    const { plan } = standingOf(state, plantWith({}), 2026);
    expect(plan?.load).toMatchObject({
      months: 4,
      consumption: 640_000,
      consumptionMin: 166_667,
      holds: true,
    });
    expect(plan?.megawattHours.curtailed).toBe(20_000);
    const direct = standingOf({ ...state, kind: 'direct-multi' }, plantWith({}), 2026);
    expect(direct.storage ?? direct.plan?.load).toBeUndefined();
    expect(direct.plan?.ratios.map(({ source, grade }) => [source, grade])).toEqual(
      Array(3).fill(['发改能源〔2025〕650号', 'H']),
    );
  });
});
