/**
 * The files of `import power-contracts` as checked rows. A faulty row is reported and left out. Each
 * certificate is assigned to its contract, and those of one generator and period are grouped: they were
 * issued as one.
 */
import type { Period } from '../../../shared/base/day.ts';
import { KILOWATT_HOURS_PER_CERTIFICATE } from '../../../shared/power/facility.ts';
import type { SupplyTechnology, Technology } from '../../../shared/power/technology.ts';
import { BENEFICIARY_MAX } from '../../../shared/units/facts.ts';
import { readDay } from '../../exchange/day-cell.ts';
import type { InputFile } from '../../exchange/file/input-file.ts';
import type { Findings } from '../../exchange/findings.ts';
import { firstOfEach } from '../../exchange/first-of-each.ts';
import { RowReader } from '../../exchange/row-reader.ts';
import type { Row } from '../../exchange/table.ts';
import type { Words } from '../words.ts';
import { readTable } from './file-table.ts';
import {
  CERTIFICATE_COLUMNS,
  type CertificateColumn,
  CONTRACT_COLUMNS,
  type ContractColumn,
} from './power-columns.ts';
import { type CertificateRow, type PowerCertificate, withWholes } from './power-shares.ts';
import { readContracted, readTechnology } from './power-technology.ts';

/** Present only where a certificate is shared among contracts. */
const OPTIONAL_CERTIFICATE_COLUMNS = [
  'certificate_kwh',
] as const satisfies (typeof CERTIFICATE_COLUMNS)[number][];

export interface PowerContract {
  row: Row<ContractColumn>;
  code: string;
  seller: string;
  technology: SupplyTechnology;
  /** Technologies that its certificates may have. */
  technologies: readonly Technology[];
  signedOn: string;
  deliverBy: string;
  period: Period;
  megawattHours: number;
  generations: PowerGeneration[];
}

/** The generation for a contract by one generator in one period, by one technology. */
export interface PowerGeneration {
  generator: string;
  technology: Technology;
  period: Period;
  /** In the file's order; at least one. */
  certificates: [PowerCertificate, ...PowerCertificate[]];
}

export const megawattHoursOf = (certificates: readonly PowerCertificate[]): number =>
  certificates.reduce((sum, { megawattHours }) => sum + megawattHours, 0);

export const certificatesOf = ({ generations }: Pick<PowerContract, 'generations'>): PowerCertificate[] =>
  generations.flatMap(({ certificates }) => certificates);

function readPeriod<C extends string>(reader: RowReader<C>, from: C, to: C): Period {
  const sound = reader.sound;
  const period = { from: readDay(reader, from), to: readDay(reader, to) };
  // Invalid days were reported already.
  if (reader.sound === sound && period.to < period.from)
    reader.fault(reader.row.cells[to], {
      zh: `${to} ${period.to} 早于 ${from} ${period.from}，请核对起止日期`,
      en: `${to} ${period.to} is before ${from} ${period.from}; check the two days`,
    });
  return period;
}

function positive<C extends string>(reader: RowReader<C>, column: C): number {
  const number = reader.wholeNumber(column);
  if (number === 0)
    reader.fault(reader.row.cells[column], {
      zh: `${column} 为 0，应至少为 1`,
      en: `${column} is 0; it must be 1 or more`,
    });
  return number;
}

function readContract(row: Row<ContractColumn>, findings: Findings): PowerContract | undefined {
  const reader = new RowReader(row, findings);
  const code = reader.text('contract');
  const seller = reader.freeText('seller');
  const contracted = readContracted(reader);
  const signedOn = readDay(reader, 'contract_date');
  const deliverBy = readDay(reader, 'delivery_date');
  const period = readPeriod(reader, 'period_start', 'period_end');
  const megawattHours = positive(reader, 'volume_mwh');
  if (!reader.sound || !contracted) return undefined;
  return { row, code, seller, ...contracted, signedOn, deliverBy, period, megawattHours, generations: [] };
}

