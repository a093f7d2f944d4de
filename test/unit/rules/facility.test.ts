/** Rules of facilities and provincial accounts (DOMAIN §3), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import { deriveId } from '../../../shared/ledger/decision.ts';
import {
  accountEntity,
  facilityEntity,
  meterEntity,
  organizationEntity,
  provinceEntity,
} from '../../../shared/ledger/entity.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import type { Role } from '../../../shared/ledger/role.ts';
import { facilityCodeEntity, facilityOriginEntity } from '../../../shared/power/facility.ts';
import { decideOpenAccount, type OpenAccount } from '../../../shared/power/provincial-account.ts';
import { decideRecordStorage, type RecordStorage } from '../../../shared/power/record-storage.ts';
import {
  decideImportFacility,
  decideRegisterFacility,
  type ImportFacility,
  type RegisterFacility,
} from '../../../shared/power/register-facility.ts';
import { expectEvent, holdLadder, type Situation } from '../../support/ladder.ts';
import {
  changeFacility,
  FACILITY,
  facility,
  facilityEntities,
  grid,
  owner,
} from '../../support/states/facility-states.ts';
import { commitNamed, contextOf, entity, idNamed, organizationNamed } from '../../support/states/states.ts';

const taken = entity({ holder: 'f-0' });
const operator = contextOf('lvzhang-operator', 'operator', 'any');
const born = commitNamed('this commit');
const authority = organizationNamed('authority', ['regulator']);
const roles = (id: string, given: Role[]) =>
  [organizationEntity(id), entity({ name: '机构', roles: given })] as const;

const opening = (): Situation<OpenAccount> => ({
  entities: new Map(authority.entities),
  candidates: [],
  command: { province: '15', organization: authority.id },
  context: { ...operator },
});

holdLadder(
  'open a provincial account',
  opening,
  ({ entities, command, context }) => decideOpenAccount(entities, command, context),
  [
    ['not-found', '/organization', ({ entities }) => entities.delete(organizationEntity(authority.id))],
    [
      'not-a-province-holder',
      '/organization',
      ({ entities }) => entities.set(...roles(authority.id, ['grid'])),
    ],
    ['provincial-account-opened', '/province', ({ entities }) => entities.set(provinceEntity('15'), taken)],
    ['id-taken', undefined, ({ entities }) => entities.set(accountEntity(deriveId('a', born)), taken)],
  ],
);

describe('open a provincial account', () => {
  it.each<[Role[], boolean]>([
    [['regulator'], true],
    [['enterprise'], true],
    [['generator', 'grid'], true],
    [['grid'], false],
    [['operator'], false],
    [['verifier'], false],
    [['verifier', 'enterprise'], false],
  ])('%s: %s', (given, may) => {
    const situation = opening();
    situation.entities.set(...roles(authority.id, given));
    const { entities, command, context } = situation;
    expect('type' in decideOpenAccount(entities, command, context)).toBe(may);
  });
});

const CODE = '1504022024000000A';
const registering = (): Situation<RegisterFacility & { meters: RegisterFacility['meters'][number][] }> => ({
  entities: new Map([...owner.entities, ...grid.entities]),
  candidates: [],
  command: {
    name: '红山产业园风储项目',
    technology: 'wind',
    banner: '150402',
    capacityKilowatts: 110_000,
    connectedOn: '2024-06-18',
    meters: [{ id: 'ON', kind: 'on-grid' }],
    grid: grid.id,
    code: CODE,
  },
  context: contextOf(owner.id, 'generator', 'own'),
});
const register = ({ entities, command, context }: ReturnType<typeof registering>) =>
  decideRegisterFacility(entities, command, context);

holdLadder('register a facility', registering, register, [
  [
    'not-a-registered-generator',
    undefined,
    ({ entities }) => entities.set(...roles(owner.id, ['enterprise'])),
  ],
  ['not-a-registered-generator', undefined, ({ entities }) => entities.delete(organizationEntity(owner.id))],
  ['not-found', '/grid', ({ command }) => (command.grid = idNamed('o', 'nobody'))],
  [
    'not-a-grid-company',
    '/grid',
    ({ entities, command }) => {
      command.grid = grid.id;
      entities.set(...roles(grid.id, ['enterprise']));
    },
  ],
  [
    'grid-is-owner',
    '/grid',
    ({ entities, command }) => {
      command.grid = owner.id;
      const both = { name: '机构', roles: ['generator', 'grid'] as Role[], account: owner.account };
      if (entities.has(organizationEntity(owner.id)))
        entities.set(organizationEntity(owner.id), entity(both));
    },
  ],
  // AT is eight in the morning of that day in China.
  ['connected-in-future', '/connectedOn', ({ command }) => (command.connectedOn = '2026-08-02')],
  ['market-based-not-hydro', '/marketBased', ({ command }) => (command.marketBased = false)],
  [
    'meter-named-twice',
    '/meters/2/id',
    ({ command }) => command.meters.push({ id: 'SU', kind: 'self-use' }, { id: 'ON', kind: 'storage' }),
  ],
  [
    'storage-half',
    '/storage/kilowattHours',
    ({ command }) => (command.storage = { kilowatts: 16_500, kilowattHours: 0 }),
  ],
  [
    'meter-taken',
    '/meters/0/id',
    ({ entities, command }) => entities.set(meterEntity(command.grid, 'ON'), taken),
  ],
  ['registration-already-taken', '/code', ({ entities }) => entities.set(facilityCodeEntity(CODE), taken)],
  ['id-taken', undefined, ({ entities }) => entities.set(facilityEntity(deriveId('f', born)), taken)],
]);

describe('register a facility', () => {
  it('connected today, by the generator, of its province; its code is held', () => {
    const situation = registering();
    situation.command.connectedOn = '2026-08-01';
    const event = expectEvent(situation, register);
    expect(event.facts).toMatchObject({ owner: owner.id, account: owner.account, province: '15' });
    expect(event.advances.map(({ entity: id }) => id)).toEqual([
      facilityEntity(deriveId('f', born)),
      meterEntity(grid.id, 'ON'),
      facilityCodeEntity(CODE),
    ]);
  });

  it('hydropower says whether it is market-based; without a code none is held', () => {
    const situation = registering();
    Object.assign(situation.command, { technology: 'hydro', marketBased: true });
    delete situation.command.code;
    expect(expectEvent(situation, register).advances).toHaveLength(2);
  });

  it("names the meter that another has; a meter of that number is another grid company's", () => {
    const situation = registering();
    const { entities, command } = situation;
    command.meters.push({ id: 'SU', kind: 'self-use' });
    entities.set(meterEntity(idNamed('o', 'another grid'), 'SU'), taken);
    expectEvent(situation, register);
    entities.set(meterEntity(grid.id, 'SU'), taken);
    expect(register(situation)).toMatchObject({
      rejected: 'meter-taken',
      pointer: '/meters/1/id',
      seen: { meter: 'SU', facility: 'f-0' },
    });
  });

  it('meters of whatever number have names of their own', () => {
    const names = ['a/b', 'a~1b', 'a~b', 'a~0b', 'a'].map((id) => meterEntity(grid.id, id));
    expect(new Set(names).size).toBe(5);
    for (const name of names) expect(name.split('/')).toHaveLength(2);
  });
});

const storing = (): Situation<RecordStorage> => ({
  entities: facilityEntities(facility({ storage: { kilowatts: 16_500, kilowattHours: 66_000 } })),
  candidates: [],
  command: { facility: FACILITY, storage: { kilowatts: 33_000, kilowattHours: 132_000 } },
  context: contextOf(owner.id, 'generator', 'own'),
});
const store = ({ entities, command, context }: ReturnType<typeof storing>) =>
  decideRecordStorage(entities, command, context);

holdLadder('record storage', storing, store, [
  ['not-found', undefined, ({ entities }) => entities.delete(facilityEntity(FACILITY))],
  ['not-yours', undefined, ({ context }) => (context.org = grid.id)],
  [
    'facility-imported',
    undefined,
    ({ entities }) => changeFacility(entities, { meters: undefined as never }),
  ],
  ['storage-half', '/kilowattHours', ({ command }) => (command.storage.kilowattHours = 0)],
]);

describe('record storage', () => {
  it('as it is now, once: enlarged, or gone', () => {
    const situation = storing();
    const event = expectEvent(situation, store);
    const after = advancedEntities(situation.entities, event).get(facilityEntity(FACILITY))?.state;
    expect(after).toMatchObject({ storage: { kilowatts: 33_000, kilowattHours: 132_000 } });
    situation.command.storage = { kilowatts: 16_500, kilowattHours: 66_000 };
    expect(store(situation)).toMatchObject({ rejected: 'storage-unchanged', pointer: '/kilowatts' });
    situation.command.storage = { kilowatts: 0, kilowattHours: 0 };
    expectEvent(situation, store);
    changeFacility(situation.entities, { storage: undefined as never });
    expect(store(situation)).toMatchObject({ rejected: 'storage-unchanged' });
    situation.command.storage.kilowattHours = 1;
    expect(store(situation)).toMatchObject({ rejected: 'storage-half', pointer: '/kilowatts' });
  });
});

const ORIGIN = { source: 'I-REC', code: 'CN-WIND-0001' };
const importing = (): Situation<ImportFacility> => ({
  entities: new Map(owner.entities),
  candidates: [],
  command: { name: 'Chifeng Wind Farm', technology: 'wind', owner: owner.id, origin: ORIGIN },
  context: { ...operator },
});

holdLadder(
  'import a facility',
  importing,
  ({ entities, command, context }) => decideImportFacility(entities, command, context),
  [
    ['not-found', '/owner', ({ entities }) => entities.delete(organizationEntity(owner.id))],
    ['no-account', '/owner', ({ entities }) => entities.set(...roles(owner.id, ['grid']))],
    [
      'registration-already-taken',
      '/origin/code',
      ({ entities }) => entities.set(facilityOriginEntity(ORIGIN), taken),
    ],
    ['id-taken', undefined, ({ entities }) => entities.set(facilityEntity(deriveId('f', born)), taken)],
  ],
);
