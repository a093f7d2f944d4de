/** `lvzhang export cdop`: what this registry registered and issued, as documents of CDOP. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  approachOf,
  creditingOf,
  issuancesOf,
  locationOf,
  NOT_WRITTEN,
  registryOf,
  unitsOf,
} from '../../exchange/cdop/documents.ts';
import { type CdopDocument, type CdopObject, faultsOf, REGISTRY_NAMES } from '../../exchange/cdop/schema.ts';
import { lackingOf, lacks } from '../../exchange/cdop/words.ts';
import { UnreadableError } from '../../exchange/file/readable.ts';
import { type ReportingRegistry, tonnesIn } from '../../exchange/registered-project.ts';
import { replaceFile, unwritable } from '../durable-file.ts';
import { EXIT_FAULT, explain } from '../import/connection.ts';
import { print, tell } from '../terminal.ts';
import { asksForHelp, parseOptions } from '../usage.ts';
import type { Language, Words } from '../words.ts';
import { type ReadProject, readProjects } from './read-projects.ts';
import { type Reporting, readReporting, reportingOptions, textsIn } from './reporting.ts';

export const cdopUsage = `lvzhang export cdop -o FOLDER [--registry NAME] [--public URL] [--descriptions FILE.json]
                    [--lang zh|en] [--port N | --url URL --token T]
  Projects registered here and their units as documents of CDOP (Carbon Data Open Protocol), held against its
  published JSON schemas: a new folder, in it one for each project with a file per object, and its units in
  Unit_Description.jsonl, a document a line / 按 CDOP 的 JSON 模式导出，逐项目一个文件夹，号段每行一份
  Imported credits are their own registry's to report and are left out / 导入的减排量由其原登记簿报送，不列
  --registry      the registry's name; its log's name if left out / 登记簿名称
  --public        the address that links lead to; the one asked if left out / 链接所用的公开网址
  --descriptions  {"code or id of a project": "its description"}: CDOP requires one in the project's details, and
                  the registry has none / 项目说明（CDOP 必填，本登记簿不载）
  What CDOP requires and the registry doesn't have is left out and named / CDOP 必填而本登记簿所无者不列并指名
Exit 0: all written 全部导出 · 1: some left out, or no registry 有未列者 · 2: arguments 参数错误`;

interface Request extends Reporting {
  descriptions: Readonly<Record<string, string>>;
}

/** @throws UsageError, UnreadableError, NoInstanceError */
function readArguments(args: string[]): Request {
  const { values } = parseOptions({
    args,
    options: { ...reportingOptions, descriptions: { type: 'string' } },
  });
  return { ...readReporting(values), descriptions: textsIn(values.descriptions) };
}

/** Exit code 0: all is written; 1: some is left out, refused, or no registry; 2: bad arguments. */
export async function runCdop(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(cdopUsage);
    return 0;
  }
  let language: Language | undefined;
  try {
    const request = readArguments(args);
    language = request.language;
    return await write(request);
  } catch (error) {
    return explain(error, cdopUsage, language);
  }
}

async function write({ client, out, registry, url, descriptions, language }: Request): Promise<number> {
  const name = registry ?? (await client.logOrigin());
  newFolder(out);
  const found = { projects: 0, units: 0, leftOut: 0 };
  for await (const read of readProjects(client, (_id, bodyName) => bodyName)) {
    const { project } = read;
    const description = (descriptions[project.code] ?? descriptions[project.id])?.trim();
    const { files, units, leftOut, notes } = documentsOf({ name, url }, read, description);
    for (const words of [...leftOut, ...notes]) tell(`${project.code}: ${words[language]}`);
    await writeProject(join(out, project.id), files, units);
    found.projects++;
    found.units += units.length;
    found.leftOut += leftOut.length;
  }
  if (!REGISTRY_NAMES.includes(name)) tell(lacks({ zh: '登记簿', en: 'registries' }, name)[language]);
  for (const { object, why } of NOT_WRITTEN) tell(`${object}: ${why[language]}`);
  tell(
    {
      zh: `${out}：${found.projects} 个项目，${found.units} 个号段；未列 ${found.leftOut} 项`,
      en: `${out}: ${found.projects} projects, ${found.units} blocks of units; ${found.leftOut} left out`,
    }[language],
  );
  return found.leftOut === 0 ? 0 : EXIT_FAULT;
}

interface ProjectDocuments {
  files: [CdopObject, CdopDocument][];
  units: CdopDocument[];
  /** Objects that are missing, and why. */
  leftOut: Words[];
  /** Members that are missing. */
  notes: Words[];
}

function documentsOf(
  registry: ReportingRegistry,
  { project, issued }: ReadProject,
  description: string | undefined,
): ProjectDocuments {
  const found: ProjectDocuments = { files: [], units: [], leftOut: [], notes: lackingOf(project) };
  const documents: [CdopObject, CdopDocument][] = [
    ['Crediting_Period', creditingOf(project)],
    ['Registry_Metadata', registryOf(project)],
    ['Location_Details', locationOf(registry, project)],
    ['Issuances', issuancesOf(registry, project)],
  ];
  if (description)
    documents.unshift(['Project_Approach_Details', approachOf(registry, project, description)]);
  else found.leftOut.push(NO_DESCRIPTION);
  for (const [object, document] of documents) {
    const faults = faultsOf(object, document);
    if (faults.length === 0) found.files.push([object, document]);
    found.leftOut.push(...faults.map(same));
  }
  const units = unitsOf(project);
  const faults = new Set(units.flatMap((unit) => faultsOf('Unit_Description', unit)));
  const sum = tonnesIn(project);
  if (sum !== issued) faults.add(`Unit_Description: ${sum} of the ${issued} issued; run it again`);
  if (faults.size === 0) found.units = units;
  found.leftOut.push(...[...faults].map(same));
  return found;
}

const same = (text: string): Words => ({ zh: text, en: text });

const NO_DESCRIPTION: Words = {
  zh: 'Project_Approach_Details 未写出：CDOP 必填 project_description，本登记簿不载项目说明；请以 --descriptions 给出',
  en: "Project_Approach_Details isn't written: CDOP requires project_description, and the registry has none; give it with --descriptions",
};

/** What an earlier export wrote must not pass for this one's. @throws UnreadableError */
function newFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    if (readdirSync(folder).length === 0) return;
  } catch (error) {
    throw unwritable(folder, error);
  }
  throw new UnreadableError(folder, {
    zh: '文件夹须为新建或空文件夹',
    en: 'the folder must be new or empty',
  });
}

async function writeProject(
  folder: string,
  files: readonly [CdopObject, CdopDocument][],
  units: readonly CdopDocument[],
): Promise<void> {
  mkdirSync(folder);
  for (const [object, document] of files)
    await replaceFile(join(folder, `${object}.json`), `${JSON.stringify(document, null, 2)}\n`);
  const lines = units.map((unit) => `${JSON.stringify(unit)}\n`);
  if (lines.length > 0) await replaceFile(join(folder, 'Unit_Description.jsonl'), lines.join(''));
}
