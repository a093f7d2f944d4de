/** Rules of imported supply contracts, their generation and deliveries, in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import { deriveId } from '../../../shared/ledger/decision.ts';
import {
  accountEntity,
  batchEntity,
  blockEntity,
  certificateEntity,
  type Entity,
  type EntityId,
  facilityEntity,
  organizationEntity,
  read,
  registrationEntity,
  supplyEntity,
} from '../../../shared/ledger/entity.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import { carryOf, energyAccount } from '../../../shared/power/facility.ts';
import {
  type DeliverSupply,
  decideDeliverSupply,
  decideImportSupply,
  type ImportSupply,
} from '../../../shared/power/import-supply.ts';
import { decideImportGeneration, type ImportGeneration } from '../../../shared/power/imported-generation.ts';
import type { FacilityState, SupplyState } from '../../../shared/power/states.ts';
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
} from '../../support/states/states.ts';

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

/** One certificate otherwise. */
const change =
  (at: number, changed: Partial<ImportGeneration['certificates'][number]>) =>
  ({ command }: Situation<ImportGeneration>) =>
    (command.certificates = command.certificates.map((each, index) =>
      index === at ? { ...each, ...changed } : each,
    ));

const generating = (): Situation<ImportGeneration> => ({
  entities: new Map<EntityId, Entity>([
    ...seller.entities,
    [supplyEntity(supply), entity(contract)],
    [facilityEntity(facility), entity(plant)],
    [certificateEntity('filecoin', 'C-known'), entity({ kilowattHours: 400_000, drawn: 0 })],
    [certificateEntity('filecoin', 'C-drawn'), entity({ kilowattHours: 400_000, drawn: 1 })],
  ]),
  candidates: [],
  command: {
    supply,
    facility,
    period: TERMS.period,
    kilowattHours: 600_000,
    lanes: 4,
    certificates: [
      { number: 'C-1', kilowattHours: 500_000, drawn: 200_000 },
      { number: 'C-2', kilowattHours: 400_000, drawn: 400_000 },
    ],
  },
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
  [
    'certificates-not-the-volume',
    '/certificates',
    ({ command }) =>
      (command.certificates = [
        ...command.certificates,
        { number: 'C-3', kilowattHours: 7_000, drawn: 7_000 },
      ]),
  ],
  ['certificate-named-twice', '/certificates/1/number', change(1, { number: 'C-1' })],
  ['certificate-named-twice', '/certificates/1/number', change(1, { number: 'ｃ–１.' })],
  [
    'certificate-quantity-differs',
    '/certificates/1/kilowattHours',
    change(1, { number: 'C-known', kilowattHours: 400_001 }),
  ],
  ['certificate-drawn-out', '/certificates/1/drawn', change(1, { number: 'C-drawn' })],
  ['certificate-drawn-out', '/certificates/1/drawn', change(1, { number: 'Ｃ—DRAWN' })],
  ['more-retired-than-issued', '/retiredElsewhere', ({ command }) => (command.retiredElsewhere = 602)],
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
  [
    'too-many-certificates',
    '/certificates',
    ({ command }) => {
      const [first, second] = command.certificates;
      const more = Array.from({ length: 88 }, (_, i) => `${i} 号`.padEnd(99, '证'));
      const kilowattHours = 1000;
      command.certificates = [
        { ...first!, drawn: first!.drawn - more.length * 1000 },
        second!,
        ...more.map((number) => ({ number, kilowattHours, drawn: kilowattHours })),
      ];
    },
  ],
]);

describe('import generation', () => {
  it('counts what is taken of each certificate, shares of one among contracts', () => {
    const situation = generating();
    const event = expectEvent(situation, generate);
    const after = advancedEntities(situation.entities, event);
    const drawn = (number: string) => read(after, certificateEntity('filecoin', number))?.state;
    expect(drawn('C-1')).toEqual({ kilowattHours: 500_000, drawn: 200_000 });
    expect(drawn('C-2')).toEqual({ kilowattHours: 400_000, drawn: 400_000 });
    const other = generating();
    for (const [id, changed] of after) if (id.startsWith('certificate:')) other.entities.set(id, changed);
    other.command.kilowattHours = 300_000;
    other.command.certificates = [{ number: 'C-1', kilowattHours: 500_000, drawn: 300_000 }];
    const rest = advancedEntities(other.entities, expectEvent(other, generate));
    expect(read(rest, certificateEntity('filecoin', 'C-1'))?.state.drawn).toBe(500_000);
    other.command.kilowattHours += 1000;
    other.command.certificates = [{ number: 'C-1', kilowattHours: 500_000, drawn: 301_000 }];
    expect(generate(other)).toMatchObject({
      rejected: 'certificate-drawn-out',
      seen: { number: 'C-1', kilowattHours: 500_000, before: 200_000, wanted: 301_000 },
    });
  });

  it('tells certificates apart by the registry that issued them, however it is written', () => {
    expect(certificateEntity('a/b', 'c')).not.toBe(certificateEntity('a', 'b/c'));
  });

  it('of a contract of mixed technology takes any', () => {
    const situation = generating();
    situation.entities.set(supplyEntity(supply), entity({ ...contract, technology: 'mixed' }));
    for (const technology of ['wind', 'solar'] as const) {
      setPlant({ technology })(situation);
      expectEvent(situation, generate);
    }
  });

  it("fills the contract up to its volume, into the seller's account, and carries nothing", () => {
    const situation = generating();
    const event = expectEvent(situation, generate);
    const after = advancedEntities(situation.entities, event);
    expect(read(after, supplyEntity(supply))?.state).toMatchObject({
      issued: 1000,
      delivered: 100,
    });
    const held = read(after, facilityEntity(facility))!.state;
    expect(carryOf(energyAccount(held, 'on-grid'))).toBe(0);
    const born = deriveId('b', situation.context.id);
    expect(read(after, batchEntity(born))?.state).toMatchObject({
      instrument: 'IREC',
      vintage: 2021,
      issued: 600,
      imported: true,
      supply,
      generated: TERMS.period,
    });
    for (const from of [1, 151, 301, 451])
      expect(read(after, blockEntity(born, from))?.state).toMatchObject({
        to: from + 149,
        account: seller.account,
        status: 'held',
      });
  });
});

const delivering = (): Situation<DeliverSupply & { items: { batch: string; quantity: number }[] }> => {
  const candidates = blocksOf(seller.account, batch, 100);
  return {
    entities: new Map<EntityId, Entity>([
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
const deliver = ({ entities, candidates, command, context }: Delivering) =>
  decideDeliverSupply(entities, candidates, command, context);
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
    expect(read(after, supplyEntity(supply))?.state.delivered).toBe(110);
    expect(read(after, blockEntity(batch, 91))?.state).toMatchObject({
      to: 100,
      account: beneficiary.account,
      status: 'held',
    });
    expect(read(after, blockEntity(batch, 1))?.state).toMatchObject({
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
