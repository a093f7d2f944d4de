/** Guards of publication and registration that look up a calendar, a table or a name. */
import { read, registrationEntity } from '../../../ledger/entity.ts';
import { type Rejection, reject } from '../../../ledger/rejection.ts';
import type { Subject } from '../../commands.ts';
import { lastDayOf } from '../../days.ts';
import { methodologyInForce as inForce } from '../../methodology.ts';
import { type Days, type Ruled, standardRow } from '../../standard.ts';

export function methodologyInForce({ state, today }: Subject<object>): Rejection | undefined {
  const { standard, methodology } = state;
  if (inForce(standard, methodology, today)) return undefined;
  return reject('methodology-not-in-force', undefined, { standard, methodology });
}

/** [12]: the working days fall in years whose calendar has been published. */
export function publicationDaysKnown({ state, today }: Subject<object>): Rejection | undefined {
  return daysKnown(standardRow(state.standard).designPublication, today);
}

/** [15] */
export function decisionDayKnown({ state, today }: Subject<object>): Rejection | undefined {
  return daysKnown(standardRow(state.standard).registrationDecision, today);
}

function daysKnown(rule: Ruled<Days> | undefined, today: string): Rejection | undefined {
  const last = rule && lastDayOf(rule.value, today);
  if (!last || 'date' in last) return undefined;
  return reject('working-days-unknown', undefined, { year: last.beyond });
}

/** A design is validated once; after a negative conclusion it must be published anew. */
export function notYetValidated({ state }: Subject<object>): Rejection | undefined {
  return state.validation ? reject('already-validated') : undefined;
}

/** The published design has a positive conclusion. */
export function validated({ state }: Subject<object>): Rejection | undefined {
  return state.validation ? undefined : reject('not-validated');
}

/** One code, one project. */
export function codeFree({ entities, state, command }: Subject<{ code: string }>): Rejection | undefined {
  const { code } = command;
  const taken = read(entities, registrationEntity(state.standard, code));
  return taken && reject('registration-already-taken', '/code', { code, project: taken.state.holder });
}
