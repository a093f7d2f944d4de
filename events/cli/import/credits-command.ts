/** `lvzhang import credits`: lists of credits of other registries and databases, through the HTTP API. */

import { type CreditFiles, readCreditFiles } from '../../exchange/credits/credit-files.ts';
import { layouts, SOURCES } from '../../exchange/credits/layouts.ts';
import { stepsOf } from '../../exchange/import/sink-import.ts';
import type { FilesImport } from './files-command.ts';
import { PUBLIC_TEXTS } from './public-texts.ts';
import { beginSinkImport } from './sink-begin.ts';

const known = layouts
  .map(({ format, table, name }) => `    ${format} (${table}): ${name.en} / ${name.zh}`)
  .join('\n');

const usage = `lvzhang import credits FILE [FILE…] [--source TEXT] [--spreadsheet] [--lang zh|en] [--port N | --url URL --token T]
                       [--sign KEYFILE]
  Each file is known by its header; all of one run come from one source / 按表头识别，一次只导入一个来源的文件：
${known}
  CSV (UTF-8, UTF-16, GB18030) or XLSX, a header in the first ten rows / CSV 或 XLSX，表头须在前十行
  Serial numbers come in once, in whatever file; a list without them is told apart by vintage and day, and a
  vintage that came in otherwise is compared, not imported again / 序列号只导入一次；无序列号的按年份与签发日区分，
  已按别的方式导入的年份只核对，不重复导入
  Retired units keep day, beneficiary, reason, account and note / 已注销的保留注销日、受益方、原因、账户与备注
  --source  the registry the files come from / 数据来源 (${Object.values(SOURCES).join(', ')})
  --spreadsheet  the files were exported with it: an apostrophe before = + - @ is taken off / 去掉导出时所加的撇号
${PUBLIC_TEXTS}
Exits 0 only where issued = retired + remaining for every issuance / 逐笔签发相符才以 0 退出
Killed at any point it can be run again: nothing is done twice / 中断后可重新执行，不会重复办理`;

export const credits: FilesImport<CreditFiles> = {
  usage,
  sourceDefault: ({ format }) => SOURCES[format ?? 'verra'],
  files: ['FILE'],
  more: true,
  importing: { zh: '导入减排量', en: 'importing credits' },
  spreadsheet: true,
  read: (files, findings, { spreadsheet }) => readCreditFiles(files, findings, { spreadsheet }),
  stepsOf: ({ projects }) => stepsOf(projects),
  begin: beginSinkImport,
};
