/** The reference page: the OpenAPI document for people to read, as one self-contained page. */
import { escapeHtml } from '../pages/html.ts';

type Json = Record<string, unknown>;

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
}

interface Operation {
  summary: string;
  description?: string;
  /** Headers that many endpoints take are references to where they are described once. */
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { content?: Record<string, { schema: Json }> }>;
}

/** Renders the whole document. */
export function referencePage(document: Json): string {
  const paths = document.paths as Record<string, Record<string, Operation>>;
  const { title, description } = document.info as { title: string; description: string };
  const sections = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      section(method.toUpperCase(), path, operation, parametersOf(document, operation)),
    ),
  );
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(description)}</p>
<p><a href="/openapi.json">/openapi.json</a> · <a href="/log/checkpoint">/log/checkpoint</a> · <a href="/log/vkey">/log/vkey</a></p>
${sections.join('\n')}</main></body></html>`;
}

function parametersOf(document: Json, { parameters = [] }: Operation): Parameter[] {
  const { parameters: named } = document.components as { parameters: Record<string, Parameter> };
  return parameters.map((each) =>
    '$ref' in each ? named[each.$ref.slice('#/components/parameters/'.length)]! : each,
  );
}

function section(method: string, path: string, operation: Operation, takes: readonly Parameter[]): string {
  const parameters = takes.map(
    ({ name, in: place, required }) =>
      `<li><code>${escapeHtml(name)}</code> ${escapeHtml(place)}${required ? ' · 必填 required' : ''}</li>`,
  );
  const body = operation.requestBody?.content['application/json']?.schema;
  const replies = Object.entries(operation.responses).filter(([status]) => status !== 'default');
  return `<details><summary><b class="${method.toLowerCase()}">${method}</b> <code>${escapeHtml(path)}</code> ${escapeHtml(operation.summary)}</summary>
${operation.description ? `<p class="grant">${escapeHtml(operation.description)}</p>` : ''}
${parameters.length > 0 ? `<ul>${parameters.join('')}</ul>` : ''}
${body ? `<h3>请求 Request</h3>${code(body)}` : ''}
${replies.map(([status, { content }]) => `<h3>${escapeHtml(status)} ${escapeHtml(Object.keys(content ?? {}).join(', '))}</h3>${code(Object.values(content ?? {})[0]?.schema)}`).join('')}
</details>`;
}

const code = (value: unknown) => `<pre>${escapeHtml(JSON.stringify(value, null, 2))}</pre>`;

const STYLE = `body{font:15px/1.6 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;margin:0;color:#1b2a22;background:#f6f8f5}
main{max-width:60rem;margin:auto;padding:1.5rem}details{background:#fff;border:1px solid #dfe6dd;border-radius:6px;margin:.5rem 0;padding:.5rem .8rem}
summary{cursor:pointer}pre{overflow:auto;background:#f3f6f2;padding:.7rem;border-radius:4px;font-size:13px}b.post{color:#9a5b00}b.get{color:#17643b}
.grant{color:#55655c}h3{font-size:14px;margin:.8rem 0 .3rem}a{color:#17643b}
@media(prefers-color-scheme:dark){body{background:#121a15;color:#dce6df}details{background:#1a241e;border-color:#2c3a31}pre{background:#141d18}.grant{color:#9fb0a6}a,b.get{color:#6fcf97}b.post{color:#e0a84f}}`;
