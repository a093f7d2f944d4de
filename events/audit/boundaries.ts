/**
 * Boundaries of published designs: those that a log mentions, and their texts from its source. They lie
 * beside the log; the leaf that publishes one has its digest, so they need no trust.
 */
import { fromUtf8, toHex, toUtf8 } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import { boundaryOfText, boundaryText, parseBoundary } from '../../shared/land/boundary.ts';
import type { Boundary } from '../../shared/land/multi-polygon.ts';
import { isIntricate, overlapAmong } from '../../shared/land/overlap.ts';
import type { LogSource } from './source.ts';
import { type Violation, violation } from './violation.ts';

/** How the canonical text of a design.published leaf ends. */
const PUBLISHED_TAIL = toUtf8('"type":"design.published","v":1}');

/**
 * The digest of the boundary that a leaf publishes, if the leaf is canonical and of that type. A leaf that
 * hides its type from this quick look isn't canonical, and the replay reports it.
 */
export function publishedBoundaryOf(leaf: Uint8Array): string | undefined {
  const start = leaf.length - PUBLISHED_TAIL.length;
  if (start < 0) return undefined;
  for (let i = PUBLISHED_TAIL.length - 1; i >= 0; i--)
    if (leaf[start + i] !== PUBLISHED_TAIL[i]) return undefined;
  try {
    const { facts } = JSON.parse(new TextDecoder().decode(leaf)) as { facts?: { boundary?: unknown } };
    const digest = facts?.boundary;
    return typeof digest === 'string' && /^[0-9a-f]{64}$/.test(digest) ? digest : undefined;
  } catch {
    return undefined;
  }
}

/** Path of a boundary below the log's address or folder. */
export const boundaryPath = (digest: string): string => `boundary/${digest}`;

/** Number of concurrent reads. */
const PARALLEL = 8;

/**
 * Reads the boundaries of these digests; `found` gets each missing or wrong one. Throws
 * what the source throws.
 */
export async function loadBoundaries(
  source: Required<Pick<LogSource, 'boundary'>>,
  digests: Iterable<string>,
  found: (violation: Violation) => void,
): Promise<Map<string, Boundary>> {
  const boundaries = new Map<string, Boundary>();
  const wanted = [...digests];
  let next = 0;
  const work = async () => {
    for (let digest = wanted[next++]; digest !== undefined; digest = wanted[next++]) {
      const bytes = await source.boundary(digest);
      const read = readBoundary(bytes, digest);
      if ('rule' in read) found(read);
      else boundaries.set(digest, read);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return boundaries;
}

/** A boundary that matches its digest and breaks no rule of boundaries. */
function readBoundary(bytes: Uint8Array | undefined, digest: string): Boundary | Violation {
  const tile = boundaryPath(digest);
  if (!bytes) return violation('boundary-missing', { tile }, { digest });
  const actual = toHex(sha256(bytes));
  if (actual !== digest) return violation('boundary-digest', { tile }, { digest, actual });
  try {
    const text = fromUtf8(bytes);
    const boundary = boundaryOfText(text);
    const fault = faultOf(boundary, text);
    return fault ? violation('boundary-unsound', { tile }, fault) : boundary;
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return violation('boundary-unsound', { tile }, { fault: error.message, pointer: '' });
  }
}

/** Polygon by polygon: a project's boundary may be longer than a parcel's. */
function faultOf(boundary: Boundary, text: string): { fault: string; pointer: string } | undefined {
  const sound: Boundary['coordinates'] = [];
  for (const [index, coordinates] of boundary.coordinates.entries()) {
    const read = parseBoundary({ type: 'Polygon', coordinates });
    if ('fault' in read) return { fault: read.fault.rule, pointer: `/coordinates/${index}` };
    sound.push(...read.boundary.coordinates);
  }
  const overlap = overlapAmong(sound);
  if (overlap && isIntricate(overlap)) return { fault: 'boundary-too-intricate', pointer: '/coordinates' };
  if (overlap) return { fault: 'boundary-polygons-overlap', pointer: `/coordinates/${overlap.polygon}` };
  const normal = { type: 'MultiPolygon' as const, coordinates: sound };
  return boundaryText(normal) === text ? undefined : { fault: 'boundary-not-canonical', pointer: '' };
}
