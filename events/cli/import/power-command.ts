/**
 * `lvzhang import power-contracts`: supply contracts of another registry's certificates, from CSV, through
 * the HTTP API.
 */

import type { FilesImport } from './files-command.ts';
import { type PowerContract, readPowerFiles } from './power-files.ts';
import { PowerImport, stepsOf } from './power-import.ts';
import { reconcilePower } from './power-reconcile.ts';
import { formatPowerReconciliation } from './power-reconciliation-text.ts';
import { PUBLIC_TEXTS } from './public-texts.ts';

/** The source of the power contracts in ../shared/data. */
const SOURCE_DEFAULT = 'protocol/filecoin-renewables-purchases';

const usage = `lvzhang import power-contracts CONTRACTS.csv CERTIFICATES.csv [--source TEXT] [--lang zh|en]
                               [--port N | --url URL --token T] [--sign KEYFILE]
  CONTRACTS: contract,seller,energy_source,contract_date,delivery_date,period_start,period_end,volume_mwh
  CERTIFICATES: certificate,contract,generator,energy_source,generation_start,generation_end,volume_kwh,beneficiary
  energy_source of a contract: a technology, several ("wind/solar"), or mixed / 合同可为一种、多种或混合能源
  certificate_kwh (further column): the whole of a certificate that several contracts share / 多份合同分用一证时整张证书的电量
  I-REC of 1 MWh each: issued, delivered and retired for its beneficiary; what the seller uses itself, retired only / 每张 1 兆瓦时：签发、交付并为受益人注销；卖方自用的不经交付直接注销
  --source  the registry the files come from / 数据来源 (${SOURCE_DEFAULT})
${PUBLIC_TEXTS}
Exits 0 only where contract = issued = delivered = retired for every contract / 逐份合同相符才以 0 退出
Killed at any point it can be run again: nothing is done twice / 中断后可重新执行，不会重复办理`;

export const powerContracts: FilesImport<readonly PowerContract[]> = {
  usage,
  sourceDefault: SOURCE_DEFAULT,
  files: ['CONTRACTS.csv', 'CERTIFICATES.csv'],
  importing: { zh: '导入供应合同', en: 'importing power contracts' },
  read: ([contracts, certificates], findings) => readPowerFiles(contracts!, certificates!, findings),
  stepsOf,
  begin: (contracts, { client, source, findings, language, step }) => {
    const power = new PowerImport(client, source, findings, step);
    return {
      run: () => power.run(contracts),
      reconcile: async () => {
        const reconciliation = await reconcilePower(client, contracts, power.imported);
        const { differences } = reconciliation;
        return { text: formatPowerReconciliation(reconciliation, language), differences };
      },
    };
  },
};
