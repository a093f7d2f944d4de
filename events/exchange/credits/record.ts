/** Lists of credits, whichever registry or database made them, as records of one form. */
import type { Standard } from '../../../shared/sinks/standard.ts';
import type { Findings } from '../findings.ts';
import type { SinkProject, SinkVintage } from '../sink-rows.ts';
import type { Row } from '../table.ts';

/**
 * What a row says of units. `part`: units as they stand today, live or retired. `issued`: units as they were
 * issued, whatever became of them since. `retired`: units of which an issuance may be listed too. A
 * `project` row lists no units.
 */
export interface CreditRecord {
  kind: 'part' | 'issued' | 'retired' | 'project';
  /** As the row describes it, with no units of its own. */
  project: SinkProject;
  /** The row has only the project's code; another file may describe it. */
  bare?: true;
  units?: SinkVintage;
}

/** The lists that are read and written, by their makers' names. */
export const CREDIT_FORMATS = ['verra', 'gold-standard', 'offsets-db', 'vrod'] as const;
export type CreditFormat = (typeof CREDIT_FORMATS)[number];

/** One kind of table, known by its header. */
export interface Layout {
  format: CreditFormat;
  /** What it lists, where a format has several tables. */
  table: 'units' | 'issuances' | 'retirements' | 'credits' | 'projects';
  /** What it is called in messages. */
  name: { zh: string; en: string };
  /** In the order of the source. */
  columns: readonly string[];
  /** Columns that may be left out: a release of the source lacks them, or nothing here needs them. */
  absent: readonly string[];
  /** Columns of days that may be written with the year last. */
  days: readonly string[];
  /** Where the layout was learned, and how sure it is (DOMAIN: H official, M secondary, K unconfirmed). */
  source: string;
  confidence: 'H' | 'M' | 'K';
  /** A column's name as `columns` has it. `names`: the whole header's, in order. */
  rename?: (names: readonly string[]) => string[];
  /**
   * Whether a name that `columns` lacks is the list's all the same: that of a year that a later release adds.
   */
  isFurther?: (name: string) => boolean;
  /** What stands in the header for a column, where it isn't its name. */
  printed?: (column: string) => string;
  /** None where the row has a fault, which is then reported. */
  read(row: Row<string>, findings: Findings): CreditRecord[];
}

/** A registry in the databases that cover several. */
interface Covered {
  standard: Standard;
  /** Before a project's number; the first is OffsetsDB's. */
  letters: readonly [string, ...string[]];
  /** The registry's name there. */
  offsetsDb: string;
  vrod: string;
}

const covered: readonly Covered[] = [
  { standard: 'VCS', letters: ['VCS'], offsetsDb: 'verra', vrod: 'VCS' },
  { standard: 'GS', letters: ['GLD', 'GS'], offsetsDb: 'gold-standard', vrod: 'GOLD' },
];
/** The standards whose projects those databases list and this registry takes. */
export const COVERED: readonly Standard[] = covered.map(({ standard }) => standard);

const PROJECT_ID = /^([A-Z]+)0*(\d+)$/;

/** Standard and code of such an id: `GLD751` is `GS751`. Undefined for a registry that has no row here. */
export function projectOfId(id: string): { standard: Standard; code: string } | undefined {
  const [, letters = '', number = ''] = PROJECT_ID.exec(id.trim().toUpperCase()) ?? [];
  const found = covered.find((each) => each.letters.includes(letters));
  return found && { standard: found.standard, code: `${found.standard}${number}` };
}

const rowOf = (standard: string): Covered | undefined => covered.find((each) => each.standard === standard);

/** OffsetsDB's id of a project. */
export function databaseId({ standard, code }: { standard: string; code: string }): string {
  const row = rowOf(standard);
  return row && code.startsWith(standard) ? `${row.letters[0]}${code.slice(standard.length)}` : code;
}

/** OffsetsDB's name of a standard's registry, and VROD's. */
export const offsetsDbName = (standard: string): string => rowOf(standard)?.offsetsDb ?? '';
export const vrodName = (standard: string): string => rowOf(standard)?.vrod ?? '';
