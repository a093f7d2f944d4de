/**
 * DOMAIN §2: a priced offer of untraded units by the developer of their project is its first sale, and says
 * so. The log doesn't tell the price.
 */
import {
  batchEntity,
  blockEntity,
  type EntityId,
  projectEntity,
  type StateOf,
} from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';

export function checkFirstSale(
  live: LiveState,
  { facts, sealed }: EventOfType<'units.offered'>,
  violates: Violates,
): void {
  const { from, items, primary } = facts;
  if (sealed === undefined) {
    if (primary !== undefined) violates('first-sale-unpriced', { project: primary });
    return;
  }
  const seller = live.owners.get(from);
  /**
   * The projects whose first sale this is; `none` for units that are resold, or not sold under an agreement.
   */
  const sold = new Set<string>();
  for (const { batch, ranges } of items) {
    const { project = '' } = stateOf(live, batchEntity(batch));
    const { developer, agreement } = stateOf(live, projectEntity(project));
    const own = agreement !== undefined && developer === seller;
    for (const range of ranges) {
      const block = stateOf(live, blockEntity(batch, range.block ?? range.from));
      sold.add(own && block.traded === undefined ? project : 'none');
    }
  }
  if (sold.size > 1) violates('first-sale-mixed', { projects: [...sold].join(' ') });
  else if (!sold.has(primary ?? 'none'))
    violates('first-sale-project', { primary, expected: [...sold].join() });
}

/** Entities that aren't live were reported already; they count as nothing. */
const stateOf = <I extends EntityId>(live: LiveState, id: I): Partial<StateOf<I>> => live.state(id) ?? {};
