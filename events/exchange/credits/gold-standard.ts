/**
 * The Gold Standard's lists of issuances and of retirements. An issuance is listed as it was issued; what was
 * retired of it since stands in the other list, with the serial numbers of its own.
 */
import { Vintage } from '../../../shared/base/field.ts';
import type { Standard } from '../../../shared/sinks/standard.ts';
import { BENEFICIARY_MAX, CERTIFICATIONS_MAX, DETAILS_MAX, REASON_MAX } from '../../../shared/units/facts.ts';
import { foreignRange, unitsOf } from '../../../shared/units/foreign-serial.ts';
import { readDay } from '../day-cell.ts';
import type { Findings } from '../findings.ts';
import { faultOfDays, type RetirementRow } from '../issuance-row.ts';
import { RowReader } from '../row-reader.ts';
import type { SinkVintage } from '../sink-rows.ts';
import type { Row } from '../table.ts';
import { cut } from './long-text.ts';
import { readProject } from './project-cells.ts';
import type { CreditRecord, Layout } from './record.ts';
import { writtenOf } from './written.ts';

export const GOLD_STANDARD: Standard = 'GS';

export const ISSUED = 'Issued';
export const RETIRED = 'Retired';

/** What no member of the ledger tells. */
const FURTHER = ['Programme of Activities', 'POA GSID', 'Product Type', 'Article Six Authorization'];
export const ISSUANCE_FURTHER = ['Issuance Date', ...FURTHER];
export const RETIREMENT_FURTHER = [...FURTHER, 'Label', 'Aeroplane Operator Name'];

const SOURCE = 'carbonplan/offsets-db-data, tests/data/gold-standard/: lists downloaded in April 2026';

export const goldIssuances: Layout = {
  format: 'gold-standard',
  table: 'issuances',
  name: { zh: '黄金标准的签发清单', en: "the Gold Standard's list of issuances" },
  columns: [
    ...['Vintage', 'Credit Status', 'Quantity', 'GSID', 'Project Name', 'Project Developer', 'Country'],
    ...['Project Type', 'Methodology', 'Programme of Activities', 'POA GSID', 'Product Type'],
    ...['Issuance Date', 'Monitoring Period Start', 'Monitoring Period End', 'Serial Number', 'Label'],
    'Article Six Authorization',
  ],
  absent: [...FURTHER, 'Label', 'Methodology', 'Project Developer', 'Country'],
  days: [],
  source: SOURCE,
  confidence: 'M',
  read: (row, findings) => readRow(row, 'issued', findings),
};

export const goldRetirements: Layout = {
  format: 'gold-standard',
  table: 'retirements',
  name: { zh: '黄金标准的注销清单', en: "the Gold Standard's list of retirements" },
  columns: [
    ...['Vintage', 'Credit Status', 'Quantity', 'GSID', 'Project Name', 'Project Developer', 'Country'],
    ...['Product Type', 'Project Type', 'Methodology', 'Programme of Activities', 'POA GSID'],
    ...['Issuance Date', 'Retirement Date', 'Monitoring Period Start', 'Monitoring Period End'],
    ...['Serial Number', 'Note', 'Aeroplane Operator Name', 'Label', 'Use Case', 'Using Entity'],
    'Article Six Authorization',
  ],
  absent: [...RETIREMENT_FURTHER, 'Methodology', 'Project Developer', 'Country', 'Note', 'Use Case'],
  days: [],
  source: SOURCE,
  confidence: 'M',
  read: (row, findings) => readRow(row, 'retired', findings),
};

/** The day of `2026-04-13T12:35:58.842275`. */
const dayOfInstant = (text: string): string =>
  text.trim().replace(/^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*$/, '$1');

function readRow(row: Row<string>, kind: 'issued' | 'retired', findings: Findings): CreditRecord[] {
  const dated = row.cells['Issuance Date']!;
  const daily: Row<string> = {
    ...row,
    cells: { ...row.cells, 'Issuance Date': { ...dated, text: dayOfInstant(dated.text) } },
  };
  const reader = new RowReader(daily, findings);
  const number = reader.wholeNumber('GSID');
  const code = `${GOLD_STANDARD}${number}`;
  const project = readProject(
    reader,
    { standard: GOLD_STANDARD, code },
    {
      name: 'Project Name',
      type: 'Project Type',
      methodology: 'Methodology',
      country: 'Country',
      developer: 'Project Developer',
    },
    findings,
  );
  checkStatus(reader, kind);
  const units = readUnits(reader, { row, code, kind }, findings);
  return reader.sound && units ? [{ kind, project, units }] : [];
}

