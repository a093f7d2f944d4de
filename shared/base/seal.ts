/**
 * Commitment to private facts, such as prices and contract terms: the event carries the seal, the parties
 * keep facts and salt (DESIGN §2). It hides, as the salt is random and as long as the hash, and binds as
 * SHA-256 does.
 */
import { CanonicalError, canonicalize } from './canonical.ts';
import { fromHex, toHex, toUtf8 } from './encoding.ts';
import { MalformedError } from './malformed.ts';
import { sha256 } from './sha256.ts';

/** Length of every salt, so that the boundary between salt and facts is never in doubt. */
export const SALT_BYTES = 32;

/**
 * `sha256:` and the hex of SHA-256(salt ‖ canonical(facts)). The salt must be random, and used once:
 * otherwise a price could be found by trying all.
 * @throws RangeError if the salt isn't of SALT_BYTES. @throws CanonicalError if the facts have no canonical
 * form.
 */
export function seal(facts: unknown, salt: Uint8Array): string {
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES} bytes`);
  const canonical = toUtf8(canonicalize(facts));
  const bytes = new Uint8Array(SALT_BYTES + canonical.length);
  bytes.set(salt);
  bytes.set(canonical, SALT_BYTES);
  return `sha256:${toHex(sha256(bytes))}`;
}

/** Whether `facts` and salt (lower-case hex) are what was sealed. Never throws: anything else is not. */
export function opens(sealed: string, facts: unknown, saltHex: string): boolean {
  try {
    return equalInConstantTime(sealed, seal(facts, fromHex(saltHex)));
  } catch (error) {
    if (error instanceof MalformedError || error instanceof CanonicalError || error instanceof RangeError)
      return false;
    throw error;
  }
}

/** The time taken doesn't reveal where two seals differ. */
function equalInConstantTime(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
