/** `lvzhang job`: imports and exports that the registry does by itself, asked for and followed from here. */
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { DocumentReference, PostV1JobsBody } from '../client/operations.schemas.ts';
import {
  getV1Jobs,
  getV1JobsId,
  getV1JobsIdResult,
  postV1Jobs,
  postV1JobsIdCancel,
  postV1JobsIdResume,
} from '../client/operations.ts';
import { all, ask, change } from '../client/request.ts';
import { listNames } from '../exchange/lists/lists.ts';
import { type ApiClient, UnavailableError } from './api-client.ts';
import { DocumentUploads, requireDocument } from './document-upload.ts';
import { replaceFile } from './durable-file.ts';
import { connectAs, connectionOptions, EXIT_FAULT, explain } from './import/connection.ts';
import { Job, jobLines, jobList, outcomeOf } from './job-text.ts';
import { ProgressLine } from './progress-line.ts';
import { print, tell } from './terminal.ts';
import { asksForHelp, parseOptions, UsageError } from './usage.ts';
import { type Language, requireLanguage, type Words } from './words.ts';

const KINDS = ['import-credits', ...listNames.map((name) => `export-${name}` as const)] as const;
const FORMATS = ['csv', 'xlsx'] as const;
const POLL_MS = 2_000;
const EXIT_INTERRUPTED = 130;

const USAGE = `lvzhang job start import-credits FILE [FILE…] [--source TEXT] [--follow]
lvzhang job start ${listNames.map((name) => `export-${name}`).join('|')}
                  [--format csv|xlsx] [--organization ID] [--from DAY --to DAY] [--account ID] [--follow]
lvzhang job list
lvzhang job follow ID    等待任务结束；^C 后任务照常进行 / waits for its end; after ^C the job goes on
lvzhang job cancel ID    于下一行停止，已办理的仍然有效 / stops at the next row; what is done stands
lvzhang job resume ID    继续失败的任务 / takes a failed job up again where it stopped
lvzhang job result ID [-o FILE] [--file NAME]
  各命令 all of them: [--as NAME] [--for ORG] [--lang zh|en] [--port N | --url URL --token T]
  export-…  本机构的清单，各列同 lvzhang export / an organization's own list, in the columns of lvzhang export
            --from、--to 用于 entitlements，须给出 / of entitlements, and needed there
            --account 用于 holdings：另一账户，如省级专用账户 / of holdings: another account, as a province's
            transfers、retirements 取自账本，约滞后一分钟 / made from the log, up to a minute behind
  import-credits  清单同 lvzhang import credits，CSV 或 XLSX / the lists of lvzhang import credits, CSV or XLSX
            --source 数据来源，缺省依格式 / the registry they come from; by their format if left out
  -o        写入文件，缺省打印；--file 取其一 / writes a file instead of printing; --file takes one of several
  --as      本机实例的机构名称，缺省为登记机构 / a local instance's identity (lvzhang token --help)
follow 以 0 退出：已完成且无错误与差异 / exits 0 when it is done without an error or a difference`;

const Result = z.object({
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string(), url: z.string() })),
});

interface Command {
  client: ApiClient;
  language: Language;
  words: string[];
  flags: ReturnType<typeof readFlags>['values'];
}

const readFlags = (args: string[]) =>
  parseOptions({
    args,
    allowPositionals: true,
    options: {
      ...connectionOptions,
      as: { type: 'string' },
      for: { type: 'string' },
      source: { type: 'string' },
      account: { type: 'string' },
      organization: { type: 'string' },
      format: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      follow: { type: 'boolean', default: false },
      output: { type: 'string', short: 'o' },
      file: { type: 'string' },
    },
  });

/** Exit code 0: done; 1: refused, failed, cancelled, errors or differences; 2: the arguments are invalid. */
export async function run(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(USAGE);
    return 0;
  }
  let language: Language | undefined;
  try {
    const { values: flags, positionals } = readFlags(args);
    const [name = '', ...words] = positionals;
    const act = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!act) throw new UsageError(`须为下列之一 must be one of: ${Object.keys(commands).join(', ')}`);
    language = requireLanguage(flags.lang);
    return await act({ client: connectAs(flags), language, words, flags });
  } catch (error) {
    return explain(error, USAGE, language, '请重新执行 / run it again');
  }
}

