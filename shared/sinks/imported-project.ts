/**
 * Imported projects: registered in another registry, brought in by the operator with their existing units.
 * Methodologies in force: methodology.ts; units under others come in as `legacy`.
 */

import { type Entities, type NextStates, projectEntity, registrationEntity } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';

export function evolveProjectImported(
  _entities: Entities,
  { id, facts }: EventOfType<'project.imported'>,
): NextStates {
  const { project, ...state } = facts;
  return [
    [projectEntity(project), { ...state, status: 'imported', issued: 0, registered: id }],
    [registrationEntity(facts.standard, facts.origin.code), { holder: project }],
  ];
}
