/** Projects and batches as the API shows them. */
import * as z from 'zod';
import { ProjectOrigin } from '../../shared/base/field.ts';
import { validThrough } from '../../shared/power/expiry.ts';
import { CATEGORIES } from '../../shared/sinks/category.ts';
import type { ProjectState } from '../../shared/sinks/states.ts';
import { bufferedUnits } from '../../shared/units/buffer.ts';
import type { ForeignIssuance } from '../../shared/units/facts.ts';
import { instrumentRow } from '../../shared/units/instrument.ts';
import type { BatchState } from '../../shared/units/states.ts';
import { named } from '../http/named.ts';
import { CommitReceipt } from '../http/receipt.ts';
import { PublicCommentsView } from './public-comment.ts';
import { WrittenView, writtenView } from './written.ts';

/** A document as everybody may see it; only those concerned get the file itself. */
const DocumentView = named('DocumentDigest', () =>
  z.strictObject({ sha256: z.string(), mediaType: z.string() }),
);
const PeriodView = named('Days', () => z.strictObject({ from: z.string(), to: z.string() }));

export const ProjectView = named('Project', () =>
  z.strictObject({
    id: z.string(),
    name: z.string(),
    standard: z.string(),
    methodology: z.string(),
    category: z.enum(CATEGORIES).optional(),
    /** Of an import: the other registry's own words. */
    type: z.string().optional(),
    country: z.string().optional(),
    developer: z.string(),
    legacy: z.boolean(),
    origin: ProjectOrigin.optional(),
    /** Σ of its batches, in the instrument's base unit. */
    issued: z.int(),
    status: z.string(),
    parcels: z.array(z.string()).optional(),
    areaSquareMetres: z.int().optional(),
    /** Of a power project. */
    facility: z.string().optional(),
    agreement: z.string().optional(),
    /** Whether it has the extra approval that VCS outside forestry needs. */
    approved: z.boolean().optional(),
    /** The published design; its boundary is at /log/boundary/{digest}. */
    design: z
      .strictObject({
        document: z.string(),
        validator: z.string(),
        startedOn: z.string(),
        crediting: PeriodView(),
        boundary: z.string(),
        /** Days on which the public may comment, both included. */
        comments: PeriodView(),
        /** Comments received before this publication; the numbers of its own follow these. */
        commentsBefore: z.int(),
      })
      .optional(),
    /** Comments received, over all publications. */
    comments: z.int().optional(),
    publicComments: PublicCommentsView().optional(),
    /** The positive validation of the design. */
    validation: z.strictObject({ validator: z.string(), document: z.string() }).optional(),
    requested: z.strictObject({ on: z.string(), dueBy: z.string().optional() }).optional(),
    /** The day by which the registry had to decide is past. */
    overdue: z.boolean().optional(),
    code: z.string().optional(),
    /** Account of the project's buffer. */
    buffer: z.string().optional(),
    /** Units in the buffer. */
    buffered: z.int().optional(),
    /** While the project is held or inactive: the status in which it will continue. */
    before: z.string().optional(),
    /** Monitoring periods, each of one report. */
    periods: z.array(PeriodView().extend({ report: z.string() })).optional(),
    /** Tonnes issued in excess, to be cancelled before anything else is issued. */
    excess: z.int().optional(),
    /** Tonnes of reversals that no buffer covered. */
    uncovered: z.int().optional(),
    documents: z.array(DocumentView()).optional(),
    version: z.int(),
    commit: CommitReceipt().optional(),
  }),
);

/** `today` (ISO, China) tells whether a decision is overdue; a project with no decision due needs none. */
export function projectView(
  id: string,
  version: number,
  state: Omit<ProjectState, 'registered'>,
  today?: string,
) {
  const { name, standard, methodology, category, type, country, developer } = state;
  const { legacy, origin, issued, status } = state;
  const { documents, requested } = state;
  const dueBy = status === 'registration-requested' ? requested?.dueBy : undefined;
  return {
    id,
    name,
    standard,
    methodology,
    ...(category && { category }),
    ...(type !== undefined && { type }),
    ...(country !== undefined && { country }),
    developer,
    legacy,
    ...(origin && { origin: originView(origin) }),
    issued,
    status,
    ...present(state),
    ...(PAUSED.has(status) && state.before && { before: state.before }),
    ...(state.buffered && { buffered: bufferedUnits(state.buffered) }),
    ...(dueBy !== undefined && today !== undefined && { overdue: today > dueBy }),
    ...(documents && { documents: documents.map(({ sha256, mediaType }) => ({ sha256, mediaType })) }),
    version,
  };
}

