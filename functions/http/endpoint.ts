/**
 * An endpoint: what a route takes, who may call it, and what it does. One handler per Lambda runs them:
 * authorize → parse → (decide, commit) → render.
 */
import middy from '@middy/core';
import * as z from 'zod';
import { canonicalize } from '../../shared/base/canonical.ts';
import { toBase64url, toUtf8 } from '../../shared/base/encoding.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import type { Language } from '../../shared/base/words.ts';
import {
  type Action,
  type Grant,
  grantFor,
  grants,
  type Identity,
  isEverybodys,
} from '../../shared/ledger/role.ts';
import type { Signature } from '../../shared/ledger/signature.ts';
import { refuseActing } from '../../shared/parties/acting.ts';
import { standingOf } from '../ledger/acting.ts';
import type { World } from '../ledger/ledger-world.ts';
import { RejectedError } from '../ledger/refused.ts';
import { theWorld } from '../world.ts';
import { partyOf } from './acts-for.ts';
import { type Coding, type Packed, preferredCoding, unpacked } from './compressed.ts';
import { type Step, stepOf } from './confirmation.ts';
import type { HttpEvent } from './event.ts';
import { problemsToResponses } from './failure.ts';
import { identityOf } from './identity.ts';
import { jsonBody, parseBody, parseParameters } from './input.ts';
import { preferredLanguage } from './preferred-language.ts';
import { type HttpResponse, Problem } from './problem.ts';
import { publicHeaders } from './public-headers.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { signatureOf } from './signature.ts';

/** A parsed, authorized request. */
export interface Request<B = unknown, P = unknown, Q = unknown> {
  body: B;
  path: P;
  query: Q;
  identity: Identity;
  grant: Grant;
  language: Language;
  /** Present on endpoints that commit. */
  idempotencyKey: string;
  /** Digest of what was asked, for the idempotency record. */
  digest: string;
  /** A command's signature, where it is signed. */
  signature: Signature | undefined;
  /** Which of two steps it is, where it is done in two. */
  confirmation: Step | undefined;
  /** The body as it was sent, whose digest the signature has. */
  json: unknown;
  /** The version that If-Match names, on endpoints that demand it. */
  ifMatch: number | undefined;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** JSON, unless `text`, `bytes` or `packed` is given. */
  json?: unknown;
  text?: string;
  bytes?: Uint8Array;
  /** A text that was packed beforehand; only of an endpoint that is `compressed`. */
  packed?: Packed;
}

export interface Endpoint {
  summary: string;
  /** Action of the role table; absent on public routes. */
  action?: Action;
  /** What the answer opens besides, of what everybody may ask: the caller's roles are confirmed for it. */
  opens?: Action;
  path?: z.ZodType;
  query?: z.ZodType;
  /** Made when first needed: a cold function builds only the one schema that its request asks for. */
  body?: () => z.ZodType;
  /** The largest body that the endpoint takes, bytes; 64 KiB if left out. */
  bodyBytesMax?: number;
  /** Status of success. */
  status: number;
  /** Schema of the JSON reply (used only by the API's description), or another reply's media type. */
  reply: (() => z.ZodType) | string;
  /**
   * A long text that is the same for everybody and says how long it may be kept: it is `packed`, and answered
   * as Brotli or gzip to those who accept it. Files among such texts may be packed already: `bytes`.
   */
  compressed?: boolean;
  /** A change: the endpoint needs an Idempotency-Key, and the change happens exactly once. */
  commits?: boolean;
  /**
   * A change that is no command of the caller's: nothing of it happens before the registry has confirmed the
   * caller's role, where it takes one.
   */
  changes?: boolean;
  /** A command that one may initiate and another one confirm. */
  confirmable?: boolean;
  /** The endpoint needs an Idempotency-Key although it commits nothing. */
  keyed?: boolean;
  /** A change of a document: the endpoint needs If-Match. */
  ifMatch?: boolean;
  /** Of a public answer: no cache keeps it, since part of it may have to go by order. */
  uncached?: boolean;
  /** Everything it touches of the outer world is passed in. */
  run: (request: Request, world: World) => Promise<Reply>;
}

export type Parsed<S> = S extends z.ZodType<infer T> ? T : Record<string, never>;

/** Declares an endpoint; the schemas type what `run` gets. */
export function endpoint<B extends z.ZodType, P extends z.ZodType, Q extends z.ZodType>(
  declared: Omit<Endpoint, 'run' | 'body' | 'path' | 'query'> & {
    body?: () => B;
    path?: P;
    query?: Q;
    run: (request: Request<Parsed<B>, Parsed<P>, Parsed<Q>>, world: World) => Promise<Reply>;
  },
): Endpoint {
  return declared as unknown as Endpoint;
}

export type Endpoints = Record<string, Endpoint>;

const EMPTY = z.strictObject({});

/** The Lambda handler of one function's endpoints, keyed by `METHOD /path`. */
export function handlerOf(endpoints: Endpoints) {
  return middy<HttpEvent, HttpResponse>()
    .use(problemsToResponses())
    .handler((event: HttpEvent) => {
      const found = endpoints[event.routeKey];
      if (!found) throw new Error(`there is no endpoint for ${event.routeKey}`);
      return answer(found, event);
    });
}

const bodySchemas = new WeakMap<Endpoint, z.ZodType>();

function bodySchema(found: Endpoint): z.ZodType {
  const known = bodySchemas.get(found);
  if (known) return known;
  const made = found.body?.() ?? EMPTY;
  bodySchemas.set(found, made);
  return made;
}

