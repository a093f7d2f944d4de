/** Lambda: the API's own description, for programs and for people. */
import { openApiDocument } from '#openapi';
import { type Endpoints, endpoint, handlerOf } from './http/endpoint.ts';
import { SECURITY_HEADERS } from './http/security-headers.ts';
import { referencePage } from './reference/page.ts';

const CACHED = { 'cache-control': 'public, max-age=300' };

/** The page consists of text and one inline style sheet. */
const PAGE_POLICY = `default-src 'none'; style-src 'unsafe-inline'; ${SECURITY_HEADERS['content-security-policy']}`;

const openApiJson = endpoint({
  summary: '接口描述 OpenAPI 3.1 document',
  status: 200,
  reply: 'application/json',
  compressed: true,
  run: async () => ({ headers: CACHED, text: JSON.stringify(openApiDocument()) }),
});

const reference = endpoint({
  summary: '接口文档 Reference page',
  status: 200,
  reply: 'text/html; charset=utf-8',
  compressed: true,
  run: async () => ({
    headers: { ...CACHED, 'content-security-policy': PAGE_POLICY },
    text: referencePage(openApiDocument()),
  }),
});

export const endpoints: Endpoints = {
  'GET /openapi.json': openApiJson,
  'GET /docs': reference,
};

export const handler = handlerOf(endpoints);
