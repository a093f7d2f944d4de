/** From the reserve pool to development: agreement with the holders and, if needed, the extra approval. */

import type { DocumentReference } from '../base/document.ts';
import type { Context, Draft } from '../ledger/decision.ts';
import type { Entities } from '../ledger/entity.ts';
import type { Rejection } from '../ledger/rejection.ts';
import { decideTransition } from './lifecycle/decide.ts';

/** `entities` holds the project, its parcels and the agreement. Rejections: decideTransition. */
export function decideBeginDevelopment(
  entities: Entities,
  project: string,
  { agreement }: { agreement: string },
  context: Context,
): Draft<'development.begun'> | Rejection {
  return decideTransition(entities, 'development.begun', project, { agreement }, context, () => ({
    facts: { project, agreement },
  }));
}

/** Rejections: decideTransition. */
export function decideApproveProject(
  entities: Entities,
  project: string,
  { document }: { document: DocumentReference },
  context: Context,
): Draft<'project.approved'> | Rejection {
  return decideTransition(entities, 'project.approved', project, {}, context, () => ({
    facts: { project, document },
  }));
}
