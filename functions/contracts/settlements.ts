/** Endpoints of monthly settlement. */
import * as z from 'zod';
import { toHex } from '../../shared/base/encoding.ts';
import { ContractId } from '../../shared/base/field.ts';
import { Month } from '../../shared/base/month.ts';
import { settlementEntity } from '../../shared/ledger/entity.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import type { Identity } from '../../shared/ledger/role.ts';
import type { SettledAmounts } from '../../shared/power/amounts.ts';
import { signatories } from '../../shared/power/contract.ts';
import { decideSettleContract } from '../../shared/power/settle-contract.ts';
import type { ContractState } from '../../shared/power/states.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { pager } from '../http/pager.ts';
import { reader } from '../http/reader.ts';
import { receiptOf } from '../http/receipt.ts';
import { notFound } from '../http/require-entity.ts';
import type { CommitRecord } from '../ledger/commit-record.ts';
import { monthsOf } from '../ledger/month-reads.ts';
import { newSalt } from '../ledger/sealed.ts';
import { maySeeSealed } from '../units/price.ts';
import { MonthSettlementView, monthSettlementView } from '../views/settlement.ts';
import { ContractPath, findContract } from './load.ts';
import { loadMonth } from './settlement-load.ts';

const settleMonth = command({
  summary: '月度结算 Settle a month: power, certificates and amounts, by the readings in force',
  action: 'contract.settle',
  event: 'contract.settled',
  path: ContractPath,
  body: () => z.strictObject({ month: Month }),
  status: 201,
  reply: MonthSettlementView,
  prepare: ({ path, body }) => ({ contract: path.id, month: body.month, salt: newSalt() }),
  load: ({ contract, month }, { reads }) => loadMonth(reads, contract, month),
  decide: ({ entities, candidates, hours, priced }, { contract, month, salt }, context) => {
    const command = { contract, month, hours, prices: priced?.prices, salt };
    return decideSettleContract(entities, candidates, command, context);
  },
  // Blocks that are still the seller's must stay so until the settlement stands; those gone left before it.
  counted: ({ kept, lacking }, { locked, past }) => ({
    kept: [...kept, ...(lacking ? locked : [])],
    ...(lacking && { past: past.keys() }),
  }),
  beside: ({ amounts }, _loaded, { salt }) => ({ private: { salt: toHex(salt), facts: amounts } }),
  view: (event, _asked, amounts) => ({ json: monthSettlementView(event, amounts && { amounts }) }),
});

const listSettlements = pager({
  summary: '月度结算列表 Settled months of a contract, the earliest first',
  action: 'contract.read',
  path: ContractPath,
  item: MonthSettlementView,
  of: findContract,
  page: async ({ path, query: { limit, cursor } }, { reads }) => {
    const page = await monthsOf(reads, 'settlement', path.id, limit, cursor);
    const commits = page.items.map(({ commit }) => commit);
    const records = new Map((await reads.commits(commits)).map((record) => [record.id, record]));
    return { ...page, items: commits.map((commit) => records.get(commit)) };
  },
  view: (record, { identity, of: { state } }) => settlementOf(record, maySeeAmounts(identity, state)),
});

const readSettlement = reader({
  summary: '查询月度结算 Read the settlement of a month; amounts to the parties and supervision',
  action: 'contract.read',
  path: z.strictObject({ id: ContractId, month: Month }),
  reply: MonthSettlementView,
  find: async (asked, { reads }) => {
    const { id, month } = asked.path;
    const contract = await findContract(asked, { reads });
    const entity = settlementEntity(id, month);
    const found = (await reads.entities([entity])).get(entity);
    if (!found) throw notFound(month, 'month');
    const [record] = await reads.commits([found.commit]);
    return { contract, record };
  },
  view: ({ contract, record }, { identity }) => settlementOf(record, maySeeAmounts(identity, contract.state)),
});

const maySeeAmounts = (identity: Identity, contract: ContractState) =>
  maySeeSealed(identity, 'price.read', signatories(contract));

/** A settlement is written once, so its commit has all of it: the certificates, and the amounts beside. */
function settlementOf(record: CommitRecord | undefined, visible: boolean) {
  if (!record?.private) throw new Error('a settlement has no amounts beside its commit');
  const event = JSON.parse(record.leaf) as EventOfType<'contract.settled'>;
  const { salt, facts } = record.private;
  const seal = { salt, sealed: event.sealed ?? '' };
  const sealed = visible ? { amounts: facts as SettledAmounts, seal } : undefined;
  return { ...monthSettlementView(event, sealed), commit: receiptOf(record) };
}

export const settlementEndpoints: Endpoints = {
  'POST /v1/power-purchase-agreements/{id}/settlements': settleMonth,
  'GET /v1/power-purchase-agreements/{id}/settlements': listSettlements,
  'GET /v1/power-purchase-agreements/{id}/settlements/{month}': readSettlement,
};
