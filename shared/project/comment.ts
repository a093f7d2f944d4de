/** What the public says of a published design or monitoring report, while it may. */
import { chinaDate } from '../day.ts';
import type { Context, Draft } from '../decision.ts';
import { commentEntity, type Entities, read, reportEntity } from '../entity.ts';
import { COMMENTS_MAX } from '../facts/project.ts';
import { decideTransition } from '../lifecycle/decide.ts';
import { type Rejection, reject } from '../rejection.ts';

/**
 * Takes a comment. `subject` is a project (`p-…`) or a monitoring report (`m-…`), which `entities` holds.
 * Rejections: of a project decideTransition's; of a report, in order: not-found, comments-closed, comments-full.
 */
export function decideComment(
  entities: Entities,
  subject: string,
  text: string,
  context: Context,
): Draft | Rejection {
  if (!subject.startsWith('p-')) return decideReportComment(entities, subject, text, context);
  return decideTransition(entities, 'comment.received', subject, {}, context, ({ state }) => {
    const number = (state.comments ?? 0) + 1;
    return { facts: { subject, number, text }, further: [commentEntity(subject, number)] };
  });
}

function decideReportComment(
  entities: Entities,
  subject: string,
  text: string,
  context: Context,
): Draft | Rejection {
  const report = read(entities, 'report', reportEntity(subject))?.state;
  if (!report) return reject('not-found', undefined, { report: subject });
  const today = chinaDate(context.at);
  const { window, status, comments = 0 } = report;
  if (status !== 'submitted' || !window || today < window.from || today > window.to)
    // A report that waits for nobody's comments has no days of publication.
    return reject('comments-closed', undefined, { from: '—', to: '—', ...window, status, today });
  if (comments >= COMMENTS_MAX) return reject('comments-full', undefined, { comments });
  const number = comments + 1;
  return {
    type: 'comment.received',
    facts: { subject, number, text },
    advances: [reportEntity(subject), commentEntity(subject, number)],
  };
}
