/**
 * The Voluntary Registry Offsets Database (Berkeley Carbon Trading Project), its sheet PROJECTS: a row for
 * each project, and in it the years four times over: credits issued by vintage, retired by the year of
 * retirement, remaining by vintage, issued by the year of issuance. What is retired of a vintage is
 * what was issued and doesn't remain; on which days and for whom, it doesn't tell.
 */
import { Vintage } from '../../../shared/base/field.ts';
import type { Findings } from '../findings.ts';
import { type Amounts, RowReader } from '../row-reader.ts';
import type { Row } from '../table.ts';
import { readProject } from './project-cells.ts';
import { type CreditRecord, type Layout, projectOfId } from './record.ts';
import { writtenOf } from './written.ts';

/** The blocks of years, in the order of the sheet; before the third, some releases have a year unknown. */
const BLOCKS = ['issued', 'retired', 'remaining', 'issuance'] as const;
type Block = (typeof BLOCKS)[number];

/** A column of a block, by a name that no other column has. */
export const yearColumn = (block: Block, year: number): string => `${block}: ${year}`;
const YEAR_COLUMN = /^(issued|retired|remaining|issuance): (\d{4})$/;
/** `1996`, or `1996_IV` as in the database's own web page. */
const YEAR = /^((?:19|20)\d{2})(?:_(?:IV|C|R|II))?$/;

const DESCRIPTION = [
  ...['Project ID', 'Project Name', 'Voluntary Registry', 'ARB / WA Project', 'Voluntary Status', 'Scope'],
  ...['Type', 'Reduction / Removal', 'Methodology / Protocol', 'Methodology Version', 'Region', 'Country'],
  ...['State', 'Project Site Location', 'Project Developer', 'Total Credits Issued'],
  ...['Total Credits Retired', 'Total Credits Remaining', 'Total Buffer Pool Deposits'],
  ...['Reversals Covered by Buffer Pool', 'Reversals Not Covered by Buffer'],
  ...['Buffer Credits Released to Project', 'First Year of Project (Vintage)'],
];
const DETAILS = [
  ...['Project Owner', 'Offset Project Operator', 'Authorized Project Designee', 'Verifier'],
  ...['Estimated Annual Emission Reductions', 'PERs', 'Registry / ARB / WA', 'ARB / WA Status'],
  ...['ARB / WA ID', 'PoA / Aggregate ID', 'PoA / VPA Status', 'Project Listed', 'Project Registered'],
  ...['Certifications', 'Project Type From the Registry', 'Registry Documents', 'Project Website'],
];
const NOTES = ['Project Description', 'Notes from Registry', 'Notes from Berkeley Carbon Trading Project'];
const NEEDED = [
  ...['Project ID', 'Project Name', 'Type', 'Methodology / Protocol', 'Project Developer'],
  ...['Total Credits Issued', 'Total Credits Retired', 'Total Credits Remaining'],
];

/**
 * The years that an export lists: those of the release of 2026. A project with credits of later ones has no
 * line.
 */
const EXPORTED_YEARS = Array.from({ length: 31 }, (_, index) => 1996 + index);
const yearsOf = (block: Block) => EXPORTED_YEARS.map((year) => yearColumn(block, year));
const COLUMNS = [
  ...[DESCRIPTION, yearsOf('issued'), yearsOf('retired'), yearsOf('remaining'), DETAILS].flat(),
  ...yearsOf('issuance'),
  ...NOTES,
];
/** A cell that the units of a vintage come to. */
const ofUnits = /^(issued|remaining): /;

/** What no member of the ledger tells, and nothing else comes to. */
const FURTHER = COLUMNS.filter(
  (column) =>
    ![...NEEDED, 'Voluntary Registry', 'Voluntary Status', 'Country'].includes(column) &&
    !ofUnits.test(column),
);

/** The same of a row, which may have years after those of an export. */
const furtherIn = ({ cells }: Row<string>): string[] => [
  ...FURTHER,
  ...Object.keys(cells).filter((column) => !COLUMNS.includes(column) && !ofUnits.test(column)),
];

