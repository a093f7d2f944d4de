/**
 * The live state during a replay: every entity that a later event may still name. Retired, cancelled and
 * expired blocks and ended transfers and pledges are dropped; of a batch's dropped units only the totals by
 * status remain. So memory grows with live blocks, up to the 2^24 entities that one Map holds.
 */

import type { Boundary } from '../../shared/land/multi-polygon.ts';
import {
  type Entity,
  type EntityId,
  type EntityState,
  isStateOf,
  read,
  type StateOf,
} from '../../shared/ledger/entity.ts';
import type { AccountState } from '../../shared/parties/states.ts';
import {
  type BatchState,
  type BlockState,
  type PledgeState,
  TERMINAL,
  type TransferState,
} from '../../shared/units/states.ts';
import { Actors } from './actors.ts';
import { Certificates } from './certificates.ts';
import { Footprints } from './footprints.ts';

export interface LiveEntity<S = EntityState> extends Entity<S> {
  /**
   * Time of the last commit that moved it, in whole seconds since 1970: a small integer takes no
   * memory of its own.
   */
  atSeconds: number;
}

/** Units of a batch, in its base unit. `live` counts all blocks that are not dropped. */
export interface BatchTotals {
  /** The batch itself: it gives the rules of its units without another lookup among all entities. */
  batch: BatchState;
  issued: number;
  live: number;
  retired: number;
  cancelled: number;
  expired: number;
  /** The value of live + terminal − issued at its last report; 0 in a sound log. */
  reported: number;
}

type TerminalStatus = 'retired' | 'cancelled' | 'expired';

export const terminalUnits = ({ retired, cancelled, expired }: BatchTotals): number =>
  retired + cancelled + expired;

/**
 * A map that remembers its last answer: rules, `evolve` and the replay itself look the same block up, one
 * after the other, and each lookup in a map of millions is a walk through memory.
 */
class EntityMap extends Map<string, LiveEntity> {
  private last = '';
  private found: LiveEntity | undefined;

  override get(entity: string): LiveEntity | undefined {
    if (entity !== this.last) {
      this.found = super.get(entity);
      this.last = entity;
    }
    return this.found;
  }

  override set(entity: string, value: LiveEntity): this {
    if (entity === this.last) this.found = value;
    return super.set(entity, value);
  }

  override delete(entity: string): boolean {
    if (entity === this.last) this.found = undefined;
    return super.delete(entity);
  }
}

export class LiveState {
  readonly entities = new EntityMap();
  /** Origin of the log, which every signature in it names; empty where it wasn't given. */
  log = '';
  /** Where projects have land. */
  readonly footprints = new Footprints();
  /** Boundaries of published designs by digest, if the audit was given any. */
  boundaries: ((digest: string) => Boundary | undefined) | undefined;
  /** Publications whose land was checked against its boundary and against everybody else's. */
  landChecked = 0;
  /** Publications whose boundary the audit was not given. */
  landUnchecked = 0;
  /** The registered organizations and their roles. */
  readonly actors = new Actors();
  /** The organization that owns an account. */
  readonly owners = new Map<string, string>();
  /** Accounts that hold a project's buffer. */
  readonly buffers = new Set<string>();
  /** Accounts that hold a province's certificates. */
  readonly provinces = new Set<string>();
  readonly totals = new Map<string, BatchTotals>();
  readonly certificates = new Certificates();
  /** Called with every entity that changed, for the state root; see StateTree. */
  changed: ((entity: string) => void) | undefined;

  /** The state of an entity, if it exists, in the kind that the id names. */
  state<I extends EntityId>(id: I): StateOf<I> | undefined {
    return read(this.entities, id)?.state;
  }

  /** Puts an entity in its new state; `before`, its old entry, is overwritten. */
  put(entity: string, before: LiveEntity | undefined, after: LiveEntity): void {
    const { state } = after;
    let live = true;
    if (isStateOf('block:', entity, state)) live = this.count(blockIn(entity, before), state);
    else if (isStateOf('transfer:', entity, state)) live = isOpen(state);
    else if (isStateOf('batch:', entity, state)) this.issue(entity.slice('batch:'.length), state);
    else if (isStateOf('account:', entity, state)) this.own(entity.slice('account:'.length), state);
    else if (isStateOf('pledge:', entity, state)) live = isStanding(state);
    else if (isStateOf('retirement:', entity, state) || isStateOf('disclosure:', entity, state)) live = false;
    else if (isStateOf('organization:', entity, state))
      this.actors.register(entity.slice('organization:'.length), state, after.atSeconds);
    else if (isStateOf('footprint:', entity, state)) this.footprints.add(cellOf(entity), state.project);
    if (!live) {
      if (before) this.entities.delete(entity);
    } else if (before) {
      before.version = after.version;
      before.commit = after.commit;
      before.state = state;
      before.atSeconds = after.atSeconds;
    } else this.entities.set(entity, after);
    this.changed?.(entity);
  }

  private own(account: string, { organization, buffer, province }: AccountState): void {
    this.owners.set(account, organization);
    if (buffer) this.buffers.add(account);
    if (province) this.provinces.add(account);
  }

  private issue(batch: string, state: BatchState): void {
    const { issued } = state;
    const totals = this.totals.get(batch);
    if (totals) totals.issued = issued;
    else {
      this.totals.set(batch, {
        batch: state,
        issued,
        live: 0,
        retired: 0,
        cancelled: 0,
        expired: 0,
        reported: 0,
      });
      this.certificates.issue(batch, state);
    }
  }

  /** Moves a block's units in the totals of its batch; true when the block stays live. */
  private count(before: BlockState | undefined, after: BlockState): boolean {
    const totals = this.totals.get(after.batch);
    const terminal = TERMINAL.has(after.status);
    if (!totals) return !terminal;
    this.certificates.move(before, after);
    const units = after.to - after.from + 1;
    if (before) totals.live -= before.to - before.from + 1;
    if (terminal) {
      totals[after.status as TerminalStatus] += units;
      this.changed?.(terminalEntry(after.batch));
    } else totals.live += units;
    return !terminal;
  }
}

/** The state that a block's old entry holds. */
const blockIn = (entity: string, before: LiveEntity | undefined): BlockState | undefined =>
  before && isStateOf('block:', entity, before.state) ? before.state : undefined;

/**
 * Whether a later event may name the transfer: offered, or an accepted first sale whose
 * income is still undivided.
 */
export function isOpen({ status, primary, divided }: TransferState): boolean {
  return status === 'offered' || (status === 'accepted' && primary !== undefined && !divided);
}

/** Whether a later event may name the pledge: proposed or accepted, and not ended. */
export const isStanding = ({ status }: PledgeState): boolean => ['proposed', 'active'].includes(status);

/** The name of a batch's terminal totals in the state root. It is no entity: no event can name it. */
export const terminalEntry = (batch: string): string => `terminal:${batch}`;

/** The cell in a footprint's id: `footprint:119E42N/0123/p-…`. */
const cellOf = (entity: string): string => entity.slice('footprint:'.length, entity.lastIndexOf('/'));
