/** `lvzhang audit`: the audit of a whole log, from its address or a folder, with nothing but public data. */

import { writeFileSync } from 'node:fs';
import { audit } from '../audit/audit.ts';
import { HttpSource } from '../audit/http-source.ts';
import type { AuditReport } from '../audit/report.ts';
import { reportHtml } from '../audit/report-html.ts';
import { reportText } from '../audit/report-text.ts';
import type { LogSource } from '../audit/source.ts';
import { formatVkey, type NoteKey } from '../tlog/note-key.ts';
import { AuditFolder } from './audit/audit-folder.ts';
import { FolderSource } from './audit/folder-source.ts';
import {
  DOWNLOADS,
  downloaded,
  folderOf,
  isExplained,
  isSound,
  isUrl,
  openFolder,
  rememberHead,
} from './audit/local-log.ts';
import { unwritable } from './durable-file.ts';
import { ProgressLine } from './progress-line.ts';
import { print, tell, visible } from './terminal.ts';
import { asksForHelp, parseOptions, UsageError } from './usage.ts';
import { readKey } from './vkey.ts';
import { type Language, requireLanguage } from './words.ts';

const EXIT_CLEAN = 0;
const EXIT_VIOLATIONS = 1;
/** The arguments are invalid, or the log or a file can't be read. */
const EXIT_USAGE = 2;

const FORMATS = ['text', 'json', 'html'] as const;
type Format = (typeof FORMATS)[number];

const usage = `lvzhang audit <url|folder> --vkey KEY|FILE [--folder DIR] [--format text|json|html] [--out FILE]
              [--witness-vkey KEY|FILE]… [--now INSTANT] [--lang zh|en]
  --vkey   账本公钥，须从独立渠道取得 the log's key, from a source other than the log
  --trust-on-first-use  (仅网址 url only) 首次取自账本并固定于下载文件夹 take the key from the log and pin it: this
           proves only that the log doesn't change from now on, and nothing against whoever runs it today
  --folder 下载到此处，可中断后继续；再次审计时核对历史 download here; resumable; remembers what it has seen (${DOWNLOADS}/…)
  --now    审计时刻（RFC 3339，默认本机时间）：晚于此刻的记录即违规 the instant of the audit, this machine's time when
           left out: no leaf may be later
  --witness-vkey  必须联署的见证方 a witness that must have cosigned; may be repeated
Exit 0: clean 无违规 · 1: violations 有违规 · 2: arguments or input 参数或读取错误`;

interface AuditRequest {
  target: string;
  vkey: NoteKey | undefined;
  trustOnFirstUse: boolean;
  folder: string | undefined;
  format: Format;
  out: string | undefined;
  witnesses: NoteKey[];
  now: Date;
  language: Language;
}

/** Prints the report on stdout or into `--out`; progress goes to stderr. */
export async function run(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(usage);
    return EXIT_CLEAN;
  }
  let request: AuditRequest;
  try {
    request = readArguments(args);
  } catch (error) {
    tell(`${(error as Error).message}\n\n${usage}`);
    return EXIT_USAGE;
  }
  const progress = new ProgressLine();
  try {
    const report = await auditOf(request, progress);
    progress.clear();
    write(request, report);
    return report.clean ? EXIT_CLEAN : EXIT_VIOLATIONS;
  } catch (error) {
    progress.clear();
    if (!isExplained(error)) throw error;
    tell(`lvzhang audit: ${(error as Error).message}`);
    return EXIT_USAGE;
  }
}