function readCertificate(row: Row<CertificateColumn>, findings: Findings): CertificateRow | undefined {
  const reader = new RowReader(row, findings);
  const code = reader.text('certificate');
  const contract = reader.text('contract');
  const generator = reader.freeText('generator');
  const technology = readTechnology(reader);
  const period = readPeriod(reader, 'generation_start', 'generation_end');
  const megawattHours = positive(reader, 'volume_kwh') / KILOWATT_HOURS_PER_CERTIFICATE;
  if (Number.isFinite(megawattHours) && !Number.isInteger(megawattHours))
    reader.fault(row.cells.volume_kwh, {
      zh: `volume_kwh ${row.cells.volume_kwh.text.trim()} 不是 1000 的整数倍：一张证书为 1 兆瓦时，请核对电量`,
      en: `volume_kwh ${row.cells.volume_kwh.text.trim()} is no multiple of 1000: one certificate is 1 MWh; check the volume`,
    });
  const beneficiary = reader.freeText('beneficiary');
  // An organization may have a longer name: it would be registered, and then nothing retired for it.
  if (beneficiary.length > BENEFICIARY_MAX)
    reader.fault(row.cells.beneficiary, {
      zh: `beneficiary 超过 ${BENEFICIARY_MAX} 个字符，注销无法载明，请缩短`,
      en: `beneficiary is longer than the ${BENEFICIARY_MAX} characters that a retirement names it in; shorten it`,
    });
  const stated =
    row.cells.certificate_kwh.text.trim() === '' ? undefined : positive(reader, 'certificate_kwh');
  if (!reader.sound || !technology) return undefined;
  return { row, code, contract, generator, technology, period, megawattHours, stated, beneficiary };
}

const isDefined = <T>(value: T | undefined): value is T => value !== undefined;

/**
 * Reads both files; contracts in the order of theirs, none where a file lacks its header: one file alone is
 * of no use.
 */
export function readPowerFiles(
  contractsFile: InputFile,
  certificatesFile: InputFile,
  findings: Findings,
): PowerContract[] {
  const contractRows = readTable(contractsFile, CONTRACT_COLUMNS, findings);
  const certificateRows = readTable(
    certificatesFile,
    CERTIFICATE_COLUMNS,
    findings,
    OPTIONAL_CERTIFICATE_COLUMNS,
  );
  if (!contractRows || !certificateRows) return [];
  const read = contractRows.map((row) => readContract(row, findings)).filter(isDefined);
  const contracts = firstOfEach(read, ({ code }) => code, findings);
  const sound = certificateRows.map((row) => readCertificate(row, findings)).filter(isDefined);
  const certificates = withWholes(sound, findings);
  const byCode = new Map(contracts.map((contract) => [contract.code, contract]));
  const named = new Set(contractRows.map(({ cells }) => cells.contract.text.trim()));
  for (const each of certificates) {
    const { row, contract: code } = each;
    const contract = byCode.get(code);
    const fault = contract ? faultUnder(contract, each) : absentContract(code, named.has(code));
    if (fault) findings.error(row.file, row.cells[fault.column], fault.words);
    else if (contract) putTo(contract, each);
  }
  for (const contract of contracts) warnOfOtherDays(contract, findings);
  return contracts;
}

interface Fault {
  column: CertificateColumn;
  words: Words;
}

function faultUnder({ code, technologies }: PowerContract, certificate: PowerCertificate): Fault | undefined {
  if (technologies.includes(certificate.technology)) return undefined;
  const agreed = technologies.join('/');
  return {
    column: 'energy_source',
    words: {
      zh: `energy_source ${certificate.technology}：合同 ${code} 约定 ${agreed}，请核对合同或能源`,
      en: `energy_source ${certificate.technology}: the contract ${code} is for ${agreed}; check either`,
    },
  };
}

function absentContract(code: string, named: boolean): Fault {
  const words = named
    ? {
        zh: `合同 ${code} 所在行有误，请先更正该行`,
        en: `the row of contract ${code} has a fault; mend that row first`,
      }
    : {
        zh: `未知合同 ${code}，请核对编号或补充该合同`,
        en: `unknown contract ${code}; check the code, or add the contract`,
      };
  return { column: 'contract', words };
}

function putTo({ generations }: PowerContract, certificate: PowerCertificate): void {
  const { generator, technology, period } = certificate;
  const same = generations.find(
    (each) =>
      each.generator === generator &&
      each.technology === technology &&
      each.period.from === period.from &&
      each.period.to === period.to,
  );
  if (same) same.certificates.push(certificate);
  else generations.push({ generator, technology, period, certificates: [certificate] });
}

/**
 * The other registry accepted them for the contract, so they are its; one warning per period, not per row.
 */
function warnOfOtherDays({ code, period, generations }: PowerContract, findings: Findings): void {
  for (const { generator, period: generated, certificates } of generations) {
    if (generated.from >= period.from && generated.to <= period.to) continue;
    const { row } = certificates[0];
    const [days, agreed] = [generated, period].map(({ from, to }) => `${from}–${to}`);
    findings.warn(row.file, row.cells.generation_start, {
      zh: `${generator} 的发电期间 ${days} 不在合同 ${code} 的期间 ${agreed} 之内（证书 ${certificates.length} 张），照原样导入`,
      en: `${generator} generated in ${days}, not all within ${agreed} of contract ${code} (certificates: ${certificates.length}); imported as it stands`,
    });
  }
}
