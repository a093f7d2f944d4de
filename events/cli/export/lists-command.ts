/** `lvzhang export holdings|transfers|…`: an organization's own lists, as CSV or a workbook. */
import { Day } from '../../../shared/base/day.ts';
import { BYTE_ORDER_MARK } from '../../../shared/base/written-csv.ts';
import { type ExportedList, type ListSource, rowsOf } from '../../exchange/lists/column.ts';
import { headerLine, lineOf } from '../../exchange/lists/csv-lines.ts';
import { type ListName, listNames, lists } from '../../exchange/lists/lists.ts';
import { NoWorkbookError, WORKBOOK_ROWS_MAX, workbookOf } from '../../exchange/lists/workbook.ts';
import { replaceFile, replaceFileByChunks } from '../durable-file.ts';
import { connectAs, connectionOptions, EXIT_FAULT, explain } from '../import/connection.ts';
import { print, tell } from '../terminal.ts';
import { asksForHelp, parseOptions, UsageError } from '../usage.ts';
import { type Language, requireLanguage } from '../words.ts';

/** The days that the registry knows. */
const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2199-12-31';

export const listsUsage = `lvzhang export ${listNames.join('|')}
               --as NAME [--format csv|xlsx] [-o FILE] [--organization ID] [--from DAY] [--to DAY]
               [--lang zh|en] [--port N | --url URL --token T]
  The organization's own list, with every range of serials / 本机构的清单，逐段列出序列号
  csv (the default): UTF-8; on stdout, or with -o a file for spreadsheets (byte order mark, CRLF). A text that
       a spreadsheet would run (= + - @ tab) gets an apostrophe first / 可能被当作公式的文本前加撇号
  xlsx: -o FILE; numbers are numbers up to 15 digits, decimals are text, dates are China's; at most
       ${WORKBOOK_ROWS_MAX} rows / 工作簿：至多 15 位的整数为数字，小数为文本，日期为北京时间
  --organization whose list, for supervision / 主管部门可查看他方清单
  --from, --to   of entitlements: days of settlement, both included / 收益权利的结算日期间
  transfers, retirements: made from the log, which is up to a minute behind / 取自账本，约滞后一分钟
  settlements: settled months of power-purchase agreements / 购电协议的月度结算
Exit 0: written 已导出 · 1: refused, or no registry 被拒绝或无登记簿 · 2: arguments 参数错误`;

interface Request {
  name: ListName;
  list: ExportedList;
  format: 'csv' | 'xlsx';
  out: string | undefined;
  language: Language;
  source: ListSource;
}

/** @throws UsageError, NoInstanceError */
async function readArguments(name: ListName, args: string[]): Promise<Request> {
  const text = { type: 'string' } as const;
  const { values } = parseOptions({
    args,
    options: {
      ...connectionOptions,
      as: text,
      organization: text,
      from: text,
      to: text,
      format: text,
      out: { type: 'string', short: 'o' },
    },
  });
  const language = requireLanguage(values.lang);
  const { format = 'csv', out } = values;
  if (format !== 'csv' && format !== 'xlsx') throw new UsageError(`--format ${format}: csv, xlsx`);
  if (format === 'xlsx' && out === undefined)
    throw new UsageError('xlsx 须以 -o 指定文件; an xlsx needs -o FILE');
  const { from, to } = periodOf(name, values);
  const client = connectAs({ ...values, lang: language });
  const organization = values.organization ?? (await client.organization());
  if (!/^o-[0-9a-f]{20}$/.test(organization))
    throw new UsageError(
      `${organization}: 此机构没有清单，请以 --as 或 --organization 指明 has no lists: name whose with --as or --organization`,
    );
  const source = { client, organization, from, to };
  return { name, list: lists[name], format, out, language, source };
}

/** @throws UsageError */
function periodOf(name: ListName, { from, to }: { from?: string; to?: string }) {
  for (const [flag, day] of Object.entries({ from, to })) {
    if (day === undefined) continue;
    if (name !== 'entitlements')
      throw new UsageError(`--${flag}: 仅用于 entitlements; is for entitlements only`);
    if (!Day.safeParse(day).success)
      throw new UsageError(`--${flag} ${day}: 须为 YYYY-MM-DD 的真实日期 must be a day, YYYY-MM-DD`);
  }
  const period = { from: from ?? FIRST_DAY, to: to ?? LAST_DAY };
  if (period.from > period.to) throw new UsageError(`--to ${to}: 早于 --from; is before --from`);
  return period;
}

/** Exit code 0: everything is written; 1: refused, or no registry; 2: bad arguments. */
export async function runList(name: ListName, args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(listsUsage);
    return 0;
  }
  let language: Language | undefined;
  try {
    const request = await readArguments(name, args);
    language = request.language;
    await write(request);
    return 0;
  } catch (error) {
    if (!(error instanceof NoWorkbookError)) return explain(error, listsUsage, language, AGAIN);
    tell(error.words[language ?? 'en']);
    return EXIT_FAULT;
  }
}

const AGAIN = '中止，未写出文件；请重新执行 / stopped, no file is written; run it again';

async function write({ name, list, format, out, language, source }: Request): Promise<void> {
  if (list.note) tell(list.note[language]);
  const rows = rowsOf(list, source);
  if (format === 'xlsx') {
    // Made whole before the file is touched: a workbook has its directory at the end.
    const bytes = await workbookOf(name, list.columns, rows, language);
    return replaceFile(out!, bytes);
  }
  if (out !== undefined) return replaceFileByChunks(out, csvFile(list, rows, language));
  // What is refused prints nothing: a header alone would be taken for an empty list.
  const first = await rows.next();
  print(headerLine(list.columns, language));
  if (!first.done) print(lineOf(list.columns, first.value));
  for await (const row of rows) print(lineOf(list.columns, row));
}

async function* csvFile(
  { columns }: ExportedList,
  rows: ReturnType<typeof rowsOf>,
  language: Language,
): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${headerLine(columns, language)}\r\n`;
  for await (const row of rows) yield `${lineOf(columns, row)}\r\n`;
}
