/** The schemas of an emission statement's answers. */
import * as z from 'zod';
import { DocumentReference } from '../../shared/base/document.ts';
import { CoverMegawattHours, CoverTonnes } from '../../shared/statements/cover.ts';
import { ASSURANCES, Subject } from '../../shared/statements/facts.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { FactorView } from './factor.ts';
import { IndicatorView, RolledUpView, WaterfallView } from './roll-up.ts';
import { DrawnView, EvidenceView } from './statement-evidence.ts';

const LineView = named('StatementLine', () =>
  z.strictObject({
    id: z.string(),
    /** kg as a decimal, rounded for display only where it has no end. */
    kilograms: z.string(),
    /** The exact value, where the decimal is rounded. */
    exact: z.string().optional(),
    factor: FactorView().optional(),
    /** Global warming potential of a gas that a process emits. */
    potential: FactorView().optional(),
    /** The view lists the line apart, and doesn't count it. */
    apart: z.literal(true).optional(),
  }),
);

const ViewView = named('StatementView', () =>
  z.strictObject({
    /** After green power, whole kg, rounded once. */
    kilograms: z.int(),
    /** Before green power. */
    grossKilograms: z.int(),
    /** What was rounded to `grossKilograms`. */
    exact: z.string(),
    /** Electricity that green power covers, and the kilograms that it takes off. */
    green: z.strictObject({ kilowattHours: z.string(), kilograms: z.string() }).optional(),
    lines: z.array(LineView()).optional(),
  }),
);

const CoverageView = named('Coverage', () =>
  z.strictObject({
    view: z.literal('market'),
    residualKilograms: z.int(),
    neededTonnes: z.int(),
    retiredTonnes: z.int(),
    openTonnes: z.int(),
    retired: CoverTonnes,
    greenMegawattHours: z.strictObject({ ...CoverMegawattHours.shape, unused: z.int() }),
  }),
);

const DutyView = named('Duty', () =>
  z.strictObject({
    basisPoints: z.int(),
    kind: z.enum(['duty', 'target']),
    source: z.string(),
    grade: z.string(),
    met: z.boolean().optional(),
  }),
);

export const StatementView = named('EmissionStatement', () =>
  z.strictObject({
    id: z.string(),
    version: z.int(),
    status: z.enum(['submitted', 'verified', 'returned']),
    organization: z.string(),
    subject: Subject,
    year: z.int(),
    province: z.string(),
    boundary: z.string(),
    views: z.strictObject({ location: ViewView(), market: ViewView(), park910: ViewView(), ets: ViewView() }),
    /** Listed apart in the parks' view. */
    apart: z.strictObject({ kilograms: z.int(), exact: z.string() }),
    evidence: EvidenceView(),
    datasets: z.array(DrawnView()).optional(),
    purchasedKilowattHours: z.string(),
    consumedKilowattHours: z.string(),
    factors: z.array(z.string()),
    coverage: CoverageView(),
    waterfall: WaterfallView(),
    /** Of a park that rolls up its members. */
    park: RolledUpView().optional(),
    /** Of a park (910号). */
    indicator: IndicatorView().optional(),
    /** The park's statement that rolls this one up. */
    rolledInto: z.string().optional(),
    /** Green power in the electricity used, beside what the sector has to use. */
    greenPower: z.strictObject({
      shareBasisPoints: z.int().optional(),
      sector: z.string().optional(),
      /** The first year of production as stated: the staged target counts from it. */
      producingSince: z.int().optional(),
      duty: DutyView().optional(),
      staged: DutyView().optional(),
    }),
    /** What was stated, to those who may see it, with the secret that opens its seals (line-seals.ts). */
    lines: z.array(z.record(z.string(), z.unknown())).optional(),
    flows: z.array(z.record(z.string(), z.unknown())).optional(),
    seal: z.strictObject({ salt: z.string(), sealed: z.string() }).optional(),
    sealed: z.string(),
    verification: z
      .strictObject({
        verifier: z.string(),
        assurance: z.enum(ASSURANCES),
        report: DocumentReference,
        commit: z.string(),
      })
      .optional(),
    returned: z.strictObject({ verifier: z.string(), version: z.int(), reason: z.string() }).optional(),
    claim: z.string().optional(),
    commit: CommitReceipt().optional(),
  }),
);
