/**
 * Imported projects: registered in another registry and brought in by the operator with their existing units.
 * methodology.ts lists the methodologies in force; units under others come in as `legacy`.
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
