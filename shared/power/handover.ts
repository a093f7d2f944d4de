/**
 * The certificates that move with the power: the seller's own from the month's batches that never changed
 * hands, from the largest blocks first, so that one commit holds as many as possible.
 */
import { quantityOf, type Range } from '../units/block.ts';
import type { Movement } from '../units/facts.ts';
import type { Candidate } from '../units/selection.ts';

/** The blocks that may be handed over by that account. */
export function untradedOf(
  candidates: readonly Candidate[],
  account: string,
  batches: readonly string[],
): Candidate[] {
  return candidates.filter(
    ({ state }) =>
      state.account === account && state.status === 'held' && !state.traded && batches.includes(state.batch),
  );
}

export const unitsOf = (candidates: readonly Candidate[]): number =>
  candidates.reduce((sum, { state }) => sum + quantityOf(state), 0);

/**
 * The movements of each part, in the order of `parts` (whole MWh); none for a part of 0.
 * @throws RangeError if the parts are more than the candidates hold.
 */
export function handOver(candidates: readonly Candidate[], parts: readonly number[]): Movement[][] {
  const free = candidates
    .toSorted((a, b) => quantityOf(b.state) - quantityOf(a.state) || compared(a, b))
    .map((candidate) => ({ candidate, from: candidate.state.from, to: candidate.state.to }));
  return parts.map((part) => {
    const items: Movement[] = [];
    for (let missing = part; missing > 0; ) {
      const stretch = free[0];
      if (!stretch) throw new RangeError(`${missing} certificates more than there are`);
      const taken = Math.min(missing, quantityOf(stretch));
      addRange(items, stretch.candidate, { from: stretch.from, to: stretch.from + taken - 1 });
      stretch.from += taken;
      missing -= taken;
      if (stretch.from > stretch.to) free.shift();
    }
    return items;
  });
}

function addRange(items: Movement[], { state, commit }: Candidate, { from, to }: Range): void {
  const { batch, from: block, since } = state;
  const range = { from, to, ...(block !== from && { block }), ...(since !== commit && { since }) };
  const movement = items.find((each) => each.batch === batch);
  if (movement) movement.ranges.push(range);
  else items.push({ batch, ranges: [range] });
}

/** By batch and serial, so that equal blocks come in one order however they were read. */
function compared({ state: a }: Candidate, { state: b }: Candidate): number {
  if (a.batch === b.batch) return a.from - b.from;
  return a.batch < b.batch ? -1 : 1;
}
