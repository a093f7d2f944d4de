/**
 * Rules of cancelling certificates that a correction left without their kWh (DOMAIN §3), in the order
 * in which they speak.
 */
import { describe, expect, it } from 'vitest';
import {
  accountEntity,
  batchEntity,
  type Entity,
  type EntityId,
  facilityEntity,
} from '../../../shared/ledger/entity.ts';
import { type CancelOverIssued, decideCancelOverIssued } from '../../../shared/power/cancel-over-issued.ts';
import {
  expectEvent,
  holdLadder,
  holdUnknownBatch,
  type Rule,
  type Situation,
} from '../../support/ladder.ts';
import {
  changeFacility,
  FACILITY,
  facility,
  facilityEntities,
  owner,
  stranger,
} from '../../support/states/facility-states.ts';
import {
  block,
  blockEntry,
  commitNamed,
  contextOf,
  entity,
  idNamed,
  selectionRules,
} from '../../support/states/states.ts';

const batch = idNamed('b', 'batch');
const held = block({ batch, from: 1, to: 100, account: owner.account });
const batchOf = (changed: object) =>
  entity({
    instrument: 'GEC' as const,
    vintage: 2026,
    issued: 100,
    legacy: false,
    imported: false,
    facility: FACILITY,
    energy: 'on-grid' as const,
    ...changed,
  });
type Cancellation = CancelOverIssued & { items: { batch: string; quantity: number }[] };
const cancelling = (): Situation<Cancellation> => ({
  entities: new Map<EntityId, Entity>([
    // Fifteen short: 14.5 MWh that were issued are not there.
    ...facilityEntities(
      facility({ energy: { 'on-grid': { kilowattHours: 85_500, issued: 100, cancelled: 0 } } }),
    ),
    [batchEntity(batch), batchOf({})],
    blockEntry(held),
  ]),
  candidates: [held],
  command: {
    facility: FACILITY,
    energy: 'on-grid',
    account: owner.account,
    reason: '更正后多核发',
    items: [{ batch, quantity: 10 }],
  },
  context: contextOf(owner.id, 'generator', 'own'),
});
const cancel = ({ entities, candidates, command, context }: Situation<Cancellation>) =>
  decideCancelOverIssued(entities, candidates, command, context);

describe('cancel what was over-issued', () => holdUnknownBatch(cancelling, cancel));
holdLadder('cancel what was over-issued', cancelling, cancel, [
  ['not-found', undefined, ({ entities }) => entities.delete(facilityEntity(FACILITY))],
  ['not-yours', undefined, ({ entities }) => changeFacility(entities, { owner: stranger.id })],
  ['not-found', '/account', ({ command }) => (command.account = idNamed('a', 'nobody'))],
  ['not-yours', '/account', ({ command }) => (command.account = stranger.account)],
  [
    'not-the-owners-account',
    '/account',
    ({ entities }) => changeFacility(entities, { account: idNamed('a', 'x') }),
  ],
  ['nothing-over-issued', '/energy', ({ command }) => (command.energy = 'self-use')],
  [
    'not-of-this-generation',
    '/items/0/batch',
    ({ entities }) => entities.set(batchEntity(batch), batchOf({ energy: 'off-grid' })),
  ],
  ...selectionRules<Cancellation>(batch),
  [
    'cancellation-exceeds-open',
    '/items',
    ({ entities }) =>
      changeFacility(entities, {
        energy: { 'on-grid': { kilowattHours: 91_500, issued: 100, cancelled: 0 } },
      }),
  ],
] satisfies Rule<Cancellation>[]);

describe('cancel what was over-issued', () => {
  it('whole certificates, so the last one may leave kWh to carry; by the operator too', () => {
    const situation = cancelling();
    situation.command.items[0]!.quantity = 15;
    situation.context = {
      ...contextOf('lvzhang-operator', 'operator', 'any'),
      id: commitNamed('by the operator'),
    };
    expect(expectEvent(situation, cancel).facts).toMatchObject({ cause: 'over-issuance', quantity: 15 });
  });

  it("of mechanism-priced power, out of the account of the facility's province", () => {
    const ofProvince = (province: '13' | '15') => {
      const situation = cancelling();
      const { entities, command } = situation;
      const energy = { kilowattHours: 85_500, issued: 100, cancelled: 0 };
      changeFacility(entities, { energy: { 'mechanism-priced': energy } });
      entities.set(batchEntity(batch), batchOf({ energy: 'mechanism-priced' }));
      entities.set(accountEntity(owner.account), entity({ organization: stranger.id, province }));
      command.energy = 'mechanism-priced';
      situation.context = contextOf('lvzhang-operator', 'operator', 'any');
      return situation;
    };
    expect(expectEvent(ofProvince('15'), cancel).facts).toMatchObject({ quantity: 10 });
    expect(cancel(ofProvince('13'))).toMatchObject({ rejected: 'not-the-owners-account' });
    const ordinary = ofProvince('15');
    changeFacility(ordinary.entities, { account: stranger.account });
    expect(expectEvent(ordinary, cancel).facts).toMatchObject({ account: owner.account });
  });
});
