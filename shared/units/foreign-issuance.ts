/**
 * Admits another registry's issuance only once: by its serial numbers if given, else by project, vintage and
 * day of issuance, else by project and vintage. A vintage never mixes the three: they could be the same
 * units.
 */
import { chinaDate } from '../base/day.ts';
import {
  type Entities,
  type EntityId,
  type NextStates,
  read,
  seriesEntity,
  vintageEntity,
} from '../ledger/entity.ts';
import type { Facts } from '../ledger/event.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import type { ProjectState } from '../sinks/states.ts';
import type { ForeignIssuance } from './facts.ts';
import { plainCode } from './foreign-number.ts';
import {
  type ForeignRange,
  foreignRange,
  overlapIn,
  SEPARATE_RANGES_MAX,
  unitsOf,
  withTaken,
} from './foreign-serial.ts';
import type { SeriesState, VintageState } from './states.ts';

/** The most days of issuance of one vintage. */
const DAYS_MAX = 500;

export interface ForeignCommand {
  project: string;
  vintage: number;
  quantity: number;
  foreign?: ForeignIssuance | undefined;
}

const howTold = ({ serial, issuedOn }: ForeignIssuance = {}): VintageState['by'] => {
  if (serial !== undefined) return 'serial';
  return issuedOn === undefined ? 'whole' : 'day';
};

/** Entities that an import of units moves besides project and batch, to be loaded before the decision. */
export function foreignNames({ project, vintage, quantity, foreign }: ForeignCommand): EntityId[] {
  const { serial } = foreign ?? {};
  const names = [vintageEntity(project, vintage)];
  return serial === undefined ? names : [...names, seriesEntity(foreignRange(serial, quantity))];
}

/** The first day of a vintage: of its period if that is told, else of its year. */
export const vintageBegin = (vintage: number, { period }: Pick<ForeignIssuance, 'period'> = {}): string =>
  period?.from ?? `${vintage}-01-01`;

/** The earliest day on which units can have been issued: the day told, else the first of their vintage. */
export const issuedFrom = (vintage: number, foreign: ForeignIssuance = {}): string =>
  foreign.issuedOn ?? vintageBegin(vintage, foreign);

/**
 * Refuses an impossible day of issuance. Rejections in order: foreign-issuance-in-future,
 * foreign-issuance-before-vintage.
 */
export function refuseIssuedOn(
  { vintage, foreign }: Pick<ForeignCommand, 'vintage' | 'foreign'>,
  at: string,
): Rejection | undefined {
  const { issuedOn } = foreign ?? {};
  if (issuedOn === undefined) return undefined;
  const [today, begin] = [chinaDate(at), vintageBegin(vintage, foreign)];
  if (issuedOn > today) return reject('foreign-issuance-in-future', '/foreign/issuedOn', { issuedOn, today });
  if (issuedOn < begin)
    return reject('foreign-issuance-before-vintage', '/foreign/issuedOn', { issuedOn, begin });
  return undefined;
}

/**
 * Refuses an issuance that can't be imported. Rejections in order: serial-mismatch, vintage-already-imported,
 * too-many-issuances, serials-already-imported, series-too-scattered.
 */
export function refuseForeign(
  entities: Entities,
  project: Pick<ProjectState, 'origin'>,
  command: ForeignCommand,
): Rejection | undefined {
  const { foreign, vintage, quantity } = command;
  const range = foreign?.serial === undefined ? undefined : foreignRange(foreign.serial, quantity);
  return (
    (range && refuseMismatch(range, project, command)) ??
    refuseVintage(read(entities, vintageEntity(command.project, vintage))?.state, command) ??
    (range && refuseTaken(read(entities, seriesEntity(range))?.state, range))
  );
}

/** Refuses a serial that contradicts the members beside it. */
function refuseMismatch(
  range: ForeignRange,
  { origin }: Pick<ProjectState, 'origin'>,
  { vintage, quantity }: ForeignCommand,
): Rejection | undefined {
  const differs = (member: string, serial: string | number, stated: string | number) =>
    reject('serial-mismatch', '/foreign/serial', { member, serial, stated });
  if (unitsOf(range) !== quantity) return differs('quantity', unitsOf(range), quantity);
  if (range.year !== undefined && range.year !== vintage) return differs('vintage', range.year, vintage);
  const code = /(\d+)$/.exec(plainCode(origin?.code ?? ''))?.[1];
  if (range.project !== undefined && code !== undefined && range.project !== String(Number(code)))
    return differs('project', range.project, code);
  return undefined;
}

function refuseVintage(
  before: VintageState | undefined,
  { vintage, foreign }: ForeignCommand,
): Rejection | undefined {
  if (!before) return undefined;
  const by = howTold(foreign);
  const again = by === 'day' && before.days?.includes(foreign!.issuedOn!);
  if (before.by !== by || by === 'whole' || again)
    return reject('vintage-already-imported', '/vintage', { vintage, before: before.by });
  if ((before.days?.length ?? 0) >= DAYS_MAX)
    return reject('too-many-issuances', '/foreign/issuedOn', { limit: DAYS_MAX });
  return undefined;
}

function refuseTaken(before: SeriesState | undefined, range: ForeignRange): Rejection | undefined {
  const { series, from, to } = range;
  const taken = before?.taken ?? [];
  const overlap = overlapIn(taken, range);
  if (overlap)
    return reject('serials-already-imported', '/foreign/serial', {
      series,
      from,
      to,
      takenFrom: overlap[0],
      takenTo: overlap[1],
    });
  if (withTaken(taken, range).length > SEPARATE_RANGES_MAX)
    return reject('series-too-scattered', '/foreign/serial', { series, limit: SEPARATE_RANGES_MAX });
  return undefined;
}

/** Vintage and series after the issuance. */
export function evolveForeign(
  entities: Entities,
  { project, vintage, quantity, foreign, imported }: Facts<'units.issued'>,
): NextStates {
  if (!imported) return [];
  const id = vintageEntity(project, vintage);
  const { days = [] } = read(entities, id)?.state ?? {};
  const by = howTold(foreign);
  const state: VintageState = by === 'day' ? { by, days: [...days, foreign!.issuedOn!] } : { by };
  if (foreign?.serial === undefined) return [[id, state]];
  const range = foreignRange(foreign.serial, quantity);
  const series = seriesEntity(range);
  const { taken = [] } = read(entities, series)?.state ?? {};
  return [
    [id, state],
    [series, { taken: withTaken(taken, range) }],
  ];
}
