/**
 * Time along the log. A leaf's instant is the registry's word, with two checks. It may fall behind the
 * instants before it in the log only by the time that a commit takes to enter the log. And it is held to the
 * auditor's own clock.
 */
import { CLOCK_SLACK_SECONDS, MERGE_DELAY_SECONDS, MERGE_SLACK_SECONDS } from '../tlog/promises.ts';
import type { Violates } from './violation.ts';

const LATE_SECONDS_MAX = MERGE_DELAY_SECONDS + MERGE_SLACK_SECONDS;

/** Times are whole seconds since 1970. */
export class LogTime {
  /**
   * The newest instant so far. Instants in the auditor's future are ignored, lest all that follow look late.
   */
  private newest = Number.NEGATIVE_INFINITY;
  private readonly future: number;

  /** Without `now` nothing is in the future. */
  constructor(now: Date | undefined) {
    this.future = now ? Math.floor(now.getTime() / 1000) + CLOCK_SLACK_SECONDS : Number.POSITIVE_INFINITY;
  }

  allows(atSeconds: number): boolean {
    return atSeconds >= this.newest - LATE_SECONDS_MAX && atSeconds <= this.future;
  }

  /** Counts a leaf's instant without checking it. */
  note(atSeconds: number): void {
    if (atSeconds > this.newest && atSeconds <= this.future) this.newest = atSeconds;
  }

  /** Notes a leaf's instant, and reports it if it is out of bounds. */
  check(atSeconds: number, violates: Violates): void {
    if (this.allows(atSeconds)) {
      this.note(atSeconds);
      return;
    }
    const at = instant(atSeconds);
    if (atSeconds > this.future)
      violates('time-in-future', { at, now: instant(this.future - CLOCK_SLACK_SECONDS) });
    else violates('time-behind-log', { at, newest: instant(this.newest), limit: LATE_SECONDS_MAX });
  }
}

export const instant = (seconds: number): string => new Date(seconds * 1000).toISOString();
