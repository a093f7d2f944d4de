/** Endpoints of generation: recorded, confirmed, refused, and the certificates issued for it. */

import * as z from 'zod';
import { freeText } from '../../shared/base/field.ts';
import { Month } from '../../shared/base/month.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import {
  batchEntity,
  type EntityId,
  facilityEntity,
  generationEntity,
  provinceEntity,
  read,
} from '../../shared/ledger/entity.ts';
import { CertificateCode } from '../../shared/power/certificate-code.ts';
import { decideConfirmGeneration, decideRefuseGeneration } from '../../shared/power/confirm-generation.ts';
import { Energy, KilowattHours, REVISIONS_MAX } from '../../shared/power/facts.ts';
import { certificateCodeEntity } from '../../shared/power/generation.ts';
import { decideRecordGeneration } from '../../shared/power/record-generation.ts';
import { ENERGIES } from '../../shared/power/technology.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { pager } from '../http/pager.ts';
import { byId } from '../http/require-entity.ts';
import { monthsOf } from '../ledger/month-reads.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { addTo, type Stored } from '../ledger/stored.ts';
import {
  ConfirmedView,
  confirmedView,
  GenerationView,
  generationView,
  RecordedView,
  RefusedView,
  recordedView,
  refusedView,
} from '../views/generation.ts';
import { FacilityPath } from './facilities.ts';
import { INTERVALS_BODY_BYTES_MAX, IntervalsCsv, readHours, readIntervalsOf } from './intervals.ts';

/**
 * Loads a facility's month, with every kind of energy: together they may not exceed its capacity. The
 * facility is read first: a confirmation in between moves it, and then this commit is refused.
 */
async function loadMonth(
  reads: LedgerReads,
  facility: string,
  month: string,
  further: readonly EntityId[] = [],
) {
  const entities = await reads.entities([facilityEntity(facility)]);
  const months = ENERGIES.map((energy) => generationEntity(facility, month, energy));
  addTo(entities, await reads.entities([...months, ...further]));
  return entities;
}

const recordGeneration = command({
  summary: "填报电量 Record a month's reading of one kind of energy, or correct it",
  action: 'generation.record',
  event: 'generation.recorded',
  path: FacilityPath,
  body: () =>
    z.strictObject({
      month: Month,
      energy: Energy,
      kilowattHours: KilowattHours,
      /** The part of the reading that came out of storage. */
      dischargedKilowattHours: KilowattHours.default(0),
      /** What could have been generated beside it and was held back (弃电). */
      curtailedKilowattHours: KilowattHours.optional(),
      /** Its hours as CSV. */
      intervals: IntervalsCsv.optional(),
      /** Why a confirmed reading is corrected. */
      reason: freeText(500).optional(),
    }),
  bodyBytesMax: INTERVALS_BODY_BYTES_MAX,
  status: 201,
  reply: RecordedView,
  prepare: ({ path, body: { intervals, ...body } }) => {
    const hours = intervals === undefined ? undefined : readHours(intervals, body.month);
    return { hours, reading: { ...body, facility: path.id, hours } };
  },
  load: async ({ path, body }, { reads }) => ({ entities: await loadMonth(reads, path.id, body.month) }),
  decide: ({ entities }, { reading }, context) => decideRecordGeneration(entities, reading, context),
  beside: (_draft, _loaded, { hours }) =>
    hours && 'attachment' in hours ? { attachments: [hours.attachment] } : {},
  view: (event) => ({ json: recordedView(event) }),
});

/** Which reading the grid company answers. */
const Named = { month: Month, energy: Energy, revision: z.int().min(1).max(REVISIONS_MAX) };

const confirmGeneration = command({
  summary: '确认电量并核发 Confirm a reading: whole MWh become certificates at once, the remainder carries',
  action: 'generation.confirm',
  event: 'generation.confirmed',
  path: FacilityPath,
  body: () =>
    z.strictObject({
      ...Named,
      lanes: z.int().min(1).max(90).default(1),
      /** Official code of the first certificate, 32 characters. */
      code: CertificateCode.optional(),
    }),
  status: 200,
  reply: ConfirmedView,
  load: async ({ path, body: { month, code } }, { reads, id }) => ({
    entities: await loadForConfirming(reads, path.id, month, [
      batchEntity(deriveId('b', id)),
      ...(code === undefined ? [] : [certificateCodeEntity(code)]),
    ]),
  }),
  decide: ({ entities }, { path, body }, context) =>
    decideConfirmGeneration(entities, { ...body, facility: path.id }, context),
  view: (event) => ({ json: confirmedView(event) }),
});

/** The facility, its month, its province's account, and entities already at the names to be issued. */
async function loadForConfirming(
  reads: LedgerReads,
  facility: string,
  month: string,
  names: readonly EntityId[],
) {
  const entities: Map<EntityId, Stored> = await loadMonth(reads, facility, month, names);
  const province = read(entities, facilityEntity(facility))?.state.province;
  if (province) addTo(entities, await reads.entities([provinceEntity(province)]));
  return entities;
}

const refuseGeneration = command({
  summary: '退回电量 Refuse a reading',
  action: 'generation.refuse',
  event: 'generation.refused',
  path: FacilityPath,
  body: () => z.strictObject({ ...Named, reason: freeText(500) }),
  status: 200,
  reply: RefusedView,
  load: async ({ path: { id: facility }, body: { month, energy } }, { reads }) => ({
    entities: await reads.entities([facilityEntity(facility), generationEntity(facility, month, energy)]),
  }),
  decide: ({ entities }, { path, body }, context) =>
    decideRefuseGeneration(entities, { ...body, facility: path.id }, context),
  view: (event) => ({ json: refusedView(event) }),
});

const listGeneration = pager({
  summary: '发电项目电量 Generation of a facility, by month and kind of energy',
  action: 'generation.read',
  path: FacilityPath,
  item: GenerationView,
  of: byId(facilityEntity),
  page: ({ path, query: { limit, cursor } }, { reads }) =>
    monthsOf(reads, 'generation', path.id, limit, cursor),
  view: ({ version, state }) => generationView(version, state),
});

export const generationEndpoints: Endpoints = {
  'POST /v1/facilities/{id}/generation': recordGeneration,
  'POST /v1/facilities/{id}/generation/confirm': confirmGeneration,
  'POST /v1/facilities/{id}/generation/refuse': refuseGeneration,
  'GET /v1/facilities/{id}/generation': listGeneration,
  'GET /v1/facilities/{id}/generation/{month}/{energy}/intervals': readIntervalsOf,
};
