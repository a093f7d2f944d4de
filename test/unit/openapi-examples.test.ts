/**
 * The examples of the description: each operation has one, and it is still what the route takes and answers.
 */
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openApiDocument } from '../../functions/reference/document.ts';
import { allEndpoints } from '../../functions/reference/endpoints.ts';
import { recordedExamples } from '../../functions/reference/examples.ts';

const AGAIN = 'run: npm run examples';
const examples = recordedExamples();
const endpoints = Object.entries(allEndpoints());

/** What of a value its schema refuses; a schema of JSON knows nothing of how the value was sent. */
const faults = (key: string, schema: z.ZodType, value: unknown): string[] => {
  const { error } = schema.safeParse(value);
  return error ? [`${key}: ${z.prettifyError(error)}`] : [];
};

describe('an example', () => {
  it('is there for each operation that answers JSON, and for no other', () => {
    const wanted = endpoints.filter(([, { reply }]) => typeof reply !== 'string');
    expect(wanted.length).toBeGreaterThan(150);
    expect(Object.keys(examples).sort(), AGAIN).toEqual(wanted.map(([key]) => key).sort());
  });

  it('has a body where the operation takes one, that the operation takes', () => {
    const told = endpoints.flatMap(([key, { body, reply }]) => {
      if (typeof reply === 'string') return [];
      const request = examples[key]?.request;
      if (!body || request === undefined) return body || request !== undefined ? [`${key}: no body`] : [];
      return faults(key, body(), request);
    });
    expect(told, AGAIN).toEqual([]);
  });

  it('has an answer that the operation describes', () => {
    const told = endpoints.flatMap(([key, { reply }]) =>
      typeof reply === 'string' ? [] : faults(key, reply(), examples[key]?.response),
    );
    expect(told, AGAIN).toEqual([]);
  });

  it('stands in the description, with the request and with the answer of success', () => {
    const { paths } = openApiDocument() as {
      paths: Record<
        string,
        Record<string, { responses: Record<string, Described>; requestBody?: Described }>
      >;
    };
    for (const [key, { request, response }] of Object.entries(examples)) {
      const [method = '', path = ''] = key.split(' ');
      const operation = paths[path.replace('+}', '}')]?.[method.toLowerCase()];
      const [success] = Object.entries(operation!.responses).filter(([status]) => /^[23]/.test(status));
      expect([key, shownIn(operation!.requestBody), shownIn(success?.[1])]).toEqual([key, request, response]);
    }
  });

  it('tells nothing of who recorded it, and nothing to be kept', () => {
    const text = JSON.stringify(examples);
    for (const word of ['127.0.0.1', 'localhost', 'X-Amz-Signature', 'X-Amz-Credential', 'Bearer', '/tmp/'])
      expect(text).not.toContain(word);
    const secrets = text.match(/whsec_[^"]*/g);
    expect(new Set(secrets)).toEqual(new Set([`whsec_${Buffer.alloc(32).toString('base64')}`]));
  });

  it('shows something wherever there is a list', () => {
    const empty = Object.entries(examples).filter(
      ([, { response }]) => (response as { items?: unknown[] }).items?.length === 0,
    );
    expect(empty).toEqual([]);
  });
});

interface Described {
  content?: Record<string, { examples?: { recorded: { value: unknown } } }>;
}
const shownIn = (of: Described | undefined) => of?.content?.['application/json']?.examples?.recorded.value;
