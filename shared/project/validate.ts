/** 审定: the validator that the design names concludes, and says how each comment was treated [13]. */
import type { Context, Draft } from '../decision.ts';
import type { DocumentReference } from '../document.ts';
import type { Entities } from '../entity.ts';
import type { Treatment } from '../facts/project.ts';
import { decideTransition } from '../lifecycle/decide.ts';
import type { Rejection } from '../rejection.ts';

export interface ValidateProject {
  document: DocumentReference;
  conclusion: 'positive' | 'negative';
  treatments: Treatment[];
}

/** Rejections: decideTransition. */
export function decideValidateProject(
  entities: Entities,
  project: string,
  command: ValidateProject,
  context: Context,
): Draft | Rejection {
  return decideTransition(entities, 'project.validated', project, command, context, () => ({
    facts: { project, ...command },
  }));
}
