/** Green certificates issued here, and the tables that they go out as: a name of a column, and its cell. */
import type { Technology } from '../../../shared/power/technology.ts';

export interface HeldCertificates {
  facility: {
    id: string;
    name: string;
    technology: Technology;
    /** ISO, China; not every facility has stated it. */
    connectedOn?: string | undefined;
    capacityKilowatts?: number | undefined;
  };
  batch: string;
  /** The year of generation. */
  vintage: number;
  /** MWh; serials run from 1 to this. */
  issued: number;
  energy: string;
  /** Days in China, both included. */
  generated: { from: string; to: string };
  validThrough: string;
  issuedOn: string;
  blocks: readonly CertificateBlock[];
}

export interface CertificateBlock {
  from: number;
  to: number;
  status: string;
  account: string;
  retired?: { beneficiary: string; retiredOn: string };
}

/** A list that others know, as columns in their order; a column that nothing here tells is always empty. */
export interface CertificateTable<Row> {
  /** As --format has it, and --table where the format has several. */
  format: 'energytag' | 'irec';
  table: string;
  /** The lines of one issuance. */
  rowsOf(held: HeldCertificates, issuer: string): Row[];
  columns: readonly (readonly [name: string, cell: (row: Row) => string | number])[];
  /** Where the columns come from; H official text, M secondary source, K unconfirmed. */
  source: string;
  confidence: 'H' | 'M' | 'K';
}

/** The header, and each line, as texts. */
export const headerOf = <Row>({ columns }: CertificateTable<Row>): string[] => columns.map(([name]) => name);
export const linesOf = <Row>(
  table: CertificateTable<Row>,
  held: HeldCertificates,
  issuer: string,
): string[][] => table.rowsOf(held, issuer).map((row) => table.columns.map(([, cell]) => String(cell(row))));
