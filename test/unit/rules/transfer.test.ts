/** Rules of transfers (DOMAIN §3), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import { accountEntity, transferEntity } from '../../../shared/ledger/entity.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import {
  decideEndTransfer,
  decideOfferTransfer,
  type OfferTransfer,
} from '../../../shared/units/offer-transfer.ts';
import type { TransferState } from '../../../shared/units/states.ts';
import { TRANSFER_ENDS, type TransferEnd } from '../../../shared/units/transfer.ts';
import { expectEvent, holdLadder, holdUnknownBatch, type Situation } from '../../support/ladder.ts';
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

describe('offer a transfer', () => holdUnknownBatch(offering, offer));
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

function ending(end: TransferEnd): Situation<undefined> {
  const state: TransferState = {
    from: sender.account,
    to: receiver.account,
    status: 'offered',
    quantity: 10,
    items: [{ batch, from: 91, to: 100 }],
  };
  const side = TRANSFER_ENDS[end].by === 'to' ? receiver : sender;
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

const ended = (status: TransferState['status']) => (situation: Situation<undefined>) => {
  const current = situation.entities.get(transferEntity(transfer));
  if (current)
    situation.entities.set(transferEntity(transfer), entity({ ...(current.state as TransferState), status }));
};

describe.each<[TransferEnd, typeof sender, typeof sender]>([
  ['accept', receiver, receiver],
  ['reject', receiver, sender],
  ['withdraw', sender, sender],
])('%s', (end, by, holder) => {
  const answer = ({ entities, context }: Situation<undefined>) =>
    decideEndTransfer(entities, transfer, end, context);
  const other = by === sender ? receiver : sender;

  holdLadder('end a transfer', () => ending(end), answer, [
    ['not-found', undefined, ({ entities }) => entities.delete(transferEntity(transfer))],
    ['not-found', undefined, ({ entities }) => entities.delete(accountEntity(by.account))],
    ['not-yours', undefined, ({ context }) => (context.org = other.id)],
    ['not-yours', undefined, ({ context }) => (context.org = 'a-stranger')],
    ['transfer-not-offered', undefined, ended('accepted')],
    ['transfer-not-offered', undefined, ended('rejected')],
    ['transfer-not-offered', undefined, ended('withdrawn')],
  ]);

  it('leaves the units with whom they belong, free again', () => {
    const situation = ending(end);
    const after = advancedEntities(situation.entities, expectEvent(situation, answer));
    expect(after.get(blockEntry(offered)[0])?.state).toEqual({
      batch,
      from: 91,
      to: 100,
      account: holder.account,
      status: 'held',
      since: commitNamed('this commit'),
      ...(end === 'accept' && { traded: true }),
    });
  });
});
