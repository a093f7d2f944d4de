/** `lvzhang export certificates`: green certificates issued here, in columns that tools abroad read. */

import { asText, csvLine } from '../../../shared/base/written-csv.ts';
import type { HeldCertificates } from '../../exchange/certificates/certificate-table.ts';
import { headerOf, linesOf } from '../../exchange/certificates/certificate-table.ts';
import { energyTagBundles } from '../../exchange/certificates/energytag.ts';
import { irecIssuances, irecRedemptions } from '../../exchange/certificates/irec.ts';
import type { ApiClient } from '../api-client.ts';
import { replaceFileByChunks } from '../durable-file.ts';
import { OPERATOR } from '../identities.ts';
import { connect, connectionOptions, EXIT_FAULT, explain } from '../import/connection.ts';
import { print, tell } from '../terminal.ts';
import { asksForHelp, parseOptions, UsageError } from '../usage.ts';
import { type Language, requireLanguage } from '../words.ts';
import { heldCertificates, MovedError } from './held-certificates.ts';

/** A table's header and lines as texts, whatever its rows are. */
interface Written {
  format: string;
  table: string;
  header: string[];
  linesOf(held: HeldCertificates, issuer: string): string[][];
}

const written = <Row>(table: Parameters<typeof linesOf<Row>>[0]): Written => ({
  format: table.format,
  table: table.table,
  header: headerOf(table),
  linesOf: (held, issuer) => linesOf(table, held, issuer),
});
const tables: readonly Written[] = [
  written(energyTagBundles),
  written(irecIssuances),
  written(irecRedemptions),
];
const formats = [...new Set(tables.map(({ format }) => format))];

export const certificatesUsage = `lvzhang export certificates --format ${formats.join('|')} [--table NAME] [-o FILE] [--registry NAME]
                            [--spreadsheet] [--lang zh|en] [--port N | --url URL --token T]
  Green certificates issued here, as CSV (UTF-8, LF) in columns that others know / 按他方的列导出本登记簿核发的绿证
  energytag      EnergyTag's bundles, one for each block: a month of generation each, not an hour, so none is a
                 granular certificate / 逐号段；按月而非按小时，故不是小时级证书
  irec           the I-REC registry's public data: --table issuances (the default), or redemptions
  What the registry doesn't have stays empty; the files don't come in again / 本登记簿所无者留空；不能再导入
  --registry     the name of the issuing body; the log's name if left out / 核发机构名称
  --spreadsheet  an apostrophe before each text that a spreadsheet would run / 可能被当作公式的文本前加撇号
Exit 0: written 已导出 · 1: refused, or no registry 被拒绝或无登记簿 · 2: arguments 参数错误`;

interface Request {
  client: ApiClient;
  table: Written;
  out: string | undefined;
  registry: string | undefined;
  spreadsheet: boolean;
  language: Language;
}

/** @throws UsageError, NoInstanceError */
function readArguments(args: string[]): Request {
  const text = { type: 'string' } as const;
  const { values } = parseOptions({
    args,
    options: {
      ...connectionOptions,
      format: text,
      table: text,
      registry: text,
      out: { type: 'string', short: 'o' },
      spreadsheet: { type: 'boolean', default: false },
    },
  });
  const language = requireLanguage(values.lang);
  const { format, out, registry, spreadsheet } = values;
  const ofFormat = tables.filter((each) => each.format === format);
  if (ofFormat.length === 0) throw new UsageError(`--format ${format ?? ''}: ${formats.join(', ')}`);
  const table =
    values.table === undefined ? ofFormat[0] : ofFormat.find((each) => each.table === values.table);
  if (!table)
    throw new UsageError(
      `--table ${values.table}: ${format} 有 has ${ofFormat.map((each) => each.table).join(', ')}`,
    );
  return { client: connect(values, OPERATOR, language), table, out, registry, spreadsheet, language };
}

/** Exit code 0: everything is written; 1: refused, or no registry; 2: bad arguments. */
export async function runCertificates(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(certificatesUsage);
    return 0;
  }
  let language: Language | undefined;
  try {
    const request = readArguments(args);
    language = request.language;
    await write(request);
    return 0;
  } catch (error) {
    if (!(error instanceof MovedError)) return explain(error, certificatesUsage, language);
    tell(
      {
        zh: `${error.message}：读取时证书有变动，请重新执行`,
        en: `${error.message}: certificates moved while they were read; run it again`,
      }[language ?? 'en'],
    );
    return EXIT_FAULT;
  }
}

async function write(request: Request): Promise<void> {
  if (request.out !== undefined) return replaceFileByChunks(request.out, withEnds(linesIn(request)));
  for await (const line of linesIn(request)) print(line);
}

async function* linesIn({ client, table, registry, spreadsheet }: Request): AsyncGenerator<string> {
  const issuer = registry ?? (await client.logOrigin());
  yield csvLine(table.header);
  for await (const held of heldCertificates(client))
    for (const line of table.linesOf(held, issuer)) yield csvLine(spreadsheet ? line.map(asText) : line);
}

async function* withEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}
