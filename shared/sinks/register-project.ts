/** Registration: the developer requests it [14], the registry decides [15]. */

import type { DocumentReference } from '../base/document.ts';
import { type Context, type Draft, deriveId } from '../ledger/decision.ts';
import { accountEntity, type Entities, registrationEntity } from '../ledger/entity.ts';
import { type Rejection, reject } from '../ledger/rejection.ts';
import { lastDayOf } from './days.ts';
import { decideTransition } from './lifecycle/decide.ts';
import { methodologyOf } from './methodology.ts';
import { type DevelopedStandard, standardRow } from './standard.ts';

/**
 * Requests registration, with the developer's word that the project is registered nowhere else
 * (唯一性承诺书). Rejections: decideTransition.
 */
export function decideRequestRegistration(
  entities: Entities,
  project: string,
  { commitment }: { commitment: DocumentReference },
  context: Context,
): Draft<'registration.requested'> | Rejection {
  return decideTransition(entities, 'registration.requested', project, {}, context, ({ state, today }) => {
    const { registrationDecision } = standardRow(state.standard);
    if (!registrationDecision) return { facts: { project, commitment } };
    const last = lastDayOf(registrationDecision.value, today);
    // The guard decisionDayKnown has refused this already; the compiler doesn't know.
    if (!('date' in last)) return reject('working-days-unknown');
    return { facts: { project, commitment, dueBy: last.date } };
  });
}

/**
 * Registers a project under the code that its standard's registry gave it. `entities` holds the project
 * and whatever has the code or the buffer account's id already (bufferOf). Rejections:
 * decideTransition; id-taken.
 */
export function decideRegisterProject(
  entities: Entities,
  project: string,
  { code }: { code: string },
  context: Context,
): Draft<'project.registered'> | Rejection {
  return decideTransition(entities, 'project.registered', project, { code }, context, ({ state, today }) => {
    const { name, methodology, developer, design, areaSquareMetres = 0, requested } = state;
    const standard = state.standard as DevelopedStandard;
    // Only imports may lack a category, and imports have no lifecycle.
    const category = state.category!;
    const buffer = bufferOf(methodology, context.id);
    if (buffer && entities.has(accountEntity(buffer))) return reject('id-taken');
    const { crediting, boundary } = design!;
    const late = requested?.dueBy !== undefined && today > requested.dueBy;
    return {
      facts: {
        project,
        name,
        standard,
        methodology,
        category,
        developer,
        code,
        crediting,
        boundary,
        areaSquareMetres,
        late,
        ...(buffer && { buffer }),
      },
      further: [registrationEntity(standard, code), ...(buffer ? [accountEntity(buffer)] : [])],
    };
  });
}

/** The account of the project's buffer, created by its registration if the methodology has a buffer. */
export function bufferOf(methodology: string, commitId: string): string | undefined {
  return methodologyOf(methodology)?.nonPermanence.kind === 'buffer' ? deriveId('a', commitId) : undefined;
}
