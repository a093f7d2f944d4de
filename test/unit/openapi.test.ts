/** The description of the API: which release it is of, which function answers which route, and its form. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../functions/reference/document.ts';
import { allEndpoints, answering } from '../../functions/reference/endpoints.ts';
import { tagOf } from '../../functions/reference/tags.ts';
import { apiClient, CLIENT_FOLDER } from '../../infra/api-client.ts';
import manifest from '../../package.json' with { type: 'json' };

interface Schema {
  type?: string;
  $ref?: string;
  properties?: object;
  anyOf?: Schema[];
  oneOf?: Schema[];
}
type Responses = Record<string, { content?: Record<string, { schema: Schema }> }>;

const document = openApiDocument();

/** Whether a schema has the member `commit`, or one of those that it is one of. */
function hasReceipt({ $ref, properties = {}, anyOf = [], oneOf = [] }: Schema): boolean {
  const { schemas } = document.components as { schemas: Record<string, Schema> };
  const named = schemas[$ref?.split('/').at(-1) ?? ''];
  return 'commit' in properties || [...anyOf, ...oneOf, ...(named ? [named] : [])].some(hasReceipt);
}

it('the description bears the version of the package', () =>
  expect(document.info).toMatchObject({ version: manifest.version }));

describe('a function answers exactly its own routes', () => {
  it('none lacks its endpoint', () => expect(() => answering('parcels', {})).toThrow('GET /v1/inventory'));

  it("none is another function's", () =>
    expect(() => answering('docs', allEndpoints())).toThrow('GET /v1/inventory'));
});

describe('the form of the description', () => {
  it('breaks no rule of Redocly', async () => {
    const config = await createConfig({
      extends: ['recommended'],
      rules: {
        // A published document is answered with 302 and the address of its bytes.
        'operation-2xx-response': 'off',
        // With no member that the schema doesn't name.
        'no-invalid-media-type-examples': 'error',
      },
    });
    const found = await lintFromString({
      source: JSON.stringify(document),
      absoluteRef: '/openapi.json',
      config,
    });
    const told = found.map(
      ({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`,
    );
    expect(told).toEqual([]);
  });

  it('a path of no family is refused by name', () =>
    expect(() => tagOf('/v1/harvests/{id}')).toThrow('no family of functions/reference/tags.ts'));

  // A list has none of its own: what it lists has.
  it('each schema of an answer has a name: named(…) of functions/http/named.ts', () => {
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'functions'], {
      encoding: 'utf8',
    });
    const nameless = files
      .split('\n')
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/\bconst (\w+View) = \(\) =>(?!\s*z\.array)/g)].map(
          ([, name]) => `${file}: ${name} = named('…', () => …)`,
        ),
      );
    expect(nameless).toEqual([]);
  });

  it('says of no JSON that it is a text', () => {
    const { paths } = document as { paths: Record<string, Record<string, { responses: Responses }>> };
    const texts = Object.entries(paths).flatMap(([path, methods]) =>
      Object.values(methods).flatMap(({ responses }) =>
        Object.values(responses)
          .flatMap(({ content = {} }) => Object.entries(content))
          .filter(([type, { schema }]) => type.endsWith('json') && schema.type === 'string')
          .map(([type]) => `${path}: ${type}`),
      ),
    );
    expect(texts).toEqual([]);
  });

  it('says of every command that its answer has the receipt', () => {
    const { paths } = document as { paths: Record<string, Record<string, { responses: Responses }>> };
    const commands = Object.entries(allEndpoints()).filter(([, { commits }]) => commits);
    expect(commands.length).toBeGreaterThan(50);
    const without = commands.filter(([key, { status }]) => {
      const [method = '', path = ''] = key.split(' ');
      const { content } = paths[path]![method.toLowerCase()]!.responses[status]!;
      return !hasReceipt(content!['application/json']!.schema);
    });
    expect(without.map(([key]) => key)).toEqual([]);
  });

  it('says nothing twice: a schema has the name of what it shows', () => {
    const { schemas } = document.components as { schemas: Record<string, object> };
    expect(Object.keys(schemas)).toEqual(
      expect.arrayContaining(['Batch', 'Block', 'Organization', 'Retirement']),
    );
    expect(Object.keys(schemas).filter((name) => !/^[A-Z][A-Za-z0-9]*$/.test(name))).toEqual([]);
  });
});

describe('the typed client', () => {
  it('is of this description; where it is not, run: npm run client', async () => {
    const made = await apiClient(document);
    const generated = readdirSync(CLIENT_FOLDER).filter((file) => file.startsWith('operations'));
    const stale = [...new Set([...made.keys(), ...generated])].filter(
      (file) =>
        !generated.includes(file) || readFileSync(join(CLIENT_FOLDER, file), 'utf8') !== made.get(file),
    );
    expect(stale, 'run: npm run client').toEqual([]);
  });
});
