/**
 * The tool that looks at the log's head: signature, growth since the last one seen, cosignatures; more if
 * asked.
 */
import * as z from 'zod';
import { fromHex, fromUtf8, toHex } from '../../../shared/base/encoding.ts';
import { MalformedError } from '../../../shared/base/malformed.ts';
import { audit } from '../../audit/audit.ts';
import type { SeenHead } from '../../audit/head.ts';
import { FetchError, HttpSource } from '../../audit/http-source.ts';
import type { LogSource } from '../../audit/source.ts';
import { type OpenedCheckpoint, openCheckpoint, parseCheckpoint } from '../../tlog/checkpoint.ts';
import { verifyConsistency } from '../../tlog/merkle.ts';
import { parseNote } from '../../tlog/note.ts';
import type { NoteKey } from '../../tlog/note-key.ts';
import { hashesFromTiles, proveConsistency } from '../../tlog/prove.ts';
import { UnverifiedError } from '../../tlog/unverified.ts';
import { NO_KEY } from './proven.ts';
import { AnswerError } from './registry.ts';
import { type Found, type Surroundings, type Tool, tool } from './tool.ts';

/** A replay beyond would keep a client waiting for minutes. */
const REPLAY_LEAVES_MAX = 20_000;
const VIOLATIONS_SHOWN_MAX = 50;

const Input = z.strictObject({
  seen: z
    .strictObject({
      size: z.int().min(0).describe('规模 leaves'),
      root: z.string().regex(/^[0-9a-f]{64}$/, { error: '须为 64 位十六进制 must be 64 hex digits' }),
    })
    .optional()
    .describe(
      '此前核过的检查点，缺省为本次运行所见 an earlier verified head; by default the last of this session',
    ),
  replayLeavesMax: z
    .int()
    .min(1)
    .max(REPLAY_LEAVES_MAX)
    .optional()
    .describe(
      '规模不超过此数时重放并核对全部记录；缺省不重放 replays every leaf against every rule where the log has no more; by default nothing is replayed',
    ),
});

export function auditSummary(around: Surroundings): Tool {
  let last: SeenHead | undefined;
  return tool({
    name: 'audit_summary',
    title: '账本概况 Audit summary',
    description:
      '账本检查点：规模、签名、与上次所见是否一致、见证方联署。缺省不重放记录：replayed 为 false 时不说明内容合规。The head of the log: size, signature, whether it only grew since the last one seen, and witnesses’ cosignatures. Unless asked with a bound nothing is replayed, and then it says nothing about whether the leaves keep the rules; `lvzhang audit` is the full audit.',
    input: Input,
    run: async ({ seen, replayLeavesMax }, signal): Promise<Found> => {
      const source = sourceOf(around, signal);
      const bytes = await source.checkpoint();
      if (!around.vkey) return { note: NO_KEY, data: claimedHead(bytes) };
      const opened = openedHead(bytes, around.vkey, around.witnesses);
      if (opened instanceof Error)
        return { note: '检查点不成立 NOT PROVEN', data: { proven: false, fault: opened.message } };
      const { size, root } = opened.checkpoint;
      const earlier = seen ? { size: seen.size, root: fromHex(seen.root) } : last;
      const growth = await growthOf(source, earlier, { size, root });
      const missing = missingIn(opened, around.witnesses);
      const proven = growth.consistent !== false && missing.length === 0;
      if (growth.consistent !== false && !seen) last = { size, root };
      const replay = proven
        ? await replayed(source, bytes, { around, vkey: around.vkey, size, replayLeavesMax, earlier })
        : { replayed: false };
      return {
        note: proven
          ? '检查点成立 The head is proven.'
          : '不成立 NOT PROVEN: keep this checkpoint as evidence.',
        data: { proven, ...headOf(opened, around.vkey), ...growth, witnessesMissing: missing, ...replay },
      };
    },
  });
}

/** The log under the registry's address, read with this call's bounds. */
const sourceOf = ({ registry }: Surroundings, signal: AbortSignal): HttpSource =>
  new HttpSource(registry.url, (url, init) =>
    registry.fetch(url, { signal: AbortSignal.any([init.signal, signal]) }),
  );

