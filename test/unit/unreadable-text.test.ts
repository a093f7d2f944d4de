/**
 * A text that a decoder has damaged is refused wherever the API takes one: two companies must not become one.
 */
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseBody } from '../../functions/http/input.ts';
import { Problem } from '../../functions/http/problem.ts';
import { allEndpoints } from '../../functions/reference/endpoints.ts';
import { isReadable, line } from '../../shared/base/field.ts';

type Json = Record<string, unknown>;
type Path = (string | number)[];

/** Paths of every text that a schema takes. */
function textsOf(schema: Json, defs: Json, path: Path = []): Path[] {
  if (typeof schema.$ref === 'string')
    return textsOf(defs[schema.$ref.split('/').at(-1)!] as Json, defs, path);
  const members = Object.entries((schema.properties ?? {}) as Record<string, Json>);
  const choices = [schema.anyOf, schema.oneOf, schema.allOf].flatMap((each) => (each ?? []) as Json[]);
  return [
    ...(schema.type === 'string' || typeof schema.const === 'string' ? [path] : []),
    ...members.flatMap(([name, member]) => textsOf(member, defs, [...path, name])),
    ...(schema.items ? textsOf(schema.items as Json, defs, [...path, 0]) : []),
    ...choices.flatMap((each) => textsOf(each, defs, path)),
  ];
}

/** A body with nothing but that text at that path. */
const bodyWith = (path: Path, text: string): unknown =>
  path.reduceRight<unknown>((inner, name) => (typeof name === 'number' ? [inner] : { [name]: inner }), text);

const bodies = Object.entries(allEndpoints()).flatMap(([route, { body }]) => {
  if (!body) return [];
  const schema = z.toJSONSchema(body(), { io: 'input', unrepresentable: 'any' }) as Json;
  const paths = textsOf(schema, (schema.$defs ?? {}) as Json).map((path) => path.join('/'));
  return [...new Set(paths)].map((path) => ({
    route,
    body: body(),
    path: path.split('/').map((name) => (name === '0' ? 0 : name)),
  }));
});

function refusal(schema: z.ZodType, body: unknown): Problem | undefined {
  try {
    parseBody(schema, body, 'en');
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  return undefined;
}

const DAMAGED = ['\ufffd', '赤峰\ufffd业公司', '\ud800', 'a\udc00', `${'x'.repeat(200)}\ufffd`];

describe('a damaged text', () => {
  it('has many places in the API', () => expect(bodies.length).toBeGreaterThan(120));

  it.each(DAMAGED)('is refused by name at every one of them: %j', (text) => {
    for (const { route, body, path } of bodies) {
      const { kind, errors } = refusal(body, bodyWith(path, text)) ?? {};
      expect([kind, errors?.map(({ pointer }) => pointer)], route).toEqual([
        'unreadable-text',
        [`#/${path.join('/')}`],
      ]);
    }
  });

  it('is refused in the name of a member, and in what no schema knows', () => {
    const schema = z.strictObject({ name: z.string() });
    const at = (body: unknown) => refusal(schema, body)?.errors.map(({ pointer }) => pointer);
    expect(at({ name: 'a', 'n\ufffd': 1 })).toEqual(['#/n%EF%BF%BD']);
    expect(at({ name: 'a', further: [1, { deep: ['b', '\ufffd'] }] })).toEqual(['#/further/1/deep/1']);
    expect(refusal(schema, { name: '\u{20000}𠮷' })).toBeUndefined();
  });

  it('many of them are not all listed, and a body may be nested deep', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(30_000)}"\ufffd"${']'.repeat(30_000)}`);
    expect(refusal(z.unknown(), deep)?.kind).toBe('unreadable-text');
    expect(
      refusal(
        z.unknown(),
        Array.from({ length: 1000 }, () => '\ufffd'),
      )?.errors.length,
    ).toBe(20);
  });

  it('is no line of text for an import either, and told so', () => {
    expect(DAMAGED.map(isReadable)).toEqual(DAMAGED.map(() => false));
    expect(line(300).safeParse('赤峰\ufffd业公司').error?.issues[0]?.message).toContain('U+FFFD');
    expect(line(300).safeParse('赤峰林业公司').success).toBe(true);
  });
});
