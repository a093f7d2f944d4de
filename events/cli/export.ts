/** `lvzhang export`: the registry's holdings, in a form that others read and that can be imported again. */

import { NOT_STATED } from '../exchange/vcu-columns.ts';
import { NoSuchProjectError, vcuLines } from './export/vcu-export.ts';
import { OPERATOR } from './identities.ts';
import { connect, connectionOptions, EXIT_FAULT, explain } from './import/connection.ts';
import { print, tell } from './terminal.ts';
import { asksForHelp, parseOptions, UsageError } from './usage.ts';
import { type Language, languageOf } from './words.ts';

const usage = `lvzhang export vcu [--project CODE] [--lang zh|en] [--port N | --url URL --token T] > VCUS.csv
  All VCUs, imported ones and those issued here, in the columns of Verra's list, a line for each range of serial numbers:
  \`lvzhang import vcu\` reads it again / 全部 VCU，按 Verra 清单的列逐段列出，可再次导入
  A day of issuance that the source didn't state is empty, one of retirement \`${NOT_STATED}\` / 来源未载的签发日留空
  --project  only the project of that code: VCS1577, 1577 as in the column ID, or p-… / 只导出该编号的项目
  --url      a registry elsewhere; a token of anybody by --token or LVZHANG_TOKEN / 其他登记簿及任一令牌`;

/**
 * Exit code 0: everything is printed; 1: no registry, no such project, or units whose retirement isn't
 * recorded yet; 2: bad arguments.
 */
export async function run(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(usage);
    return 0;
  }
  let language: Language | undefined;
  try {
    const { values, positionals } = parseOptions({
      args,
      allowPositionals: true,
      options: { ...connectionOptions, project: { type: 'string' } },
    });
    if (positionals.length !== 1 || positionals[0] !== 'vcu')
      throw new UsageError('可导出 vcu; what can be exported: vcu');
    language = languageOf(values.lang, process.env);
    if (!language) throw new UsageError(`--lang ${values.lang}: zh, en`);
    const client = connect(values, OPERATOR, language);
    let unrecorded = 0;
    for await (const line of vcuLines(client, values.project)) {
      if ('unrecorded' in line) unrecorded += line.unrecorded;
      else print(line.text);
    }
    if (unrecorded === 0) return 0;
    tell(
      {
        zh: `${unrecorded} 个单位在他处已注销，但其注销尚未记入本登记簿，未列出：请先重新执行导入`,
        en: `${unrecorded} units are retired elsewhere and their retirement is not recorded here, so they are left out: run their import again first`,
      }[language],
    );
    return EXIT_FAULT;
  } catch (error) {
    if (!(error instanceof NoSuchProjectError)) return explain(error, usage, language);
    tell(
      {
        zh: `没有编号为 ${error.message} 的 VCS 项目：请核对 --project（如 VCS1577、1577）`,
        en: `no such project: no VCS project has the code ${error.message}; check --project (as VCS1577, or 1577)`,
      }[language ?? 'en'],
    );
    return EXIT_FAULT;
  }
}
