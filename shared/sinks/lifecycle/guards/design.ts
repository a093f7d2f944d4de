/** Guards of the design (PDD) itself: its validator, its dates, the developer's declarations. */

import type { Period } from '../../../base/day.ts';
import { versionInForce } from '../../../land/agreement.ts';
import { agreementEntity, organizationEntity, parcelEntity, read } from '../../../ledger/entity.ts';
import { type Rejection, reject } from '../../../ledger/rejection.ts';
import { accreditationFault } from '../../../parties/accreditation.ts';
import type { Subject } from '../../commands.ts';
import { withinCreditingBounds } from '../../crediting.ts';
import { methodologyOf } from '../../methodology.ts';
import { standardRow } from '../../standard.ts';

interface Validator {
  validator: string;
}

export function validatorIsVerifier({ entities, command }: Subject<Validator>): Rejection | undefined {
  const { validator } = command;
  const roles = read(entities, organizationEntity(validator))?.state.roles ?? [];
  return roles.includes('verifier') ? undefined : reject('not-a-verifier', '/validator', { validator });
}

/** The validator is neither the developer, nor a landholder, nor another sharer of the income [37]. */
export function validatorIsIndependent(subject: Subject<Validator>): Rejection | undefined {
  const { entities, state, command, today } = subject;
  const { validator } = command;
  const agreement = state.agreement && read(entities, agreementEntity(state.agreement))?.state;
  const parties = (agreement && versionInForce(agreement, today)?.parties) || [];
  const holders = (state.parcels ?? []).map((parcel) => read(entities, parcelEntity(parcel))?.state.holder);
  const interested = [state.developer, ...holders, ...parties.map(({ organization }) => organization)];
  if (!interested.includes(validator)) return undefined;
  return reject('validator-not-independent', '/validator', { validator });
}

/** The body that concludes, or prepares its conclusion, is accredited for such projects on that day. */
export const validatorAccredited = ({ entities, state, context }: Subject<object>): Rejection | undefined =>
  accreditationFault(entities, state, context);

export function startedAfterCutOff({
  state,
  command: { startedOn },
}: Subject<{ startedOn: string }>): Rejection | undefined {
  const after = standardRow(state.standard).constructionAfter?.value;
  if (after === undefined || startedOn > after) return undefined;
  return reject('started-too-early', '/startedOn', { startedOn, after });
}

export function creditingStartsAfterStart({
  command: { startedOn, crediting },
}: Subject<{ startedOn: string; crediting: Period }>): Rejection | undefined {
  if (crediting.from >= startedOn) return undefined;
  return reject('crediting-before-start', '/crediting/from', { from: crediting.from, startedOn });
}

export function creditingWithinBounds({
  state,
  command: { crediting },
}: Subject<{ crediting: Period }>): Rejection | undefined {
  const methodology = methodologyOf(state.methodology);
  const misses = methodology && withinCreditingBounds(methodology, crediting);
  if (!misses) return undefined;
  const { yearsMin = 0, yearsMax } = methodology.crediting;
  return reject(`crediting-${misses}`, '/crediting/to', { ...crediting, yearsMin, yearsMax });
}

export function noLegalDuty({ command }: Subject<{ legalDuty: boolean }>): Rejection | undefined {
  return command.legalDuty ? reject('legal-duty', '/legalDuty') : undefined;
}

export function notUnderEts({ command }: Subject<{ underEts: boolean }>): Rejection | undefined {
  return command.underEts ? reject('under-ets', '/underEts') : undefined;
}
