/** The page of what is in its days of publication, and how to comment on it. */
import * as z from 'zod';
import { todayOf } from '../ledger/ledger-world.ts';
import { publishedOn } from '../search/publications.ts';
import { html } from './html.ts';
import { both, link, page, section, table, theirs } from './page.ts';

const PUBLICATIONS = 50;

const kindNames = {
  design: { zh: '设计文件', en: 'Design' },
  report: { zh: '核算报告', en: 'Monitoring report' },
} as const;

export const publicationsPage = page({
  summary: '公示页 The page of what is published for comments, for people',
  query: z.strictObject({ cursor: z.string().min(1).max(2000).optional() }),
  show: async ({ query: { cursor } }, world) => {
    const today = todayOf(world);
    const { items, next } = await publishedOn(world.reads, today, PUBLICATIONS, cursor);
    const heads = [
      { zh: '公示至（含当日）', en: 'Until, that day included' },
      { zh: '种类', en: 'Kind' },
      { zh: '项目', en: 'Project' },
      { zh: '文件', en: 'File' },
    ];
    const rows = items.map(({ kind, title, to, document, page: path }) => [
      to,
      both(kindNames[kind]),
      link(path, theirs(title)),
      link(document, both({ zh: '下载', en: 'Download' })),
    ]);
    return {
      kind: { zh: '公示', en: 'Publication' },
      title: `${today} 公示中的文件`,
      body: html`${rows.length > 0 ? table(heads, rows) : html`<p>${both({ zh: '今日没有公示中的文件', en: 'Nothing is published for comments today' })}</p>`}
${next === undefined ? undefined : html`<p>${link(`/p/publications?cursor=${encodeURIComponent(next)}`, both({ zh: '下一页', en: 'Next page' }))}</p>`}
${section(
  '如何提出意见',
  'How to comment',
  html`<p>${both({
    zh: '公示期内，已登记的机构可对设计文件或核算报告提出意见；意见的摘要载入账本，审定或核查机构须逐条处理。',
    en: 'In these days every registered organization may comment on a design or a report; the digest of each comment is in the log, and the validator or verifier has to treat it.',
  })}</p><p>${both({
    zh: '其他任何人无须登记或令牌也可提出：以数秒的计算代替署名（命令 npx lvzhang comment，或接口 POST …/public-comments）。意见须先经登记机构审阅，方予公开；有意见待审的，不得审定或核查。',
    en: 'Anybody else may comment too, without registration or token: some seconds of work stand in place of a name (the command npx lvzhang comment, or POST …/public-comments). The operator admits a text before it is public; nothing is validated or verified while one waits.',
  })}</p>`,
)}`,
    };
  },
});
