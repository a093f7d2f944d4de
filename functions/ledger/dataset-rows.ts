/**
 * Rows of activity datasets: too many for an item, so they lie in chunks beside their dataset, each revision
 * apart, with a manifest that tells which chunk has a row. Callers check who may see them.
 */
import { eachBounded } from '../../shared/base/bounded.ts';
import type { ActivityRow } from '../../shared/statements/activity-row.ts';
import { type ActivityContent, rowName, rowOfText, rowText } from '../../shared/statements/activity-rows.ts';
import type { Attachment } from './commit-record.ts';
import { datasetManifestKey, datasetRowsKey } from './keys.ts';
import { packText, unpackText } from './packed.ts';
import { BadCursor, decodeCursor, encodeCursor, type LedgerReads } from './reads.ts';

/** The longest rows make 325 KB, below the 400 KB of an item, whatever compression leaves of them. */
const CHUNK_ROWS = 2_500;

/** Packed bytes of one delivery; one transaction takes 4 MB. */
export const PACKED_BYTES_MAX = 3_500_000;

/** A revision of a dataset. */
export interface DatasetRevision {
  dataset: string;
  revision: number;
}

/** What the seal of a delivery commits to. */
export interface DatasetDigest {
  /** SHA-256 of the canonical rows, hex. */
  sha256: string;
  bytes: number;
}

export interface Manifest extends DatasetDigest {
  /** Hex; with digest and bytes it opens the seal. */
  salt: string;
  sealed: string;
  chunks: { first: string; rows: number }[];
}

/** The chunks of rows, packed: made before the decision, since they don't depend on the revision. */
export interface PackedRows {
  chunks: { first: string; rows: number; bytes: Uint8Array }[];
  bytes: number;
}

export function packRows({ rows }: Pick<ActivityContent, 'rows'>): PackedRows {
  const chunks: PackedRows['chunks'] = [];
  for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
    const some = rows.slice(start, start + CHUNK_ROWS);
    const bytes = packText(some.map(rowText).join(''));
    chunks.push({ first: rowName(some[0]!), rows: some.length, bytes });
  }
  return { chunks, bytes: chunks.reduce((sum, { bytes }) => sum + bytes.length, 0) };
}

/** What is written beside the commit of that revision. */
export function datasetAttachments(
  { dataset, revision }: DatasetRevision,
  packed: PackedRows,
  sealed: DatasetDigest & { salt: string; sealed: string },
): Attachment[] {
  const chunks = packed.chunks.map(({ first, rows }) => ({ first, rows }));
  const manifest: Manifest = { ...sealed, chunks };
  return [
    { key: datasetManifestKey(dataset, revision), bytes: packText(JSON.stringify(manifest)) },
    ...packed.chunks.map(({ bytes }, chunk) => ({ key: datasetRowsKey(dataset, revision, chunk), bytes })),
  ];
}

/** The manifest of a revision, strongly consistent; undefined where there is no such revision. */
export async function readManifest(
  reads: LedgerReads,
  { dataset, revision }: DatasetRevision,
): Promise<Manifest | undefined> {
  const [item] = await reads.items([datasetManifestKey(dataset, revision)]);
  return item && (JSON.parse(unpackText(item.bytes as Uint8Array)) as Manifest);
}

/** @throws Error if the chunk isn't there: a revision's commit writes them all */
async function readChunk(
  reads: LedgerReads,
  { dataset, revision }: DatasetRevision,
  chunk: number,
): Promise<ActivityRow[]> {
  const [item] = await reads.items([datasetRowsKey(dataset, revision, chunk)]);
  if (!item) throw new Error(`${dataset}, revision ${revision} has no chunk ${chunk}`);
  const lines = unpackText(item.bytes as Uint8Array).split('\n');
  return lines.slice(0, -1).map(rowOfText);
}

/** Chunks held in memory at a time. */
const CHUNKS_AT_ONCE = 8;

/** The rows of these names (rowName), by name; those that aren't there are left out. */
export async function findRows(
  reads: LedgerReads,
  at: DatasetRevision,
  { chunks }: Manifest,
  names: Iterable<string>,
): Promise<Map<string, ActivityRow>> {
  const wanted = new Map<number, Set<string>>();
  for (const name of names) {
    const chunk = chunks.findLastIndex(({ first }) => first <= name);
    if (chunk >= 0) wanted.set(chunk, (wanted.get(chunk) ?? new Set()).add(name));
  }
  const found = new Map<string, ActivityRow>();
  await eachBounded(wanted, CHUNKS_AT_ONCE, async ([chunk, within]) => {
    for (const row of await readChunk(reads, at, chunk)) {
      const name = rowName(row);
      if (within.has(name)) found.set(name, row);
    }
  });
  return found;
}

/** A page of rows in their canonical order. @throws BadCursor */
export async function pageOfRows(
  reads: LedgerReads,
  at: DatasetRevision,
  { chunks }: Manifest,
  limit: number,
  cursor?: string,
): Promise<{ items: ActivityRow[]; next?: string }> {
  const scope = `rows:${at.dataset}/${at.revision}`;
  const from = cursor === undefined ? 0 : placeOf(cursor, scope);
  const items: ActivityRow[] = [];
  let before = 0;
  for (const [chunk, { rows }] of chunks.entries()) {
    const start = from + items.length - before;
    if (start < rows && items.length < limit)
      items.push(...(await readChunk(reads, at, chunk)).slice(start, start + limit - items.length));
    before += rows;
  }
  const next = from + items.length;
  return next < before && items.length > 0
    ? { items, next: encodeCursor({ from: String(next) }, scope) }
    : { items };
}

function placeOf(cursor: string, scope: string): number {
  const { from } = decodeCursor(cursor, scope);
  if (typeof from !== 'string' || !/^\d{1,6}$/.test(from)) throw new BadCursor('cursor');
  return Number(from);
}
