/** Endpoint of retirements. What was retired is read as evidence. */
import * as z from 'zod';
import { AccountId, freeText, StatementId, Vintage } from '../../shared/base/field.ts';
import { statementEntity } from '../../shared/ledger/entity.ts';
import { canonicalJson } from '../../shared/ledger/signature.ts';
import { BENEFICIARY_MAX, ForeignRetirement, REASON_MAX } from '../../shared/units/facts.ts';
import { RetirementPurpose } from '../../shared/units/purpose.ts';
import { decideRetireUnits, retirableBy } from '../../shared/units/retire-units.ts';
import { command } from '../http/command.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { addProjects, loadForMoving } from '../ledger/load.ts';
import { RetirementView, retirementView } from '../views/units.ts';
import { twoEyes } from '../work/two-eyes.ts';
import { Items } from './items.ts';

const retire = command({
  summary: '注销 Retire units for a beneficiary',
  action: 'units.retire',
  event: 'units.retired',
  body: () =>
    z.strictObject({
      account: AccountId,
      items: Items(),
      beneficiary: freeText(BENEFICIARY_MAX),
      reason: freeText(REASON_MAX),
      /** Credits: 'voluntary' if left out. Certificates must name their use. */
      purpose: RetirementPurpose.optional(),
      /** Of certificates: the calendar year of the consumption that they account for. */
      consumptionYear: Vintage.optional(),
      /** Of an import: the day on which it was retired in the other registry, and what it says of that. */
      foreign: ForeignRetirement.optional(),
      /** The emission statement that the units cover; the answer says what it counts them as. */
      statement: StatementId.optional(),
    }),
  status: 201,
  reply: RetirementView,
  twoEyes,
  load: async ({ body: { account, items, statement }, grant }, reading) => {
    const covered = statement === undefined ? [] : [statementEntity(statement)];
    const loaded = await loadForMoving(reading, account, items, covered, retirableBy(grant.role));
    return statement === undefined
      ? loaded
      : { ...loaded, fixed: await addProjects(reading.reads, loaded.entities) };
  },
  decide: ({ entities, candidates }, { body }, context) =>
    decideRetireUnits(entities, candidates, body, context),
  // The leaf has all of the body too; the certificate shows that this body is what was signed.
  beside: (_draft, _loaded, { signature, json }) => ({ body: signature && canonicalJson(json) }),
  view: (event) => ({ json: retirementView(event) }),
});

export const retirementEndpoints: Endpoints = { 'POST /v1/retirements': retire };
