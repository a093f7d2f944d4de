/** Lambda: batches and blocks, transfers and retirements. */
import * as z from 'zod';
import {
  type AccountState,
  accountEntity,
  type BatchState,
  batchEntity,
  blockEntity,
  type Entity,
  type EntityId,
  type TransferState,
  transferEntity,
} from '../shared/entity.ts';
import type { EventOfType } from '../shared/event.ts';
import { AccountId, BatchId, CommitId, line, Quantity, Serial } from '../shared/field.ts';
import { RetirementPurpose } from '../shared/purpose.ts';
import { decideRetireUnits } from '../shared/retirement.ts';
import type { Item } from '../shared/selection.ts';
import { decideSubdivideBlock } from '../shared/subdivision.ts';
import {
  decideOfferTransfer,
  decideSettleTransfer,
  SETTLEMENTS,
  type Settlement,
  serialsOf,
} from '../shared/transfer.ts';
import { CommitReceipt, commitReply } from './http/committed.ts';
import { type Endpoints, endpoint, handlerOf } from './http/endpoint.ts';
import { Paging, pageOf } from './http/paging.ts';
import { Problem } from './http/problem.ts';
import { loadForMoving } from './ledger/load.ts';
import { BatchView, batchView } from './views/project.ts';
import {
  BlockView,
  blockView,
  RetirementView,
  retirementView,
  SerialsView,
  TransferView,
  transferView,
} from './views/units.ts';
import { theWorld } from './world.ts';

const BatchPath = z.strictObject({ id: BatchId });
const TransferPath = z.strictObject({ id: CommitId });

/** `{batch, quantity}` or `{batch, from, to}`; both bounds belong to the range. */
const ItemBody = () =>
  z
    .strictObject({
      batch: BatchId,
      quantity: Quantity.optional(),
      from: Serial.optional(),
      to: Serial.optional(),
    })
    .refine(
      ({ quantity, from, to }) => (quantity === undefined) === (from !== undefined && to !== undefined),
      {
        error: 'give either quantity, or from and to; 填 quantity，或同时填 from 与 to',
      },
    )
    .refine(({ quantity, from, to }) => quantity === undefined || (from === undefined && to === undefined), {
      error: 'give either quantity, or from and to, not both; quantity 与 from/to 不可并用',
    })
    .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
      path: ['to'],
      error: 'to must not be less than from; to 不得小于 from',
    })
    .transform((item) => item as Item);

/** More items than one transaction holds actions can never be committed together. */
const Items = () => z.array(ItemBody()).min(1).max(100);

const readBatch = endpoint({
  summary: '查询批次 Read a batch',
  action: 'batch.read',
  path: BatchPath,
  status: 200,
  reply: BatchView,
  run: async ({ path }) => {
    const { version, state } = await requireBatch(path.id);
    return { headers: { etag: `"v${version}"` }, json: batchView(path.id, version, state) };
  },
});

async function requireBatch(id: string): Promise<Entity<BatchState>> {
  const entity = batchEntity(id);
  const found = (await theWorld().reads.entities([entity])).get(entity) as Entity<BatchState> | undefined;
  if (!found) throw new Problem('not-found', [{ parameter: 'id', detail: id }]);
  return found;
}

const listBlocks = endpoint({
  summary: '批次号段 Blocks of a batch, in serial order',
  action: 'batch.read',
  path: BatchPath,
  query: Paging,
  status: 200,
  reply: pageOf(BlockView),
  run: async ({ path, query }) => {
    await requireBatch(path.id);
    const page = await theWorld().reads.blocksOfBatch(path.id, query.limit, query.cursor);
    return { json: { items: page.items.map(blockView), ...(page.next && { next: page.next }) } };
  },
});

const subdivide = endpoint({
  summary: '拆分号段 Cut a block into several',
  action: 'block.subdivide',
  path: BatchPath,
  body: () =>
    z
      .strictObject({
        block: Serial,
        quantities: z.array(Quantity).min(2).max(99).optional(),
        lanes: z.int().min(2).max(99).optional(),
      })
      .refine(({ quantities, lanes }) => (quantities === undefined) !== (lanes === undefined), {
        error: 'give either quantities or lanes; quantities 与 lanes 须填其一',
      }),
  status: 200,
  reply: () => z.strictObject({ batch: z.string(), starts: z.array(z.int()), commit: CommitReceipt() }),
  commits: true,
  run: (request) => {
    const world = theWorld();
    const command = { ...request.body, batch: request.path.id };
    return commitReply<EventOfType<'block.subdivided'>>(
      world,
      request,
      async (context) => {
        const block = blockEntity(command.batch, command.block);
        const entities = await world.reads.entities([block]);
        const owner = (entities.get(block)?.state as { account?: string } | undefined)?.account;
        if (owner)
          for (const [id, account] of await world.reads.entities([accountEntity(owner)]))
            entities.set(id, account);
        return { entities, outcome: decideSubdivideBlock(entities, command, context) };
      },
      ({ facts }) => ({ json: { batch: facts.batch, starts: [facts.block, ...facts.starts] } }),
    );
  },
});

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
    const id = transferEntity(path.id);
    const found = (await reads.entities([id])).get(id) as Entity<TransferState> | undefined;
    if (!found) throw new Problem('not-found', [{ parameter: 'id', detail: path.id }]);
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

const retire = endpoint({
  summary: '注销 Retire units for a beneficiary',
  action: 'units.retire',
  body: () =>
    z.strictObject({
      account: AccountId,
      items: Items(),
      beneficiary: line(200),
      reason: line(500),
      purpose: RetirementPurpose.default('voluntary'),
    }),
  status: 201,
  reply: RetirementView,
  commits: true,
  run: (request) => {
    const world = theWorld();
    const { account, items } = request.body;
    return commitReply<EventOfType<'units.retired'>>(
      world,
      request,
      async (context, attempt, thorough) => {
        // The operator's guard asks the batches whether they are imports; a holder's retirement needs no such look.
        const batches = context.role === 'operator' ? items.map(({ batch }) => batchEntity(batch)) : [];
        const { entities, candidates } = await loadForMoving(
          world.reads,
          account,
          items,
          batches,
          attempt,
          thorough,
        );
        return { entities, outcome: decideRetireUnits(entities, candidates, request.body, context) };
      },
      (event) => ({ json: retirementView(event) }),
    );
  },
});

export const endpoints: Endpoints = {
  'GET /v1/batches/{id}': readBatch,
  'GET /v1/batches/{id}/blocks': listBlocks,
  'POST /v1/batches/{id}/subdivide': subdivide,
  'POST /v1/transfers': offerTransfer,
  'GET /v1/transfers/{id}': readTransfer,
  'POST /v1/transfers/{id}/accept': settleTransfer('accept', '受让 Accept a transfer'),
  'POST /v1/transfers/{id}/reject': settleTransfer('reject', '拒绝受让 Reject a transfer'),
  'POST /v1/transfers/{id}/withdraw': settleTransfer('withdraw', '撤回转让 Withdraw an offer'),
  'POST /v1/retirements': retire,
};

export const handler = handlerOf('units', endpoints);
