/**
 * Verra's list of VCUs as rows to import: each is a part of an issuance, live or retired. The list doesn't
 * name a project's developer; a project that the registry has stays unchanged.
 */
import { yearOf } from '../../../shared/base/day.ts';
import { Vintage } from '../../../shared/base/field.ts';
import { methodologyInForce } from '../../../shared/sinks/methodology.ts';
import { foreignRange, unitsOf } from '../../../shared/units/foreign-serial.ts';
import { readDay } from '../../exchange/day-cell.ts';
import type { Findings } from '../../exchange/findings.ts';
import { firstOfEach } from '../../exchange/first-of-each.ts';
import { foreignType } from '../../exchange/foreign-types.ts';
import { faultOfDays, identityOf, type RetirementRow } from '../../exchange/issuance-row.ts';
import { RowReader } from '../../exchange/row-reader.ts';
import type { Row } from '../../exchange/table.ts';
import { NOT_STATED, VCU_COLUMNS, type VcuColumn, VERRA_STANDARD } from '../../exchange/vcu-columns.ts';
import { readTable } from './file-table.ts';
import type { InputFile } from './input-file.ts';
import { BENEFICIARY_MAX } from './recordable.ts';
import { METHODOLOGY_NOT_STATED, type SinkFiles, type SinkProject, type SinkVintage } from './sink-files.ts';
import { readVerraQuantity } from './vcu-cells.ts';

/** The registry's limit for longer texts; they are cut, with a warning. */
const DETAILS_MAX = 1000;
const GOALS_MAX = 1000;
const CERTIFICATIONS_MAX = 500;
const REASON_MAX = 500;

type VcuReader = RowReader<VcuColumn>;

/** The code of a project here: `VCS1577`. */
const codeOf = (id: string) => (/^\d+$/.test(id) ? `${VERRA_STANDARD}${id}` : id);

export function readVcuFile(file: InputFile, findings: Findings): SinkFiles {
  const rows = readTable(file, VCU_COLUMNS, findings) ?? [];
  const read = rows.flatMap((row) => readRow(row, findings) ?? []);
  const vintages = firstOfEach(
    read.map(({ vintage }) => vintage),
    ({ foreign }) => identityOf(foreign),
    findings,
  );
  const projects = new Map<string, SinkProject>();
  const kept = new Set(vintages);
  for (const { project, vintage } of read) {
    if (!kept.has(vintage)) continue;
    if (!projects.has(project.code)) projects.set(project.code, project);
    projects.get(project.code)!.vintages.push(vintage);
  }
  // Neighbours are imported one after the other: units taken from a series then stay in few pieces.
  for (const { vintages: own } of projects.values()) own.sort((a, b) => startOf(a) - startOf(b));
  checkTotals(vintages, findings);
  return { projects: [...projects.values()], vintages };
}

const startOf = ({ foreign, amounts }: SinkVintage) => foreignRange(foreign!.serial!, amounts.issued).from;

function readRow(
  row: Row<VcuColumn>,
  findings: Findings,
): { project: SinkProject; vintage: SinkVintage } | undefined {
  const reader = new RowReader(row, findings);
  const code = codeOf(reader.text('ID'));
  const project = readProject(reader, code, findings);
  // An export leaves it empty where its source didn't say.
  const issuedOn =
    row.cells['Issuance Date'].text.trim() === '' ? undefined : readDay(reader, 'Issuance Date');
  const period = { from: readDay(reader, 'Vintage Start'), to: readDay(reader, 'Vintage End') };
  const vintage = yearOf(period.from);
  if (reader.sound && (period.to < period.from || !Vintage.safeParse(vintage).success))
    reader.fault(row.cells['Vintage Start'], {
      zh: `年份 ${period.from}–${period.to} 无效`,
      en: `${period.from}–${period.to} is no vintage`,
    });
  const quantity = readVerraQuantity(reader, 'Quantity Issued');
  const vintageTotal = readVerraQuantity(reader, 'Total Vintage Quantity');
  const serial = reader.text('Serial Number');
  const units = unitsOf(foreignRange(serial, quantity));
  if (reader.sound && units !== quantity)
    reader.fault(row.cells['Serial Number'], {
      zh: `序列号含 ${units} 个单位，Quantity Issued 为 ${quantity}`,
      en: `the serial is of ${units} units, Quantity Issued is ${quantity}`,
    });
  const retirement = readRetirement(reader, findings);
  const impossible = reader.sound ? faultOfDays(vintage, { issuedOn, period }, retirement) : undefined;
  if (impossible)
    reader.fault(
      row.cells[impossible.of === 'issuedOn' ? 'Issuance Date' : 'Retirement/Cancellation Date'],
      impossible.words,
    );
  if (!reader.sound) return undefined;
  const goals = cut(reader, 'Sustainable Development Goals', GOALS_MAX, findings);
  const certifications = cut(reader, 'Additional Certifications', CERTIFICATIONS_MAX, findings);
  const foreign = {
    serial,
    period,
    ...(issuedOn && { issuedOn }),
    ...(vintageTotal > 0 && { vintageTotal }),
    ...(goals !== '' && { goals }),
    ...(certifications !== '' && { certifications }),
  };
  const retired = retirement ? quantity : 0;
  const amounts = { issued: quantity, retired, remaining: quantity - retired };
  return { project, vintage: { row, code, vintage, amounts, foreign, ...(retirement && { retirement }) } };
}

