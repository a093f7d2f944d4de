/** What the public said of a design or report in its days of publication; the text itself lies beside the log. */
export interface CommentState {
  /** Of the text with its salt. */
  sha256: string;
  bytes: number;
  /** The organization, never a person. */
  by: string;
  at: string;
  /** The text was taken away: by which order, and when. */
  removed?: { order: string; at: string };
}

/** What one organization has said of one design or report. */
export interface CommenterState {
  /** Comments on the publication that has so many comments before it. */
  received: number;
  before: number;
}
