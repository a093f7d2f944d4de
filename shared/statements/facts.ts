/** Facts of emission statements and of the claims made on them. */
import * as z from 'zod';
import { BASIS_POINTS_WHOLE } from '../base/basis-points.ts';
import { Period } from '../base/day.ts';
import { DocumentReference } from '../base/document.ts';
import {
  ClaimId,
  CommitId,
  DatasetId,
  freeText,
  line,
  OrganizationId,
  StatementId,
  Vintage,
} from '../base/field.ts';
import { Decimal, Fraction } from '../base/rational.ts';
import { CoverMegawattHours, CoverTonnes } from './cover.ts';
import { provinceNames } from './factors/electricity.ts';
import { DatasetRevisionNumber } from './facts-dataset.ts';
import { DRAWN_DATASETS_MAX, LINES_MAX } from './line.ts';
import { EnergyFigures, RolledUp } from './rolled-up.ts';

/**
 * Whose emissions: an organization's or one of its sites', or a park's. The organization that states them is
 * `by`.
 */
export const Subject = z.strictObject({ kind: z.enum(['organization', 'park']), name: freeText(200) });
export type Subject = z.infer<typeof Subject>;

export const StatementYear = Vintage;

/** A total of one view: kg rounded once, half up, and the exact value that was rounded. */
export const Total = z.strictObject({ kilograms: z.int(), exact: Fraction });
export type Total = z.infer<typeof Total>;

export const Totals = z.strictObject({ location: Total, market: Total, park910: Total, ets: Total });
export type Totals = z.infer<typeof Totals>;

/** A row of the factor tables, named for good, with the value that was used. */
const UsedFactor = z.strictObject({ id: line(80), value: Decimal });

/** What is public of a version; its lines are sealed. Totals are before green power. */
export const Stated = z.strictObject({
  subject: Subject,
  year: StatementYear,
  province: z.enum(Object.keys(provinceNames) as [string, ...string[]]),
  boundary: freeText(500),
  lines: z.strictObject({
    /** None only where a park's statement rolls up others. */
    count: z.int().min(0).max(LINES_MAX),
    /** Lines that name a document. */
    documented: z.int().min(0).max(LINES_MAX),
    /** Lines whose quantity is the sum of rows of activity datasets. */
    metered: z.int().min(0).max(LINES_MAX),
    /** Lines with a factor that is no row of a table. */
    ownFactors: z.int().min(0).max(LINES_MAX),
  }),
  /** The datasets that lines draw on, in the revisions that were there, in order of their ids. */
  datasets: z
    .array(z.strictObject({ dataset: DatasetId, revision: DatasetRevisionNumber }))
    .min(1)
    .max(DRAWN_DATASETS_MAX)
    .optional(),
  totals: Totals,
  /**
   * Kilograms that the parks' method shows apart: gases other than CO2, international transport, categories 3
   * to 6.
   */
  apart: Total,
  /** kWh bought, less what was passed on: what certificates can cover. */
  purchasedKilowattHours: Fraction,
  /** kWh used: bought or self-generated, less what was sent out. */
  consumedKilowattHours: Fraction,
  /** The factors of electricity, kg per kWh; what is covered takes the residual mix off the market view. */
  grid: z.strictObject({ province: UsedFactor, national: UsedFactor, residual: UsedFactor }),
  /** Rows of the factor tables, by id. */
  factors: z.array(line(80)).max(200),
  /** A sector with a duty to use green power, and the year in which production began. */
  sector: line(40).optional(),
  producingSince: StatementYear.optional(),
  /** Of a park: the statements that it rolls up. All figures above are the whole's. */
  park: RolledUp.optional(),
  /** Of a park: the energy that its indicator divides by. */
  energy: EnergyFigures.optional(),
});
export type Stated = z.infer<typeof Stated>;

/** Versions of a statement are numbered from 1 on. */
export const StatementVersion = z.int().min(1).max(9_999);

export const ASSURANCES = ['reasonable', 'limited'] as const;

/**
 * What a claim calls itself (DOMAIN §4): neutral by offsetting for one year; net zero after offsetting, which
 * is no net zero of ISO 14060 or SBTi; net zero.
 */
export const LABELS = ['carbon-neutral', 'net-zero-after-offsetting', 'net-zero'] as const;
export type Label = (typeof LABELS)[number];

export const statementFacts = {
  'statement.submitted': z.strictObject({ statement: StatementId, ...Stated.shape }),
  'statement.revised': z.strictObject({ statement: StatementId, version: StatementVersion, ...Stated.shape }),
  'statement.verified': z.strictObject({
    statement: StatementId,
    version: StatementVersion,
    assurance: z.enum(ASSURANCES),
    report: DocumentReference,
  }),
  'statement.returned': z.strictObject({
    statement: StatementId,
    version: StatementVersion,
    reason: freeText(500),
  }),
  /** All figures stand as they were when it was made. */
  'claim.made': z.strictObject({
    claim: ClaimId,
    statement: StatementId,
    version: StatementVersion,
    label: z.enum(LABELS),
    subject: Subject,
    boundary: freeText(500),
    period: Period,
    /** In all four views, before green power, kg. */
    gross: z.strictObject({ location: z.int(), market: z.int(), park910: z.int(), ets: z.int() }),
    /** Green power used, MWh; `unused` exceeds what was purchased. */
    green: z.strictObject({ ...CoverMegawattHours.shape, unused: z.int().min(0) }),
    residual: z.strictObject({
      view: z.literal('market'),
      kilograms: z.int().min(0),
      tonnes: z.int().min(0),
    }),
    retired: CoverTonnes,
    verification: z.strictObject({
      verifier: OrganizationId,
      assurance: z.enum(ASSURANCES),
      commit: CommitId,
    }),
    factors: z.array(line(80)).max(200),
    /** Reductions made, in the claimant's own words. */
    reductions: freeText(1000).optional(),
    /** The plan of further reductions. */
    plan: DocumentReference.optional(),
    /** Against a verified statement of an earlier year, in basis points of its market residual. */
    reduction: z
      .strictObject({
        baseStatement: StatementId,
        baseYear: StatementYear,
        basisPoints: z.int().max(BASIS_POINTS_WHOLE),
      })
      .optional(),
    /** It is used towards consumers in the EU. */
    europeanUnion: z.literal(true).optional(),
  }),
  'claim.withdrawn': z.strictObject({ claim: ClaimId, reason: freeText(500) }),
} as const;
