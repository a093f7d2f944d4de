/** Cancellation of what was issued beyond what is verified, or lost beyond the buffer. */
import { MOVED_QUANTITY_MAX } from '../base/field.ts';
import { ADVANCES_MAX, type Context, type Draft } from '../ledger/decision.ts';
import {
  accountEntity,
  batchEntity,
  type Entities,
  projectEntity,
  read,
  reportEntity,
} from '../ledger/entity.ts';
import { leafBytesLeft } from '../ledger/leaf-size.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import { actsFor } from '../parties/account.ts';
import { excessOf } from '../sinks/report-tonnes.ts';
import type { ProjectState } from '../sinks/states.ts';
import { blocksAdvanced, movedQuantity } from './block.ts';
import type { CANCELLATION_CAUSES, Movement } from './facts.ts';
import { instrumentOf } from './instrument.ts';
import { type Candidate, type Item, selectUnits, unlessUnknown } from './selection.ts';

export interface CancelUnits {
  project: string;
  cause: (typeof CANCELLATION_CAUSES)[number];
  /** The corrected report whose excess is made good; absent for a reversal. */
  report?: string | undefined;
  account: string;
  items: readonly Item[];
  reason: string;
}

/** Project and report take two advances. */
const BLOCK_ADVANCES_MAX = ADVANCES_MAX - 2;

/**
 * Rejections in order: not-found (project, account), not-yours, not-the-developers-account, not-found
 * (report), nothing-to-cancel, other-instrument, selectUnits' (not-found for too few of a batch
 * that doesn't exist), cancellation-exceeds-open. `entities` holds
 * project, report, account, the batches named and the account's blocks of them.
 */
export function decideCancelUnits(
  entities: Entities,
  candidates: readonly Candidate[],
  command: CancelUnits,
  context: Context,
): Draft<'units.cancelled'> | Rejection {
  const { project, cause, report, account, reason } = command;
  const state = read(entities, projectEntity(project))?.state;
  if (!state) return reject('not-found', '/project', { project });
  const refused = accountFault(entities, state, account, context);
  if (refused) return refused;
  const open = openOf(entities, state, command);
  if (typeof open !== 'number') return open;
  if (open === 0) return reject('nothing-to-cancel', undefined, { cause });
  const instrument = instrumentOf(state.standard);
  for (const [index, { batch }] of command.items.entries()) {
    const other = read(entities, batchEntity(batch))?.state.instrument;
    if (other && other !== instrument)
      return reject('other-instrument', `/items/${index}/batch`, { instrument: other, wanted: instrument });
  }
  const cancelled = (items: Movement[], quantity: number): Draft<'units.cancelled'> => ({
    type: 'units.cancelled',
    facts: { project, cause, ...(report && { report }), account, items, quantity, reason },
    advances: [
      ...blocksAdvanced(entities, items),
      projectEntity(project),
      ...(report ? [reportEntity(report)] : []),
    ],
  });
  const bytesLeft = leafBytesLeft(cancelled([], MOVED_QUANTITY_MAX), entities, context);
  const items = selectUnits(candidates, command.items, bytesLeft, BLOCK_ADVANCES_MAX);
  if (isRejection(items)) return unlessUnknown(entities, command.items, items);
  const quantity = movedQuantity(items);
  if (quantity > open) return reject('cancellation-exceeds-open', '/items', { quantity, open });
  return cancelled(items, quantity);
}

function accountFault(
  entities: Entities,
  { developer }: ProjectState,
  account: string,
  context: Context,
): Rejection | undefined {
  const refused = actsFor(entities, account, context);
  if (refused) return { ...refused, pointer: '/account' };
  const owner = read(entities, accountEntity(account))?.state;
  // Buffer accounts are the developer's too, but their units aren't held, so none could be chosen.
  if (owner?.organization !== developer || owner.buffer)
    return reject('not-the-developers-account', '/account', { account, developer });
  return undefined;
}

/** Tonnes that a cancellation for that cause may make good. */
function openOf(
  entities: Entities,
  state: ProjectState,
  { project, cause, report }: CancelUnits,
): number | Rejection {
  if (cause === 'reversal') return state.uncovered ?? 0;
  const corrected = report ? read(entities, reportEntity(report))?.state : undefined;
  if (corrected?.project !== project) return reject('not-found', '/report', report ? { report } : {});
  return excessOf(corrected.vintages);
}
