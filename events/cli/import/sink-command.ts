/**
 * `lvzhang import sink-projects`: the projects and vintages of another registry, from CSV,
 * through the HTTP API.
 */

import { stepsOf } from '../../exchange/import/sink-import.ts';
import type { SinkFiles } from '../../exchange/sink-rows.ts';
import type { FilesImport } from './files-command.ts';
import { PUBLIC_TEXTS } from './public-texts.ts';
import { beginSinkImport } from './sink-begin.ts';
import { readSinkFiles } from './sink-files.ts';

/** The source of the sink projects in ../shared/data. */
const SOURCE_DEFAULT = 'Berkeley VROD v2021-04';

const usage = `lvzhang import sink-projects PROJECTS.csv VINTAGES.csv [--source TEXT] [--lang zh|en]
                             [--port N | --url URL --token T] [--sign KEYFILE]
  VINTAGES: project_id,vintage,issued,retired,remaining, and where a vintage has several issuances further columns:
    issued_on, serial, beneficiary, retired_on, reason / 同一年份有多笔签发时，另列签发日、序列号、受益方、注销日、原因
  --source  the registry the files come from / 数据来源 (${SOURCE_DEFAULT})
  --port    which local instance; without it the one started last / 本机实例端口，缺省为最近启动的实例
  --url     a registry elsewhere; its operator's token by --token or LVZHANG_TOKEN / 其他登记簿及其登记机构令牌
${PUBLIC_TEXTS}
Killed at any point it can be run again: nothing is done twice / 中断后可重新执行，不会重复办理`;

export const sinkProjects: FilesImport<SinkFiles> = {
  usage,
  sourceDefault: SOURCE_DEFAULT,
  files: ['PROJECTS.csv', 'VINTAGES.csv'],
  importing: { zh: '导入', en: 'importing' },
  read: ([projects, vintages], findings) => readSinkFiles(projects!, vintages!, findings),
  stepsOf: ({ projects }) => stepsOf(projects),
  begin: beginSinkImport,
};
