/**
 * The promise of daily state roots: what is in the log is covered by a recorded root within a day, as long as the log
 * goes on. A registry may stand still (a machine that is off over the weekend); then it has to record one soon after
 * it goes on. So the time to answer for runs from the first leaf beyond the day, and not from the day's end.
 *
 * Recordings themselves want no root: a log in which nothing else happens is covered by the last one.
 *
 * A root that comes late covers what it should have: the log is complete again, and it only remembers the lapse. One that
 * is still missing when the log ends is a violation.
 */
import { STATE_ROOT_SECONDS, STATE_ROOT_SLACK_SECONDS } from '../tlog/promises.ts';
import { instant } from './log-time.ts';
import type { Violates } from './violation.ts';

const HOUR_SECONDS = 3600;

/** State roots that came late: how many, and the first of them. */
export interface RootsLate {
  count: number;
  /** Instant of the oldest leaf that waited for it, and of its recording. */
  first: { since: string; recorded: string };
}

/** Times are whole seconds since 1970. */
export class RootPromise {
  /** Those that came late, if any did. */
  late: RootsLate | undefined;
  /** Instant of the oldest leaf that no root covers. */
  private uncovered: number | undefined;
  /** Instant of the first leaf that came more than a day after that one. */
  private beyond: number | undefined;
  /** Latest instant of a leaf. */
  private latest = Number.NEGATIVE_INFINITY;
  /** Ascending: the first leaf of every hour since the last root that covered all there was. */
  private hours: number[] = [];
  /** Sizes that a later leaf records the root of, until a leaf comes at or after them. */
  private readonly open: number[] = [];
  /** Size to the instant of the oldest leaf that its root doesn't cover. */
  private readonly firstBehind = new Map<number, number>();

  /** The log has `size` leaves, and a later one records the root of just these. */
  willCover(size: number): void {
    this.open.push(size);
  }

  /** A leaf that is no recording. */
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
    // A root of the same old size again, or of little more, puts off little: what it leaves has been waiting already.
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
