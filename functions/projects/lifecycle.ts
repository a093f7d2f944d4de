/** Endpoints of a project's way from the reserve pool to registration, and of later status changes. */
import * as z from 'zod';
import { DocumentReference } from '../../shared/base/document.ts';
import { AgreementId, FacilityId, freeText, line, ParcelId } from '../../shared/base/field.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import {
  accountEntity,
  accreditationEntity,
  facilityEntity,
  organizationEntity,
  parcelEntity,
  projectEntity,
  read,
  registrationEntity,
} from '../../shared/ledger/entity.ts';
import type { Action } from '../../shared/ledger/role.ts';
import { decideApproveProject, decideBeginDevelopment } from '../../shared/sinks/develop-project.ts';
import { PARCELS_MAX, Treatments } from '../../shared/sinks/facts.ts';
import { decideMoveProject, MOVES, type Move } from '../../shared/sinks/move-project.ts';
import {
  bufferOf,
  decideRegisterProject,
  decideRequestRegistration,
} from '../../shared/sinks/register-project.ts';
import { decideReserveProject } from '../../shared/sinks/reserve-project.ts';
import { DevelopedStandard } from '../../shared/sinks/standard.ts';
import { decideValidateProject } from '../../shared/sinks/validate-project.ts';
import { requireDocuments } from '../documents/require.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { addTo } from '../ledger/stored.ts';
import { ProjectView, projectView } from '../views/project.ts';
import { loadPowerProject } from './certificates.ts';
import { publishDesign } from './publish.ts';
import { landAndAgreement, loadAlone, loadProject, transition } from './transition.ts';

const reserveProject = command({
  summary: '项目入储备库 Take a project into the reserve pool',
  action: 'project.reserve',
  event: 'project.reserved',
  body: () =>
    z.strictObject({
      name: freeText(300),
      standard: DevelopedStandard,
      methodology: line(200),
      parcels: z.array(ParcelId).min(1).max(PARCELS_MAX),
      /** Of a power project: the developer's own facility. */
      facility: FacilityId.optional(),
    }),
  status: 201,
  reply: ProjectView,
  load: async ({ body: { parcels, facility } }, { reads, id, org }) => {
    // Read before the parcels: a withdrawal in between marks the developer, and this commit is refused.
    const developer = await reads.entities([organizationEntity(org)]);
    const further = await reads.entities([
      projectEntity(deriveId('p', id)),
      ...parcels.map(parcelEntity),
      ...(facility === undefined ? [] : [facilityEntity(facility)]),
    ]);
    const fixed = new Set<string>(facility === undefined ? [] : [facilityEntity(facility)]);
    return { entities: new Map([...developer, ...further]), fixed };
  },
  decide: ({ entities }, { body }, context) => decideReserveProject(entities, body, context),
  // Two hundred parcels are too many to mark. Reservations and withdrawals keep the developer instead.
  counted: (_draft, _loaded, { identity }) => ({ kept: [organizationEntity(identity.org)] }),
  view: ({ facts: { project, ...state } }) => ({
    json: projectView(project, 1, { ...state, status: 'reserved', legacy: false, issued: 0 }),
    etag: 1,
  }),
});

const developProject = command({
  summary: '启动开发：须有生效的联合开发协议 Begin development under an agreement in force',
  action: 'project.develop',
  ...transition('development.begun'),
  body: () => z.strictObject({ agreement: AgreementId }),
  load: async ({ path, body }, { reads }) => ({
    entities: await loadProject(reads, path.id, (state) => landAndAgreement(state, body.agreement)),
  }),
  decide: ({ entities }, { path, body }, context) => decideBeginDevelopment(entities, path.id, body, context),
});

const approveProject = command({
  summary: '特别批准非林业 VCS 项目 Give a VCS project outside forestry its extra approval',
  action: 'project.approve',
  ...transition('project.approved'),
  body: () => z.strictObject({ document: DocumentReference }),
  load: loadAlone,
  decide: ({ entities }, { path, body }, context) => decideApproveProject(entities, path.id, body, context),
  confirm: ({ identity, body }) => requireDocuments(identity.org, [['/document', body.document]]),
});

