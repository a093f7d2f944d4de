/**
 * A place to try leaves in: the live state as it stands after some leaves, in which any leaf is replayed,
 * looked at, and taken back. A fresh Replay reads each attempt; only the live state, which is large,
 * stays and is mended.
 */
import { Actors } from '../../../events/audit/actors.ts';
import { Certificates } from '../../../events/audit/certificates.ts';
import { Footprints } from '../../../events/audit/footprints.ts';
import type { BatchTotals, LiveEntity, LiveState } from '../../../events/audit/live-state.ts';
import { Replay, type ReplayOptions } from '../../../events/audit/replay.ts';
import type { Violation } from '../../../events/audit/violation.ts';
import { canonicalize } from '../../../shared/base/canonical.ts';
import type { FootprintState } from '../../../shared/land/states.ts';
import type { Advance, RegistryEvent } from '../../../shared/ledger/event.ts';
import { evolve } from '../../../shared/ledger/evolve.ts';
import { ORIGIN } from '../log/log.ts';

export class Sandbox {
  readonly live: LiveState;
  private readonly options: ReplayOptions;
  private journal: [entity: string, before: LiveEntity | undefined][] = [];

  constructor(options: ReplayOptions) {
    this.options = { log: ORIGIN, ...options };
    const { live } = new Replay(this.options);
    this.live = live;
    const put = live.put.bind(live);
    live.put = (entity, before, after) => {
      this.journal.push([entity, before && { ...before }]);
      put(entity, before, after);
    };
  }

  /** Replays a leaf for good. */
  apply(index: number, leaf: string): readonly Violation[] {
    const found = this.replay(index).apply(index, leaf);
    this.journal = [];
    return found;
  }

  /**
   * What this leaf at `index` breaks, itself or by the end of `later` leaves behind it;
   * then all is as before.
   */
  attempt(
    index: number,
    leaf: string,
    later: readonly string[],
  ): { atOnce: boolean; found: readonly Violation[] } {
    const { live } = this;
    const { landChecked, landUnchecked } = live;
    const certificates = copyOf(live.certificates);
    const actors: Actors = Object.assign(new Actors(), structuredClone({ ...live.actors }));
    const owners = new Map(live.owners);
    // Whichever sets the live state has of kinds of accounts.
    const sets = Object.entries(live)
      .filter(([, member]) => member instanceof Set)
      .map(([name, member]) => [name, new Set(member)]);
    const totals = new Map<string, BatchTotals>(
      [...live.totals].map(([batch, each]) => [batch, { ...each }]),
    );
    try {
      const replay = this.replay(index);
      const found = [...replay.apply(index, leaf), ...replay.finish()];
      // An audit loads the boundary of every publication: one that nobody has is found there
      // (boundary-missing).
      if (found.length > 0 || live.landUnchecked > landUnchecked) return { atOnce: true, found };
      for (const [behind, each] of later.entries()) {
        const next = replay.apply(index + 1 + behind, each);
        if (next.length > 0) return { atOnce: false, found: next };
      }
      return { atOnce: false, found: replay.finish() };
    } finally {
      this.undo();
      Object.assign(live, { actors, owners, totals, certificates, landChecked, landUnchecked });
      Object.assign(live, Object.fromEntries(sets));
    }
  }

  /** The event as a leaf, which advances what its facts change: a lie that is consistent with itself. */
  leafOf(event: RegistryEvent): string {
    const { entities } = this.live;
    try {
      const advances: Advance[] = evolve(entities, event).map(([entity]) => {
        const current = entities.get(entity);
        return { entity, version: (current?.version ?? 0) + 1, ...(current && { prev: current.commit }) };
      });
      return canonicalize({ ...event, advances });
    } catch {
      return canonicalize(event);
    }
  }

  private replay(size: number): Replay {
    return Object.assign(new Replay(this.options), { live: this.live, size });
  }

  private undo(): void {
    const { entities } = this.live;
    for (const [entity, before] of this.journal.reverse()) {
      if (before) entities.set(entity, before);
      else entities.delete(entity);
    }
    if (this.journal.some(([entity]) => entity.startsWith('footprint:'))) this.mendFootprints();
    this.journal = [];
  }

  private mendFootprints(): void {
    const footprints = new Footprints();
    for (const [entity, { state }] of this.live.entities)
      if (entity.startsWith('footprint:'))
        footprints.add(
          entity.slice('footprint:'.length, entity.lastIndexOf('/')),
          (state as FootprintState).project,
        );
    Object.assign(this.live, { footprints });
  }
}

/** Deep, and whatever its parts share they share in the copy. */
const copyOf = (certificates: Certificates): Certificates =>
  Object.assign(new Certificates(), structuredClone({ ...certificates }));
