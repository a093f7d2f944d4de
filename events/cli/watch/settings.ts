/**
 * The settings of `lvzhang watch`: the log, the organization, and that organization's knowledge of itself.
 */
import { line } from '../../../shared/base/field.ts';
import { commitId } from '../../../shared/ledger/decision.ts';
import { KeyId } from '../../../shared/ledger/signature.ts';
import { UnreadableError } from '../../exchange/file/readable.ts';
import type { NoteKey } from '../../tlog/note-key.ts';
import type { Watched } from '../../watch.ts';
import { isUrl } from '../audit/local-log.ts';
import { readText } from '../file/text-file.ts';
import { parseOptions, UsageError } from '../usage.ts';
import { readKey } from '../vkey.ts';
import { type Language, requireLanguage } from '../words.ts';

const INTERVAL_SECONDS = 60;
const INTERVAL_SECONDS_MAX = 86_400;

export const USAGE = `lvzhang watch <url|folder> --org ID --vkey KEY|FILE [--keys FILE] [--kid KID]… [--state FILE]
              [--follow [--every SECONDS]] [--folder DIR] [--witness-vkey KEY|FILE]… [--lang zh|en]
  --org    所监看的机构 the organization to watch for
  --vkey   账本公钥，须从独立渠道取得 the log's key, from a source other than the log
  --keys   本机构用过的 Idempotency-Key，每行一个 the organization's Idempotency-Keys, one a line
  --kid    本机构自己生成的签名密钥 a signing key that it made itself (lvzhang key show)
  --state  看到何处；再次运行只列其后的记录与一切陌生记录 how far it has read: the next run lists what came since, and
           every stranger again
  --follow 持续监看，直至发现陌生记录或 ^C until there is a stranger, or ^C
  --every  持续监看的间隔，秒 seconds between two looks (${INTERVAL_SECONDS})
  --folder 下载到此处，同 lvzhang audit where it downloads to, as lvzhang audit
Exit 0: 无陌生记录 no stranger · 1: 有陌生记录，或账本未通过核验 a stranger, or a log that doesn't verify
     2: 参数或读取错误 arguments or input`;

export interface WatchSettings {
  target: string;
  vkey: NoteKey;
  watched: Watched;
  folder: string | undefined;
  stateFile: string | undefined;
  witnesses: NoteKey[];
  /** Milliseconds between two looks; undefined for a single one. */
  intervalMs: number | undefined;
  language: Language;
}

/** @throws UsageError, UnreadableError, or UsageError */
export function readSettings(args: string[]): WatchSettings {
  const text = { type: 'string' } as const;
  const several = { type: 'string', multiple: true } as const;
  const { values, positionals } = parseOptions({
    args,
    allowPositionals: true,
    options: {
      org: text,
      vkey: text,
      keys: text,
      kid: several,
      state: text,
      folder: text,
      every: text,
      follow: { type: 'boolean' },
      'witness-vkey': several,
      lang: text,
    },
  });
  const [target] = positionals;
  if (target === undefined || positionals.length > 1)
    throw new UsageError('须给出一个网址或文件夹 give one url or folder');
  const { org, vkey, folder, state: stateFile } = values;
  if (org === undefined || !line(100).safeParse(org).success)
    throw new UsageError('须给出 --org：机构标识 give --org: the id of an organization');
  if (vkey === undefined)
    throw new UsageError(
      '须给出 --vkey：没有可信的公钥，任何人都能出示一份自洽的假账本\n' +
        'give --vkey: without a key that you trust, anyone can show you a consistent forgery',
    );
  if (folder !== undefined && !isUrl(target)) throw new UsageError('--folder 仅用于网址 is for a url only');
  const language = requireLanguage(values.lang);
  const key = readKey('--vkey', vkey, 'log');
  const idempotencyKeys = keysIn(values.keys);
  const commits = new Set(idempotencyKeys.map((each) => commitId(org, each)));
  const own = { commits, idempotencyKeys, kids: kidsOf(values.kid ?? []) };
  return {
    target,
    vkey: key,
    watched: { organization: org, log: key.name, ...own },
    folder,
    stateFile,
    witnesses: (values['witness-vkey'] ?? []).map((each) => readKey('--witness-vkey', each, 'witness')),
    intervalMs: intervalOf(values.follow === true, values.every),
    language,
  };
}

/** The form that the API accepts. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,128}$/;

/** @throws UnreadableError */
function keysIn(file: string | undefined): string[] {
  const keys: string[] = [];
  if (file === undefined) return keys;
  for (const [i, raw] of readText(file).split('\n').entries()) {
    const key = raw.trim();
    if (key === '') continue;
    if (!IDEMPOTENCY_KEY.test(key))
      throw new UnreadableError(`${file}:${i + 1}`, {
        zh: '不是 Idempotency-Key（1–128 个可见 ASCII 字符，每行一个）',
        en: 'not an Idempotency-Key (1 to 128 visible ASCII characters, one a line)',
      });
    keys.push(key);
  }
  return keys;
}

/** @throws UsageError */
function kidsOf(given: readonly string[]): Set<string> {
  for (const kid of given)
    if (!KeyId.safeParse(kid).success)
      throw new UsageError(`--kid ${kid}: 须为 43 个字符的密钥标识 a key id has 43 characters`);
  return new Set(given);
}

/** @throws UsageError */
function intervalOf(follow: boolean, every: string | undefined): number | undefined {
  if (every === undefined) return follow ? INTERVAL_SECONDS * 1000 : undefined;
  if (!follow) throw new UsageError('--every 须与 --follow 同用 goes with --follow');
  const seconds = /^\d{1,5}$/.test(every) ? Number(every) : 0;
  if (seconds < 1 || seconds > INTERVAL_SECONDS_MAX)
    throw new UsageError(`--every ${every}: 1–${INTERVAL_SECONDS_MAX}`);
  return seconds * 1000;
}
