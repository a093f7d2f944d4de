/** Endpoints of imported supply contracts: the contract, the generation issued for it, its deliveries. */
import * as z from 'zod';
import { Day, Period, yearOf } from '../../shared/base/day.ts';
import {
  AccountId,
  ContractId,
  FacilityId,
  OrganizationId,
  Origin,
  QUANTITY_MAX,
  Quantity,
} from '../../shared/base/field.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import {
  accountEntity,
  batchEntity,
  certificateEntity,
  facilityEntity,
  organizationEntity,
  read,
  registrationEntity,
  supplyEntity,
} from '../../shared/ledger/entity.ts';
import { Draws, KILOWATT_HOURS_MAX } from '../../shared/power/facts.ts';
import { IMPORTED_ENERGY } from '../../shared/power/generation.ts';
import { decideDeliverSupply, decideImportSupply } from '../../shared/power/import-supply.ts';
import { decideImportGeneration, type ImportGeneration } from '../../shared/power/imported-generation.ts';
import type { SupplyState } from '../../shared/power/states.ts';
import { SUPPLY_TECHNOLOGIES } from '../../shared/power/technology.ts';
import { InstrumentCode } from '../../shared/units/instrument.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { pager } from '../http/pager.ts';
import { reader } from '../http/reader.ts';
import { byId, entityView } from '../http/require-entity.ts';
import { SUPPLIES_LIST } from '../ledger/keys.ts';
import { loadForMoving } from '../ledger/load.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { addTo } from '../ledger/stored.ts';
import { Items } from '../units/items.ts';
import { BatchView, batchView } from '../views/project.ts';
import { DeliveryView, deliveryView, SupplyView, supplyView } from '../views/supply.ts';

const SupplyPath = z.strictObject({ id: ContractId });

const importSupply = command({
  summary: '导入供应合同 Bring in a supply contract of certificates that another registry issued',
  action: 'supply.import',
  event: 'supply.imported',
  body: () =>
    z.strictObject({
      seller: OrganizationId,
      technology: z.enum(SUPPLY_TECHNOLOGIES),
      instrument: InstrumentCode,
      signedOn: Day,
      deliverBy: Day,
      period: Period,
      megawattHours: Quantity,
      origin: Origin,
    }),
  status: 201,
  reply: SupplyView,
  load: async ({ body: { seller, instrument, origin } }, { reads, id }) => ({
    entities: await reads.entities([
      organizationEntity(seller),
      supplyEntity(deriveId('c', id)),
      registrationEntity(instrument, origin.code),
    ]),
  }),
  decide: ({ entities }, { body }, context) => decideImportSupply(entities, body, context),
  view: ({ facts: { supply, ...state } }) => ({
    json: supplyView(supply, 1, { ...state, issued: 0, delivered: 0 }),
    etag: 1,
  }),
});

const readSupply = reader({
  summary: '查询供应合同 Read a supply contract: contracted, issued, delivered',
  action: 'supply.read',
  path: SupplyPath,
  reply: SupplyView,
  find: byId(supplyEntity),
  view: entityView(supplyView),
});

const listSupplies = pager({
  summary: '供应合同列表 Supply contracts',
  action: 'supply.read',
  item: SupplyView,
  page: ({ query: { limit, cursor } }, { reads }) => reads.list<SupplyState>(SUPPLIES_LIST, limit, cursor),
  view: entityView(supplyView),
});

const importGeneration = command({
  summary: '导入电量与证书 Issue what a facility elsewhere generated for the contract',
  action: 'generation.import',
  event: 'generation.imported',
  path: SupplyPath,
  body: () =>
    z.strictObject({
      facility: FacilityId,
      period: Period,
      kilowattHours: z.int().min(1).max(KILOWATT_HOURS_MAX),
      /**
       * Certificates of the other registry from which the quantity is taken, and how much of each; together
       * all of it.
       */
      certificates: Draws,
      /** The part of the certificates that the seller used itself, and retired in the other registry. */
      retiredElsewhere: z.int().min(0).max(QUANTITY_MAX).default(0),
      lanes: z.int().min(1).max(90).default(1),
    }),
  status: 201,
  reply: BatchView,
  prepare: ({ path, body }) => ({ generation: { ...body, supply: path.id } }),
  load: async ({ generation }, { reads, id }) => ({
    entities: await loadForGeneration(reads, generation, deriveId('b', id)),
  }),
  decide: ({ entities }, { generation }, context) => decideImportGeneration(entities, generation, context),
  view: ({ facts: { batch, facility, supply, instrument, period, quantity, certificates } }) => {
    const state = {
      facility,
      supply,
      instrument,
      energy: IMPORTED_ENERGY,
      generated: period,
      issued: quantity,
      vintage: yearOf(period.from),
      legacy: false,
      imported: true,
      certificates,
    };
    return { json: batchView(batch, 1, state), etag: 1 };
  },
});

/** The contract tells which registry the certificates belong to. */
async function loadForGeneration(
  reads: LedgerReads,
  { supply, facility, certificates }: ImportGeneration,
  batch: string,
) {
  const id = supplyEntity(supply);
  const entities = await reads.entities([id, facilityEntity(facility), batchEntity(batch)]);
  const contract = read(entities, id)?.state;
  if (!contract) return entities;
  const names = certificates.map(({ number }) => certificateEntity(contract.origin.source, number));
  return addTo(entities, await reads.entities(names));
}

const deliver = command({
  summary: '交付证书 Hand units of the contract to whom they are for',
  action: 'supply.deliver',
  event: 'supply.delivered',
  path: SupplyPath,
  body: () =>
    z.strictObject({
      to: AccountId,
      items: Items(),
      /** The receiver has retired them in the other registry: here that only has to be recorded. */
      retiredElsewhere: z.boolean().default(false),
    }),
  status: 201,
  reply: DeliveryView,
  load: async ({ path, body: { to, items } }, reading) => {
    const id = supplyEntity(path.id);
    const supplies = await reading.reads.entities([id]);
    const contract = read(supplies, id);
    if (!contract) return { entities: supplies, candidates: [] };
    const { entities, candidates } = await loadForMoving(reading, contract.state.account, items, [
      accountEntity(to),
      ...items.map(({ batch }) => batchEntity(batch)),
    ]);
    return { entities: new Map([...entities, ...supplies]), candidates };
  },
  decide: ({ entities, candidates }, { path, body }, context) =>
    decideDeliverSupply(entities, candidates, { ...body, supply: path.id }, context),
  view: (event) => ({ json: deliveryView(event) }),
});

export const supplyEndpoints: Endpoints = {
  'POST /v1/supply-contracts/imports': importSupply,
  'GET /v1/supply-contracts': listSupplies,
  'GET /v1/supply-contracts/{id}': readSupply,
  'POST /v1/supply-contracts/{id}/generation': importGeneration,
  'POST /v1/supply-contracts/{id}/deliveries': deliver,
};
