/**
 * Whether the rings of one polygon bound land without contradiction: everywhere along them land is on the
 * left and none on the right. They may touch themselves and each other at a point, but not cross or share an
 * edge. All answers are exact.
 */
import { compareDirections, isBetween, type Position, sideOf, turn } from './plane.ts';
import type { Ring } from './ring.ts';

/** The place of a contradiction: ring and position of the given polygon, by index. */
export interface Place {
  ring: number;
  index: number;
  position: Position;
}

interface Edge {
  readonly a: Position;
  readonly b: Position;
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
  readonly place: Place;
}

/** A line that leaves a touching point, or arrives at it, seen from that point. */
interface Ray {
  to: Position;
  leaves: boolean;
}

/**
 * The first place, from the west, at which the rings (wound so that land is on the left) cross, share an
 * edge, or touch so that land and no land can't be told apart.
 */
export function selfIntersection(rings: readonly Ring[]): Place | undefined {
  const edges = rings.flatMap(edgesOf).sort((e, f) => e.west - f.west);
  const contacts = new Contacts(rings);
  for (let i = 0; i < edges.length; i++) {
    const e = edges[i]!;
    for (let j = i + 1; j < edges.length; j++) {
      const f = edges[j]!;
      if (f.west > e.east) break;
      if (f.south > e.north || e.south > f.north) continue;
      if (cross(e, f, contacts)) return f.place;
    }
  }
  return contacts.contradiction();
}

/** A position of a hole that is outside the polygon's first ring, or inside another hole. */
export function holeOutside(rings: readonly Ring[]): Place | undefined {
  const [outer, ...holes] = rings.map(({ positions }) => positions);
  for (const [h, hole] of holes.entries()) {
    for (const [other, ring] of [outer!, ...holes].entries()) {
      if (other === h + 1) continue;
      // Rings don't cross (above), so one position that isn't on the other ring decides for all.
      const at = hole.findIndex((position) => sideOf(position, ring) !== 'on');
      if (at < 0) continue;
      const inside = sideOf(hole[at]!, ring) === 'inside';
      if (inside !== (other === 0)) return placeOf(rings[h + 1]!, h + 1, at);
    }
  }
  return undefined;
}

const placeOf = (ring: Ring, number: number, at: number): Place => ({
  ring: number,
  index: ring.indexes[at]!,
  position: ring.positions[at]!,
});

function edgesOf(ring: Ring, number: number): Edge[] {
  return ring.positions.map((a, at) => {
    const b = ring.positions[(at + 1) % ring.positions.length]!;
    return {
      a,
      b,
      place: placeOf(ring, number, at),
      west: Math.min(a[0], b[0]),
      east: Math.max(a[0], b[0]),
      south: Math.min(a[1], b[1]),
      north: Math.max(a[1], b[1]),
    };
  });
}

/** Whether two edges cross or share a length. If one starts on the other, that is noted as a contact. */
function cross(e: Edge, f: Edge, contacts: Contacts): boolean {
  const [fromA, fromB] = [turn(e.a, e.b, f.a), turn(e.a, e.b, f.b)];
  if (fromA * fromB > 0) return false;
  if (fromA === 0 && fromB === 0) return shareLength(e, f);
  const [toA, toB] = [turn(f.a, f.b, e.a), turn(f.a, f.b, e.b)];
  if (toA * toB > 0) return false;
  if (fromA * fromB < 0 && toA * toB < 0) return true;
  if (fromA === 0 && isBetween(f.a, e.a, e.b)) contacts.note(f.a, e);
  if (toA === 0 && isBetween(e.a, f.a, f.b)) contacts.note(e.a, f);
  return false;
}

/** Whether two edges on one line share a length. */
function shareLength(e: Edge, f: Edge): boolean {
  return (
    Math.min(e.east, f.east) > Math.max(e.west, f.west) ||
    Math.min(e.north, f.north) > Math.max(e.south, f.south)
  );
}

/** The points at which rings touch, with all lines through each. */
class Contacts {
  private readonly rays = new Map<string, { place: Place; rays: Ray[] }>();

  constructor(rings: readonly Ring[]) {
    for (const [number, ring] of rings.entries()) {
      const { positions } = ring;
      for (const [at, position] of positions.entries()) {
        const before = positions.at(at - 1)!;
        const after = positions[(at + 1) % positions.length]!;
        this.add(position, before, after, () => placeOf(ring, number, at));
      }
    }
  }

  /** Notes an edge that passes through the corner `at` of some ring. */
  note(at: Position, edge: Edge): void {
    this.add(at, edge.a, edge.b, () => edge.place);
  }

  /** The first point around which leaving and arriving lines don't alternate. */
  contradiction(): Place | undefined {
    for (const { place, rays } of this.rays.values()) {
      if (rays.length === 2) continue;
      rays.sort((p, q) => compareDirections(place.position, p.to, q.to));
      if (rays.some(({ leaves }, i) => leaves === rays.at(i - 1)!.leaves)) return place;
    }
    return undefined;
  }

  private add(at: Position, from: Position, to: Position, place: () => Place): void {
    const key = `${at[0]} ${at[1]}`;
    const known = this.rays.get(key) ?? { place: place(), rays: [] };
    known.rays.push({ to: from, leaves: false }, { to, leaves: true });
    this.rays.set(key, known);
  }
}
