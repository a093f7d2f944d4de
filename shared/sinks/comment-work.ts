/**
 * The work that a comment of the public gives in place of a name. It costs its author some seconds and the
 * registry one hash; nothing is remembered for it. The work is bound to log, subject, day and text, so it is
 * good for one comment only, and none can be done long before the days of publication.
 */
import { addDays } from '../base/day.ts';
import { toHex, toUtf8 } from '../base/encoding.ts';
import { sha256 } from '../base/sha256.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';

/**
 * Zero bits with which the digest begins: 2^20 hashes on the average. That is one to four seconds of portable
 * SHA-256, as a browser has it, and about one of OpenSSL's.
 */
export const WORK_BITS = 20;
/** A million times as many as are needed: more digits are a mistake. */
export const NONCE_MAX = 999_999_999_999;

export interface Work {
  /** Origin of the log. */
  log: string;
  /** The project or monitoring report. */
  subject: string;
  /** Day of China on which the work was done. */
  day: string;
  /** Digest of the comment (comment-text.ts), hex. */
  sha256: string;
}

/** What is hashed: the digest that binds the work, 32 bytes, and the nonce, 8: one block of SHA-256. */
class Attempts {
  private readonly bytes = new Uint8Array(40);
  private readonly view = new DataView(this.bytes.buffer);

  constructor({ log, subject, day, sha256: digest }: Work) {
    const lines = ['lvzhang public comment work v1', log, subject, day, digest];
    this.bytes.set(sha256(toUtf8(`${lines.join('\n')}\n`)));
  }

  /** SHA-256(challenge ‖ nonce, big-endian). */
  digest(nonce: number): Uint8Array {
    this.view.setBigUint64(32, BigInt(nonce));
    return sha256(this.bytes);
  }
}

function zeroBits(digest: Uint8Array): number {
  const byte = digest.findIndex((each) => each !== 0);
  return byte < 0 ? digest.length * 8 : byte * 8 + Math.clz32(digest[byte]!) - 24;
}

/** Finds the first nonce that does, from 1 on. */
export function doWork(work: Work, bits = WORK_BITS): number {
  const attempts = new Attempts(work);
  for (let nonce = 1; ; nonce++) if (zeroBits(attempts.digest(nonce)) >= bits) return nonce;
}

/**
 * Rejections in order: work-outdated, work-missing. A day before and one after count too: the work may have
 * begun before midnight, and an author's clock may be wrong.
 */
export function workFault(work: Work, nonce: number, today: string, bits = WORK_BITS): Rejection | undefined {
  if (work.day < addDays(today, -1) || work.day > addDays(today, 1))
    return reject('work-outdated', '/day', { day: work.day, today });
  const digest = new Attempts(work).digest(nonce);
  if (zeroBits(digest) >= bits) return undefined;
  return reject('work-missing', '/nonce', { digest: toHex(digest).slice(0, 16), bits });
}