const validateProject = command({
  summary: '审定：结论与逐条意见处理 Conclude the validation, with the treatment of each comment',
  action: 'project.validate',
  ...transition('project.validated'),
  body: () =>
    z.strictObject({
      document: DocumentReference,
      conclusion: z.enum(['positive', 'negative']),
      treatments: Treatments,
    }),
  load: async ({ path }, { reads, org }) => ({
    entities: await reads.entities([projectEntity(path.id), accreditationEntity(org)]),
  }),
  decide: ({ entities }, { path, body }, context) => decideValidateProject(entities, path.id, body, context),
  confirm: ({ identity, body }) => requireDocuments(identity.org, [['/document', body.document]]),
});

const requestRegistration = command({
  summary: '申请项目登记，附唯一性承诺书 Ask for registration, with the commitment to uniqueness',
  action: 'project.request-registration',
  ...transition('registration.requested'),
  body: () => z.strictObject({ commitment: DocumentReference }),
  load: loadAlone,
  decide: ({ entities }, { path, body }, context) =>
    decideRequestRegistration(entities, path.id, body, context),
  confirm: ({ identity, body }) => requireDocuments(identity.org, [['/commitment', body.commitment]]),
});

const registerProject = command({
  summary: '登记项目 Register a project under its code',
  action: 'project.decide',
  ...transition('project.registered'),
  body: () => z.strictObject({ code: line(100) }),
  load: async ({ path, body }, { reads, id }) => {
    const { entities, fixed, past } = await loadPowerProject(reads, path.id);
    const state = read(entities, projectEntity(path.id))?.state;
    const buffer = state && bufferOf(state.methodology, id);
    const named = [
      ...(state ? [registrationEntity(state.standard, body.code)] : []),
      ...(buffer ? [accountEntity(buffer)] : []),
    ];
    addTo(entities, await reads.entities(named));
    return { entities, fixed, past };
  },
  decide: ({ entities }, { path, body }, context) => decideRegisterProject(entities, path.id, body, context),
  // None of the project's power is left unsold: all that was sold or used up precedes this in the log.
  counted: (_draft, { past }) => ({ past: past.keys() }),
});

const moving = (move: Move, action: Action, summary: string) =>
  command({
    summary,
    action,
    ...transition(MOVES[move]),
    body: () => z.strictObject({ reason: freeText(500) }),
    load: loadAlone,
    decide: ({ entities }, { path, body }, context) =>
      decideMoveProject(entities, path.id, move, body, context),
  });

export const lifecycleEndpoints: Endpoints = {
  'POST /v1/projects': reserveProject,
  'POST /v1/projects/{id}/develop': developProject,
  'POST /v1/projects/{id}/approve': approveProject,
  'POST /v1/projects/{id}/publish': publishDesign,
  'POST /v1/projects/{id}/validate': validateProject,
  'POST /v1/projects/{id}/request-registration': requestRegistration,
  'POST /v1/projects/{id}/register': registerProject,
  'POST /v1/projects/{id}/refuse': moving('refuse', 'project.decide', '不予登记 Refuse registration'),
  'POST /v1/projects/{id}/withdraw': moving('withdraw', 'project.withdraw', '撤回项目 Withdraw a project'),
  'POST /v1/projects/{id}/hold': moving('hold', 'project.decide', '暂停 Put on hold (VCS)'),
  'POST /v1/projects/{id}/resume': moving('resume', 'project.decide', '恢复 Resume (VCS)'),
  'POST /v1/projects/{id}/deactivate': moving('deactivate', 'project.decide', '停用 Deactivate (VCS)'),
  'POST /v1/projects/{id}/deregister': moving(
    'deregister',
    'project.decide',
    '注销项目登记，不可恢复 Deregister for ever (CCER)',
  ),
};
