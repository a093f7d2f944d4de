/**
 * The registry's own endpoints, called within a function in the name of who asked for a job. A request goes
 * the whole way that one over HTTP goes: roles, schemas, decision, commit. Nothing is decided here.
 */
import type { Context } from 'aws-lambda';
import type * as z from 'zod';
import { isPassing, problemIn, RefusedError } from '../../events/exchange/refused.ts';
import { itemsOf, type RegistryClient } from '../../events/exchange/registry-client.ts';
import type { Language } from '../../shared/base/words.ts';
import { ACTS_FOR_HEADER } from '../http/acts-for.ts';
import type { Endpoints } from '../http/endpoint.ts';
import { handlerOf } from '../http/endpoint.ts';
import type { HttpEvent } from '../http/event.ts';
import type { Job } from './job.ts';

type Answer = { statusCode: number; body: string };

const ATTEMPTS_MAX = 5;
/** Full jitter: a wait is uniform between 0 and base · 2^attempt. */
const BACKOFF_BASE_MS = 50;

export class WithinClient implements RegistryClient {
  private readonly endpoints: Endpoints;
  private readonly handle: (event: HttpEvent) => Promise<Answer>;
  private readonly asker: Job['asker'];
  private readonly language: Language;
  private readonly sleep: (milliseconds: number) => Promise<void>;

  constructor(
    endpoints: Endpoints,
    { asker, language }: Pick<Job, 'asker' | 'language'>,
    sleep: (milliseconds: number) => Promise<void>,
  ) {
    this.endpoints = endpoints;
    const handler = handlerOf(endpoints);
    this.handle = (event) => handler(event, {} as Context) as unknown as Promise<Answer>;
    this.asker = asker;
    this.language = language;
    this.sleep = sleep;
  }

  get<T>(path: string, reply: z.ZodType<T>): Promise<T> {
    return this.take('GET', path, {}, undefined, reply);
  }

  post<T>(path: string, key: string, body: object | undefined, reply: z.ZodType<T>): Promise<T> {
    const headers = { 'idempotency-key': key, ...(body && { 'content-type': 'application/json' }) };
    return this.take('POST', path, headers, body, reply);
  }

  list<T>(path: string, item: z.ZodType<T>): AsyncGenerator<T> {
    return itemsOf(this, path, item);
  }

  private async take<T>(
    method: string,
    path: string,
    headers: Record<string, string>,
    body: object | undefined,
    reply: z.ZodType<T>,
  ): Promise<T> {
    const event = this.eventOf(method, path, headers, body);
    let last = '';
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      if (attempt > 0) await this.sleep(Math.random() * BACKOFF_BASE_MS * 2 ** attempt);
      const answer = await this.handle(event);
      if (answer.statusCode < 300) return reply.parse(JSON.parse(answer.body));
      const refused = new RefusedError(answer.statusCode, problemIn(answer.body));
      if (!isPassing(refused)) throw refused;
      last = refused.message;
    }
    throw new Error(`${method} ${path}: ${last}`);
  }

  private eventOf(
    method: string,
    path: string,
    headers: Record<string, string>,
    body: object | undefined,
  ): HttpEvent {
    const url = new URL(path, 'http://within');
    const { routeKey, parameters } = this.match(method, url.pathname);
    const { sub, org, agent, roles } = this.asker;
    const event = {
      version: '2.0',
      routeKey,
      rawPath: url.pathname,
      headers: {
        'accept-language': this.language,
        ...(agent !== undefined && { [ACTS_FOR_HEADER.toLowerCase()]: org }),
        ...headers,
      },
      pathParameters: parameters,
      queryStringParameters: Object.fromEntries(url.searchParams),
      // The form in which API Gateway's authorizer hands claims on.
      requestContext: {
        authorizer: { jwt: { claims: { sub, org: agent ?? org, roles: `[${roles.join(' ')}]` } } },
      },
      ...(body && { body: JSON.stringify(body) }),
      isBase64Encoded: false,
    };
    return event as unknown as HttpEvent;
  }

  /** @throws where this function has no such endpoint */
  private match(method: string, pathname: string): { routeKey: string; parameters: Record<string, string> } {
    const given = pathname.split('/');
    for (const routeKey of Object.keys(this.endpoints)) {
      const [of, template = ''] = routeKey.split(' ');
      const wanted = template.split('/');
      if (of !== method || wanted.length !== given.length) continue;
      const parameters: Record<string, string> = {};
      const fits = wanted.every((segment, i) => {
        const name = /^\{(\w+)\}$/.exec(segment)?.[1];
        if (name === undefined) return segment === given[i];
        parameters[name] = decodeURIComponent(given[i]!);
        return true;
      });
      if (fits) return { routeKey, parameters };
    }
    throw new Error(`there is no endpoint for ${method} ${pathname}`);
  }
}
