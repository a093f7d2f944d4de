/** Comments are treated in pages if one conclusion cannot name them all. */
import type { Context, Draft } from '../ledger/decision.ts';
import { type Entities, reportEntity } from '../ledger/entity.ts';
import { isRejection, type Rejection } from '../ledger/rejection.ts';
import type { Treatment } from './facts.ts';
import { decideTransition } from './lifecycle/decide.ts';
import { pageFault, treatedTo } from './lifecycle/guards/comments.ts';
import { reportWithProject } from './monitoring-report.ts';
import { reportOpenFault, verifyingFault } from './verify-report.ts';

export interface TreatComments {
  /** A project (`p-…`), whose design is validated, or a monitoring report (`m-…`). */
  subject: string;
  treatments: readonly Treatment[];
}

/**
 * A page of treatments. Rejections in order: of a project decideTransition's; of a report not-found,
 * not-a-registered-verifier, verifier-is-developer, verifier-is-validator, accreditationFault's,
 * report-status, comments-open; then of both treatment-of-no-comment, treatment-repeated, comment-untreated.
 */
export function decideTreatComments(
  entities: Entities,
  { subject, treatments: given }: TreatComments,
  context: Context,
): Draft<'comments.treated'> | Rejection {
  const treatments = [...given].sort((a, b) => a.comment - b.comment);
  if (subject.startsWith('p-'))
    return decideTransition(entities, 'comments.treated', subject, {}, context, ({ state }) => {
      const { design, comments = 0 } = state;
      const before = treatedTo(design!, context.org, design!.commentsBefore);
      return pageFault(given, before, comments) ?? { facts: { subject, treatments } };
    });
  const found = reportWithProject(entities, subject);
  if (isRejection(found)) return found;
  const { state, project } = found;
  const refused =
    verifyingFault(entities, project, context) ??
    reportOpenFault(state, context) ??
    pageFault(given, treatedTo(state, context.org, 0), state.comments ?? 0);
  if (refused) return refused;
  return { type: 'comments.treated', facts: { subject, treatments }, advances: [reportEntity(subject)] };
}
