/** Accreditations: the regulator's supervision of verification bodies, which everyone may read. */
import * as z from 'zod';
import { Period } from '../../shared/base/day.ts';
import { DocumentReference } from '../../shared/base/document.ts';
import { freeText, OrganizationId } from '../../shared/base/field.ts';
import { accreditationEntity, keyOf, organizationEntity } from '../../shared/ledger/entity.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import {
  decideGrantAccreditation,
  decideResumeAccreditation,
  decideSuspendAccreditation,
  decideWithdrawAccreditation,
} from '../../shared/parties/accredit-verifier.ts';
import { AccreditationScope } from '../../shared/parties/facts-accreditation.ts';
import type { AccreditationState } from '../../shared/parties/states.ts';
import { requireDocuments } from '../documents/require.ts';
import { command, moved } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { pager } from '../http/pager.ts';
import { reader } from '../http/reader.ts';
import { requireEntity } from '../http/require-entity.ts';
import type { Reading } from '../ledger/commit.ts';
import { ACCREDITATIONS_LIST } from '../ledger/keys.ts';
import { todayOf, type World } from '../ledger/ledger-world.ts';
import type { Listed } from '../ledger/reads.ts';
import {
  AccreditationView,
  accreditationView,
  GrantedView,
  grantedView,
  OrderedView,
} from '../views/accreditation.ts';

const VerifierPath = z.strictObject({ verifier: OrganizationId });

const grantAccreditation = command({
  summary:
    '授予核查机构认可 Accredit a verification body: scope and validity; a further grant replaces the one before',
  action: 'accreditation.grant',
  event: 'accreditation.granted',
  body: () =>
    z.strictObject({
      verifier: OrganizationId,
      ...AccreditationScope.shape,
      validity: Period,
      document: DocumentReference.optional(),
      reference: freeText(200).optional(),
    }),
  status: 201,
  reply: GrantedView,
  load: async ({ body: { verifier } }, { reads }) => ({
    entities: await reads.entities([organizationEntity(verifier), accreditationEntity(verifier)]),
  }),
  decide: ({ entities }, { body }, context) => decideGrantAccreditation(entities, body, context),
  confirm: async ({ identity, body: { document } }) =>
    document && requireDocuments(identity.org, [['/document', document]]),
  view: (event) => moved(event, grantedView(event.facts)),
});

type Ordering = 'accreditation.suspended' | 'accreditation.resumed' | 'accreditation.withdrawn';

/** What the orders about an accreditation share: path, reason, and the answer made of the event. */
const order = <E extends Ordering>(event: E) => ({
  event,
  path: VerifierPath,
  body: () => z.strictObject({ reason: freeText(500) }),
  status: 200,
  reply: OrderedView,
  load: async ({ path }: { path: { verifier: string } }, { reads }: Reading) => ({
    entities: await reads.entities([accreditationEntity(path.verifier)]),
  }),
  view: orderedView,
});

function orderedView(event: EventOfType<Ordering>) {
  const { type, facts } = event;
  return moved(event, { verifier: facts.verifier, event: type, reason: facts.reason });
}

const suspendAccreditation = command({
  summary: '暂停认可 Suspend an accreditation: the body may not act until it is resumed',
  action: 'accreditation.suspend',
  ...order('accreditation.suspended'),
  decide: ({ entities }, { path, body }) => decideSuspendAccreditation(entities, { ...path, ...body }),
});

const resumeAccreditation = command({
  summary: '恢复认可 Resume a suspended accreditation',
  action: 'accreditation.resume',
  ...order('accreditation.resumed'),
  decide: ({ entities }, { path, body }) => decideResumeAccreditation(entities, { ...path, ...body }),
});

const withdrawAccreditation = command({
  summary: '撤销认可 Withdraw an accreditation: only a new grant ends that',
  action: 'accreditation.withdraw',
  ...order('accreditation.withdrawn'),
  decide: ({ entities }, { path, body }) => decideWithdrawAccreditation(entities, { ...path, ...body }),
});

type Found = Pick<Listed<AccreditationState>, 'entity' | 'version' | 'state'>;

/** Days pass without an event, so what an accreditation comes to follows from the day of reading. */
const standing = ({ entity, version, state }: Found, _asked: unknown, world: World) =>
  accreditationView(keyOf(entity), version, state, todayOf(world));

const readAccreditation = reader({
  summary: '查询核查机构的认可 Read the accreditation of a verification body, as it stands today',
  action: 'accreditation.read',
  path: VerifierPath,
  reply: AccreditationView,
  find: ({ path }, { reads }) => requireEntity(reads, accreditationEntity(path.verifier)),
  view: standing,
});

const listAccreditations = pager({
  summary: '认可列表 List accreditations, as they stand today',
  action: 'accreditation.read',
  item: AccreditationView,
  page: ({ query: { limit, cursor } }, { reads }) =>
    reads.list<AccreditationState>(ACCREDITATIONS_LIST, limit, cursor),
  view: standing,
});

export const accreditationEndpoints: Endpoints = {
  'POST /v1/accreditations': grantAccreditation,
  'GET /v1/accreditations': listAccreditations,
  'GET /v1/accreditations/{verifier}': readAccreditation,
  'POST /v1/accreditations/{verifier}/suspend': suspendAccreditation,
  'POST /v1/accreditations/{verifier}/resume': resumeAccreditation,
  'POST /v1/accreditations/{verifier}/withdraw': withdrawAccreditation,
};
