/** States of emission statements, of what covers them, and of the claims made on them. */
import type { DocumentReference } from '../base/document.ts';
import type { SerialRange } from '../units/states.ts';
import type { CoverMegawattHours, CoverTonnes } from './cover.ts';
import type { ASSURANCES, Label, Stated } from './facts.ts';
import type { SubPark, Target } from './facts-park.ts';

export type StatementStatus = 'submitted' | 'verified' | 'returned';

export interface StatementState {
  /** The organization that states. */
  organization: string;
  version: number;
  /** What the present version states. */
  stated: Stated;
  status: StatementStatus;
  /** The commit that made this version; its lines lie beside it. */
  submission: string;
  sealed: string;
  green: CoverMegawattHours;
  retired: CoverTonnes;
  /** Of the present version. */
  verification?: {
    verifier: string;
    assurance: (typeof ASSURANCES)[number];
    report: DocumentReference;
    commit: string;
  };
  /** Why a verifier last sent a version back. */
  returned?: { verifier: string; version: number; reason: string };
  /** The park's statement that this one is rolled up into. */
  rolledInto?: string;
  /** The claim that stands, or stood, on the statement; a withdrawn one is left out. */
  claim?: string;
}

/** What a platform measured for an organization in a month, in its latest revision. */
export interface DatasetState {
  organization: string;
  platform: string;
  month: string;
  revision: number;
  rows: number;
  meterPoints: number;
  /** The commit that made this revision. */
  delivery: string;
  sealed: string;
  /** The platform's key that signed this revision. */
  signedBy?: { organization: string; kid: string };
  /** When the platform last signed a revision: an older one doesn't come back. */
  signedAt?: string;
}

/** The verified statement of a subject, year and boundary: one at a time, none while it is being revised. */
export interface StatedYearState {
  statement?: string;
}

/** A retirement for a statement; it lies in the item of its own commit. */
export interface RetirementState {
  statement: string;
  account: string;
  items: SerialRange[];
  quantity: number;
  unit: 'tCO2e' | 'MWh';
}

export type ClaimStatus = 'made' | 'reopened' | 'withdrawn' | 'replaced';

export interface ClaimState {
  statement: string;
  organization: string;
  /** Version of the statement that it was made on. */
  version: number;
  label: Label;
  status: ClaimStatus;
  /** The commit that made it, and its day in China. */
  made: string;
  madeOn: string;
  /** The commit of the revision that reopened it. */
  reopenedBy?: string;
  /** The claim that took its place after a revision. */
  replacedBy?: string;
  withdrawn?: string;
}

/** Days of membership, both included; `to` is absent while it goes on. */
export interface Stay {
  from: string;
  to?: string;
}

export interface ParkState {
  /** The operating organization (运营管理机构). */
  organization: string;
  name: string;
  province: string;
  subParks: SubPark[];
  /** In the order in which they were admitted; one that left and came back stands twice. */
  members: ({ organization: string; subPark?: string } & Stay)[];
  targets: (Target & { commit: string })[];
  /** The statement that rolls up the members of a year. */
  years: { year: number; statement: string }[];
}

/** An organization's own side of its memberships. */
export interface MembershipState {
  stays: ({ park: string } & Stay)[];
  /** Not answered yet. */
  requested?: { park: string; subPark?: string | undefined; from: string };
}
