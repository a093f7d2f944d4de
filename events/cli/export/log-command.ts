/** `lvzhang export log`: the public log as a folder that `lvzhang audit` takes, or as one Parquet file. */
import { resolve } from 'node:path';
import { fromUtf8, toHex } from '../../../shared/base/encoding.ts';
import { MalformedError } from '../../../shared/base/malformed.ts';
import { verifyHead } from '../../audit/head.ts';
import { HttpSource } from '../../audit/http-source.ts';
import { Findings } from '../../audit/report.ts';
import { type LogSource, readAhead } from '../../audit/source.ts';
import type { Checkpoint } from '../../tlog/checkpoint.ts';
import { decodeEntries } from '../../tlog/entries.ts';
import type { NoteKey } from '../../tlog/note-key.ts';
import { bundlesFor, TILE_WIDTH } from '../../tlog/tile.ts';
import { AuditFolder } from '../audit/audit-folder.ts';
import { FolderSource } from '../audit/folder-source.ts';
import { downloaded, folderOf, isExplained, isUrl, openFolder } from '../audit/local-log.ts';
import { replaceFileByChunks } from '../durable-file.ts';
import { EXIT_FAULT, explain } from '../import/connection.ts';
import { ProgressLine } from '../progress-line.ts';
import { print, tell } from '../terminal.ts';
import { asksForHelp, parseOptions, UsageError } from '../usage.ts';
import { readKey } from '../vkey.ts';
import { type Language, requireLanguage } from '../words.ts';
import { type Leaf, parquetOf } from './log/parquet.ts';

export const logUsage = `lvzhang export log <url|folder> --vkey KEY|FILE -o FOLDER
lvzhang export log <url|folder> --vkey KEY|FILE --format parquet -o FILE [--folder DIR]  [--lang zh|en]
  The public log, once the key has signed it and its tiles make its root / 经核对签名与默克尔树的公开账本
  without --format a folder as \`lvzhang audit\` takes it; an interrupted one goes on / 可审计的文件夹，可续
  parquet        one row per leaf: index, id, type, at (UTC), org, role, for, entities, facts (JSON), sealed,
                 leaf_hash, leaf / 每条记录一行
  --folder       of an address, the download that the file is made from, kept for the next time / 下载文件夹
Exit 0: written 已导出 · 1: the log doesn't hold, or can't be read 账本不成立或读不到 · 2: arguments 参数错误`;

interface Request {
  target: string;
  vkey: NoteKey;
  out: string;
  parquet: boolean;
  folder: string | undefined;
  language: Language;
}

/** @throws UsageError, UnreadableError */
function readArguments(args: string[]): Request {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseOptions({
    args,
    allowPositionals: true,
    options: { vkey: text, out: { type: 'string', short: 'o' }, format: text, folder: text, lang: text },
  });
  const language = requireLanguage(values.lang);
  const [target] = positionals;
  if (target === undefined || positionals.length > 1)
    throw new UsageError('须给出一个网址或文件夹 give one url or folder');
  const { vkey, out, format, folder } = values;
  if (vkey === undefined) throw new UsageError('须给出 --vkey：账本公钥; --vkey is needed: the log’s key');
  if (out === undefined) throw new UsageError('须给出 -o; -o is needed: where to write');
  if (format !== undefined && format !== 'parquet')
    throw new UsageError(`--format ${format}: parquet（不写即文件夹 a folder without it）`);
  if (folder !== undefined && !(format === 'parquet' && isUrl(target)))
    throw new UsageError('--folder 仅用于网址与 parquet; is for an address and parquet only');
  if (!isUrl(target) && resolve(target) === resolve(out))
    throw new UsageError(`-o ${out}: 与来源相同 is what is exported`);
  const key = readKey('--vkey', vkey, 'log');
  return { target, vkey: key, out, parquet: format === 'parquet', folder, language };
}

/** Exit code 0: written; 1: the log doesn't hold or can't be read; 2: bad arguments. */
export async function runLog(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(logUsage);
    return 0;
  }
  const progress = new ProgressLine();
  let language: Language | undefined;
  try {
    const request = readArguments(args);
    language = request.language;
    const size = await write(request, progress);
    progress.clear();
    tell(`${request.out}: ${{ zh: `${size} 条记录`, en: `${size} leaves` }[language]}`);
    return 0;
  } catch (error) {
    progress.clear();
    if (error instanceof UsageError || !isExplained(error)) return explain(error, logUsage, language);
    tell(`lvzhang export log: ${(error as Error).message}`);
    return EXIT_FAULT;
  }
}

/** The number of leaves. @throws UsageError, MalformedError, FetchError, UnreadableError */
async function write(request: Request, progress: ProgressLine): Promise<number> {
  const { target, vkey, out, parquet } = request;
  if (!isUrl(target)) openFolder(target);
  const source = isUrl(target) ? new HttpSource(target) : new FolderSource(target);
  const folder = parquet ? folderOf(request.folder, vkey) : new AuditFolder(out);
  // A folder need not be copied to be read.
  const read = parquet && !isUrl(target) ? source : await copied(source, folder, vkey, progress);
  const head = await holding(read, vkey, progress);
  if (!parquet) return head.size;
  const about = { 'lvzhang.checkpoint': head.text, 'lvzhang.root': toHex(head.root) };
  await replaceFileByChunks(out, parquetOf(leavesOf(read, head.size, progress), about));
  return head.size;
}

async function copied(source: LogSource, folder: AuditFolder, vkey: NoteKey, progress: ProgressLine) {
  const copy = await downloaded(source, folder, vkey, progress);
  if (!copy.signed)
    throw new MalformedError(
      `${source.name}/checkpoint: 不是由 --vkey 签名 not signed with the key of --vkey`,
    );
  return copy.source;
}

/** The checkpoint of a log that holds. @throws MalformedError */
async function holding(
  source: LogSource,
  vkey: NoteKey,
  progress: ProgressLine,
): Promise<Checkpoint & { text: string }> {
  const findings = new Findings();
  const onProgress = (done: number, total: number) => progress.update('verify', done, total);
  const head = await verifyHead(source, { vkey, witnesses: [], seen: [], onProgress }, findings);
  if (head && findings.total === 0) return head.checkpoint;
  const rules = Object.keys(findings.byRule).join(', ');
  throw new MalformedError(
    `${source.name}: 账本不成立（${rules}），未导出；请执行 lvzhang audit the log doesn’t hold, so it is not exported: see lvzhang audit`,
  );
}

/** @throws MalformedError where a leaf is no event */
async function* leavesOf(source: LogSource, size: number, progress: ProgressLine): AsyncGenerator<Leaf> {
  for await (const { address, bytes } of readAhead(source, bundlesFor(size))) {
    const first = address.n * TILE_WIDTH;
    const entries = bytes ? decodeEntries(bytes) : [];
    for (const [at, entry] of entries.entries()) yield leafOf(first + at, fromUtf8(entry));
    progress.update('write', first + entries.length, size);
  }
}

function leafOf(index: number, text: string): Leaf {
  try {
    const event = JSON.parse(text);
    if (typeof event.id === 'string' && Array.isArray(event.advances) && event.by && event.facts)
      return { index, text, event };
  } catch {
    // Falls through: what isn't JSON is no event.
  }
  throw new MalformedError(`#${index}: 不是事件记录；请执行 lvzhang audit is no event: see lvzhang audit`);
}
