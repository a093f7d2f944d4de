/**
 * The registry's promises about time, which the auditor checks. They are part of the format: readers of a log
 * may count on them. All are in seconds.
 */

/** A commit is in the log within this time of its instant. */
export const MERGE_DELAY_SECONDS = 60;
/** A request may take this long (API Gateway's limit), and its instant is stamped before it is written. */
export const MERGE_SLACK_SECONDS = 30;
/**
 * An organization's earlier state still counts for this long after a change (a key comes or goes, it is
 * united into another). Commands under way have read that state, and they don't advance the organization, so
 * nothing else tells them. The time is what the clocks of two functions may differ by in the log, plus what
 * a request may take.
 */
export const UNDER_WAY_SECONDS = MERGE_DELAY_SECONDS + 2 * MERGE_SLACK_SECONDS;
/** An auditor's clock may be this much behind the registry's. */
export const CLOCK_SLACK_SECONDS = 300;
/** A recorded state root covers a leaf within this time of its entry. */
export const STATE_ROOT_SECONDS = 24 * 3600;
/**
 * After a standstill of the registry a state root may come this much later, since Lambda retries a failed run
 * for as long.
 */
export const STATE_ROOT_SLACK_SECONDS = 6 * 3600;
