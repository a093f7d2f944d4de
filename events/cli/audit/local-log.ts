/** A log as a command reads it: from a folder, or from an address, downloaded into a folder first. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fromUtf8 } from '../../../shared/base/encoding.ts';
import { MalformedError } from '../../../shared/base/malformed.ts';
import { FetchError } from '../../audit/http-source.ts';
import { logRuleTexts } from '../../audit/rules/log/log-texts.ts';
import type { LogSource } from '../../audit/source.ts';
import { UnreadableError } from '../../exchange/file/readable.ts';
import { openCheckpoint } from '../../tlog/checkpoint.ts';
import { formatVkey, type NoteKey } from '../../tlog/note-key.ts';
import { UnverifiedError } from '../../tlog/unverified.ts';
import type { ProgressLine } from '../progress-line.ts';
import { tell } from '../terminal.ts';
import { UsageError } from '../usage.ts';
import { AuditFolder } from './audit-folder.ts';
import { downloadLog } from './download.ts';
import { FolderSource } from './folder-source.ts';

/** Parent of the download folders, one per log key, unless `--folder` names another. */
export const DOWNLOADS = '.lvzhang';

export const isUrl = (target: string): boolean => /^https?:\/\//i.test(target);

/** Errors whose message is the whole explanation. */
export const isExplained = (error: unknown) =>
  error instanceof UsageError ||
  error instanceof MalformedError ||
  error instanceof FetchError ||
  error instanceof UnreadableError ||
  (error as NodeJS.ErrnoException).code !== undefined;

/** The download folder of this log. */
export const folderOf = (named: string | undefined, vkey: NoteKey): AuditFolder =>
  new AuditFolder(named ?? join(DOWNLOADS, vkey.id));

/** A folder with a whole log. @throws UsageError */
export function openFolder(target: string): AuditFolder {
  if (!existsSync(target) || !statSync(target).isDirectory())
    throw new UsageError(`${target}: 不是文件夹 not a folder`);
  const folder = new AuditFolder(target);
  if (!folder.has('checkpoint') || folder.isUnfinished())
    throw new UsageError(
      `${target}: 没有完整下载的账本 no completely downloaded log (run the audit of its URL again)`,
    );
  return folder;
}

/**
 * Downloads the files that the folder lacks. Where the key signed no checkpoint, the source has only the
 * checkpoint: it may claim any size, so nothing is downloaded for it. @throws UsageError on the folder of
 * another log, FetchError
 */
export async function downloaded(
  source: LogSource,
  folder: AuditFolder,
  vkey: NoteKey,
  progress: ProgressLine,
): Promise<{ source: LogSource; signed: boolean }> {
  const checkpoint = await source.checkpoint();
  const size = sizeOf(checkpoint, vkey);
  if (size === undefined) return { source: withCheckpoint(checkpoint, source.name), signed: false };
  if (!folder.claim(formatVkey(vkey)))
    throw new UsageError(
      `${folder.path}: 其中是另一账本，请以 --folder 另指文件夹 holds another log: name another folder with --folder`,
    );
  await downloadLog(source, folder, { checkpoint, size }, ({ done, total }) =>
    progress.update('download', done, total),
  );
  return { source: new FolderSource(folder.path), signed: true };
}

/** Size of a checkpoint that the key signed. */
function sizeOf(checkpoint: Uint8Array, vkey: NoteKey): number | undefined {
  try {
    return openCheckpoint(fromUtf8(checkpoint), vkey).checkpoint.size;
  } catch (error) {
    if (error instanceof MalformedError || error instanceof UnverifiedError) return undefined;
    throw error;
  }
}

/** A source with only a checkpoint. */
const withCheckpoint = (checkpoint: Uint8Array, name: string): LogSource => ({
  name,
  checkpoint: async () => checkpoint,
  tile: async () => undefined,
});

/**
 * Whether head and tree hold, regardless of the leaves: a head must not be rewritten to hide their faults.
 */
export const isSound = (byRule: Readonly<Record<string, number>>): boolean =>
  !Object.keys(byRule).some((rule) => Object.hasOwn(logRuleTexts, rule));

/** Remembers a verified head, to hold later ones against; `root` is hex. */
export function rememberHead(
  folder: AuditFolder,
  { size, root, text }: { size: number; root: string; text: string },
): void {
  const seen = { size, root, checkpoint: text, auditedAt: new Date().toISOString() };
  if (!folder.remember(seen))
    tell(`${folder.path}: 只读，未记下此检查点 read-only, so this checkpoint is not remembered`);
}
