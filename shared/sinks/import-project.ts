/** Imports projects of another registry, together with their developer. */
import type { ProjectOrigin } from '../base/field.ts';
import { type Context, type Draft, deriveId } from '../ledger/decision.ts';
import {
  type Entities,
  organizationEntity,
  projectEntity,
  read,
  registrationEntity,
} from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { instrumentOf, instruments } from '../units/instrument.ts';
import type { Category } from './category.ts';
import { methodologyInForce } from './methodology.ts';
import type { Standard } from './standard.ts';

export interface ImportProject {
  name: string;
  standard: Standard;
  methodology: string;
  category?: Category | undefined;
  /** The type in the other registry's own words. */
  type?: string | undefined;
  country?: string | undefined;
  developer: string;
  legacy: boolean;
  origin: ProjectOrigin;
}

/**
 * Rejections in order: not-found (developer), not-a-developer, methodology-not-in-force, category-mismatch,
 * registration-already-taken, id-taken.
 */
export function decideImportProject(
  entities: Entities,
  command: ImportProject,
  context: Context,
): Draft<'project.imported'> | Rejection {
  const { name, standard, methodology, category, type, country, developer, legacy, origin } = command;
  const project = deriveId('p', context.id);
  const owner = read(entities, organizationEntity(developer));
  if (!owner) return reject('not-found', '/developer', { developer });
  if (!owner.state.roles.includes('developer')) return reject('not-a-developer', '/developer', { developer });
  const inForce = methodologyInForce(standard, methodology);
  const importOnly = instruments[instrumentOf(standard)].importOnly;
  if (!legacy && (!inForce || importOnly))
    return reject('methodology-not-in-force', '/methodology', { standard, methodology });
  if (!legacy && inForce && inForce.category !== category)
    return reject('category-mismatch', '/category', {
      category: category ?? '-',
      expected: inForce.category,
    });
  if (entities.has(registrationEntity(standard, origin.code)))
    return reject('registration-already-taken', '/origin/code', { code: origin.code });
  if (entities.has(projectEntity(project))) return reject('id-taken');
  return {
    type: 'project.imported',
    facts: {
      project,
      name,
      standard,
      methodology,
      ...(category && { category }),
      ...(type !== undefined && { type }),
      ...(country !== undefined && { country }),
      developer,
      legacy,
      origin,
    },
    advances: [projectEntity(project), registrationEntity(standard, origin.code)],
  };
}
