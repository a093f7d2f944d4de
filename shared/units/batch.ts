/** Batches (批次): a batch is one issuance of a project's vintage, serials 1…n, in one or several lanes. */

import {
  batchEntity,
  blockEntity,
  type Entities,
  type NextState,
  type NextStates,
  projectEntity,
  read,
  reportEntity,
} from '../ledger/entity.ts';
import type { EventOfType, Facts } from '../ledger/event.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { changedFacility, withCredited } from '../power/facility.ts';
import { changed } from '../sinks/project.ts';
import { openTonnes } from '../sinks/report-tonnes.ts';
import type { ReportState } from '../sinks/states.ts';
import { withBuffered } from './buffer.ts';
import { evolveForeign } from './foreign-issuance.ts';
import type { BlockState } from './states.ts';

/** First serials of `lanes` blocks, as equal in size as whole units allow. */
export function laneStarts(from: number, quantity: number, lanes: number): number[] {
  const size = Math.floor(quantity / lanes);
  const larger = quantity % lanes;
  return Array.from({ length: lanes }, (_, lane) => from + lane * size + Math.min(lane, larger));
}

/** The blocks of the lanes that begin at `starts` and end with serial `to`; commit `since` creates them. */
export function laneBlocks(
  batch: string,
  starts: readonly number[],
  to: number,
  account: string,
  status: BlockState['status'],
  since: string,
): NextState<'block'>[] {
  return starts.map((from, lane) => {
    const last = (starts[lane + 1] ?? to + 1) - 1;
    return [blockEntity(batch, from), { batch, from, to: last, account, status, since }];
  });
}

/** How a batch is cut: usable units in lanes, then one block of those already retired elsewhere. */
export function cutLanes(
  quantity: number,
  retiredElsewhere: number,
  lanes: number,
): { starts: number[]; blocks: number[] } | Rejection {
  const live = quantity - retiredElsewhere;
  if (live < 0)
    return reject('more-retired-than-issued', '/retiredElsewhere', { retired: retiredElsewhere, quantity });
  // If all units are retired there is no block to take from, and asking for one lane is no fault.
  if (lanes > Math.max(1, live)) return reject('too-many-lanes', '/lanes', { lanes, quantity: live });
  const starts = live > 0 ? laneStarts(1, live, lanes) : [];
  return { starts, blocks: retiredElsewhere > 0 ? [...starts, live + 1] : starts };
}

/** The blocks of a batch so cut; the commit `since` creates them. */
export function cutBlocks(
  { batch, quantity, account, lanes, retiredElsewhere = 0 }: CutBatch,
  since: string,
): NextState<'block'>[] {
  const live = quantity - retiredElsewhere;
  const blocks = laneBlocks(batch, lanes, live, account, 'held', since);
  if (retiredElsewhere > 0)
    blocks.push(...laneBlocks(batch, [live + 1], quantity, account, 'retired-elsewhere', since));
  return blocks;
}

type CutBatch = Pick<Facts<'units.issued'>, 'batch' | 'quantity' | 'account' | 'lanes' | 'retiredElsewhere'>;

/** For a power project also the facility: its power of the report's period is used up as reductions. */
function creditedPower(
  entities: Entities,
  { report, state }: { report: string; state: ReportState },
): NextStates {
  const facility = read(entities, projectEntity(state.project))?.state.facility;
  if (facility === undefined) return [];
  return changedFacility(entities, facility, (plant) => withCredited(plant, report, state.period));
}

export function evolveUnitsIssued(
  entities: Entities,
  { id, facts }: EventOfType<'units.issued'>,
): NextStates {
  const { batch, quantity, account, lanes, instrument, vintage, legacy, imported, report, buffer, foreign } =
    facts;
  const held = quantity - (buffer?.quantity ?? 0);
  const fulfilled = evolveReportIssued(entities, facts);
  const next: NextStates = [
    ...changed(
      entities,
      facts.project,
      'units.issued',
      ({ issued, buffered }) => ({
        issued: issued + quantity,
        ...(buffer && {
          buffered: withBuffered(buffered, { batch, from: held + 1, to: quantity, vintage }),
        }),
      }),
      fulfilled?.state.status === 'issuance-requested',
    ),
    ...(fulfilled ? [[reportEntity(fulfilled.report), fulfilled.state] satisfies NextState] : []),
    ...(fulfilled ? creditedPower(entities, fulfilled) : []),
    [
      batchEntity(batch),
      {
        project: facts.project,
        instrument,
        vintage,
        issued: quantity,
        legacy,
        imported,
        ...(report && { report }),
        ...(foreign && { foreign }),
      },
    ],
    ...evolveForeign(entities, facts),
  ];
  const { retiredElsewhere } = facts;
  next.push(...cutBlocks({ batch, quantity: held, account, lanes, retiredElsewhere }, id));
  if (buffer) {
    const [from, to] = [held + 1, quantity];
    const block: BlockState = { batch, from, to, account: buffer.account, status: 'buffer', since: id };
    next.push([blockEntity(batch, from), block]);
  }
  return next;
}

/** The report with what was issued of its vintage; it is done when nothing of it is left to issue. */
function evolveReportIssued(
  entities: Entities,
  { report, vintage, quantity, buffer }: Facts<'units.issued'>,
) {
  const current = report && read(entities, reportEntity(report))?.state;
  if (!current) return undefined;
  const vintages = current.vintages.map((each) => {
    if (each.vintage !== vintage) return each;
    const buffered = each.buffered + (buffer?.quantity ?? 0);
    return { ...each, issued: each.issued + quantity, buffered };
  });
  const open = vintages.some((each) => openTonnes(each) > 0);
  const state: ReportState = { ...current, vintages, status: open ? 'issuance-requested' : 'issued' };
  return { report, state };
}
