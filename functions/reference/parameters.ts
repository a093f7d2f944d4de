/** The headers that requests carry, each described once and referred to by the endpoints that take it. */
import type { oas31 } from 'zod-openapi';
import { ACTS_FOR_HEADER } from '../http/acts-for.ts';
import { CONFIRMATION_HEADER } from '../http/confirmation.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { SIGNATURE_FORM, SIGNATURE_HEADER } from '../http/signature.ts';

const header = (name: string, required: boolean, description: string): oas31.ParameterObject => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});

/** The components that `headersOf` refers to. */
export const parameters = {
  IdempotencyKey: {
    ...header('Idempotency-Key', true, '1-128 visible ASCII characters; the same on a retry'),
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,128}$' },
  },
  Signature: header(
    SIGNATURE_HEADER,
    false,
    `Once the organization has a key: ${SIGNATURE_FORM}. Signed is the RFC 8785 JSON of {signed: "lvzhang-command/v1", log, alg, kid, org, commit, method, path, body, at} (with the member for where Lvzhang-Acts-For is sent), where log is the origin of the log (the name in /log/vkey), commit is base64url(SHA-256(org ‖ "\\n" ‖ Idempotency-Key)), path the path without query, and body "sha256:" with the hex digest of the body's RFC 8785 form (of no bytes without a body)`,
  ),
  ActsFor: header(
    ACTS_FOR_HEADER,
    false,
    'Id of an organization that was united into yours: what is in its name is then yours to see and to dispose of',
  ),
  Confirmation: {
    ...header(
      CONFIRMATION_HEADER,
      false,
      'In two steps: initiate is answered 202 and waits; the same request under the same Idempotency-Key, sent by another subject of the organization with confirm, does it. Both sign it where the organization has keys, each with a key of its own. GET /v1/confirmations shows what waits',
    ),
    schema: { type: 'string', enum: ['initiate', 'confirm'] },
  },
  IfMatch: header('If-Match', true, 'ETag of the version that you read, e.g. "v3"'),
} satisfies Record<string, oas31.ParameterObject>;

const reference = (name: keyof typeof parameters): oas31.ReferenceObject => ({
  $ref: `#/components/parameters/${name}`,
});

/** The headers of an endpoint's requests. */
export const headersOf = (
  { commits, confirmable, keyed, ifMatch }: Endpoint,
  isPublic: boolean,
): oas31.ReferenceObject[] => [
  ...(commits || keyed ? [reference('IdempotencyKey')] : []),
  ...(commits ? [reference('Signature')] : []),
  ...(confirmable ? [reference('Confirmation')] : []),
  ...(isPublic ? [] : [reference('ActsFor')]),
  ...(ifMatch ? [reference('IfMatch')] : []),
];
