/**
 * `lvzhang export credits`: the registry's credits, in a form that others read and that can be imported
 * again.
 */

import type { HeldProject } from '../../exchange/credits/held.ts';
import { CREDIT_FORMATS, type CreditFormat } from '../../exchange/credits/record.ts';
import {
  type CreditTable,
  headerOf,
  linesOf,
  NoColumnError,
  tablesOf,
} from '../../exchange/credits/write-credits.ts';
import { NOT_STATED } from '../../exchange/vcu-columns.ts';
import type { ApiClient } from '../api-client.ts';
import { OPERATOR } from '../identities.ts';
import { connect, connectionOptions, EXIT_FAULT, explain } from '../import/connection.ts';
import { print, tell } from '../terminal.ts';
import { asksForHelp, parseOptions, UsageError } from '../usage.ts';
import { type Language, requireLanguage } from '../words.ts';
import { heldCredits, NoSuchProjectError } from './held-credits.ts';

export const creditsUsage = `lvzhang export credits --format ${CREDIT_FORMATS.join('|')}
                       [--table NAME] [--project CODE] [--spreadsheet] [--lang zh|en]
                       [--port N | --url URL --token T] > FILE.csv
lvzhang export vcu: the same as \`export credits --format verra\` / 等同于 --format verra
  All credits of the format's standards, imported ones and those issued here, in the columns of that list
  / 按该清单的列列出全部减排量
  \`lvzhang import credits\` reads it again where the source stated the days: gold-standard and offsets-db don't come in
  again with credits issued here or imported without days / 来源载明日期的可再次导入；在此签发的、导入时未载日期的，
  按 gold-standard、offsets-db 导出者不可
  A list that came in goes out with the same cells: UTF-8, LF, quotes where they must be, projects by number,
  lines by vintage and serial number or day / 导入的清单按原单元格导出：UTF-8、LF、按需加引号，依项目号、年份、
  序列号或日期排列
  A day of issuance that the source didn't state is empty, one of retirement in Verra's list \`${NOT_STATED}\`
  / 来源未载的签发日留空
  --table        of gold-standard: issuances, retirements; of offsets-db: credits, projects / 多表格式的表名
  --project      only the project of that code: VCS1577, 1577 as in the column ID, or p-… / 只导出该编号的项目
  --spreadsheet  an apostrophe before each cell that a spreadsheet would take for a formula (= + - @ tab), which
                 \`import credits --spreadsheet\` takes off again / 可能被当作公式的单元格前加撇号，以同一选项再导入
  --url          a registry elsewhere; a token of anybody by --token or LVZHANG_TOKEN / 其他登记簿及任一令牌`;

interface Request {
  client: ApiClient;
  language: Language;
  table: CreditTable;
  project: string | undefined;
  spreadsheet: boolean;
}

/** @throws UsageError, NoInstanceError */
function readArguments(args: string[]): Request {
  const { values, positionals } = parseOptions({
    args,
    allowPositionals: true,
    options: {
      ...connectionOptions,
      project: { type: 'string' },
      format: { type: 'string' },
      table: { type: 'string' },
      spreadsheet: { type: 'boolean', default: false },
    },
  });
  const [what, ...others] = positionals;
  if (others.length > 0) throw new UsageError(`${others[0]}: 多余的参数 not expected here`);
  const language = requireLanguage(values.lang);
  const { project, spreadsheet } = values;
  const table = tableOf(what, values.format, values.table);
  return { client: connect(values, OPERATOR, language), language, table, project, spreadsheet };
}

/** @throws UsageError */
function tableOf(
  what: string | undefined,
  named: string | undefined,
  table: string | undefined,
): CreditTable {
  if (what === 'vcu' && (named !== undefined || table !== undefined))
    throw new UsageError('vcu 无 --format、--table; vcu has no --format and no --table');
  const format: CreditFormat | undefined =
    what === 'vcu' ? 'verra' : CREDIT_FORMATS.find((each) => each === named);
  if (!format) throw new UsageError(`--format ${named ?? ''}: ${CREDIT_FORMATS.join(', ')}`);
  const tables = tablesOf(format);
  const found = table === undefined ? tables[0] : tables.find(({ layout }) => layout.table === table);
  if (found) return found;
  const names = tables.map(({ layout }) => layout.table).join(', ');
  throw new UsageError(`--table ${table}: ${format} 有 has ${names}`);
}

/**
 * Exit code 0: everything is printed; 1: no registry, no such project, units whose retirement isn't
 * recorded yet, or a project that the list can't have; 2: bad arguments.
 */
export async function runCredits(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(creditsUsage);
    return 0;
  }
  let language: Language | undefined;
  try {
    const request = readArguments(args);
    language = request.language;
    return await printCredits(request);
  } catch (error) {
    if (!(error instanceof NoSuchProjectError)) return explain(error, creditsUsage, language);
    tell(
      {
        zh: `没有编号为 ${error.message} 的项目：请核对 --project（如 VCS1577、1577）与 --format`,
        en: `no such project: none of the format has the code ${error.message}; check --project (as VCS1577, or 1577) and --format`,
      }[language ?? 'en'],
    );
    return EXIT_FAULT;
  }
}

async function printCredits({ client, language, table, project, spreadsheet }: Request): Promise<number> {
  let unrecorded = 0;
  let left = 0;
  let begun = false;
  for await (const held of heldCredits(client, table.standards, project)) {
    if (!begun) print(headerOf(table));
    begun = true;
    if ('unrecorded' in held) unrecorded += held.unrecorded;
    else if (!printProject(held.project, { table, spreadsheet, language })) left++;
  }
  if (!begun) print(headerOf(table));
  if (unrecorded > 0)
    tell(
      {
        zh: `${unrecorded} 个单位在他处已注销，但其注销尚未记入本登记簿，未列出：请先重新执行导入`,
        en: `${unrecorded} units are retired elsewhere and their retirement is not recorded here, so they are left out: run their import again first`,
      }[language],
    );
  return unrecorded > 0 || left > 0 ? EXIT_FAULT : 0;
}

/** Whether the list can have the project; otherwise why not is told. */
function printProject(
  project: HeldProject,
  { table, spreadsheet, language }: Pick<Request, 'table' | 'spreadsheet' | 'language'>,
): boolean {
  try {
    for (const line of linesOf(table, project, spreadsheet)) print(line);
    return true;
  } catch (error) {
    if (!(error instanceof NoColumnError)) throw error;
    const { column } = error;
    tell(
      {
        zh: `${project.code}：该清单无 ${column} 一列，载不下该项目的内容，故未列出；请改用其他 --format`,
        en: `${project.code}: the list has no column ${column}, and the project has something to say in it, so it is left out; take another --format`,
      }[language],
    );
    return false;
  }
}
