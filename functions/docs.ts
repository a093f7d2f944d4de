/** Lambda: the API's own description, for programs and for people. */

import * as z from 'zod';
import { packedDescription, packedPlainPage } from '#prepared';
import { scalarScript } from '#scalar';
import { type Packed, packed } from './http/compressed.ts';
import { type Endpoints, endpoint, handlerOf } from './http/endpoint.ts';
import { Problem } from './http/problem.ts';
import { SECURITY_HEADERS } from './http/security-headers.ts';
import { PAGE_DIRECTIVES, referencePage } from './reference/page.ts';

const CACHED = { 'cache-control': 'public, max-age=300' };
/** The name of such a file has its digest. */
const IMMUTABLE = { 'cache-control': 'public, max-age=31536000, immutable' };

const policy = (directives: string) => ({
  'content-security-policy': `${directives}; ${SECURITY_HEADERS['content-security-policy']}`,
});

const openApiJson = endpoint({
  summary: '接口描述 OpenAPI 3.1 document',
  status: 200,
  reply: 'application/json',
  compressed: true,
  run: async () => ({ headers: CACHED, packed: packedDescription() }),
});

let page: Packed | undefined;
function packedPage(): Packed {
  page ??= packed(referencePage(scalarScript().file));
  return page;
}

const reference = endpoint({
  summary: '接口文档，可在页内发送请求 Reference page, from which requests can be sent',
  status: 200,
  reply: 'text/html; charset=utf-8',
  compressed: true,
  run: async () => ({
    headers: { ...CACHED, ...policy(PAGE_DIRECTIVES) },
    packed: packedPage(),
  }),
});

const plainReference = endpoint({
  summary: '接口文档，不含脚本 Reference page without scripts',
  status: 200,
  reply: 'text/html; charset=utf-8',
  compressed: true,
  run: async () => ({
    // The page consists of text and one inline style sheet.
    headers: { ...CACHED, ...policy("default-src 'none'; style-src 'unsafe-inline'") },
    packed: packedPlainPage(),
  }),
});

const script = endpoint({
  summary: '接口文档所用脚本 Script of the reference page',
  path: z.strictObject({ file: z.string().max(100) }),
  status: 200,
  reply: 'text/javascript; charset=utf-8',
  compressed: true,
  run: async ({ path }) => {
    const found = scalarScript();
    if (path.file !== found.file) throw new Problem('not-found');
    return { headers: IMMUTABLE, packed: found };
  },
});

export const endpoints: Endpoints = {
  'GET /openapi.json': openApiJson,
  'GET /docs': reference,
  'GET /docs/plain': plainReference,
  'GET /docs/scripts/{file}': script,
};

export const handler = handlerOf(endpoints);
