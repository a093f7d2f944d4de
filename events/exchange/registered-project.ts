/**
 * A project that this registry registered, with its issuances and blocks: what it reports of itself in the
 * data models of others. The words that several of those models share are here too; what they have no word
 * for is the caller's to refuse, and nothing is guessed.
 */
import type { Category } from '../../shared/sinks/category.ts';
import { methodologyOf } from '../../shared/sinks/methodology.ts';
import { quantityOf } from '../../shared/units/block.ts';

export interface RegisteredProject {
  id: string;
  code: string;
  name: string;
  standard: string;
  standardName: string;
  methodology: string;
  category: Category | '';
  /** Of a power project. */
  technology: string;
  status: string;
  /** The developer's name. */
  developer: string;
  /** The days here and below are ISO, China. */
  registeredOn: string;
  crediting: { from: string; to: string };
  /** Digest of its published boundary, and the day of that publication. */
  boundary: string;
  publishedOn: string;
  /** Names of the bodies as the reader of the export knows them. */
  validationBody: string;
  issuances: readonly RegisteredIssuance[];
}

export interface RegisteredIssuance {
  batch: string;
  vintage: number;
  /** Tonnes; serials run from 1 to this. */
  issued: number;
  issuedOn: string;
  report: { id: string; from: string; to: string; verificationBody: string };
  blocks: readonly RegisteredBlock[];
}

export interface RegisteredBlock {
  from: number;
  to: number;
  status: string;
  account: string;
  /** The day of its last change. */
  since: string;
  retired?: { beneficiary: string; reason: string };
}

/** Tonnes in the project's blocks; what was issued, unless somebody moved units while they were read. */
export const tonnesIn = ({ issuances }: RegisteredProject): number =>
  issuances.flatMap(({ blocks }) => blocks).reduce((sum, block) => sum + quantityOf(block), 0);

/** The registry as others list it: its name, and its public address. */
export interface ReportingRegistry {
  name: string;
  url: string;
}

const TECHNOLOGIES: Readonly<Record<string, string>> = {
  wind: 'Wind',
  solar: 'Solar',
  hydro: 'Hydro',
  geothermal: 'Geothermal',
  biomass: 'Biomass Energy',
  ocean: 'Tidal',
};
/** The type of a power project; the technology itself where there is no word for it. */
export const powerTypeOf = (technology: string): string => TECHNOLOGIES[technology] ?? technology;

/** A unit that isn't plainly a removal is not determined. */
export const mitigationOf = (methodology: string): string =>
  methodologyOf(methodology)?.removal === true ? 'Removal - nature' : 'Not Determined';
