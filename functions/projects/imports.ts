/** Endpoints of imported projects and batches: other registries' projects, and their existing units. */
import * as z from 'zod';
import {
  AccountId,
  freeText,
  line,
  OrganizationId,
  ProjectOrigin,
  QUANTITY_MAX,
  Quantity,
  Vintage,
} from '../../shared/base/field.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import {
  accountEntity,
  batchEntity,
  type EntityId,
  organizationEntity,
  projectEntity,
  read,
  registrationEntity,
} from '../../shared/ledger/entity.ts';
import { CATEGORIES } from '../../shared/sinks/category.ts';
import { decideImportProject } from '../../shared/sinks/import-project.ts';
import { Standard } from '../../shared/sinks/standard.ts';
import { ForeignIssuance } from '../../shared/units/facts.ts';
import { foreignNames } from '../../shared/units/foreign-issuance.ts';
import { decideIssueUnits, type IssueUnits } from '../../shared/units/issue-units.ts';
import type { BatchState } from '../../shared/units/states.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { pager } from '../http/pager.ts';
import { byId, entityView } from '../http/require-entity.ts';
import { batchesList } from '../ledger/keys.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { recall } from '../ledger/remembered.ts';
import { addTo } from '../ledger/stored.ts';
import { BatchView, batchView, ProjectView, projectView } from '../views/project.ts';
import { ProjectPath } from './transition.ts';

const importProject = command({
  summary: '导入项目 Bring in a project that another registry registered',
  action: 'project.import',
  event: 'project.imported',
  body: () =>
    z.strictObject({
      name: freeText(300),
      standard: Standard,
      methodology: line(200),
      /** Our category, where the other registry's type is one of ours; a legacy import may leave it out. */
      category: z.enum(CATEGORIES).optional(),
      /** The other registry's own words for the project's type and place. */
      type: line(200).optional(),
      country: line(100).optional(),
      developer: OrganizationId,
      legacy: z.boolean().default(false),
      origin: ProjectOrigin,
    }),
  status: 201,
  reply: ProjectView,
  load: async ({ body: { developer, standard, origin } }, { reads, id }) => ({
    entities: await reads.entities([
      organizationEntity(developer),
      projectEntity(deriveId('p', id)),
      registrationEntity(standard, origin.code),
    ]),
  }),
  decide: ({ entities }, { body }, context) => decideImportProject(entities, body, context),
  view: ({ facts: { project, ...state } }) => ({
    json: projectView(project, 1, { ...state, status: 'imported', issued: 0 }),
    etag: 1,
  }),
});

const listBatches = pager({
  summary: '项目批次 Batches of a project',
  path: ProjectPath,
  item: BatchView,
  of: byId(projectEntity),
  page: ({ path, query: { limit, cursor } }, { reads }) =>
    reads.list<BatchState>(batchesList(path.id), limit, cursor),
  view: entityView(batchView),
});

const issueUnits = command({
  summary: '签发导入项目批次 Issue a batch of an imported project',
  action: 'units.issue',
  event: 'units.issued',
  path: ProjectPath,
  body: () =>
    z.strictObject({
      vintage: Vintage,
      quantity: Quantity,
      account: AccountId.optional(),
      /** The part retired in the other registry. Only this may the operator retire here. */
      retiredElsewhere: z.int().min(0).max(QUANTITY_MAX).default(0),
      /** The other registry's data of the issuance; by serial or day it is imported only once. */
      foreign: ForeignIssuance.optional(),
      lanes: z.int().min(1).max(90).default(1),
    }),
  status: 201,
  reply: BatchView,
  prepare: ({ path, body }) => ({ issue: { ...body, project: path.id } }),
  load: async ({ issue }, { reads, id }) => ({
    entities: await loadForIssue(reads, issue, batchEntity(deriveId('b', id))),
  }),
  decide: ({ entities }, { issue }, context) => decideIssueUnits(entities, issue, context),
  view: ({ facts: { batch, quantity, ...state } }) => ({
    json: batchView(batch, 1, { ...state, issued: quantity }),
    etag: 1,
  }),
});

/**
 * Loads the project, its developer, the receiving account, any entity at the batch's id, and what is known of
 * the other registry's issuances.
 */
async function loadForIssue(reads: LedgerReads, command: IssueUnits, batch: EntityId) {
  const { project: projectId, account } = command;
  const project = projectEntity(projectId);
  const entities = await reads.entities([project, batch, ...(account ? [accountEntity(account)] : [])]);
  const registered = read(entities, project);
  if (!registered) return entities;
  const developer = organizationEntity(registered.state.developer);
  addTo(entities, await reads.entities([...foreignNames(command), developer]));
  const own = read(entities, developer)?.state.account;
  return !account && own ? addTo(entities, await recall(reads, [accountEntity(own)])) : entities;
}

export const importEndpoints: Endpoints = {
  'POST /v1/projects/imports': importProject,
  'GET /v1/projects/{id}/batches': listBatches,
  'POST /v1/projects/{id}/issuances': issueUnits,
};
