/** The moves of a project that a caller may make now, and what each has to say. */

import type { Project } from '../../events/client/operations.schemas.ts';
import { needsExtraApproval } from '../../shared/sinks/eligibility.ts';
import { type ProjectStatus, transitionOf } from '../../shared/sinks/lifecycle/lifecycle.ts';
import type { ProjectEvent } from '../../shared/sinks/lifecycle/transition.ts';
import { methodologyOf } from '../../shared/sinks/methodology.ts';
import type { DevelopedStandard } from '../../shared/sinks/standard.ts';
import { type Actor, type Caller, isActing } from './project-course.ts';

export type MoveName =
  | 'develop'
  | 'approve'
  | 'publish'
  | 'validate'
  | 'request'
  | 'register'
  | 'refuse'
  | 'hold'
  | 'resume'
  | 'deactivate'
  | 'freeze'
  | 'release'
  | 'reversal'
  | 'deregister'
  | 'withdraw';

const moves: readonly (readonly [MoveName, ProjectEvent | undefined, Actor])[] = [
  ['develop', 'development.begun', 'developer'],
  ['approve', 'project.approved', 'regulator'],
  ['publish', 'design.published', 'developer'],
  ['validate', 'project.validated', 'validator'],
  ['request', 'registration.requested', 'developer'],
  ['register', 'project.registered', 'operator'],
  ['refuse', 'project.refused', 'operator'],
  ['hold', 'project.held', 'operator'],
  ['resume', 'project.resumed', 'operator'],
  ['deactivate', 'project.deactivated', 'operator'],
  // Certificates of the same power; their rules are apart from the lifecycle.
  ['freeze', undefined, 'operator'],
  ['release', undefined, 'operator'],
  // Carbon is lost in whatever status the project is.
  ['reversal', undefined, 'operator'],
  ['deregister', 'project.deregistered', 'operator'],
  ['withdraw', 'project.withdrawn', 'developer'],
];

/** What each move asks for, by the members of its body. */
export const fieldsOf = {
  develop: ['agreement'],
  approve: ['document'],
  publish: ['document', 'validator', 'startedOn', 'crediting/from', 'crediting/to', 'declared'],
  validate: ['document', 'conclusion'],
  request: ['commitment'],
  register: ['code'],
  refuse: ['reason'],
  hold: ['reason'],
  resume: ['reason'],
  deactivate: ['reason'],
  freeze: [],
  release: [],
  reversal: ['cause', 'occurredOn', 'kilograms', 'document'],
  deregister: ['reason'],
  withdraw: ['reason'],
} as const satisfies Record<MoveName, readonly string[]>;

export type FieldName = (typeof fieldsOf)[MoveName][number];

/** What can't be undone about the move, if anything. */
export const finalityOf = (move: MoveName): 'final' | 'finalDeregister' | 'lost' | 'frozen' | undefined => {
  if (move === 'reversal') return 'lost';
  if (move === 'freeze') return 'frozen';
  if (move === 'deregister') return 'finalDeregister';
  return move === 'refuse' || move === 'withdraw' ? 'final' : undefined;
};

/** As far as status and caller tell; the registry checks the rest. */
export const movesFor = (project: Project, caller: Caller | undefined): MoveName[] =>
  moves.flatMap(([name, event, actor]) => {
    const isAllowed =
      event === undefined ||
      transitionOf(project.standard, event)?.from.includes(project.status as ProjectStatus);
    return isAllowed && isMeant(name, project) && isActing(actor, project, caller) ? [name] : [];
  });

/** Whether it is the move's turn, beyond what the status tells. */
function isMeant(move: MoveName, project: Project): boolean {
  const { standard, category, approved, validation, status, design, issued, methodology } = project;
  const isPower = project.facility !== undefined;
  switch (move) {
    case 'approve':
      return (
        !approved && category !== undefined && needsExtraApproval(standard as DevelopedStandard, category)
      );
    case 'validate':
      // VCS keeps the status while a project is under validation.
      return validation === undefined;
    case 'request':
      return status !== 'under-validation' || validation !== undefined;
    case 'freeze':
      return isPower && status === 'registration-requested';
    case 'release':
      return isPower && project.requested !== undefined && isEnded(status);
    case 'reversal':
      return design !== undefined && issued > 0 && methodologyOf(methodology)?.nonPermanence.kind !== 'none';
    default:
      return true;
  }
}

/** In these the power is free again for certificates. */
const isEnded = (status: string): boolean => ['refused', 'withdrawn', 'deregistered'].includes(status);
