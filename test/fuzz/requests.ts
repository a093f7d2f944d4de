/**
 * Requests by chance, each made of an operation of the API's description: a sound one, and
 * then what goes wrong.
 */
import type { Pool } from './pool.ts';
import type { Random } from './random.ts';
import { type Asker, type Schema, SoundValues } from './sound.ts';
import { spoiled, spoiledBytes, spoiledText } from './spoiled.ts';
import type { Wire } from './wire.ts';

export interface Operation {
  method: string;
  /** With parameters in braces. */
  path: string;
  parameters: { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: Schema }[];
  body?: Schema;
  /** Roles that may do it, as the description says. */
  roles: string[];
}

/** An identity with its token. */
export interface Identity extends Asker {
  name: string;
  roles: readonly string[];
  token: string;
}

interface Described {
  description?: string;
  parameters?: Operation['parameters'];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

export function operationsOf(document: { paths: Record<string, Record<string, Described>> }): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { description = '', parameters = [], requestBody }]) => {
      const schema = requestBody?.content['application/json']?.schema;
      const roles = [...description.matchAll(/(\w+): (?:own|any)/g)].map(([, role]) => role!);
      return { method: method.toUpperCase(), path, parameters, roles, ...(schema && { body: schema }) };
    }),
  );
}

/** Kinds of ids by the resource whose path they stand in. */
const KINDS: Record<string, string> = {
  organizations: 'o',
  accounts: 'a',
  parcels: 'l',
  projects: 'p',
  agreements: 'j',
  batches: 'b',
  units: 'b',
  'monitoring-reports': 'm',
  transfers: 't',
  pledges: 'g',
  retirements: 'r',
  facilities: 'f',
  'power-purchase-agreements': 'c',
  'supply-contracts': 's',
  commits: 'id',
  documents: 'sha256',
  boundary: 'boundary',
};

/** What a request is drawn from. */
interface Draw {
  operation: Operation;
  identity: Identity;
  random: Random;
  pool: Pool;
  /** Its Idempotency-Key, where none is made up. */
  key: string;
}

/** A request of one operation: sound in one of three, else with one to three faults anywhere in it. */
export function drawRequest(draw: Draw): Wire {
  const { operation, identity, random, pool, key } = draw;
  const values = new SoundValues(random, pool, identity);
  const faults = random.chance(0.35) ? 0 : random.pick([1, 1, 1, 2, 3]);
  const headers: Record<string, string> = {
    authorization: `Bearer ${identity.token}`,
    'idempotency-key': key,
    ...(random.chance(0.5) && { 'accept-language': random.pick(['zh', 'en', 'zh-CN;q=0.3, en', '*']) }),
  };
  for (const { name, in: place } of operation.parameters)
    if (place === 'header' && name === 'If-Match') headers['if-match'] = `"v${random.integer(1, 3)}"`;
  const wire: Wire = { method: operation.method, path: pathOf(draw, values), headers };
  let value = operation.body && values.of(operation.body);
  if (operation.body) headers['content-type'] = 'application/json';
  for (let i = 0; i < faults; i++) {
    if (operation.body && random.chance(0.7)) value = spoiled(value, random);
    else spoilAround(wire, random);
  }
  if (operation.body)
    wire.body =
      faults > 0 && random.chance(0.12)
        ? spoiledBytes(value, random)
        : Buffer.from(JSON.stringify(value) ?? '');
  if (wire.body) headers['content-length'] ??= String(wire.body.length);
  if (headers.authorization === `Bearer ${identity.token}`) wire.as = identity.name;
  return wire;
}

