/**
 * The audit of a whole log from its publications alone: checkpoint, tiles, entries. It shares the formats and
 * `evolve` with the writer, and none of its paths.
 */
import { fromUtf8, toHex } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { InstrumentCode, instrumentRow } from '../../shared/units/instrument.ts';
import { decodeEntries } from '../tlog/entries.ts';
import { formatVkey, type NoteKey } from '../tlog/note-key.ts';
import { bundlesFor, formatTilePath, TILE_WIDTH } from '../tlog/tile.ts';
import { loadBoundaries } from './boundaries.ts';
import { type SeenHead, verifyHead } from './head.ts';
import type { LiveState } from './live-state.ts';
import { Replay } from './replay.ts';
import { type AuditReport, type BatchUnits, Findings, type InstrumentUnits } from './report.ts';
import { type LogSource, readAhead } from './source.ts';
import type { TreeAudit } from './tree.ts';
import { unseenIn } from './unseen.ts';
import { violation } from './violation.ts';

export interface AuditProgress {
  phase: 'tree' | 'replay';
  /** Leaves done, of `total`. */
  done: number;
  total: number;
}

export interface AuditOptions {
  /** The log's key, from a source other than the log. Its name is the log's origin. */
  vkey: NoteKey;
  /** Keys that must all have cosigned. */
  witnesses?: readonly NoteKey[];
  /** The newest head that an earlier audit verified. */
  lastSeen?: SeenHead;
  /** The auditor's time: no leaf may be later. Defaults to now. */
  now?: Date;
  onProgress?: (progress: AuditProgress) => void;
  /** Called once, with every batch in the order of its issuance. The report has their sums. */
  onBatches?: (batches: BatchUnits[]) => void;
}

/** Audits a log. Throws only what the source throws; every fault of the log is in the report. */
export async function audit(source: LogSource, options: AuditOptions): Promise<AuditReport> {
  const { vkey, witnesses = [], lastSeen } = options;
  const findings = new Findings();
  const replay = { leaves: 0 } as ReplaySummary;
  const head = await verifyHead(
    source,
    {
      vkey,
      witnesses,
      seen: lastSeen ? [lastSeen] : [],
      onProgress: (done, total) => options.onProgress?.({ phase: 'tree', done, total }),
    },
    findings,
  );
  const checkpoint = head?.checkpoint;
  if (head)
    Object.assign(replay, await replayLog(source, head.checkpoint.size, head.tree, findings, options));
  return {
    format: 'lvzhang-audit/v1',
    source: source.name,
    origin: vkey.name,
    vkey: formatVkey(vkey),
    clean: findings.total === 0,
    ...(checkpoint && {
      checkpoint: { size: checkpoint.size, root: toHex(checkpoint.root), text: checkpoint.text },
    }),
    ...(lastSeen && { lastSeen: { size: lastSeen.size, root: toHex(lastSeen.root) } }),
    witnesses: witnesses.map(({ name }) => name),
    ...replay,
    violations: findings.list,
    violationsTotal: findings.total,
    byRule: findings.byRule,
  };
}

type ReplaySummary = Pick<
  AuditReport,
  'leaves' | 'live' | 'byType' | 'consent' | 'rootsLate' | 'units' | 'unseen' | 'land'
>;

/** The second pass: runs every leaf through `evolve` and the rules. */
async function replayLog(
  source: LogSource,
  size: number,
  { recordedSizes, boundaries }: TreeAudit,
  findings: Findings,
  { vkey, onProgress, onBatches, now = new Date() }: AuditOptions,
): Promise<ReplaySummary> {
  const { boundary } = source;
  const published =
    boundary &&
    (await loadBoundaries({ boundary: boundary.bind(source) }, boundaries, (each) => findings.add([each])));
  const replay = new Replay({
    recordedSizes,
    now,
    log: vkey.name,
    ...(published && { boundaries: (digest: string) => published.get(digest) }),
  });
  for await (const { address, bytes } of readAhead(source, bundlesFor(size))) {
    const entries = entriesOf(bytes);
    const start = address.n * TILE_WIDTH;
    if (entries?.length !== address.width) {
      const tile = formatTilePath(address);
      findings.add([violation('replay-stopped', { tile, index: start })]);
      break;
    }
    for (let i = 0; i < entries.length; i++) applyLeaf(replay, start + i, entries[i]!, findings);
    onProgress?.({ phase: 'replay', done: start + entries.length, total: size });
  }
  findings.add(replay.finish());
  onBatches?.(batchesOf(replay.live));
  return {
    leaves: replay.size,
    live: replay.live.entities.size,
    land: { checked: replay.live.landChecked, unchecked: replay.live.landUnchecked },
    byType: Object.fromEntries([...replay.counts].sort()),
    consent: replay.consent,
    ...(replay.rootsLate && { rootsLate: replay.rootsLate }),
    unseen: unseenIn(replay.counts),
    units: unitsOf(replay.live),
  };
}

/**
 * One line per instrument and origin, in the order of the table of instruments: tonnes are never added to
 * megawatt-hours, nor imported units to units verified here.
 */
function unitsOf({ totals }: LiveState): InstrumentUnits[] {
  const sums = new Map<string, InstrumentUnits>();
  const none = { batches: 0, issued: 0, live: 0, retired: 0, cancelled: 0, expired: 0 };
  for (const { batch, issued, live, retired, cancelled, expired } of totals.values()) {
    const { instrument, imported } = batch;
    const { unit } = instrumentRow(instrument);
    const key = keyOf(instrument, imported);
    const sum = sums.get(key) ?? { instrument, unit, imported, ...none };
    sum.batches++;
    sum.issued += issued;
    sum.live += live;
    sum.retired += retired;
    sum.cancelled += cancelled;
    sum.expired += expired;
    sums.set(key, sum);
  }
  return InstrumentCode.options.flatMap((instrument) =>
    [false, true].flatMap((imported) => sums.get(keyOf(instrument, imported)) ?? []),
  );
}

const batchesOf = ({ totals }: LiveState): BatchUnits[] =>
  Array.from(totals, ([id, { batch, issued, live, retired, cancelled, expired }]) => {
    const { instrument, imported, vintage } = batch;
    const { unit } = instrumentRow(instrument);
    return { batch: id, instrument, unit, imported, vintage, issued, live, retired, cancelled, expired };
  });

const keyOf = (instrument: InstrumentCode, imported: boolean) => `${instrument} ${imported}`;

function entriesOf(bytes: Uint8Array | undefined): Uint8Array[] | undefined {
  if (!bytes) return undefined;
  try {
    return decodeEntries(bytes);
  } catch (error) {
    if (error instanceof MalformedError) return undefined; // reported by the first pass
    throw error;
  }
}

function applyLeaf(replay: Replay, index: number, entry: Uint8Array, findings: Findings): void {
  let text: string;
  try {
    text = fromUtf8(entry);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    findings.add([violation('leaf-not-utf8', { index })]);
    return;
  }
  const found = replay.apply(index, text);
  if (found.length > 0) findings.add(found);
}
