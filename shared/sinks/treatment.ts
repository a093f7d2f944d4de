/**
 * How the comments were treated [13]. The conclusion names each; where more came in than one leaf holds, those before
 * are treated in pages, in the order of their numbers, by the body that will conclude.
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
