/** States of parcels, agreements and the land that projects take. */
import type { DocumentReference } from '../base/document.ts';
import type { BannerCode } from './banner.ts';
import type { LandType, Party } from './facts.ts';

/** A one-degree cell of land: every publication that touches it moves it, so that of two at once one waits. */
export interface DegreeState {
  publications: number;
}

/** A project is looked for in this cell; where exactly it lies, its boundary says. */
export interface FootprintState {
  project: string;
}

export interface AgreementVersion {
  version: number;
  /** First day on which its shares apply (ISO date, China). */
  effectiveFrom: string;
  parties: Party[];
  document: DocumentReference;
}

export interface AgreementState {
  developer: string;
  /** Accepted by every party, in order of version; `acceptedOn` is the day of the last acceptance. */
  versions: (AgreementVersion & { acceptedOn: string })[];
  /** Proposed and not yet accepted by all. */
  pending?: AgreementVersion & { accepted: string[] };
  /** The latest proposal, where it was declined: by whom, and why. Its parties may still see that. */
  declined?: AgreementVersion & { by: string; reason: string };
  /** The highest number given so far: a declined version's number isn't given again. */
  lastVersion: number;
}

export interface ParcelState {
  name: string;
  type: LandType;
  banner: BannerCode;
  holder: string;
  areaSquareMetres: number;
  /** SHA-256 of the boundary's canonical text. */
  boundary: string;
  title: DocumentReference;
  /** The developer that entered it, and whose upload the title proof is. */
  registrant: string;
  status: 'surveyed' | 'withdrawn';
}