/** What a checkpoint says of itself. Nothing of it is proven. */
function claimedHead(bytes: Uint8Array): object {
  try {
    const { body, signatures } = parseNote(fromUtf8(bytes));
    const { origin, size, root } = parseCheckpoint(body);
    return { proven: false, origin, size, root: toHex(root), signatures: signatures.map(({ name }) => name) };
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    throw new AnswerError(`/log/checkpoint: 不是检查点 no checkpoint (${error.message})`);
  }
}

function openedHead(
  bytes: Uint8Array,
  vkey: NoteKey,
  witnesses: readonly NoteKey[],
): OpenedCheckpoint | Error {
  try {
    return openCheckpoint(fromUtf8(bytes), vkey, { witnesses });
  } catch (error) {
    if (error instanceof MalformedError || error instanceof UnverifiedError) return error;
    throw error;
  }
}

const missingIn = ({ verified }: OpenedCheckpoint, witnesses: readonly NoteKey[]): string[] =>
  witnesses.filter((each) => !verified.some(({ key }) => key === each)).map(({ name }) => name);

function headOf({ checkpoint, verified, unverified, body }: OpenedCheckpoint, vkey: NoteKey): object {
  return {
    origin: checkpoint.origin,
    size: checkpoint.size,
    root: toHex(checkpoint.root),
    checkpoint: body,
    cosignedBy: verified
      .filter(({ key }) => key !== vkey)
      .map(({ key, timestampSeconds = 0 }) => ({
        witness: key.name,
        at: new Date(timestampSeconds * 1000).toISOString(),
      })),
    /** Of keys that the server wasn't given: they mean nothing. */
    unknownSignatures: unverified.map(({ name }) => name),
  };
}

interface Growth {
  /** Absent where there is nothing to hold it against. */
  consistent?: boolean;
  seenBefore?: { size: number; root: string };
  fault?: string;
}

/** Whether the tree of the earlier head is the beginning of this one, shown by the log's own tiles. */
async function growthOf(source: LogSource, earlier: SeenHead | undefined, now: SeenHead): Promise<Growth> {
  if (!earlier) return {};
  const seenBefore = { size: earlier.size, root: toHex(earlier.root) };
  try {
    if (earlier.size > 0) verifyConsistency(earlier.size, now.size, earlier.root, now.root, await proof());
    return { consistent: true, seenBefore };
  } catch (error) {
    if (!(error instanceof UnverifiedError || error instanceof MalformedError)) throw error;
    return { consistent: false, seenBefore, fault: error.message };
  }

  async function proof(): Promise<Uint8Array[]> {
    // A log that went back, and one that stands still, have no proof; what they are is told without one.
    if (earlier!.size >= now.size) return [];
    const readTile = async (level: number, n: number, width: number) => {
      const tile = await source.tile({ level, n, width });
      if (!tile) throw new FetchError(`tile ${level}/${n}: 404`);
      return tile;
    };
    return proveConsistency(earlier!.size, now.size, hashesFromTiles(now.size, readTile));
  }
}

interface ReplayRequest {
  around: Surroundings;
  vkey: NoteKey;
  size: number;
  replayLeavesMax: number | undefined;
  earlier: SeenHead | undefined;
}

/** The audit of all leaves up to this very checkpoint, where there are no more than asked for. */
async function replayed(
  source: HttpSource,
  checkpoint: Uint8Array,
  { around, vkey, size, replayLeavesMax, earlier }: ReplayRequest,
): Promise<object> {
  if (replayLeavesMax === undefined) return { replayed: false };
  if (size > replayLeavesMax)
    return { replayed: false, reason: `${size} leaves are more than replayLeavesMax ${replayLeavesMax}` };
  const fixed: LogSource = {
    name: source.name,
    checkpoint: async () => checkpoint,
    tile: (address) => source.tile(address),
    boundary: (digest) => source.boundary(digest),
  };
  const report = await audit(fixed, {
    vkey,
    witnesses: around.witnesses,
    ...(earlier && { lastSeen: earlier }),
  });
  const { clean, leaves, byType, consent, units, land, violations, violationsTotal, byRule } = report;
  const shown = violations.slice(0, VIOLATIONS_SHOWN_MAX);
  return {
    replayed: true,
    clean,
    leaves,
    byType,
    consent,
    units,
    land,
    violationsTotal,
    byRule,
    violations: shown,
  };
}
