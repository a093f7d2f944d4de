/**
 * Long texts are answered compressed to those who accept it (RFC 9110 §12.5.3): API Gateway compresses
 * nothing.
 */
import { gzipSync } from 'node:zlib';

/** Whether an Accept-Encoding names gzip, or anything, and doesn't rule it out by `q=0`. */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
  const codings = new Map<string, number>();
  for (const part of (acceptEncoding ?? '').toLowerCase().split(',').slice(0, 20)) {
    const [coding = '', ...parameters] = part.split(';').map((each) => each.trim());
    const quality = parameters.find((each) => each.startsWith('q='))?.slice(2);
    codings.set(coding, quality === undefined ? 1 : Number(quality));
  }
  return (codings.get('gzip') ?? codings.get('x-gzip') ?? codings.get('*') ?? 0) > 0;
}

const kept = new Map<string, Uint8Array>();
const KEPT_MAX = 4;

/** The text as gzip. An instance keeps the few that it is asked for again and again. */
export function gzipped(text: string): Uint8Array {
  const known = kept.get(text);
  if (known) return known;
  const made = gzipSync(text, { level: 9 });
  if (kept.size >= KEPT_MAX) kept.clear();
  kept.set(text, made);
  return made;
}
