/** Amendments of power contracts: a further version, signed like the first, that applies from a month on. */
import { chinaDate } from '../base/day.ts';
import { monthOf } from '../base/month.ts';
import type { Context, Draft } from '../ledger/decision.ts';
import { contractEntity, type Entities, facilityEntity, read } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { isContractParty } from './contract.ts';
import { type ContractTerms, checkTerms } from './contract-terms.ts';
import { CONTRACT_VERSIONS_MAX } from './facts-contract.ts';
import type { ContractState } from './states.ts';

/**
 * The next version. `entities` holds the contract and its facility. Rejections in order: not-found (also for
 * strangers), not-yours (a buyer), contract-pending, too-many-versions, amendment-before-contract,
 * amendment-of-settled-month, amendment-backdated, then those of checkTerms.
 */
export function decideProposeContractVersion(
  entities: Entities,
  { contract, ...terms }: ContractTerms & { contract: string },
  context: Context,
): Draft<'contract.proposed'> | Rejection {
  const id = contractEntity(contract);
  const current = read(entities, id)?.state;
  if (!current || !isContractParty(current, context.org)) return reject('not-found', undefined, { contract });
  if (current.seller !== context.org) return reject('not-yours', undefined, { contract });
  const { pending, versions, lastVersion, kind, facility, seller, grid, buyers } = current;
  if (pending) return reject('contract-pending', undefined, { version: pending.version });
  if (lastVersion >= CONTRACT_VERSIONS_MAX)
    return reject('too-many-versions', undefined, { versions: lastVersion });
  const thisMonth = monthOf(chinaDate(context.at));
  const plant = read(entities, facilityEntity(facility))?.state ?? {};
  const first = versions[0]?.from ?? terms.from;
  const refused =
    checkFrom(current, terms.from, thisMonth) ??
    checkTerms(terms, { contract: current, plant, current: thisMonth, first });
  if (refused) return refused;
  const { sealed, ...open } = terms;
  const version = lastVersion + 1;
  return {
    type: 'contract.proposed',
    facts: { contract, version, kind, facility, seller, grid, buyers, ...open },
    advances: [id],
    sealed,
  };
}

/** If nothing is in force yet, a version may reach back as the first one might. */
function checkFrom(
  { versions, settledThrough }: ContractState,
  from: string,
  thisMonth: string,
): Rejection | undefined {
  const first = versions[0]?.from;
  if (first === undefined) return undefined;
  if (from < first) return reject('amendment-before-contract', '/from', { from, first });
  if (settledThrough !== undefined && from <= settledThrough)
    return reject('amendment-of-settled-month', '/from', { from, settledThrough });
  if (from < thisMonth) return reject('amendment-backdated', '/from', { from, current: thisMonth });
  return undefined;
}
