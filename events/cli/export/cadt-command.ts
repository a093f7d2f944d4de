/** `lvzhang export cadt`: what this registry registered and issued, as tables of CAD Trust's data model. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { rowsOf } from '../../exchange/cadt/rows.ts';
import {
  brokenLinks,
  type CadtRow,
  type CadtTable,
  faultsOf,
  INSERT_ORDER,
  keyOf,
} from '../../exchange/cadt/schema.ts';
import { type ReportingRegistry, tonnesIn } from '../../exchange/registered-project.ts';
import { replaceFile, unwritable } from '../durable-file.ts';
import { EXIT_FAULT, explain } from '../import/connection.ts';
import { print, tell } from '../terminal.ts';
import { asksForHelp, parseOptions } from '../usage.ts';
import type { Language } from '../words.ts';
import { type BodyName, type ReadProject, readProjects } from './read-projects.ts';
import { type Reporting, readReporting, reportingOptions, textsIn } from './reporting.ts';

export const cadtUsage = `lvzhang export cadt -o FOLDER [--registry NAME] [--public URL] [--bodies FILE.json] [--lang zh|en]
                    [--port N | --url URL --token T]
  Projects registered here, with verifications, issuances and units, as tables of CAD Trust's data model
  v2.0.2: one JSON file per table, numbered in insert order / 按 CAD Trust 数据模型 v2.0.2 逐表导出
  Imported credits are their own registry's to report and are left out / 导入的减排量由其原登记簿报送，不列
  --registry  the registry's name in CAD Trust; its log's name if left out / 登记簿名称
  --public    the address that links lead to; the one asked if left out / 链接所用的公开网址
  --bodies    {"organization or name here": "name in CAD Trust's picklist"} / 核查机构名称对照
  A project with a value that a picklist lacks is left out as a whole, and named / 不合选项表的项目整体不列并指名
Exit 0: all written 全部导出 · 1: some left out, or no registry 有未列者 · 2: arguments 参数错误`;

interface Request extends Reporting {
  bodyName: BodyName;
}

/** @throws UsageError, UnreadableError, NoInstanceError */
function readArguments(args: string[]): Request {
  const { values } = parseOptions({ args, options: { ...reportingOptions, bodies: { type: 'string' } } });
  const reporting = readReporting(values);
  const bodies = textsIn(values.bodies);
  return { ...reporting, bodyName: (id, name) => bodies[id] ?? bodies[name] ?? name };
}

/** Exit code 0: all is written; 1: some is left out, refused, or no registry; 2: bad arguments. */
export async function runCadt(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(cadtUsage);
    return 0;
  }
  let language: Language | undefined;
  try {
    const request = readArguments(args);
    language = request.language;
    return await write(request);
  } catch (error) {
    return explain(error, cadtUsage, language);
  }
}

async function write({ client, out, registry, url, bodyName, language }: Request): Promise<number> {
  const name = registry ?? (await client.logOrigin());
  const tables = new Map<CadtTable, CadtRow[]>(INSERT_ORDER.map((table) => [table, []]));
  const keys: Keys = new Map(INSERT_ORDER.map((table) => [table, new Set()]));
  let leftOut = 0;
  for await (const read of readProjects(client, bodyName)) {
    const faults = addProject({ tables, keys }, { name, url }, read);
    if (faults.length > 0) leftOut++;
    for (const fault of faults) tell(`${read.project.code}: ${fault}`);
  }
  const broken = brokenLinks(tables);
  if (broken.length > 0) throw new Error(`the tables don't fit each other: ${broken[0]}`);
  await writeTables(out, tables);
  const [projects, units] = [tables.get('project')!.length, tables.get('unit')!.length];
  tell(
    {
      zh: `${out}：${projects} 个项目，${units} 个号段；未列 ${leftOut} 个项目`,
      en: `${out}: ${projects} projects, ${units} blocks of units; ${leftOut} projects left out`,
    }[language],
  );
  return leftOut === 0 ? 0 : EXIT_FAULT;
}

/** The keys of each table's rows so far. */
type Keys = ReadonlyMap<CadtTable, Set<unknown>>;

/** Adds a project's rows; or, where they don't fit, nothing, and says why. */
function addProject(
  { tables, keys }: { tables: ReadonlyMap<CadtTable, CadtRow[]>; keys: Keys },
  registry: ReportingRegistry,
  { project, issued }: ReadProject,
): string[] {
  const rows = rowsOf(registry, project);
  const sum = tonnesIn(project);
  const faults = rows.flatMap(([table, all]) => all.flatMap((row) => faultsOf(table, row)));
  if (sum !== issued) faults.push(`unit: ${sum} of the ${issued} issued; run it again`);
  if (faults.length > 0) return [...new Set(faults)];
  for (const [table, all] of rows) {
    const known = keys.get(table)!;
    // Projects share their program and methodologies.
    const added = all.filter((row) => !known.has(row[keyOf(table)]));
    for (const row of added) {
      tables.get(table)!.push(row);
      known.add(row[keyOf(table)]);
    }
  }
  return [];
}

/** The files are whole each; an earlier export in the folder is replaced file by file. */
async function writeTables(
  folder: string,
  tables: ReadonlyMap<CadtTable, readonly CadtRow[]>,
): Promise<void> {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw unwritable(folder, error);
  }
  for (const [index, table] of INSERT_ORDER.entries()) {
    const file = join(folder, `${String(index + 1).padStart(2, '0')}-${table}.json`);
    await replaceFile(file, `${JSON.stringify(tables.get(table), null, 2)}\n`);
  }
}
