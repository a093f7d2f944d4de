/**
 * Lambda: the public log, in the C2SP tlog-tiles layout. A request has no token and nothing but a path; full
 * tiles never change and may be cached for ever.
 */
import * as z from 'zod';
import { encodeEntries } from '../events/tlog/entries.ts';
import { HASH_BYTES } from '../events/tlog/merkle.ts';
import { parseTilePath, TILE_WIDTH, type TileAddress, tileWidth } from '../events/tlog/tile.ts';
import { toUtf8 } from '../shared/base/encoding.ts';
import { MalformedError } from '../shared/base/malformed.ts';
import { type Endpoints, endpoint, handlerOf } from './http/endpoint.ts';
import { Problem } from './http/problem.ts';
import { notFound } from './http/require-entity.ts';
import type { World } from './ledger/ledger-world.ts';
import { readHead, readHeads, readTile } from './ledger/log-reads.ts';
import type { LogHead } from './ledger/table.ts';
import { publishedBoundary } from './log/boundary.ts';
import { publishedComment } from './log/comment.ts';
import { publishedContext } from './log/context.ts';
import { IMMUTABLE } from './log/headers.ts';

const TEXT = 'text/plain; charset=utf-8';
const BYTES = 'application/octet-stream';
/** A checkpoint is superseded within seconds; a cache may still protect the log from a crowd. */
const MUTABLE = 'public, max-age=1';

async function requireHead({ reads }: World): Promise<LogHead> {
  const head = await readHead(reads);
  if (!head) throw new Problem('not-found', [], { 'retry-after': '1' });
  return head;
}

/** The head's checkpoint, with the cosignatures gathered so far. */
async function publishedCheckpoint({ reads }: World): Promise<string> {
  const { head, cosigned } = await readHeads(reads);
  if (!head) throw new Problem('not-found', [], { 'retry-after': '1' });
  const same = cosigned?.size === head.size && cosigned.root === head.root;
  return same ? cosigned.checkpoint : head.checkpoint;
}

const checkpoint = endpoint({
  summary: '检查点 Signed checkpoint (C2SP tlog-checkpoint)',
  status: 200,
  reply: TEXT,
  run: async (_request, world) => ({
    headers: { 'cache-control': MUTABLE },
    text: await publishedCheckpoint(world),
  }),
});

const vkey = endpoint({
  summary: '验证公钥 Verifier key of the log (C2SP signed-note)',
  status: 200,
  reply: TEXT,
  run: async (_request, world) => ({
    headers: { 'cache-control': MUTABLE },
    text: `${(await requireHead(world)).vkey}\n`,
  }),
});

const tile = endpoint({
  summary: '日志瓦片 Tile or entry bundle (C2SP tlog-tiles)',
  path: z.strictObject({ tile: z.string().min(1).max(200) }),
  status: 200,
  reply: BYTES,
  run: async ({ path }, world) => {
    const address = tileAddress(path.tile);
    const { size } = await requireHead(world);
    const level = address.level === 'entries' ? 0 : address.level;
    // A path beyond the tree, or wider than it, names nothing yet; it may later, so the answer isn't cached.
    if (address.width > tileWidth(level, address.n, size)) throw new Problem('not-found');
    const bytes =
      address.level === 'entries'
        ? await entries(world, address.n, address.width)
        : await hashes(world, level, address);
    // True of full and partial tiles: the width is in the path, so the bytes at a path never change.
    return { headers: { 'cache-control': IMMUTABLE }, bytes };
  },
});

function tileAddress(path: string): TileAddress {
  try {
    return parseTilePath(`tile/${path}`);
  } catch (error) {
    if (error instanceof MalformedError) throw notFound(error.message, 'tile');
    throw error;
  }
}

async function hashes({ reads }: World, level: number, { n, width }: TileAddress): Promise<Uint8Array> {
  const stored = await readTile(reads, level, n);
  if (!stored || stored.hashes.length < width * HASH_BYTES)
    throw new Error(`tile ${level}/${n} lacks hashes`);
  return stored.hashes.subarray(0, width * HASH_BYTES);
}

/** A bundle would not fit one item, so it is assembled from the commits that the level-0 tile names. */
async function entries({ reads }: World, n: number, width: number): Promise<Uint8Array> {
  const ids = (await readTile(reads, 0, n))?.commits?.slice(0, width) ?? [];
  const records = await reads.commits(ids);
  const leaves = new Map(records.map(({ seq, leaf }) => [seq, toUtf8(leaf)]));
  return encodeEntries(
    Array.from({ length: width }, (_, i) => {
      const leaf = leaves.get(n * TILE_WIDTH + i);
      if (!leaf) throw new Error(`leaf ${n * TILE_WIDTH + i} is missing from the table`);
      return leaf;
    }),
  );
}

export const endpoints: Endpoints = {
  'GET /log/checkpoint': checkpoint,
  'GET /log/vkey': vkey,
  'GET /log/tile/{tile+}': tile,
  'GET /log/boundary/{digest}': publishedBoundary,
  'GET /log/comment/{digest}': publishedComment,
  'GET /log/contexts/{name}': publishedContext,
};

export const handler = handlerOf(endpoints);
