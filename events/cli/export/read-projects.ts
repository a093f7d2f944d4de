/** The projects that a registry registered itself, with their units, read through its public routes. */
import * as z from 'zod';
import { chinaDate } from '../../../shared/base/day.ts';
import { ProjectId } from '../../../shared/base/field.ts';
import { CATEGORIES } from '../../../shared/sinks/category.ts';
import { standards } from '../../../shared/sinks/standard.ts';
import {
  getV1BatchesIdBlocks,
  getV1BatchesIdCertificateJson,
  getV1CommitsId,
  getV1FacilitiesId,
  getV1MonitoringReportsId,
  getV1OrganizationsId,
  getV1Projects,
  getV1ProjectsIdBatches,
  getV1RetirementsId,
} from '../../client/operations.ts';
import { ask, every } from '../../client/request.ts';
import { inOrder, once } from '../../exchange/in-order.ts';
import type {
  RegisteredBlock,
  RegisteredIssuance,
  RegisteredProject,
} from '../../exchange/registered-project.ts';
import type { ApiClient } from '../api-client.ts';

const Days = z.object({ from: z.string(), to: z.string() });
const Project = z.object({
  /** Names a folder of an export, so a registry may not give out paths. */
  id: ProjectId,
  name: z.string(),
  standard: z.string(),
  methodology: z.string(),
  category: z.enum(CATEGORIES).optional(),
  status: z.string(),
  facility: z.string().optional(),
  code: z.string().optional(),
  developer: z.string(),
  issued: z.number(),
  design: z.object({ crediting: Days, boundary: z.string(), comments: Days }).optional(),
  validation: z.object({ validator: z.string() }).optional(),
});
type Project = z.infer<typeof Project>;
const Batch = z.object({
  id: z.string(),
  vintage: z.number(),
  issued: z.number(),
  report: z.string().optional(),
});
const Block = z.object({
  from: z.number(),
  to: z.number(),
  status: z.string(),
  account: z.string(),
  since: z.string(),
});
const Report = z.object({ id: z.string(), period: Days, verifier: z.string().optional() });
const Retirement = z.object({ beneficiary: z.string(), reason: z.string() });
const Commit = z.object({ event: z.object({ at: z.string() }) });
const Named = z.object({ name: z.string() });
const Facility = z.object({ technology: z.string() });
/** Its leaves are the issuance and the project's registration, among others. */
const Certificate = z.object({ evidence: z.array(z.object({ leaf: z.string() })) });

/** A project, with the tonnes issued that its blocks have to add up to. */
export interface ReadProject {
  project: RegisteredProject;
  issued: number;
}

/** Gives a verification body, by its id and name here, the name that the reader of the export has for it. */
export type BodyName = (id: string, name: string) => string;

/** Project by project. Imported ones are their own registry's to report, and are left out. */
export async function* readProjects(client: ApiClient, bodyName: BodyName): AsyncGenerator<ReadProject> {
  const ownName = once(async (id) => (await ask(client, getV1OrganizationsId(id), Named)).name);
  const nameOf = async (id: string) => bodyName(id, await ownName(id));
  for await (const project of every(client, getV1Projects(), Project)) {
    const { code, design, validation, issued } = project;
    if (code === undefined || !design || !validation || issued === 0) continue;
    const issuances: RegisteredIssuance[] = [];
    for await (const batch of every(client, getV1ProjectsIdBatches(project.id), Batch))
      issuances.push(await issuanceOf(client, batch, nameOf));
    yield {
      issued,
      project: {
        ...(await describe(client, project)),
        code,
        crediting: design.crediting,
        boundary: design.boundary,
        // The days of comments begin with the publication.
        publishedOn: design.comments.from,
        developer: await ownName(project.developer),
        registeredOn: await leafDay(client, issuances[0]!.batch, 'project.registered'),
        validationBody: await nameOf(validation.validator),
        issuances,
      },
    };
  }
}

async function describe(client: ApiClient, project: Project) {
  const { id, name, standard, methodology, category = '' as const, status, facility } = project;
  const { technology } = facility
    ? await ask(client, getV1FacilitiesId(facility), Facility)
    : { technology: '' };
  const standardName = Object.entries(standards).find(([code]) => code === standard)?.[1].name.en ?? standard;
  return { id, name, standard, standardName, methodology, category, status, technology };
}

async function issuanceOf(
  client: ApiClient,
  { id, vintage, issued, report = '' }: z.infer<typeof Batch>,
  nameOf: (id: string) => Promise<string>,
): Promise<RegisteredIssuance> {
  const { period, verifier = '' } = await ask(client, getV1MonitoringReportsId(report), Report);
  const found = inOrder(every(client, getV1BatchesIdBlocks(id), Block), (block) => blockOf(client, block));
  const blocks: RegisteredBlock[] = [];
  for await (const block of found) blocks.push(block);
  const issuedOn = await leafDay(client, id, 'units.issued');
  const verificationBody = await nameOf(verifier);
  return {
    batch: id,
    vintage,
    issued,
    issuedOn,
    report: { id: report, ...period, verificationBody },
    blocks,
  };
}

async function blockOf(client: ApiClient, block: z.infer<typeof Block>): Promise<RegisteredBlock> {
  const { event } = await ask(client, getV1CommitsId(block.since), Commit);
  const told = { ...block, since: chinaDate(event.at) };
  if (block.status !== 'retired') return told;
  return { ...told, retired: await ask(client, getV1RetirementsId(block.since), Retirement) };
}

/** The day in China of a leaf that the batch's certificate has. */
async function leafDay(client: ApiClient, batch: string, type: string): Promise<string> {
  const { evidence } = await ask(client, getV1BatchesIdCertificateJson(batch), Certificate);
  const events = evidence.map(({ leaf }) => JSON.parse(leaf) as { type: string; at: string });
  const event = events.find((each) => each.type === type);
  return event ? chinaDate(event.at) : '';
}
