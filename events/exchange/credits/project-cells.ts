/** A project as a row of a list of credits describes it. */

import { methodologyInForce } from '../../../shared/sinks/methodology.ts';
import type { Standard } from '../../../shared/sinks/standard.ts';
import type { Findings } from '../findings.ts';
import { foreignType } from '../foreign-types.ts';
import type { RowReader } from '../row-reader.ts';
import { METHODOLOGY_NOT_STATED, type SinkProject } from '../sink-rows.ts';
import { NOT_STATED } from '../vcu-columns.ts';

/** The columns that describe the project; those that the table lacks are left out. */
export interface ProjectColumns {
  name: string;
  type: string;
  methodology: string;
  country?: string;
  developer?: string;
  status?: string;
}

/** A type that a row leaves empty. */
export const TYPE_NOT_STATED = NOT_STATED;

/** The developer of a project that a list doesn't name. */
export const developerNotStated = (code: string): string =>
  `项目 ${code} 的开发者（未载明） developer of project ${code}, not stated`;

/** An export leaves it empty again. */
export const isDeveloperNotStated = (name: string): boolean =>
  name.includes('（未载明） developer of project');

/** The project of a row; faults are reported at their cells. */
export function readProject(
  reader: RowReader<string>,
  { standard, code }: { standard: Standard; code: string },
  columns: ProjectColumns,
  findings: Findings,
): SinkProject {
  const { row } = reader;
  const name = reader.freeText(columns.name);
  const country = columns.country === undefined ? '' : reader.optionalText(columns.country);
  const type = reader.optionalText(columns.type) || TYPE_NOT_STATED;
  const methodology = reader.optionalText(columns.methodology) || METHODOLOGY_NOT_STATED;
  const told = columns.developer === undefined ? '' : reader.optionalText(columns.developer);
  const developer = told === '' ? developerNotStated(code) : reader.freeText(columns.developer!);
  const status = (columns.status === undefined ? '' : reader.optionalText(columns.status)) || NOT_STATED;
  const { category, unknown } = foreignType(type === TYPE_NOT_STATED ? '' : type, methodology);
  for (const word of unknown)
    findings.warnOnce(row.file, row.cells[columns.type]!, {
      zh: `类型「${word}」不在对照表中，照原文保存，不归入本登记簿类别`,
      en: `the type "${word}" is in no table of ours; kept as it stands, without a category`,
    });
  const inForce = methodologyInForce(standard, methodology);
  return {
    row,
    developerAt: row.cells[columns.developer ?? columns.name]!,
    code,
    name,
    standard,
    type,
    methodology,
    ...(category && { category }),
    ...(country !== '' && { country }),
    legacy: inForce === undefined || inForce.category !== category,
    developer,
    status,
    asRegistered: true,
    vintages: [],
  };
}
