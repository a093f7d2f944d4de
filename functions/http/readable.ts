/** Texts that were damaged before they arrived: they must not name anything. */
import { isReadable } from '../../shared/base/field.ts';

/** A part of a JSON value, with the path to it. */
interface Part {
  value: unknown;
  name?: PropertyKey;
  within?: Part;
}

/** Paths of the unreadable texts and names in a JSON value, in its order, at most `max` of them. */
export function unreadablePaths(value: unknown, max: number): PropertyKey[][] {
  const found: PropertyKey[][] = [];
  // A body may be nested deeper than calls can be.
  const open: Part[] = [{ value }];
  for (let part = open.pop(); part && found.length < max; part = open.pop()) {
    const { name, value } = part;
    if (isDamaged(name) || isDamaged(value)) found.push(pathOf(part));
    else if (Array.isArray(value)) {
      // A boundary has a hundred thousand numbers; numbers hold no text.
      for (let at = value.length - 1; at >= 0; at--)
        if (typeof value[at] === 'string' || typeof value[at] === 'object')
          open.push({ value: value[at], name: at, within: part });
    } else if (typeof value === 'object' && value !== null)
      for (const [name, member] of Object.entries(value).reverse())
        open.push({ value: member, name, within: part });
  }
  return found;
}

const isDamaged = (value: unknown) => typeof value === 'string' && !isReadable(value);

/** No schema is nested deeper; of a longer path only the beginning is told. */
const DEPTH_MAX = 100;

function pathOf(part: Part): PropertyKey[] {
  const path: PropertyKey[] = [];
  for (let at: Part | undefined = part; at; at = at.within) if (at.name !== undefined) path.push(at.name);
  return path.reverse().slice(0, DEPTH_MAX);
}
