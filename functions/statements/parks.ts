/**
 * Endpoints of parks: registered and targeted by the operating organization, joined by two, read by everyone.
 */
import * as z from 'zod';
import { Day } from '../../shared/base/day.ts';
import { freeText, line, OrganizationId, ParkId } from '../../shared/base/field.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import { keyOf, membershipEntity, parkEntity, statementEntity } from '../../shared/ledger/entity.ts';
import { SUB_PARKS_MAX, SubPark, SubParkCode, Target } from '../../shared/statements/facts-park.ts';
import { registeredPark } from '../../shared/statements/park.ts';
import {
  decideAdmitMember,
  decideLeavePark,
  decideRegisterPark,
  decideRequestMembership,
  decideSetTarget,
} from '../../shared/statements/register-park.ts';
import type { MembershipState, ParkState } from '../../shared/statements/states.ts';
import { command, moved } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { named } from '../http/named.ts';
import { pager } from '../http/pager.ts';
import { reader } from '../http/reader.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { byId } from '../http/require-entity.ts';
import { membershipRequestsList, PARKS_LIST } from '../ledger/keys.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { ParkView, parkView } from '../views/park.ts';

const ParkPath = z.strictObject({ id: ParkId });

const registerPark = command({
  summary: '园区登记 Register a park that your organization operates',
  action: 'park.register',
  event: 'park.registered',
  body: () =>
    z.strictObject({
      name: freeText(200),
      /** Code or name of the province. */
      province: line(20),
      subParks: z.array(SubPark).max(SUB_PARKS_MAX).default([]),
    }),
  status: 201,
  reply: ParkView,
  load: async (_asked, { reads, id }) => ({
    entities: await reads.entities([parkEntity(deriveId('z', id))]),
  }),
  decide: ({ entities }, { body }, context) => decideRegisterPark(entities, body, context),
  view: (event) => ({ json: parkView(event.facts.park, 1, registeredPark(event)), etag: 1 }),
});

const requestMembership = command({
  summary: '申请入园 Ask to join a park: its operating organization then admits you, from that day',
  action: 'park.request-membership',
  event: 'park.membership-requested',
  path: ParkPath,
  body: () => z.strictObject({ subPark: SubParkCode.optional(), from: Day }),
  status: 200,
  reply: () =>
    z.strictObject({
      park: z.string(),
      organization: z.string(),
      subPark: z.string().optional(),
      from: z.string(),
      commit: CommitReceipt(),
    }),
  load: async ({ path }, { reads, org }) => ({
    entities: await reads.entities([parkEntity(path.id), membershipEntity(org)]),
  }),
  decide: ({ entities }, { path, body }, context) =>
    decideRequestMembership(entities, { ...body, park: path.id }, context),
  view: ({ by, facts: { park, subPark, from } }) => ({
    json: { park, organization: by.org, ...(subPark !== undefined && { subPark }), from },
  }),
});

const RequestView = named('MembershipRequest', () =>
  z.strictObject({ organization: z.string(), subPark: z.string().optional(), from: z.string() }),
);

const listRequests = pager({
  summary: '待接纳申请 Organizations that asked to join a park and were not admitted yet',
  action: 'park.read',
  path: ParkPath,
  item: RequestView,
  of: byId(parkEntity),
  page: ({ path, query: { limit, cursor } }, { reads }) =>
    reads.list<MembershipState>(membershipRequestsList(path.id), limit, cursor),
  view: ({ entity, state: { requested } }) => ({
    organization: keyOf(entity),
    ...(requested?.subPark !== undefined && { subPark: requested.subPark }),
    from: requested?.from,
  }),
});

const MemberView = named('ParkMember', () =>
  z.strictObject({
    id: z.string(),
    organization: z.string(),
    version: z.int(),
    from: z.string().optional(),
    to: z.string().optional(),
    commit: CommitReceipt(),
  }),
);

const admitMember = command({
  summary: '接纳成员 Admit an organization that asked to join, as it asked',
  action: 'park.admit',
  event: 'park.member-admitted',
  path: ParkPath,
  body: () => z.strictObject({ organization: OrganizationId }),
  status: 200,
  reply: MemberView,
  load: async ({ path, body }, { reads }) => ({
    entities: await reads.entities([parkEntity(path.id), membershipEntity(body.organization)]),
  }),
  decide: ({ entities }, { path, body }, context) =>
    decideAdmitMember(entities, { ...body, park: path.id }, context),
  view: (event) => {
    const { park, organization, from } = event.facts;
    return moved(event, { id: park, organization, from });
  },
});

const leavePark = command({
  summary: '成员退园 End a membership on its last day, by the member or the operating organization',
  action: 'park.leave',
  event: 'park.member-left',
  path: z.strictObject({ id: ParkId, organization: OrganizationId }),
  body: () => z.strictObject({ to: Day }),
  status: 200,
  reply: MemberView,
  load: async ({ path }, { reads }) => ({
    entities: await reads.entities([parkEntity(path.id), membershipEntity(path.organization)]),
  }),
  decide: ({ entities }, { path, body }, context) =>
    decideLeavePark(entities, { ...body, park: path.id, organization: path.organization }, context),
  view: (event) => {
    const { park, organization, to } = event.facts;
    return moved(event, { id: park, organization, to });
  },
});

const setTarget = command({
  summary: '园区目标 Set a target of an indicator and year, with its source',
  action: 'park.set-target',
  event: 'park.target-set',
  path: ParkPath,
  body: () => Target,
  status: 200,
  reply: () => z.strictObject({ id: z.string(), ...Target.shape, version: z.int(), commit: CommitReceipt() }),
  load: async ({ path }, { reads }) => ({ entities: await reads.entities([parkEntity(path.id)]) }),
  decide: ({ entities }, { path, body }, context) =>
    decideSetTarget(entities, { ...body, park: path.id }, context),
  view: (event) => {
    const { park, indicator, year, value, unit, source } = event.facts;
    return moved(event, { id: park, indicator, year, value, unit, source });
  },
});

const findPark = byId(parkEntity);

/** With the statements of its years, which its targets are held against. */
async function shownPark(reads: LedgerReads, id: string, version: number, state: ParkState) {
  const statements = state.years.map(({ statement }) => statementEntity(statement));
  return parkView(id, version, state, await reads.entities(statements));
}

const readPark = reader({
  summary: '查询园区 Read a park: members, statements by year, targets and what became of them',
  action: 'park.read',
  path: ParkPath,
  reply: ParkView,
  find: findPark,
  view: ({ entity, version, state }, _asked, { reads }) => shownPark(reads, keyOf(entity), version, state),
});

const listParks = pager({
  summary: '园区列表 List all parks, oldest first, without what became of their targets',
  action: 'park.read',
  item: ParkView,
  page: ({ query }, { reads }) => reads.list<ParkState>(PARKS_LIST, query.limit, query.cursor),
  view: ({ entity, state, version }) => parkView(keyOf(entity), version, state),
});

export const parkEndpoints: Endpoints = {
  'POST /v1/parks': registerPark,
  'GET /v1/parks': listParks,
  'GET /v1/parks/{id}': readPark,
  'POST /v1/parks/{id}/request-membership': requestMembership,
  'GET /v1/parks/{id}/membership-requests': listRequests,
  'POST /v1/parks/{id}/members': admitMember,
  'POST /v1/parks/{id}/members/{organization}/leave': leavePark,
  'POST /v1/parks/{id}/targets': setTarget,
};