export const vrodProjects: Layout = {
  format: 'vrod',
  table: 'projects',
  name: { zh: '伯克利自愿登记簿抵消数据库（VROD）的 PROJECTS 表', en: "VROD's sheet PROJECTS" },
  columns: COLUMNS,
  absent: COLUMNS.filter((column) => !NEEDED.includes(column)),
  days: [],
  source:
    'programs that read the releases v2025-12 to v2026-06 (header in row 4, blocks of years by place); the sheet itself was not at hand, and the order of the columns after the blocks is unsure',
  confidence: 'K',
  rename: renamed,
  isFurther: (name) => YEAR_COLUMN.test(name),
  // The sheet names a year without the block that it stands in.
  printed: (column) => column.replace(YEAR_COLUMN, '$2'),
  read: readRow,
};

/** The names, with the years' by their blocks: each time the years begin anew, a block begins. */
function renamed(names: readonly string[]): string[] {
  let block = -1;
  let before: number | undefined;
  return names.map((name) => {
    const year = YEAR.exec(name)?.[1];
    if (year === undefined) {
      before = undefined;
      return name;
    }
    if (before === undefined || Number(year) !== before + 1) block++;
    before = Number(year);
    const of = BLOCKS[block];
    return of ? yearColumn(of, before) : name;
  });
}

function readRow(row: Row<string>, findings: Findings): CreditRecord[] {
  const reader = new RowReader(row, findings);
  const id = reader.text('Project ID');
  const found = projectOfId(id);
  if (!found) {
    if (id !== '')
      findings.errorOnce(row.file, row.cells['Project ID']!, {
        zh: `项目号「${id.replace(/\d.*/, '…')}」属本登记簿不设的标准，未导入（收 VCS…、GS…）；可删去这些行`,
        en: `project ids "${id.replace(/\d.*/, '…')}" are of a standard that has no row here and don't come in (VCS…, GS… do); leave those rows out`,
      });
    return [];
  }
  const project = readProject(
    reader,
    found,
    {
      name: 'Project Name',
      type: 'Type',
      methodology: 'Methodology / Protocol',
      country: 'Country',
      developer: 'Project Developer',
      status: 'Voluntary Status',
    },
    findings,
  );
  const totals = reader.amounts('Total Credits Issued', 'Total Credits Retired', 'Total Credits Remaining');
  const vintages = readVintages(reader);
  if (!reader.sound) return [];
  const written = writtenOf(row, furtherIn(row), findings);
  const described = { ...project, totals, ...(written && { written }) };
  return [
    { kind: 'project', project: described },
    ...[...vintages].map(
      ([vintage, amounts]): CreditRecord => ({
        kind: 'part',
        project: described,
        units: { row, code: found.code, vintage, amounts },
      }),
    ),
  ];
}

function readVintages(reader: RowReader<string>): Map<number, Amounts> {
  const { cells } = reader.row;
  const vintages = new Map<number, Amounts>();
  for (const column of Object.keys(cells)) {
    const [, block, told] = YEAR_COLUMN.exec(column) ?? [];
    if (block !== 'issued') continue;
    const vintage = Number(told);
    const issued = countIn(reader, column);
    const remaining = countIn(reader, yearColumn('remaining', vintage));
    if (issued === 0 && remaining === 0) continue;
    if (!Vintage.safeParse(vintage).success)
      reader.fault(cells[column]!, {
        zh: `${vintage} 年的签发早于本登记簿所收年份，请删去该项目或该年`,
        en: `credits of ${vintage} are older than the vintages that the registry takes; leave the project or the year out`,
      });
    else if (remaining > issued)
      reader.fault(cells[yearColumn('remaining', vintage)]!, {
        zh: `${vintage} 年剩余 ${remaining}，多于签发 ${issued}`,
        en: `of ${vintage} ${remaining} remain, more than the ${issued} issued`,
      });
    vintages.set(vintage, { issued, retired: issued - remaining, remaining });
  }
  return vintages;
}

/** Nothing where the cell is empty. */
function countIn(reader: RowReader<string>, column: string): number {
  const cell = reader.row.cells[column];
  return cell === undefined || cell.text.trim() === '' ? 0 : reader.wholeNumber(column);
}
