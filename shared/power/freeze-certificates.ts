/**
 * CCER or green certificate, never both for the same MWh (2024 notice, DOMAIN §3). Before a CCER power
 * project is registered, the unbought certificates of its crediting period are frozen, page by page. Before
 * its reductions of a period are issued, the frozen certificates of that period are cancelled. Months that
 * only overlap a period count as within it, since their MWh are not told apart.
 */

import { type Period, periodsOverlap } from '../base/day.ts';
import { ADVANCES_MAX, type Context, type Draft } from '../ledger/decision.ts';
import {
  batchEntity,
  type Entities,
  type Entity,
  facilityEntity,
  isStateOf,
  projectEntity,
  read,
  reportEntity,
} from '../ledger/entity.ts';
import { leafBytesLeft } from '../ledger/leaf-size.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import type { ProjectStatus } from '../sinks/lifecycle/status.ts';
import type { ProjectState, ReportStatus } from '../sinks/states.ts';
import { blocksAdvanced, quantityOf } from '../units/block.ts';
import type { Movement } from '../units/facts.ts';
import type { BlockState } from '../units/states.ts';
import { wholeThatFit } from '../units/whole-blocks.ts';
import { creditedElsewhere } from './facility.ts';

type Block = Entity<BlockState>;

/** Two advances are taken: the facility moves, and the project or report concerned is kept as it is. */
const BLOCK_ADVANCES_MAX = ADVANCES_MAX - 2;

/** In these the project has ended, and the power is free again for certificates. */
const RELEASED: ReadonlySet<ProjectStatus> = new Set<ProjectStatus>(['refused', 'withdrawn', 'deregistered']);
/** Also after the issuance: certificates confirmed late start frozen, and their reductions are issued. */
const CANCELLED_FOR: ReadonlySet<ReportStatus> = new Set<ReportStatus>(['issuance-requested', 'issued']);

/** The facility's blocks in `entities` that were generated in months of that period, or in any month. */
export function certificatesIn(entities: Entities, facility: string, period?: Period): Block[] {
  const blocks: Block[] = [];
  for (const [id, entity] of entities) {
    const { state } = entity;
    if (!isStateOf('block:', id, state)) continue;
    const batch = read(entities, batchEntity(state.batch))?.state;
    if (batch?.facility !== facility || !batch.generated) continue;
    if (!period || periodsOverlap(batch.generated, period)) blocks.push({ ...entity, state });
  }
  return blocks;
}

const isFrozen = ({ state }: Block): boolean => state.status === 'frozen';
/** Whether the block can be frozen: nobody has bought it yet. */
const isUntraded = ({ state }: Block): boolean => state.status === 'held' && !state.traded;
/** Whether the block could be frozen once an offer or a pledge gives it back. */
const isUntradedLocked = ({ state }: Block): boolean =>
  (state.status === 'offered' || state.status === 'pledged') && !state.traded;

const unitsIn = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, { state }) => sum + quantityOf(state), 0);

/**
 * Freezes what one commit holds. The first freezing marks the facility, whose new certificates of the period
 * start frozen from then on. `entities` holds the project, its facility, and the batches and live blocks of
 * the crediting period. Rejections in order: not-found (project), not-a-power-project, freezing-not-now,
 * facility-frozen-by-another, nothing-to-freeze.
 */
export function decideFreezeCertificates(
  entities: Entities,
  project: string,
  context: Context,
): Draft<'certificates.frozen'> | Rejection {
  const state = read(entities, projectEntity(project))?.state;
  if (!state) return reject('not-found', undefined, { project });
  const { facility, design, status } = state;
  if (!facility || !design) return reject('not-a-power-project', undefined, { project });
  if (status !== 'registration-requested') return reject('freezing-not-now', undefined, { status });
  const frozen = read(entities, facilityEntity(facility))?.state.frozen;
  if (frozen && frozen.project !== project)
    return reject('facility-frozen-by-another', undefined, { facility, project: frozen.project });
  const { crediting } = design;
  const blocks = certificatesIn(entities, facility, crediting);
  const open = blocks.filter(isUntraded);
  const locked = unitsIn(blocks.filter(isUntradedLocked));
  if (frozen && open.length === 0) return reject('nothing-to-freeze', undefined, { facility, locked });
  const froze = (
    quantity: number,
    items: Movement[] | undefined,
    more: boolean,
  ): Draft<'certificates.frozen'> => ({
    type: 'certificates.frozen',
    facts: {
      project,
      facility,
      crediting,
      quantity,
      ...(items && { items }),
      ...(more && { more: true as const }),
    },
    advances: [...blocksAdvanced(entities, items ?? []), facilityEntity(facility)],
  });
  const bytesLeft = leafBytesLeft(froze(unitsIn(open), [], true), entities, context);
  const { items, quantity } = wholeThatFit(open, bytesLeft, BLOCK_ADVANCES_MAX);
  return froze(quantity, items.length > 0 ? items : undefined, unitsIn(open) > quantity);
}

/**
 * Releases what one commit holds; the last release frees the facility. Certificates of a period whose
 * reductions were issued stay frozen: they can only be cancelled. `entities` holds the project, its reports,
 * its facility, and the batches and live blocks of the crediting period. Rejections in order: not-found
 * (project), not-a-power-project, releasing-not-now, nothing-to-release.
 */
