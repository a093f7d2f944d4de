/**
 * The registry's promises about time, which the auditor checks. They are part of the format: readers of a log
 * may count on them. All are in seconds.
 */

/** A commit is in the log within this time of its instant. */
export const MERGE_DELAY_SECONDS = 60;
/** A request may take this long (API Gateway's limit), and its instant is stamped before it is written. */
export const MERGE_SLACK_SECONDS = 30;
/**
 * Commands under way may miss a change of an organization (a key comes or goes, it is united into another)
 * for this long: they have read the organization before, and no command advances it. During this time the
 * earlier state still counts. The time is as far as the clocks of two functions may differ in the log, plus
 * as long as a request may take.
 */
export const UNDER_WAY_SECONDS = MERGE_DELAY_SECONDS + 2 * MERGE_SLACK_SECONDS;
/** An auditor's clock may be this far behind the registry's. */
export const CLOCK_SLACK_SECONDS = 300;
/** A recorded state root covers a leaf within this time of its entry. */
export const STATE_ROOT_SECONDS = 24 * 3600;
/**
 * After a standstill of the registry a state root may come this much later. Lambda retries a
 * failed run this long.
 */
export const STATE_ROOT_SLACK_SECONDS = 6 * 3600;
