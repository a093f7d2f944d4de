/** `lvzhang import sink-projects`: projects and vintages of another registry, from CSV, through the HTTP API. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { line } from '../../shared/field.ts';
import { tokenFor } from './access-token.ts';
import { ApiClient, RefusedError, type TokenSource, UnavailableError } from './api-client.ts';
import { OPERATOR } from './identities.ts';
import { eachBounded } from './import/bounded.ts';
import { byPlace, type Finding, Findings, formatFinding } from './import/findings.ts';
import { startProgress } from './import/progress.ts';
import { reconcile } from './import/reconcile.ts';
import { formatReconciliation } from './import/reconciliation-text.ts';
import { readSinkFiles, type SinkFiles } from './import/sink-files.ts';
import { SinkImport, stepsOf } from './import/sink-import.ts';
import type { InputFile } from './import/table.ts';
import { NoInstanceError, readInstance } from './instance.ts';
import { portOf, UsageError } from './usage.ts';
import { type Language, languageOf, type Words } from './words.ts';

/** Where the sink projects of ../shared/data come from. */
const SOURCE_DEFAULT = 'Berkeley VROD v2021-04';
/** Projects imported at a time. */
const PARALLEL = 6;
const EXIT_FAULT = 1;
const EXIT_USAGE = 2;

const usage = `lvzhang import sink-projects PROJECTS.csv VINTAGES.csv [--source TEXT] [--lang zh|en]
                             [--port N | --url URL --token T]
  --source  the registry the files come from / 数据来源 (${SOURCE_DEFAULT})
  --port    which local instance; without it the one started last / 本机实例端口，缺省为最近启动的实例
  --url     a registry elsewhere; its operator's token by --token or LVZHANG_TOKEN / 其他登记簿及其登记机构令牌
Killed at any point it can be run again: nothing is done twice / 中断后可重新执行，不会重复办理`;

interface ImportRequest {
  projects: string;
  vintages: string;
  source: string;
  language: Language;
  client: ApiClient;
}

/** @throws UsageError, NoInstanceError */
function readArguments(args: string[]): ImportRequest {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      source: { type: 'string', default: SOURCE_DEFAULT },
      lang: { type: 'string' },
      port: { type: 'string' },
      url: { type: 'string' },
      token: { type: 'string' },
    },
  });
  const [what, projects, vintages, ...more] = positionals;
  if (what !== 'sink-projects')
    throw new UsageError('可导入 sink-projects; what can be imported: sink-projects');
  if (projects === undefined || vintages === undefined || more.length > 0)
    throw new UsageError('须给出两个文件 give two files: PROJECTS.csv VINTAGES.csv');
  const source = line(100).safeParse(values.source);
  if (!source.success) throw new UsageError(`--source: ${source.error.issues[0]?.message}`);
  const language = languageOf(values.lang, process.env);
  if (!language) throw new UsageError(`--lang ${values.lang}: zh, en`);
  const { url, token = process.env.LVZHANG_TOKEN } = values;
  if (url !== undefined && values.port !== undefined)
    throw new UsageError('--port 与 --url 二选一 give --port or --url, not both');
  if (url === undefined && values.token !== undefined)
    throw new UsageError('--token 须同时给出 --url; --token needs --url');
  if (url !== undefined && !URL.canParse(url)) throw new UsageError(`--url ${url}: 地址无效 not a URL`);
  if (url !== undefined && token === undefined)
    throw new UsageError('--url 须同时给出 --token 或 LVZHANG_TOKEN; --url needs --token or LVZHANG_TOKEN');
  const client =
    url !== undefined && token !== undefined
      ? new ApiClient({ url, token: async () => token, language })
      : localClient(portOf(values.port), language);
  return { projects, vintages, source: source.data, language, client };
}

/** A client of a local instance, in the operator's name, with as many tokens as it takes. */
function localClient(port: number | undefined, language: Language): ApiClient {
  const instance = readInstance(port);
  let current: Promise<string> | undefined;
  const token: TokenSource = (renew) => {
    if (renew) current = undefined;
    current ??= tokenFor(instance, OPERATOR);
    return current;
  };
  return new ApiClient({ url: instance.url, token, language });
}

const labels = {
  importing: { zh: '导入', en: 'importing' },
  readingBack: { zh: '正在从登记簿读回核对', en: 'reading back from the registry' },
} satisfies Record<string, Words>;

async function importFiles(files: SinkFiles, findings: Findings, request: ImportRequest): Promise<number> {
  const { client, source, language } = request;
  const progress = startProgress(labels.importing[language], stepsOf(files.projects));
  findings.onFinding = (finding) => progress.say(formatFinding(finding, language));
  const sinks = new SinkImport(client, source, findings, progress.step);
  await eachBounded(files.projects, PARALLEL, (project) => sinks.run(project)).finally(progress.end);
  console.error(labels.readingBack[language]);
  const reconciliation = await reconcile(client, files, sinks.imported);
  console.log(formatReconciliation(reconciliation, language));
  const { errors, warnings } = findings;
  console.log(
    {
      zh: `输入：错误 ${errors} 处，警告 ${warnings} 处`,
      en: `input: errors ${errors}, warnings ${warnings}`,
    }[language],
  );
  return errors + reconciliation.differences > 0 ? EXIT_FAULT : 0;
}

function readInput(name: string): InputFile {
  return { name, bytes: readFileSync(name) };
}

/** Exit code 0: everything reconciles; 1: a bad row, a difference, or no registry; 2: the arguments make no sense. */
export async function run(args: string[]): Promise<number> {
  try {
    const request = readArguments(args);
    const { projects, vintages, language } = request;
    const found: Finding[] = [];
    const findings = new Findings((finding) => found.push(finding));
    const files = readSinkFiles(readInput(projects), readInput(vintages), findings);
    for (const finding of found.sort(byPlace)) console.error(formatFinding(finding, language));
    return await importFiles(files, findings, request);
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): number {
  const { message, code } = error as NodeJS.ErrnoException;
  if (error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS')) {
    console.error(`${message}\n\n${usage}`);
    return EXIT_USAGE;
  }
  const refused = error instanceof RefusedError || error instanceof UnavailableError;
  if (!refused && !(error instanceof NoInstanceError) && !code) throw error;
  console.error(message);
  if (refused)
    console.error(
      '导入中止；重新执行即可继续，不会重复办理 / stopped; run it again to go on, nothing is done twice',
    );
  return EXIT_FAULT;
}
