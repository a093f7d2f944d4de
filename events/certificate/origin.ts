/**
 * The origin of a certificate's units: for every batch the leaf that issued it, and the registration of the
 * project or facility that it was issued to. Ids are derived from commits, so no leaf can stand for another.
 */

import { groupedBy } from '../../shared/base/grouped-by.ts';
import type { EventOfType, Facts, RegistryEvent } from '../../shared/ledger/event.ts';
import { serialsOf } from '../../shared/units/block.ts';
import { type InstrumentCode, instrumentRow } from '../../shared/units/instrument.ts';
import { purposes } from '../../shared/units/purpose.ts';
import type { SerialRange } from '../../shared/units/states.ts';
import { bornId } from '../audit/rules/log/birth.ts';
import type { Fault } from './evidence.ts';

type Issuance = EventOfType<'units.issued' | 'generation.confirmed' | 'generation.imported'>;
export type ProjectLeaf = EventOfType<'project.imported' | 'project.registered'>;
export type FacilityLeaf = EventOfType<'facility.registered' | 'facility.imported'>;

/** An issuance's statements on its batch. */
interface Batch {
  batch: string;
  instrument: InstrumentCode;
  quantity: number;
}

/** The leaves that some of the serials originate from. */
export type Origin = { serials: SerialRange[]; batch: Batch } & (
  | { issued: EventOfType<'units.issued'>; project: ProjectLeaf }
  | { issued: EventOfType<'generation.confirmed' | 'generation.imported'>; facility: FacilityLeaf }
);

/**
 * For every batch its issuance, which contains the serials, and the registration of its project or facility.
 */
export function originsOf(
  { facts }: EventOfType<'units.retired'>,
  events: readonly RegistryEvent[],
  fault: Fault,
): Origin[] {
  const retired = serialsOf(facts.items);
  const twice = overlapIn(retired);
  if (twice) {
    const { batch, from, to } = twice;
    const serials = `${batch}/${from}-${to}`;
    fault('/retirement/serials', `${serials} 重复`, `${serials} stands there twice`);
  }
  const byBatch = groupedBy(retired, ({ batch }) => batch);
  return [...byBatch].flatMap(([id, serials]) => {
    const issued = issuanceOf(id, events, fault);
    if (!issued) return [];
    const { event, batch } = issued;
    if (serials.some(({ from, to }) => from < 1 || from > to || to > batch.quantity))
      fault('/retirement/serials', `序号超出批次 ${id}`, `serials outside batch ${id}`);
    checkUse(batch, facts, fault);
    checkRetirable({ serials, batch }, event, facts, events, fault);
    return originOf({ serials, batch }, event, events, fault);
  });
}

/** The origin of a whole batch; undefined, with a fault, where its leaves aren't there. */
export function originOfBatch(
  id: string,
  events: readonly RegistryEvent[],
  fault: Fault,
): Origin | undefined {
  const issued = issuanceOf(id, events, fault);
  if (!issued) return undefined;
  const { event, batch } = issued;
  const serials = [{ batch: id, from: 1, to: batch.quantity }];
  return originOf({ serials, batch }, event, events, fault)[0];
}

/** Serials that two of the ranges have, if any. */
export function overlapIn(ranges: readonly SerialRange[]): SerialRange | undefined {
  for (const each of groupedBy(ranges, ({ batch }) => batch).values()) {
    const ascending = each.toSorted((a, b) => a.from - b.from);
    let last = 0;
    for (const { batch, from, to } of ascending) {
      if (from <= last) return { batch, from, to: Math.min(to, last) };
      last = to;
    }
  }
  return undefined;
}

/**
 * The leaf that bore the batch. An id that isn't derived from its commit could belong to another issuance.
 */
function issuanceOf(
  id: string,
  events: readonly RegistryEvent[],
  fault: Fault,
): { event: Issuance; batch: Batch } | undefined {
  for (const event of events) {
    if (!isIssuance(event)) continue;
    const batch = event.type === 'generation.confirmed' ? event.facts.issued : event.facts;
    if (batch?.batch === id && bornId('b', event.id) === id) return { event, batch };
  }
  fault('/evidence', `缺少批次 ${id} 的签发证明`, `no proof of the issuance of batch ${id}`);
  return undefined;
}

