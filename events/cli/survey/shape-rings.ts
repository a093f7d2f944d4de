/**
 * Polygons of a shapefile's rings. A record lists rings without saying which hole belongs to which outer one;
 * they are told apart by what lies in what, because many programs wind rings the wrong way round.
 */
import { type Position, sideOf, signedArea } from '../../../shared/land/plane.ts';
import type { Words } from '../words.ts';
import type { Positions } from './layer.ts';

/** Rings of one record: each is compared with each. */
const RINGS_MAX = 2000;

interface Placed {
  ring: Positions;
  open: Position[];
  area: number;
}

/** Polygons of rings in any order, the outer one first in each; or why they are none. */
export function polygonsOf(rings: readonly Positions[]): Positions[][] | Words {
  if (rings.length > RINGS_MAX)
    return {
      zh: `有 ${rings.length} 个环，多于 ${RINGS_MAX}；请分为多个地块`,
      en: `has ${rings.length} rings, more than ${RINGS_MAX}; divide it into several parcels`,
    };
  const placed = rings.map((ring): Placed => {
    const open = ring.slice(1).map(([x, y]): Position => [x!, y!]);
    return { ring, open, area: signedArea(open) };
  });
  const polygons = new Map<Placed, Positions[]>();
  const holes: [Placed, Placed][] = [];
  for (const each of placed) {
    const around = placed.filter((other) => other !== each && liesIn(each, other));
    if (around.length % 2 === 0) polygons.set(each, [each.ring]);
    else holes.push([each, smallest(around)]);
  }
  for (const [hole, outer] of holes) {
    // A ring in a ring that is wound alike is land within land, not a hole.
    if (Math.sign(hole.area) === Math.sign(outer.area)) return contradiction;
    polygons.get(outer)?.push(hole.ring);
  }
  return [...polygons.values()];
}

const smallest = (rings: readonly Placed[]): Placed =>
  rings.reduce((least, each) => (Math.abs(each.area) < Math.abs(least.area) ? each : least));

/** Whether a ring lies within another; where they cross, the rules of boundaries find it. */
function liesIn(inner: Placed, outer: Placed): boolean {
  if (Math.abs(inner.area) >= Math.abs(outer.area)) return false;
  for (const position of inner.open) {
    const side = sideOf(position, outer.open);
    if (side !== 'on') return side === 'inside';
  }
  return false;
}

const contradiction: Words = {
  zh: '环套在环内而绕向相同：无法判断是空洞还是重叠的地块；请修正环的方向',
  en: 'a ring lies within another and runs the same way: a hole or land twice can’t be told; correct the direction of its rings',
};
