/** Retirement: by the holder; by the operator only for units that an import marks as retired already. */
import { batchEntity, blockEntity } from '../../../../shared/ledger/entity.ts';
import type { Movement } from '../../../../shared/units/facts.ts';
import { BLOCK_STATUSES } from '../../../../shared/units/states.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkActsFor } from '../log/authority.ts';
import type { Rules } from '../rule.ts';
import { checkCover } from '../statements/cover.ts';
import { checkUse } from './certificate.ts';
import { checkForeignRetirement } from './foreign.ts';
import { checkMoved, checkQuantity } from './movement.ts';

/**
 * The operator retires only blocks that an import brought in as retired. Such a block stays in its first
 * account, for nobody else may move it. A holder's units are the holder's.
 */
function checkRetiredElsewhere(live: LiveState, items: readonly Movement[], violates: Violates): void {
  for (const { batch, ranges } of items) {
    for (const { from, to, block } of ranges) {
      const entity = blockEntity(batch, block ?? from);
      const state = live.state(entity);
      if (state && state.status !== 'retired-elsewhere')
        violates('not-retired-elsewhere', { from, to, status: state.status }, entity);
    }
  }
}

export const unitsRetired: Rules<'units.retired'> = (live, event, violates) => {
  const { account, items, quantity, imported } = event.facts;
  const byOperator = event.by.role === 'operator';
  checkActsFor(live, event, account, violates);
  if (imported !== byOperator) violates('imported-flag');
  if (byOperator) {
    for (const { batch } of items) {
      if (!live.totals.get(batch)?.batch.imported)
        violates('operator-retires-imports-only', { batch }, batchEntity(batch));
    }
    checkRetiredElsewhere(live, items, violates);
  }
  checkMoved(live, items, byOperator ? { account, statuses: BLOCK_STATUSES } : { account }, violates);
  checkQuantity(quantity, items, violates);
  checkForeignRetirement(live, event, violates);
  checkUse(live, event, violates);
  checkCover(live, event, violates);
};
