/**
 * What a retirement for a statement has to hold (DOMAIN §4). Credits: no more than is open, within twelve
 * months after the year (ISO 14068-1 §11.2). Certificates: of a consumption in the statement's year; more of
 * them than electricity was bought stay unused.
 */
import { chinaDate } from '../base/day.ts';
import { cityOf } from '../land/banner.ts';
import type { Context } from '../ledger/decision.ts';
import { type Entities, parcelEntity, projectEntity, read, statementEntity } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { methodologyOf } from '../sinks/methodology.ts';
import type { BatchState, BlockState } from '../units/states.ts';
import type { Cover, CoverMegawattHours, CoverTonnes } from './cover.ts';
import { coverageOf, NO_MEGAWATT_HOURS, NO_TONNES } from './coverage.ts';

/** A quantity taken of a batch, with the block that it is cut from. */
export interface Taken {
  batch: BatchState;
  block: Pick<BlockState, 'delivered'>;
  quantity: number;
}

/** The part of a retirement that its statement is asked about before units are chosen. */
interface Asked {
  statement: string;
  unit: 'tCO2e' | 'MWh' | undefined;
  quantity: number;
  consumptionYear: number | undefined;
}

/**
 * Rejections in order: not-found (the statement), statement-not-yours, statement-not-open, then of
 * certificates statement-year-differs, of credits statement-window-closed, statement-covered.
 */
export function refuseCover(
  entities: Entities,
  { statement, unit, quantity, consumptionYear }: Asked,
  context: Pick<Context, 'org' | 'at'>,
): Rejection | undefined {
  const state = read(entities, statementEntity(statement))?.state;
  if (!state) return reject('not-found', '/statement', { id: statement });
  if (state.organization !== context.org) return reject('statement-not-yours', '/statement');
  if (state.status === 'returned')
    return reject('statement-not-open', '/statement', { status: state.status });
  const { year } = state.stated;
  if (unit === 'MWh')
    return consumptionYear === year
      ? undefined
      : reject('statement-year-differs', '/consumptionYear', { year, named: consumptionYear ?? '' });
  const { last, today } = { last: lastDayOfCover(year), today: chinaDate(context.at) };
  if (today > last) return reject('statement-window-closed', '/statement', { year, last, today });
  const { openTonnes } = coverageOf(state);
  if (quantity > openTonnes)
    return reject('statement-covered', '/statement', { open: openTonnes, wanted: quantity });
  return undefined;
}

/** The last day on which credits are retired for a year: twelve months after its end. */
export const lastDayOfCover = (year: number): string => `${year + 1}-12-31`;

/** What the units are: tonnes by kind and origin, or megawatt-hours by how they came. */
export function coverOf(entities: Entities, statement: string, taken: readonly Taken[]): Cover {
  const province = read(entities, statementEntity(statement))?.state.stated.province;
  const tonnes: CoverTonnes = { ...NO_TONNES };
  const megawattHours: CoverMegawattHours = { ...NO_MEGAWATT_HOURS };
  let credits = false;
  for (const { batch, block, quantity } of taken) {
    if (batch.project === undefined) {
      megawattHours[block.delivered === undefined ? 'certificate' : 'physical'] += quantity;
      continue;
    }
    credits = true;
    tonnes[kindOf(entities, batch.project, province)] += quantity;
  }
  return credits ? { statement, tonnes } : { statement, megawattHours };
}

/**
 * Removals are what a methodology counts as such. Local is a project whose land lies on parcels registered
 * here, in the statement's province; of an imported one the registry has no land. (D)
 */
function kindOf(entities: Entities, project: string, province: string | undefined): keyof CoverTonnes {
  const state = read(entities, projectEntity(project))?.state;
  const removal = state !== undefined && methodologyOf(state.methodology)?.removal === true;
  const parcel = state?.parcels?.[0];
  const land = parcel === undefined ? undefined : read(entities, parcelEntity(parcel))?.state.banner;
  const local = land !== undefined && cityOf(land).province === province;
  if (removal) return local ? 'removalLocal' : 'removalOther';
  return local ? 'avoidanceLocal' : 'avoidanceOther';
}
