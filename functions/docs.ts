/** Lambda: the API's own description, for programs and for people. */
import * as agreements from './agreements.ts';
import * as documents from './documents.ts';
import * as evidence from './evidence.ts';
import { type Endpoints, endpoint, handlerOf } from './http/endpoint.ts';
import * as log from './log.ts';
import * as organizations from './organizations.ts';
import * as projects from './projects.ts';
import { openApi } from './reference/openapi.ts';
import { referencePage } from './reference/page.ts';
import * as units from './units.ts';

const CACHED = { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' };

const openApiJson = endpoint({
  summary: '接口描述 OpenAPI 3.1 document',
  status: 200,
  reply: 'application/json',
  run: async () => ({ headers: CACHED, text: JSON.stringify(document()) }),
});

const reference = endpoint({
  summary: '接口文档 Reference page',
  status: 200,
  reply: 'text/html; charset=utf-8',
  run: async () => ({
    headers: { ...CACHED, 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" },
    text: referencePage(document()),
  }),
});

export const endpoints: Endpoints = {
  'GET /openapi.json': openApiJson,
  'GET /docs': reference,
};

/** Every endpoint of the registry, by `METHOD /path`. */
export const allEndpoints: Endpoints = {
  ...organizations.endpoints,
  ...documents.endpoints,
  ...projects.endpoints,
  ...agreements.endpoints,
  ...units.endpoints,
  ...evidence.endpoints,
  ...log.endpoints,
  ...endpoints,
};

let made: Record<string, unknown> | undefined;
const document = () => {
  made ??= openApi(allEndpoints);
  return made;
};

export const handler = handlerOf('docs', endpoints);
