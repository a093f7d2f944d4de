/** `lvzhang import vcu`: Verra's list of VCUs, from CSV, through the HTTP API. */

import { readCreditFiles } from '../../exchange/credits/credit-files.ts';
import { verraUnits } from '../../exchange/credits/verra.ts';
import { stepsOf } from '../../exchange/import/sink-import.ts';
import type { SinkFiles } from '../../exchange/sink-rows.ts';
import { VCU_COLUMNS } from '../../exchange/vcu-columns.ts';
import type { FilesImport } from './files-command.ts';
import { PUBLIC_TEXTS } from './public-texts.ts';
import { beginSinkImport } from './sink-begin.ts';

const SOURCE_DEFAULT = 'Verra';

const usage = `lvzhang import vcu VCUS.csv [--source TEXT] [--lang zh|en] [--port N | --url URL --token T]
                   [--sign KEYFILE]
  VCUS: ${VCU_COLUMNS.slice(0, 9).join(',')},
    ${VCU_COLUMNS.slice(9).join(',')}
  Each row is a part of an issuance; a row with a day of retirement comes in as retired on that day, for its
  beneficiary / 每行为一笔签发的一段；有注销日的按原注销日与受益方记为已注销
  Serial numbers come in once, in whatever file / 同一序列号只导入一次，不论在哪个文件
  --source  the registry the file comes from / 数据来源 (${SOURCE_DEFAULT})
${PUBLIC_TEXTS}
Exits 0 only where issued = retired + remaining for every issuance / 逐笔签发相符才以 0 退出
Killed at any point it can be run again: nothing is done twice / 中断后可重新执行，不会重复办理`;

export const vcus: FilesImport<SinkFiles> = {
  usage,
  sourceDefault: SOURCE_DEFAULT,
  files: ['VCUS.csv'],
  importing: { zh: '导入 VCU', en: 'importing VCUs' },
  read: (files, findings) => readCreditFiles(files, findings, { known: [verraUnits] }),
  stepsOf: ({ projects }) => stepsOf(projects),
  begin: beginSinkImport,
};
