/** All VCUs of a registry as lines of Verra's list: a line for each block, under the serial numbers that it has there. */
import * as z from 'zod';
import { chinaDate } from '../../../shared/day.ts';
import { partOfSerial } from '../../../shared/foreign-serial.ts';
import type { ApiClient } from '../api-client.ts';
import { BENEFICIARY_NOT_STATED, isReasonNotStated } from '../import/sink-import.ts';
import { Batch } from '../import/sink-registry.ts';
import { VCU_COLUMNS, type VcuColumn, VERRA_CODE } from '../vcu-columns.ts';

const Project = z.object({
  id: z.string(),
  name: z.string(),
  standard: z.string(),
  methodology: z.string(),
  category: z.string().optional(),
  type: z.string().optional(),
  country: z.string().optional(),
  code: z.string().optional(),
  origin: z.object({ code: z.string() }).optional(),
});
type Project = z.infer<typeof Project>;
const Block = z.object({
  from: z.number(),
  to: z.number(),
  quantity: z.number(),
  status: z.string(),
  since: z.string(),
});
type Block = z.infer<typeof Block>;
const Retirement = z.object({
  beneficiary: z.string(),
  reason: z.string(),
  at: z.string(),
  foreign: z.object({ retiredOn: z.string(), details: z.string().optional() }).optional(),
});
/** From its last step back to its issuance. */
const Provenance = z.object({ steps: z.array(z.object({ at: z.string() })).min(1) });

export type VcuLine = { text: string } | { unrecorded: number };
type Cells = Partial<Record<VcuColumn, string>>;

/** The header, and then project by project, batch by batch; of one project where its code is given. */
export async function* vcuLines(client: ApiClient, code?: string): AsyncGenerator<VcuLine> {
  yield { text: VCU_COLUMNS.map(quoted).join(',') };
  for await (const project of client.list('/v1/projects', Project)) {
    if (project.standard !== 'VCS' || (code !== undefined && codeOf(project) !== code)) continue;
    const batches: Batch[] = [];
    for await (const batch of client.list(`/v1/projects/${project.id}/batches`, Batch)) batches.push(batch);
    for (const batch of batches) {
      const issued = await issuanceCells(client, project, batch, batches);
      for await (const block of client.list(`/v1/batches/${batch.id}/blocks`, Block)) {
        if (block.status === 'retired-elsewhere') yield { unrecorded: block.quantity };
        else yield { text: lineOf({ ...issued, ...(await blockCells(client, batch, block)) }) };
      }
    }
  }
}

const codeOf = ({ origin, code, id }: Project) => origin?.code ?? code ?? id;

async function issuanceCells(
  client: ApiClient,
  project: Project,
  batch: Batch,
  batches: readonly Batch[],
): Promise<Cells> {
  const { vintage, foreign = {} } = batch;
  const { period = { from: `${vintage}-01-01`, to: `${vintage}-12-31` } } = foreign;
  const code = codeOf(project);
  const ofVintage = batches.filter((each) => each.vintage === vintage);
  const { vintageTotal = ofVintage.reduce((sum, { issued }) => sum + issued, 0) } = foreign;
  return {
    'Issuance Date': foreign.issuedOn ?? chinaDate((await storyOf(client, batch.id, 1)).at(-1)!.at),
    'Sustainable Development Goals': foreign.goals ?? '',
    'Vintage Start': period.from,
    'Vintage End': period.to,
    ID: new RegExp(`^${VERRA_CODE}\\d+$`).test(code) ? code.slice(VERRA_CODE.length) : code,
    Name: project.name,
    'Country/Area': project.country ?? '',
    'Project Type': project.type ?? project.category ?? '',
    Methodology: project.methodology,
    'Total Vintage Quantity': grouped(vintageTotal),
    'Additional Certifications': foreign.certifications ?? '',
  };
}

async function blockCells(client: ApiClient, batch: Batch, block: Block): Promise<Cells> {
  const { from, to, quantity, status } = block;
  const serial = batch.foreign?.serial;
  const cells: Cells = {
    'Quantity Issued': grouped(quantity),
    // Ours are of a form of their own: the batch, and the first and last number in it.
    'Serial Number': serial ? partOfSerial(serial, batch.issued, from, to) : `${batch.id}-${from}-${to}`,
  };
  if (status === 'retired') return { ...cells, ...(await retirementCells(client, block)) };
  if (status !== 'cancelled') return cells;
  const [last] = await storyOf(client, batch.id, from);
  return {
    ...cells,
    'Retirement/Cancellation Date': chinaDate(last!.at),
    'Retirement Reason': 'Cancellation',
  };
}

async function retirementCells(client: ApiClient, { since }: Block): Promise<Cells> {
  const { beneficiary, reason, at, foreign } = await client.get(`/v1/retirements/${since}`, Retirement);
  return {
    'Retirement/Cancellation Date': foreign?.retiredOn ?? chinaDate(at),
    'Retirement Beneficiary': beneficiary === BENEFICIARY_NOT_STATED ? '' : beneficiary,
    'Retirement Reason': isReasonNotStated(reason) ? '' : reason,
    'Retirement Details': foreign?.details ?? '',
  };
}

const storyOf = async (client: ApiClient, batch: string, serial: number) =>
  (await client.get(`/v1/units/${batch}/${serial}/provenance`, Provenance)).steps;

const grouped = (quantity: number): string => String(quantity).replaceAll(/\B(?=(\d{3})+$)/g, ',');

const lineOf = (cells: Cells): string => VCU_COLUMNS.map((column) => quoted(cells[column] ?? '')).join(',');

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
