/** 审定: the validator that the design names concludes, and states how each comment was treated [13]. */

import type { DocumentReference } from '../base/document.ts';
import type { Context, Draft } from '../ledger/decision.ts';
import type { Entities } from '../ledger/entity.ts';
import type { Rejection } from '../ledger/rejection.ts';
import type { Treatment } from './facts.ts';
import { decideTransition } from './lifecycle/decide.ts';

export interface ValidateProject {
  document: DocumentReference;
  conclusion: 'positive' | 'negative';
  treatments: Treatment[];
}

/** Rejections: decideTransition. The first of its guards asks for the accreditation (accreditationFault). */
export function decideValidateProject(
  entities: Entities,
  project: string,
  command: ValidateProject,
  context: Context,
): Draft<'project.validated'> | Rejection {
  return decideTransition(entities, 'project.validated', project, command, context, () => ({
    facts: { project, ...command },
  }));
}