export function decideReleaseCertificates(
  entities: Entities,
  project: string,
  context: Context,
): Draft<'certificates.released'> | Rejection {
  const state = read(entities, projectEntity(project))?.state;
  if (!state) return reject('not-found', undefined, { project });
  const { facility, status } = state;
  if (!facility) return reject('not-a-power-project', undefined, { project });
  if (!RELEASED.has(status)) return reject('releasing-not-now', undefined, { status });
  if (read(entities, facilityEntity(facility))?.state.frozen?.project !== project)
    return reject('nothing-to-release', undefined, { facility, credited: 0 });
  const frozen = certificatesIn(entities, facility).filter(isFrozen);
  const credited = creditedPeriods(entities, state);
  const free = frozen.filter((block) => {
    const { generated } = read(entities, batchEntity(block.state.batch))!.state;
    return !credited.some((period) => periodsOverlap(period, generated!));
  });
  if (frozen.length > 0 && free.length === 0)
    return reject('nothing-to-release', undefined, { facility, credited: unitsIn(frozen) });
  const released = (
    quantity: number,
    items: Movement[] | undefined,
    remaining: number,
  ): Draft<'certificates.released'> => ({
    type: 'certificates.released',
    facts: { project, facility, quantity, ...(items && { items }), remaining },
    advances: [...blocksAdvanced(entities, items ?? []), facilityEntity(facility)],
  });
  const bytesLeft = leafBytesLeft(released(unitsIn(free), [], unitsIn(frozen)), entities, context);
  const { items, quantity } = wholeThatFit(free, bytesLeft, BLOCK_ADVANCES_MAX);
  return released(quantity, items.length > 0 ? items : undefined, unitsIn(frozen) - quantity);
}

/** Monitoring periods whose reductions are issued and not taken back. */
function creditedPeriods(entities: Entities, { periods = [] }: ProjectState): Period[] {
  return periods.filter(({ report }) =>
    read(entities, reportEntity(report))?.state.vintages.some(({ issued, cancelled }) => issued > cancelled),
  );
}

export interface CancelForReport {
  report: string;
  reason: string;
}

/**
 * Cancels what one commit holds of one account's frozen certificates of the report's period. `entities` holds
 * the report, its project, its facility, and the batches and live blocks of the period. Rejections in order:
 * not-found (report), not-a-power-project, report-status, nothing-frozen-to-cancel.
 */
export function decideCancelForReport(
  entities: Entities,
  { report, reason }: CancelForReport,
  context: Context,
): Draft<'certificates.cancelled'> | Rejection {
  const state = read(entities, reportEntity(report))?.state;
  if (!state) return reject('not-found', undefined, { report });
  const { project, period, status } = state;
  const facility = read(entities, projectEntity(project))?.state.facility;
  if (!facility) return reject('not-a-power-project', undefined, { project });
  if (!CANCELLED_FOR.has(status)) return reject('report-status', undefined, { status });
  const frozen = certificatesIn(entities, facility, period).filter(isFrozen);
  const account = frozen[0]?.state.account;
  if (account === undefined) return reject('nothing-frozen-to-cancel', undefined, { facility });
  const cancelled = (
    items: Movement[],
    quantity: number,
    remaining: number,
  ): Draft<'certificates.cancelled'> => ({
    type: 'certificates.cancelled',
    facts: { facility, cause: 'ccer', project, report, account, items, quantity, remaining, reason },
    advances: [...blocksAdvanced(entities, items), facilityEntity(facility)],
  });
  const units = unitsIn(frozen);
  const bytesLeft = leafBytesLeft(cancelled([], units, units), entities, context);
  const own = frozen.filter((block) => block.state.account === account);
  const { items, quantity } = wholeThatFit(own, bytesLeft, BLOCK_ADVANCES_MAX);
  return cancelled(items, quantity, units - quantity);
}

/**
 * Refuses to register a power project while certificates of its crediting period are neither frozen nor sold.
 * `entities` as for decideFreezeCertificates.
 */
export function unfrozenFault(
  entities: Entities,
  project: string,
  { facility, design }: ProjectState,
): Rejection | undefined {
  if (!facility || !design) return undefined;
  const frozen = read(entities, facilityEntity(facility))?.state.frozen;
  if (frozen && frozen.project !== project)
    return reject('facility-frozen-by-another', undefined, { facility, project: frozen.project });
  const blocks = certificatesIn(entities, facility, design.crediting);
  const remaining = unitsIn(blocks.filter(isUntraded));
  const locked = unitsIn(blocks.filter(isUntradedLocked));
  if (frozen && remaining === 0 && locked === 0) return undefined;
  return reject('certificates-not-frozen', undefined, { facility, remaining, locked });
}

/** Refuses to issue a power project's reductions of a report if another has those of the same power. */
export function creditedFault(
  entities: Entities,
  { facility }: ProjectState,
  report: string,
  period: Period,
): Rejection | undefined {
  const plant = facility && read(entities, facilityEntity(facility))?.state;
  const other = plant && creditedElsewhere(plant, report, period);
  if (!facility || !other) return undefined;
  const { from, to } = other;
  return reject('power-credited-already', undefined, { facility, report: other.report, from, to });
}

/** Refuses to issue a power project's reductions of a period while it has frozen certificates. */
export function uncancelledFault(
  entities: Entities,
  { facility }: ProjectState,
  period: Period,
): Rejection | undefined {
  if (!facility) return undefined;
  const remaining = unitsIn(certificatesIn(entities, facility, period).filter(isFrozen));
  if (remaining === 0) return undefined;
  return reject('certificates-not-cancelled', undefined, { facility, remaining });
}
