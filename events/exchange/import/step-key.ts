import { toBase64url, toUtf8 } from '../../../shared/base/encoding.ts';
import { sha256 } from '../../../shared/base/sha256.ts';

/**
 * The Idempotency-Key of an import's step, made from its subject: 1 to 128 visible ASCII characters whatever
 * the parts hold; no two lists of parts share one.
 */
export function keyOf(kind: string, ...parts: (string | number)[]): string {
  return `import:${kind}:${toBase64url(sha256(toUtf8(JSON.stringify(parts))))}`;
}
