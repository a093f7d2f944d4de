/** Endpoints of a project's way from the reserve pool to its registration, and of what may become of it. */
import * as z from 'zod';
import { DocumentReference } from '../../shared/base/document.ts';
import { AgreementId, FacilityId, freeText, line, ParcelId } from '../../shared/base/field.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import {
  accountEntity,
  facilityEntity,
  organizationEntity,
  parcelEntity,
  projectEntity,
  read,
  registrationEntity,
} from '../../shared/ledger/entity.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
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
import { commitReply } from '../http/committed.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { ProjectView, projectView } from '../views/project.ts';
import { theWorld } from '../world.ts';
import { loadPowerProject } from './certificates.ts';
import { publishDesign } from './publish.ts';
import { landAndAgreement, planned, transitionEndpoint } from './transition.ts';

const reserveProject = endpoint({
  summary: '项目入储备库 Take a project into the reserve pool',
  action: 'project.reserve',
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
  commits: true,
  run: (request) => {
    const { reads } = theWorld();
    return commitReply(
      theWorld(),
      request,
      {
        load: async ({ id, org }) => {
          const { parcels, facility } = request.body;
          // Before its parcels: a withdrawal in between leaves its mark here, and this commit is refused for it.
          const developer = await reads.entities([organizationEntity(org)]);
          const further = await reads.entities([
            projectEntity(deriveId('p', id)),
            ...parcels.map(parcelEntity),
            ...(facility === undefined ? [] : [facilityEntity(facility)]),
          ]);
          const fixed = new Set<string>(facility === undefined ? [] : [facilityEntity(facility)]);
          return { entities: new Map([...developer, ...further]), fixed };
        },
        decide: ({ entities }, context) => decideReserveProject(entities, request.body, context),
        // Two hundred parcels are too many to mark. A developer's reservations and withdrawals keep its own entity.
        counted: () => ({ kept: [organizationEntity(request.identity.org)] }),
      },
      ({ facts: { project, ...state } }: EventOfType<'project.reserved'>) => ({
        json: projectView(project, 1, { ...state, status: 'reserved', legacy: false, issued: 0 }),
        etag: 1,
      }),
    );
  },
});

const developProject = transitionEndpoint({
  summary: '启动开发：须有生效的联合开发协议 Begin development under an agreement in force',
  action: 'project.develop',
  event: 'development.begun',
  body: () => z.strictObject({ agreement: AgreementId }),
  further: ({ agreement }, state) => landAndAgreement(state, agreement),
  decide: decideBeginDevelopment,
});

const approveProject = transitionEndpoint({
  summary: '特别批准非林业 VCS 项目 Give a VCS project outside forestry its extra approval',
  action: 'project.approve',
  event: 'project.approved',
  body: () => z.strictObject({ document: DocumentReference }),
  documents: ({ document }) => [['/document', document]],
  decide: decideApproveProject,
});

const validateProject = transitionEndpoint({
  summary: '审定：结论与逐条意见处理 Conclude the validation, with the treatment of each comment',
  action: 'project.validate',
  event: 'project.validated',
  body: () =>
    z.strictObject({
      document: DocumentReference,
      conclusion: z.enum(['positive', 'negative']),
      treatments: Treatments,
    }),
  documents: ({ document }) => [['/document', document]],
  decide: decideValidateProject,
});

const requestRegistration = transitionEndpoint({
  summary: '申请项目登记，附唯一性承诺书 Ask for registration, with the commitment to uniqueness',
  action: 'project.request-registration',
  event: 'registration.requested',
  body: () => z.strictObject({ commitment: DocumentReference }),
  documents: ({ commitment }) => [['/commitment', commitment]],
  decide: decideRequestRegistration,
});

const registerProject = planned(
  {
    summary: '登记项目 Register a project under its code',
    action: 'project.decide',
    event: 'project.registered',
    body: () => z.strictObject({ code: line(100) }),
  },
  ({ path, body }) => ({
    load: async (reading) => {
      const { entities, fixed, past } = await loadPowerProject(path.id);
      const state = read(entities, projectEntity(path.id))?.state;
      const buffer = state && bufferOf(state.methodology, reading.id);
      const named = [
        ...(state ? [registrationEntity(state.standard, body.code)] : []),
        ...(buffer ? [accountEntity(buffer)] : []),
      ];
      for (const [id, found] of await theWorld().reads.entities(named)) entities.set(id, found);
      return { entities, fixed, past };
    },
    decide: ({ entities }, context) => decideRegisterProject(entities, path.id, body, context),
    // Nothing of its power is left that nobody bought: whatever was sold or used up meanwhile stands before that.
    counted: (_draft, { past }) => ({ past: past.keys() }),
  }),
);

const moving = (move: Move, action: Action, summary: string) =>
  transitionEndpoint({
    summary,
    action,
    event: MOVES[move],
    body: () => z.strictObject({ reason: freeText(500) }),
    decide: (entities, project, body, context) => decideMoveProject(entities, project, move, body, context),
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
