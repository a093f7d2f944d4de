/** Texts that were damaged before they came here: they must not name anything. */
import { isReadable } from '../../shared/field.ts';

/** A part of a JSON value, with the way to it. */
interface Part {
  value: unknown;
  name?: PropertyKey;
  within?: Part;
}

/** Paths of the texts and names in a JSON value that nobody could read, in its order, at most `max` of them. */
export function unreadablePaths(value: unknown, max: number): PropertyKey[][] {
  const found: PropertyKey[][] = [];
  // A body may be nested deeper than calls can be.
  const open: Part[] = [{ value }];
  for (let part = open.pop(); part && found.length < max; part = open.pop()) {
    const { name, value } = part;
    const damaged = [name, value].some((each) => typeof each === 'string' && !isReadable(each));
    if (damaged) found.push(pathOf(part));
    else if (typeof value === 'object' && value !== null)
      for (const [name, member] of Object.entries(value).reverse())
        open.push({ value: member, name: Array.isArray(value) ? Number(name) : name, within: part });
  }
  return found;
}

/** No schema is nested deeper; of a deeper way only the beginning is told. */
const DEPTH_MAX = 100;

function pathOf(part: Part): PropertyKey[] {
  const path: PropertyKey[] = [];
  for (let at: Part | undefined = part; at; at = at.within) if (at.name !== undefined) path.push(at.name);
  return path.reverse().slice(0, DEPTH_MAX);
}
