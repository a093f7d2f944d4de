/**
 * What other registries issued comes in once: no serial number of theirs twice, wherever it stands; and where there is none,
 * a vintage once as a whole, or once by each day of issuance.
 */
import { chinaDate } from '../../../shared/day.ts';
import { projectEntity, seriesEntity, vintageEntity } from '../../../shared/entity.ts';
import type { EventOfType, Facts } from '../../../shared/event.ts';
import type { SeriesState, VintageState } from '../../../shared/foreign-issuance.ts';
import { plainCode } from '../../../shared/foreign-number.ts';
import { foreignRange } from '../../../shared/foreign-serial.ts';
import type { ProjectState } from '../../../shared/project.ts';
import type { LiveState } from '../live-state.ts';
import type { Report } from '../violation.ts';

export function checkForeignIssuance(live: LiveState, facts: Facts<'units.issued'>, report: Report): void {
  const { project, vintage, foreign = {} } = facts;
  const id = vintageEntity(project, vintage);
  const before = live.entities.get(id)?.state as VintageState | undefined;
  const by = foreign.serial !== undefined ? 'serial' : foreign.issuedOn !== undefined ? 'day' : 'whole';
  if (before && (before.by !== by || by === 'whole'))
    report('foreign-vintage', { vintage, by, before: before.by }, id);
  else if (before && by === 'day' && before.days?.includes(foreign.issuedOn!))
    report('foreign-vintage', { vintage, by: foreign.issuedOn, before: foreign.issuedOn }, id);
  if (foreign.serial !== undefined) checkSerial(live, facts, foreign.serial, report);
}

function checkSerial(
  live: LiveState,
  { project, vintage, quantity }: Facts<'units.issued'>,
  serial: string,
  report: Report,
): void {
  const range = foreignRange(serial, quantity);
  const { from, to, year } = range;
  const code = (live.entities.get(projectEntity(project))?.state as ProjectState | undefined)?.origin?.code;
  const number = /\d+$/.exec(plainCode(code ?? ''))?.[0]?.replace(/^0+(?=\d)/, '');
  const another = range.project !== undefined && number !== undefined && range.project !== number;
  if (to - from + 1 !== quantity || (year ?? vintage) !== vintage || another)
    report('foreign-serial', { serial, quantity, vintage, code });
  const series = seriesEntity(range);
  const { taken = [] } = (live.entities.get(series)?.state ?? {}) as Partial<SeriesState>;
  for (const [first, last] of taken)
    if (Math.max(first, from) <= Math.min(last, to))
      report('foreign-serial-twice', { from, to, first, last }, series);
}

/** Only an import has a day of retirement elsewhere, and one that has passed. */
export function checkForeignRetirement({ at, facts }: EventOfType<'units.retired'>, report: Report): void {
  const { foreign, imported } = facts;
  if (!foreign) return;
  if (!imported) report('foreign-here');
  const today = chinaDate(at);
  if (foreign.retiredOn > today) report('foreign-retirement', { retiredOn: foreign.retiredOn, today });
}
