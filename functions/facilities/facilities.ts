/** Endpoints of facilities: registered, imported, shown, and the certificates issued for them. */
import * as z from 'zod';
import { Day } from '../../shared/base/day.ts';
import { FacilityId, freeText, OrganizationId, Origin } from '../../shared/base/field.ts';
import type { Language } from '../../shared/base/words.ts';
import { BannerCode } from '../../shared/land/banner.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import { type EntityId, facilityEntity, keyOf, organizationEntity } from '../../shared/ledger/entity.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { FacilityCode } from '../../shared/power/certificate-code.ts';
import { facilityNames } from '../../shared/power/facility.ts';
import { CAPACITY_KILOWATTS_MAX, METERS_MAX, Meter, Storage } from '../../shared/power/facts.ts';
import { decideRecordStorage } from '../../shared/power/record-storage.ts';
import { decideImportFacility, decideRegisterFacility } from '../../shared/power/register-facility.ts';
import type { FacilityState } from '../../shared/power/states.ts';
import { TECHNOLOGIES } from '../../shared/power/technology.ts';
import type { BatchState } from '../../shared/units/states.ts';
import { command, moved } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { pager } from '../http/pager.ts';
import { reader } from '../http/reader.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { byId, entityView } from '../http/require-entity.ts';
import { batchesList, FACILITIES_LIST } from '../ledger/keys.ts';
import { FacilityView, facilityView } from '../views/facility.ts';
import { BatchView, batchView } from '../views/project.ts';

export const FacilityPath = z.strictObject({ id: FacilityId });

const registerFacility = command({
  summary: '发电项目建档立卡 Register a facility of your own',
  action: 'facility.register',
  event: 'facility.registered',
  body: () =>
    z.strictObject({
      name: freeText(300),
      technology: z.enum(TECHNOLOGIES),
      banner: BannerCode,
      capacityKilowatts: z.int().min(1).max(CAPACITY_KILOWATTS_MAX),
      /** Grid connection. */
      connectedOn: Day,
      /** Hydropower only: all its power is sold on the market. */
      marketBased: z.boolean().optional(),
      meters: z.array(Meter).min(1).max(METERS_MAX),
      /** The grid company that confirms its readings. */
      grid: OrganizationId,
      /** 建档立卡 code. */
      code: FacilityCode.optional(),
      /** Storage beside the plant, as built. */
      storage: Storage.optional(),
    }),
  status: 201,
  reply: FacilityView,
  load: async ({ body }, { reads, id, org }) => ({
    entities: await reads.entities([
      organizationEntity(org),
      organizationEntity(body.grid),
      facilityEntity(deriveId('f', id)),
      ...facilityNames(body),
    ]),
  }),
  decide: ({ entities }, { body }, context) => decideRegisterFacility(entities, body, context),
  view: (event, { language }) => registered(event, language),
});

const recordStorage = command({
  summary: '储能登记 Record the storage beside the facility as it is now: both 0 once it is gone',
  action: 'storage.record',
  event: 'facility.storage-recorded',
  path: FacilityPath,
  body: () => Storage,
  status: 200,
  reply: () =>
    z.strictObject({ id: z.string(), storage: Storage, version: z.int(), commit: CommitReceipt() }),
  load: async ({ path }, { reads }) => ({ entities: await reads.entities([facilityEntity(path.id)]) }),
  decide: ({ entities }, { path, body }, context) =>
    decideRecordStorage(entities, { facility: path.id, storage: body }, context),
  view: (event) => {
    const { facility, storage } = event.facts;
    const { kilowatts, kilowattHours } = storage;
    return moved(event, { id: facility, storage: { kilowatts, kilowattHours } });
  },
});

const importFacility = command({
  summary: '导入发电项目 Import a facility of another registry',
  action: 'facility.import',
  event: 'facility.imported',
  body: () =>
    z.strictObject({
      name: freeText(300),
      technology: z.enum(TECHNOLOGIES),
      owner: OrganizationId,
      origin: Origin,
    }),
  status: 201,
  reply: FacilityView,
  load: async ({ body }, { reads, id }) => ({
    entities: await reads.entities([
      organizationEntity(body.owner),
      facilityEntity(deriveId('f', id)),
      ...facilityNames(body),
    ]),
  }),
  decide: ({ entities }, { body }, context) => decideImportFacility(entities, body, context),
  view: (event, { language }) => registered(event, language),
});

/** A facility at its birth. */
function registered(
  { id, facts }: EventOfType<'facility.registered' | 'facility.imported'>,
  language: Language,
) {
  const { facility, ...state } = facts;
  return { json: facilityView(facility, 1, { ...state, energy: {}, registered: id }, language), etag: 1 };
}

const findFacility = byId(facilityEntity);

const readFacility = reader({
  summary: '查询发电项目 Read a facility, with its kilowatt-hours by kind of energy',
  path: FacilityPath,
  reply: FacilityView,
  find: findFacility,
  view: shownFacility,
});

const listFacilities = pager({
  summary: '发电项目列表 List facilities',
  action: 'facility.read',
  item: FacilityView,
  page: ({ query: { limit, cursor } }, { reads }) =>
    reads.list<FacilityState>(FACILITIES_LIST, limit, cursor),
  view: shownFacility,
});

function shownFacility(
  { entity, version, state }: { entity: EntityId; version: number; state: FacilityState },
  { language }: { language: Language },
) {
  return facilityView(keyOf(entity), version, state, language);
}

const listBatches = pager({
  summary: '发电项目的绿证批次 Batches of certificates of a facility',
  path: FacilityPath,
  item: BatchView,
  of: findFacility,
  page: ({ path, query: { limit, cursor } }, { reads }) =>
    reads.list<BatchState>(batchesList(path.id), limit, cursor),
  view: entityView(batchView),
});

export const facilityEndpoints: Endpoints = {
  'POST /v1/facilities': registerFacility,
  'POST /v1/facilities/imports': importFacility,
  'POST /v1/facilities/{id}/storage': recordStorage,
  'GET /v1/facilities': listFacilities,
  'GET /v1/facilities/{id}': readFacility,
  'GET /v1/facilities/{id}/batches': listBatches,
};
