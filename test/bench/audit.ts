/**
 * Audit rate (DESIGN §8): a synthetic but valid log in tlog-tiles layout, read from a folder; side by side in
 * one process: the bare work on the same bytes (read, SHA-256 of each leaf, JSON.parse) and the whole audit.
 * Run directly: `node test/bench/audit.ts [leaves]`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { audit } from '../../events/audit/audit.ts';
import { FolderSource } from '../../events/cli/audit/folder-source.ts';
import { appendToTree } from '../../events/tlog/append.ts';
import { signCheckpoint } from '../../events/tlog/checkpoint.ts';
import { decodeEntries, encodeEntries } from '../../events/tlog/entries.ts';
import { leafHash } from '../../events/tlog/merkle.ts';
import { bundlesFor, formatTilePath, TILE_WIDTH } from '../../events/tlog/tile.ts';
import { fromUtf8, toUtf8 } from '../../shared/base/encoding.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import { blockEntity, type Entity } from '../../shared/ledger/entity.ts';
import type { BlockState } from '../../shared/units/states.ts';
import { as, type By, History } from '../support/history/history.ts';
import { AUDITED_AT, logSigner } from '../support/log/log.ts';
import { isMain, printRows, type Row } from './rows.ts';

/** Runs of each kind, interleaved; the best counts, since other programs can only slow a run down. */
const RUNS = 3;
const LEAVES_DEFAULT = 1_000_000;

type Kind = 'bare' | 'audit';
const work: Record<Kind, (folder: string, leaves: number) => Promise<number>> = {
  bare: readBare,
  audit: readAudited,
};

/**
 * Rates per second of processor time (all threads, the collector's too): other programs on the
 * machine don't count.
 */
