/**
 * The operations of the registry's API, from its own description: looked up by words, and listed as a
 * resource.
 */
import * as z from 'zod';
import { AnswerError, type RegistryReader } from './registry.ts';
import { type Surroundings, type Tool, tool } from './tool.ts';

const PATH = '/openapi.json';
const WORDS_MAX = 10;
const FOUND_MAX = 20;

/** What is read of a description; the rest is shown as it came. */
const Operation = z.looseObject({
  summary: z.string().default(''),
  tags: z.array(z.string()).default([]),
  security: z.array(z.unknown()).optional(),
});
const Description = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

interface ListedOperation {
  method: string;
  path: string;
  summary: string;
  tags: string[];
  /** Whether it takes a token. */
  needsToken: boolean;
  /** The operation as the description has it. */
  whole: z.infer<typeof Operation>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** @throws AnswerError */
async function operationsOf(registry: RegistryReader, signal: AbortSignal): Promise<ListedOperation[]> {
  const { success, data } = Description.safeParse(await registry.json(PATH, { signal }));
  if (!success) throw new AnswerError(`GET ${PATH}: 答复不是 OpenAPI the answer is no OpenAPI description`);
  return Object.entries(data.paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const { data: whole } = Operation.safeParse(methods[method]);
      if (!whole) return [];
      const { summary, tags, security } = whole;
      const needsToken = (security ?? []).length > 0;
      return [{ method: method.toUpperCase(), path, summary, tags, needsToken, whole }];
    }),
  );
}

export const api = ({ registry }: Surroundings): Tool =>
  tool({
    name: 'api',
    title: '接口 API operations',
    description:
      '按词查找本登记簿的接口（/openapi.json）：方法、路径、说明、是否须令牌；details 给出参数与模式。本服务只读，不会调用其中的写操作。Looks operations of this registry’s API up by words: method, path, summary, whether it needs a token; with details also parameters and schemas. This server is read-only and calls none of those that change something.',
    input: z.strictObject({
      words: z
        .array(z.string().min(1).max(60))
        .min(1)
        .max(WORDS_MAX)
        .describe('须全部出现 all of them have to occur, e.g. ["retirement","POST"]'),
      details: z.boolean().default(false).describe('给出参数、请求与答复的模式 with parameters and schemas'),
    }),
    run: async ({ words, details }, signal) => {
      const all = await operationsOf(registry, signal);
      const lower = words.map((word) => word.toLowerCase());
      const found = all.filter((each) => {
        const text = textOf(each);
        return lower.every((word) => text.includes(word));
      });
      const items = found
        .slice(0, FOUND_MAX)
        .map(({ whole, ...listed }) => (details ? { ...listed, operation: whole } : listed));
      return {
        ...(found.length === 0 && {
          note: `没有相符的接口 none of ${all.length} operations has all these words`,
        }),
        data: { items, found: found.length, of: all.length },
      };
    },
  });

/** All operations, one line each: `GET /v1/projects/{id} (token) summary`. */
export async function operationLines(registry: RegistryReader, signal: AbortSignal): Promise<string[]> {
  const all = await operationsOf(registry, signal);
  return all.map(
    ({ method, path, summary, needsToken }) =>
      `${method} ${path} ${needsToken ? '(token) ' : ''}${summary.slice(0, 200)}`,
  );
}

const textOf = ({ method, path, summary, tags, whole }: ListedOperation): string =>
  [method, path, summary, ...tags, whole.operationId ?? '', whole.description ?? ''].join(' ').toLowerCase();
