/** Lambda: joint-development agreements (联合开发协议), their versions, and the parties' consent. */
import * as z from 'zod';
import { Day } from '../../shared/base/day.ts';
import { DocumentReference } from '../../shared/base/document.ts';
import { AgreementId, freeText } from '../../shared/base/field.ts';
import { isPartyTo } from '../../shared/land/agreement.ts';
import { Parties, VersionNumber } from '../../shared/land/facts.ts';
import {
  decideAcceptVersion,
  decideDeclineVersion,
  decideProposeAgreement,
  decideProposeVersion,
  type ProposeVersion,
} from '../../shared/land/propose-agreement.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import { agreementEntity, organizationEntity } from '../../shared/ledger/entity.ts';
import { requireDocuments } from '../documents/require.ts';
import { command, moved } from '../http/command.ts';
import type { Endpoints, Request } from '../http/endpoint.ts';
import { named } from '../http/named.ts';
import { ownList, pager } from '../http/pager.ts';
import { reader } from '../http/reader.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { byId, entityView } from '../http/require-entity.ts';
import { AGREEMENTS_LIST } from '../ledger/keys.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { AgreementView, agreementView, ProposedVersionView, pendingView } from '../views/agreement.ts';

const AgreementPath = z.strictObject({ id: AgreementId });
const VersionBody = named('VersionBody', () =>
  z.strictObject({ parties: Parties, effectiveFrom: Day, document: DocumentReference }),
);

const proposeAgreement = command({
  summary: '提出联合开发协议 Propose an agreement, its first version',
  action: 'agreement.propose',
  event: 'agreement.proposed',
  body: VersionBody,
  status: 201,
  reply: AgreementView,
  load: ({ body }, { reads, id }) => loadForProposal(reads, deriveId('j', id), body),
  decide: ({ entities }, { body }, context) => decideProposeAgreement(entities, body, context),
  confirm: requireDocument,
  view: ({ by, facts: { agreement, ...version } }) => {
    const pending = { ...version, accepted: [by.org] };
    return { json: agreementView(agreement, 1, { developer: by.org, versions: [], pending }), etag: 1 };
  },
});

const proposeVersion = command({
  summary: '提出协议新版本 Propose the next version, with other shares',
  action: 'agreement.propose',
  event: 'agreement.proposed',
  path: AgreementPath,
  body: VersionBody,
  status: 200,
  reply: ProposedVersionView,
  load: ({ body, path }, { reads }) => loadForProposal(reads, path.id, body),
  decide: ({ entities }, { body, path }, context) =>
    decideProposeVersion(entities, { ...body, agreement: path.id }, context),
  confirm: requireDocument,
  view: (event) => {
    const { by, facts } = event;
    return moved(event, { id: facts.agreement, pending: pendingView({ ...facts, accepted: [by.org] }) });
  },
});

/** The agreement, or any entity at its id, and the organizations that the proposal names. */
async function loadForProposal(reads: LedgerReads, agreement: string, { parties }: ProposeVersion) {
  const organizations = parties.map(({ organization }) => organizationEntity(organization));
  return { entities: await reads.entities([agreementEntity(agreement), ...organizations]) };
}

function requireDocument({ identity, body }: Request<ProposeVersion>): Promise<void> {
  return requireDocuments(identity.org, [['/document', body.document]]);
}

const readAgreement = reader({
  summary: '查询协议 Read an agreement',
  action: 'agreement.read',
  path: AgreementPath,
  reply: AgreementView,
  find: byId(agreementEntity, isPartyTo),
  view: entityView(agreementView),
});

const listAgreements = pager({
  summary: '协议列表 List the agreements that concern the caller; supervision sees all',
  action: 'agreement.read',
  item: AgreementView,
  page: ownList(AGREEMENTS_LIST, isPartyTo),
  view: entityView(agreementView),
});

const acceptVersion = command({
  summary: '同意协议版本 Accept the pending version',
  action: 'agreement.accept',
  event: 'agreement.accepted',
  path: AgreementPath,
  body: () => z.strictObject({ version: VersionNumber }),
  status: 200,
  reply: () =>
    z.strictObject({
      id: z.string(),
      accepted: z.int(),
      /** Accepted by every party: its shares apply from `effectiveFrom`, or from today if that is past. */
      inForce: z.boolean(),
      version: z.int(),
      commit: CommitReceipt(),
    }),
  load: async ({ path }, { reads }) => ({ entities: await reads.entities([agreementEntity(path.id)]) }),
  decide: ({ entities }, { body, path }, context) =>
    decideAcceptVersion(entities, { ...body, agreement: path.id }, context),
  view: (event) => {
    const { agreement, version: accepted, inForce } = event.facts;
    return moved(event, { id: agreement, accepted, inForce });
  },
});

const declineVersion = command({
  summary: '拒绝协议版本 Decline the pending version, or take it back',
  action: 'agreement.decline',
  event: 'agreement.declined',
  path: AgreementPath,
  body: () => z.strictObject({ version: VersionNumber, reason: freeText(500) }),
  status: 200,
  reply: () =>
    z.strictObject({ id: z.string(), declined: z.int(), version: z.int(), commit: CommitReceipt() }),
  load: async ({ path }, { reads }) => ({ entities: await reads.entities([agreementEntity(path.id)]) }),
  decide: ({ entities }, { body, path }, context) =>
    decideDeclineVersion(entities, { ...body, agreement: path.id }, context),
  view: (event) => {
    const { agreement, version: declined } = event.facts;
    return moved(event, { id: agreement, declined });
  },
});

export const agreementEndpoints: Endpoints = {
  'POST /v1/agreements': proposeAgreement,
  'GET /v1/agreements': listAgreements,
  'GET /v1/agreements/{id}': readAgreement,
  'POST /v1/agreements/{id}/versions': proposeVersion,
  'POST /v1/agreements/{id}/accept': acceptVersion,
  'POST /v1/agreements/{id}/decline': declineVersion,
};
