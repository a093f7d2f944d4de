/** Strict parsing of input: bytes to JSON, JSON to the endpoint's schema, faults with their place. */
import type * as z from 'zod';
import { isReadOneWay } from '../../shared/base/json.ts';
import type { Language } from '../../shared/base/words.ts';
import { wordsIn } from './input-words.ts';
import { type InputError, Problem, problems } from './problem.ts';
import { unreadablePaths } from './readable.ts';

/**
 * The largest body of an endpoint that names no other limit: far more than 100 items need, far less than what
 * could hurt. Lambda itself takes 6 MB.
 */
const BODY_BYTES_MAX = 65_536;

/** JSON has one encoding (RFC 8259 §8.1); names from a client that declares another one would be garbled. */
const JSON_IN_UTF8 = /^application\/([\w.+-]+\+)?json\s*(;(?!.*charset\s*=(?!\s*"?utf-?8)).*)?$/i;

/** Parses a JSON body. Throws unsupported-media-type, body-too-large, invalid-json. */
export function jsonBody(
  body: string | undefined,
  isBase64: boolean,
  contentType: string | undefined,
  bytesMax = BODY_BYTES_MAX,
): unknown {
  if (contentType !== undefined && !JSON_IN_UTF8.test(contentType))
    throw new Problem('unsupported-media-type');
  if (!body) throw new Problem('invalid-json');
  if (Buffer.byteLength(body, isBase64 ? 'base64' : 'utf8') > bytesMax)
    throw new Problem('body-too-large', [], {}, { kibibytes: bytesMax / 1024 });
  try {
    // A byte order mark is kept and is not JSON, in either encoding of the body.
    const text = isBase64
      ? new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(body, 'base64'))
      : body;
    const value: unknown = JSON.parse(text);
    // A body that another program reads otherwise isn't what its sender signed, or a gateway let pass.
    if (isReadOneWay(text, value)) return value;
  } catch {
    // Falls through: whatever was sent, it is no JSON.
  }
  throw new Problem('invalid-json');
}

/** Checks a body; faults are named by JSON pointer. Throws unreadable-text, invalid-input. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown, language: Language): T {
  const damaged = unreadablePaths(body, ERRORS_MAX);
  if (damaged.length > 0) throw unreadable(damaged, language);
  const result = schema.safeParse(body, { error: wordsIn(language) });
  if (result.success) return result.data;
  throw new Problem(
    'invalid-input',
    errorsOf(result.error, language, (path) => ({ pointer: pointerOf(path) })),
  );
}

/** A text that was damaged on its way is refused, whatever the schemas say of it. */
function unreadable(paths: readonly PropertyKey[][], language: Language): Problem {
  const detail = problems['unreadable-text'].title[language];
  return new Problem(
    'unreadable-text',
    paths.map((path) => ({ pointer: pointerOf(path), detail })),
  );
}

/** Checks path or query parameters against their schema; faults are named by the parameter. */
export function parseParameters<T>(schema: z.ZodType<T>, parameters: unknown, language: Language): T {
  const result = schema.safeParse(parameters ?? {}, { error: wordsIn(language) });
  if (result.success) return result.data;
  throw new Problem(
    'invalid-input',
    errorsOf(result.error, language, ([name]) => ({ parameter: String(name ?? '') })),
  );
}

/** Number of faults listed at most: a hostile body may have a million. */
const ERRORS_MAX = 20;

function errorsOf(
  error: z.ZodError,
  language: Language,
  place: (path: PropertyKey[]) => Partial<InputError>,
): InputError[] {
  return error.issues.slice(0, ERRORS_MAX).flatMap((issue): InputError[] => {
    // In our own words: zod repeats all the unknown names with each one.
    if (issue.code === 'unrecognized_keys')
      return issue.keys
        .slice(0, ERRORS_MAX)
        .map((key) => ({ ...place([...issue.path, key]), detail: UNKNOWN_FIELD[language] }));
    return [{ ...place(issue.path), detail: inLanguage(issue.message, language) }];
  });
}

const UNKNOWN_FIELD = { zh: '未知字段', en: 'Unknown field' } as const;

/** Messages of the rules of shared/ read `English; 中文`; zod's own come in the language asked for. */
function inLanguage(message: string, language: Language): string {
  const [en = message, zh = en] = message.split(/ ?; /);
  return language === 'zh' ? zh : en;
}

/** RFC 6901 as a URI fragment. */
function pointerOf(path: readonly PropertyKey[]): string {
  const escaped = path.map((part) => {
    const token = String(part).slice(0, 100).toWellFormed();
    return `/${encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1'))}`;
  });
  return `#${escaped.join('')}`;
}