/** The flags by which a hint reaches the same registry as the same caller; a token is told to nobody. */
const whereOf = ({ as, port, url, for: actsFor }: Command['flags']): string =>
  Object.entries({ as, for: actsFor, port, url })
    .flatMap(([name, value]) => (value === undefined ? [] : [` --${name} ${value}`]))
    .join('');

const commands: Record<string, (command: Command) => Promise<number>> = {
  start,
  list,
  follow: (command) => followJob(command, idIn(command.words)),
  cancel: (command) => moved(command, 'cancel'),
  resume: (command) => moved(command, 'resume'),
  result,
};

function idIn(words: readonly string[]): string {
  const [id, ...more] = words;
  if (id === undefined || more.length > 0 || !/^j-[0-9a-f]+$/.test(id))
    throw new UsageError('须给出一个任务标识 j-… give the id of one job, j-…');
  return id;
}

/** Prints the id alone on stdout, for scripts. */
async function start(command: Command): Promise<number> {
  const { client, language, flags } = command;
  const input = await inputOf(command);
  const { id } = await change(client, postV1Jobs(input), randomUUID(), Job);
  print(id);
  if (flags.follow) return followJob(command, id);
  tell(
    {
      zh: `lvzhang job follow ${id}${whereOf(flags)} 查看进度`,
      en: `lvzhang job follow ${id}${whereOf(flags)} shows how it goes`,
    }[language],
  );
  return 0;
}

async function inputOf({ client, words: [kind, ...rest], flags }: Command): Promise<PostV1JobsBody> {
  const known = KINDS.find((each) => each === kind);
  if (!known) throw new UsageError(`任务类别须为下列之一 the kind of job is one of: ${KINDS.join(', ')}`);
  if (known !== 'import-credits' && rest.length > 0)
    throw new UsageError(`${rest[0]}: 多余的参数 not expected here`);
  if (known === 'import-credits')
    return {
      kind: known,
      ...(flags.source !== undefined && { source: flags.source }),
      documents: await uploaded(client, rest),
    };
  return exportOf(known, flags);
}

/** What each kind of export takes of the flags. @throws UsageError */
function exportOf(kind: Exclude<(typeof KINDS)[number], 'import-credits'>, flags: Command['flags']) {
  const { organization, account, from, to } = flags;
  const format = FORMATS.find((each) => each === flags.format);
  if (flags.format !== undefined && !format)
    throw new UsageError(`--format ${flags.format}: ${FORMATS.join(', ')}`);
  const given = { ...(organization && { organization }), ...(format && { format }) };
  const period = kind === 'export-entitlements';
  for (const [flag, value, isTaken] of [
    ['account', account, kind === 'export-holdings'],
    ['from', from, period],
    ['to', to, period],
  ] as const) {
    if (value !== undefined && !isTaken) throw new UsageError(`--${flag}: 不用于 is not for ${kind}`);
    if (value === undefined && isTaken && period)
      throw new UsageError(`--${flag}: 须给出 needed for ${kind}`);
  }
  if (kind === 'export-entitlements') return { kind, ...given, from: from!, to: to! };
  return kind === 'export-holdings' ? { kind, ...given, ...(account && { account }) } : { kind, ...given };
}

/** @throws UsageError, UnreadableError */
async function uploaded(client: ApiClient, paths: readonly string[]): Promise<DocumentReference[]> {
  if (paths.length === 0) throw new UsageError('须给出文件 give a FILE');
  const files = paths.map(requireDocument);
  const uploads = new DocumentUploads(client);
  return Promise.all(files.map((file) => uploads.bring(file)));
}

