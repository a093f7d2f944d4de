/** Credits that a registry holds, read through its API, project by project. */
import * as z from 'zod';
import { eachBounded } from '../../../shared/base/bounded.ts';
import { chinaDate } from '../../../shared/base/day.ts';
import { Written } from '../../../shared/base/field.ts';
import { ForeignRetirement } from '../../../shared/units/facts.ts';
import { partOfSerial } from '../../../shared/units/foreign-serial.ts';
import {
  getV1BatchesIdBlocks,
  getV1OrganizationsId,
  getV1Projects,
  getV1ProjectsIdBatches,
  getV1RetirementsId,
  getV1UnitsBatchSerialProvenance,
} from '../../client/operations.ts';
import { all, ask, every } from '../../client/request.ts';
import type { HeldProject, HeldRetirement, HeldUnits } from '../../exchange/credits/held.ts';
import { isDeveloperNotStated } from '../../exchange/credits/project-cells.ts';
import { printedId } from '../../exchange/credits/verra-lines.ts';
import { byCode } from '../../exchange/credits/write-credits.ts';
import { Batch } from '../../exchange/import/sink-registry.ts';
import { BENEFICIARY_NOT_STATED, isReasonNotStated } from '../../exchange/not-stated.ts';
import type { ApiClient } from '../api-client.ts';

const Project = z.object({
  id: z.string(),
  name: z.string(),
  standard: z.string(),
  methodology: z.string(),
  category: z.string().optional(),
  type: z.string().optional(),
  country: z.string().optional(),
  developer: z.string(),
  code: z.string().optional(),
  origin: z
    .object({ code: z.string(), status: z.string().optional(), written: Written.optional() })
    .optional(),
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
  foreign: ForeignRetirement.optional(),
});
const Named = z.object({ name: z.string() });
/** From its last step back to its issuance. */
const Provenance = z.object({ steps: z.array(z.object({ at: z.string() })).min(1) });

/** No project is known by that code. */
export class NoSuchProjectError extends Error {}

/** A project, or units that are retired elsewhere and whose retirement isn't recorded here yet. */
export type Held = { project: HeldProject } | { unrecorded: number };

/** Batches of one project that are read at a time. */
const PARALLEL = 6;

/**
 * The projects of these standards by their numbers; only one of them if its code is given, in any of its
 * forms.
 * @throws NoSuchProjectError before anything else
 */
export async function* heldCredits(
  client: ApiClient,
  standards: readonly string[],
  code?: string,
): AsyncGenerator<Held> {
  const projects: Project[] = [];
  for await (const project of every(client, getV1Projects(), Project))
    if (standards.includes(project.standard) && (code === undefined || namesOf(project).includes(code)))
      projects.push(project);
  if (code !== undefined && projects.length === 0) throw new NoSuchProjectError(code);
  const ordered = projects.map((project) => ({ project, code: codeOf(project) })).sort(byCode);
  for (const { project } of ordered) yield* heldOf(client, project);
}

const codeOf = ({ origin, code, id }: Project): string => origin?.code ?? code ?? id;

/** A project's possible names: its code, the number in it, its id here. */
const namesOf = (project: Project): string[] => [codeOf(project), printedId(codeOf(project)), project.id];

async function* heldOf(client: ApiClient, project: Project): AsyncGenerator<Held> {
  const batches = await all(client, getV1ProjectsIdBatches(project.id), Batch);
  const units: HeldUnits[] = [];
  let unrecorded = 0;
  await eachBounded(batches, PARALLEL, async (batch) => {
    for await (const block of every(client, getV1BatchesIdBlocks(batch.id), Block)) {
      if (block.status === 'retired-elsewhere') unrecorded += block.quantity;
      else units.push(await unitsOf(client, batch, block, batches));
    }
  });
  if (unrecorded > 0) yield { unrecorded };
  const { name } = await ask(client, getV1OrganizationsId(project.developer), Named);
  yield { project: { ...describe(project), developer: isDeveloperNotStated(name) ? '' : name, units } };
}

const describe = (project: Project) => ({
  code: codeOf(project),
  name: project.name,
  standard: project.standard,
  type: project.type ?? project.category ?? '',
  methodology: project.methodology,
  country: project.country ?? '',
  status: project.origin?.status ?? '',
  written: project.origin?.written ?? {},
});

async function unitsOf(
  client: ApiClient,
  batch: Batch,
  block: Block,
  batches: readonly Batch[],
): Promise<HeldUnits> {
  const { id, vintage, foreign = {} } = batch;
  const { from, to, quantity } = block;
  const ofVintage = batches.filter((each) => each.vintage === vintage);
  const { vintageTotal = ofVintage.reduce((sum, { issued }) => sum + issued, 0) } = foreign;
  const retired = await retirementOf(client, batch, block);
  return {
    batch: id,
    vintage,
    quantity,
    // Serials of this registry have a form of their own: the batch, and the first and last number in it.
    serial: foreign.serial ? partOfSerial(foreign.serial, batch.issued, from, to) : `${id}-${from}-${to}`,
    issuedOn: await issuanceDay(client, batch),
    vintageTotal,
    foreign,
    ...(retired && { retired }),
  };
}

/**
 * The day of issuance; for an import only its registry's statement, for the day of the import is no fact of
 * it.
 */
async function issuanceDay(client: ApiClient, { id, imported, foreign }: Batch): Promise<string> {
  if (foreign?.issuedOn !== undefined) return foreign.issuedOn;
  return imported ? '' : chinaDate((await storyOf(client, id, 1)).at(-1)!.at);
}

async function retirementOf(
  client: ApiClient,
  batch: Batch,
  { from, status, since }: Block,
): Promise<HeldRetirement | undefined> {
  const nothing = { beneficiary: '', reason: '', details: '', account: '', written: {} };
  if (status === 'cancelled') {
    const [last] = await storyOf(client, batch.id, from);
    return { ...nothing, id: `${batch.id} ${from}`, retiredOn: chinaDate(last!.at), reason: 'Cancellation' };
  }
  if (status !== 'retired') return undefined;
  const { beneficiary, reason, at, imported, foreign } = await ask(
    client,
    getV1RetirementsId(since),
    Retirement,
  );
  return {
    ...nothing,
    id: since,
    retiredOn: foreign?.retiredOn ?? (imported ? '' : chinaDate(at)),
    beneficiary: beneficiary === BENEFICIARY_NOT_STATED ? '' : beneficiary,
    reason: isReasonNotStated(reason) ? '' : reason,
    details: foreign?.details ?? '',
    account: foreign?.account ?? '',
    written: foreign?.written ?? {},
  };
}

const storyOf = async (client: ApiClient, batch: string, serial: number) =>
  (await ask(client, getV1UnitsBatchSerialProvenance(batch, String(serial)), Provenance)).steps;
