/** Sink projects: their state, and how the events of their lives change it. Transitions: lifecycle/. */

import { chinaDate } from '../base/day.ts';
import type { DocumentReference } from '../base/document.ts';
import {
  accountEntity,
  degreeEntity,
  type Entities,
  footprintEntity,
  type NextStates,
  projectEntity,
  read,
  registrationEntity,
} from '../ledger/entity.ts';
import type { EventOfType, EventType } from '../ledger/event.ts';
import { type ProjectStatus, transitionOf } from './lifecycle/lifecycle.ts';
import type { FiledDocument, ProjectState } from './states.ts';

/** The filed documents with one more; the same file of the same organization is listed once. */
export function withDocument(
  documents: readonly FiledDocument[] | undefined,
  document: DocumentReference,
  organization: string,
): FiledDocument[] {
  const known = documents ?? [];
  if (known.some((each) => each.sha256 === document.sha256 && each.organization === organization))
    return [...known];
  return [...known, { ...document, organization }];
}

/** The status after an event; `otherwise` chooses the transition's other outcome. */
export function statusAfter(
  { standard, status, before }: ProjectState,
  event: EventType,
  otherwise = false,
): ProjectStatus {
  const transition = transitionOf(standard, event);
  // An imported project has no lifecycle; an event that the status doesn't allow leaves it unchanged.
  if (!transition?.from.includes(status)) return status;
  if (otherwise && transition.otherwise) return transition.otherwise;
  if (transition.to === 'same') return status;
  return transition.to === 'before' ? (before ?? status) : transition.to;
}

export function evolveProjectReserved(
  _entities: Entities,
  { id, facts }: EventOfType<'project.reserved'>,
): NextStates {
  const { project, ...state } = facts;
  return [
    [projectEntity(project), { ...state, status: 'reserved', legacy: false, issued: 0, registered: id }],
  ];
}

export function evolveDevelopmentBegun(
  entities: Entities,
  { facts }: EventOfType<'development.begun'>,
): NextStates {
  return changed(entities, facts.project, 'development.begun', () => ({ agreement: facts.agreement }));
}

export function evolveProjectApproved(
  entities: Entities,
  { by, facts }: EventOfType<'project.approved'>,
): NextStates {
  return changed(entities, facts.project, 'project.approved', ({ documents }) => ({
    approved: true,
    documents: withDocument(documents, facts.document, by.org),
  }));
}

export function evolveDesignPublished(
  entities: Entities,
  { by, facts }: EventOfType<'design.published'>,
): NextStates {
  const { project, document, validator, startedOn, crediting, boundary, comments, degrees, cells } = facts;
  const next = changed(entities, project, 'design.published', (state) => ({
    design: {
      document: document.sha256,
      validator,
      startedOn,
      crediting,
      boundary,
      comments,
      commentsBefore: state.comments ?? 0,
    },
    areaSquareMetres: facts.areaSquareMetres,
    documents: withDocument(state.documents, document, by.org),
  }));
  for (const degree of degrees) {
    const current = read(entities, degreeEntity(degree))?.state;
    next.push([degreeEntity(degree), { publications: (current?.publications ?? 0) + 1 }]);
  }
  for (const cell of cells) next.push([footprintEntity(cell, project), { project }]);
  return next;
}

export function evolveProjectValidated(
  entities: Entities,
  { by, facts }: EventOfType<'project.validated'>,
): NextStates {
  const { project, document, conclusion } = facts;
  const negative = conclusion === 'negative';
  return changed(
    entities,
    project,
    'project.validated',
    ({ documents }) => ({
      ...(!negative && { validation: { validator: by.org, document: document.sha256 } }),
      documents: withDocument(documents, document, by.org),
    }),
    negative,
  );
}

export function evolveRegistrationRequested(
  entities: Entities,
  { at, by, facts }: EventOfType<'registration.requested'>,
): NextStates {
  const { project, commitment, dueBy } = facts;
  return changed(entities, project, 'registration.requested', ({ documents }) => ({
    requested: { on: chinaDate(at), ...(dueBy && { dueBy }) },
    documents: withDocument(documents, commitment, by.org),
  }));
}

export function evolveProjectRegistered(
  entities: Entities,
  { id, facts }: EventOfType<'project.registered'>,
): NextStates {
  const { project, standard, developer, code, buffer } = facts;
  const next = changed(entities, project, 'project.registered', () => ({
    registered: id,
    code,
    ...(buffer && { buffer }),
  }));
  next.push([registrationEntity(standard, code), { holder: project }]);
  if (buffer) next.push([accountEntity(buffer), { organization: developer, buffer: project }]);
  return next;
}

type Reasoned =
  | 'project.refused'
  | 'project.withdrawn'
  | 'project.held'
  | 'project.resumed'
  | 'project.deactivated'
  | 'project.deregistered';

/** Changes the status only; a project that is put on hold or made inactive keeps its earlier status. */
export function evolveProjectMoved(entities: Entities, { type, facts }: EventOfType<Reasoned>): NextStates {
  const pauses = type === 'project.held' || type === 'project.deactivated';
  return changed(entities, facts.project, type, ({ status }) => (pauses ? { before: status } : {}));
}

/** The project with its next status and further changes; empty if it doesn't exist. */
export function changed(
  entities: Entities,
  project: string,
  event: EventType,
  change: (state: ProjectState) => Partial<ProjectState>,
  otherwise = false,
): NextStates {
  const id = projectEntity(project);
  const current = read(entities, id)?.state;
  if (!current) return [];
  return [[id, { ...current, ...change(current), status: statusAfter(current, event, otherwise) }]];
}
