/**
 * Records of credits as projects with their issuances, each part of one live or retired, as imports take
 * them.
 */
import { groupedBy } from '../../../shared/base/grouped-by.ts';
import type { Findings } from '../findings.ts';
import { firstOfEach } from '../first-of-each.ts';
import { identityOf } from '../issuance-row.ts';
import type { SinkFiles, SinkProject, SinkVintage } from '../sink-rows.ts';
import { drawRetirements } from './draw.ts';
import type { CreditRecord } from './record.ts';
import { partsBySerial, startOf } from './serial-parts.ts';
import { checkTotals } from './vintage-totals.ts';

type Units = CreditRecord & { units: SinkVintage };

const hasUnits = (record: CreditRecord): record is Units => record.units !== undefined;
const hasSerial = ({ units }: Units) => units.foreign?.serial !== undefined;

export function gatherCredits(records: readonly CreditRecord[], findings: Findings): SinkFiles {
  const projects = new Map<string, SinkProject>();
  for (const record of [...records].sort((a, b) => rankOf(a) - rankOf(b)))
    if (!projects.has(record.project.code))
      projects.set(record.project.code, { ...record.project, vintages: [] });
  warnOfBare(records, projects, findings);
  const byProject = groupedBy(records.filter(hasUnits), ({ project }) => project.code);
  for (const [code, own] of byProject) fill(projects.get(code)!, own, findings);
  const all = [...projects.values()];
  const vintages = all.flatMap(({ vintages: each }) => each);
  checkTotals(vintages, findings);
  return { projects: all, vintages };
}

/**
 * A row that describes its project goes before one that lists units, and that before one with the code alone.
 */
const rankOf = ({ kind, bare }: CreditRecord): number => (bare ? 2 : kind === 'project' ? 0 : 1);

/** A project without a row of its own comes in under its code, unless the registry has it. */
function warnOfBare(
  records: readonly CreditRecord[],
  projects: ReadonlyMap<string, SinkProject>,
  findings: Findings,
): void {
  const warned = new Set<string>();
  for (const { bare, project } of records) {
    if (!bare || warned.has(project.code) || projects.get(project.code)?.row !== project.row) continue;
    warned.add(project.code);
    findings.warnOnce(project.row.file, project.row.at, {
      zh: '有项目只见其编号，登记簿若无此项目则以编号为名：请一并给出项目表',
      en: 'projects are told by their codes alone, and one that the registry lacks is named by its code: give the table of projects too',
    });
  }
}

function fill(project: SinkProject, records: readonly Units[], findings: Findings): void {
  const sound = firstOfEach(
    records.map((record) => ({ row: record.units.row, record })),
    ({ record }) => keyOf(record),
    findings,
    ({ record }) => nameOf(record),
  ).map(({ record }) => record);
  const [numbered, others] = [sound.filter(hasSerial), sound.filter((each) => !hasSerial(each))];
  const { issuances, drawn } = drawRetirements(others, findings);
  project.vintages = [...partsBySerial(numbered, findings), ...issuances];
  if (drawn.length > 0) project.drawn = drawn;
  // Neighbours are imported one after the other: units taken from a series then stay in few pieces.
  project.vintages.sort((a, b) => startOf(a) - startOf(b));
}

/**
 * What may stand once in the files; a retirement without serial numbers may be told twice in the same words.
 */
function keyOf(record: Units): string {
  const { kind, units } = record;
  const { code, vintage, foreign, row } = units;
  const identity = identityOf(foreign);
  if (foreign?.serial !== undefined) return `${kind === 'retired' ? 'retired ' : ''}${identity}`;
  return kind === 'retired' ? `${row.file}:${row.at.line}` : `${code} ${vintage} ${identity}`.trim();
}

const nameOf = ({ units: { code, vintage, foreign } }: Units): string =>
  foreign?.serial === undefined ? `${code} ${vintage} ${identityOf(foreign)}`.trim() : identityOf(foreign);
