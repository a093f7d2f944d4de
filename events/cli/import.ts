/**
 * `lvzhang import`: sink-projects, the projects and vintages of another registry, from CSV; parcels
 * (import/parcel-command.ts); and power-contracts (import/power-command.ts). All through the HTTP API.
 */
import { parseArgs } from 'node:util';
import { line } from '../../shared/field.ts';
import type { ApiClient } from './api-client.ts';
import { OPERATOR } from './identities.ts';
import { eachBounded } from './import/bounded.ts';
import { connect, connectionOptions, EXIT_FAULT, explain } from './import/connection.ts';
import { byPlace, type Finding, Findings, formatFinding } from './import/findings.ts';
import { readInput } from './import/input-file.ts';
import { parcelsUsage, runParcels } from './import/parcel-command.ts';
import { powerUsage, runPower } from './import/power-command.ts';
import { startProgress } from './import/progress.ts';
import { reconcile } from './import/reconcile.ts';
import { formatReconciliation } from './import/reconciliation-text.ts';
import { readSinkFiles, type SinkFiles } from './import/sink-files.ts';
import { SinkImport, stepsOf } from './import/sink-import.ts';
import { asksForHelp, UsageError } from './usage.ts';
import { type Language, languageOf, type Words } from './words.ts';

/** Where the sink projects of ../shared/data come from. */
const SOURCE_DEFAULT = 'Berkeley VROD v2021-04';
/** Projects imported at a time. */
const PARALLEL = 6;

const usage = `lvzhang import sink-projects PROJECTS.csv VINTAGES.csv [--source TEXT] [--lang zh|en]
                             [--port N | --url URL --token T]
  --source  the registry the files come from / 数据来源 (${SOURCE_DEFAULT})
  --port    which local instance; without it the one started last / 本机实例端口，缺省为最近启动的实例
  --url     a registry elsewhere; its operator's token by --token or LVZHANG_TOKEN / 其他登记簿及其登记机构令牌
Killed at any point it can be run again: nothing is done twice / 中断后可重新执行，不会重复办理

${parcelsUsage}

${powerUsage}`;

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
    options: { ...connectionOptions, source: { type: 'string', default: SOURCE_DEFAULT } },
  });
  const [what, projects, vintages, ...more] = positionals;
  if (what !== 'sink-projects')
    throw new UsageError(
      '可导入 sink-projects、parcels、power-contracts; what can be imported: sink-projects, parcels, power-contracts',
    );
  if (projects === undefined || vintages === undefined || more.length > 0)
    throw new UsageError('须给出两个文件 give two files: PROJECTS.csv VINTAGES.csv');
  const source = line(100).safeParse(values.source);
  if (!source.success) throw new UsageError(`--source: ${source.error.issues[0]?.message}`);
  const language = languageOf(values.lang, process.env);
  if (!language) throw new UsageError(`--lang ${values.lang}: zh, en`);
  const client = connect(values, OPERATOR, language);
  return { projects, vintages, source: source.data, language, client };
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

/** Exit code 0: everything reconciles; 1: a bad row, a difference, or no registry; 2: the arguments make no sense. */
export async function run(args: string[]): Promise<number> {
  const [what, ...rest] = args;
  if (what === 'parcels') return runParcels(rest);
  if (what === 'power-contracts') return runPower(rest);
  if (asksForHelp(args)) {
    console.log(usage);
    return 0;
  }
  try {
    const request = readArguments(args);
    const { projects, vintages, language } = request;
    const found: Finding[] = [];
    const findings = new Findings((finding) => found.push(finding));
    const files = readSinkFiles(readInput(projects), readInput(vintages), findings);
    for (const finding of found.sort(byPlace)) console.error(formatFinding(finding, language));
    return await importFiles(files, findings, request);
  } catch (error) {
    return explain(error, usage);
  }
}
