/** Endpoint of retirements. What was retired is read as evidence. */
import * as z from 'zod';
import { AccountId, freeText, Vintage } from '../../shared/base/field.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { canonicalJson } from '../../shared/ledger/signature.ts';
import { ForeignRetirement } from '../../shared/units/facts.ts';
import { RetirementPurpose } from '../../shared/units/purpose.ts';
import { decideRetireUnits, retirableBy } from '../../shared/units/retire-units.ts';
import { commitReply } from '../http/committed.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { loadForMoving } from '../ledger/load.ts';
import { RetirementView, retirementView } from '../views/units.ts';
import { theWorld } from '../world.ts';
import { Items } from './items.ts';

const retire = endpoint({
  summary: '注销 Retire units for a beneficiary',
  action: 'units.retire',
  body: () =>
    z.strictObject({
      account: AccountId,
      items: Items(),
      beneficiary: freeText(200),
      reason: freeText(500),
      /** Credits: 'voluntary' where it is left out. Certificates must name their use. */
      purpose: RetirementPurpose.optional(),
      /** Of certificates: the calendar year of the consumption that they account for. */
      consumptionYear: Vintage.optional(),
      /** Of an import: the day on which it was retired in the other registry, and what that says of it. */
      foreign: ForeignRetirement.optional(),
    }),
  status: 201,
  reply: RetirementView,
  commits: true,
  run: (request) => {
    const world = theWorld();
    const { account, items } = request.body;
    return commitReply(
      world,
      request,
      {
        load: ({ attempt, thorough }) =>
          loadForMoving(world.reads, account, items, [], attempt, thorough, retirableBy(request.grant.role)),
        decide: ({ entities, candidates }, context) =>
          decideRetireUnits(entities, candidates, request.body, context),
        // All of it stands in the leaf too; its certificate shows that this is what was signed.
        beside: () => ({ body: request.signature && canonicalJson(request.json) }),
      },
      (event: EventOfType<'units.retired'>) => ({ json: retirementView(event) }),
    );
  },
});

export const retirementEndpoints: Endpoints = { 'POST /v1/retirements': retire };
