/**
 * What the generated operations are made of: each says method, path and body of one request, and its type
 * says what answers it. They send nothing: who calls brings a transport, with its own tokens, retries and
 * signatures.
 */
import type * as z from 'zod';
import type { RegistryClient } from '../exchange/registry-client.ts';

/** A request that reads. `Answer` is what the API's description says of the answer. */
export interface Read<Answer> {
  method: 'GET';
  path: string;
  /** Known to the compiler only. */
  answer?: Answer;
}

/** A request that changes something, once under its Idempotency-Key. */
export interface Change<Answer> {
  method: 'POST';
  path: string;
  body: object | undefined;
  /** Known to the compiler only. */
  answer?: Answer;
}

/**
 * Reads, and holds the answer against the members that the caller needs. A member that the API's description
 * doesn't have, or has otherwise, doesn't compile.
 * @throws RefusedError
 */
export const ask = <S extends z.ZodType>(
  transport: Pick<RegistryClient, 'get'>,
  { path }: Read<z.input<S>>,
  reply: S,
): Promise<z.output<S>> => transport.get(path, reply as z.ZodType<z.output<S>>);

/** Changes something, once under the key. @throws RefusedError */
export const change = <S extends z.ZodType>(
  transport: Pick<RegistryClient, 'post'>,
  { path, body }: Change<z.input<S>>,
  idempotencyKey: string,
  reply: S,
): Promise<z.output<S>> => transport.post(path, idempotencyKey, body, reply as z.ZodType<z.output<S>>);

/** Every item of a list, page after page. @throws RefusedError */
export const every = <S extends z.ZodType>(
  transport: Pick<RegistryClient, 'list'>,
  { path }: Read<{ items: z.input<S>[]; next?: string }>,
  item: S,
): AsyncGenerator<z.output<S>> => transport.list(path, item as z.ZodType<z.output<S>>);

/** A list as a whole: for what is asked for once, and is bounded. @throws RefusedError */
export async function all<S extends z.ZodType>(
  transport: Pick<RegistryClient, 'list'>,
  request: Read<{ items: z.input<S>[]; next?: string }>,
  item: S,
): Promise<z.output<S>[]> {
  const items: z.output<S>[] = [];
  for await (const each of every(transport, request, item)) items.push(each);
  return items;
}

type QueryValue = string | number | boolean | undefined | null;

/** A request that reads. A member of the query that is undefined is not sent. */
export function read<Answer>(path: string, query: { [name: string]: QueryValue } = {}): Read<Answer> {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, String(value)]],
  );
  const asked = new URLSearchParams(given).toString();
  return { method: 'GET', path: asked === '' ? path : `${path}?${asked}` };
}

/** A request that changes. */
export const send = <Answer>(path: string, body?: object): Change<Answer> => ({ method: 'POST', path, body });
