/**
 * OpenAPI 3.1, made from routes, endpoint schemas, the two tables of errors, and what the code of each route
 * can refuse. Nothing is typed twice.
 */
import {
  type CreateDocumentOptions,
  createDocument,
  type oas31,
  type ZodOpenApiOperationObject,
} from 'zod-openapi';
import { FREE_TEXT_WARNING } from '../../shared/base/field.ts';
import { grants } from '../../shared/ledger/role.ts';
import type { Endpoint, Endpoints } from '../http/endpoint.ts';
import { type Route, routes } from '../routes.ts';
import { ConfirmationView } from '../views/confirmation.ts';
import type { Examples } from './examples.ts';
import { nameFacts } from './facts.ts';
import { headersOf, parameters } from './parameters.ts';
import { problemsOf } from './problems/problems-of.ts';
import { GatewayMessage, gatewayResponses, Problem, refusals } from './refusals.ts';
import { tagOf, tags } from './tags.ts';

/**
 * The document. Throws where a route has no endpoint, or its path belongs to no family.
 * @param examples by `METHOD /path`; a route that has none is described without
 */
export function openApi(endpoints: Endpoints, examples: Examples): Record<string, unknown> {
  nameFacts();
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    const { method, path } = route;
    const found = endpoints[`${method} ${path}`];
    if (!found) throw new Error(`${method} ${path} has no endpoint`);
    // OpenAPI writes API Gateway's greedy {name+} as a plain {name}.
    const key = path.replace('+}', '}');
    paths[key] = { ...paths[key], [method.toLowerCase()]: operation(route, found, examples) };
  }
  const document = createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: '绿账 lvzhang',
        version: '0.3.0',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
        description: DESCRIPTION,
      },
      // The instance that serves the document.
      servers: [{ url: '/' }],
      tags,
      paths,
      components: {
        securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
        parameters,
        schemas: { Problem, GatewayMessage },
        responses: gatewayResponses,
      },
    },
    RENDERING,
  );
  return { ...document };
}

const DESCRIPTION = [
  `以自己的话填写的字段（名称、事由、受益方、意见、命令文号）：${FREE_TEXT_WARNING}`,
  '碳汇与绿证登记簿。数量为整数：减排量以 tCO2e 计，绿证以兆瓦时计，电表读数以千瓦时计，金额以分计。',
  '提交类请求须带 Idempotency-Key；同键重试得到同一答复。',
  'Registry of carbon-sink credits and green certificates. Quantities are whole numbers: credits in tCO2e, certificates',
  'in MWh, meters in kWh, money in fen. Committing requests need an Idempotency-Key; a retry under the same key gets the',
  'same answer, with Idempotent-Replayed: true.',
].join('\n');

const RENDERING: CreateDocumentOptions = {
  override: ({ jsonSchema }) => {
    // Every number of JSON keeps to these; a reader learns nothing from them.
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  },
};

function operation(route: Route, found: Endpoint, examples: Examples): ZodOpenApiOperationObject {
  const { method, path } = route;
  const example = examples[`${method} ${path}`];
  const isPublic = route.public === true;
  return {
    operationId: operationId(method, path),
    tags: [tagOf(path)],
    summary: found.summary,
    ...(found.action && { description: grantDescription(found.action) }),
    security: isPublic ? [] : [{ token: [] }],
    requestParams: { ...(found.path && { path: found.path }), ...(found.query && { query: found.query }) },
    parameters: headersOf(found, isPublic),
    ...(found.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: found.body(), ...shown(example?.request) } },
      },
    }),
    responses: {
      [`${found.status}`]: { description: found.summary, content: contentOf(found, example?.response) },
      ...(found.confirmable && { 202: initiated() }),
      ...refusals(problemsOf(route, found)),
    },
  } as ZodOpenApiOperationObject;
}

/** What answers where a command is initiated, and waits for another one to confirm it. */
const initiated = () => ({
  description: '已发起，待另一人确认 Initiated: it waits for another one to confirm it',
  content: { 'application/json': { schema: ConfirmationView() } },
});

function operationId(method: string, path: string): string {
  const words = path === '/' ? ['root'] : path.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return [method.toLowerCase(), ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join(
    '',
  );
}

function grantDescription(action: keyof typeof grants): string {
  const rows = Object.entries(grants[action]).map(([role, scope]) => `${role}: ${scope}`);
  return `${action} — ${rows.join(', ')}`;
}

function contentOf(found: Endpoint, example: unknown): Record<string, oas31.MediaTypeObject> {
  const described = (schema: unknown) => ({ schema, ...shown(example) }) as oas31.MediaTypeObject;
  if (typeof found.reply !== 'string') return { 'application/json': described(found.reply()) };
  const [type = ''] = found.reply.split(';', 1);
  // The JSON that is sent as it is kept is an object, each time.
  return { [type]: described({ type: type.endsWith('json') ? 'object' : 'string' }) };
}

/** Members of a media type: the recorded example. */
const shown = (value: unknown) => (value === undefined ? {} : { examples: { recorded: { value } } });
