/** OpenAPI 3.1, made from routes, endpoint schemas and the two tables of errors. Nothing is typed twice. */
import * as z from 'zod';
import { FREE_TEXT_WARNING } from '../../shared/base/field.ts';
import { rejections } from '../../shared/ledger/rejection.ts';
import type { RejectionRule } from '../../shared/ledger/rejection-rule.ts';
import { grants } from '../../shared/ledger/role.ts';
import { ACTS_FOR_HEADER } from '../http/acts-for.ts';
import type { Endpoint, Endpoints } from '../http/endpoint.ts';
import { type ProblemKind, problems, problemType, rejectionStatus } from '../http/problem.ts';
import { SIGNATURE_FORM, SIGNATURE_HEADER } from '../http/signature.ts';
import { routes } from '../routes.ts';

type Json = Record<string, unknown>;

/** The document. Throws where a route has no endpoint. */
export function openApi(endpoints: Endpoints): Json {
  const paths: Record<string, Json> = {};
  for (const { method, path, public: isPublic } of routes) {
    const found = endpoints[`${method} ${path}`];
    if (!found) throw new Error(`${method} ${path} has no endpoint`);
    // OpenAPI writes API Gateway's greedy {name+} as a plain {name}.
    const key = path.replace('+}', '}');
    paths[key] = { ...paths[key], [method.toLowerCase()]: operation(method, path, found, isPublic === true) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '绿账 lvzhang',
      version: '0.3.0',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: DESCRIPTION,
    },
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: PROBLEM },
      responses: {
        Problem: {
          description: problemDescription(),
          content: { 'application/problem+json': { schema: PROBLEM_REF } },
        },
      },
    },
  };
}

const DESCRIPTION = [
  `以自己的话填写的字段（名称、事由、受益方、意见、命令文号）：${FREE_TEXT_WARNING}`,
  '碳汇与绿证登记簿。数量为整数：减排量以 tCO2e 计，绿证以兆瓦时计，电表读数以千瓦时计，金额以分计。',
  '提交类请求须带 Idempotency-Key；同键重试得到同一答复。',
  'Registry of carbon-sink credits and green certificates. Quantities are whole numbers: credits in tCO2e, certificates',
  'in MWh, meters in kWh, money in fen. Committing requests need an Idempotency-Key; a retry under the same key gets the',
  'same answer, with Idempotent-Replayed: true.',
].join('\n');

const PROBLEM_REF = { $ref: '#/components/schemas/Problem' };
const PROBLEM: Json = {
  type: 'object',
  description: 'RFC 9457 problem details',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string', enum: [...Object.keys(problems), ...Object.keys(rejections)].map(problemType) },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          pointer: { type: 'string' },
          parameter: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
    seen: { type: 'object', description: 'What the rule saw, e.g. {available, wanted}' },
  },
};

function problemDescription(): string {
  const statusOf = (row: ProblemKind | RejectionRule) =>
    'status' in row ? row.status : rejectionStatus[row.kind];
  return Object.entries<ProblemKind | RejectionRule>({ ...problems, ...rejections })
    .map(([name, row]) => `${statusOf(row)} ${name}: ${row.title.zh} ${row.title.en}`)
    .join('\n');
}

function operation(method: string, path: string, found: Endpoint, isPublic: boolean): Json {
  return {
    operationId: operationId(method, path),
    summary: found.summary,
    ...(found.action && { description: grantDescription(found.action) }),
    security: isPublic ? [] : [{ token: [] }],
    parameters: [
      ...parametersOf(found.path, 'path'),
      ...parametersOf(found.query, 'query'),
      ...(found.commits
        ? [header('Idempotency-Key', '1-128 visible ASCII characters; the same on a retry'), SIGNATURE]
        : []),
      ...(isPublic ? [] : [ACTS_FOR]),
      ...(found.ifMatch ? [header('If-Match', 'ETag of the version that you read, e.g. "v3"')] : []),
    ],
    ...(found.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(found.body(), 'input') } },
      },
    }),
    responses: {
      [found.status]: { description: found.summary, content: contentOf(found) },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

function operationId(method: string, path: string): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return [method.toLowerCase(), ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join(
    '',
  );
}

function grantDescription(action: keyof typeof grants): string {
  const rows = Object.entries(grants[action]).map(([role, scope]) => `${role}: ${scope}`);
  return `${action} — ${rows.join(', ')}`;
}

function contentOf(found: Endpoint): Json {
  if (typeof found.reply !== 'string')
    return { 'application/json': { schema: schemaOf(found.reply(), 'output') } };
  const [type = ''] = found.reply.split(';', 1);
  return { [type]: { schema: { type: 'string' } } };
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

const header = (name: string, description: string): Json => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

const SIGNATURE: Json = {
  ...header(
    SIGNATURE_HEADER,
    `Once the organization has a key: ${SIGNATURE_FORM}. Signed is the RFC 8785 JSON of {signed: "lvzhang-command/v1", log, alg, kid, org, commit, method, path, body, at} (with the member for where Lvzhang-Acts-For is sent), where log is the origin of the log (the name in /log/vkey), commit is base64url(SHA-256(org ‖ "\\n" ‖ Idempotency-Key)), path the path without query, and body "sha256:" with the hex digest of the body's RFC 8785 form (of no bytes without a body)`,
  ),
  required: false,
};

const ACTS_FOR: Json = {
  ...header(
    ACTS_FOR_HEADER,
    'Id of an organization that was united into yours: what is in its name is then yours to see and to dispose of',
  ),
  required: false,
};

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return json;
}
