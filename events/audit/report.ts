/** An audit's results as data: the JSON report. Text and HTML are renderings of it. */
import type { Instrument, InstrumentCode } from '../../shared/units/instrument.ts';
import type { ConsentCount } from './consent.ts';
import type { RootsLate } from './root-promise.ts';
import type { Unseen } from './rules/unseen-words.ts';
import type { Violation } from './violation.ts';

export interface InstrumentUnits {
  instrument: InstrumentCode;
  unit: Instrument['unit'];
  /** True for units from another registry; the others were verified or metered here. */
  imported: boolean;
  batches: number;
  issued: number;
  live: number;
  retired: number;
  cancelled: number;
  expired: number;
}

/** Supply of one batch, in its unit: issued = live + retired + cancelled + expired. */
export interface BatchUnits extends Omit<InstrumentUnits, 'batches'> {
  batch: string;
  vintage: number;
}

export interface AuditReport {
  format: 'lvzhang-audit/v1';
  /** The URL or folder. */
  source: string;
  /** Name of the log. */
  origin: string;
  vkey: string;
  /** Whether the reader gave the key, or it was taken from the log itself at first use. */
  keyTrust?: 'given' | 'first-use';
  /** No violation at all. */
  clean: boolean;
  /** Absent when there is none, or none signed with the key. Root in hex. */
  checkpoint?: { size: number; root: string; text: string };
  lastSeen?: { size: number; root: string };
  /** Names of the witnesses that had to cosign. */
  witnesses: string[];
  /** Leaves replayed. */
  leaves: number;
  /** Live entities at the end. */
  live?: number;
  /** Leaves by type of event. */
  byType?: Record<string, number>;
  /** Leaves that organizations asked for, and those proven by a signature. */
  consent?: ConsentCount;
  /** Daily state roots that came late. The log is complete again: no violation. */
  rootsLate?: RootsLate;
  /** Sums over all batches of an instrument, in its unit. */
  units?: InstrumentUnits[];
  /** Facts of this log's domains that public data can't show. */
  unseen?: Unseen[];
  /**
   * Publications of designs whose land was checked against boundaries, and those whose boundary wasn't given.
   */
  land?: { checked: number; unchecked: number };
  /** The first VIOLATIONS_MAX, in the order in which the audit met them. */
  violations: Violation[];
  violationsTotal: number;
  byRule: Record<string, number>;
}

/** Maximum of listed violations; all are counted. */
export const VIOLATIONS_MAX = 1000;

/** Collects violations: the first ones in full, and the number of all by rule. */
export class Findings {
  readonly list: Violation[] = [];
  readonly byRule: Record<string, number> = {};
  total = 0;

  add(violations: readonly Violation[]): void {
    for (const found of violations) {
      this.total++;
      this.byRule[found.rule] = (this.byRule[found.rule] ?? 0) + 1;
      if (this.list.length < VIOLATIONS_MAX) this.list.push(found);
    }
  }
}
