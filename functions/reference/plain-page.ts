/**
 * The reference page without scripts: the OpenAPI document for people to read, as one self-contained page.
 */
import { escapeHtml } from '../../shared/base/escape-html.ts';

type Json = Record<string, unknown>;

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
}

interface Content {
  schema: Json;
  examples?: Record<string, { value: unknown }>;
}

interface Response {
  description: string;
  content?: Record<string, Content>;
}

interface Operation {
  summary: string;
  description?: string;
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, Response | { $ref: string }>;
}

interface Document {
  info: { title: string; description: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Json; parameters: Record<string, Parameter> };
}

/** Renders the whole document. */
export function plainPage(document: Json): string {
  const { info, paths, components } = document as unknown as Document;
  const sections = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      section(method.toUpperCase(), path, operation, components.parameters),
    ),
  );
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) =>
      `<details id="${escapeHtml(name)}"><summary>${escapeHtml(name)}</summary>${code(schema)}</details>`,
  );
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(info.title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(info.title)}</h1><p>${escapeHtml(info.description)}</p>
<p><a href="/openapi.json">/openapi.json</a> · <a href="/log/checkpoint">/log/checkpoint</a> · <a href="/log/vkey">/log/vkey</a></p>
${sections.join('\n')}
<h2>数据结构 Schemas</h2>
${schemas.join('\n')}</main></body></html>`;
}

function section(
  method: string,
  path: string,
  { summary, description, parameters = [], requestBody, responses }: Operation,
  known: Record<string, Parameter>,
): string {
  const items = parameters
    .flatMap((each) => ('$ref' in each ? (known[each.$ref.split('/').at(-1) ?? ''] ?? []) : each))
    .map(
      ({ name, in: place, required }) =>
        `<li><code>${escapeHtml(name)}</code> ${escapeHtml(place)}${required ? ' · 必填 required' : ''}</li>`,
    );
  const body = requestBody?.content['application/json'];
  return `<details><summary><b class="${method.toLowerCase()}">${method}</b> <code>${escapeHtml(path)}</code> ${escapeHtml(summary)}</summary>
${description ? `<p class="grant">${escapeHtml(description)}</p>` : ''}
${items.length > 0 ? `<ul>${items.join('')}</ul>` : ''}
${body ? `<h3>请求 Request</h3>${code(body.schema)}${exampleOf(body)}` : ''}
${Object.entries(responses).map(answer).join('')}
</details>`;
}

/** A success with its schema; a refusal by its problems. */
function answer([status, response]: [string, Response | { $ref: string }]): string {
  if ('$ref' in response) return '';
  const [[type, content] = ['', undefined]] = Object.entries(response.content ?? {});
  const shown =
    Number(status) < 400
      ? `${code(content?.schema)}${content ? exampleOf(content) : ''}`
      : `<pre>${escapeHtml(response.description)}</pre>`;
  return `<h3>${escapeHtml(status)} ${escapeHtml(type)}</h3>${shown}`;
}

const exampleOf = ({ examples = {} }: Content): string =>
  Object.values(examples)
    .map(({ value }) => `<h3>示例 Example</h3>${code(value)}`)
    .join('');

const code = (value: unknown) => `<pre>${escapeHtml(JSON.stringify(value, null, 2))}</pre>`;

const STYLE = `body{font:15px/1.6 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;margin:0;color:#1b2a22;background:#f6f8f5}
main{max-width:60rem;margin:auto;padding:1.5rem}details{background:#fff;border:1px solid #dfe6dd;border-radius:6px;margin:.5rem 0;padding:.5rem .8rem}
summary{cursor:pointer}pre{overflow:auto;background:#f3f6f2;padding:.7rem;border-radius:4px;font-size:13px}b.post{color:#9a5b00}b.get{color:#17643b}
.grant{color:#55655c}h3{font-size:14px;margin:.8rem 0 .3rem}a{color:#17643b}
@media(prefers-color-scheme:dark){body{background:#121a15;color:#dce6df}details{background:#1a241e;border-color:#2c3a31}pre{background:#141d18}.grant{color:#9fb0a6}a,b.get{color:#6fcf97}b.post{color:#e0a84f}}`;
