/** Retirement: by the holder; by the operator only of what an import brings in as retired already. */
import { batchEntity } from '../../../shared/entity.ts';
import { checkActsFor } from './authority.ts';
import { checkUse } from './certificate.ts';
import { checkMoved, checkQuantity } from './movement.ts';
import type { Rules } from './rule.ts';

export const unitsRetired: Rules<'units.retired'> = (live, event, report) => {
  const { account, items, quantity, imported } = event.facts;
  const byOperator = event.by.role === 'operator';
  checkActsFor(live, event, account, report);
  if (imported !== byOperator) report('imported-flag');
  if (byOperator) {
    for (const { batch } of items) {
      if (!live.totals.get(batch)?.batch.imported)
        report('operator-retires-imports-only', { batch }, batchEntity(batch));
    }
  }
  checkMoved(live, items, { account }, report);
  checkQuantity(quantity, items, report);
  checkUse(live, event, report);
};
