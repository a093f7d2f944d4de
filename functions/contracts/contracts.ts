/** Endpoints of power-purchase agreements: proposed, read, signed in turn, declined. */
import * as z from 'zod';
import { freeText } from '../../shared/base/field.ts';
import { contractEntity } from '../../shared/ledger/entity.ts';
import { signatories } from '../../shared/power/contract.ts';
import { CONTRACT_VERSIONS_MAX } from '../../shared/power/facts-contract.ts';
import { decideDeclineContract, decideSignContract } from '../../shared/power/sign-contract.ts';
import { command, moved } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { ownList, pager } from '../http/pager.ts';
import { reader } from '../http/reader.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { entityView } from '../http/require-entity.ts';
import { CONTRACTS_LIST } from '../ledger/keys.ts';
import { maySeeSealed } from '../units/price.ts';
import { ContractView, contractView, isSideOf } from '../views/contract.ts';
import { ContractPath, findContract, loadWithFacility } from './load.ts';
import { readPrices } from './prices.ts';
import { proposeContract, proposeContractVersion } from './propose.ts';
import { readStanding } from './standing.ts';

const Version = () => z.int().min(1).max(CONTRACT_VERSIONS_MAX);

const readContract = reader({
  summary: '查询购电协议 Read a power-purchase agreement',
  action: 'contract.read',
  path: ContractPath,
  reply: ContractView,
  find: findContract,
  view: async ({ version, state }, { path, identity }, { reads }) => {
    const { versions, pending, declined } = state;
    const all = [...versions, ...[pending, declined].filter((each) => each !== undefined)];
    const prices = maySeeSealed(identity, 'price.read', signatories(state))
      ? await readPrices(reads, all)
      : undefined;
    return contractView(path.id, version, state, prices);
  },
});

const listContracts = pager({
  summary: '购电协议列表 List the power-purchase agreements that concern the caller; supervision sees all',
  action: 'contract.read',
  item: ContractView,
  page: ownList(CONTRACTS_LIST, isSideOf),
  view: entityView(contractView),
});

const signContract = command({
  summary: '签署购电协议 Sign the pending version, in turn',
  action: 'contract.sign',
  event: 'contract.signed',
  path: ContractPath,
  body: () => z.strictObject({ version: Version() }),
  status: 200,
  reply: () =>
    z.strictObject({
      id: z.string(),
      signed: z.int(),
      /** Every party has signed the version: it applies from its first delivery month on. */
      inForce: z.boolean(),
      version: z.int(),
      commit: CommitReceipt(),
    }),
  // A park's plant must have its storage still when the last party signs.
  load: async ({ path }, { reads }) => ({
    entities: await loadWithFacility(reads, path.id, ['park-supply']),
  }),
  decide: ({ entities }, { path, body }, context) =>
    decideSignContract(entities, { ...body, contract: path.id }, context),
  view: (event) => {
    const { contract, version: signed, inForce } = event.facts;
    return moved(event, { id: contract, signed, inForce });
  },
});

const declineContract = command({
  summary: '拒签购电协议 Decline the pending version, or take it back',
  action: 'contract.decline',
  event: 'contract.declined',
  path: ContractPath,
  body: () => z.strictObject({ version: Version(), reason: freeText(500) }),
  status: 200,
  reply: () =>
    z.strictObject({ id: z.string(), declined: z.int(), version: z.int(), commit: CommitReceipt() }),
  load: async ({ path }, { reads }) => ({ entities: await reads.entities([contractEntity(path.id)]) }),
  decide: ({ entities }, { path, body }, context) =>
    decideDeclineContract(entities, { ...body, contract: path.id }, context),
  view: (event) => {
    const { contract, version: declined } = event.facts;
    return moved(event, { id: contract, declined });
  },
});

export const contractEndpoints: Endpoints = {
  'POST /v1/power-purchase-agreements': proposeContract,
  'GET /v1/power-purchase-agreements': listContracts,
  'GET /v1/power-purchase-agreements/{id}': readContract,
  'POST /v1/power-purchase-agreements/{id}/versions': proposeContractVersion,
  'POST /v1/power-purchase-agreements/{id}/sign': signContract,
  'POST /v1/power-purchase-agreements/{id}/decline': declineContract,
  'GET /v1/power-purchase-agreements/{id}/standing': readStanding,
};
