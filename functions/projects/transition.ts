/** Endpoints that move a project: load what the decider looks at, decide, commit, answer with the event's facts. */

import * as z from 'zod';
import type { DocumentReference } from '../../shared/base/document.ts';
import { ProjectId } from '../../shared/base/field.ts';
import type { Context, Draft } from '../../shared/ledger/decision.ts';
import {
  agreementEntity,
  type Entities,
  type EntityId,
  parcelEntity,
  projectEntity,
  read,
} from '../../shared/ledger/entity.ts';
import { type EventOfType, factSchemas } from '../../shared/ledger/event.ts';
import type { Rejection } from '../../shared/ledger/rejection.ts';
import type { Action } from '../../shared/ledger/role.ts';
import type { ProjectEvent } from '../../shared/sinks/lifecycle/transition.ts';
import type { ProjectState } from '../../shared/sinks/states.ts';
import { requireDocuments } from '../documents/require.ts';
import { CommitReceipt, commitReply } from '../http/committed.ts';
import { type Endpoint, endpoint, type Request } from '../http/endpoint.ts';
import type { Loaded } from '../ledger/basis.ts';
import type { Plan } from '../ledger/commit.ts';
import type { Stored } from '../ledger/stored.ts';
import { theWorld } from '../world.ts';

export const ProjectPath = z.strictObject({ id: ProjectId });

/** What a transition answers: the event and its facts, with the project as `id`. */
const TransitionView = (event: Exclude<ProjectEvent, 'comment.received' | 'comments.treated'>) => () =>
  z.strictObject({
    id: z.string(),
    event: z.literal(event),
    ...(factSchemas[event] as z.ZodObject).omit({ project: true }).shape,
    version: z.int(),
    commit: CommitReceipt(),
  });

type Transitions = Exclude<ProjectEvent, 'comment.received' | 'comments.treated'>;

interface Declared<B extends z.ZodType> {
  summary: string;
  action: Action;
  event: Transitions;
  body: () => B;
  /** Documents of the body, with their pointers. */
  documents?: (body: z.infer<B>) => (readonly [pointer: string, document: DocumentReference])[];
  /** What else the decider looks at, besides the project; `state` is absent where there is none. */
  further?: (body: z.infer<B>, state: ProjectState | undefined) => EntityId[];
  decide: (entities: Entities, project: string, body: z.infer<B>, context: Context) => Draft | Rejection;
}

/** An endpoint whose decider needs no more than entities. */
export function transitionEndpoint<B extends z.ZodType>(declared: Declared<B>): Endpoint {
  const { documents = () => [], further = () => [], decide } = declared;
  return planned(declared, ({ path, body, identity }) => ({
    load: async () => ({ entities: await loadProject(path.id, (state) => further(body, state)) }),
    decide: ({ entities }, context) => decide(entities, path.id, body, context),
    confirm: () => requireDocuments(identity.org, documents(body)),
  }));
}

/** An endpoint that moves a project by a plan of its own. */
export function planned<B extends z.ZodType, L extends Loaded>(
  { summary, action, event, body }: Pick<Declared<B>, 'summary' | 'action' | 'event' | 'body'>,
  planOf: (request: Request<z.infer<B>, { id: string }>) => Plan<L>,
): Endpoint {
  return endpoint({
    summary,
    action,
    path: ProjectPath,
    body,
    status: 200,
    reply: TransitionView(event),
    commits: true,
    run: (request) =>
      commitReply(
        theWorld(),
        request,
        planOf(request as unknown as Request<z.infer<B>, { id: string }>),
        ({ type, facts, advances }: EventOfType<Transitions>) => {
          const { project, ...said } = facts;
          const { version } = advances[0]!;
          return { json: { id: project, event: type, ...said, version }, etag: version };
        },
      ),
  });
}

/** The project, and what its state leads to. */
export async function loadProject(
  project: string,
  further: (state: ProjectState | undefined) => EntityId[],
): Promise<Map<EntityId, Stored>> {
  const { reads } = theWorld();
  const entities = await reads.entities([projectEntity(project)]);
  const wanted = further(read(entities, projectEntity(project))?.state);
  if (wanted.length === 0) return entities;
  return new Map([...entities, ...(await reads.entities(wanted))]);
}

/** Its parcels, and the agreement: the one given, or the one that it has. */
export function landAndAgreement(state: ProjectState | undefined, agreement = state?.agreement): EntityId[] {
  return [...(state?.parcels ?? []).map(parcelEntity), ...(agreement ? [agreementEntity(agreement)] : [])];
}
