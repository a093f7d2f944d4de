/** Rules of parcels (DOMAIN §2, 摸清资源底数), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import {
  decideRegisterParcel,
  decideWithdrawParcel,
  OUTLINE_TOLERANCE_METRES,
  type RegisterParcel,
  type WithdrawParcel,
} from '../../../shared/land/register-parcel.ts';
import type { ParcelState } from '../../../shared/land/states.ts';
import { deriveId } from '../../../shared/ledger/decision.ts';
import { organizationEntity, parcelEntity } from '../../../shared/ledger/entity.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import { expectEvent, holdLadder, type Situation } from '../../support/ladder.ts';
import { commitNamed, contextOf, entity, organizationNamed } from '../../support/states/states.ts';

const developer = organizationNamed('developer', ['developer']);
const holder = organizationNamed('holder');
const id = deriveId('l', commitNamed('this commit'));
const title = { sha256: 'a'.repeat(64), mediaType: 'application/pdf', bytes: 10 } as const;

const registering = (): Situation<RegisterParcel> => ({
  entities: new Map([...developer.entities, ...holder.entities]),
  candidates: [],
  command: {
    name: '四家子镇林地',
    type: 'forest',
    banner: '150430',
    holder: holder.id,
    areaSquareMetres: 1_000_000,
    boundary: 'b'.repeat(64),
    title,
  },
  context: contextOf(developer.id, 'developer', 'own'),
});
const register = ({ entities, command, context }: Situation<RegisterParcel>) =>
  decideRegisterParcel(entities, command, context);

it.each([
  ['150222', 27_768, '包头市'],
  ['150430', 90_021, '赤峰市'],
  ['150526', 59_535, '通辽市'],
  ['150622', 86_752, '鄂尔多斯市'],
] as const)('a parcel in %s is as large as its city at most, %i km²', (banner, squareKilometres, city) => {
  const limit = squareKilometres * 1_000_000;
  const of = (areaSquareMetres: number) => {
    const situation = registering();
    Object.assign(situation.command, { banner, areaSquareMetres });
    return register(situation);
  };
  expect(of(limit)).toMatchObject({ facts: { banner } });
  expect(of(limit + 1)).toMatchObject({
    rejected: 'parcel-too-large',
    seen: { areaSquareMetresMax: limit, city },
  });
});

const surveyed: ParcelState = { ...registering().command, registrant: developer.id, status: 'surveyed' };

holdLadder('register a parcel', registering, register, [
  [
    'not-a-registered-developer',
    undefined,
    ({ entities }) =>
      entities.set(organizationEntity(developer.id), entity({ name: 'x', roles: ['enterprise'] })),
  ],
  [
    'not-a-registered-developer',
    undefined,
    ({ entities }) => entities.delete(organizationEntity(developer.id)),
  ],
  ['not-found', '/holder', ({ entities }) => entities.delete(organizationEntity(holder.id))],
  ['boundary-no-area', '/boundary', ({ command }) => Object.assign(command, { areaSquareMetres: 0 })],
  [
    'parcel-too-large',
    '/boundary',
    ({ command }) => Object.assign(command, { areaSquareMetres: 90_021_000_001 }),
  ],
  [
    'parcel-outside-banner',
    '/banner',
    ({ command }) =>
      Object.assign(command, { stray: { position: [118.9, 42.2], metres: OUTLINE_TOLERANCE_METRES + 1 } }),
  ],
  ['id-taken', undefined, ({ entities }) => entities.set(parcelEntity(id), entity(surveyed))],
]);

const parcel = deriveId('l', commitNamed('parcel'));
const withdrawing = (): Situation<WithdrawParcel> => ({
  entities: new Map([[parcelEntity(parcel), entity({ ...surveyed })]]),
  candidates: [],
  command: { parcel, reason: '权属有争议' },
  context: contextOf(developer.id, 'developer', 'own'),
});
const withdraw = ({ entities, command, context }: Situation<WithdrawParcel>) =>
  decideWithdrawParcel(entities, command, context);

holdLadder('withdraw a parcel', withdrawing, withdraw, [
  ['not-found', undefined, ({ entities }) => entities.delete(parcelEntity(parcel))],
  ['not-found', undefined, ({ context }) => (context.org = holder.id)],
  [
    'parcel-withdrawn',
    undefined,
    ({ entities }) => {
      const found = entities.get(parcelEntity(parcel));
      if (found) Object.assign(found.state, { status: 'withdrawn' });
    },
  ],
]);

describe('a parcel', () => {
  it('is its registrant’s, with all that was said of it', () => {
    const situation = registering();
    const after = advancedEntities(situation.entities, expectEvent(situation, register));
    expect([...after]).toEqual([
      [parcelEntity(id), expect.objectContaining({ version: 1, state: surveyed })],
    ]);
  });

  it('stays as it was when it is withdrawn, but for its status', () => {
    const situation = withdrawing();
    const after = advancedEntities(situation.entities, expectEvent(situation, withdraw));
    expect(after.get(parcelEntity(parcel))).toMatchObject({
      version: 2,
      state: { ...surveyed, status: 'withdrawn' },
    });
  });
});
