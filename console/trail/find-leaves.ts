/** Leaves of the log, newest first: all of them, or those that a person looks for. */
import { TILE_WIDTH } from '../../events/tlog/tile.ts';
import { fromUtf8 } from '../../shared/base/encoding.ts';
import type { Leaf, VerifiedLog } from '../log/verified-log.ts';

/** What a leaf says of itself, as far as the trail shows it. A stranger may have written it. */
export interface TrailEvent {
  id: string;
  type: string;
  /** RFC 3339. */
  at: string;
  by: { org: string; role: string; for?: string };
  advances: { entity: string; version: number }[];
}

export interface TrailLeaf extends Leaf {
  /** Undefined where it can't be read. */
  event: TrailEvent | undefined;
}

export interface Sought {
  type?: string;
  /** An id: of an organization, an account, a project, a batch, a commit… */
  about?: string;
  /** Of China: `2026-01-31`. */
  day?: string;
}

export interface Found {
  leaves: TrailLeaf[];
  /** Leaves below this one haven't been looked at; 0 at the log's beginning. */
  next: number;
}

export const PAGE = 50;
/** Bundles that are looked through before a person is asked whether to go on: 10,240 leaves. */
const BUNDLES_MAX = 40;
const DAY_MS = 24 * 60 * 60 * 1000;
const CHINA_MS = 8 * 60 * 60 * 1000;
/** Leaves are nearly in the order of their instants: a commit enters the log minutes later at most. */
const SLACK_MS = DAY_MS;

/** @param before looks only at leaves below this index */
export async function findLeaves(
  log: Pick<VerifiedLog, 'bundle' | 'size'>,
  sought: Sought,
  before = log.size,
  signal?: AbortSignal,
): Promise<Found> {
  const { from, to } = spanOf(sought.day);
  const leaves: TrailLeaf[] = [];
  let next = Math.min(before, log.size);
  if (to < Number.POSITIVE_INFINITY) next = Math.min(next, await endOf(log, to + SLACK_MS));
  for (let looked = 0; next > 0 && looked < BUNDLES_MAX; looked++) {
    signal?.throwIfAborted();
    const start = Math.floor((next - 1) / TILE_WIDTH) * TILE_WIDTH;
    const bundle = await log.bundle(start / TILE_WIDTH);
    for (; next > start; next--) {
      if (leaves.length === PAGE) return { leaves, next };
      const leaf = readLeaf(bundle[next - 1 - start]!);
      if (atOf(leaf) < from - SLACK_MS) return { leaves, next: 0 };
      if (isSought(leaf, sought)) leaves.push(leaf);
    }
  }
  return { leaves, next };
}

/** The first bundle's start of which all leaves are later; by halving, since a log may have thousands. */
async function endOf(log: Pick<VerifiedLog, 'bundle' | 'size'>, time: number): Promise<number> {
  let [low, high] = [0, Math.ceil(log.size / TILE_WIDTH)];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [first] = await log.bundle(middle);
    if (first && atOf(readLeaf(first)) > time) high = middle;
    else low = middle + 1;
  }
  return Math.min(log.size, low * TILE_WIDTH);
}

/** The instants of a day of China, ms; all of them where none is given. */
function spanOf(day: string | undefined): { from: number; to: number } {
  const from = Date.parse(`${day ?? ''}T00:00:00.000+08:00`);
  return Number.isNaN(from)
    ? { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }
    : { from, to: from + DAY_MS };
}

const atOf = ({ event }: TrailLeaf): number => Date.parse(event?.at ?? '');

export function isSought({ event, bytes }: TrailLeaf, { type, about, day }: Sought): boolean {
  if (type !== undefined && event?.type !== type) return false;
  if (day !== undefined && (event === undefined || dayOf(event.at) !== day)) return false;
  return about === undefined || isAbout(fromUtf8(bytes), about);
}

/** Whether the id stands in the leaf, and not within another one. */
function isAbout(text: string, id: string): boolean {
  for (let at = text.indexOf(id); at !== -1; at = text.indexOf(id, at + 1))
    if (!/[\w-]/.test(text[at - 1] ?? '') && !/[\w-]/.test(text[at + id.length] ?? '')) return true;
  return false;
}

const dayOf = (at: string): string => {
  const time = Date.parse(at);
  return Number.isNaN(time) ? '' : new Date(time + CHINA_MS).toISOString().slice(0, 10);
};

export function readLeaf(leaf: Leaf): TrailLeaf {
  return { ...leaf, event: eventIn(leaf.bytes) };
}

function eventIn(bytes: Uint8Array): TrailEvent | undefined {
  try {
    const { id, type, at, by, advances } = JSON.parse(fromUtf8(bytes)) as TrailEvent;
    const isWhole = [id, type, at, by?.org].every((each) => typeof each === 'string');
    return isWhole && Array.isArray(advances) ? { id, type, at, by, advances } : undefined;
  } catch {
    return undefined;
  }
}
