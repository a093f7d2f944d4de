/** Accounts hold blocks; there is no balance row. The check of who acts for an account is here. */
import type { Context } from '../ledger/decision.ts';
import { accountEntity, type Entities, read } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';

/** Whether the caller may act for that account: it owns the account, or the role table grants `any`. */
export function actsFor(entities: Entities, account: string, context: Context): Rejection | undefined {
  const owner = read(entities, accountEntity(account));
  if (!owner) return reject('not-found', undefined, { account });
  if (context.scope === 'own' && owner.state.organization !== context.org)
    return reject('not-yours', undefined, { account });
  return undefined;
}
