/** Steps of histories about emission statements and claims. */
import type { Line } from '../../../shared/statements/line.ts';
import {
  decideMakeClaim,
  decideWithdrawClaim,
  type MakeClaim,
} from '../../../shared/statements/make-claim.ts';
import {
  decideReviseStatement,
  decideSubmitStatement,
  type SubmitStatement,
} from '../../../shared/statements/submit-statement.ts';
import { decideReturnStatement, decideVerifyStatement } from '../../../shared/statements/verify-statement.ts';
import { someDocument } from '../states/native.ts';
import { someSeal } from './contract-steps.ts';
import { as, type By, type History } from './history.ts';

export const powerLine = (kWh: string, id = 'power'): Line => ({
  id,
  category: 2,
  kind: 'electricity',
  kWh,
  supply: 'grid',
  direction: 'received',
});

export const statementOf = (lines: Line[], more: Partial<SubmitStatement> = {}): SubmitStatement => ({
  subject: { kind: 'organization', name: '远联钢铁' },
  year: 2025,
  province: '15',
  boundary: '运营控制',
  lines,
  sealed: someSeal,
  ...more,
});

/** Returns the statement's id. */
export const submitStatement = (h: History, by: string, command: SubmitStatement): string =>
  h.commit<'statement.submitted'>(as(by), (context) => decideSubmitStatement(h.entities, command, context))
    .facts.statement;

export const reviseStatement = (
  h: History,
  by: string,
  statement: string,
  ifMatch: number,
  command: SubmitStatement,
) =>
  h.commit<'statement.revised'>(as(by), (context) =>
    decideReviseStatement(h.entities, { ...command, statement, ifMatch }, context),
  );

const verifying = (org: string): By => ({ ...as(org, 'verifier'), scope: 'any' });

export const verifyStatement = (h: History, verifier: string, statement: string) =>
  h.commit<'statement.verified'>(verifying(verifier), (context) =>
    decideVerifyStatement(h.entities, { statement, assurance: 'reasonable', report: someDocument }, context),
  );

export const returnStatement = (h: History, verifier: string, statement: string) =>
  h.commit<'statement.returned'>(verifying(verifier), (context) =>
    decideReturnStatement(h.entities, { statement, reason: '缺少凭证' }, context),
  );

/** Returns the claim's id. */
export const makeClaim = (h: History, by: string, command: MakeClaim): string =>
  h.commit<'claim.made'>(as(by), (context) => decideMakeClaim(h.entities, command, context)).facts.claim;

export const withdrawClaim = (h: History, by: string, claim: string) =>
  h.commit<'claim.withdrawn'>(as(by), (context) =>
    decideWithdrawClaim(h.entities, { claim, reason: '更正' }, context),
  );