function pathOf({ operation, random, pool }: Draw, values: SoundValues): string {
  const segments = operation.path.split('/').map((segment, i, all) => {
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    if (name === undefined) return segment;
    if (name === 'tile')
      return random.pick(['0/000', '0/000.p/3', 'entries/000', 'entries/000.p/1', '1/x001/000']);
    if (name === 'serial') return String(random.integer(0, 300));
    const kind = name === 'batch' ? 'b' : name === 'buyer' ? 'a' : KINDS[all[i - 1] ?? ''];
    const drawn = kind !== undefined && random.chance(0.95) ? pool.draw(kind, random) : undefined;
    const parameter = operation.parameters.find((each) => each.in === 'path' && each.name === name);
    return encodeURIComponent(drawn ?? String(values.of(parameter?.schema ?? {}, name)));
  });
  const query = operation.parameters
    .filter(({ in: place, required }) => place === 'query' && (required || random.chance(0.4)))
    .map(({ name, schema }) => {
      const cursor = name === 'cursor' ? pool.draw('next', random) : undefined;
      return `${name}=${encodeURIComponent(cursor ?? String(values.of(schema, name)))}`;
    });
  return segments.join('/') + (query.length > 0 ? `?${query.join('&')}` : '');
}

/** Bytes that a path may hold, percent-encoded; some are no UTF-8. */
const ODD_SEGMENTS = [
  '%00',
  '%ff%fe',
  '%C0%80',
  '%ED%A0%80',
  '..',
  '%2e%2e',
  '%2F',
  '%E7%A4%BA',
  '%',
  '%zz',
  '',
  'a'.repeat(5000),
  '%F0%9F%98%80',
  '~',
  '*',
  "'",
];
const ODD_QUERIES = [
  'limit=0',
  'limit=-1',
  'limit=999',
  'limit=1&limit=2',
  'cursor=',
  'cursor=%00',
  'cursor=e30',
  'cursor=eyJhIjoxfQ',
  '=',
  '&&',
  'x=1',
  'limit=1e2',
  `cursor=${'A'.repeat(1900)}`,
  '%ff=1',
  'banner=150430%00',
  'year=99999',
  'from=2026-02-30&to=x',
];
const ODD_HEADERS: [string, string][] = [
  ['content-type', 'text/plain'],
  ['content-type', 'application/json; charset=gbk'],
  ['content-type', 'multipart/form-data; boundary=x'],
  ['content-type', ''],
  ['content-encoding', 'gzip'],
  ['accept', 'image/png'],
  ['accept-language', 'x'.repeat(5000)],
  ['accept-language', ';q=,,;=\u00ff'],
  ['if-match', '*'],
  ['if-match', '"v99999999999999999999"'],
  ['if-match', 'v1, "v2"'],
  ['if-none-match', '"\u00e9"'],
  ['idempotency-key', ''],
  ['idempotency-key', 'k'.repeat(129)],
  ['idempotency-key', '\u00e9\u00ff'],
  ['idempotency-key', 'fuzz-used-again'],
  ['authorization', 'Bearer x.y.z'],
  ['authorization', 'Basic eDp5'],
  ['authorization', `Bearer ${'a'.repeat(7000)}`],
  ['range', 'bytes=0-1'],
  ['x-forwarded-for', "1'1"],
  ['origin', 'null'],
  ['expect', '100-continue'],
  ['x-http-method-override', 'DELETE'],
  ['x-lvzhang-signature', 'x'],
];

/** A fault in the request line or the headers. */
function spoilAround(wire: Wire, random: Random): void {
  const [path = '', query] = wire.path.split('?');
  const segments = path.split('/');
  const at = random.integer(1, segments.length - 1);
  random.pick<() => void>([
    () => {
      segments[at] = random.pick(ODD_SEGMENTS);
      wire.path = segments.join('/') + (query === undefined ? '' : `?${query}`);
    },
    () => {
      segments[at] = encodeURIComponent(
        spoiledText(decode(segments[at]!), random).toWellFormed().slice(0, 2000),
      );
      wire.path = segments.join('/') + (query === undefined ? '' : `?${query}`);
    },
    () => {
      wire.path += (query === undefined ? '?' : '&') + random.pick(ODD_QUERIES);
    },
    () => {
      const [name, value] = random.pick(ODD_HEADERS);
      wire.headers[name] = value;
    },
    () => {
      delete wire.headers[random.pick(Object.keys(wire.headers))];
    },
    () => {
      if (random.chance(0.3))
        wire.method = random.pick(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'GET', 'POST']);
    },
  ])();
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
