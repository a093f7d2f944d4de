/** What the page and its worker say to each other about a file. */

export interface VerifyOrder {
  name: string;
  bytes: Uint8Array;
  /** Of the log; what the file itself names proves nothing. */
  vkey: string;
  /** Vkeys of those that must have cosigned. */
  witnesses: readonly string[];
}

export type Verified =
  | {
      kind: 'told';
      valid: boolean;
      /** A PDF's attached JSON was verified, and its page not compared. */
      isPdf: boolean;
      /** What lvzhang verify says. */
      lines: { zh: string[]; en: string[] };
    }
  | { kind: 'unreadable'; why: { zh: string; en: string } };
