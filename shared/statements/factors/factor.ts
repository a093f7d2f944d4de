/** What the rows of all factor tables have in common. */

/**
 * Confidence in a row (DOMAIN §4): H official text read; H* official wording in a third party's copy; M+
 * several independent copies agree; M one secondary source; K general knowledge, unconfirmed; D this
 * project's own decision.
 */
export type Grade = 'H' | 'H*' | 'M+' | 'M' | 'K' | 'D';

/** A factor as a line of a statement names it: where it comes from travels with its value. */
export interface Factor {
  /** Names the row for good: `electricity/national/2023`. */
  id: string;
  name: string;
  /** Exact, as printed. */
  value: string;
  unit: string;
  source: string;
  grade: Grade;
  /** Year of the data, where the table has one row per year. */
  dataYear?: number;
  remark?: string;
}
