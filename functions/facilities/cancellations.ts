/** Endpoint of certificates cancelled for an over-issuance. */
import * as z from 'zod';
import { AccountId, freeText } from '../../shared/base/field.ts';
import { batchEntity, facilityEntity } from '../../shared/ledger/entity.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { decideCancelOverIssued } from '../../shared/power/cancel-over-issued.ts';
import { Energy } from '../../shared/power/facts.ts';
import { commitReply } from '../http/committed.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { loadForMoving } from '../ledger/load.ts';
import { Items } from '../units/items.ts';
import { OverIssuanceView, overIssuanceView } from '../views/generation.ts';
import { theWorld } from '../world.ts';
import { FacilityPath } from './facilities.ts';

const cancelOverIssued = endpoint({
  summary: '核销多核发绿证 Cancel certificates that a correction downwards left without their kWh',
  action: 'certificates.cancel',
  path: FacilityPath,
  body: () => z.strictObject({ energy: Energy, account: AccountId, items: Items(), reason: freeText(500) }),
  status: 201,
  reply: OverIssuanceView,
  commits: true,
  run: (request) => {
    const command = { ...request.body, facility: request.path.id };
    const { account, items } = command;
    return commitReply(
      theWorld(),
      request,
      {
        load: async (reading) => {
          const further = [facilityEntity(command.facility), ...items.map(({ batch }) => batchEntity(batch))];
          return loadForMoving(reading, account, items, further);
        },
        decide: ({ entities, candidates }, context) =>
          decideCancelOverIssued(entities, candidates, command, context),
      },
      (event: EventOfType<'certificates.cancelled'>) => ({ json: overIssuanceView(event) }),
    );
  },
});

export const certificateCancellationEndpoints: Endpoints = {
  'POST /v1/facilities/{id}/cancellations': cancelOverIssued,
};
