/**
 * Endpoints of consumption under a contract: recorded by the buyer, confirmed or refused by the grid company.
 */

import * as z from 'zod';
import { ContractId, freeText, OrganizationId } from '../../shared/base/field.ts';
import { Month } from '../../shared/base/month.ts';
import {
  consumptionEntity,
  contractEntity,
  type EntityId,
  settlementEntity,
} from '../../shared/ledger/entity.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { KilowattHours, REVISIONS_MAX } from '../../shared/power/facts.ts';
import {
  decideConfirmConsumption,
  decideRecordConsumption,
  decideRefuseConsumption,
} from '../../shared/power/record-consumption.ts';
import { INTERVALS_BODY_BYTES_MAX, IntervalsCsv, readHours } from '../facilities/intervals.ts';
import { command, moved } from '../http/command.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { named } from '../http/named.ts';
import { pager } from '../http/pager.ts';
import { Problem } from '../http/problem.ts';
import { notFound, requireEntity } from '../http/require-entity.ts';
import { readIntervalsText } from '../ledger/intervals.ts';
import { monthsOf } from '../ledger/month-reads.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { addTo, type Stored } from '../ledger/stored.ts';
import { ConsumptionView, consumptionView } from '../views/consumption.ts';
import { ContractPath, findContract } from './load.ts';

const recordConsumption = command({
  summary: '填报用电量 Report what the buyer consumed in a month, by the hour where it is known (CSV)',
  action: 'consumption.record',
  event: 'consumption.recorded',
  path: ContractPath,
  body: () =>
    z.strictObject({
      month: Month,
      kilowattHours: KilowattHours,
      intervals: IntervalsCsv.optional(),
      /** Named only by the grid company: for a buyer that has reported nothing. */
      buyer: OrganizationId.optional(),
    }),
  bodyBytesMax: INTERVALS_BODY_BYTES_MAX,
  status: 201,
  reply: ConsumptionView,
  prepare: ({ path, body: { month, kilowattHours, intervals, buyer } }) => {
    const hours = intervals === undefined ? undefined : readHours(intervals, month);
    return { hours, reading: { contract: path.id, month, kilowattHours, hours, buyer } };
  },
  load: async ({ reading: { contract, month, buyer } }, { reads, org }) => ({
    entities: await loadMonth(reads, { contract, month, buyer: buyer ?? org }),
  }),
  decide: ({ entities }, { reading }, context) => decideRecordConsumption(entities, reading, context),
  beside: (_draft, _loaded, { hours }) =>
    hours && 'attachment' in hours ? { attachments: [hours.attachment] } : {},
  view: ({ facts: { contract, month, buyer, ...pending }, advances }) => {
    const version = advances[0]?.version ?? 0;
    return { json: consumptionView(version, { contract, month, buyer, pending }), etag: version };
  },
});

/**
 * Loads the contract, and the buyer's consumption and the settlement of that month. The contract is read
 * first: a settlement that comes in between moves it, and then this commit is refused.
 */
async function loadMonth(
  reads: LedgerReads,
  { contract, month, buyer }: { contract: string; month: string; buyer: string },
): Promise<Map<EntityId, Stored>> {
  const entities = await reads.entities([contractEntity(contract)]);
  const further = [consumptionEntity(contract, month, buyer), settlementEntity(contract, month)];
  addTo(entities, await reads.entities(further));
  return entities;
}

const answered = { month: Month, buyer: OrganizationId, revision: z.int().min(1).max(REVISIONS_MAX) };

const AnswerView = named('ConsumptionAnswer', () =>
  z.strictObject({
    contract: z.string(),
    month: z.string(),
    buyer: z.string(),
    revision: z.int(),
    version: z.int(),
    commit: ConsumptionView().shape.commit.unwrap(),
  }),
);

/** The view of an answer of the grid company, confirming or refusing. */
function answerView(event: EventOfType<'consumption.confirmed' | 'consumption.refused'>) {
  const { contract, month, buyer, revision } = event.facts;
  return moved(event, { contract, month, buyer, revision });
}

const confirmConsumption = command({
  summary: '确认用电量 Confirm a reading',
  action: 'consumption.confirm',
  event: 'consumption.confirmed',
  path: ContractPath,
  body: () => z.strictObject(answered),
  status: 200,
  reply: AnswerView,
  prepare: ({ path, body }) => ({ answer: { contract: path.id, ...body } }),
  load: async ({ answer }, { reads }) => ({ entities: await loadMonth(reads, answer) }),
  decide: ({ entities }, { answer }, context) => decideConfirmConsumption(entities, answer, context),
  view: answerView,
});

const refuseConsumption = command({
  summary: '退回用电量 Refuse a reading',
  action: 'consumption.refuse',
  event: 'consumption.refused',
  path: ContractPath,
  body: () => z.strictObject({ ...answered, reason: freeText(500) }),
  status: 200,
  reply: AnswerView,
  prepare: ({ path, body }) => ({ answer: { contract: path.id, ...body } }),
  load: async ({ answer }, { reads }) => ({ entities: await loadMonth(reads, answer) }),
  decide: ({ entities }, { answer }, context) => decideRefuseConsumption(entities, answer, context),
  view: answerView,
});

const listConsumption = pager({
  summary: '用电量列表 Consumption under a contract, by month and buyer',
  action: 'contract.read',
  path: ContractPath,
  item: ConsumptionView,
  of: findContract,
  page: ({ path, query: { limit, cursor } }, { reads }) =>
    monthsOf(reads, 'consumption', path.id, limit, cursor),
  view: ({ version, state }) => consumptionView(version, state),
});

const readHoursOf = endpoint({
  summary: '分时用电量 The hours of a reading (CSV): of the confirmed one, else of the one that waits',
  action: 'interval.read',
  path: z.strictObject({ id: ContractId, month: Month, buyer: OrganizationId }),
  status: 200,
  reply: 'text/csv; charset=utf-8',
  run: async (asked, { reads }) => {
    const { path, identity, grant } = asked;
    const { id, month, buyer } = path;
    const { state } = await findContract(asked, { reads });
    // The hours show how a works is run, which is no other buyer's business.
    const entitled = [buyer, state.seller, state.grid].includes(identity.org);
    if (grant.scope === 'own' && !entitled) throw new Problem('forbidden');
    const record = await requireEntity(reads, consumptionEntity(id, month, buyer));
    const { intervals } = record.state.confirmed ?? record.state.pending ?? {};
    const text = intervals && (await readIntervalsText(reads, intervals.sha256));
    if (text === undefined) throw notFound(month, 'month');
    return { text };
  },
});

export const consumptionEndpoints: Endpoints = {
  'POST /v1/power-purchase-agreements/{id}/consumption': recordConsumption,
  'POST /v1/power-purchase-agreements/{id}/consumption/confirm': confirmConsumption,
  'POST /v1/power-purchase-agreements/{id}/consumption/refuse': refuseConsumption,
  'GET /v1/power-purchase-agreements/{id}/consumption': listConsumption,
  'GET /v1/power-purchase-agreements/{id}/consumption/{month}/{buyer}/intervals': readHoursOf,
};
