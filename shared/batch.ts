/** Batches (批次): one issuance of a project's vintage, serials 1…n, in one or several lanes. */
import { withBuffered } from './buffer.ts';
import { type Context, type Draft, deriveId } from './decision.ts';
import {
  accountEntity,
  type BlockState,
  batchEntity,
  blockEntity,
  type Entities,
  type EntityId,
  type EntityState,
  organizationEntity,
  projectEntity,
  read,
  reportEntity,
} from './entity.ts';
import type { EventOfType, Facts } from './event.ts';
import { instrumentOf } from './instrument.ts';
import type { ReportState } from './monitoring-report.ts';
import { changedFacility, withCredited } from './power/facility.ts';
import { changed } from './project.ts';
import { type Rejection, reject } from './rejection.ts';
import { openTonnes } from './report-tonnes.ts';

export interface IssueUnits {
  project: string;
  vintage: number;
  /** In the instrument's base unit. */
  quantity: number;
  /** The account that receives the batch; the developer's own where it is left out. */
  account?: string | undefined;
  /** Into how many blocks, so that many takers don't meet at one. */
  lanes: number;
}

/** First serials of `lanes` blocks of as equal size as whole units allow. */
export function laneStarts(from: number, quantity: number, lanes: number): number[] {
  const size = Math.floor(quantity / lanes);
  const larger = quantity % lanes;
  return Array.from({ length: lanes }, (_, lane) => from + lane * size + Math.min(lane, larger));
}

/** The blocks of the lanes that begin at `starts` and end with serial `to`, born with the commit `since`. */
export function laneBlocks(
  batch: string,
  starts: readonly number[],
  to: number,
  account: string,
  status: BlockState['status'],
  since: string,
): [EntityId, BlockState][] {
  return starts.map((from, lane) => {
    const last = (starts[lane + 1] ?? to + 1) - 1;
    return [blockEntity(batch, from), { batch, from, to: last, account, status, since }];
  });
}

/**
 * Issues units of an imported project. Rejections in order: not-found (project), issuance-needs-verification, no-account, not-found (account),
 * buffer-account, too-many-lanes, id-taken.
 */
export function decideIssueUnits(
  entities: Entities,
  command: IssueUnits,
  context: Context,
): Draft | Rejection {
  const batch = deriveId('b', context.id);
  const project = read(entities, 'project', projectEntity(command.project));
  if (!project) return reject('not-found', undefined, { project: command.project });
  if (project.state.status !== 'imported')
    return reject('issuance-needs-verification', undefined, { status: project.state.status });
  const developer = read(entities, 'organization', organizationEntity(project.state.developer));
  const account = command.account ?? developer?.state.account;
  if (!account) return reject('no-account', '/account');
  const receiver = read(entities, 'account', accountEntity(account));
  if (!receiver) return reject('not-found', '/account', { account });
  if (receiver.state.buffer) return reject('buffer-account', '/account', { account });
  if (command.lanes > command.quantity)
    return reject('too-many-lanes', '/lanes', { lanes: command.lanes, quantity: command.quantity });
  if (entities.has(batchEntity(batch))) return reject('id-taken');
  const lanes = laneStarts(1, command.quantity, command.lanes);
  return {
    type: 'units.issued',
    facts: {
      batch,
      project: command.project,
      instrument: instrumentOf(project.state.standard),
      vintage: command.vintage,
      quantity: command.quantity,
      account,
      lanes,
      legacy: project.state.legacy,
      imported: true,
    },
    advances: [
      projectEntity(command.project),
      batchEntity(batch),
      ...lanes.map((from) => blockEntity(batch, from)),
    ],
  };
}

/** Of a power project also the facility: its power of the report's period is used up as reductions. */
function creditedPower(
  entities: Entities,
  { report, state }: { report: string; state: ReportState },
): [EntityId, EntityState][] {
  const facility = read(entities, 'project', projectEntity(state.project))?.state.facility;
  if (facility === undefined) return [];
  return changedFacility(entities, facility, (plant) => withCredited(plant, report, state.period));
}

export function evolveUnitsIssued(
  entities: Entities,
  { id, facts }: EventOfType<'units.issued'>,
): [EntityId, EntityState][] {
  const { batch, quantity, account, lanes, instrument, vintage, legacy, imported, report, buffer } = facts;
  const held = quantity - (buffer?.quantity ?? 0);
  const fulfilled = evolveReportIssued(entities, facts);
  const next: [EntityId, EntityState][] = [
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
    ...(fulfilled ? [[reportEntity(fulfilled.report), fulfilled.state] as [EntityId, EntityState]] : []),
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
      },
    ],
  ];
  next.push(...laneBlocks(batch, lanes, held, account, 'held', id));
  if (buffer) {
    const [from, to] = [held + 1, quantity];
    const block: BlockState = { batch, from, to, account: buffer.account, status: 'buffer', since: id };
    next.push([blockEntity(batch, from), block]);
  }
  return next;
}

/** The report with what was issued of its vintage; done when nothing of it is left to issue. */
function evolveReportIssued(
  entities: Entities,
  { report, vintage, quantity, buffer }: Facts<'units.issued'>,
) {
  const current = report && read(entities, 'report', reportEntity(report))?.state;
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
