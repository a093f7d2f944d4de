/** The typed client: what its operations ask for, and what of the caller's doesn't compile. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import * as operations from '../../events/client/operations.ts';
import { ask, change, every } from '../../events/client/request.ts';
import { openApiDocument } from '../../functions/reference/document.ts';

interface Described {
  operationId: string;
  responses: Record<string, { content?: Record<string, unknown> }>;
}
const { paths } = openApiDocument() as { paths: Record<string, Record<string, Described>> };
const described = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, responses }]) => ({
    method: method.toUpperCase(),
    path,
    operationId,
    isJson: Object.entries(responses).some(
      ([status, { content }]) => status.startsWith('2') && content?.['application/json'],
    ),
  })),
);
const byName: Record<string, unknown> = operations;

/** A transport that answers everything with one value, and keeps what was asked. */
function answering(answer: unknown) {
  const asked: unknown[][] = [];
  return {
    asked,
    get: async <T>(path: string, reply: z.ZodType<T>) => {
      asked.push([path]);
      return reply.parse(answer);
    },
    post: async <T>(path: string, key: string, body: object | undefined, reply: z.ZodType<T>) => {
      asked.push([path, key, body]);
      return reply.parse(answer);
    },
    async *list<T>(path: string, item: z.ZodType<T>) {
      asked.push([path]);
      yield item.parse(answer);
    },
  };
}

describe('an operation', () => {
  it('is there for each route under /v1 that answers JSON, and for no other', () => {
    const wanted = described.filter(({ isJson, path }) => isJson && path.startsWith('/v1/'));
    expect(wanted.length).toBeGreaterThan(100);
    expect(Object.keys(byName).sort()).toEqual(wanted.map(({ operationId }) => operationId).sort());
  });

  it('names the method and the path of its route', () => {
    const told = described.flatMap(({ method, path, operationId }) => {
      const make = byName[operationId] as
        | ((...args: unknown[]) => { method: string; path: string })
        | undefined;
      if (!make) return [];
      const parts = [...path.matchAll(/\{\w+\}/g)].map((_, i) => `part ${i}`);
      const request = make(...parts);
      const expected = parts.reduce((made, part) => made.replace(/\{\w+\}/, encodeURIComponent(part)), path);
      return request.method === method && request.path === expected ? [] : [request];
    });
    expect(told).toEqual([]);
  });

  it('keeps what stands in a path in its segment', () =>
    expect(operations.getV1BatchesId('../a?b').path).toBe('/v1/batches/..%2Fa%3Fb'));

  it('sends the members of a query that are given', () => {
    expect(operations.getV1Entitlements({ from: '2026-01-01', to: '2026-02-01' }).path).toBe(
      '/v1/entitlements?from=2026-01-01&to=2026-02-01',
    );
    expect(operations.getV1Search({ q: '林 1&2' }).path).toBe('/v1/search?q=%E6%9E%97+1%262');
    expect(operations.getV1Projects({ cursor: undefined }).path).toBe('/v1/projects');
  });
});

describe('what a caller needs of an answer', () => {
  const id = 'b-00000000000000000000';

  it('is asked through its transport', async () => {
    const transport = answering({ id, issued: 3 });
    const Batch = z.object({ id: z.string(), issued: z.number() });
    expect(await ask(transport, operations.getV1BatchesId(id), Batch)).toEqual({ id, issued: 3 });
    const moved = { from: 'a', to: 'b', items: [{ batch: id, quantity: 1 }] };
    await change(transport, operations.postV1Transfers(moved), 'k', z.unknown());
    for await (const batch of every(transport, operations.getV1ProjectsIdBatches('p'), Batch))
      expect(batch.issued).toBe(3);
    expect(transport.asked).toEqual([
      [`/v1/batches/${id}`],
      ['/v1/transfers', 'k', moved],
      ['/v1/projects/p/batches'],
    ]);
  });

  it('is held against the answer', async () => {
    const issued = z.object({ issued: z.number() });
    await expect(ask(answering({ id }), operations.getV1BatchesId(id), issued)).rejects.toThrow('issued');
  });

  // The compiler is the test: a line that began to compile would be an unused expectation.
  it('does not compile where the description has no such member, or another type', async () => {
    const transport = answering({ harvested: 1, issued: '3' });
    const other = z.object({ issued: z.string() });
    const missing = z.object({ harvested: z.number() });
    // @ts-expect-error no batch has a member `harvested`
    expect(await ask(transport, operations.getV1BatchesId(id), missing)).toEqual({ harvested: 1 });
    // @ts-expect-error what was issued is a number
    expect(await ask(transport, operations.getV1BatchesId(id), other)).toEqual({ issued: '3' });
    // @ts-expect-error a retirement names its beneficiary
    operations.postV1Retirements({ account: 'a' });
    // @ts-expect-error a read changes nothing
    await change(transport, operations.getV1BatchesId(id), 'k', z.unknown());
  });
});
