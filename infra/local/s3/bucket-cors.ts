import * as z from 'zod';
import { S3Error } from './s3-error.ts';

/** `CorsConfiguration` of a bucket. Without one, scripts of other origins get no answer. */
export const corsSchema = z.strictObject({
  CorsRules: z.array(
    z.strictObject({
      AllowedOrigins: z.array(z.string()),
      AllowedMethods: z.array(z.string()),
      AllowedHeaders: z.array(z.string()).default([]),
      ExposedHeaders: z.array(z.string()).default([]),
      MaxAge: z.number().optional(),
      Id: z.string().optional(),
    }),
  ),
});

export type BucketCors = z.infer<typeof corsSchema>['CorsRules'];

/** Matches S3's patterns: the exact text, or with one `*` for anything. */
function matches(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}

const findRule = (cors: BucketCors, origin: string, method: string) =>
  cors.find(
    (rule) =>
      rule.AllowedMethods.includes(method) && rule.AllowedOrigins.some((allowed) => matches(allowed, origin)),
  );

type Rule = NonNullable<ReturnType<typeof findRule>>;

const originHeaders = (rule: Rule, origin: string): Record<string, string> => ({
  'access-control-allow-origin': rule.AllowedOrigins.includes('*') ? '*' : origin,
  vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
});

/** The headers that let a script of another origin read the answer; none if no rule applies. */
export function corsHeaders(cors: BucketCors, origin: string, method: string): Record<string, string> {
  const rule = findRule(cors, origin, method);
  if (!rule) return {};
  const exposed = rule.ExposedHeaders.join(', ');
  return { ...originHeaders(rule, origin), ...(exposed && { 'access-control-expose-headers': exposed }) };
}

/**
 * The headers of the answer to a preflight.
 * @param requested `Access-Control-Request-Headers`
 * @throws S3Error AccessForbidden when no rule allows what is asked
 */
export function preflightHeaders(
  cors: BucketCors,
  origin: string,
  method: string,
  requested: string,
): Record<string, string> {
  const names = requested
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  const rule = findRule(cors, origin, method);
  const allowed = rule?.AllowedHeaders.map((pattern) => pattern.toLowerCase()) ?? [];
  if (!rule || !names.every((name) => allowed.some((pattern) => matches(pattern, name)))) {
    throw new S3Error('AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
  }
  return {
    ...originHeaders(rule, origin),
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    ...(names.length > 0 && { 'access-control-allow-headers': names.join(', ') }),
    ...(rule.MaxAge !== undefined && { 'access-control-max-age': String(rule.MaxAge) }),
  };
}
