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
import type { AgreementState } from '../../shared/land/states.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import { agreementEntity, organizationEntity } from '../../shared/ledger/entity.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { requireDocuments } from '../documents/require.ts';
import { CommitReceipt, commitReply, stepReply } from '../http/committed.ts';
import { type Endpoints, endpoint, type Request } from '../http/endpoint.ts';
import { Paging, pageOf, pageReply } from '../http/paging.ts';
import { Problem } from '../http/problem.ts';
import { requireEntity } from '../http/require-entity.ts';
import { filteredList } from '../ledger/filtered-list.ts';
import { AGREEMENTS_LIST } from '../ledger/keys.ts';
import { AgreementView, agreementView, ProposedVersionView, pendingView } from '../views/agreement.ts';
import { theWorld } from '../world.ts';

const AgreementPath = z.strictObject({ id: AgreementId });
const VersionBody = () =>
  z.strictObject({ parties: Parties, effectiveFrom: Day, document: DocumentReference });

const proposeAgreement = endpoint({
  summary: '提出联合开发协议 Propose an agreement, its first version',
  action: 'agreement.propose',
  body: VersionBody,
  status: 201,
  reply: AgreementView,
  commits: true,
  run: (request) => {
    const world = theWorld();
    return commitReply(
      world,
      request,
      {
        load: ({ id }) => loadForProposal(deriveId('j', id), request.body),
        decide: ({ entities }, context) => decideProposeAgreement(entities, request.body, context),
        confirm: () => requireDocument(request),
      },
      ({ by, facts }: EventOfType<'agreement.proposed'>) => {
        const { agreement, ...version } = facts;
        const pending = { ...version, accepted: [by.org] };
        return { json: agreementView(agreement, 1, { developer: by.org, versions: [], pending }), etag: 1 };
      },
    );
  },
});

const proposeVersion = endpoint({
  summary: '提出协议新版本 Propose the next version, with other shares',
  action: 'agreement.propose',
  path: AgreementPath,
  body: VersionBody,
  status: 200,
  reply: ProposedVersionView,
  commits: true,
  run: (request) => {
    const world = theWorld();
    const agreement = request.path.id;
    return commitReply(
      world,
      request,
      {
        load: () => loadForProposal(agreement, request.body),
        decide: ({ entities }, context) =>
          decideProposeVersion(entities, { ...request.body, agreement }, context),
        confirm: () => requireDocument(request),
      },
      ({ by, facts, advances }: EventOfType<'agreement.proposed'>) => {
        const version = advances[0]?.version ?? 0;
        const pending = pendingView({ ...facts, accepted: [by.org] });
        return { json: { id: agreement, pending, version }, etag: version };
      },
    );
  },
});

/** The agreement, or whatever stands at its id, and the organizations that it names. */
async function loadForProposal(agreement: string, { parties }: ProposeVersion) {
  const organizations = parties.map(({ organization }) => organizationEntity(organization));
  return { entities: await theWorld().reads.entities([agreementEntity(agreement), ...organizations]) };
}

const requireDocument = ({ identity, body }: Request<ProposeVersion>) =>
  requireDocuments(identity.org, [['/document', body.document]]);

const readAgreement = endpoint({
  summary: '查询协议 Read an agreement',
  action: 'agreement.read',
  path: AgreementPath,
  status: 200,
  reply: AgreementView,
  run: async ({ path, identity, grant }) => {
    const { version, state } = await requireEntity(agreementEntity(path.id));
    // To a stranger an agreement isn't there at all.
    if (grant.scope === 'own' && !isPartyTo(state, identity.org))
      throw new Problem('not-found', [{ parameter: 'id', detail: path.id }]);
    return { headers: { etag: `"v${version}"` }, json: agreementView(path.id, version, state) };
  },
});

const listAgreements = endpoint({
  summary: '协议列表 List the agreements that concern the caller; supervision sees all',
  action: 'agreement.read',
  query: Paging,
  status: 200,
  reply: pageOf(AgreementView),
  run: async ({ query, identity, grant }) => {
    const { reads } = theWorld();
    const { limit, cursor } = query;
    const page =
      grant.scope === 'any'
        ? await reads.list<AgreementState>(AGREEMENTS_LIST, limit, cursor)
        : await filteredList<AgreementState>(reads, AGREEMENTS_LIST, limit, cursor, (state) =>
            isPartyTo(state, identity.org),
          );
    return pageReply(page, ({ entity, version, state }) =>
      agreementView(entity.slice('agreement:'.length), version, state),
    );
  },
});

const acceptVersion = endpoint({
  summary: '同意协议版本 Accept the pending version',
  action: 'agreement.accept',
  path: AgreementPath,
  body: () => z.strictObject({ version: VersionNumber }),
  status: 200,
  reply: () =>
    z.strictObject({
      id: z.string(),
      accepted: z.int(),
      /** Every party has accepted it: its shares apply from `effectiveFrom` on, or from today where that is past. */
      inForce: z.boolean(),
      version: z.int(),
      commit: CommitReceipt(),
    }),
  commits: true,
  run: (request) => {
    const command = { ...request.body, agreement: request.path.id };
    return stepReply<EventOfType<'agreement.accepted'>>(
      theWorld(),
      request,
      agreementEntity(command.agreement),
      (entities, context) => decideAcceptVersion(entities, command, context),
      ({ agreement, version: accepted, inForce }) => ({ id: agreement, accepted, inForce }),
    );
  },
});

const declineVersion = endpoint({
  summary: '拒绝协议版本 Decline the pending version, or take it back',
  action: 'agreement.decline',
  path: AgreementPath,
  body: () => z.strictObject({ version: VersionNumber, reason: freeText(500) }),
  status: 200,
  reply: () =>
    z.strictObject({ id: z.string(), declined: z.int(), version: z.int(), commit: CommitReceipt() }),
  commits: true,
  run: (request) => {
    const command = { ...request.body, agreement: request.path.id };
    return stepReply<EventOfType<'agreement.declined'>>(
      theWorld(),
      request,
      agreementEntity(command.agreement),
      (entities, context) => decideDeclineVersion(entities, command, context),
      ({ agreement, version: declined }) => ({ id: agreement, declined }),
    );
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