function readProject(reader: VcuReader, code: string, findings: Findings): SinkProject {
  const { row } = reader;
  const name = reader.freeText('Name');
  const country = reader.optionalText('Country/Area');
  const type = reader.text('Project Type');
  const methodology = reader.optionalText('Methodology') || METHODOLOGY_NOT_STATED;
  const { category, unknown } = foreignType(type, methodology);
  for (const word of unknown)
    findings.warn(row.file, row.cells['Project Type'], {
      zh: `类型「${word}」不在对照表中，照原文保存，不归入本登记簿类别`,
      en: `the type "${word}" is in no table of ours; kept as it stands, without a category`,
    });
  const inForce = methodologyInForce(VERRA_STANDARD, methodology);
  return {
    row,
    developerAt: row.cells.Name,
    code,
    name,
    standard: VERRA_STANDARD,
    type,
    methodology,
    ...(category && { category }),
    ...(country !== '' && { country }),
    legacy: inForce === undefined || inForce.category !== category,
    developer: `项目 ${code} 的开发者（未载明） developer of project ${code}, not stated`,
    status: NOT_STATED,
    asRegistered: true,
    vintages: [],
  };
}

/** A row's retirement, if it has a day of retirement or cancellation; undefined means live. */
function readRetirement(reader: VcuReader, findings: Findings): RetirementRow | undefined {
  const { cells } = reader.row;
  if (cells['Retirement/Cancellation Date'].text.trim() === '') {
    if (cells['Retirement Beneficiary'].text.trim() !== '')
      reader.fault(cells['Retirement/Cancellation Date'], {
        zh: '有受益方而无注销日，无法判断是否已注销',
        en: 'a beneficiary without a day of retirement: is it retired?',
      });
    return undefined;
  }
  const notStated = cells['Retirement/Cancellation Date'].text.trim() === NOT_STATED;
  const retiredOn = notStated ? undefined : readDay(reader, 'Retirement/Cancellation Date');
  const free = (column: VcuColumn, max: number) =>
    cut(reader, column, max, findings, reader.freeProse(column));
  const named = cells['Retirement Beneficiary'].text.trim() !== '';
  const beneficiary = named
    ? cut(
        reader,
        'Retirement Beneficiary',
        BENEFICIARY_MAX,
        findings,
        reader.freeText('Retirement Beneficiary'),
      )
    : '';
  const reason = free('Retirement Reason', REASON_MAX);
  const details = free('Retirement Details', DETAILS_MAX);
  if (notStated && details !== '')
    reader.fault(cells['Retirement Details'], {
      zh: '注销日未载明时不能保存 Retirement Details，请补注销日或删去',
      en: 'Retirement Details are kept with a day of retirement only: state the day, or leave them out',
    });
  return {
    ...(beneficiary !== '' && { beneficiary }),
    ...(reason !== '' && { reason }),
    ...(retiredOn !== undefined && { foreign: { retiredOn, ...(details !== '' && { details }) } }),
  };
}

function cut(
  reader: VcuReader,
  column: VcuColumn,
  max: number,
  findings: Findings,
  text = reader.optionalProse(column),
): string {
  if (text.length <= max) return text;
  findings.warn(reader.row.file, reader.row.cells[column], {
    zh: `${column} 过长，只保存前 ${max} 个字符`,
    en: `${column} is long: the first ${max} characters of it are kept`,
  });
  // The cut never splits a surrogate pair or a combining mark.
  return [...new Intl.Segmenter('und').segment(text)]
    .reduce((kept, { segment }) => (kept.length + segment.length > max ? kept : kept + segment), '')
    .trim();
}

/** No vintage may list more than Verra's own total. */
function checkTotals(vintages: readonly SinkVintage[], findings: Findings): void {
  const listed = new Map<string, number>();
  for (const { code, amounts, foreign, row } of vintages) {
    const { period, vintageTotal } = foreign ?? {};
    if (!period || vintageTotal === undefined) continue;
    const key = `${code} ${period.from}–${period.to}`;
    const sum = (listed.get(key) ?? 0) + amounts.issued;
    if (sum > vintageTotal && sum - amounts.issued <= vintageTotal)
      findings.error(row.file, row.at, {
        zh: `${key}：各行合计 ${sum}，超过 Total Vintage Quantity ${vintageTotal}`,
        en: `${key}: the rows come to ${sum}, more than the Total Vintage Quantity of ${vintageTotal}`,
      });
    listed.set(key, sum);
  }
}