/** @throws UsageError */
function readArguments(args: string[]): AuditRequest {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseOptions({
    args,
    allowPositionals: true,
    options: {
      vkey: text,
      'trust-on-first-use': { type: 'boolean' },
      folder: text,
      format: text,
      out: text,
      'witness-vkey': { type: 'string', multiple: true },
      now: text,
      lang: text,
    },
  });
  const [target] = positionals;
  if (target === undefined || positionals.length > 1)
    throw new UsageError('须给出一个网址或文件夹 give one url or folder');
  const { folder, out } = values;
  const vkey = values.vkey === undefined ? undefined : readKey('--vkey', values.vkey, 'log');
  const trustOnFirstUse = values['trust-on-first-use'] === true;
  if ((vkey === undefined) === !trustOnFirstUse)
    throw new UsageError(
      '须给出 --vkey：没有可信的公钥，任何人都能出示一份自洽的假账本\n' +
        'give --vkey: without a key that you trust, anyone can show you a consistent forgery',
    );
  const language = requireLanguage(values.lang);
  const format = values.format ?? FORMATS.find((each) => out?.endsWith(`.${each}`)) ?? 'text';
  if (!FORMATS.some((each) => each === format))
    throw new UsageError(`--format ${format}: ${FORMATS.join(' | ')}`);
  const witnesses = (values['witness-vkey'] ?? []).map((each) => readKey('--witness-vkey', each, 'witness'));
  const now = instantOf(values.now);
  return { target, vkey, trustOnFirstUse, folder, format: format as Format, out, witnesses, now, language };
}

/** @throws UsageError unless it is an instant with its zone */
function instantOf(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const instant = new Date(text);
  if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(instant.getTime()))
    throw new UsageError(
      `--now ${text}: 不是 RFC 3339 时刻，如 2027-10-01T02:00:00Z no instant of RFC 3339, such as 2027-10-01T02:00:00Z`,
    );
  return instant;
}

async function auditOf(request: AuditRequest, progress: ProgressLine): Promise<AuditReport> {
  const { target, witnesses, now } = request;
  if (isUrl(target)) return auditUrl(request, new HttpSource(target), progress);
  const folder = openFolder(target);
  const pinned = folder.trustedKey();
  const vkey = request.vkey ?? (pinned === undefined ? undefined : readKey('--vkey', pinned, 'log'));
  if (vkey === undefined)
    throw new UsageError(`${target}: --trust-on-first-use 仅用于网址 is for a url only`);
  return auditFolder(folder, new FolderSource(target), { vkey, witnesses, now, progress });
}

async function auditUrl(
  request: AuditRequest,
  source: HttpSource,
  progress: ProgressLine,
): Promise<AuditReport> {
  const claimed = request.trustOnFirstUse ? await source.vkey() : undefined;
  const vkey = keyOf(request, claimed);
  const folder = folderOf(request.folder, vkey);
  const copy = await downloaded(source, folder, vkey, progress);
  if (!copy.signed) return audit(copy.source, { vkey });
  if (request.trustOnFirstUse && folder.trustedKey() === undefined) folder.trust(formatVkey(vkey));
  const report = await auditFolder(folder, copy.source, { ...request, vkey, progress });
  return { ...report, source: `${source.name} (${folder.path})`, keyTrust: claimed ? 'first-use' : 'given' };
}

/** The given key; with --trust-on-first-use the key pinned in the folder, or else the log's own claim. */
function keyOf({ vkey, folder }: AuditRequest, claimed: string | undefined): NoteKey {
  if (vkey) return vkey;
  const pinned = folder === undefined ? undefined : new AuditFolder(folder).trustedKey();
  return readKey('--trust-on-first-use', pinned ?? claimed!, 'log');
}

async function auditFolder(
  folder: AuditFolder,
  source: LogSource,
  {
    vkey,
    witnesses,
    now,
    progress,
  }: Pick<AuditRequest, 'witnesses' | 'now'> & { vkey: NoteKey; progress: ProgressLine },
): Promise<AuditReport> {
  const lastSeen = folder.lastSeen();
  const report = await audit(source, {
    vkey,
    witnesses,
    now,
    ...(lastSeen && { lastSeen }),
    onProgress: ({ phase, done, total }) => progress.update(phase, done, total),
  });
  if (report.checkpoint && isSound(report.byRule)) rememberHead(folder, report.checkpoint);
  return report;
}

function write({ format, out, language }: AuditRequest, report: AuditReport): void {
  const text =
    format === 'json'
      ? `${JSON.stringify(report, null, 2)}\n`
      : format === 'html'
        ? reportHtml(report, new Date())
        : reportText(report, language);
  if (out === undefined) print(text.trimEnd());
  else writeReport(out, visible(text));
}

/** @throws UnreadableError where it can't be written */
function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw unwritable(file, error);
  }
}
