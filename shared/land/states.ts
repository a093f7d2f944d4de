/** States of parcels, agreements and the land that projects take. */
import type { DocumentReference } from '../base/document.ts';
import type { BannerCode } from './banner.ts';
import type { LandType, Party, SurveyDatum } from './facts.ts';

/** A one-degree cell of land. Every publication that touches it moves it, so of two at once one waits. */
export interface DegreeState {
  publications: number;
}

/** Marks that a project may lie in this cell; its boundary has the exact place. */
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
  /** A version proposed and not yet accepted by all. */
  pending?: AgreementVersion & { accepted: string[] };
  /** The latest proposal, if declined: by whom, and why. Its parties may still see it. */
  declined?: AgreementVersion & { by: string; reason: string };
  /** The highest number given so far; a declined version's number isn't reused. */
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
  /** The shifted datum that the boundary was converted from, if any. */
  convertedFrom?: SurveyDatum | undefined;
  /** The developer that entered the parcel and uploaded its title proof. */
  registrant: string;
  status: 'surveyed' | 'withdrawn';
}
