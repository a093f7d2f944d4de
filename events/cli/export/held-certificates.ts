/** The certificates of a registry's own facilities, read through its API, issuance by issuance. */
import * as z from 'zod';
import { chinaDate } from '../../../shared/base/day.ts';
import { TECHNOLOGIES } from '../../../shared/power/technology.ts';
import { quantityOf } from '../../../shared/units/block.ts';
import { FACILITY_INSTRUMENT } from '../../../shared/units/instrument.ts';
import {
  getV1BatchesIdBlocks,
  getV1Facilities,
  getV1FacilitiesIdBatches,
  getV1RetirementsId,
  getV1UnitsBatchSerialProvenance,
} from '../../client/operations.ts';
import { ask, every } from '../../client/request.ts';
import type { CertificateBlock, HeldCertificates } from '../../exchange/certificates/certificate-table.ts';
import { inOrder } from '../../exchange/in-order.ts';
import type { ApiClient } from '../api-client.ts';

/** An imported facility's technology may be none of ours; its certificates are left out unread. */
const Facility = z.object({
  id: z.string(),
  name: z.string(),
  technology: z.string(),
  connectedOn: z.string().optional(),
  capacityKilowatts: z.number().optional(),
});
const Technology = z.enum(TECHNOLOGIES);
const Batch = z.object({
  id: z.string(),
  instrument: z.string(),
  imported: z.boolean(),
  vintage: z.number(),
  issued: z.number(),
  energy: z.string().optional(),
  generated: z.object({ from: z.string(), to: z.string() }).optional(),
  validThrough: z.string().optional(),
});
/** Issued here, it has them all. */
const Issued = Batch.required();
const Block = z.object({
  from: z.number(),
  to: z.number(),
  status: z.string(),
  account: z.string(),
  since: z.string(),
});
const Retirement = z.object({ beneficiary: z.string(), at: z.string() });
/** From its last step back to its issuance. */
const Provenance = z.object({ steps: z.array(z.object({ at: z.string() })).min(1) });

/** The blocks of a batch that don't come to what was issued: somebody moved them while they were read. */
export class MovedError extends Error {}

/**
 * Certificates that the registry issued itself; imported ones are their own registry's to list.
 * @throws MovedError, RefusedError
 */
export async function* heldCertificates(client: ApiClient): AsyncGenerator<HeldCertificates> {
  for await (const { technology, ...facility } of every(client, getV1Facilities(), Facility))
    for await (const batch of every(client, getV1FacilitiesIdBatches(facility.id), Batch)) {
      if (batch.imported || batch.instrument !== FACILITY_INSTRUMENT) continue;
      const known = { ...facility, technology: Technology.parse(technology) };
      yield await issuanceOf(client, known, Issued.parse(batch));
    }
}

async function issuanceOf(
  client: ApiClient,
  facility: HeldCertificates['facility'],
  { id, vintage, issued, energy, generated, validThrough }: z.infer<typeof Issued>,
): Promise<HeldCertificates> {
  const found = inOrder(every(client, getV1BatchesIdBlocks(id), Block), (block) => blockOf(client, block));
  const blocks: CertificateBlock[] = [];
  let sum = 0;
  for await (const block of found) {
    blocks.push(block);
    sum += quantityOf(block);
  }
  if (sum !== issued) throw new MovedError(`${id}: ${sum} of ${issued}`);
  const { steps } = await ask(client, getV1UnitsBatchSerialProvenance(id, '1'), Provenance);
  const issuedOn = chinaDate(steps.at(-1)!.at);
  return { facility, batch: id, vintage, issued, energy, generated, validThrough, issuedOn, blocks };
}

async function blockOf(client: ApiClient, block: z.infer<typeof Block>): Promise<CertificateBlock> {
  const { from, to, status, account, since } = block;
  const told = { from, to, status, account };
  if (status !== 'retired') return told;
  const { beneficiary, at } = await ask(client, getV1RetirementsId(since), Retirement);
  return { ...told, retired: { beneficiary, retiredOn: chinaDate(at) } };
}
