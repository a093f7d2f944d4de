/**
 * The files of `import sink-projects` as checked rows. A faulty row is reported and left out; quantities must
 * add up as they stand, since the registry is to show the same afterwards.
 */
import { Vintage } from '../../../shared/base/field.ts';
import { methodologyInForce } from '../../../shared/sinks/methodology.ts';
import { Standard } from '../../../shared/sinks/standard.ts';
import { readDay } from '../../exchange/day-cell.ts';
import type { InputFile } from '../../exchange/file/input-file.ts';
import type { Findings } from '../../exchange/findings.ts';
import { firstOfEach } from '../../exchange/first-of-each.ts';
import { foreignType } from '../../exchange/foreign-types.ts';
import { faultOfDays, identityOf, type RetirementRow } from '../../exchange/issuance-row.ts';
import { RowReader } from '../../exchange/row-reader.ts';
import {
  METHODOLOGY_NOT_STATED,
  type SinkFiles,
  type SinkProject,
  type SinkVintage,
} from '../../exchange/sink-rows.ts';
import type { Row } from '../../exchange/table.ts';
import type { Words } from '../words.ts';
import { readTable } from './file-table.ts';

export const PROJECT_COLUMNS = [
  'project_id',
  'name',
  'standard',
  'scope',
  'type',
  'methodology',
  'developer',
  'status',
  'estimated_annual_tco2e',
  'total_issued',
  'total_retired',
  'total_remaining',
] as const;
export type ProjectColumn = (typeof PROJECT_COLUMNS)[number];

/** Present where a vintage has several issuances, or is retired for somebody. */
const ISSUANCE_COLUMNS = ['issued_on', 'serial', 'beneficiary', 'retired_on', 'reason'] as const;
export const VINTAGE_COLUMNS = [
  ...(['project_id', 'vintage', 'issued', 'retired', 'remaining'] as const),
  ...ISSUANCE_COLUMNS,
] as const;
export type VintageColumn = (typeof VINTAGE_COLUMNS)[number];

function readProject(row: Row<ProjectColumn>, findings: Findings): SinkProject | undefined {
  const reader = new RowReader(row, findings);
  const { cells } = row;
  const code = reader.text('project_id');
  const name = reader.freeText('name');
  const standard = Standard.safeParse(cells.standard.text.trim());
  if (!standard.success)
    reader.fault(cells.standard, {
      zh: `未知标准「${cells.standard.text}」（应为 ${Standard.options.join('、')}）`,
      en: `unknown standard "${cells.standard.text}" (one of ${Standard.options.join(', ')})`,
    });
  const type = reader.text('type');
  const methodology = methodologyOf(reader, findings);
  const developer = reader.freeText('developer');
  const status = reader.text('status');
  if (cells.estimated_annual_tco2e.text.trim() !== '') reader.wholeNumber('estimated_annual_tco2e');
  const totals = reader.amounts('total_issued', 'total_retired', 'total_remaining');
  if (!reader.sound || !standard.success) return undefined;
  const { category, unknown } = foreignType(type, methodology);
  for (const word of unknown) warnOfType(row, word, findings);
  const inForce = methodologyInForce(standard.data, methodology);
  const legacy = inForce === undefined || inForce.category !== category;
  return {
    row,
    developerAt: cells.developer,
    code,
    name,
    standard: standard.data,
    type,
    methodology,
    legacy,
    developer,
    status,
    totals,
    ...(category && { category }),
    vintages: [],
  };
}

/** The word is kept as data all the same. */
function warnOfType({ file, cells }: Row<ProjectColumn>, word: string, findings: Findings): void {
  findings.warn(file, cells.type, {
    zh: `类型「${word}」不在对照表中，照原文保存，不归入本登记簿类别`,
    en: `the type "${word}" is in no table of ours; kept as it stands, without a category`,
  });
}

function methodologyOf(reader: RowReader<ProjectColumn>, findings: Findings): string {
  const methodology = reader.optionalText('methodology');
  if (methodology !== '') return methodology;
  findings.warn(reader.row.file, reader.row.cells.methodology, {
    zh: `methodology 为空，记为「${METHODOLOGY_NOT_STATED}」`,
    en: `methodology is empty; taken as "${METHODOLOGY_NOT_STATED}"`,
  });
  return METHODOLOGY_NOT_STATED;
}

