/** The page at the registry's address: what there is to see, and where. */
import { html } from './html.ts';
import { both, link, page, section } from './page.ts';
import { howToVerify } from './parts.ts';
import { searchForm } from './search.ts';

export const startPage = page({
  summary: '首页 The first page, for people',
  show: async () => ({
    kind: { zh: '碳汇减排量与绿证登记簿', en: 'Registry of carbon credits and green certificates' },
    title: '公开查询',
    body: html`${searchForm()}
<ul><li>${link('/console', both({ zh: '控制台', en: 'The console' }))}</li>
<li>${link('/p/publications', both({ zh: '正在公示的设计文件与核算报告', en: 'What is published for comments' }))}</li>
<li>${link('/docs', both({ zh: '接口文档', en: 'The API' }))} · ${link('/docs/plain', both({ zh: '不含脚本', en: 'without scripts' }))} · ${link('/openapi.json', 'OpenAPI')}</li></ul>
${howToVerify(undefined)}
${section('日志', 'The log', html`<p>${link('/log/checkpoint', 'checkpoint')} · ${link('/log/vkey', 'vkey')}</p>`)}`,
  }),
});
