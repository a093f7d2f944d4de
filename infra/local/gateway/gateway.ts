import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Api, ApiRoute } from './api.ts';
import type { JwtContext } from './authorizer.ts';
import { answerPreflight, withCors } from './cors.ts';
import type { Gate } from './gate.ts';
import { buildEvent, type RequestHead } from './http-event.ts';
import { gatewayMessage, type HttpAnswer, internalServerError, readResult } from './http-response.ts';
import { createMatcher, type RouteMatch } from './route-match.ts';

/** Answers the requests of an HTTP API. */
export type Gateway = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Largest request body that HTTP APIs take, bytes. */
const BODY_BYTES_MAX = 10 * 1024 * 1024;

const unauthorized = gatewayMessage(401, 'Unauthorized', { 'www-authenticate': 'Bearer' });
const forbidden = gatewayMessage(403, 'Forbidden');
const tooLarge = gatewayMessage(413, 'Request Entity Too Large');

/** The body, or undefined when too large; always read to its end, so that the client reads the answer. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= BODY_BYTES_MAX) chunks.push(chunk);
  }
  if (size > BODY_BYTES_MAX) return undefined;
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

function headOf(request: IncomingMessage): RequestHead {
  const url = request.url ?? '/';
  const question = url.indexOf('?');
  return {
    method: request.method,
    rawHeaders: request.rawHeaders,
    httpVersion: request.httpVersion,
    path: question < 0 ? url : url.slice(0, question),
    query: question < 0 ? '' : url.slice(question + 1),
    sourceIp: request.socket.remoteAddress ?? '',
  };
}

/** The result of the route's authorizer: an answer that ends the request, or the caller's identity. */
async function authorize(
  route: ApiRoute,
  request: IncomingMessage,
): Promise<HttpAnswer | { jwt?: JwtContext }> {
  if (!route.authorize) return {};
  const token = (request.headers.authorization ?? '').replace(/^bearer\s+/i, '').trim();
  const jwt = token === '' ? undefined : await route.authorize(token);
  if (!jwt) return unauthorized;
  if (route.scopes.length > 0 && !route.scopes.some((scope) => jwt.scopes?.includes(scope))) return forbidden;
  return { jwt };
}

/** The function's answer, or the gateway's own if the function fails or exceeds the route's time. */
async function integrate(route: ApiRoute, event: string): Promise<HttpAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<HttpAnswer>((resolve) => {
    timer = setTimeout(() => resolve(gatewayMessage(503, 'Service Unavailable')), route.timeoutMs);
  });
  const invocation = route.function.invoke(event).then(readResult, () => internalServerError);
  try {
    return await Promise.race([invocation, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function send(
  response: ServerResponse,
  { status, headers, body }: HttpAnswer,
  method: string | undefined,
): void {
  const bodyless = status === 204 || status === 304;
  const length = bodyless ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length });
  response.end(method === 'HEAD' || bodyless ? undefined : body);
}

/** Answers an API's requests: match, authorize, invoke, render. */
export function createGateway(api: Api, gate: Gate): Gateway {
  const match = createMatcher(api.routes);

  const answerRoute = async (request: IncomingMessage, head: RequestHead): Promise<HttpAnswer> => {
    let found: RouteMatch<ApiRoute> | undefined;
    try {
      found = head.path.startsWith('/') ? match(head.method ?? '', head.path) : undefined;
    } catch {
      return gatewayMessage(400, 'Bad Request');
    }
    if (!found) return gatewayMessage(404, 'Not Found');
    const { route, pathParameters } = found;
    const authorized = await authorize(route, request);
    if ('status' in authorized) return authorized;
    const body = await readBody(request);
    if (!body) return tooLarge;
    const { jwt } = authorized;
    const event = buildEvent({
      request: head,
      body,
      routeKey: route.routeKey,
      pathParameters,
      apiId: api.apiId,
      jwt,
    });
    const { method } = head;
    const acceptLanguage = request.headers['accept-language'];
    return gate.pass({ method, acceptLanguage }, () => integrate(route, JSON.stringify(event)));
  };

  return async (request, response) => {
    const head = headOf(request);
    const origin = api.cors && request.headers.origin;
    const preflight = request.method === 'OPTIONS' && request.headers['access-control-request-method'];
    let answer: HttpAnswer;
    if (api.cors && origin && preflight) answer = answerPreflight(api.cors, origin);
    else {
      answer = await answerRoute(request, head).catch(() => internalServerError);
      if (api.cors && origin) answer = withCors(answer, api.cors, origin);
    }
    send(response, answer, request.method);
  };
}
