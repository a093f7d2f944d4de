/** Guards of publication and registration that ask a calendar, a table or a name. */
import { chinaDate } from '../../../base/day.ts';
import { lastDayOfPeriod } from '../../../base/working-days.ts';
import { read, registrationEntity } from '../../../ledger/entity.ts';
import { type Rejection, reject } from '../../../ledger/rejection.ts';
import type { Subject } from '../../commands.ts';
import { CCER_DECISION_WORKING_DAYS, CCER_PUBLICATION_WORKING_DAYS } from '../../days.ts';
import { methodologyInForce as inForce } from '../../methodology.ts';

export function methodologyInForce({ state, today }: Subject<object>): Rejection | undefined {
  const { standard, methodology } = state;
  if (inForce(standard, methodology, today)) return undefined;
  return reject('methodology-not-in-force', undefined, { standard, methodology });
}

/** [12]: 20 working days, of years whose calendar has been published. */
export function publicationDaysKnown({ context }: Subject<object>): Rejection | undefined {
  return daysKnown(context.at, CCER_PUBLICATION_WORKING_DAYS);
}

/** [15]: 15 working days. */
export function decisionDayKnown({ context }: Subject<object>): Rejection | undefined {
  return daysKnown(context.at, CCER_DECISION_WORKING_DAYS);
}

function daysKnown(at: string, workingDays: number): Rejection | undefined {
  const last = lastDayOfPeriod(chinaDate(at), workingDays);
  return 'beyond' in last ? reject('working-days-unknown', undefined, { year: last.beyond }) : undefined;
}

/** A design is validated once; after a negative conclusion it is published anew. */
export function notYetValidated({ state }: Subject<object>): Rejection | undefined {
  return state.validation ? reject('already-validated') : undefined;
}

/** Its published design has a positive conclusion. */
export function validated({ state }: Subject<object>): Rejection | undefined {
  return state.validation ? undefined : reject('not-validated');
}

/** One code, one project. */
export function codeFree({ entities, state, command }: Subject<{ code: string }>): Rejection | undefined {
  const { code } = command;
  const taken = read(entities, registrationEntity(state.standard, code));
  return taken && reject('registration-already-taken', '/code', { code, project: taken.state.holder });
}
