/**
 * A sweep over borders from west to east (Bentley and Ottmann 1979) that ends on any input.
 * It keeps the edges that the meridian meets, from south to north. Rounding can only make the meridian of a
 * crossing wrong, by some 1e-14 degrees; exact predicates decide whether edges cross and how they lie
 * afterwards. Two neighbours in another order than they will end in change places when their crossing is
 * reached or, if rounding hid it, at once. Each pair does so at most once, so the sweep ends, in an order
 * that is right but for such moments.
 */
import {
  type BorderEdge,
  beginsOver,
  byWesternEnd,
  crossingMeridian,
  endsOver,
  heightOver,
  latitudeAt,
} from './border-edge.ts';
import { MeetingQueue } from './meeting-queue.ts';
import { comparePositions, type Position } from './plane.ts';

/** Receives the edges, south to north, whenever they change. */
export interface SweepListener<E extends BorderEdge> {
  /** The edge no longer meets the meridian, or has changed places. */
  leaves(edge: E, x: number): void;
  /**
   * All is in order again; only the edges from `low` to `high`, inclusive, have changed. Returns how many of
   * the edges are crossed by a border along this meridian, which the sweep itself doesn't see.
   */
  changed(edges: readonly E[], low: number, high: number, x: number): number;
}

/** Sweeps over the edges; returns the crossings met, one more than `crossingsMax` if it gave up. */
export function sweep<E extends BorderEdge>(
  edges: readonly E[],
  crossingsMax: number,
  listener: SweepListener<E>,
): number {
  return new Sweep(edges, crossingsMax, listener).run();
}

/** Rechecking an edge takes about a hundredth of the time of a crossing. */
const STEPS_PER_CROSSING = 100;

class Sweep<E extends BorderEdge> {
  private readonly starting: readonly E[];
  private readonly ending: readonly E[];
  private readonly crossingsMax: number;
  private readonly listener: SweepListener<E>;
  private readonly standing: E[] = [];
  private readonly meetings = new MeetingQueue<E>();
  private crossings = 0;
  /** Edges rechecked because something beyond them changed on the same meridian. */
  private steps = 0;
  /** The extent of changes on this meridian: how many edges stand untouched below, and above. */
  private below = Infinity;
  private above = Infinity;

  constructor(edges: readonly E[], crossingsMax: number, listener: SweepListener<E>) {
    this.starting = edges.toSorted(byWesternEnd);
    this.ending = edges.toSorted((e, f) => comparePositions(e.to, f.to));
    this.crossingsMax = crossingsMax;
    this.listener = listener;
  }

  run(): number {
    const { starting, ending, meetings } = this;
    let [started, ended] = [0, 0];
    while (ended < ending.length) {
      const x = Math.min(starting[started]?.from[0] ?? Infinity, ending[ended]!.to[0], meetings.next);
      this.meet(x);
      while (ending[ended]?.to[0] === x) this.remove(ending[ended++]!, x);
      while (starting[started]?.from[0] === x) this.insert(starting[started++]!, x);
      this.meet(x);
      if (this.crossings > this.crossingsMax) break;
      if (this.below < Infinity) this.tellChanges(x);
    }
    return this.crossings;
  }

  private tellChanges(x: number): void {
    const [low, high] = [this.below, this.standing.length - 1 - this.above];
    this.below = this.above = Infinity;
    this.crossings += this.listener.changed(this.standing, low, high, x);
    this.steps += Math.max(0, high - low);
    if (this.steps > STEPS_PER_CROSSING * this.crossingsMax) this.crossings = this.crossingsMax + 1;
  }

  /** Swaps all edges that cross on this meridian, including those that become neighbours by a swap. */
  private meet(x: number): void {
    while (this.meetings.next <= x && this.crossings <= this.crossingsMax) {
      const { lower, upper } = this.meetings.pop()!;
      if (lower.to[0] <= x || upper.to[0] <= x) continue;
      const at = this.indexOf(lower, [x, latitudeAt(lower, x)]);
      // They may have been parted since; they are compared again when they come together.
      if (at < 0 || this.standing[at + 1] !== upper) continue;
      this.crossings++;
      this.listener.leaves(lower, x);
      this.listener.leaves(upper, x);
      this.standing[at] = upper;
      this.standing[at + 1] = lower;
      this.touch(at);
      this.touch(at + 1);
      this.compare(at - 1, x);
      this.compare(at + 1, x);
    }
  }

  private insert(edge: E, x: number): void {
    const at = this.placeOf(edge);
    this.standing.splice(at, 0, edge);
    this.touch(at);
    this.compare(at - 1, x);
    this.compare(at, x);
  }

  private remove(edge: E, x: number): void {
    const at = this.indexOf(edge, edge.to);
    this.listener.leaves(edge, x);
    this.standing.splice(at, 1);
    this.touch(at - 1);
    this.compare(at - 1, x);
  }

  private touch(at: number): void {
    this.below = Math.min(this.below, Math.max(0, at));
    this.above = Math.min(this.above, this.standing.length - 1 - at);
  }

  /** Queues the edge there and the one above it if they are to change places, with the meridian. */
  private compare(at: number, x: number): void {
    const [lower, upper] = [this.standing[at], this.standing[at + 1]];
    if (!lower || !upper) return;
    const end = endsOver(lower, upper);
    if (end > 0) return;
    const beginning = beginsOver(lower, upper);
    if (end === 0 ? beginning >= 0 : false) return;
    const meridian = beginning > 0 ? crossingMeridian(lower, upper) : x;
    this.meetings.push({ x: Math.max(x, meridian), lower, upper });
  }

  /** The index at which an edge that begins here is inserted. */
  private placeOf(edge: E): number {
    let [low, high] = [0, this.standing.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.standing[middle]!;
      if ((heightOver(edge.from, other) || endsOver(other, edge)) >= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The index of an edge that passes through `p`, or -1. */
  private indexOf(edge: E, p: Position): number {
    const { standing } = this;
    let [low, high] = [0, standing.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (heightOver(p, standing[middle]!) > 0) low = middle + 1;
      else high = middle;
    }
    // Several edges may pass through one place, and a crossing's place is rounded, so the edge is near.
    for (let off = 0; off <= standing.length; off++) {
      if (standing[low + off] === edge) return low + off;
      if (standing[low - off] === edge) return low - off;
    }
    return -1;
  }
}
