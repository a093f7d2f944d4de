/** Holds an answer against RFC 9457 and this registry's own promises about its problems. */
import { expect } from 'vitest';
import type { Answer, Call, TestApi } from './api.ts';

const CHINESE = /\p{Script=Han}/u;
/** No fault is worth more than this of an answer, whatever was sent. */
const PROBLEM_LENGTH_MAX = 64_000;

/** A 4xx problem+json with its members. Returns the body. */
export function expectProblem({ status, headers, body }: Answer) {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(headers['content-type']).toBe('application/problem+json');
  expect(body).toMatchObject({
    type: expect.stringMatching(/^urn:lvzhang:problem:[a-z-]+$/),
    title: expect.stringMatching(/./),
    status,
    detail: expect.stringMatching(/./),
  });
  expect(JSON.stringify(body).length).toBeLessThan(PROBLEM_LENGTH_MAX);
  for (const error of body.errors ?? []) {
    expect(Object.keys(error).sort()).toEqual(['detail', expect.stringMatching(/^(pointer|parameter)$/)]);
    if (error.pointer !== undefined) fragmentTokens(error.pointer);
  }
  return body;
}

/** Sends the same in both languages: the same problem both times, in the words of each. */
export async function expectRefused(api: TestApi, request: string, call: Call) {
  const send = (language: string) =>
    api.send(request, { ...call, headers: { ...call.headers, 'accept-language': language } });
  const [zh, en] = [await send(''), await send('en')];
  const [inChinese, inEnglish] = [expectProblem(zh), expectProblem(en)];
  expect([zh.headers['content-language'], en.headers['content-language']]).toEqual(['zh-CN', 'en']);
  for (const member of ['title', 'detail']) {
    expect(inChinese[member]).toMatch(CHINESE);
    expect(inEnglish[member]).not.toMatch(CHINESE);
  }
  const places = ({ type, errors = [] }: { type: string; errors?: { pointer?: string }[] }) => [
    type,
    errors.map(({ pointer }) => pointer),
  ];
  expect(places(inChinese)).toEqual(places(inEnglish));
  return inEnglish as { type: string; errors?: { pointer?: string; parameter?: string; detail: string }[] };
}

/** The reference tokens of a JSON pointer as a URI fragment (RFC 6901 §6); throws where it is none. */
export function fragmentTokens(fragment: string): string[] {
  // RFC 3986 §3.5: what a fragment may hold without percent-encoding.
  if (!/^#(\/(%[\dA-F]{2}|[\w\-.~!$&'()*+,;=:@?])*)*$/.test(fragment))
    throw new Error(`not a JSON pointer in a URI fragment: ${fragment}`);
  return decodeURIComponent(fragment.slice(1))
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Whether a pointer names `wanted` or something inside it. */
export function namesPlace(pointer: string | undefined, wanted: readonly string[]): boolean {
  if (pointer === undefined) return false;
  const tokens = fragmentTokens(pointer);
  return wanted.every((token, i) => tokens[i] === token);
}
