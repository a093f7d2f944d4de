/**
 * Pages for people: what the API shows without a token, in Chinese with English beside it. A page is text and
 * one style sheet; it runs nothing, loads nothing, and works in any browser and with a screen reader.
 */
import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { chinaClock } from '../../shared/base/day.ts';
import type { Words } from '../../shared/base/words.ts';
import { type Endpoint, endpoint, type Parsed, type Request } from '../http/endpoint.ts';
import { SECURITY_HEADERS } from '../http/security-headers.ts';
import type { World } from '../ledger/ledger-world.ts';
import { Html, html, type Part } from './html.ts';
import { STYLE } from './style.ts';

/** A page's parts, from top to bottom. */
export interface Page {
  kind: Words;
  /** Of the thing shown: what people call it. */
  title: string;
  id?: string;
  status?: Words;
  /** In one sentence, what a reader must not overlook. */
  notice?: Words;
  body: Part;
}

const HTML = 'text/html; charset=utf-8';

/** Only this style sheet, and forms that lead to the registry itself. */
export function headersOf(style: string) {
  const digest = createHash('sha256').update(style).digest('base64');
  return {
    'content-type': HTML,
    'content-security-policy': `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'self'; ${SECURITY_HEADERS['content-security-policy']}`,
  };
}

export const PAGE_HEADERS = headersOf(STYLE);

/** Both languages, each marked as what it is, so that it is read out right. */
export const both = ({ zh, en }: Words): Html => html`${zh} <span lang="en">${en}</span>`;

/** A text that others wrote: whatever its script's direction, it doesn't turn what stands beside it. */
export const theirs = (text: string): Html => html`<bdi>${text}</bdi>`;

/** A quantity with its unit, in groups of three digits. */
export const amount = (quantity: number, unit: string): string =>
  `${quantity.toLocaleString('en-US')} ${unit}`;

/** An instant in China's time, to the second. */
export const chinaTime = (instant: string): string =>
  `${chinaClock(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC+8`;

export type Fact = readonly [zh: string, en: string, value: Part];

/** A list of facts; those without a value are left out. */
export function facts(all: readonly Fact[]): Html {
  const shown = all.filter(([, , value]) => value !== undefined);
  return html`<dl>${shown.map(([zh, en, value]) => html`<div><dt>${both({ zh, en })}</dt><dd>${value}</dd></div>`)}</dl>`;
}

export const section = (zh: string, en: string, ...parts: Part[]): Html =>
  html`<section><h2>${both({ zh, en })}</h2>${parts}</section>`;

/** A table that scrolls in itself on a narrow screen; nothing where there are no rows. */
export function table(heads: readonly Words[], rows: readonly (readonly Part[])[]): Html {
  const head = heads.map((each) => html`<th scope="col">${both(each)}</th>`);
  const body = rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`);
  return html`<div class="wide" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** `path` is of our own making; what a stranger chose in it is encoded before. */
export const link = (path: string, text: Part): Html => html`<a href="${path}">${text}</a>`;

/** A thing that has a page of its own. */
export const linkTo = (kind: string, id: string, text: string = id): Html =>
  link(`/p/${kind}/${encodeURIComponent(id)}`, theirs(text));

interface Declared<P extends z.ZodType, Q extends z.ZodType> extends Pick<Endpoint, 'summary' | 'uncached'> {
  path?: P;
  query?: Q;
  /** Refuses by throwing, as endpoints do; the refusal becomes a page too (problem-page.ts). */
  show: (asked: Request<unknown, Parsed<P>, Parsed<Q>>, world: World) => Promise<Page>;
}

/** Declares the endpoint of a page. The members infer their types from those before them. */
export function page<P extends z.ZodType, Q extends z.ZodType>({ show, ...declared }: Declared<P, Q>) {
  return endpoint({
    ...declared,
    status: 200,
    reply: HTML,
    run: async (asked: Request<unknown, Parsed<P>, Parsed<Q>>, world) => ({
      headers: PAGE_HEADERS,
      text: pageText(await show(asked, world)),
    }),
  });
}

export function pageText({ kind, title, id, status, notice, body }: Page): string {
  const head = html`<p class="kind">${both(kind)}${status ? html` <b class="status">${both(status)}</b>` : undefined}</p>
<h1>${theirs(title)}</h1>${id === undefined ? undefined : html`<p class="id"><code>${id}</code></p>`}
${notice ? html`<p class="notice">${both(notice)}</p>` : undefined}`;
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · ${kind.zh} · 绿账</title>${new Html(`<style>${STYLE}</style>`)}</head>
<body><a class="skip" href="#main">${both({ zh: '跳到正文', en: 'Skip to content' })}</a>
<header><b>绿账</b> <span lang="en">lvzhang</span> · ${link('/p/search', both({ zh: '查找', en: 'Search' }))} · ${link('/p/publications', both({ zh: '公示', en: 'Publications' }))}</header>
<main id="main">${head}
${body}</main>
<footer>${both({
    zh: '本页所示均为登记簿日志所公开的事实；以日志及其证明为准，本页不构成证明。',
    en: 'This page shows what the registry’s public log says. The log and its proofs count; the page itself proves nothing.',
  })}</footer></body></html>
`.markup;
}
