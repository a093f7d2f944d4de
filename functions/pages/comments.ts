/** The public's comments on a page: the first ones, with their texts unless these were removed. */
import { keyOf } from '../../shared/ledger/entity.ts';
import type { CommentState } from '../../shared/sinks/states.ts';
import { commentTexts } from '../ledger/comment-text.ts';
import { commentsList } from '../ledger/keys.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { html, type Part } from './html.ts';
import { both, chinaTime, type Fact, link, section, theirs } from './page.ts';

/** Comments that a page shows; the API has the rest. */
const COMMENTS_MAX = 20;

/** Leads to the form, while comments are taken. @param path in the console */
export const commentHere = (path: string, isOpen: boolean): Fact => [
  '公众意见',
  'Comments of the public',
  isOpen ? link(`/console${path}`, both({ zh: '发表意见', en: 'Comment' })) : undefined,
];

/** `subject` is a project or a monitoring report. Its page is cached nowhere: a text may have to go. */
export async function commentsSection(reads: LedgerReads, subject: string, received: number): Promise<Part> {
  if (received === 0) return undefined;
  const { items } = await reads.list<CommentState>(commentsList(subject), COMMENTS_MAX);
  const texts = await commentTexts(
    reads,
    items.map(({ state }) => state.sha256),
  );
  const shown = items.map(({ entity, state }) => {
    const [, number = ''] = keyOf(entity).split('/');
    const said = state.removed
      ? both({ zh: `已依令移除（${state.removed.order}）`, en: 'removed by order' })
      : theirs(texts.get(state.sha256) ?? '');
    return html`<li value="${number}">${said} <span class="id">${chinaTime(state.at)}</span></li>`;
  });
  return section(
    '公众意见',
    'Comments of the public',
    html`<p>${both({ zh: `共 ${received} 条`, en: `${received} in all` })}</p><ol>${shown}</ol>`,
  );
}
