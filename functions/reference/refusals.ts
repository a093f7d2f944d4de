/** The answers of an operation that refuse: by status, exactly the problems that it can answer with it. */
import type { oas31 } from 'zod-openapi';
import { rejections } from '../../shared/ledger/rejection.ts';
import type { RejectionRule } from '../../shared/ledger/rejection-rule.ts';
import {
  Problem as Fault,
  type HttpResponse,
  type ProblemKind,
  problemResponse,
  problems,
  problemType,
  rejectionResponse,
  rejectionStatus,
} from '../http/problem.ts';

const rules: Record<string, ProblemKind | RejectionRule> = { ...rejections, ...problems };

const statusOf = (rule: ProblemKind | RejectionRule): number =>
  'status' in rule ? rule.status : rejectionStatus[rule.kind];

const bodyOf = ({ body }: HttpResponse): unknown => JSON.parse(body);

/** A fault of a request and a rule's refusal, as they are answered. */
const SHOWN = [
  bodyOf(
    problemResponse(new Fault('invalid-input', [{ pointer: '#/quantity', detail: '须为正整数' }]), 'zh'),
  ),
  bodyOf(
    rejectionResponse(
      { rejected: 'insufficient-units', pointer: '/items/0', seen: { available: 40, wanted: 60 } },
      'en',
    ),
  ),
];

/** RFC 9457: a problem of any type. */
export const Problem: oas31.SchemaObject = {
  type: 'object',
  description:
    'RFC 9457. `type` 为稳定的名称；`detail` 说明如何更正；`seen` 为规则所见。 The type is a stable name, the detail says the remedy, seen is what the rule saw.',
  examples: SHOWN,
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string', description: 'urn:lvzhang:problem:<name>' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    source: { type: 'string', description: 'The text in which the rule stands' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['detail'],
        properties: {
          pointer: { type: 'string', description: 'JSON pointer into the body, as a URI fragment' },
          parameter: { type: 'string', description: 'Name of a parameter or header' },
          detail: { type: 'string' },
        },
      },
    },
    seen: {
      type: 'object',
      additionalProperties: { type: ['string', 'number'] },
      description: 'What the rule saw, e.g. {available, wanted}',
    },
  },
};

/** Answers of the gateway before any function runs; they have no problem document. */
export const gatewayResponses = {
  TooManyRequests: {
    description: '请求过多，请稍后以同一键重试。 Too many requests: try again later with the same key.',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/GatewayMessage' } } },
  },
  Unavailable: {
    description: '暂不可用，请稍后以同一键重试。 Not available: try again later with the same key.',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/GatewayMessage' } } },
  },
} satisfies Record<string, oas31.ResponseObject>;

export const GatewayMessage: oas31.SchemaObject = {
  type: 'object',
  required: ['message'],
  properties: { message: { type: 'string' } },
};

/** The responses, by status, for the names of what an endpoint can answer. */
export function refusals(names: readonly string[]): oas31.ResponsesObject {
  const byStatus = new Map<number, string[]>();
  for (const name of [...names, 'internal']) {
    const rule = rules[name];
    if (!rule) throw new Error(`${name} is neither a problem nor a rejection`);
    byStatus.set(statusOf(rule), [...(byStatus.get(statusOf(rule)) ?? []), name]);
  }
  return {
    ...Object.fromEntries([...byStatus].map(([status, each]) => [`${status}`, refusal(each)])),
    429: { $ref: '#/components/responses/TooManyRequests' },
    503: { $ref: '#/components/responses/Unavailable' },
  };
}

const refusal = (names: readonly string[]): oas31.ResponseObject => ({
  description: names
    .map((name) => `- \`${name}\` ${rules[name]?.title.zh} ${rules[name]?.title.en}`)
    .join('\n'),
  content: {
    'application/problem+json': {
      schema: {
        allOf: [{ $ref: '#/components/schemas/Problem' }],
        properties: { type: { type: 'string', enum: names.map(problemType) } },
      },
    },
  },
});
