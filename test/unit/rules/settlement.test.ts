/**
 * Rules of monthly settlement (DOMAIN §3), in the order in which they speak; and what it
 * comes to, line by line.
 */
import { describe, expect, it } from 'vitest';
import { opens } from '../../../shared/base/seal.ts';
import {
  blockEntity,
  consumptionEntity,
  contractEntity,
  type Entity,
  generationEntity,
  organizationEntity,
  read,
  settlementEntity,
} from '../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../shared/ledger/event.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import { isRejection } from '../../../shared/ledger/rejection.ts';
import { amountsOf, untolerated } from '../../../shared/power/amounts.ts';
import { decideSettleContract, type SettleContract } from '../../../shared/power/settle-contract.ts';
import type { ConsumptionState, FacilityState, GenerationState } from '../../../shared/power/states.ts';
import { expectEvent, holdLadder, type Situation } from '../../support/ladder.ts';
import { contract, facility, seller, steel, stranger, zinc } from '../../support/states/contract-states.ts';
import {
  batch,
  bilateral,
  blocksAre,
  contractIs,
  facilityId,
  MONTH,
  settling,
  stateIs,
} from '../../support/states/settlement-states.ts';
import { blocksOf, commitNamed, entity, idNamed } from '../../support/states/states.ts';

type S = Situation<SettleContract>;
const settle = ({ entities, candidates, command, context }: S) => {
  const outcome = decideSettleContract(entities, candidates, command, context);
  if (isRejection(outcome)) return outcome;
  const { amounts: _sealed, ...draft } = outcome;
  return draft;
};
const pending = { revision: 2, kilowattHours: 1 };
const selfUse = generationEntity(facility, MONTH, 'self-use');
const onGrid = generationEntity(facility, MONTH, 'on-grid');
const ofZinc = consumptionEntity(contract, MONTH, zinc.id);
const settled = entity({} as never) as Entity;
const project = idNamed('p', 'CCER');

holdLadder('settle a month', settling, settle, [
  ['not-found', undefined, ({ entities }) => entities.delete(contractEntity(contract))],
  ['not-found', undefined, ({ context }) => (context.org = stranger.id)],
  ['contract-not-in-force', undefined, contractIs({ versions: [] })],
  ['month-outside-contract', '/month', ({ command }) => (command.month = '2025-12')],
  [
    'month-settled',
    '/month',
    ({ entities, command }) => entities.set(settlementEntity(contract, command.month), settled),
  ],
  ['month-not-over', '/month', ({ context }) => (context.at = '2026-06-30T15:59:59.999Z')],
  ['generation-not-confirmed', '/month', ({ entities }) => entities.delete(selfUse)],
  ['reading-pending', '/month', stateIs<GenerationState>(selfUse, { pending })],
  ['reading-pending', '/month', stateIs<GenerationState>(onGrid, { pending })],
  [
    'generation-not-confirmed',
    '/month',
    (situation) => {
      for (const fedIn of [onGrid, generationEntity(facility, MONTH, 'mechanism-priced')])
        stateIs<GenerationState>(fedIn, { confirmed: undefined as never })(situation);
    },
  ],
  ['consumption-not-confirmed', '/month', ({ entities }) => entities.delete(ofZinc)],
  ['reading-pending', '/month', stateIs<ConsumptionState>(ofZinc, { pending })],
  // June 2026 counts, so the last day is in May 2028.
  [
    'month-expired',
    '/month',
    ({ context }) => {
      if (context.at > '2026-07') context.at = '2028-05-31T16:00:00.000Z';
    },
  ],
  [
    'month-frozen',
    '/month',
    stateIs<FacilityState>(facilityId, {
      frozen: { project, crediting: { from: '2026-06-30', to: '2030-01-01' } },
    }),
  ],
  [
    'month-frozen',
    '/month',
    stateIs<FacilityState>(facilityId, {
      credited: [{ report: `m-${'0'.repeat(20)}`, from: '2026-06-30', to: '2026-07-31' }],
    }),
  ],
  ['intervals-missing', '/month', ({ command }) => delete command.hours],
  ['no-account', undefined, ({ entities }) => entities.delete(organizationEntity(zinc.id))],
  [
    'amount-too-large',
    undefined,
    ({ command }) => (command.prices!.energyFenPerMegawattHour = Number.MAX_SAFE_INTEGER),
  ],
  [
    'delivery-in-too-many-blocks',
    undefined,
    blocksAre(...blocksOf(seller.account, batch, ...Array<number>(144).fill(1))),
  ],
]);

