/** Batches (批次): one issuance of a project's vintage, serials 1…n, in one or several lanes. */
import { type Context, type Draft, deriveId } from './decision.ts';
import {
  accountEntity,
  batchEntity,
  blockEntity,
  type Entities,
  type EntityId,
  type EntityState,
  organizationEntity,
  projectEntity,
  read,
} from './entity.ts';
import type { EventOfType } from './event.ts';
import { instrumentOf } from './instrument.ts';
import { type Rejection, reject } from './rejection.ts';

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

/** Rejections in order: not-found (project), no-account, not-found (account), too-many-lanes, id-taken. */
export function decideIssueUnits(
  entities: Entities,
  command: IssueUnits,
  context: Context,
): Draft | Rejection {
  const batch = deriveId('b', context.id);
  const project = read(entities, 'project', projectEntity(command.project));
  if (!project) return reject('not-found', undefined, { project: command.project });
  const developer = read(entities, 'organization', organizationEntity(project.state.developer));
  const account = command.account ?? developer?.state.account;
  if (!account) return reject('no-account', '/account');
  if (!entities.has(accountEntity(account))) return reject('not-found', '/account', { account });
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
      imported: project.state.origin !== undefined,
    },
    advances: [
      projectEntity(command.project),
      batchEntity(batch),
      ...lanes.map((from) => blockEntity(batch, from)),
    ],
  };
}

export function evolveUnitsIssued(
  entities: Entities,
  { id, facts }: EventOfType<'units.issued'>,
): [EntityId, EntityState][] {
  const { batch, quantity, account, lanes, instrument, vintage, legacy, imported } = facts;
  const projectId = projectEntity(facts.project);
  const project = read(entities, 'project', projectId);
  if (!project) return [];
  const next: [EntityId, EntityState][] = [
    [projectId, { ...project.state, issued: project.state.issued + quantity }],
    [
      batchEntity(batch),
      {
        project: facts.project,
        instrument,
        vintage,
        issued: quantity,
        legacy,
        imported,
      },
    ],
  ];
  for (const [lane, from] of lanes.entries()) {
    const to = (lanes[lane + 1] ?? quantity + 1) - 1;
    next.push([blockEntity(batch, from), { batch, from, to, account, status: 'held', since: id }]);
  }
  return next;
}
