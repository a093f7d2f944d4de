/**
 * A commitment to private facts, such as prices and contract terms: the event carries the seal, and the
 * parties keep facts and salt (DESIGN §2). The seal hides the facts, because the salt is random and as long
 * as the hash. It binds the parties to them, because SHA-256 has no known collisions.
 */
import { CanonicalError, canonicalize } from './canonical.ts';
import { fromHex, toHex, toUtf8 } from './encoding.ts';
import { MalformedError } from './malformed.ts';
import { sha256 } from './sha256.ts';

/** Length of every salt, so that the boundary between salt and facts is never in doubt. */
export const SALT_BYTES = 32;

/**
 * `sha256:` and the hex of SHA-256(salt ‖ canonical(facts)). The salt must be random and used once. Otherwise
 * anyone could find a price by trying all prices.
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

/** Whether `facts` and salt (lower-case hex) are what was sealed. Malformed input is not; nothing throws. */
export function opens(sealed: string, facts: unknown, saltHex: string): boolean {
  try {
    return equalInConstantTime(sealed, seal(facts, fromHex(saltHex)));
  } catch (error) {
    if (error instanceof MalformedError || error instanceof CanonicalError || error instanceof RangeError)
      return false;
    throw error;
  }
}

/** Takes the same time wherever two seals differ, so the time reveals nothing of the expected one. */
function equalInConstantTime(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