/** The event, and the entities after it. */
function happens(...changes: ((situation: S) => unknown)[]) {
  const situation = settling();
  for (const change of changes) change(situation);
  const event = expectEvent(situation, settle) as EventOfType<'contract.settled'>;
  return { event, facts: event.facts, after: advancedEntities(situation.entities, event), situation };
}

describe('what it comes to', () => {
  it('gives each user its share of the hours, and the certificates with it', () => {
    const { facts, after } = happens();
    expect(facts.deliveries).toMatchObject([
      {
        buyer: steel.id,
        account: steel.account,
        consumedKilowattHours: 72_000,
        allocatedKilowattHours: 72_000,
        megawattHours: 63,
        items: [{ batch, ranges: [{ from: 1, to: 63 }] }],
      },
      {
        buyer: zinc.id,
        account: zinc.account,
        consumedKilowattHours: 43_200,
        allocatedKilowattHours: 43_200,
        megawattHours: 37,
        items: [{ batch, ranges: [{ from: 64, to: 100, block: 1 }] }],
      },
    ]);
    expect(facts).toMatchObject({
      deliveredMegawattHours: 100,
      matchedKilowattHours: 115_200,
      onGridKilowattHours: 20_500,
    });
    expect(facts.shortfall).toBeUndefined();
    const blockAt = (from: number) => read(after, blockEntity(batch, from))?.state;
    expect(blockAt(1)).toMatchObject({ to: 63, account: steel.account, status: 'held', traded: true });
    expect(blockAt(64)).toMatchObject({ to: 100, account: zinc.account, status: 'held', traded: true });
    expect(blockAt(101)).toMatchObject({ to: 144, account: seller.account, status: 'held' });
    expect(blockAt(101)?.traded).toBeUndefined();
    expect(read(after, selfUse)?.state.delivered).toBe(100);
    const state = read(after, contractEntity(contract))?.state;
    expect(state?.settledThrough).toBe(MONTH);
    expect(state?.years?.['2026']).toEqual({
      generation: 164_500,
      selfUse: 144_000,
      onGrid: 20_500,
      consumption: 115_200,
    });
  });

  it('takes the largest blocks, and what it needs of the last', () => {
    const { facts } = happens(
      bilateral(144_000, 90_000),
      blocksAre(...blocksOf(seller.account, batch, 30, 50, 64)),
    );
    expect(facts.deliveries[0]?.items).toEqual([
      {
        batch,
        ranges: [
          { from: 81, to: 144 },
          { from: 31, to: 56 },
        ],
      },
    ]);
  });

  it("takes neither what was traded, nor another's, nor what is offered, nor of another month", () => {
    const [mine, traded, offered, anothers] = blocksOf(seller.account, batch, 40, 40, 40, 24);
    const other = blocksOf(seller.account, idNamed('b', 'May'), 50)[0]!;
    const blocks = [
      mine!,
      { ...traded!, state: { ...traded!.state, traded: true as const } },
      { ...offered!, state: { ...offered!.state, status: 'offered' as const } },
      { ...anothers!, state: { ...anothers!.state, account: zinc.account } },
      other,
    ];
    const { facts } = happens(bilateral(144_000, 90_000), blocksAre(...blocks));
    expect(facts.deliveries[0]?.items).toEqual([{ batch, ranges: [{ from: 1, to: 40 }] }]);
    expect(facts.shortfall).toEqual({ megawattHours: 60, side: 'seller' });
  });

  it('moves nothing where the seller is its own buyer', () => {
    const own = [{ organization: seller.id, meterPoint: '一号' }];
    const { facts, event } = happens(
      bilateral(144_000, 0),
      contractIs({ kind: 'direct-single', buyers: own }),
      ({ entities, context }) => {
        context.org = seller.id;
        const reading = read(entities, consumptionEntity(contract, MONTH, steel.id))!;
        const confirmed = { revision: 1, kilowattHours: 90_000 };
        entities.set(consumptionEntity(contract, MONTH, seller.id), {
          ...reading,
          state: { ...reading.state, buyer: seller.id, confirmed },
        });
      },
    );
    expect(facts.deliveries).toEqual([
      {
        buyer: seller.id,
        account: seller.account,
        megawattHours: 90,
        consumedKilowattHours: 90_000,
        allocatedKilowattHours: 90_000,
      },
    ]);
    expect(event.advances.some(({ entity: moved }) => moved.startsWith('block:'))).toBe(false);
  });

  /**
   * kWh generated, kWh consumed, MWh that others had, blocks; then MWh delivered and the shortfall's side.
   */
  it.each([
    ['all that was contracted', 144_000, 120_000, 0, [144], 100, undefined],
    ['what was generated', 80_999, 120_000, 0, [80], 80, 'seller'],
    ['what was consumed', 144_000, 80_999, 0, [144], 80, 'buyer'],
    ['as little as either side has', 80_000, 80_999, 0, [80], 80, 'both'],
    ['what other contracts left', 144_000, 120_000, 70, [74], 74, 'seller'],
    ['nothing where they had all', 144_000, 120_000, 144, [], 0, 'seller'],
    ['nothing where a correction left less than they had', 100_000, 120_000, 144, [], 0, 'seller'],
    ['what the seller has not sold away', 144_000, 90_000, 0, [20, 10], 30, 'seller'],
    ['what was consumed, of as many certificates', 144_000, 90_000, 0, [90], 90, 'buyer'],
    ['nothing where nothing was consumed', 144_000, 999, 0, [144], 0, 'buyer'],
  ] as const)('delivers %s', (_, generated, consumed, before, blocks, delivered, side) => {
    const { facts } = happens(
      bilateral(generated, consumed, before),
      blocksAre(...blocksOf(seller.account, batch, ...blocks)),
    );
    expect(facts.deliveredMegawattHours).toBe(delivered);
    expect(facts.shortfall).toEqual(side && { megawattHours: 100 - delivered, side });
    expect(facts.matchedKilowattHours).toBeUndefined();
    expect(facts.onGridKilowattHours).toBeUndefined();
  });

  it('says both where generation and consumption each suffice, but not in the same hours', () => {
    const { facts } = happens(({ command }) => {
      const half = 360;
      command.hours = {
        generation: [...Array<number>(half).fill(400), ...Array<number>(half).fill(0)],
        consumption: [100, 60].map((each) => [
          ...Array<number>(half).fill(each),
          ...Array<number>(half).fill(each),
        ]),
      };
    });
    expect(facts.matchedKilowattHours).toBe(57_600);
    expect(facts.deliveries.map(({ megawattHours }) => megawattHours)).toEqual([36, 21]);
    expect(facts.shortfall).toEqual({ megawattHours: 43, side: 'both' });
  });

  it('allocates no hour that storage discharged', () => {
    const { facts } = happens(
      stateIs<GenerationState>(selfUse, {
        confirmed: { revision: 1, kilowattHours: 144_000, dischargedKilowattHours: 134_000 },
      }),
    );
    expect(facts.deliveries.map(({ allocatedKilowattHours }) => allocatedKilowattHours)).toEqual([
      6250, 3750,
    ]);
    expect(facts).toMatchObject({ generatedKilowattHours: 10_000, deliveredMegawattHours: 9 });
  });

  it('names the most that one commit can hand over', () => {
    const situation = settling();
    bilateral(144_000, 144_000)(situation);
    blocksAre(...blocksOf(seller.account, batch, ...Array<number>(144).fill(1)))(situation);
    const refused = settle(situation);
    if (!isRejection(refused)) throw new Error('it fits');
    const { fits, wanted } = refused.seen as { fits: number; wanted: number };
    expect(wanted).toBe(100);
    const volumes = (volume: number) => (s: S) => {
      const { state } = read(s.entities, contractEntity(contract))!;
      contractIs({ versions: [{ ...state.versions[0]!, megawattHours: Array<number>(24).fill(volume) }] })(s);
      return settle(s);
    };
    expect(isRejection(volumes(fits)(situation))).toBe(false);
    expect(volumes(fits + 1)(situation)).toMatchObject({ rejected: 'delivery-in-too-many-blocks' });
  });
});

