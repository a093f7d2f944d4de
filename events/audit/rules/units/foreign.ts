/**
 * Units of other registries come in once: none of their serial numbers appears twice, wherever it stands;
 * without serial numbers a vintage comes in once as a whole, or once by each day of issuance.
 */
import { chinaDate } from '../../../../shared/base/day.ts';
import { batchEntity, projectEntity, seriesEntity, vintageEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType, Facts } from '../../../../shared/ledger/event.ts';
import { plainCode } from '../../../../shared/units/foreign-number.ts';
import { foreignRange } from '../../../../shared/units/foreign-serial.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';

export function checkForeignIssuance(
  live: LiveState,
  { at, facts }: EventOfType<'units.issued'>,
  violates: Violates,
): void {
  const { project, vintage, foreign = {} } = facts;
  checkIssuedOn(facts, chinaDate(at), violates);
  const id = vintageEntity(project, vintage);
  const before = live.state(id);
  const by = foreign.serial !== undefined ? 'serial' : foreign.issuedOn !== undefined ? 'day' : 'whole';
  if (before && (before.by !== by || by === 'whole'))
    violates('foreign-vintage', { vintage, by, before: before.by }, id);
  else if (before && by === 'day' && before.days?.includes(foreign.issuedOn!))
    violates('foreign-vintage', { vintage, by: foreign.issuedOn, before: foreign.issuedOn }, id);
  if (foreign.serial !== undefined) checkSerial(live, facts, foreign.serial, violates);
}

/** First day of the vintage, as precisely as the event tells. */
const vintageBegin = ({ vintage, foreign }: Pick<Facts<'units.issued'>, 'vintage' | 'foreign'>): string =>
  foreign?.period?.from ?? `${vintage}-01-01`;

/**
 * The day of issuance lies between the first day of the vintage and the day of the record.
 * Days compare as texts.
 */
function checkIssuedOn({ vintage, foreign }: Facts<'units.issued'>, today: string, violates: Violates): void {
  const issuedOn = foreign?.issuedOn;
  if (issuedOn === undefined) return;
  const begin = vintageBegin({ vintage, foreign });
  if (issuedOn > today) violates('foreign-issued-late', { issuedOn, today });
  if (issuedOn < begin) violates('foreign-issued-early', { issuedOn, vintage, begin });
}

function checkSerial(
  live: LiveState,
  { project, vintage, quantity }: Facts<'units.issued'>,
  serial: string,
  violates: Violates,
): void {
  const range = foreignRange(serial, quantity);
  const { from, to, year } = range;
  const code = live.state(projectEntity(project))?.origin?.code;
  const number = /\d+$/.exec(plainCode(code ?? ''))?.[0]?.replace(/^0+(?=\d)/, '');
  const another = range.project !== undefined && number !== undefined && range.project !== number;
  if (to - from + 1 !== quantity || (year ?? vintage) !== vintage || another)
    violates('foreign-serial', { serial, quantity, vintage, code });
  const series = seriesEntity(range);
  const { taken = [] } = live.state(series) ?? {};
  for (const [first, last] of taken)
    if (Math.max(first, from) <= Math.min(last, to))
      violates('foreign-serial-twice', { from, to, first, last }, series);
}

/**
 * Only an import has a day of retirement elsewhere; that day has passed, and is not
 * before its batches' issuance.
 */
export function checkForeignRetirement(
  live: LiveState,
  { at, facts }: EventOfType<'units.retired'>,
  violates: Violates,
): void {
  const { foreign, imported, items } = facts;
  if (!foreign) return;
  if (!imported) violates('foreign-here');
  const today = chinaDate(at);
  const { retiredOn } = foreign;
  if (retiredOn > today) violates('foreign-retirement', { retiredOn, today });
  for (const { batch } of items) {
    const known = live.totals.get(batch)?.batch;
    if (!known) continue;
    const issued = known.foreign?.issuedOn ?? vintageBegin(known);
    if (retiredOn < issued) violates('foreign-retired-early', { retiredOn, issued }, batchEntity(batch));
  }
}
