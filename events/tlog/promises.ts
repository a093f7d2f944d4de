/**
 * What the registry promises about time, and the auditor holds it to. Part of the format: whoever reads a log may count
 * on it. Seconds.
 */

/** A commit is in the log within this time of its instant. */
export const MERGE_DELAY_SECONDS = 60;
/** A request may take as long (API Gateway's limit), and its instant is stamped before it is written. */
export const MERGE_SLACK_SECONDS = 30;
/**
 * How long a change of an organization (a key comes or goes, it is united into another) may take to reach commands that are
 * under way: those have read the organization before, and no command advances it. For so long what it was before still
 * counts: as far as the clocks of two functions may differ in the log, and as long as a request may take.
 */
export const UNDER_WAY_SECONDS = MERGE_DELAY_SECONDS + 2 * MERGE_SLACK_SECONDS;
/** By so much an auditor's clock may be behind the registry's. */
export const CLOCK_SLACK_SECONDS = 300;
/** A recorded state root covers what is in the log within this time. */
export const STATE_ROOT_SECONDS = 24 * 3600;
/** After a standstill of the registry a state root may come this much later. Lambda repeats a failed run for as long. */
export const STATE_ROOT_SLACK_SECONDS = 6 * 3600;
