/** The page of the search. */
import * as z from 'zod';
import type { Words } from '../../shared/base/words.ts';
import { find, type Hit } from '../search/find.ts';
import { SearchText } from '../search/search.ts';
import { type Html, html, type Part } from './html.ts';
import { both, link, page, table, theirs } from './page.ts';

const HITS = 50;

const kindNames: Record<Hit['kind'], Words> = {
  organization: { zh: '机构', en: 'Organization' },
  project: { zh: '项目', en: 'Project' },
  facility: { zh: '电站', en: 'Facility' },
  batch: { zh: '批次', en: 'Batch' },
  statement: { zh: '排放声明', en: 'Statement' },
  claim: { zh: '声明', en: 'Claim' },
  retirement: { zh: '注销', en: 'Retirement' },
  unit: { zh: '单位', en: 'Unit' },
};

export const searchPage = page({
  summary: '查找页 The page of the search, for people',
  query: z.strictObject({ q: SearchText.optional(), cursor: z.string().min(1).max(2000).optional() }),
  show: async ({ query: { q, cursor } }, { reads }) => {
    const found = q === undefined ? undefined : await find(reads, q, HITS, cursor);
    return {
      kind: { zh: '公开查询', en: 'Public register' },
      title: q === undefined ? '查找' : `查找 ${q}`,
      body: html`${searchForm(q)}
${found && hits(found.items)}
${found?.next !== undefined && q !== undefined ? more(q, found.next) : undefined}
<p>${link('/p/publications', both({ zh: '正在公示的设计文件与核算报告', en: 'What is published for comments' }))}</p>`,
    };
  },
});

/** Where things are looked for by what people know of them. */
export const searchForm = (q = ''): Html => html`<form action="/p/search" role="search">
<label for="q">${both({ zh: '名称、标识、编号、序列号或证书编号', en: 'Name, id, code, serial or certificate number' })}</label>
<input id="q" name="q" value="${q}" maxlength="200" required><button>${both({ zh: '查找', en: 'Search' })}</button></form>`;

function hits(found: readonly Hit[]): Part {
  if (found.length === 0) return html`<p>${both({ zh: '没有找到', en: 'Nothing was found' })}</p>`;
  const heads = [
    { zh: '种类', en: 'Kind' },
    { zh: '名称', en: 'Title' },
    { zh: '匹配', en: 'Matched' },
  ];
  const rows = found.map(({ kind, title, matched, page: path }) => [
    both(kindNames[kind]),
    link(path, theirs(title)),
    theirs(matched.text),
  ]);
  return table(heads, rows);
}

const more = (q: string, cursor: string): Html =>
  html`<p>${link(`/p/search?q=${encodeURIComponent(q)}&cursor=${encodeURIComponent(cursor)}`, both({ zh: '下一页', en: 'Next page' }))}</p>`;
