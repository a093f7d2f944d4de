/** Rules of imported supply contracts, their generation and deliveries, in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import { deriveId } from '../../../shared/decision.ts';
import {
  accountEntity,
  batchEntity,
  blockEntity,
  facilityEntity,
  organizationEntity,
  read,
  registrationEntity,
  supplyEntity,
} from '../../../shared/entity.ts';
import { advancedEntities } from '../../../shared/evolve.ts';
import { carryOf, energyAccount, type FacilityState } from '../../../shared/power/facility.ts';
import { decideImportGeneration, type ImportGeneration } from '../../../shared/power/imported-generation.ts';
import {
  type DeliverSupply,
  decideDeliverSupply,
  decideImportSupply,
  type ImportSupply,
  type SupplyState,
} from '../../../shared/power/supply.ts';
import { expectEvent, holdLadder, type Situation } from '../../support/ladder.ts';
import {
  block,
  blockEntry,
  blocksOf,
  commitNamed,
  contextOf,
  entity,
  idNamed,
  organizationNamed,
  selectionRules,
} from '../../support/states.ts';

const seller = organizationNamed('seller');
const beneficiary = organizationNamed('beneficiary');
const operator = contextOf('lvzhang-operator', 'operator', 'any');
const supply = deriveId('c', commitNamed('supply'));
const facility = deriveId('f', commitNamed('facility'));
const batch = idNamed('b', 'batch');
const taken = entity({ holder: 'c-0' });

const TERMS: ImportSupply = {
  seller: seller.id,
  technology: 'wind',
  instrument: 'IREC',
  signedOn: '2022-02-07',
  deliverBy: '2022-05-30',
  period: { from: '2021-04-01', to: '2021-06-30' },
  megawattHours: 1000,
  origin: { source: 'filecoin', code: 'SP-1' },
};
const contract: SupplyState = { ...TERMS, account: seller.account, issued: 400, delivered: 100 };

const importing = (): Situation<ImportSupply> => ({
  entities: new Map(seller.entities),
  candidates: [],
  command: { ...TERMS },
  context: operator,
});
const importSupply = ({ entities, command, context }: Situation<ImportSupply>) =>
  decideImportSupply(entities, command, context);

holdLadder('import a supply contract', importing, importSupply, [
  ['not-found', '/seller', ({ entities }) => entities.delete(organizationEntity(seller.id))],
  [
    'no-account',
    '/seller',
    ({ entities }) =>
      entities.set(organizationEntity(seller.id), entity({ name: '核查', roles: ['verifier'] })),
  ],
  ['instrument-not-imported', '/instrument', ({ command }) => (command.instrument = 'GEC')],
  ['delivery-before-signing', '/deliverBy', ({ command }) => (command.deliverBy = '2022-02-06')],
  [
    'supply-already-imported',
    '/origin/code',
    // Under either instrument, so that it stays broken beside the rule of the instrument.
    ({ entities }) =>
      (['IREC', 'GEC'] as const).forEach((code) => {
        entities.set(registrationEntity(code, 'SP-1'), taken);
      }),
  ],
  [
    'id-taken',
    undefined,
    ({ entities, context }) => entities.set(supplyEntity(deriveId('c', context.id)), entity(contract)),
  ],
]);

describe('an instrument that is imported', () => {
  it.each(['CCER', 'VCU', 'GSVER'] as const)('is not %s, which projects issue', (instrument) => {
    const situation = importing();
    situation.command.instrument = instrument;
    expect(importSupply(situation)).toMatchObject({ rejected: 'instrument-not-imported' });
  });
});

const plant: FacilityState = {
  name: 'Longli',
  owner: beneficiary.id,
  account: beneficiary.account,
  technology: 'wind',
  origin: { source: 'filecoin', code: 'Longli' },
  energy: {},
  registered: commitNamed('facility'),
};
const setPlant =
  (change: Partial<FacilityState>, without?: 'origin') =>
  ({ entities }: Situation<unknown>) => {
    const state = { ...(entities.get(facilityEntity(facility))?.state as FacilityState), ...change };
    if (without) delete state[without];
    entities.set(facilityEntity(facility), entity(state));
  };

const generating = (): Situation<ImportGeneration> => ({
  entities: new Map([
    ...seller.entities,
    [supplyEntity(supply), entity(contract)],
    [facilityEntity(facility), entity(plant)],
  ]),
  candidates: [],
  command: { supply, facility, period: TERMS.period, kilowattHours: 600_000, lanes: 4 },
  context: operator,
});
const generate = ({ entities, command, context }: Situation<ImportGeneration>) =>
  decideImportGeneration(entities, command, context);

holdLadder('import generation', generating, generate, [
  ['not-found', undefined, ({ entities }) => entities.delete(supplyEntity(supply))],
  ['not-found', '/facility', ({ command }) => (command.facility = deriveId('f', commitNamed('none')))],
  ['facility-not-imported', '/facility', setPlant({}, 'origin')],
  ['technology-not-contracted', '/facility', setPlant({ technology: 'solar' })],
  [
    'generation-not-over',
    '/period',
    ({ command }) => (command.period = { from: '2026-07-01', to: '2026-08-01' }),
  ],
  ['not-whole-certificates', '/kilowattHours', ({ command }) => (command.kilowattHours += 1)],
  ['supply-volume-exceeded', '/kilowattHours', ({ command }) => (command.kilowattHours += 1000)],
  ['too-many-lanes', '/lanes', ({ command }) => (command.lanes = 602)],
  [
    'id-taken',
    undefined,
    ({ entities, context }) =>
      entities.set(
        batchEntity(deriveId('b', context.id)),
        entity({ instrument: 'IREC', vintage: 2021, issued: 1, legacy: false, imported: true }),
      ),
  ],
]);

describe('import generation', () => {
  it("fills the contract up to its volume, into the seller's account, and carries nothing", () => {
    const situation = generating();
    const event = expectEvent(situation, generate);
    const after = advancedEntities(situation.entities, event);
    expect(read(after, 'supply', supplyEntity(supply))?.state).toMatchObject({
      issued: 1000,
      delivered: 100,
    });
    const held = read(after, 'facility', facilityEntity(facility))!.state;
    expect(carryOf(energyAccount(held, 'on-grid'))).toBe(0);
    const born = deriveId('b', situation.context.id);
    expect(read(after, 'batch', batchEntity(born))?.state).toMatchObject({
      instrument: 'IREC',
      vintage: 2021,
      issued: 600,
      imported: true,
      supply,
      generated: TERMS.period,
    });
    for (const from of [1, 151, 301, 451])
      expect(read(after, 'block', blockEntity(born, from))?.state).toMatchObject({
        to: from + 149,
        account: seller.account,
        status: 'held',
      });
  });
});

const delivering = (): Situation<DeliverSupply & { items: { batch: string; quantity: number }[] }> => {
  const candidates = blocksOf(seller.account, batch, 100);
  return {
    entities: new Map([
      ...seller.entities,
      ...beneficiary.entities,
      [supplyEntity(supply), entity(contract)],
      [
        batchEntity(batch),
        entity({ instrument: 'IREC', vintage: 2021, issued: 400, legacy: false, imported: true, supply }),
      ],
      ...candidates.map(blockEntry),
    ]),
    candidates,
    command: { supply, to: beneficiary.account, items: [{ batch, quantity: 10 }] },
    context: operator,
  };
};
type Delivering = ReturnType<typeof delivering>;
const deliver = ({ entities, candidates, command }: Delivering) =>
  decideDeliverSupply(entities, candidates, command);
const setReceiver = (state: object) => (situation: Delivering) =>
  situation.entities.set(
    accountEntity(beneficiary.account),
    entity({ organization: beneficiary.id, ...state }),
  );

holdLadder('deliver a supply contract', delivering, deliver, [
  ['not-found', undefined, ({ command }) => (command.supply = deriveId('c', commitNamed('none')))],
  ['not-found', '/to', ({ command }) => (command.to = idNamed('a', 'nobody'))],
  ['transfer-to-self', '/to', ({ command }) => (command.to = seller.account)],
  ['buffer-account', '/to', setReceiver({ buffer: idNamed('p', 'project') })],
  ['delivery-to-province', '/to', setReceiver({ province: '15' })],
  [
    'not-of-this-supply',
    '/items/0/batch',
    ({ entities }) =>
      entities.set(
        batchEntity(batch),
        entity({ instrument: 'IREC', vintage: 2021, issued: 400, legacy: false, imported: true }),
      ),
  ],
  ...selectionRules<Delivering['command']>(batch),
  [
    'delivery-exceeds-issued',
    '/items',
    ({ entities }) => entities.set(supplyEntity(supply), entity({ ...contract, delivered: 391 })),
  ],
]);

describe('deliver a supply contract', () => {
  it("moves units out of the seller's account and counts them", () => {
    const situation = delivering();
    const event = expectEvent(situation, deliver);
    const after = advancedEntities(situation.entities, event);
    expect(read(after, 'supply', supplyEntity(supply))?.state.delivered).toBe(110);
    expect(read(after, 'block', blockEntity(batch, 91))?.state).toMatchObject({
      to: 100,
      account: beneficiary.account,
      status: 'held',
    });
    expect(read(after, 'block', blockEntity(batch, 1))?.state).toMatchObject({
      to: 90,
      account: seller.account,
    });
  });

  it('takes 98 blocks, and no more: the contract moves besides', () => {
    const delivered = (quantity: number) => {
      const situation = delivering();
      situation.candidates = Array.from({ length: 99 }, (_, i) =>
        block({ batch, from: 1 + i, to: 1 + i, account: seller.account }),
      );
      for (const candidate of situation.candidates) situation.entities.set(...blockEntry(candidate));
      situation.command.items = [{ batch, quantity }];
      return deliver(situation);
    };
    expect(delivered(98)).toMatchObject({ type: 'supply.delivered' });
    expect(delivered(99)).toMatchObject({ rejected: 'too-many-blocks', seen: { fits: 98 } });
  });
});