async function answer(found: Endpoint, event: HttpEvent): Promise<HttpResponse> {
  const language = preferredLanguage(event.headers['accept-language']);
  const authorized = found.action ? authorize(found.action, event) : { identity: NOBODY, grant: NO_GRANT };
  const keyed = found.commits === true || found.keyed === true;
  const idempotencyKey = keyed ? requireIdempotencyKey(event) : '';
  const ifMatch = found.ifMatch ? requireIfMatch(event) : undefined;
  const path = parseParameters(found.path ?? EMPTY, event.pathParameters, language);
  const query = parseParameters(found.query ?? EMPTY, event.queryStringParameters, language);
  // A change that takes no body refuses one: the sender of an ignored body would have meant something by it.
  const takesBody = found.body !== undefined || ((keyed || found.changes === true) && Boolean(event.body));
  const json = takesBody
    ? jsonBody(event.body, event.isBase64Encoded, event.headers['content-type'], found.bodyBytesMax)
    : {};
  const body = parseBody(bodySchema(found), json, language);
  const digest = keyed ? digestOf(event.routeKey, path, body) : '';
  const sent = takesBody ? json : undefined;
  const signature = found.commits ? signatureOf(event, sent) : undefined;
  const confirmation =
    found.commits || found.changes ? stepOf(event, found.confirmable === true, sent) : undefined;
  const request = {
    ...authorized,
    path,
    query,
    body,
    json,
    language,
    idempotencyKey,
    ifMatch,
    digest,
    signature,
    confirmation,
  };
  return render(found, await runAdmitted(found, request, theWorld()), event.headers['accept-encoding']);
}

/**
 * Runs what the caller may ask: the registry, not the token, says who has a role. For a command the decision
 * itself (commit) asks, so that what the answer rests on stands before the command in the log. What everybody
 * may read needs no role, and is run without any unless it may open a seal; but a caller that names a party
 * must have that party united into it. The answer rests on confirmed roles alone: a role that only the token
 * states opens no seal, and hides no other role that is registered.
 */
async function runAdmitted(
  { action, opens, commits, changes, run }: Endpoint,
  request: Request,
  world: World,
): Promise<Reply> {
  const { identity, grant } = request;
  const { org, agent, roles: stated } = identity;
  if (!action || commits) return run(request, world);
  const everybodys = isEverybodys(action) && !agent;
  if (everybodys && !(opens && grantFor(identity, opens)))
    return run({ ...request, identity: { ...identity, roles: [] } }, world);
  // A question is answered while the registry is asked; a change waits for its word.
  const running = changes ? undefined : run(request, world);
  running?.catch(() => {});
  const { entities, refusal } = await standingOf(world, { org, agent, role: grant.role });
  const roles = stated.filter((role) => !refuseActing(entities, { org, agent, role }, world.rootOperator));
  if (roles.length === stated.length) return running ?? run(request, world);
  const known = { ...identity, roles };
  const confirmed = grantFor(known, action);
  if (refusal && !confirmed && !everybodys) throw new RejectedError(refusal);
  return run({ ...request, identity: known, grant: confirmed ?? grant }, world);
}

const NOBODY: Identity = { sub: '', org: '', roles: [] };
const NO_GRANT: Grant = { role: 'enterprise', scope: 'own' };

function authorize(action: Action, event: HttpEvent): { identity: Identity; grant: Grant } {
  const identity = partyOf(identityOf(event.requestContext.authorizer?.jwt?.claims), event);
  const grant = grantFor(identity, action);
  if (!grant) throw new Problem('forbidden', [], {}, { roles: Object.keys(grants[action]).join(', ') });
  return { identity, grant };
}

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,128}$/;

function requireIdempotencyKey(event: HttpEvent): string {
  const key = event.headers['idempotency-key'];
  if (key === undefined || !IDEMPOTENCY_KEY.test(key))
    throw new Problem('idempotency-key-missing', [
      { parameter: 'Idempotency-Key', detail: '1-128 visible ASCII' },
    ]);
  return key;
}

function requireIfMatch(event: HttpEvent): number {
  const value = event.headers['if-match'];
  if (value === undefined) throw new Problem('precondition-required');
  const version = /^"v([1-9]\d{0,9})"$/.exec(value)?.[1];
  if (version === undefined) throw new Problem('precondition-failed');
  return Number(version);
}

/** The same request has the same digest, in whatever order its members and whoever makes it for the party. */
function digestOf(routeKey: string, path: unknown, body: unknown): string {
  return toBase64url(sha256(toUtf8(canonicalize([routeKey, path, withoutUndefined(body)]))));
}

const withoutUndefined = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function render(
  found: Endpoint,
  { status, headers, json, text, packed, bytes: given }: Reply,
  acceptEncoding: string | undefined,
): HttpResponse {
  const coding = found.compressed && packed ? preferredCoding(acceptEncoding) : undefined;
  const bytes = packed ? formOf(packed, coding) : given;
  const type = typeof found.reply === 'string' ? found.reply : 'application/json';
  const isPublicRead = found.action === undefined && !found.commits && !found.changes;
  return {
    statusCode: status ?? found.status,
    headers: {
      'content-type': type,
      'cache-control': 'no-store',
      ...SECURITY_HEADERS,
      ...(isPublicRead && publicHeaders(headers, found.uncached)),
      ...(found.compressed && { vary: 'accept-encoding' }),
      ...(coding && { 'content-encoding': coding }),
      ...headers,
    },
    ...(bytes
      ? { body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true }
      : { body: text ?? packed?.text ?? JSON.stringify(json) }),
  };
}

/** Undefined where it is answered as its text. */
function formOf(packed: Packed, coding: Coding | undefined): Uint8Array | undefined {
  if (coding) return packed[coding];
  return packed.text === undefined ? unpacked(packed) : undefined;
}
