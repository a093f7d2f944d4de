/** Every route that takes a body: one that would do, and what each of its fields is. */
import { type Caller, OPERATOR } from './api.ts';
import type { FieldKind } from './bad-values.ts';
import { freshOrigin, freshUscc, retire, type SmallRegistry } from './small-registry.ts';

export interface BodyCase {
  /** What the test is called by: the route, and which shape of body where there are several. */
  name: string;
  request: string;
  caller: Caller;
  body: object;
  /** Kind by JSON pointer; a `?` after it marks a field that may be left out. */
  fields: Record<string, FieldKind | `${FieldKind}?`>;
  headers?: Record<string, string>;
  /** Idempotency-Key, where the body is made for that one. */
  key?: string;
  /** The largest body that the route takes, where that isn't 64 KiB. */
  bodyBytesMax?: number;
}

export function bodyCases(registry: SmallRegistry, foreign: string): BodyCase[] {
  const { developer, buyer, project, batch } = registry;
  const operator = { caller: OPERATOR };
  const holder = { caller: developer.caller };
  const organization = { request: 'POST /v1/organizations', ...operator };
  const subdivision = { request: `POST /v1/batches/${batch}/subdivide`, ...holder };
  return [
    {
      name: 'organization by USCC',
      ...organization,
      body: { name: '示例', roles: ['enterprise', 'generator'], uscc: freshUscc() },
      fields: { '/name': 'text', '/roles': 'list', '/roles/1': 'name', '/uscc': 'name' },
    },
    {
      name: 'organization by foreign identity',
      ...organization,
      body: { name: '示例', roles: ['developer'], foreign: { source: 'Verra', name: 'Someone' } },
      fields: { '/foreign': 'object', '/foreign/source': 'text', '/foreign/name': 'text' },
    },
    {
      name: 'identification',
      request: `POST /v1/organizations/${foreign}/identify`,
      ...operator,
      headers: { 'if-match': '"v1"' },
      body: { uscc: freshUscc() },
      fields: { '/uscc': 'name' },
    },
    {
      name: 'project',
      request: 'POST /v1/projects/imports',
      ...operator,
      body: {
        name: '示例',
        standard: 'VCS',
        methodology: 'AR-ACM0003',
        category: 'forest',
        type: 'Agriculture Forestry and Other Land Use',
        country: 'China',
        developer: developer.id,
        legacy: true,
        origin: { ...freshOrigin(), status: 'Registered' },
      },
      fields: {
        '/name': 'text',
        '/standard': 'name',
        '/methodology': 'text',
        '/category': 'name?',
        '/type': 'text?',
        '/country': 'text?',
        '/developer': 'name',
        '/legacy': 'flag?',
        '/origin': 'object',
        '/origin/source': 'text',
        '/origin/code': 'text',
        '/origin/status': 'text?',
      },
    },
    {
      name: 'issuance',
      request: `POST /v1/projects/${project}/issuances`,
      ...operator,
      body: {
        vintage: 2011,
        quantity: 100,
        account: buyer.account,
        lanes: 2,
        retiredElsewhere: 40,
        foreign: {
          issuedOn: '2025-03-01',
          serial: 'H102771824',
          vintageTotal: 500,
          period: { from: '2011-01-01', to: '2011-12-31' },
          goals: '13: Climate Action',
          certifications: 'CCB',
        },
      },
      fields: {
        '/vintage': 'count',
        '/quantity': 'count',
        '/account': 'name?',
        '/lanes': 'count?',
        '/foreign': 'object?',
        '/foreign/issuedOn': 'name?',
        '/foreign/serial': 'text?',
        '/foreign/period': 'object?',
        '/foreign/period/from': 'name',
        '/foreign/period/to': 'name',
        '/foreign/vintageTotal': 'count?',
        '/foreign/goals': 'text?',
        '/foreign/certifications': 'text?',
        '/retiredElsewhere': 'amount?',
      },
    },
    {
      name: 'subdivision by quantities',
      ...subdivision,
      body: { block: 1, quantities: [1, 99_998] },
      fields: { '/block': 'count', '/quantities': 'list', '/quantities/1': 'count' },
    },
    {
      name: 'subdivision into lanes',
      ...subdivision,
      body: { block: 1, lanes: 2 },
      fields: { '/lanes': 'count' },
    },
    {
      name: 'transfer',
      request: 'POST /v1/transfers',
      ...holder,
      body: {
        from: developer.account,
        to: buyer.account,
        items: [
          { batch, quantity: 1 },
          { batch, from: 1, to: 2 },
        ],
      },
      fields: {
        '/from': 'name',
        '/to': 'name',
        '/items': 'list',
        '/items/0': 'object',
        '/items/0/batch': 'name',
        '/items/0/quantity': 'count',
        '/items/1/from': 'count',
        '/items/1/to': 'count',
      },
    },
    {
      name: 'retirement',
      request: 'POST /v1/retirements',
      ...holder,
      body: { ...retire(developer.account, batch), purpose: 'corporate-offset' },
      fields: {
        '/account': 'name',
        '/items': 'list',
        '/items/0': 'object',
        '/items/0/batch': 'name',
        '/items/0/quantity': 'count',
        '/beneficiary': 'text',
        '/reason': 'text',
        '/purpose': 'name?',
        '/consumptionYear': 'count?',
      },
    },
  ];
}

type Json = Record<string, unknown>;

const tokensOf = (pointer: string) => pointer.split('/').slice(1);

function parentIn(body: Json, tokens: readonly string[]): Json {
  return tokens.slice(0, -1).reduce<Json>((at, token) => at[token] as Json, body);
}

/** The body with one place changed. Defines the member, so that `__proto__` is one like any other. */
export function withValue(body: object, pointer: string, value: unknown): object {
  return withMember(body, tokensOf(pointer), value);
}

export function withMember(body: object, tokens: readonly string[], value: unknown): object {
  const copy = structuredClone(body) as Json;
  Object.defineProperty(parentIn(copy, tokens), tokens.at(-1) ?? '', {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return copy;
}

export function withoutMember(body: object, pointer: string): object {
  const copy = structuredClone(body) as Json;
  delete parentIn(copy, tokensOf(pointer))[tokensOf(pointer).at(-1) ?? ''];
  return copy;
}

/** Tokens of every object in a body, the body itself first. */
export function objectsIn(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, member]) => objectsIn(member, [...at, key]));
  return Array.isArray(value) ? inside : [at, ...inside];
}
