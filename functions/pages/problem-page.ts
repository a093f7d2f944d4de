/**
 * A refusal as a page: people who follow a link get words, with the same status, and nothing of the inside.
 */
import type { HttpEvent } from '../http/event.ts';
import type { HttpResponse } from '../http/problem.ts';
import { html } from './html.ts';
import { PAGE_HEADERS, pageText } from './page.ts';

interface Told {
  title: string;
  status: number;
  detail: string;
  errors?: { parameter?: string; detail: string }[];
}

/** The handler of pages, whose problem details are shown as a page. */
export function withProblemPages(handler: (event: HttpEvent, context: never) => Promise<HttpResponse>) {
  return async (event: HttpEvent, context: never): Promise<HttpResponse> => {
    const response = await handler(event, context);
    if (response.headers['content-type'] !== 'application/problem+json') return response;
    const { title, status, detail, errors = [] } = JSON.parse(response.body) as Told;
    const named = errors.map(
      (each) => html`<li><code>${each.parameter}</code> <bdi>${each.detail}</bdi></li>`,
    );
    const body = html`<p>${detail}</p><ul>${named}</ul>`;
    const kind = { zh: String(status), en: '' };
    return {
      ...response,
      headers: { ...response.headers, ...PAGE_HEADERS },
      body: pageText({ kind, title, body }),
    };
  };
}
