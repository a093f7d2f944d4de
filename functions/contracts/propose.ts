/** Endpoints that propose power-purchase agreements and their amendments, at sealed prices. */

import * as z from 'zod';
import { chinaDate } from '../../shared/base/day.ts';
import { FacilityId } from '../../shared/base/field.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import { contractEntity, facilityEntity, organizationEntity } from '../../shared/ledger/entity.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { decideProposeContractVersion } from '../../shared/power/amend-contract.ts';
import { signatories } from '../../shared/power/contract.ts';
import { BUYERS_MAX, Buyer, CONTRACT_KINDS, Terms } from '../../shared/power/facts-contract.ts';
import { type ContractPrices, pricesFault } from '../../shared/power/prices.ts';
import { decideProposeContract } from '../../shared/power/propose-contract.ts';
import type { ContractState } from '../../shared/power/states.ts';
import { requireDocuments } from '../documents/require.ts';
import { command } from '../http/command.ts';
import type { Request } from '../http/endpoint.ts';
import { sealFacts } from '../ledger/sealed.ts';
import { ContractView, contractView } from '../views/contract.ts';
import { ContractPath, loadWithFacility } from './load.ts';
import { ContractPricesBody } from './prices.ts';

const TermsBody = () => ({
  ...Terms,
  deviationToleranceBasisPoints: Terms.deviationToleranceBasisPoints.default(0),
  prices: ContractPricesBody(),
});

export const proposeContract = command({
  summary: '提出购电协议 Propose a power-purchase agreement; the seller signs it so',
  action: 'contract.propose',
  event: 'contract.proposed',
  body: () =>
    z.strictObject({
      kind: z.enum(CONTRACT_KINDS),
      facility: FacilityId,
      buyers: z.array(Buyer).min(1).max(BUYERS_MAX),
      ...TermsBody(),
    }),
  status: 201,
  reply: ContractView,
  prepare: ({ body: { prices, ...terms } }) => ({ prices, terms, secret: sealFacts(prices) }),
  load: async ({ terms }, { reads, id }) => ({
    entities: await reads.entities([
      contractEntity(deriveId('c', id)),
      facilityEntity(terms.facility),
      ...terms.buyers.map(({ organization }) => organizationEntity(organization)),
    ]),
  }),
  // The decider has what the leaf has: prices are checked apart.
  decide: ({ entities }, { prices, terms, secret: { sealed } }, context) =>
    pricesFault(prices) ?? decideProposeContract(entities, { ...terms, sealed }, context),
  beside: (_draft, _loaded, { secret }) => ({ private: secret.private }),
  confirm: requireTermsDocuments,
  view: (event, { prices }) => ({ json: proposedView(event, prices), etag: 1 }),
});

export const proposeContractVersion = command({
  summary: '提出购电协议变更 Propose an amendment: a version that applies from a delivery month on',
  action: 'contract.propose',
  event: 'contract.proposed',
  path: ContractPath,
  body: () => z.strictObject(TermsBody()),
  status: 200,
  reply: ContractView,
  prepare: ({ path, body: { prices, ...terms } }) => ({
    prices,
    terms: { ...terms, contract: path.id },
    secret: sealFacts(prices),
  }),
  load: async ({ path }, { reads }) => ({
    entities: await loadWithFacility(reads, path.id),
  }),
  decide: ({ entities }, { prices, terms, secret: { sealed } }, context) =>
    pricesFault(prices) ?? decideProposeContractVersion(entities, { ...terms, sealed }, context),
  beside: (_draft, _loaded, { secret }) => ({ private: secret.private }),
  confirm: requireTermsDocuments,
  view: (event, { prices }) => ({
    json: proposedView(event, prices),
    etag: event.advances[0]?.version ?? 0,
  }),
});

/** Shows the proposal alone, as its event has it, also to a retry. Its seal is read, never echoed. */
function proposedView({ id, at, facts, advances }: EventOfType<'contract.proposed'>, prices: ContractPrices) {
  const { contract, kind, facility, seller, grid, buyers, ...terms } = facts;
  const version = { ...terms, sealed: '', proposal: id };
  const waits = signatories(facts).length > 1;
  const state: Omit<ContractState, 'lastVersion'> = {
    kind,
    facility,
    seller,
    grid,
    buyers,
    versions: waits ? [] : [{ ...version, signedOn: chinaDate(at) }],
    ...(waits && { pending: { ...version, signed: [seller] } }),
  };
  return contractView(contract, advances[0]?.version ?? 0, state, new Map([[id, { prices }]]));
}

async function requireTermsDocuments({
  identity,
  body,
}: Request<Pick<z.infer<z.ZodObject<typeof Terms>>, 'document' | 'regulation'>>): Promise<void> {
  const { document, regulation } = body;
  if (document) await requireDocuments(identity.org, [['/document', document]]);
  if (regulation) await requireDocuments(identity.org, [['/regulation', regulation]]);
}
