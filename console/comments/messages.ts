/** What the page and its worker say to each other about a comment without a name. */

export interface WorkOrder {
  /** Origin of the log. */
  log: string;
  /** The project or monitoring report. */
  subject: string;
  text: string;
  /** Day of China on which the work is done. */
  day: string;
}

/** What the comment is sent with; its author keeps the salt. */
export interface WorkDone {
  salt: string;
  day: string;
  nonce: number;
}
