/** What the commands that move a project have in common. */

import * as z from 'zod';
import { ProjectId } from '../../shared/base/field.ts';
import {
  agreementEntity,
  type EntityId,
  parcelEntity,
  projectEntity,
  read,
} from '../../shared/ledger/entity.ts';
import { type EventOfType, factSchemas } from '../../shared/ledger/event.ts';
import type { ProjectEvent } from '../../shared/sinks/lifecycle/transition.ts';
import type { ProjectState } from '../../shared/sinks/states.ts';
import { moved } from '../http/command.ts';
import { CommitReceipt } from '../http/receipt.ts';
import type { Loaded } from '../ledger/basis.ts';
import type { Reading } from '../ledger/commit.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { addTo, type Stored } from '../ledger/stored.ts';

export const ProjectPath = z.strictObject({ id: ProjectId });

type Moving = Exclude<ProjectEvent, 'comment.received' | 'public-comment.received' | 'comments.treated'>;

/** The answer of a transition: the event and its facts, with the project as `id`. */
const TransitionView = (event: Moving) => () =>
  z.strictObject({
    id: z.string(),
    event: z.literal(event),
    ...(factSchemas[event] as z.ZodObject).omit({ project: true }).shape,
    version: z.int(),
    commit: CommitReceipt(),
  });

/** What all commands that move a project share: the path, and the answer made of the event's facts. */
export const transition = <E extends Moving>(event: E) => ({
  event,
  path: ProjectPath,
  status: 200,
  reply: TransitionView(event),
  view: transitionView,
});

function transitionView(event: EventOfType<Moving>) {
  const { project, ...said } = event.facts;
  return moved(event, { id: project, event: event.type, ...said });
}

/** Loads the project alone. */
export async function loadAlone({ path }: { path: { id: string } }, { reads }: Reading): Promise<Loaded> {
  return { entities: await reads.entities([projectEntity(path.id)]) };
}

/** The project, and the entities that its state leads to. */
export async function loadProject(
  reads: LedgerReads,
  project: string,
  further: (state: ProjectState | undefined) => EntityId[],
): Promise<Map<EntityId, Stored>> {
  const entities = await reads.entities([projectEntity(project)]);
  const wanted = further(read(entities, projectEntity(project))?.state);
  if (wanted.length === 0) return entities;
  return addTo(entities, await reads.entities(wanted));
}

/** The project's parcels, and the agreement: the given one, or the project's own. */
export function landAndAgreement(state: ProjectState | undefined, agreement = state?.agreement): EntityId[] {
  return [...(state?.parcels ?? []).map(parcelEntity), ...(agreement ? [agreementEntity(agreement)] : [])];
}
