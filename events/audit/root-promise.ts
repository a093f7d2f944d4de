/**
 * The promise of daily state roots: a recorded root covers each leaf within a day, as long as the log goes
 * on. A registry may stand still (a machine that is off over the weekend); then it has to record a root soon
 * after it goes on. So the grace period runs from the first leaf beyond the day, and not from the day's end.
 *
 * Recordings themselves need no root: the last root covers a log in which nothing else happens.
 *
 * A late root covers everything it should have: the log is complete again, and only the lapse is remembered.
 * A root that is still missing when the log ends is a violation.
 */
import { STATE_ROOT_SECONDS, STATE_ROOT_SLACK_SECONDS } from '../tlog/promises.ts';
import { instant } from './log-time.ts';
import type { Violates } from './violation.ts';

const HOUR_SECONDS = 3600;

/** State roots that came late: how many, and the first of them. */
export interface RootsLate {
  count: number;
  /** Instants of the oldest leaf that waited for the root, and of its recording. */
  first: { since: string; recorded: string };
}

/** Times are whole seconds since 1970. */
export class RootPromise {
  /** The roots that came late, if any did. */
  late: RootsLate | undefined;
  /** Instant of the oldest leaf that no root covers. */
  private uncovered: number | undefined;
  /** Instant of the first leaf that came more than a day after `uncovered`. */
  private beyond: number | undefined;
  /** Latest instant of a leaf. */
  private latest = Number.NEGATIVE_INFINITY;
  /** The first leaf of every hour since the last root that covered the whole log; ascending. */
  private hours: number[] = [];
  /** Sizes whose root a later leaf records, until a leaf comes at or after them. */
  private readonly open: number[] = [];
  /** Maps a size to the instant of the oldest leaf that its root doesn't cover. */
  private readonly firstBehind = new Map<number, number>();

  /** The log has `size` leaves, and a later leaf records the root of exactly these. */
  willCover(size: number): void {
    this.open.push(size);
  }

  /** Notes a leaf that is no recording. */
  note(atSeconds: number): void {
    this.latest = Math.max(this.latest, atSeconds);
    if (this.latest >= (this.hours.at(-1) ?? Number.NEGATIVE_INFINITY) + HOUR_SECONDS)
      this.hours.push(this.latest);
    for (let size = this.open.pop(); size !== undefined; size = this.open.pop())
      this.firstBehind.set(size, atSeconds);
    if (this.uncovered === undefined) this.uncovered = atSeconds;
    else if (this.beyond === undefined && atSeconds > this.uncovered + STATE_ROOT_SECONDS)
      this.beyond = atSeconds;
  }

  /** A root of the first `size` leaves is recorded. */
  cover(size: number, atSeconds: number): void {
    const overdue = this.isOverdue();
    const since = this.uncovered;
    this.uncovered = this.firstBehind.get(size);
    // A repeated root of the same size, or one little larger, postpones little: the
    // uncovered leaves wait already.
    const due = (this.uncovered ?? Number.POSITIVE_INFINITY) + STATE_ROOT_SECONDS;
    const before = this.beyond;
    this.hours = this.hours.filter((hour) => hour > due);
    this.beyond = before !== undefined && before > due ? before : this.hours[0];
    if (overdue && this.beyond !== before) this.lapsed(since!, atSeconds);
  }

  /** After the last leaf. */
  finish(violates: Violates): void {
    if (this.isOverdue())
      violates('state-root-overdue', { since: instant(this.uncovered!), at: instant(this.latest) });
  }

  private isOverdue(): boolean {
    return this.beyond !== undefined && this.latest > this.beyond + STATE_ROOT_SLACK_SECONDS;
  }

  private lapsed(since: number, recorded: number): void {
    if (this.late) this.late.count++;
    else this.late = { count: 1, first: { since: instant(since), recorded: instant(recorded) } };
  }
}
