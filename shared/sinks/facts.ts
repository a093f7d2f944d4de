/** Facts of a sink project: its import, or its course from the reserve pool on, and its later moves. */
import * as z from 'zod';
import { Day, Period } from '../base/day.ts';
import { DocumentReference } from '../base/document.ts';
import {
  AccountId,
  AgreementId,
  FacilityId,
  freeText,
  line,
  OrganizationId,
  ParcelId,
  ProjectId,
  ProjectOrigin,
  ReportId,
  Sha256Hex,
} from '../base/field.ts';
import { CATEGORIES } from './category.ts';
import { DevelopedStandard, Standard } from './standard.ts';

export const PARCELS_MAX = 200;
/** The most comments of one organization on one publication; the total has no bound. */
export const COMMENTS_EACH_MAX = 20;
/**
 * The most comments of the public on one project or report that wait for the operator at once. What waits is
 * bounded, not what came: those who come first shut out nobody for longer than the operator takes to read.
 */
export const PUBLIC_COMMENTS_WAITING_MAX = 1000;
/** Characters of a comment. */
export const COMMENT_TEXT_MAX = 1000;
/** The most UTF-8 bytes beside the log: text and salt as canonical JSON, every character escaped. */
const COMMENT_BYTES_MAX = 7_000;
/** Comments are numbered over all publications of a project. */
export const COMMENT_NUMBER_MAX = 999_999_999;
/** Treatments that one leaf holds; more comments than that are treated in pages. */
export const TREATMENTS_MAX = 150;
export const CommentNumber = z.int().min(1).max(COMMENT_NUMBER_MAX);
/** The share of removals that the non-permanence risk rating sends to the buffer, in basis points. */
export const RiskBasisPoints = z.int().min(0).max(9_900);

/** A publication that the public may comment on: a design or a monitoring report. */
const CommentSubject = z.union([ProjectId, ReportId]);

/** How a comment of the public was treated; the reasons are in the report. */
export const Treatment = z.strictObject({
  comment: CommentNumber,
  treatment: z.enum(['adopted', 'partly-adopted', 'not-adopted']),
});
export const Treatments = z.array(Treatment).max(TREATMENTS_MAX);
export type Treatment = z.infer<typeof Treatment>;

export const DegreeCell = z.string().regex(/^\d{1,3}[EW]\d{1,2}[NS]$/);
export const LandCell = z.string().regex(/^\d{1,3}[EW]\d{1,2}[NS]\/[0-3]{0,8}$/);

const reasoned = z.strictObject({ project: ProjectId, reason: freeText(500) });
const described = {
  project: ProjectId,
  name: freeText(300),
  standard: DevelopedStandard,
  methodology: line(200),
  category: z.enum(CATEGORIES),
  developer: OrganizationId,
};

export const projectFacts = {
  'project.imported': z.strictObject({
    project: ProjectId,
    name: freeText(300),
    standard: Standard,
    methodology: line(200),
    /** Our category, if the other registry's type is one of ours. */
    category: z.enum(CATEGORIES).optional(),
    /** The type and the location of the project, in the other registry's own words. */
    type: line(200).optional(),
    country: line(100).optional(),
    developer: OrganizationId,
    legacy: z.boolean(),
    origin: ProjectOrigin,
  }),
  'project.reserved': z.strictObject({
    ...described,
    parcels: z.array(ParcelId).min(1).max(PARCELS_MAX),
    areaSquareMetres: z.int().min(1),
    /** Of a power project: the facility whose generation the reductions come from. */
    facility: FacilityId.optional(),
  }),
  'development.begun': z.strictObject({ project: ProjectId, agreement: AgreementId }),
  /** The extra approval that a VCS project outside forestry needs. */
  'project.approved': z.strictObject({ project: ProjectId, document: DocumentReference }),
  'design.published': z.strictObject({
    project: ProjectId,
    document: DocumentReference,
    validator: OrganizationId,
    /** Day on which construction (the project's activity) started. */
    startedOn: Day,
    crediting: Period,
    /** No legal duty to reduce and no ETS coverage, as the developer declares (CCER measures art. 10). */
    legalDuty: z.literal(false),
    underEts: z.literal(false),
    /** SHA-256 of the project's boundary, which is published with the design. */
    boundary: Sha256Hex,
    areaSquareMetres: z.int().min(1),
    /** One-degree cells in which the boundary is looked up, and the cells that cover it (land/cells.ts). */
    degrees: z.array(DegreeCell).min(1).max(30),
    cells: z.array(LandCell).min(1).max(40),
    /** Days on which the public may comment, both included. */
    comments: Period,
  }),
  'comment.received': z.strictObject({
    subject: CommentSubject,
    number: CommentNumber,
    /** SHA-256 of the text with its salt (shared/sinks/comment-text.ts); the text lies beside the log. */
    sha256: Sha256Hex,
    /** Length of the text, bytes. */
    bytes: z.int().min(1).max(COMMENT_BYTES_MAX),
  }),
  /** The authority orders the text's removal. That there was a comment, its author, time and digest stay. */
  'comment.removed': z.strictObject({
    subject: CommentSubject,
    number: CommentNumber,
    /** The order's number and its authority. */
    order: freeText(200),
  }),
  /**
   * A comment of the public, which gave work instead of a name; the registry itself records it. Numbered
   * apart from the organizations' comments, until it is admitted.
   */
  'public-comment.received': z.strictObject({
    subject: CommentSubject,
    number: CommentNumber,
    /** SHA-256 of subject, text and salt (shared/sinks/comment-text.ts); the text waits beside the log. */
    sha256: Sha256Hex,
    bytes: z.int().min(1).max(COMMENT_BYTES_MAX),
  }),
  /** The operator makes its text public; it is then the comment of that number, like any other. */
  'public-comment.admitted': z.strictObject({
    subject: CommentSubject,
    number: CommentNumber,
    comment: CommentNumber,
  }),
  /** The operator takes its text away unpublished. That it came, when and its digest stay. */
  'public-comment.refused': z.strictObject({
    subject: CommentSubject,
    number: CommentNumber,
    reason: freeText(200),
  }),
  /** A page of treatments, for publications with more comments than the conclusion itself can name. */
  'comments.treated': z.strictObject({ subject: CommentSubject, treatments: Treatments.min(1) }),
  'project.validated': z.strictObject({
    project: ProjectId,
    document: DocumentReference,
    conclusion: z.enum(['positive', 'negative']),
    treatments: Treatments,
  }),
  'registration.requested': z.strictObject({
    project: ProjectId,
    /**
     * 唯一性承诺书: the developer's word that the project is registered nowhere else (CCER measures art. 14).
     */
    commitment: DocumentReference,
    /** The day by which the registry has to decide; VCS sets none. */
    dueBy: Day.optional(),
  }),
  'project.registered': z.strictObject({
    ...described,
    code: line(100),
    crediting: Period,
    boundary: Sha256Hex,
    areaSquareMetres: z.int().min(1),
    /** The account of the project's buffer, if its methodology has one. */
    buffer: AccountId.optional(),
    late: z.boolean(),
  }),
  'project.refused': reasoned,
  'project.withdrawn': reasoned,
  'project.held': reasoned,
  'project.resumed': reasoned,
  'project.deactivated': reasoned,
  'project.deregistered': reasoned,
} as const;
