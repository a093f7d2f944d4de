/** A value cut to fit into so many bytes of JSON, with the places where something was left out. */

export interface Bounded {
  value: unknown;
  /** One line per place, by its JSON pointer; empty where nothing was left out. */
  leftOut: string[];
}

/** How much is kept of each list, text and object; the first limits that fit are taken. */
const LIMITS = [
  { items: 500, chars: 20_000, members: 1000 },
  { items: 200, chars: 4000, members: 400 },
  { items: 100, chars: 2000, members: 200 },
  { items: 50, chars: 1000, members: 100 },
  { items: 20, chars: 500, members: 60 },
  { items: 10, chars: 200, members: 40 },
  { items: 5, chars: 100, members: 30 },
  { items: 2, chars: 50, members: 20 },
] as const;
type Limits = (typeof LIMITS)[number];

const PLACES_MAX = 20;

/** The whole value where it fits; else its beginning, list by list and text by text. */
export function bounded(value: unknown, bytesMax: number): Bounded {
  const size = sizeOf(value);
  if (size <= bytesMax) return { value, leftOut: [] };
  for (const limits of LIMITS) {
    const places: string[] = [];
    const cut = cutTo(value, limits, '', places);
    const leftOut = placesTold(places);
    if (sizeOf(cut) + sizeOf(leftOut) <= bytesMax) return { value: cut, leftOut };
  }
  return { value: null, leftOut: [`everything: ${size} bytes don't fit into ${bytesMax}`] };
}

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '');

function placesTold(places: readonly string[]): string[] {
  const more = places.length - PLACES_MAX;
  return more > 0 ? [...places.slice(0, PLACES_MAX), `… and at ${more} more places`] : [...places];
}

function cutTo(value: unknown, limits: Limits, at: string, places: string[]): unknown {
  const { items, chars, members } = limits;
  if (typeof value === 'string') {
    if (value.length <= chars) return value;
    places.push(`${at || '/'}: the first ${chars} of ${value.length} characters`);
    // A half of a surrogate pair is no text.
    return `${value.slice(0, chars).replace(/[\ud800-\udbff]$/, '')}…`;
  }
  if (Array.isArray(value)) {
    if (value.length > items) places.push(`${at || '/'}: the first ${items} of ${value.length} items`);
    return value.slice(0, items).map((each, i) => cutTo(each, limits, `${at}/${i}`, places));
  }
  if (typeof value !== 'object' || value === null) return value;
  const all = Object.entries(value);
  if (all.length > members) places.push(`${at || '/'}: the first ${members} of ${all.length} members`);
  return Object.fromEntries(
    all
      .slice(0, members)
      .map(([name, each]) => [name, cutTo(each, limits, `${at}/${escaped(name)}`, places)]),
  );
}

/** A member's name within a JSON pointer (RFC 6901), shortened where it is absurd. */
const escaped = (name: string): string => name.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');