export async function benchAudit({ leaves = LEAVES_DEFAULT } = {}): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lvzhang-bench-'));
  const seconds = { bare: Number.POSITIVE_INFINITY, audit: Number.POSITIVE_INFINITY };
  let heapBytes = 0;
  try {
    // In a process of its own: what the engine learns from the deciders' objects would slow the audit's.
    execFileSync(process.execPath, [import.meta.filename, '--write', folder, String(leaves)]);
    for (let run = 0; run < RUNS; run++) {
      for (const kind of ['bare', 'audit'] as const) {
        const start = process.cpuUsage();
        const heap = await work[kind](folder, leaves);
        const { user, system } = process.cpuUsage(start);
        seconds[kind] = Math.min(seconds[kind], (user + system) / 1e6);
        if (kind === 'audit') heapBytes = Math.max(heapBytes, heap);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const log = `of ${leaves.toLocaleString('en')} leaves`;
  return [
    { what: `audit ${log}`, value: leaves / seconds.audit, unit: 'leaves/s', goal: { atLeast: 100_000 } },
    { what: `bare read + SHA-256 + JSON.parse ${log}`, value: leaves / seconds.bare, unit: 'leaves/s' },
    { what: 'audit against bare', value: seconds.bare / seconds.audit, unit: '×', goal: { atLeast: 0.5 } },
    { what: 'peak heap of the audit', value: heapBytes / 2 ** 20, unit: 'MiB' },
  ];
}

async function readBare(folder: string, leaves: number): Promise<number> {
  let heap = 0;
  for (const bundle of bundlesFor(leaves)) {
    const bytes = readFileSync(join(folder, formatTilePath(bundle)));
    for (const entry of decodeEntries(bytes)) {
      sha256(entry);
      JSON.parse(fromUtf8(entry));
    }
    if (bundle.n % 256 === 0) heap = Math.max(heap, process.memoryUsage().heapUsed);
  }
  return heap;
}

async function readAudited(folder: string): Promise<number> {
  let heap = 0;
  const report = await audit(new FolderSource(folder), {
    vkey: logSigner.key,
    now: AUDITED_AT,
    onProgress: ({ done }) => {
      if (done % 65_536 === 0) heap = Math.max(heap, process.memoryUsage().heapUsed);
    },
  });
  if (!report.clean)
    throw new Error(`the synthetic log is not clean: ${JSON.stringify(report.violations[0])}`);
  return heap;
}

/** Writes bundles and tiles as the leaves come, so that a long log needs no memory. */
async function writeLog(folder: string, size: number): Promise<void> {
  const write = (path: string, bytes: Uint8Array | string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  };
  const tiles = new Map<string, Uint8Array>();
  const readTile = async (level: number, n: number) => tiles.get(`${level}/${n}`)!;
  let done = 0;
  let root = new Uint8Array(0) as Uint8Array;
  for (const bundle of bundlesOf(syntheticLeaves(size))) {
    const entries = bundle.map(toUtf8);
    const grown = await appendToTree(done, readTile, entries.map(leafHash));
    write(
      formatTilePath({ level: 'entries', n: done / TILE_WIDTH, width: entries.length }),
      encodeEntries(entries),
    );
    for (const { level, n, hashes } of grown.tiles) {
      tiles.set(`${level}/${n}`, hashes);
      const width = hashes.length / 32;
      // Full tiles at once, partial ones only when they are the log's last.
      if (width === TILE_WIDTH || grown.size === size) write(formatTilePath({ level, n, width }), hashes);
    }
    for (const [key, tile] of tiles) {
      const [level, n] = key.split('/').map(Number) as [number, number];
      if (grown.size === size) write(formatTilePath({ level, n, width: tile.length / 32 }), tile);
    }
    ({ size: done, root } = grown);
  }
  write('checkpoint', await signCheckpoint({ origin: logSigner.key.name, size, root }, logSigner));
}

function* bundlesOf(leaves: Iterable<string>): Generator<string[]> {
  let bundle: string[] = [];
  for (const leaf of leaves) {
    bundle.push(leaf);
    if (bundle.length < TILE_WIDTH) continue;
    yield bundle;
    bundle = [];
  }
  if (bundle.length > 0) yield bundle;
}

const COMPANIES = 200;
/** Sales of one batch before the next is issued, and of one project. */
const SALES_PER_BATCH = 300;
const SALES_PER_PROJECT = 1200;
/** Large enough that no batch runs out. */
const BATCH_QUANTITY = 1_000_000;
/**
 * A block that an account received waits until so many others have come, then it is
 * retired: live blocks grow.
 */
const WAITING_MAX = 20_000;

/**
 * `size` leaves: developers sell from their batches, companies accept (some reject), hold for
 * a while and retire.
 */
function* syntheticLeaves(size: number): Generator<string> {
  const h = new History('bench');
  h.forget = true;
  // A million within a day: so the log owes no state root yet.
  h.stepMs = 50;
  let queue: string[] = [];
  h.onLeaf = (leaf) => queue.push(leaf);
  const random = mulberry32(1);
  const developer = h.organization({ name: '赤峰市农牧投资集团', roles: ['developer'] });
  const companies = Array.from({ length: COMPANIES }, (_, i) =>
    h.organization({ name: `内蒙古第 ${i} 实业` }),
  );
  const seller = as(developer.id, 'developer');
  const waiting: { batch: string; from: number; owner: { id: string; account: string } }[] = [];
  let project = '';
  let batch = '';
  let written = 0;
  for (let sale = 0; written < size; sale++) {
    if (sale % SALES_PER_PROJECT === 0) project = h.project({ developer: developer.id });
    if (sale % SALES_PER_BATCH === 0) batch = h.issue({ project, quantity: BATCH_QUANTITY });
    const owner = companies[Math.floor(random() * COMPANIES)]!;
    const quantity = 1 + Math.floor(random() * 500);
    const source = h.entities.get(blockEntity(batch, 1)) as Entity<BlockState>;
    const offer = h.offer(
      { from: developer.account, to: owner.account, items: [{ batch, quantity }] },
      seller,
      [source],
    );
    h.endTransfer(offer.id, random() < 0.97 ? 'accept' : 'reject', as(owner.id));
    const from = offer.facts.items[0]!.ranges[0]!.from;
    const received = h.entities.get(blockEntity(batch, from)) as Entity<BlockState>;
    if (received.state.account === owner.account) waiting.push({ batch, from, owner });
    if (waiting.length > WAITING_MAX || random() < 0.3) retireOne(h, waiting, random);
    for (const leaf of queue) if (written++ < size) yield leaf;
    queue = [];
  }
}

function retireOne(
  h: History,
  waiting: { batch: string; from: number; owner: { id: string; account: string } }[],
  random: () => number,
): void {
  const at = Math.floor(random() * waiting.length);
  const chosen = waiting[at];
  if (!chosen) return;
  const { batch, from, owner } = chosen;
  const block = h.entities.get(blockEntity(batch, from)) as Entity<BlockState>;
  const whole = block.state.to - from + 1;
  const part = random() < 0.5 ? whole : Math.max(1, Math.floor(whole / 2));
  if (part === whole) waiting.splice(at, 1);
  const by: By = as(owner.id);
  h.retire({ account: owner.account, items: [{ batch, quantity: part }] }, by, [block]);
}

/** A small generator of numbers in [0, 1) that is the same everywhere (mulberry32). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

if (isMain(import.meta.url)) {
  const [first, folder, size] = process.argv.slice(2);
  if (first === '--write') await writeLog(folder!, Number(size));
  else printRows(await benchAudit({ leaves: Number(first ?? LEAVES_DEFAULT) }));
}
