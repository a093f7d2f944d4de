/** What a registry holds of other registries' credits, as exports write it. */
import type { Written } from '../../../shared/base/field.ts';
import type { ForeignIssuance } from '../../../shared/units/facts.ts';

/** A project, under its own registry's words. */
export interface HeldProject {
  /** `VCS1577`; of a project of this registry its number or id here. */
  code: string;
  name: string;
  standard: string;
  type: string;
  methodology: string;
  country: string;
  /** Empty where its list didn't name it. */
  developer: string;
  status: string;
  written: Written;
  units: HeldUnits[];
}

/** A range of one batch in one state. */
export interface HeldUnits {
  batch: string;
  vintage: number;
  quantity: number;
  serial: string;
  /** Empty where nobody told it. */
  issuedOn: string;
  /** Units of the vintage: as its registry says, else as many as are here. */
  vintageTotal: number;
  foreign: ForeignIssuance;
  /** Where the units are used up. */
  retired?: HeldRetirement;
}

export interface HeldRetirement {
  /** One retirement may use up units of several batches. */
  id: string;
  /** Empty where nobody told it. */
  retiredOn: string;
  beneficiary: string;
  reason: string;
  details: string;
  account: string;
  written: Written;
}

/** One line of a list: the cells by their columns. */
export type Cells = Readonly<Record<string, string | number>>;
