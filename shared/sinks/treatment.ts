/**
 * The treatment of comments [13]. The conclusion names each comment. If more came in than one leaf holds, the
 * body that will conclude treats the earlier ones in pages first, in the order of their numbers.
 */
import type { Entities, NextStates } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { changedReport } from './monitoring-report.ts';
import { changed } from './project.ts';

export function evolveCommentsTreated(
  entities: Entities,
  { by, facts: { subject, treatments } }: EventOfType<'comments.treated'>,
): NextStates {
  const treated = { by: by.org, to: treatments.at(-1)!.comment };
  if (subject.startsWith('p-'))
    return changed(entities, subject, 'comments.treated', ({ design }) =>
      design ? { design: { ...design, treated } } : {},
    );
  return changedReport(entities, subject, () => ({ treated }));
}
