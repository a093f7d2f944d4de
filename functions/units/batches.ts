/** Endpoints of batches and their blocks. */
import * as z from 'zod';
import { BatchId, Quantity, Serial } from '../../shared/base/field.ts';
import { accountEntity, batchEntity, blockEntity } from '../../shared/ledger/entity.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { decideSubdivideBlock } from '../../shared/units/subdivide-block.ts';
import { CommitReceipt, commitReply } from '../http/committed.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { Paging, pageOf, pageReply } from '../http/paging.ts';
import { requireEntity } from '../http/require-entity.ts';
import { BatchView, batchView } from '../views/project.ts';
import { BlockView, blockView } from '../views/units.ts';
import { theWorld } from '../world.ts';

const BatchPath = z.strictObject({ id: BatchId });

const readBatch = endpoint({
  summary: '查询批次 Read a batch',
  action: 'batch.read',
  path: BatchPath,
  status: 200,
  reply: BatchView,
  run: async ({ path }) => {
    const { version, state } = await requireEntity(batchEntity(path.id));
    return { headers: { etag: `"v${version}"` }, json: batchView(path.id, version, state) };
  },
});

const listBlocks = endpoint({
  summary: '批次号段 Blocks of a batch, in serial order',
  action: 'batch.read',
  path: BatchPath,
  query: Paging,
  status: 200,
  reply: pageOf(BlockView),
  run: async ({ path, query }) => {
    await requireEntity(batchEntity(path.id));
    const page = await theWorld().reads.blocksOfBatch(path.id, query.limit, query.cursor);
    return pageReply(page, blockView);
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
    return commitReply(
      world,
      request,
      {
        load: async () => {
          const block = blockEntity(command.batch, command.block);
          const entities = await world.reads.entities([block]);
          const owner = (entities.get(block)?.state as { account?: string } | undefined)?.account;
          if (owner)
            for (const [id, account] of await world.reads.entities([accountEntity(owner)]))
              entities.set(id, account);
          return { entities };
        },
        decide: ({ entities }, context) => decideSubdivideBlock(entities, command, context),
      },
      ({ facts }: EventOfType<'block.subdivided'>) => ({
        json: { batch: facts.batch, starts: [facts.block, ...facts.starts] },
      }),
    );
  },
});

export const batchEndpoints: Endpoints = {
  'GET /v1/batches/{id}': readBatch,
  'GET /v1/batches/{id}/blocks': listBlocks,
  'POST /v1/batches/{id}/subdivide': subdivide,
};
