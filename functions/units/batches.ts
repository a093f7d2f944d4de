/** Endpoints of batches and their blocks. */
import * as z from 'zod';
import { BatchId, Quantity, Serial } from '../../shared/base/field.ts';
import { accountEntity, batchEntity, blockEntity, read } from '../../shared/ledger/entity.ts';
import { decideSubdivideBlock } from '../../shared/units/subdivide-block.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { pager } from '../http/pager.ts';
import { reader } from '../http/reader.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { byId, entityView } from '../http/require-entity.ts';
import { addTo } from '../ledger/stored.ts';
import { BatchView, batchView } from '../views/project.ts';
import { BlockView, blockView } from '../views/units.ts';

const BatchPath = z.strictObject({ id: BatchId });

const findBatch = byId(batchEntity);

const readBatch = reader({
  summary: '查询批次 Read a batch',
  path: BatchPath,
  reply: BatchView,
  find: findBatch,
  view: entityView(batchView),
});

const listBlocks = pager({
  summary: '批次号段 Blocks of a batch, in serial order',
  path: BatchPath,
  item: BlockView,
  of: findBatch,
  page: ({ path, query: { limit, cursor } }, { reads }) => reads.blocksOfBatch(path.id, limit, cursor),
  view: blockView,
});

const subdivide = command({
  summary: '拆分号段 Cut a block into several',
  action: 'block.subdivide',
  event: 'block.subdivided',
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
  prepare: ({ body, path }) => ({ cut: { ...body, batch: path.id } }),
  load: async ({ cut }, { reads }) => {
    const block = blockEntity(cut.batch, cut.block);
    const entities = await reads.entities([block]);
    const owner = read(entities, block)?.state.account;
    if (owner) addTo(entities, await reads.entities([accountEntity(owner)]));
    return { entities };
  },
  decide: ({ entities }, { cut }, context) => decideSubdivideBlock(entities, cut, context),
  view: ({ facts }) => ({ json: { batch: facts.batch, starts: [facts.block, ...facts.starts] } }),
});

export const batchEndpoints: Endpoints = {
  'GET /v1/batches/{id}': readBatch,
  'GET /v1/batches/{id}/blocks': listBlocks,
  'POST /v1/batches/{id}/subdivide': subdivide,
};