/** Other statuses (planned, assigned) would be other units than they look. */
function checkStatus(reader: RowReader<string>, kind: 'issued' | 'retired'): void {
  const cell = reader.row.cells['Credit Status']!;
  const wanted = kind === 'issued' ? ISSUED : RETIRED;
  if (cell.text.trim() === wanted) return;
  reader.fault(cell, {
    zh: `Credit Status「${cell.text}」：本清单只导入 ${wanted}，请删去该行`,
    en: `Credit Status "${cell.text}": of this list only ${wanted} comes in; leave the row out`,
  });
}

function readUnits(
  reader: RowReader<string>,
  { row, code, kind }: { row: Row<string>; code: string; kind: 'issued' | 'retired' },
  findings: Findings,
): SinkVintage | undefined {
  const { cells } = row;
  const vintage = reader.wholeNumber('Vintage');
  if (Number.isInteger(vintage) && !Vintage.safeParse(vintage).success)
    reader.fault(cells.Vintage!, {
      zh: `Vintage ${vintage} 年份无效`,
      en: `Vintage ${vintage} is not a year`,
    });
  const quantity = reader.wholeNumber('Quantity');
  const issuedOn = readDay(reader, 'Issuance Date');
  const period = readPeriod(reader);
  const serial = reader.text('Serial Number');
  const units = unitsOf(foreignRange(serial, quantity));
  if (reader.sound && units !== quantity)
    reader.fault(cells['Serial Number']!, {
      zh: `序列号含 ${units} 个单位，Quantity 为 ${quantity}`,
      en: `the serial is of ${units} units, Quantity is ${quantity}`,
    });
  const retirement = kind === 'retired' ? readRetirement(reader, row, findings) : undefined;
  // The period of monitoring may begin years before the vintage, and an issuance covers a part of it.
  const impossible = reader.sound
    ? faultOfDays(vintage, { issuedOn, ...(period && { period }) }, retirement)
    : undefined;
  if (impossible)
    reader.fault(
      cells[impossible.of === 'issuedOn' ? 'Issuance Date' : 'Retirement Date']!,
      impossible.words,
    );
  if (!reader.sound) return undefined;
  const label = kind === 'issued' ? cut(reader, 'Label', CERTIFICATIONS_MAX, findings) : '';
  const written = kind === 'issued' ? writtenOf(row, ISSUANCE_FURTHER, findings) : undefined;
  const foreign = {
    serial,
    issuedOn,
    ...(period && { period }),
    ...(label !== '' && { certifications: label }),
    ...(written && { written }),
  };
  const retired = kind === 'retired' ? quantity : 0;
  const amounts = { issued: quantity, retired, remaining: quantity - retired };
  return { row, code, vintage, amounts, foreign, ...(retirement && { retirement }) };
}

function readPeriod(reader: RowReader<string>): { from: string; to: string } | undefined {
  const { cells } = reader.row;
  const told = ['Monitoring Period Start', 'Monitoring Period End'].map((each) => cells[each]!.text.trim());
  if (told.every((each) => each === '')) return undefined;
  const period = {
    from: readDay(reader, 'Monitoring Period Start'),
    to: readDay(reader, 'Monitoring Period End'),
  };
  if (reader.sound && period.to < period.from)
    reader.fault(cells['Monitoring Period End']!, {
      zh: `监测期 ${period.from}–${period.to} 无效`,
      en: `${period.from}–${period.to} is no period`,
    });
  return period;
}

function readRetirement(reader: RowReader<string>, row: Row<string>, findings: Findings): RetirementRow {
  const retiredOn = readDay(reader, 'Retirement Date');
  const text = (column: string, max: number) => cut(reader, column, max, findings, reader.freeProse(column));
  const beneficiary = text('Using Entity', BENEFICIARY_MAX);
  const reason = text('Use Case', REASON_MAX);
  const details = text('Note', DETAILS_MAX);
  const written = writtenOf(row, RETIREMENT_FURTHER, findings);
  return {
    ...(beneficiary !== '' && { beneficiary }),
    ...(reason !== '' && { reason }),
    foreign: { retiredOn, ...(details !== '' && { details }), ...(written && { written }) },
  };
}
