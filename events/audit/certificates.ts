/**
 * Green certificates during a replay, grouped as the rules need them: by month of generation, and
 * per facility those frozen and those not yet bought. Counts are kept by batch, so that a rule
 * never walks through blocks.
 */

import { type Period, periodsOverlap } from '../../shared/base/day.ts';
import { monthOf } from '../../shared/base/month.ts';
import { instrumentRow } from '../../shared/units/instrument.ts';
import type { BatchState, BlockState } from '../../shared/units/states.ts';

/** Units of a facility's batches. */
interface CertificateCounts {
  frozen: number;
  /** Certificates that were never sold and are held. */
  untraded: number;
  /** Certificates that were never sold and are offered or pledged. */
  locked: number;
}

interface Batch extends CertificateCounts {
  facility: string;
  generated: Period;
}

export class Certificates {
  private readonly batches = new Map<string, Batch>();
  private readonly months = new Map<string, string[]>();
  private readonly facilities = new Map<string, Batch[]>();

  /** Counts a newborn batch; only certificates of a facility that expire matter here. */
  issue(batch: string, { facility, generated, instrument }: BatchState): void {
    if (!facility || !generated || instrumentRow(instrument).validMonths === undefined) return;
    const known: Batch = { facility, generated, frozen: 0, untraded: 0, locked: 0 };
    this.batches.set(batch, known);
    pushTo(this.months, monthOf(generated.from), batch);
    pushTo(this.facilities, facility, known);
  }

  move(before: BlockState | undefined, after: BlockState): void {
    const batch = this.batches.get(after.batch);
    if (!batch) return;
    if (before) add(batch, before, -1);
    add(batch, after, 1);
  }

  /** Batches generated in that month. */
  ofMonth(month: string): readonly string[] {
    return this.months.get(month) ?? [];
  }

  /** Units of the batch still held by the account they were issued to: nobody bought them yet. */
  untradedOf(batch: string): number {
    return this.batches.get(batch)?.untraded ?? 0;
  }

  /** Counts of the facility's months that the period touches, or all. */
  ofFacility(facility: string, period?: Period): CertificateCounts {
    const sum: CertificateCounts = { frozen: 0, untraded: 0, locked: 0 };
    for (const { generated, frozen, untraded, locked } of this.facilities.get(facility) ?? []) {
      if (period && !periodsOverlap(generated, period)) continue;
      sum.frozen += frozen;
      sum.untraded += untraded;
      sum.locked += locked;
    }
    return sum;
  }
}

function add(batch: Batch, block: BlockState, sign: 1 | -1): void {
  const count = countOf(block);
  if (count) batch[count] += sign * (block.to - block.from + 1);
}

/** The count that a block's units belong to, if any. */
function countOf({ status, traded }: BlockState): 'frozen' | 'untraded' | 'locked' | undefined {
  if (status === 'frozen') return 'frozen';
  if (traded) return undefined;
  if (status === 'held') return 'untraded';
  return status === 'offered' || status === 'pledged' ? 'locked' : undefined;
}

function pushTo<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