const isIssuance = (event: RegistryEvent): event is Issuance =>
  event.type === 'units.issued' ||
  event.type === 'generation.confirmed' ||
  event.type === 'generation.imported';

/** Tonnes have the uses of tonnes, megawatt-hours those of megawatt-hours. */
function checkUse({ batch, instrument }: Batch, { purpose }: Facts<'units.retired'>, fault: Fault): void {
  if (instrumentRow(instrument).purposes !== purposes[purpose].of)
    fault(
      '/retirement/purpose',
      `批次 ${batch} 的 ${instrument} 不用于 ${purpose}`,
      `${instrument} of batch ${batch} is not used for ${purpose}`,
    );
}

/**
 * Checks that the retiring party was entitled: the operator may retire only serials that the import says
 * were retired there, the holder only the others. No other event moves such serials, so the leaf that
 * brought them in decides.
 */
function checkRetirable(
  { serials, batch }: Pick<Origin, 'serials' | 'batch'>,
  issued: Issuance,
  { account, imported }: Facts<'units.retired'>,
  events: readonly RegistryEvent[],
  fault: Fault,
): void {
  const wrong = serials.find(
    (range) => retiredElsewhere(range, issued, account, events) !== (imported ? 'all' : 'none'),
  );
  if (!wrong) return;
  const place = `${batch.batch}/${wrong.from}-${wrong.to}`;
  if (imported)
    fault(
      '/retirement/imported',
      `导入未载明 ${place} 已在境外注销，登记机构无权注销`,
      `no import says that ${place} was retired there, and the operator may retire nothing else`,
    );
  else
    fault(
      '/retirement/serials',
      `${place} 导入时已在境外注销，不可再次使用`,
      `${place} was retired elsewhere before its import, and can't be used again`,
    );
}

/** How much of a range was retired elsewhere according to the evidence. */
function retiredElsewhere(
  { batch, from, to }: SerialRange,
  issued: Issuance,
  account: string,
  events: readonly RegistryEvent[],
): 'all' | 'some' | 'none' {
  if (issued.type !== 'generation.confirmed') {
    const { quantity, retiredElsewhere: last = 0, account: owner } = issued.facts;
    if (from > quantity - last) return owner === account ? 'all' : 'some';
    if (to > quantity - last) return 'some';
  }
  const delivered = events.some(
    ({ type, facts }) =>
      type === 'supply.delivered' &&
      facts.retiredElsewhere === true &&
      facts.to === account &&
      serialsOf(facts.items).some((each) => each.batch === batch && each.from <= from && to <= each.to),
  );
  return delivered ? 'all' : 'none';
}

function originOf(
  of: Pick<Origin, 'serials' | 'batch'>,
  issued: Issuance,
  events: readonly RegistryEvent[],
  fault: Fault,
): Origin[] {
  if (issued.type === 'units.issued') {
    const { project } = issued.facts;
    const registered = projectLeafOf(project, events);
    if (registered) return [{ ...of, issued, project: registered }];
    fault(
      '/evidence',
      `缺少项目 ${project} 的登记证明`,
      `no proof of the registration of project ${project}`,
    );
    return [];
  }
  const { facility } = issued.facts;
  const registered = facilityLeafOf(facility, events);
  if (registered) return [{ ...of, issued, facility: registered }];
  fault(
    '/evidence',
    `缺少发电项目 ${facility} 的登记证明`,
    `no proof of the registration of facility ${facility}`,
  );
  return [];
}

/**
 * The leaf that brought the project into the registry: its import, or its registration
 * here after earlier stages.
 */
function projectLeafOf(project: string, events: readonly RegistryEvent[]): ProjectLeaf | undefined {
  for (const event of events) {
    if (event.type === 'project.imported' && event.facts.project === project)
      return bornId('p', event.id) === project ? event : undefined;
    if (event.type === 'project.registered' && event.facts.project === project) return event;
  }
  return undefined;
}

/** The leaf of a facility's birth: its registration or import. */
function facilityLeafOf(facility: string, events: readonly RegistryEvent[]): FacilityLeaf | undefined {
  for (const event of events) {
    if (event.type !== 'facility.registered' && event.type !== 'facility.imported') continue;
    if (event.facts.facility === facility && bornId('f', event.id) === facility) return event;
  }
  return undefined;
}