const PAUSED: ReadonlySet<ProjectState['status']> = new Set(['on-hold', 'inactive'] as const);

/** Members that only a project developed here has, depending on how far it has got. */
const DEVELOPED = [
  'parcels',
  'areaSquareMetres',
  'facility',
  'agreement',
  'approved',
  'design',
  'comments',
  'publicComments',
  'validation',
  'requested',
  'code',
  'buffer',
  'periods',
  'excess',
  'uncovered',
] as const satisfies (keyof ProjectState)[];

function present(state: Partial<ProjectState>): Partial<Pick<ProjectState, (typeof DEVELOPED)[number]>> {
  return Object.fromEntries(DEVELOPED.filter((each) => each in state).map((each) => [each, state[each]]));
}

function originView({ written, ...origin }: ProjectOrigin): ProjectOrigin {
  return written ? { ...origin, written: writtenView(written) } : origin;
}

const ForeignView = named('ForeignIssuance', () =>
  z.strictObject({
    issuedOn: z.string().optional(),
    serial: z.string().optional(),
    period: PeriodView().optional(),
    vintageTotal: z.int().optional(),
    goals: z.string().optional(),
    certifications: z.string().optional(),
    written: WrittenView().optional(),
  }),
);

/** Restores the key order, which stored maps lose. */
function foreignView(foreign: ForeignIssuance) {
  const { issuedOn, serial, period, vintageTotal, goals, certifications, written } = foreign;
  return {
    ...(issuedOn !== undefined && { issuedOn }),
    ...(serial !== undefined && { serial }),
    ...(period && { period: { from: period.from, to: period.to } }),
    ...(vintageTotal !== undefined && { vintageTotal }),
    ...(goals !== undefined && { goals }),
    ...(certifications !== undefined && { certifications }),
    ...(written && { written: writtenView(written) }),
  };
}

export const BatchView = named('Batch', () =>
  z.strictObject({
    id: z.string(),
    /** Of credits. */
    project: z.string().optional(),
    /** Of certificates: the facility that generated the power, the kind of energy, and when. */
    facility: z.string().optional(),
    energy: z.string().optional(),
    generated: PeriodView().optional(),
    /** The last day on which the units can be used, where they expire. */
    validThrough: z.string().optional(),
    /** The official code of the first certificate. */
    code: z.string().optional(),
    /** The imported contract it fulfils; the kWh taken from each certificate of the other registry. */
    supply: z.string().optional(),
    certificates: z.array(z.strictObject({ number: z.string(), drawn: z.int() })).optional(),
    instrument: z.string(),
    /** The base unit: tCO2e or MWh. */
    unit: z.string(),
    vintage: z.int(),
    /** Base units; serials run from 1 to this. */
    issued: z.int(),
    legacy: z.boolean(),
    imported: z.boolean(),
    /** Of an import: what the other registry says of the issuance. */
    foreign: ForeignView().optional(),
    /** The monitoring report that the batch fulfils; imports have none. */
    report: z.string().optional(),
    version: z.int(),
    commit: CommitReceipt().optional(),
  }),
);

export function batchView(id: string, version: number, state: BatchState) {
  const { project, facility, energy, generated, code, supply, certificates, report, foreign } = state;
  const { instrument, vintage, issued, legacy, imported } = state;
  const through = validThrough(state);
  return {
    id,
    ...(project && { project }),
    ...(facility && { facility, energy }),
    ...(generated && { generated: { from: generated.from, to: generated.to } }),
    ...(through && { validThrough: through }),
    ...(code && { code }),
    ...(supply && { supply }),
    ...(certificates && { certificates: certificates.map(({ number, drawn }) => ({ number, drawn })) }),
    instrument,
    unit: instrumentRow(instrument).unit,
    vintage,
    issued,
    legacy,
    imported,
    ...(foreign && { foreign: foreignView(foreign) }),
    ...(report && { report }),
    version,
  };
}
