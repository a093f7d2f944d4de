/** Endpoint of certificates cancelled for an over-issuance. */
import * as z from 'zod';
import { AccountId, freeText } from '../../shared/base/field.ts';
import { batchEntity, facilityEntity } from '../../shared/ledger/entity.ts';
import { decideCancelOverIssued } from '../../shared/power/cancel-over-issued.ts';
import { Energy } from '../../shared/power/facts.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { loadForMoving } from '../ledger/load.ts';
import { Items } from '../units/items.ts';
import { OverIssuanceView, overIssuanceView } from '../views/generation.ts';
import { FacilityPath } from './facilities.ts';

const cancelOverIssued = command({
  summary: '核销多核发绿证 Cancel certificates that a correction downwards left without their kWh',
  action: 'certificates.cancel',
  event: 'certificates.cancelled',
  path: FacilityPath,
  body: () => z.strictObject({ energy: Energy, account: AccountId, items: Items(), reason: freeText(500) }),
  status: 201,
  reply: OverIssuanceView,
  load: ({ path, body: { account, items } }, reading) =>
    loadForMoving(reading, account, items, [
      facilityEntity(path.id),
      ...items.map(({ batch }) => batchEntity(batch)),
    ]),
  decide: ({ entities, candidates }, { path, body }, context) =>
    decideCancelOverIssued(entities, candidates, { ...body, facility: path.id }, context),
  view: (event) => ({ json: overIssuanceView(event) }),
});

export const certificateCancellationEndpoints: Endpoints = {
  'POST /v1/facilities/{id}/cancellations': cancelOverIssued,
};
