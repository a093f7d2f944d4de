/**
 * The buffer of a project (DOMAIN §2): units held against the loss of carbon that was credited. Issuance adds
 * them, a reversal takes them, and nothing else moves them. The project itself lists them, so that a reversal
 * is decided on all of them, never on what an index happens to show.
 */

import { piecesOf, quantityOf } from './block.ts';
import type { Movement } from './facts.ts';
import type { BufferedRange } from './states.ts';

/** Units in the buffer. */
export function bufferedUnits(buffered: readonly BufferedRange[] = []): number {
  return buffered.reduce((sum, range) => sum + quantityOf(range), 0);
}

/** The ranges with one more, placed behind those of its own and of older vintages. */
export function withBuffered(buffered: readonly BufferedRange[] = [], added: BufferedRange): BufferedRange[] {
  const next = [...buffered];
  const later = next.findIndex(({ vintage }) => vintage > added.vintage);
  next.splice(later < 0 ? next.length : later, 0, added);
  return next;
}

/** The ranges left after `items` were taken out of them. */
export function withoutBuffered(
  buffered: readonly BufferedRange[] = [],
  items: readonly Movement[],
): BufferedRange[] {
  return buffered.flatMap((range) => {
    const taken = items
      .filter(({ batch }) => batch === range.batch)
      .flatMap(({ ranges }) => ranges.filter(({ from, to }) => from >= range.from && to <= range.to))
      .sort((a, b) => a.from - b.from);
    const left = piecesOf(range, taken).filter((piece) => !piece.taken);
    return left.map((piece) => ({ ...range, ...piece.range }));
  });
}
