/**
 * What files of other registries say, in one form whatever the file: projects, and under each the issuances
 * that it lists, live and retired.
 */

import type { Written } from '../../shared/base/field.ts';
import type { Category } from '../../shared/sinks/category.ts';
import type { Standard } from '../../shared/sinks/standard.ts';
import type { ForeignIssuance } from '../../shared/units/facts.ts';
import type { Position } from './findings.ts';
import type { RetirementRow } from './issuance-row.ts';
import type { Amounts } from './row-reader.ts';
import type { Row } from './table.ts';

export interface SinkProject {
  row: Row<string>;
  /** Where the file names its developer. */
  developerAt: Position;
  code: string;
  name: string;
  standard: Standard;
  /** The registry's own word. */
  type: string;
  /** Our category, where it is known. */
  category?: Category;
  methodology: string;
  /** True if its methodology isn't in force here, so it comes in as a legacy import. */
  legacy: boolean;
  developer: string;
  status: string;
  /** Absent where the file has no totals of the project. */
  totals?: Amounts;
  /** The country of the project, in the registry's own words. */
  country?: string;
  /** Set for a list of units, not of projects: if the registry has the project, it stays unchanged. */
  asRegistered?: true;
  /** Cells of the project's row that no other member tells. */
  written?: Written;
  vintages: SinkVintage[];
  /** Retirements that the file tells by vintage: each is drawn from the vintage's issuances. */
  drawn?: DrawnRetirement[];
}

export interface SinkVintage {
  row: Row<string>;
  code: string;
  vintage: number;
  amounts: Amounts;
  foreign?: ForeignIssuance;
  retirement?: RetirementRow;
}

/** One retirement, and the issuances that its units come from. */
export interface DrawnRetirement {
  row: Row<string>;
  code: string;
  vintage: number;
  quantity: number;
  retirement: RetirementRow;
  shares: { of: SinkVintage; quantity: number }[];
}

export interface SinkFiles {
  projects: SinkProject[];
  /** Every sound vintage row, also of unsound projects. */
  vintages: SinkVintage[];
}

/**
 * Replaces a methodology that the file leaves empty: the registry requires one, and none is to be made up.
 */
export const METHODOLOGY_NOT_STATED = '未载明 not stated';
