/** Rules of transfers (DOMAIN §3), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import { accountEntity, transferEntity } from '../../../shared/ledger/entity.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import {
  decideOfferTransfer,
  decideSettleTransfer,
  type OfferTransfer,
} from '../../../shared/units/offer-transfer.ts';
import type { TransferState } from '../../../shared/units/states.ts';
import { SETTLEMENTS, type Settlement } from '../../../shared/units/transfer.ts';
import { expectEvent, holdLadder, type Situation } from '../../support/ladder.ts';
import {
  batchEntry,
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

const sender = organizationNamed('sender');
const receiver = organizationNamed('receiver');
const batch = idNamed('b', 'batch');
const buffer = entity({ organization: receiver.id, buffer: idNamed('p', 'project') });

type Offer = OfferTransfer & { items: { batch: string; quantity: number }[] };
const offering = (): Situation<Offer> => {
  const candidates = blocksOf(sender.account, batch, 100);
  return {
    entities: new Map([
      ...sender.entities,
      ...receiver.entities,
      batchEntry(batch),
      ...candidates.map(blockEntry),
    ]),
    candidates,
    command: { from: sender.account, to: receiver.account, items: [{ batch, quantity: 10 }] },
    context: contextOf(sender.id, 'enterprise', 'own'),
  };
};
const offer = ({ entities, candidates, command, context }: Situation<Offer>) =>
  decideOfferTransfer(entities, candidates, command, context);

holdLadder('offer a transfer', offering, offer, [
  ['not-found', '/from', ({ entities }) => entities.delete(accountEntity(sender.account))],
  ['not-yours', '/from', ({ context }) => (context.org = receiver.id)],
  ['transfer-to-self', '/to', ({ command }) => (command.to = command.from)],
  ['not-found', '/to', ({ entities }) => entities.delete(accountEntity(receiver.account))],
  ['buffer-account', '/to', ({ entities }) => entities.set(accountEntity(receiver.account), buffer)],
  ...selectionRules<Offer>(batch),
]);

const transfer = commitNamed('transfer');
const offered = block({ batch, from: 91, to: 100, account: sender.account, status: 'offered', transfer });

function settling(settlement: Settlement): Situation<undefined> {
  const state: TransferState = {
    from: sender.account,
    to: receiver.account,
    status: 'offered',
    quantity: 10,
    items: [{ batch, from: 91, to: 100 }],
  };
  const side = SETTLEMENTS[settlement].by === 'to' ? receiver : sender;
  return {
    entities: new Map([
      ...sender.entities,
      ...receiver.entities,
      batchEntry(batch),
      blockEntry(offered),
      [transferEntity(transfer), entity(state)],
    ]),
    candidates: [],
    command: undefined,
    context: contextOf(side.id, 'enterprise', 'own'),
  };
}

const settled = (status: TransferState['status']) => (situation: Situation<undefined>) => {
  const current = situation.entities.get(transferEntity(transfer));
  if (current)
    situation.entities.set(transferEntity(transfer), entity({ ...(current.state as TransferState), status }));
};

describe.each<[Settlement, typeof sender, typeof sender]>([
  ['accept', receiver, receiver],
  ['reject', receiver, sender],
  ['withdraw', sender, sender],
])('%s', (settlement, by, holder) => {
  const settle = ({ entities, context }: Situation<undefined>) =>
    decideSettleTransfer(entities, transfer, settlement, context);
  const other = by === sender ? receiver : sender;

  holdLadder('settle a transfer', () => settling(settlement), settle, [
    ['not-found', undefined, ({ entities }) => entities.delete(transferEntity(transfer))],
    ['not-found', undefined, ({ entities }) => entities.delete(accountEntity(by.account))],
    ['not-yours', undefined, ({ context }) => (context.org = other.id)],
    ['not-yours', undefined, ({ context }) => (context.org = 'a-stranger')],
    ['transfer-not-offered', undefined, settled('accepted')],
    ['transfer-not-offered', undefined, settled('rejected')],
    ['transfer-not-offered', undefined, settled('withdrawn')],
  ]);

  it('leaves the units with whom they belong, free again', () => {
    const situation = settling(settlement);
    const after = advancedEntities(situation.entities, expectEvent(situation, settle));
    expect(after.get(blockEntry(offered)[0])?.state).toEqual({
      batch,
      from: 91,
      to: 100,
      account: holder.account,
      status: 'held',
      since: commitNamed('this commit'),
      ...(settlement === 'accept' && { traded: true }),
    });
  });
});
