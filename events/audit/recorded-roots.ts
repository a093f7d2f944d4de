/**
 * The log's records of its own state: each recorded root is held against the replayed one, and
 * against its due time.
 */
import { STATE_ENTITY } from '../../shared/ledger/entity.ts';
import type { Facts, RegistryEvent } from '../../shared/ledger/event.ts';
import type { LiveState } from './live-state.ts';
import { RootPromise, type RootsLate } from './root-promise.ts';
import { StateTree } from './state-root.ts';
import type { Violates } from './violation.ts';

export class RecordedRoots {
  /** Set only if the auditor knows the time and the recorded sizes. */
  private readonly promise: RootPromise | undefined;
  private readonly live: LiveState;
  private readonly tree: StateTree;
  private readonly sizes: ReadonlySet<number> | undefined;
  private readonly taken = new Map<number, string>();

  /** `sizes` are those whose root the log records, from a first pass. Without them no root is checked. */
  constructor(live: LiveState, sizes: ReadonlySet<number> | undefined, now: Date | undefined) {
    this.live = live;
    this.tree = new StateTree(live);
    this.sizes = sizes;
    this.promise = now && sizes ? new RootPromise() : undefined;
    if (sizes?.size) live.changed = (entity) => this.tree.note(entity);
  }

  /** Takes the root at `size` leaves, if a later leaf records it. */
  take(size: number): void {
    if (!this.sizes?.has(size)) return;
    this.taken.set(size, this.tree.root());
    this.promise?.willCover(size);
  }

  /** Root of the live state now, hex. */
  root(): string {
    return this.tree.root();
  }

  /** Notes a leaf that is no recording. */
  note(atSeconds: number): void {
    this.promise?.note(atSeconds);
  }

  /** Notes any leaf. */
  follow(event: RegistryEvent, atSeconds: number): void {
    if (event.type === 'state.recorded') this.promise?.cover(event.facts.size, atSeconds);
    else this.promise?.note(atSeconds);
  }

  /** After the last leaf: reports a violation for a root that is due and not recorded. */
  finish(violates: Violates): void {
    this.promise?.finish(violates);
  }

  /** Roots that came late, if any did. */
  get late(): RootsLate | undefined {
    return this.promise?.late;
  }

  /**
   * Checks a recorded root against the state at its size, which lies between the last recording's
   * and this leaf's place.
   */
  check({ size, root }: Facts<'state.recorded'>, place: number, violates: Violates): void {
    const last = this.live.state(STATE_ENTITY);
    const [from, to] = [last?.size ?? 0, place];
    if (size < from || size > to) violates('state-root-size', { size, from, to });
    if (!this.sizes) return;
    const expected = this.taken.get(size);
    if (root !== expected) violates('state-root', { size, root, expected });
  }
}
