/** All VCUs of a registry as lines of Verra's list: a line for each block, under its serial numbers there. */
import * as z from 'zod';
import { chinaDate } from '../../../shared/base/day.ts';
import { partOfSerial } from '../../../shared/units/foreign-serial.ts';
import { BENEFICIARY_NOT_STATED, isReasonNotStated } from '../../exchange/not-stated.ts';
import { NOT_STATED, VCU_COLUMNS, type VcuColumn, VERRA_STANDARD } from '../../exchange/vcu-columns.ts';
import type { ApiClient } from '../api-client.ts';
import { Batch } from '../import/sink-registry.ts';

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
  /** True for records of retirements in another registry: `at` is then the day of the import. */
  imported: z.boolean(),
  foreign: z.object({ retiredOn: z.string(), details: z.string().optional() }).optional(),
});
/** From its last step back to its issuance. */
const Provenance = z.object({ steps: z.array(z.object({ at: z.string() })).min(1) });

export type VcuLine = { text: string } | { unrecorded: number };
type Cells = Partial<Record<VcuColumn, string>>;

/** No project is known by that code. */
export class NoSuchProjectError extends Error {}

/**
 * The header, then project by project, batch by batch; only one project if its code is given, in
 * any of its forms.
 * @throws NoSuchProjectError before anything else
 */
export async function* vcuLines(client: ApiClient, code?: string): AsyncGenerator<VcuLine> {
  const projects: Project[] = [];
  for await (const project of client.list('/v1/projects', Project))
    if (project.standard === VERRA_STANDARD && (code === undefined || namesOf(project).includes(code)))
      projects.push(project);
  if (code !== undefined && projects.length === 0) throw new NoSuchProjectError(code);
  yield { text: VCU_COLUMNS.map(quoted).join(',') };
  for (const project of projects) yield* linesOf(client, project);
}

async function* linesOf(client: ApiClient, project: Project): AsyncGenerator<VcuLine> {
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

const codeOf = ({ origin, code, id }: Project) => origin?.code ?? code ?? id;

/** Its form in the column ID. */
function printedId(project: Project): string {
  const code = codeOf(project);
  return new RegExp(`^${VERRA_STANDARD}\\d+$`).test(code) ? code.slice(VERRA_STANDARD.length) : code;
}

/** A project's possible names: its code, the value of the column ID, its id here. */
const namesOf = (project: Project): string[] => [codeOf(project), printedId(project), project.id];

/**
 * The day of issuance; for an import only its registry's statement, for the day of the import is
 * no fact of it.
 */
async function issuanceDay(client: ApiClient, { id, imported, foreign }: Batch): Promise<string> {
  if (foreign?.issuedOn !== undefined) return foreign.issuedOn;
  return imported ? '' : chinaDate((await storyOf(client, id, 1)).at(-1)!.at);
}

async function issuanceCells(
  client: ApiClient,
  project: Project,
  batch: Batch,
  batches: readonly Batch[],
): Promise<Cells> {
  const { vintage, foreign = {} } = batch;
  const { period = { from: `${vintage}-01-01`, to: `${vintage}-12-31` } } = foreign;
  const ofVintage = batches.filter((each) => each.vintage === vintage);
  const { vintageTotal = ofVintage.reduce((sum, { issued }) => sum + issued, 0) } = foreign;
  return {
    'Issuance Date': await issuanceDay(client, batch),
    'Sustainable Development Goals': foreign.goals ?? '',
    'Vintage Start': period.from,
    'Vintage End': period.to,
    ID: printedId(project),
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
    // Serials of this registry have a form of their own: the batch, and the first and last number in it.
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
  const { beneficiary, reason, at, imported, foreign } = await client.get(
    `/v1/retirements/${since}`,
    Retirement,
  );
  return {
    // An empty day would mean that the units are live.
    'Retirement/Cancellation Date': foreign?.retiredOn ?? (imported ? NOT_STATED : chinaDate(at)),
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
