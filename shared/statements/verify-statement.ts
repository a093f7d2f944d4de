/**
 * A verification body concludes on a submitted version: it verifies it, or returns it with a reason. It is
 * independent of whom it verifies by its role: a verifier owns no account, so it sells, develops, finances
 * and emits nothing here (register-organization.ts).
 */
import type { DocumentReference } from '../base/document.ts';
import { compare, fraction, ZERO } from '../base/rational.ts';
import type { Context, Draft } from '../ledger/decision.ts';
import { type Entities, read, statementEntity } from '../ledger/entity.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import { accreditationFault } from '../parties/accreditation.ts';
import type { ASSURANCES } from './facts.ts';
import { statedYearOf } from './statement.ts';
import type { StatementState } from './states.ts';

export interface VerifyStatement {
  statement: string;
  assurance: (typeof ASSURANCES)[number];
  report: DocumentReference;
}

/**
 * Rejections in order: not-found, accreditationFault's, statement-not-submitted, sent-out-exceeds-received,
 * statement-year-verified.
 */
export function decideVerifyStatement(
  entities: Entities,
  { statement, assurance, report }: VerifyStatement,
  context: Context,
): Draft<'statement.verified'> | Rejection {
  const found = submitted(entities, statement, context);
  if (isRejection(found)) return found;
  const { version, stated } = found;
  if (compare(fraction(stated.purchasedKilowattHours), ZERO) < 0)
    return reject('sent-out-exceeds-received', undefined, { kilowattHours: stated.purchasedKilowattHours });
  const year = statedYearOf(found);
  const other = read(entities, year)?.state.statement;
  if (other !== undefined && other !== statement)
    return reject('statement-year-verified', undefined, { other, year: stated.year });
  return {
    type: 'statement.verified',
    facts: { statement, version, assurance, report },
    advances: [statementEntity(statement), year],
  };
}

/** Rejections in order: not-found, accreditationFault's, statement-not-submitted. */
export function decideReturnStatement(
  entities: Entities,
  { statement, reason }: { statement: string; reason: string },
  context: Context,
): Draft<'statement.returned'> | Rejection {
  const found = submitted(entities, statement, context);
  if (isRejection(found)) return found;
  return {
    type: 'statement.returned',
    facts: { statement, version: found.version, reason },
    advances: [statementEntity(statement)],
  };
}

function submitted(entities: Entities, statement: string, context: Context): StatementState | Rejection {
  const state = read(entities, statementEntity(statement))?.state;
  if (!state) return reject('not-found', undefined, { id: statement });
  const unaccredited = accreditationFault(entities, 'statements', context);
  if (unaccredited) return unaccredited;
  return state.status === 'submitted'
    ? state
    : reject('statement-not-submitted', undefined, { status: state.status });
}
