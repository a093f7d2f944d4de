/** Moves a project's status alone, for a reason: refuse, withdraw, hold, resume, deactivate, deregister. */
import type { Context, Draft } from '../ledger/decision.ts';
import type { Entities } from '../ledger/entity.ts';
import type { Rejection } from '../ledger/rejection.ts';
import { decideTransition } from './lifecycle/decide.ts';

/** The event of each move, by the verb that requests it. */
export const MOVES = {
  refuse: 'project.refused',
  withdraw: 'project.withdrawn',
  hold: 'project.held',
  resume: 'project.resumed',
  deactivate: 'project.deactivated',
  deregister: 'project.deregistered',
} as const;
export type Move = keyof typeof MOVES;

/** Rejections: decideTransition. */
export function decideMoveProject(
  entities: Entities,
  project: string,
  move: Move,
  { reason }: { reason: string },
  context: Context,
): Draft<(typeof MOVES)[Move]> | Rejection {
  return decideTransition(entities, MOVES[move], project, {}, context, () => ({
    facts: { project, reason },
  }));
}
