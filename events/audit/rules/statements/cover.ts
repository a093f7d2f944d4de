/**
 * DOMAIN §4: what a retirement covers of a statement. Credits: no more than is open, until twelve months
 * after the year. Certificates: of consumption in the statement's year. Each is counted as what it is.
 */
import { chinaDate } from '../../../../shared/base/day.ts';
import { cityOf } from '../../../../shared/land/banner.ts';
import {
  blockEntity,
  parcelEntity,
  projectEntity,
  statementEntity,
} from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import { methodologyOf } from '../../../../shared/sinks/methodology.ts';
import type { StatementState } from '../../../../shared/statements/states.ts';
import { purposes } from '../../../../shared/units/purpose.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { openOf } from './coverage.ts';

export function checkCover(live: LiveState, event: EventOfType<'units.retired'>, violates: Violates): void {
  const { at, by, facts } = event;
  const { covers, quantity, purpose, imported } = facts;
  if (!covers) return;
  const entity = statementEntity(covers.statement);
  const state = live.state(entity);
  if (!state) {
    violates('statement-unknown', { statement: covers.statement }, entity);
    return;
  }
  if (imported || state.organization !== by.org)
    violates('statement-of-another', { org: by.org, organization: state.organization }, entity);
  if (state.status === 'returned') violates('statement-status', { status: state.status }, entity);
  if (!purposes[purpose].covers) violates('cover-purpose', { purpose }, entity);
  const { tonnes, megawattHours } = covers;
  if ((tonnes === undefined) === (megawattHours === undefined)) violates('cover-counts', {}, entity);
  const counted = countedOf(live, state, facts);
  for (const [name, units] of Object.entries({ ...tonnes, ...megawattHours }))
    if (units !== (counted.get(name) ?? 0))
      violates('cover-counts', { name, units, expected: counted.get(name) ?? 0 }, entity);
  const sum = Object.values({ ...tonnes, ...megawattHours }).reduce((all, each) => all + each, 0);
  if (sum !== quantity) violates('cover-counts', { units: sum, expected: quantity }, entity);
  const { year } = state.stated;
  if (megawattHours && facts.consumptionYear !== year)
    violates('cover-year', { year, named: facts.consumptionYear }, entity);
  if (!tonnes) return;
  const [today, last] = [chinaDate(at), `${year + 1}-12-31`];
  if (today > last) violates('cover-window', { today, last }, entity);
  const { openTonnes } = openOf(state);
  if (BigInt(quantity) > openTonnes)
    violates('cover-exceeds', { quantity, open: String(openTonnes) }, entity);
}

/** Units by the name under which a cover counts them. */
function countedOf(
  live: LiveState,
  { stated }: StatementState,
  { items }: EventOfType<'units.retired'>['facts'],
): Map<string, number> {
  const counted = new Map<string, number>();
  for (const { batch, ranges } of items) {
    const origin = live.totals.get(batch)?.batch;
    const project = origin?.project;
    const credit = project === undefined ? undefined : creditName(live, project, stated.province);
    for (const { from, to, block = from } of ranges) {
      const delivered = live.state(blockEntity(batch, block))?.delivered !== undefined;
      const name = credit ?? (delivered ? 'physical' : 'certificate');
      counted.set(name, (counted.get(name) ?? 0) + to - from + 1);
    }
  }
  return counted;
}

/** `removal` by methodology; `Local` by the banner of the project's land. */
function creditName(live: LiveState, project: string, province: string): string {
  const state = live.state(projectEntity(project));
  const removes = methodologyOf(state?.methodology ?? '')?.removal === true;
  const [parcel] = state?.parcels ?? [];
  const banner = parcel === undefined ? undefined : live.state(parcelEntity(parcel))?.banner;
  const near = banner !== undefined && cityOf(banner).province === province;
  return `${removes ? 'removal' : 'avoidance'}${near ? 'Local' : 'Other'}`;
}
