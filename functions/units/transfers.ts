/** Endpoints of transfers: offer, read, and the three ways to settle. */
import * as z from 'zod';
import { serialsOf } from '../../shared/block.ts';
import {
  type AccountState,
  accountEntity,
  blockEntity,
  type EntityId,
  type TransferState,
  transferEntity,
} from '../../shared/entity.ts';
import type { EventOfType } from '../../shared/event.ts';
import { AccountId, CommitId } from '../../shared/field.ts';
import {
  decideOfferTransfer,
  decideSettleTransfer,
  SETTLEMENTS,
  type Settlement,
} from '../../shared/transfer.ts';
import { CommitReceipt, commitReply } from '../http/committed.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { Problem } from '../http/problem.ts';
import { requireEntity } from '../http/require-entity.ts';
import { loadForMoving } from '../ledger/load.ts';
import { SerialsView, TransferView, transferView } from '../views/units.ts';
import { theWorld } from '../world.ts';
import { Items } from './items.ts';

const TransferPath = z.strictObject({ id: CommitId });

const offerTransfer = endpoint({
  summary: '转让要约 Offer units to another account',
  action: 'transfer.offer',
  body: () => z.strictObject({ from: AccountId, to: AccountId, items: Items() }),
  status: 201,
  reply: TransferView,
  commits: true,
  run: (request) => {
    const world = theWorld();
    const { from, to, items } = request.body;
    return commitReply<EventOfType<'units.offered'>>(
      world,
      request,
      async (context, attempt, thorough) => {
        const { entities, candidates } = await loadForMoving(
          world.reads,
          from,
          items,
          [accountEntity(to)],
          attempt,
          thorough,
        );
        return { entities, outcome: decideOfferTransfer(entities, candidates, request.body, context) };
      },
      ({ id, facts }) => {
        const { items: moved, ...parties } = facts;
        return {
          json: transferView(id, 1, { ...parties, status: 'offered', items: serialsOf(moved) }),
          etag: 1,
        };
      },
    );
  },
});

const readTransfer = endpoint({
  summary: '查询转让 Read a transfer',
  action: 'transfer.read',
  path: TransferPath,
  status: 200,
  reply: TransferView,
  run: async ({ path, identity, grant }) => {
    const { reads } = theWorld();
    const found = await requireEntity('transfer', transferEntity(path.id));
    if (grant.scope === 'own') {
      const parties = await reads.entities([accountEntity(found.state.from), accountEntity(found.state.to)]);
      const owners = [...parties.values()].map(({ state }) => (state as AccountState).organization);
      // To a stranger a transfer isn't there at all: that it exists is the parties' affair.
      if (!owners.includes(identity.org))
        throw new Problem('not-found', [{ parameter: 'id', detail: path.id }]);
    }
    return {
      headers: { etag: `"v${found.version}"` },
      json: transferView(path.id, found.version, found.state),
    };
  },
});

const settleTransfer = (settlement: Settlement, summary: string) =>
  endpoint({
    summary,
    action: `transfer.${settlement}`,
    path: TransferPath,
    status: 200,
    reply: () =>
      z.strictObject({
        id: z.string(),
        status: z.string(),
        serials: SerialsView(),
        version: z.int(),
        commit: CommitReceipt(),
      }),
    commits: true,
    run: (request) => {
      const world = theWorld();
      const transfer = request.path.id;
      return commitReply<EventOfType<'transfer.accepted'>>(
        world,
        request,
        async (context) => {
          const entities = await loadForSettling(transferEntity(transfer));
          return { entities, outcome: decideSettleTransfer(entities, transfer, settlement, context) };
        },
        ({ facts, advances }) => {
          const version = advances.at(-1)?.version ?? 0;
          const { status } = SETTLEMENTS[settlement];
          return { json: { id: transfer, status, serials: serialsOf(facts.items), version }, etag: version };
        },
      );
    },
  });

/** The transfer, its blocks and the accounts of both sides. */
async function loadForSettling(transfer: EntityId) {
  const { reads } = theWorld();
  const entities = await reads.entities([transfer]);
  const state = entities.get(transfer)?.state as TransferState | undefined;
  if (!state) return entities;
  const blocks = state.items.map(({ batch, from }) => blockEntity(batch, from));
  const further = await reads.entities([accountEntity(state.from), accountEntity(state.to), ...blocks]);
  return new Map([...entities, ...further]);
}

export const transferEndpoints: Endpoints = {
  'POST /v1/transfers': offerTransfer,
  'GET /v1/transfers/{id}': readTransfer,
  'POST /v1/transfers/{id}/accept': settleTransfer('accept', '受让 Accept a transfer'),
  'POST /v1/transfers/{id}/reject': settleTransfer('reject', '拒绝受让 Reject a transfer'),
  'POST /v1/transfers/{id}/withdraw': settleTransfer('withdraw', '撤回转让 Withdraw an offer'),
};
