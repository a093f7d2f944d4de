/** `lvzhang import vcu`: Verra's list of VCUs, from CSV, through the HTTP API. */
import { eachBounded } from '../../../shared/base/bounded.ts';
import { VCU_COLUMNS } from '../../exchange/vcu-columns.ts';
import type { FilesImport } from './files-command.ts';
import { PUBLIC_TEXTS } from './public-texts.ts';
import { reconcile } from './reconcile.ts';
import { formatReconciliation } from './reconciliation-text.ts';
import type { SinkFiles } from './sink-files.ts';
import { SinkImport, stepsOf } from './sink-import.ts';
import { readVcuFile } from './vcu-files.ts';

const SOURCE_DEFAULT = 'Verra';
/** Projects imported at a time. */
const PARALLEL = 6;

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
  read: ([file], findings) => readVcuFile(file!, findings),
  stepsOf: ({ projects }) => stepsOf(projects),
  begin: (files, { client, source, findings, language, step }) => {
    const sinks = new SinkImport(client, source, findings, step);
    return {
      run: () => eachBounded(files.projects, PARALLEL, (project) => sinks.run(project)),
      reconcile: async () => {
        const reconciliation = await reconcile(client, files, sinks.imported);
        const { differences } = reconciliation;
        return { text: formatReconciliation(reconciliation, language), differences };
      },
    };
  },
};
