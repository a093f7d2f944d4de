/**
 * OffsetsDB (CarbonPlan): one table of projects and one of transactions, over several registries and without
 * serial numbers. An issuance is told by vintage and day; a retirement tells its vintage, not which
 * issuance it is of.
 */
import { Vintage } from '../../../shared/base/field.ts';
import { wholeNumberOf } from '../../../shared/base/whole-number.ts';
import { ACCOUNT_MAX, BENEFICIARY_MAX, DETAILS_MAX, REASON_MAX } from '../../../shared/units/facts.ts';
import { readDay } from '../day-cell.ts';
import type { Findings } from '../findings.ts';
import { faultOfDays, type RetirementRow } from '../issuance-row.ts';
import { RowReader } from '../row-reader.ts';
import { METHODOLOGY_NOT_STATED, type SinkProject } from '../sink-rows.ts';
import type { Row } from '../table.ts';
import { NOT_STATED } from '../vcu-columns.ts';
import { cut } from './long-text.ts';
import { developerNotStated, readProject, TYPE_NOT_STATED } from './project-cells.ts';
import { type CreditRecord, type Layout, projectOfId } from './record.ts';
import { writtenOf } from './written.ts';

const SOURCE =
  'carbonplan/offsets-db-data, models.py and docs/data-access.md; the columns of the CSV of June 2026 from a reader of it';

/** What no member of the ledger tells. */
export const TRANSACTION_FURTHER = ['retirement_beneficiary_harmonized', 'transaction_url'];
export const PROJECT_FURTHER = [
  ...['category', 'is_compliance', 'listed_at', 'project_type_source', 'project_url'],
  'protocol_unassigned',
];

export const offsetsDbCredits: Layout = {
  format: 'offsets-db',
  table: 'credits',
  name: { zh: 'OffsetsDB 的交易表（credits）', en: "OffsetsDB's table of credits" },
  columns: [
    ...['project_id', 'quantity', 'retirement_account', 'retirement_beneficiary'],
    ...['retirement_beneficiary_harmonized', 'retirement_note', 'retirement_reason', 'transaction_date'],
    ...['transaction_type', 'transaction_url', 'vintage'],
  ],
  absent: [
    ...TRANSACTION_FURTHER,
    ...['retirement_account', 'retirement_beneficiary', 'retirement_note', 'retirement_reason'],
  ],
  days: [],
  source: SOURCE,
  confidence: 'M',
  read: readTransaction,
};

export const offsetsDbProjects: Layout = {
  format: 'offsets-db',
  table: 'projects',
  name: { zh: 'OffsetsDB 的项目表（projects）', en: "OffsetsDB's table of projects" },
  columns: [
    ...['category', 'country', 'first_issuance_at', 'first_retirement_at', 'is_compliance', 'issued'],
    ...['listed_at', 'name', 'project_id', 'project_type', 'project_type_source', 'project_url'],
    ...['proponent', 'protocol', 'protocol_unassigned', 'registry', 'retired', 'status'],
  ],
  absent: [
    ...PROJECT_FURTHER,
    ...['first_issuance_at', 'first_retirement_at', 'issued', 'retired', 'proponent', 'protocol', 'status'],
  ],
  days: [],
  source: SOURCE,
  confidence: 'M',
  read: readProjectRow,
};

/** The day of `2024-04-05 00:00:00+00:00`. */
const dayOfTimestamp = (text: string): string =>
  text.trim().replace(/^(\d{4}-\d{2}-\d{2})[T ]00:00:00(\+00:00|Z)?$/, '$1');

function projectAt(reader: RowReader<string>, findings: Findings) {
  const id = reader.text('project_id');
  const found = projectOfId(id);
  if (!found && id !== '') {
    reader.sound = false;
    findings.errorOnce(reader.row.file, reader.row.cells.project_id!, {
      zh: `项目号「${id.replace(/\d.*/, '…')}」属本登记簿不设的标准，未导入（收 VCS…、GLD…）；可删去这些行`,
      en: `project ids "${id.replace(/\d.*/, '…')}" are of a standard that has no row here and don't come in (VCS…, GLD… do); leave those rows out`,
    });
  }
  return found;
}

function readProjectRow(row: Row<string>, findings: Findings): CreditRecord[] {
  const reader = new RowReader(row, findings);
  const found = projectAt(reader, findings);
  if (!found) return [];
  const project = readProject(
    reader,
    found,
    {
      name: 'name',
      type: 'project_type',
      methodology: 'protocol',
      country: 'country',
      developer: 'proponent',
      status: 'status',
    },
    findings,
  );
  if (!reader.sound) return [];
  const written = writtenOf(row, PROJECT_FURTHER, findings);
  return [{ kind: 'project', project: { ...project, ...(written && { written }) } }];
}