async function list({ client, language, words }: Command): Promise<number> {
  if (words.length > 0) throw new UsageError(`${words[0]}: 多余的参数 not expected here`);
  print(jobList(await all(client, getV1Jobs(), Job), language));
  return 0;
}

const following: Words = { zh: '行', en: 'rows' };

/** Asks until the job has ended. ^C ends the asking alone. */
async function followJob({ client, language, flags }: Command, id: string): Promise<number> {
  const line = new ProgressLine();
  const interrupted = new AbortController();
  const stop = () => interrupted.abort();
  process.once('SIGINT', stop);
  try {
    for (;;) {
      const job = await ask(client, getV1JobsId(id), Job);
      const { state, progress } = job;
      if (state !== 'waiting' && state !== 'running') {
        line.clear();
        print(jobLines(job, language, whereOf(flags)));
        return outcomeOf(job) ? 0 : EXIT_FAULT;
      }
      line.update(`${id} ${following[language]}`, progress.done, progress.of ?? progress.done);
      await sleep(POLL_MS, undefined, { signal: interrupted.signal });
    }
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    line.clear();
    tell(
      {
        zh: `任务照常进行；lvzhang job follow ${id}${whereOf(flags)} 继续查看，job cancel ${id}${whereOf(flags)} 取消`,
        en: `the job goes on; lvzhang job follow ${id}${whereOf(flags)} to follow it again, job cancel ${id}${whereOf(flags)} to end it`,
      }[language],
    );
    return EXIT_INTERRUPTED;
  } finally {
    process.off('SIGINT', stop);
  }
}

async function moved({ client, language, words, flags }: Command, how: 'cancel' | 'resume'): Promise<number> {
  const id = idIn(words);
  const asked = how === 'cancel' ? postV1JobsIdCancel(id) : postV1JobsIdResume(id);
  const job = await change(client, asked, randomUUID(), Job);
  print(jobLines(job, language, whereOf(flags)));
  return 0;
}

async function result({ client, language, words, flags }: Command): Promise<number> {
  const id = idIn(words);
  const { files } = await ask(client, getV1JobsIdResult(id), Result);
  const names = files.map(({ name }) => name).join(', ');
  const wanted = files.filter(({ name }) => flags.file === undefined || name === flags.file);
  const [only, ...others] = wanted;
  if (!only) {
    tell(
      { zh: `没有此结果文件；现有：${names}`, en: `no such file of a result; there is: ${names}` }[language],
    );
    return EXIT_FAULT;
  }
  if (others.length > 0) throw new UsageError(`--file: 须取其一 give one of: ${names}`);
  if (flags.output === undefined && only.name.endsWith('.xlsx'))
    throw new UsageError('xlsx 须以 -o 指定文件; an xlsx needs -o FILE');
  const bytes = await download(only);
  if (createHash('sha256').update(bytes).digest('hex') !== only.sha256) {
    tell(
      { zh: '下载的内容与摘要不符，请重试', en: 'what came is not what its digest names; try again' }[
        language
      ],
    );
    return EXIT_FAULT;
  }
  // A terminal wants neither the mark nor the line ends that a spreadsheet wants.
  if (flags.output === undefined)
    print(
      bytes
        .toString()
        .replace(/^\ufeff/, '')
        .replaceAll('\r\n', '\n')
        .trimEnd(),
    );
  else await replaceFile(flags.output, bytes);
  return 0;
}

/**
 * The address is for a short time, and isn't told: it lets anybody fetch the file. @throws UnavailableError
 */
async function download({ name, url }: { name: string; url: string }): Promise<Buffer> {
  const failed = (why: string) =>
    new UnavailableError(`${name}: 未能下载 the file could not be fetched (${why})`);
  try {
    const response = await fetch(url);
    if (response.ok) return Buffer.from(await response.arrayBuffer());
    throw failed(`HTTP ${response.status}`);
  } catch (error) {
    if (error instanceof UnavailableError) throw error;
    const { message, cause } = error as Error;
    throw failed((cause as NodeJS.ErrnoException | undefined)?.code ?? message);
  }
}
