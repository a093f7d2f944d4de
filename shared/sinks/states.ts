/** States of projects, monitoring reports and comments. */
import type { Period } from '../base/day.ts';
import type { DocumentReference } from '../base/document.ts';
import type { ProjectOrigin } from '../base/field.ts';
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
  /** Of an import: type and location in its registry's own words. */
  type?: string;
  country?: string;
  developer: string;
  status: ProjectStatus;
  /** Imported under a methodology that is not in force here; only existing units come in. */
  legacy: boolean;
  /** Of an imported project. */
  origin?: ProjectOrigin;
  /** Σ of the project's batches, in the instrument's base unit. */
  issued: number;
  /** The commit that registered or imported it, for evidence to cite; until then, the one that created it. */
  registered: string;
  parcels?: string[];
  areaSquareMetres?: number;
  /** Of a power project: the facility whose generation the reductions come from. */
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
    /** The last comment treated ahead of the conclusion, and the body that treated it. */
    treated?: { by: string; to: number };
  };
  /** Comments received, over all publications. */
  comments?: number;
  publicComments?: PublicComments;
  /** The positive validation of the published design. */
  validation?: { validator: string; document: string };
  requested?: { on: string; dueBy?: string };
  code?: string;
  /** Account of its buffer. */
  buffer?: string;
  /** The status before the project was put on hold or became inactive. */
  before?: ProjectStatus;
  /** Serials in the project's buffer, oldest vintage first. */
  buffered?: BufferedRange[];
  /** Live monitoring periods, each of one report. */
  periods?: (Period & { report: string })[];
  /** Tonnes issued beyond what a correction left; their cancellation comes before any further issuance. */
  excess?: number;
  /** Tonnes lost by all the project's reversals, whether covered or not. */
  reversed?: number;
  /** Tonnes of reversals that no buffer covered; their compensation comes before any further issuance. */
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
  publicComments?: PublicComments;
  /** The last comment treated ahead of the result, and the body that treated it. */
  treated?: { by: string; to: number };
  verifier?: string;
  riskBasisPoints?: number;
  requested?: { on: string; dueBy?: string };
  documents: FiledDocument[];
}

/** Comments that came without a name: how many, and how many of them the operator has yet to judge. */
export interface PublicComments {
  received: number;
  waiting: number;
}

/** A comment of the public on a design or report in its window; the text itself is beside the log. */
export interface CommentState {
  /** Digest of the text with its salt. */
  sha256: string;
  bytes: number;
  /** The organization, never a person; the registry itself where the comment was the public's. */
  by: string;
  at: string;
  /** Its number among the public's comments, where it came without a name. */
  received?: number;
  /** The removal of the text: by which order, and when. */
  removed?: { order: string; at: string };
}

/** The comments of one organization on one design or report. */
export interface CommenterState {
  /** Comments on the publication that `before` identifies: the number of comments that preceded it. */
  received: number;
  before: number;
}

/** A comment that came without a name: it waits, unless it was admitted or refused. */
export interface PublicCommentState {
  /** Digest of subject, text and salt. */
  sha256: string;
  bytes: number;
  at: string;
  /** Its number among the comments. */
  admitted?: { comment: number; at: string };
  refused?: { reason: string; at: string };
}