function readVintage(row: Row<VintageColumn>, findings: Findings): SinkVintage | undefined {
  const reader = new RowReader(row, findings);
  const code = reader.text('project_id');
  const vintage = reader.wholeNumber('vintage');
  if (Number.isInteger(vintage) && !Vintage.safeParse(vintage).success)
    reader.fault(row.cells.vintage, {
      zh: `vintage ${vintage} 年份无效`,
      en: `vintage ${vintage} is not a year`,
    });
  const amounts = reader.amounts('issued', 'retired', 'remaining');
  const { foreign, retirement } = readIssuance(reader);
  if (amounts.retired === 0 && retirement)
    reader.fault(row.cells.retired, {
      zh: 'retired 为 0，却载有注销日、受益方或原因，无法判断是否已注销',
      en: 'retired is 0, and a day, a beneficiary or a reason of a retirement is stated: is it retired?',
    });
  const impossible = reader.sound ? faultOfDays(vintage, foreign, retirement) : undefined;
  if (impossible)
    reader.fault(row.cells[impossible.of === 'issuedOn' ? 'issued_on' : 'retired_on'], impossible.words);
  if (!reader.sound) return undefined;
  return { row, code, vintage, amounts, ...(foreign && { foreign }), ...(retirement && { retirement }) };
}

function readIssuance(reader: RowReader<VintageColumn>): Pick<SinkVintage, 'foreign' | 'retirement'> {
  const given = (column: VintageColumn) => reader.row.cells[column].text.trim() !== '';
  const issuedOn = given('issued_on') ? readDay(reader, 'issued_on') : undefined;
  const serial = reader.optionalText('serial');
  const retiredOn = given('retired_on') ? readDay(reader, 'retired_on') : undefined;
  const retirement: RetirementRow = {
    ...(given('beneficiary') && { beneficiary: reader.freeText('beneficiary') }),
    ...(given('reason') && { reason: reader.freeProse('reason') }),
    ...(retiredOn && { foreign: { retiredOn } }),
  };
  const foreign = { ...(issuedOn && { issuedOn }), ...(serial !== '' && { serial }) };
  return {
    ...(Object.keys(foreign).length > 0 && { foreign }),
    ...(Object.keys(retirement).length > 0 && { retirement }),
  };
}

const isDefined = <T>(value: T | undefined): value is T => value !== undefined;

/** Reads both files and assigns each vintage to its project. */
export function readSinkFiles(
  projectsFile: InputFile,
  vintagesFile: InputFile,
  findings: Findings,
): SinkFiles {
  const projectRows = readTable(projectsFile, PROJECT_COLUMNS, findings) ?? [];
  const read = projectRows.map((row) => readProject(row, findings)).filter(isDefined);
  const projects = firstOfEach(read, ({ code }) => code, findings);
  const vintageRows = readTable(vintagesFile, VINTAGE_COLUMNS, findings, ISSUANCE_COLUMNS) ?? [];
  const sound = vintageRows.map((row) => readVintage(row, findings)).filter(isDefined);
  const vintages = firstOfEach(
    sound,
    ({ code, vintage, foreign }) => `${code} ${vintage} ${identityOf(foreign)}`.trim(),
    findings,
  );
  putToProjects(
    projects,
    vintages,
    new Set(projectRows.map(({ cells }) => cells.project_id.text.trim())),
    findings,
  );
  return { projects, vintages };
}

function putToProjects(
  projects: readonly SinkProject[],
  vintages: readonly SinkVintage[],
  namedCodes: ReadonlySet<string>,
  findings: Findings,
): void {
  const byCode = new Map(projects.map((project) => [project.code, project]));
  for (const each of vintages) {
    const project = byCode.get(each.code);
    if (project) project.vintages.push(each);
    else findings.error(each.row.file, each.row.at, absentProject(each.code, namedCodes.has(each.code)));
  }
}

function absentProject(code: string, named: boolean): Words {
  if (named) return { zh: `项目 ${code} 所在行有误`, en: `the row of project ${code} has a fault` };
  return { zh: `未知项目 ${code}`, en: `unknown project ${code}` };
}
