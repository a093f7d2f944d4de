/** What is stored of a commit. */
import type { Representatives } from './confirmed.ts';
import type { Key } from './keys.ts';

/** A commit's item: event, idempotency record, receipt and slot in the log at once. */
export interface CommitRecord<F extends object = object> {
  id: string;
  /** The leaf: canonical JSON of the event, verbatim. */
  leaf: string;
  /** Digest of the request, to tell a retry from another request under the same key. */
  request: string;
  /** RFC 3339 time of the commit. */
  at: string;
  /** Index in the log, once sequenced. */
  seq?: number;
  /** Commits that the decision rested on without advancing their results: they precede it in the log. */
  after?: string[];
  /**
   * What the event's `sealed` commits to: for the parties, the verifier and the regulator, never in the log.
   */
  private?: PrivateFacts<F>;
  /** The signed body (RFC 8785), for commits that a certificate discloses. None of it is private. */
  body?: string;
  /** The two whose seals the leaf has, for their own organization. */
  representatives?: Representatives;
}

export interface PrivateFacts<F extends object = object> {
  /** Hex. */
  salt: string;
  facts: F;
}

/** Bytes too large for a leaf that names them by digest; written with the commit, or not at all. */
export interface Attachment {
  key: Key;
  bytes: Uint8Array;
}
