/**
 * Reconciliation: replaying the log must give the table. The comparison runs while commits go on, so an item
 * that was moved by a commit outside the replayed part is passed over and compared the next day.
 */

import { isDeepStrictEqual } from 'node:util';
import { isOpen, type LiveEntity, type LiveState, terminalUnits } from '../../events/audit/live-state.ts';
import { isStateOf } from '../../shared/ledger/entity.ts';
import { isLivePledge } from '../../shared/units/pledge.ts';
import { type BlockState, TERMINAL } from '../../shared/units/states.ts';
import type { TableEntity } from '../ledger/entity-items.ts';

/** Compares items, one after the other, with the state after the replayed commits. */
export class Reconciliation {
  readonly violations: string[] = [];
  compared = 0;
  private readonly live: LiveState;
  private readonly replayed: ReadonlySet<string>;
  private readonly seen = new Set<string>();
  private readonly terminal = new Map<string, number>();

  constructor(live: LiveState, replayed: ReadonlySet<string>) {
    this.live = live;
    this.replayed = replayed;
  }

  compare(item: TableEntity): void {
    this.compared++;
    const expected = this.live.entities.get(item.entity);
    if (expected) this.seen.add(item.entity);
    if (expected && item.version === expected.version) this.compareSame(item, expected);
    else if (expected && item.version < expected.version)
      this.violates(item, `is behind the log (${expected.version})`);
    else this.compareOther(item);
  }

  /** Adds what the log has and the table lacks. Call it after the last item. */
  finish(): void {
    for (const entity of this.live.entities.keys())
      if (!this.seen.has(entity)) this.violations.push(`${entity} is in the log and not in the table`);
    for (const [batch, totals] of this.live.totals) {
      const [inLog, inTable] = [terminalUnits(totals), this.terminal.get(batch) ?? 0];
      if (inLog !== inTable)
        this.violations.push(
          `batch:${batch} has ${inLog} units used for good in the log, ${inTable} in the table`,
        );
    }
  }

  private compareSame(item: TableEntity, expected: LiveEntity): void {
    const same = item.commit === expected.commit && isDeepStrictEqual(item.state, expected.state);
    if (!same) this.violates(item, 'differs from the log at the same version');
  }

  /** An item that the replay lacks or has otherwise: newer, or at its end and dropped from the replay. */
  private compareOther(item: TableEntity): void {
    const newer = !this.replayed.has(item.commit);
    if (this.isAtItsEnd(item)) {
      if (!newer && isStateOf('block:', item.entity, item.state)) this.countTerminal(item.state);
      return;
    }
    if (!newer) this.violates(item, 'is not what the log says');
  }

  private isAtItsEnd({ entity, state }: TableEntity): boolean {
    if (isStateOf('block:', entity, state)) return TERMINAL.has(state.status);
    if (isStateOf('pledge:', entity, state)) return !isLivePledge(state);
    if (isStateOf('retirement:', entity, state) || isStateOf('disclosure:', entity, state)) return true;
    return isStateOf('transfer:', entity, state) && !isOpen(state);
  }

  private countTerminal({ batch, from, to }: BlockState): void {
    this.terminal.set(batch, (this.terminal.get(batch) ?? 0) + to - from + 1);
  }

  private violates({ entity, version }: TableEntity, fault: string): void {
    this.violations.push(`${entity} at version ${version} ${fault}`);
  }
}