/** A project of which the row tells the code alone. */
function bareProject(
  row: Row<string>,
  { standard, code }: Pick<SinkProject, 'standard' | 'code'>,
): SinkProject {
  return {
    row,
    developerAt: row.cells.project_id!,
    code,
    name: code,
    standard,
    type: TYPE_NOT_STATED,
    methodology: METHODOLOGY_NOT_STATED,
    legacy: true,
    developer: developerNotStated(code),
    status: NOT_STATED,
    asRegistered: true,
    vintages: [],
  };
}

const KINDS: Readonly<Record<string, 'issued' | 'retired'>> = {
  issuance: 'issued',
  retirement: 'retired',
  cancellation: 'retired',
};
/** The reason of a cancellation, where the row gives none. */
export const CANCELLATION = 'Cancellation';

function readTransaction(given: Row<string>, findings: Findings): CreditRecord[] {
  const dated = given.cells.transaction_date!;
  const row: Row<string> = {
    ...given,
    cells: { ...given.cells, transaction_date: { ...dated, text: dayOfTimestamp(dated.text) } },
  };
  const reader = new RowReader(row, findings);
  const found = projectAt(reader, findings);
  if (!found) return [];
  const { cells } = row;
  const type = cells.transaction_type!.text.trim();
  const kind = KINDS[type];
  if (!kind)
    reader.fault(cells.transaction_type!, {
      zh: `transaction_type「${type}」未知（应为 ${Object.keys(KINDS).join('、')}）`,
      en: `unknown transaction_type "${type}" (one of ${Object.keys(KINDS).join(', ')})`,
    });
  const vintage = yearIn(reader);
  const quantity = reader.wholeNumber('quantity');
  if (quantity === 0)
    reader.fault(cells.quantity!, {
      zh: 'quantity 为 0，请删去该行',
      en: 'quantity is 0; leave the row out',
    });
  const day = readDay(reader, 'transaction_date');
  const retirement = kind === 'retired' ? readRetirement(reader, { day, type }, findings) : undefined;
  const foreign = kind === 'issued' ? { issuedOn: day } : undefined;
  const impossible = reader.sound ? faultOfDays(vintage, foreign, retirement) : undefined;
  if (impossible) reader.fault(cells.transaction_date!, impossible.words);
  if (!reader.sound || !kind) return [];
  const retired = kind === 'retired' ? quantity : 0;
  const amounts = { issued: quantity, retired, remaining: quantity - retired };
  const written = kind === 'issued' ? writtenOf(row, TRANSACTION_FURTHER, findings) : undefined;
  const units = {
    row,
    code: found.code,
    vintage,
    amounts,
    ...(foreign && { foreign: { ...foreign, ...(written && { written }) } }),
    ...(retirement && { retirement }),
  };
  return [{ kind, project: bareProject(row, found), bare: true, units }];
}

/** A year, which a table of floating-point columns writes as `2015.0`. */
function yearIn(reader: RowReader<string>): number {
  const cell = reader.row.cells.vintage!;
  const year = wholeNumberOf(cell.text);
  if (typeof year === 'number' && Vintage.safeParse(year).success) return year;
  reader.fault(cell, {
    zh: `vintage「${cell.text}」年份无效`,
    en: `vintage "${cell.text}" is not a year`,
  });
  return Number.NaN;
}

function readRetirement(
  reader: RowReader<string>,
  { day, type }: { day: string; type: string },
  findings: Findings,
): RetirementRow {
  const text = (column: string, max: number) => cut(reader, column, max, findings, reader.freeProse(column));
  const beneficiary = text('retirement_beneficiary', BENEFICIARY_MAX);
  const told = text('retirement_reason', REASON_MAX);
  const reason = told === '' && type === 'cancellation' ? CANCELLATION : told;
  const details = text('retirement_note', DETAILS_MAX);
  const account = text('retirement_account', ACCOUNT_MAX);
  const written = {
    ...writtenOf(reader.row, TRANSACTION_FURTHER, findings),
    ...(type !== 'retirement' && { transaction_type: type }),
  };
  return {
    ...(beneficiary !== '' && { beneficiary }),
    ...(reason !== '' && { reason }),
    foreign: {
      retiredOn: day,
      ...(details !== '' && { details }),
      ...(account !== '' && { account }),
      ...(Object.keys(written).length > 0 && { written }),
    },
  };
}
