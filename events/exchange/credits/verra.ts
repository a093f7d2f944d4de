/**
 * Verra's list of VCUs: each row is a part of an issuance, live or retired. The list doesn't name a project's
 * developer.
 */
import { yearOf } from '../../../shared/base/day.ts';
import { Vintage } from '../../../shared/base/field.ts';
import {
  BENEFICIARY_MAX,
  CERTIFICATIONS_MAX,
  DETAILS_MAX,
  GOALS_MAX,
  REASON_MAX,
} from '../../../shared/units/facts.ts';
import { foreignRange, unitsOf } from '../../../shared/units/foreign-serial.ts';
import { readDay } from '../day-cell.ts';
import type { Findings } from '../findings.ts';
import { faultOfDays, type RetirementRow } from '../issuance-row.ts';
import { RowReader } from '../row-reader.ts';
import type { SinkVintage } from '../sink-rows.ts';
import type { Row } from '../table.ts';
import { NOT_STATED, VCU_COLUMNS, type VcuColumn, VERRA_STANDARD } from '../vcu-columns.ts';
import { cut } from './long-text.ts';
import { readProject } from './project-cells.ts';
import type { CreditRecord, Layout } from './record.ts';
import { readVerraQuantity } from './verra-quantity.ts';

type Reader = RowReader<VcuColumn>;

export const verraUnits: Layout = {
  format: 'verra',
  table: 'units',
  name: { zh: 'Verra 的 VCU 清单', en: "Verra's list of VCUs" },
  columns: VCU_COLUMNS,
  absent: [],
  days: ['Issuance Date', 'Vintage Start', 'Vintage End', 'Retirement/Cancellation Date'],
  source: 'carbonplan/offsets-db-data, tests/data/verra/transactions.csv: rows downloaded in April 2026',
  confidence: 'M',
  read: (row, findings) => readRow(row as Row<VcuColumn>, findings),
};

/** The code of a project here: `VCS1577`. */
const codeOf = (id: string) => (/^\d+$/.test(id) ? `${VERRA_STANDARD}${id}` : id);

function readRow(row: Row<VcuColumn>, findings: Findings): CreditRecord[] {
  const reader = new RowReader(row, findings);
  const code = codeOf(reader.text('ID'));
  const project = readProject(
    reader as RowReader<string>,
    { standard: VERRA_STANDARD, code },
    { name: 'Name', type: 'Project Type', methodology: 'Methodology', country: 'Country/Area' },
    findings,
  );
  const units = readUnits(reader, code, findings);
  return reader.sound && units ? [{ kind: 'part', project, units }] : [];
}

function readUnits(reader: Reader, code: string, findings: Findings): SinkVintage | undefined {
  const { row } = reader;
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
  const goals = cut(reader as RowReader<string>, 'Sustainable Development Goals', GOALS_MAX, findings);
  const certifications = cut(
    reader as RowReader<string>,
    'Additional Certifications',
    CERTIFICATIONS_MAX,
    findings,
  );
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
  return { row, code, vintage, amounts, foreign, ...(retirement && { retirement }) };
}

/** A row's retirement, if it has a day of retirement or cancellation; undefined means live. */
function readRetirement(reader: Reader, findings: Findings): RetirementRow | undefined {
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
    cut(reader as RowReader<string>, column, max, findings, reader.freeProse(column));
  const named = cells['Retirement Beneficiary'].text.trim() !== '';
  const beneficiary = named
    ? cut(
        reader as RowReader<string>,
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
