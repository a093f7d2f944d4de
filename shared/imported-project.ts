/**
 * Sink projects as far as issuance needs them: the operator registers, and issues by batch.
 * Methodologies in force: methodology.ts. Existing units under others come in as `legacy` imports.
 */
import { type Context, type Draft, deriveId } from './decision.ts';
import {
  type Entities,
  type EntityId,
  type EntityState,
  organizationEntity,
  projectEntity,
  read,
  registrationEntity,
} from './entity.ts';
import type { EventOfType } from './event.ts';
import type { Origin } from './field.ts';
import type { Standard } from './instrument.ts';
import { instrumentOf, instruments } from './instrument.ts';
import { type Category, methodologyInForce } from './methodology.ts';
import { type Rejection, reject } from './rejection.ts';

export interface RegisterProject {
  name: string;
  standard: Standard;
  methodology: string;
  category: Category;
  developer: string;
  legacy: boolean;
  origin?: Origin | undefined;
}

/**
 * Rejections in order: not-found (developer), not-a-developer, methodology-not-in-force, category-mismatch,
 * legacy-needs-origin, registration-already-taken, id-taken.
 */
export function decideRegisterProject(
  entities: Entities,
  command: RegisterProject,
  context: Context,
): Draft | Rejection {
  const { name, standard, methodology, category, developer, legacy, origin } = command;
  const project = deriveId('p', context.id);
  const owner = read(entities, 'organization', organizationEntity(developer));
  if (!owner) return reject('not-found', '/developer', { developer });
  if (!owner.state.roles.includes('developer')) return reject('not-a-developer', '/developer', { developer });
  const inForce = methodologyInForce(standard, methodology);
  const importOnly = instruments[instrumentOf(standard)].importOnly;
  if (!legacy && (!inForce || importOnly))
    return reject('methodology-not-in-force', '/methodology', { standard, methodology });
  if (!legacy && inForce && inForce.category !== category)
    return reject('category-mismatch', '/category', { category, expected: inForce.category });
  if (legacy && !origin) return reject('legacy-needs-origin', '/origin');
  if (origin && entities.has(registrationEntity(standard, origin.code)))
    return reject('registration-already-taken', '/origin/code', { code: origin.code });
  if (entities.has(projectEntity(project))) return reject('id-taken');
  const advances: EntityId[] = [projectEntity(project)];
  if (origin) advances.push(registrationEntity(standard, origin.code));
  return {
    type: 'project.registered',
    facts: { project, name, standard, methodology, category, developer, legacy, ...(origin && { origin }) },
    advances,
  };
}

export function evolveProjectRegistered(
  _entities: Entities,
  { id, facts }: EventOfType<'project.registered'>,
): [EntityId, EntityState][] {
  const { project, ...state } = facts;
  const next: [EntityId, EntityState][] = [[projectEntity(project), { ...state, issued: 0, registered: id }]];
  if (facts.origin) next.push([registrationEntity(facts.standard, facts.origin.code), { holder: project }]);
  return next;
}