describe('what is owed', () => {
  const prices = { energyFenPerMegawattHour: 300, environmentalFenPerMegawattHour: 7 };
  const which = { contract, version: 1, month: MONTH, contractMegawattHours: 100 };
  const delivered = (side: 'seller' | 'buyer' | 'both') => ({
    deliveries: [
      { buyer: steel.id, consumedKilowattHours: 2, allocatedKilowattHours: 0, megawattHours: 60 },
      { buyer: zinc.id, consumedKilowattHours: 1, allocatedKilowattHours: 0, megawattHours: 30 },
    ],
    deliveredMegawattHours: 90,
    shortfall: { megawattHours: 10, side },
  });

  it('is energy and environmental value apart, and the deviation beyond the tolerance, by consumption', () => {
    const priced = { ...prices, deviationFenPerMegawattHour: 11 };
    const owed = { ...which, deviationToleranceBasisPoints: 599, prices: priced };
    expect(amountsOf(owed, delivered('seller'))).toEqual({
      contract,
      version: 1,
      month: MONTH,
      prices: priced,
      parts: [
        { buyer: steel.id, megawattHours: 60, energyFen: 18_000, environmentalFen: 420, deviationFen: 37 },
        { buyer: zinc.id, megawattHours: 30, energyFen: 9_000, environmentalFen: 210, deviationFen: 18 },
      ],
      deviation: { megawattHours: 5, fen: 55, owedBy: 'seller' },
    });
    expect(amountsOf(owed, delivered('buyer'))?.deviation?.owedBy).toBe('buyer');
    expect(amountsOf(owed, delivered('both'))?.deviation).toBeUndefined();
    expect(amountsOf({ ...owed, prices }, delivered('seller'))?.deviation).toBeUndefined();
    expect(
      amountsOf({ ...owed, deviationToleranceBasisPoints: 1000 }, delivered('seller'))?.deviation,
    ).toBeUndefined();
  });

  it.each([
    [100, 10, 0, 10],
    [100, 10, 599, 5],
    [100, 10, 600, 4],
    [100, 10, 1000, 0],
    [100, 10, 10_000, 0],
    [1_000_000_000, 1_000_000_000, 9_999, 100_000],
  ])('of %i MWh %i short at a tolerance of %i: %i', (contracted, short, tolerance, beyond) => {
    expect(untolerated(contracted, short, tolerance)).toBe(beyond);
  });

  it('is exact to the last fen that a number holds, and refused beyond', () => {
    const one = (energyFenPerMegawattHour: number) =>
      amountsOf(
        {
          ...which,
          contractMegawattHours: 1,
          deviationToleranceBasisPoints: 0,
          prices: { energyFenPerMegawattHour, environmentalFenPerMegawattHour: 0 },
        },
        {
          deliveries: [
            { buyer: steel.id, consumedKilowattHours: 1000, allocatedKilowattHours: 1000, megawattHours: 1 },
          ],
          deliveredMegawattHours: 1,
        },
      );
    expect(one(Number.MAX_SAFE_INTEGER)?.parts[0]?.energyFen).toBe(Number.MAX_SAFE_INTEGER);
    expect(one(Number.MAX_SAFE_INTEGER + 1)).toBeUndefined();
  });

  it('is what the seal commits to, and not settled without prices', () => {
    const { entities, candidates, command, context } = settling();
    const outcome = decideSettleContract(entities, candidates, command, context);
    if (isRejection(outcome)) throw new Error(outcome.rejected);
    expect(opens(outcome.sealed ?? '', outcome.amounts, '07'.repeat(32))).toBe(true);
    expect(outcome.amounts.parts.map(({ energyFen }) => energyFen)).toEqual([63 * 28_290, 37 * 28_290]);
    const { prices: _none, ...unpriced } = command;
    expect(() => decideSettleContract(entities, candidates, unpriced, context)).toThrow('has no prices');
  });
});

it('rests on the facility as it is: what freezes or confirms meanwhile comes before or after', () => {
  const { event, after, situation } = happens();
  const plant = situation.entities.get(facilityId)!;
  expect(event.advances.at(-1)).toEqual({ entity: facilityId, version: 2, prev: commitNamed('before') });
  expect(after.get(facilityId)?.state).toEqual(plant.state);
});
