/** States of projects, monitoring reports and comments. */
import type { Period } from '../base/day.ts';
import type { DocumentReference } from '../base/document.ts';
import type { Origin } from '../base/field.ts';
import type { BufferedRange } from '../units/states.ts';
import type { Category } from './category.ts';
import type { ProjectStatus } from './lifecycle/lifecycle.ts';
import type { ReportVintage } from './report-tonnes.ts';
import type { Standard } from './standard.ts';

/** A document of a project or report, with the organization that uploaded it. */
export interface FiledDocument extends DocumentReference {
  organization: string;
}

export interface ProjectState {
  name: string;
  standard: Standard;
  methodology: string;
  /** Only an import may have none. */
  category?: Category;
  /** Of an import, its registry's own words: the type, and where it lies. */
  type?: string;
  country?: string;
  developer: string;
  status: ProjectStatus;
  /** Imported under a methodology that is not in force here; existing units only. */
  legacy: boolean;
  /** Of an imported project. */
  origin?: Origin;
  /** Σ of its batches, in the instrument's base unit. */
  issued: number;
  /** The commit that registered (or imported) it, so that evidence can point there; before that, the one that bore it. */
  registered: string;
  parcels?: string[];
  areaSquareMetres?: number;
  /** Of a power project: whose generation its reductions come from. */
  facility?: string;
  agreement?: string;
  /** The extra approval of a VCS project outside forestry is on file. */
  approved?: boolean;
  design?: {
    document: string;
    validator: string;
    startedOn: string;
    crediting: Period;
    boundary: string;
    comments: Period;
    /** Comments received before this publication. */
    commentsBefore: number;
    /** The last comment that was treated ahead of the conclusion, and by whom. */
    treated?: { by: string; to: number };
  };
  /** Comments received, over all publications. */
  comments?: number;
  /** The positive validation of the published design. */
  validation?: { validator: string; document: string };
  requested?: { on: string; dueBy?: string };
  code?: string;
  /** Account of its buffer. */
  buffer?: string;
  /** Status before it was held or became inactive. */
  before?: ProjectStatus;
  /** Serials that stand in its buffer, those of the oldest vintage first. */
  buffered?: BufferedRange[];
  /** Live monitoring periods, each of one report. */
  periods?: (Period & { report: string })[];
  /** Tonnes issued beyond what a correction left; to be cancelled before anything else is issued. */
  excess?: number;
  /** Tonnes lost by all its reversals, whatever covered them. */
  reversed?: number;
  /** Tonnes of reversals that no buffer covered; to be compensated before anything else is issued. */
  uncovered?: number;
  documents?: FiledDocument[];
}

export type ReportStatus = 'submitted' | 'verified' | 'issuance-requested' | 'issued' | 'refused';

export interface ReportState {
  project: string;
  period: Period;
  status: ReportStatus;
  vintages: ReportVintage[];
  /** Days on which the public may comment. */
  window?: Period;
  comments?: number;
  /** The last comment that was treated ahead of the result, and by whom. */
  treated?: { by: string; to: number };
  verifier?: string;
  riskBasisPoints?: number;
  requested?: { on: string; dueBy?: string };
  documents: FiledDocument[];
}

/** What the public said of a design or report in its days of publication; the text itself lies beside the log. */
export interface CommentState {
  /** Of the text with its salt. */
  sha256: string;
  bytes: number;
  /** The organization, never a person. */
  by: string;
  at: string;
  /** The text was taken away: by which order, and when. */
  removed?: { order: string; at: string };
}

/** What one organization has said of one design or report. */
export interface CommenterState {
  /** Comments on the publication that has so many comments before it. */
  received: number;
  before: number;
}
