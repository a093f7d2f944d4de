/** The parts of the registry's answers that the import reads. */
import * as z from 'zod';
import { ForeignIssuance } from '../../../shared/units/facts.ts';
import { getV1BatchesId, getV1BatchesIdBlocks } from '../../client/operations.ts';
import { ask, every } from '../../client/request.ts';
import type { RegistryClient } from '../registry-client.ts';
import type { Amounts } from '../row-reader.ts';

export const Organization = z.object({
  id: z.string(),
  account: z.string().optional(),
  foreign: z.object({ source: z.string(), name: z.string() }).optional(),
  /** At registration: the holders of a like name, in the client's language. */
  warnings: z.array(z.object({ detail: z.string() })).optional(),
});
export type Organization = z.infer<typeof Organization>;

export const Project = z.object({
  id: z.string(),
  name: z.string(),
  standard: z.string(),
  methodology: z.string(),
  category: z.string().optional(),
  type: z.string().optional(),
  developer: z.string(),
  /** For projects registered here. */
  code: z.string().optional(),
  origin: z.object({ source: z.string(), code: z.string() }).optional(),
  issued: z.number(),
});
export type Project = z.infer<typeof Project>;

export const Batch = z.object({
  id: z.string(),
  vintage: z.number(),
  issued: z.number(),
  /** False for batches that this registry issued itself. */
  imported: z.boolean(),
  foreign: ForeignIssuance.optional(),
});
export type Batch = z.infer<typeof Batch>;

const Block = z.object({ quantity: z.number(), status: z.string() });

/** What was made, of which no more is used. */
export const Made = z.object({ id: z.string() });

/** Units that are not retired, and not usable either. */
const GONE = ['cancelled', 'expired', 'retired-elsewhere'];

/**
 * Sums the blocks of a batch as they stand in the registry. Units retired elsewhere but not yet recorded so
 * count as neither: nobody may use them, and no certificate says for whom they were.
 */
export async function amountsOf(client: RegistryClient, batch: string): Promise<Amounts> {
  const { issued } = await ask(client, getV1BatchesId(batch), Batch);
  const amounts = { issued, retired: 0, remaining: 0 };
  for await (const { status, quantity } of every(client, getV1BatchesIdBlocks(batch), Block)) {
    if (status === 'retired') amounts.retired += quantity;
    else if (!GONE.includes(status)) amounts.remaining += quantity;
  }
  return amounts;
}
