/**
 * The deepest nesting of a canonical value. No event comes near it; it keeps a hostile leaf of 64 KiB of
 * brackets from exhausting an auditor's stack.
 */
export const CANONICAL_DEPTH_MAX = 64;

/** A value that has no canonical form here. `path` is the JSON pointer (RFC 6901) of the offending part. */
export class CanonicalError extends Error {
  override name = 'CanonicalError';
  readonly path: string;

  constructor(path: string, reason: string) {
    super(`${path === '' ? 'value' : path}: ${reason}`);
    this.path = path;
  }
}

/**
 * Canonical JSON of `value` (RFC 8785): no whitespace, keys sorted by UTF-16 code units, shortest escapes.
 * Narrower than the RFC in one respect: every number is a safe integer, so that no two programs can disagree
 * on how a quantity is written.
 * @throws CanonicalError on undefined, functions, symbols, bigints, fractions, NaN, Infinity, lone
 * surrogates, holes, objects that aren't plain, and nesting deeper than CANONICAL_DEPTH_MAX.
 */
export function canonicalize(value: unknown): string {
  return write(value, '', 0);
}

/**
 * Whether `text` is exactly `canonicalize(parsed)`, where `parsed` must be `JSON.parse(text)`. The auditor
 * asks this of every leaf, so the usual answer, yes, comes from the engine's own JSON.stringify and one walk
 * over the keys. Only what that can't decide is serialized again: integer-like keys, which engines move to
 * the front of an object, and text with an escaped surrogate.
 */
export function isCanonical(text: string, parsed: unknown): boolean {
  if (isOrdered(parsed, 0) && !text.includes('\\ud') && JSON.stringify(parsed) === text) return true;
  try {
    return canonicalize(parsed) === text;
  } catch (error) {
    if (error instanceof CanonicalError) return false;
    throw error;
  }
}

function write(value: unknown, path: string, depth: number): string {
  if (typeof value === 'string') return writeString(value, path);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeInteger(value, path);
  if (typeof value !== 'object') throw new CanonicalError(path, `${typeof value} has no JSON form`);
  if (depth === CANONICAL_DEPTH_MAX)
    throw new CanonicalError(path, `nested deeper than ${CANONICAL_DEPTH_MAX}`);
  if (Array.isArray(value)) {
    // Array.from visits holes, which map would skip.
    return `[${Array.from(value, (item, i) => write(item, `${path}/${i}`, depth + 1)).join(',')}]`;
  }
  return writeObject(value, path, depth);
}

function writeObject(value: object, path: string, depth: number): string {
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new CanonicalError(path, 'not a plain object');
  }
  const members: string[] = [];
  // Without a comparator, sort() orders strings by UTF-16 code units, which is what RFC 8785 §3.2.3 asks for.
  for (const key of Object.keys(value).sort()) {
    const memberPath = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const member = write((value as Record<string, unknown>)[key], memberPath, depth + 1);
    members.push(`${writeString(key, memberPath)}:${member}`);
  }
  return `{${members.join(',')}}`;
}

function writeString(value: string, path: string): string {
  if (!value.isWellFormed()) throw new CanonicalError(path, 'lone surrogate');
  // JSON.stringify's escapes of a well-formed string are those of RFC 8785 §3.2.2.2.
  return JSON.stringify(value);
}

function writeInteger(value: number, path: string): string {
  if (!Number.isSafeInteger(value)) throw new CanonicalError(path, `${value} is not a safe integer`);
  return String(value); // -0 becomes "0", as in RFC 8785
}

function isOrdered(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth === CANONICAL_DEPTH_MAX) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (!isOrdered(item, depth + 1)) return false;
    return true;
  }
  let previous: string | undefined;
  // for-in rather than Object.keys: no array per object, and JSON.parse leaves nothing enumerable to inherit.
  for (const key in value) {
    if (previous !== undefined && previous >= key) return false;
    if (!isOrdered((value as Record<string, unknown>)[key], depth + 1)) return false;
    previous = key;
  }
  return true;
}
