/**
 * The seal of a statement's lines, made so that one line can be shown without the others: each line, and each
 * flow of a park, is sealed by itself, and the leaf has the seal of all those seals. Every one of them has a
 * salt of its own, made of one secret (HMAC-SHA-256, RFC 2104) that lies beside the lines; so the salt of a
 * line tells nothing of the secret, or of another line.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { CanonicalError } from '../base/canonical.ts';
import { fromHex, toHex, toUtf8 } from '../base/encoding.ts';
import { MalformedError } from '../base/malformed.ts';
import { opens, SALT_BYTES, seal } from '../base/seal.ts';

/** What a version of a statement seals. */
export interface StatedLines {
  lines: readonly unknown[];
  /** Of a park: what flowed between members. */
  flows?: readonly unknown[] | undefined;
}

/** The seals of the single lines and flows, in their order. */
export interface LineSeals {
  lines: string[];
  flows?: string[] | undefined;
}

/** One line with what opens it. Salts are hex. */
export interface OpenedLine {
  /** Its place among the lines, from 0 on. */
  index: number;
  line: unknown;
  salt: string;
  seals: LineSeals;
  /** Opens the leaf's seal on the seals. */
  sealsSalt: string;
}

/**
 * The commitment for the leaf. @throws RangeError unless the secret has SALT_BYTES; it must be random and is
 * used once. @throws CanonicalError where a line has no canonical form
 */
export const sealLines = (stated: StatedLines, secret: Uint8Array): string =>
  seal(sealsOf(stated, secret), saltOf(secret, 'seals'));

/** Whether lines and secret (lower-case hex) are what was sealed. Malformed input is not; nothing throws. */
export function opensLines(sealed: string, stated: StatedLines, secretHex: string): boolean {
  return withSecret(secretHex, (secret) =>
    opens(sealed, sealsOf(stated, secret), toHex(saltOf(secret, 'seals'))),
  );
}

/** The line at that index, with what opens it. @throws RangeError where there is none */
export function openLine(stated: StatedLines, secret: Uint8Array, index: number): OpenedLine {
  if (index < 0 || index >= stated.lines.length) throw new RangeError(`there is no line ${index}`);
  return {
    index,
    line: stated.lines[index],
    salt: toHex(saltOf(secret, `line ${index}`)),
    seals: sealsOf(stated, secret),
    sealsSalt: toHex(saltOf(secret, 'seals')),
  };
}

/** Whether the line stands at its index in what was sealed. Malformed input does not; nothing throws. */
export const opensLine = (sealed: string, { index, line, salt, seals, sealsSalt }: OpenedLine): boolean =>
  opens(sealed, membersOf(seals), sealsSalt) && opens(seals.lines[index] ?? '', line, salt);

function sealsOf({ lines, flows }: StatedLines, secret: Uint8Array): LineSeals {
  const each = (name: string) => (value: unknown, at: number) => seal(value, saltOf(secret, `${name} ${at}`));
  return membersOf({ lines: lines.map(each('line')), flows: flows?.map(each('flow')) });
}

/** Without a member that is undefined, which has no canonical form. */
const membersOf = ({ lines, flows }: LineSeals): LineSeals => ({ lines, ...(flows && { flows }) });

/** @throws RangeError unless the secret is as long as a salt */
function saltOf(secret: Uint8Array, what: string): Uint8Array {
  if (secret.length !== SALT_BYTES) throw new RangeError(`a secret has ${SALT_BYTES} bytes`);
  return hmac(sha256, secret, toUtf8(`lvzhang-line-seals/v1 ${what}`));
}

function withSecret(hex: string, use: (secret: Uint8Array) => boolean): boolean {
  try {
    const secret = fromHex(hex);
    return secret.length === SALT_BYTES && use(secret);
  } catch (error) {
    if (error instanceof MalformedError || error instanceof CanonicalError) return false;
    throw error;
  }
}
