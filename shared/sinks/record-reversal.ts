/** Records reversals (逆转) against the buffer. */
import { chinaDate } from '../base/day.ts';
import type { DocumentReference } from '../base/document.ts';
import { ADVANCES_MAX, type Context, type Draft } from '../ledger/decision.ts';
import { type Entities, projectEntity, read } from '../ledger/entity.ts';
import { leafBytesLeft } from '../ledger/leaf-size.ts';
import { isRejection, type Rejection, reject } from '../ledger/rejection.ts';
import { blocksAdvanced, quantityOf } from '../units/block.ts';
import { bufferedUnits } from '../units/buffer.ts';
import type { Movement } from '../units/facts.ts';
import { type Candidate, selectUnits } from '../units/selection.ts';
import type { SerialRange } from '../units/states.ts';
import type { REVERSAL_CAUSES } from './facts-report.ts';
import { methodologyOf } from './methodology.ts';
import type { ProjectState } from './states.ts';

export interface RecordReversal {
  project: string;
  cause: (typeof REVERSAL_CAUSES)[number];
  occurredOn: string;
  /** Carbon lost, kgCO2e. */
  kilograms: number;
  document: DocumentReference;
}

const KILOGRAMS_PER_TONNE = 1000;

/** The project takes one advance. */
const BLOCK_ADVANCES_MAX = ADVANCES_MAX - 1;

/**
 * Records a loss and cancels buffer units for it, those of the oldest vintage first; the loss is rounded up
 * to whole tonnes. `candidates` are the project's buffer blocks, in the order of its list. Rejections in
 * order: not-found, reversal-of-nothing, reversal-without-storage, reversal-outside-crediting,
 * reversal-not-yet, reversal-exceeds-issued, buffer-in-motion, buffer-in-too-many-blocks.
 */
export function decideRecordReversal(
  entities: Entities,
  candidates: readonly Candidate[],
  command: RecordReversal,
  context: Context,
): Draft<'reversal.recorded'> | Rejection {
  const { project, cause, occurredOn, document } = command;
  const state = read(entities, projectEntity(project))?.state;
  if (!state) return reject('not-found', undefined, { project });
  const tonnes = Math.ceil(command.kilograms / KILOGRAMS_PER_TONNE);
  const refused = lossFault(state, occurredOn, tonnes, context);
  if (refused) return refused;
  const cancelled = Math.min(tonnes, bufferedUnits(state.buffered));
  const recorded = (items: Movement[]): Draft<'reversal.recorded'> => ({
    type: 'reversal.recorded',
    facts: {
      project,
      cause,
      occurredOn,
      document,
      tonnes,
      cancelled,
      ...(cancelled > 0 && { items }),
      uncovered: tonnes - cancelled,
    },
    advances: [...blocksAdvanced(entities, items), projectEntity(project)],
  });
  const items = takeFromBuffer(candidates, cancelled, leafBytesLeft(recorded([]), entities, context));
  return isRejection(items) ? items : recorded(items);
}

function lossFault(
  { design, issued, methodology, status, reversed = 0 }: ProjectState,
  occurredOn: string,
  tonnes: number,
  { at }: Context,
): Rejection | undefined {
  if (!design || issued === 0) return reject('reversal-of-nothing', undefined, { status, issued });
  if (methodologyOf(methodology)?.nonPermanence.kind === 'none')
    return reject('reversal-without-storage', undefined, { methodology });
  const { crediting } = design;
  if (occurredOn < crediting.from || occurredOn > crediting.to)
    return reject('reversal-outside-crediting', '/occurredOn', { ...crediting });
  const today = chinaDate(at);
  if (occurredOn > today) return reject('reversal-not-yet', '/occurredOn', { today });
  // Carbon never credited, or lost already, can't be lost: such a figure is a slip that nothing could undo.
  if (tonnes > issued - reversed)
    return reject('reversal-exceeds-issued', '/kilograms', { tonnes, issued, reversed });
  return undefined;
}

/** Takes so many units from the blocks, in their order: whole blocks, and the last's last serials. */
function takeFromBuffer(
  candidates: readonly Candidate[],
  wanted: number,
  bytesLeft: number,
): Movement[] | Rejection {
  const blocks = candidates.filter(({ state }) => state.status === 'buffer');
  const items: SerialRange[] = [];
  let missing = wanted;
  for (const { state } of blocks) {
    if (missing === 0) break;
    const taken = Math.min(missing, quantityOf(state));
    items.push({ batch: state.batch, from: state.to - taken + 1, to: state.to });
    missing -= taken;
  }
  if (missing > 0) return reject('buffer-in-motion', undefined, { missing });
  const select = (some: readonly SerialRange[]) => selectUnits(blocks, some, bytesLeft, BLOCK_ADVANCES_MAX);
  const movements = select(items);
  if (!isRejection(movements)) return movements;
  let fitting = items.length - 1;
  while (isRejection(select(items.slice(0, fitting)))) fitting--;
  const fits = items.slice(0, fitting).reduce((sum, item) => sum + quantityOf(item), 0);
  return reject('buffer-in-too-many-blocks', '/kilograms', { fits, blocks: items.length });
}
