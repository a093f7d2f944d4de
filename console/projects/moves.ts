/** The moves of a project that a caller may make now, and what each has to say. */

import type { CommitReceipt, DocumentReference, Project } from '../../events/client/operations.schemas.ts';
import {
  postV1ProjectsIdDevelop,
  postV1ProjectsIdPublish,
  postV1ProjectsIdRefuse,
  postV1ProjectsIdRegister,
  postV1ProjectsIdRequestRegistration,
  postV1ProjectsIdWithdraw,
} from '../../events/client/operations.ts';
import type { Change } from '../../events/client/request.ts';
import { type ProjectStatus, transitionOf } from '../../shared/sinks/lifecycle/lifecycle.ts';
import type { ProjectEvent } from '../../shared/sinks/lifecycle/transition.ts';
import { type Actor, type Caller, isActing } from './project-course.ts';

export type MoveName = 'develop' | 'publish' | 'request' | 'register' | 'refuse' | 'withdraw';

const moves: readonly (readonly [MoveName, ProjectEvent, Actor])[] = [
  ['develop', 'development.begun', 'developer'],
  ['publish', 'design.published', 'developer'],
  ['request', 'registration.requested', 'developer'],
  ['register', 'project.registered', 'operator'],
  ['refuse', 'project.refused', 'operator'],
  ['withdraw', 'project.withdrawn', 'developer'],
];

/** What each move asks for, by the members of its body. */
export const fieldsOf = {
  develop: ['agreement'],
  publish: ['document', 'validator', 'startedOn', 'crediting/from', 'crediting/to', 'declared'],
  request: ['commitment'],
  register: ['code'],
  refuse: ['reason'],
  withdraw: ['reason'],
} as const satisfies Record<MoveName, readonly string[]>;

export type FieldName = (typeof fieldsOf)[MoveName][number];

/** They end the project for good. */
export const isEnding = (move: MoveName): boolean => move === 'refuse' || move === 'withdraw';

/** As far as status and caller tell; the registry checks the rest. */
export const movesFor = (project: Project, caller: Caller | undefined): MoveName[] =>
  moves.flatMap(([name, event, actor]) => {
    const isAllowed = transitionOf(project.standard, event)?.from.includes(project.status as ProjectStatus);
    return isAllowed && isActing(actor, project, caller) ? [name] : [];
  });

export interface MoveForm {
  agreement?: string;
  document?: File[];
  commitment?: File[];
  validator?: string;
  startedOn?: string;
  crediting?: { from?: string; to?: string };
  code?: string;
  reason?: string;
}

/** The request of a move. @param file what was uploaded for it, where it asks for one */
export function requestOf(
  move: MoveName,
  id: string,
  form: MoveForm,
  file: DocumentReference | undefined,
): Change<{ commit: CommitReceipt }> {
  const { agreement = '', validator = '', startedOn = '', crediting = {}, code = '', reason = '' } = form;
  if (move === 'develop') return postV1ProjectsIdDevelop(id, { agreement });
  if (move === 'register') return postV1ProjectsIdRegister(id, { code });
  if (move === 'refuse') return postV1ProjectsIdRefuse(id, { reason });
  if (move === 'withdraw') return postV1ProjectsIdWithdraw(id, { reason });
  if (!file) throw new Error('no document');
  if (move === 'request') return postV1ProjectsIdRequestRegistration(id, { commitment: file });
  return postV1ProjectsIdPublish(id, {
    document: file,
    validator,
    startedOn,
    crediting: { from: crediting.from ?? '', to: crediting.to ?? '' },
    legalDuty: false,
    underEts: false,
  });
}
