/** `lvzhang import power-contracts`: supply contracts of another registry's certificates, from CSV, through the HTTP API. */
import { parseArgs } from 'node:util';
import { line } from '../../../shared/field.ts';
import type { ApiClient } from '../api-client.ts';
import { OPERATOR } from '../identities.ts';
import { asksForHelp, UsageError } from '../usage.ts';
import { type Language, languageOf, type Words } from '../words.ts';
import { connect, connectionOptions, EXIT_FAULT, explain } from './connection.ts';
import { byPlace, type Finding, Findings, formatFinding } from './findings.ts';
import { readInput } from './input-file.ts';
import { type PowerContract, readPowerFiles } from './power-files.ts';
import { PowerImport, stepsOf } from './power-import.ts';
import { reconcilePower } from './power-reconcile.ts';
import { formatPowerReconciliation } from './power-reconciliation-text.ts';
import { startProgress } from './progress.ts';

/** Where the power contracts of ../shared/data come from. */
const SOURCE_DEFAULT = 'protocol/filecoin-renewables-purchases';

export const powerUsage = `lvzhang import power-contracts CONTRACTS.csv CERTIFICATES.csv [--source TEXT] [--lang zh|en]
                               [--port N | --url URL --token T]
  CONTRACTS: contract,seller,energy_source,contract_date,delivery_date,period_start,period_end,volume_mwh
  CERTIFICATES: certificate,contract,generator,energy_source,generation_start,generation_end,volume_kwh,beneficiary
  I-REC of 1 MWh each: issued, delivered and retired for its beneficiary / 每张 1 兆瓦时：签发、交付并为受益人注销
  --source  the registry the files come from / 数据来源 (${SOURCE_DEFAULT})
Exits 0 only where contract = issued = delivered = retired for every contract / 逐份合同相符才以 0 退出
Killed at any point it can be run again: nothing is done twice / 中断后可重新执行，不会重复办理`;

interface PowerRequest {
  contracts: string;
  certificates: string;
  source: string;
  language: Language;
  client: ApiClient;
}

/** @throws UsageError, NoInstanceError */
function readArguments(args: string[]): PowerRequest {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...connectionOptions, source: { type: 'string', default: SOURCE_DEFAULT } },
  });
  const [contracts, certificates, ...more] = positionals;
  if (contracts === undefined || certificates === undefined || more.length > 0)
    throw new UsageError('须给出两个文件 give two files: CONTRACTS.csv CERTIFICATES.csv');
  const source = line(100).safeParse(values.source);
  if (!source.success) throw new UsageError(`--source: ${source.error.issues[0]?.message}`);
  const language = languageOf(values.lang, process.env);
  if (!language) throw new UsageError(`--lang ${values.lang}: zh, en`);
  const client = connect(values, OPERATOR, language);
  return { contracts, certificates, source: source.data, language, client };
}

const labels = {
  importing: { zh: '导入供应合同', en: 'importing power contracts' },
  nothing: {
    zh: '没有可导入的合同：请核对两个文件及其次序（CONTRACTS.csv CERTIFICATES.csv）',
    en: 'no contract to import: check the two files and their order (CONTRACTS.csv CERTIFICATES.csv)',
  },
  readingBack: { zh: '正在从登记簿读回核对', en: 'reading back from the registry' },
} satisfies Record<string, Words>;

async function importContracts(
  contracts: readonly PowerContract[],
  findings: Findings,
  { client, source, language }: PowerRequest,
): Promise<number> {
  const progress = startProgress(labels.importing[language], stepsOf(contracts));
  findings.onFinding = (finding) => progress.say(formatFinding(finding, language));
  const power = new PowerImport(client, source, findings, progress.step);
  await power.run(contracts).finally(progress.end);
  console.error(labels.readingBack[language]);
  const reconciliation = await reconcilePower(client, contracts, power.imported);
  console.log(formatPowerReconciliation(reconciliation, language));
  const { errors, warnings } = findings;
  console.log(
    {
      zh: `输入：错误 ${errors} 处，警告 ${warnings} 处`,
      en: `input: errors ${errors}, warnings ${warnings}`,
    }[language],
  );
  return errors + reconciliation.differences > 0 ? EXIT_FAULT : 0;
}

/** Exit code 0: every contract reconciles; 1: a bad row, a difference, or no registry; 2: the arguments make no sense. */
export async function runPower(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    console.log(powerUsage);
    return 0;
  }
  try {
    const request = readArguments(args);
    const { language } = request;
    const found: Finding[] = [];
    const findings = new Findings((finding) => found.push(finding));
    const [contractsFile, certificatesFile] = [readInput(request.contracts), readInput(request.certificates)];
    const contracts = readPowerFiles(contractsFile, certificatesFile, findings);
    for (const finding of found.sort(byPlace)) console.error(formatFinding(finding, language));
    if (contracts.length === 0) {
      console.error(labels.nothing[language]);
      return EXIT_FAULT;
    }
    return await importContracts(contracts, findings, request);
  } catch (error) {
    return explain(error, powerUsage);
  }
}
