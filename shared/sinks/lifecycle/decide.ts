/** How a project's transition is decided: its owner, its status, the guards in order, the event. */
import { chinaDate } from '../../base/day.ts';
import type { Context, Draft } from '../../ledger/decision.ts';
import { type Entities, type EntityId, projectEntity, read } from '../../ledger/entity.ts';
import type { Facts } from '../../ledger/event.ts';
import { isRejection, type Rejection, reject } from '../../ledger/rejection.ts';
import type { Commands, Guard, Subject } from '../commands.ts';
import type { ProjectState } from '../states.ts';
import { guards } from './guards/guards.ts';
import { transitionOf } from './lifecycle.ts';
import type { ProjectEvent, Transition } from './transition.ts';

/** An event's facts, and the entities that it advances besides the project. */
export interface Decided<E extends ProjectEvent> {
  facts: Facts<E>;
  further?: readonly EntityId[];
}

/**
 * Decides a transition. Rejections in order: not-found (project), not-yours,
 * deregistered-is-final, not-in-this-lifecycle, transition-not-allowed, then the transition's
 * guards (ccer.ts, vcs.ts) in their order.
 */
export function decideTransition<E extends ProjectEvent>(
  entities: Entities,
  event: E,
  project: string,
  command: Commands[E],
  context: Context,
  decided: (subject: Subject<Commands[E]>) => Decided<E> | Rejection,
): Draft<E> | Rejection {
  const open = openTransition(entities, event, project, context);
  if (isRejection(open)) return open;
  const { state, transition } = open;
  const subject = { entities, project, state, command, context, today: chinaDate(context.at) };
  for (const name of transition.guards ?? []) {
    const guard: Guard<never> = guards[name];
    const refused = guard(subject as never);
    if (refused) return refused;
  }
  const outcome = decided(subject);
  if ('rejected' in outcome) return outcome;
  const { facts, further = [] } = outcome;
  return { type: event, facts, advances: [projectEntity(project), ...further] } as Draft<E>;
}

/** Checks before the guards: the project exists, is the caller's, and its status allows the transition. */
export function openTransition(
  entities: Entities,
  event: ProjectEvent,
  project: string,
  context: Pick<Context, 'org' | 'scope'>,
): { state: ProjectState; transition: Transition } | Rejection {
  const state = read(entities, projectEntity(project))?.state;
  if (!state) return reject('not-found', undefined, { project });
  const { standard, status } = state;
  const transition = transitionOf(standard, event);
  if (!isActors(state, transition, context)) return reject('not-yours', undefined, { project });
  if (status === 'deregistered') return reject('deregistered-is-final', undefined, { project });
  if (!transition) return reject('not-in-this-lifecycle', undefined, { standard, event });
  if (!transition.from.includes(status))
    return reject('transition-not-allowed', undefined, {
      status,
      event,
      allowedFrom: transition.from.join(', '),
    });
  return { state, transition };
}

/** A transition without an owner is open to every caller that the role table lets. */
function isActors(
  state: ProjectState,
  transition: Transition | undefined,
  { org, scope }: Pick<Context, 'org' | 'scope'>,
): boolean {
  if (scope === 'any') return true;
  return (transition?.by === 'validator' ? state.design?.validator : state.developer) === org;
}
