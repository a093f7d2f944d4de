import * as z from 'zod';
import type { HttpAnswer } from './http-response.ts';

/**
 * `CorsConfiguration` of an API. If there is one, the gateway answers preflights and overrides the functions'
 * headers.
 */
export const corsSchema = z.strictObject({
  AllowOrigins: z.array(z.string()).default([]),
  AllowMethods: z.array(z.string()).default([]),
  AllowHeaders: z.array(z.string()).default([]),
  ExposeHeaders: z.array(z.string()).default([]),
  AllowCredentials: z.boolean().default(false),
  MaxAge: z.number().optional(),
});

export type Cors = z.infer<typeof corsSchema>;

/** `https://*` and `http://*` stand for every origin of that scheme. */
function isAllowed(origin: string, { AllowOrigins }: Cors): boolean {
  return AllowOrigins.some((allowed) =>
    allowed.endsWith('*') ? origin.startsWith(allowed.slice(0, -1)) : allowed === origin,
  );
}

/** The headers that a cross-origin answer gets; none for an origin that isn't allowed. */
function originHeaders(cors: Cors, origin: string): Record<string, string> {
  if (!isAllowed(origin, cors)) return {};
  const anyOrigin = cors.AllowOrigins.includes('*') && !cors.AllowCredentials;
  return {
    'access-control-allow-origin': anyOrigin ? '*' : origin,
    ...(!anyOrigin && { vary: 'Origin' }),
    ...(cors.AllowCredentials && { 'access-control-allow-credentials': 'true' }),
  };
}

/** The answer to a preflight: 204, with permissions or without. */
export function answerPreflight(cors: Cors, origin: string): HttpAnswer {
  const headers = originHeaders(cors, origin);
  if (Object.keys(headers).length > 0) {
    if (cors.AllowMethods.length > 0) headers['access-control-allow-methods'] = cors.AllowMethods.join(',');
    if (cors.AllowHeaders.length > 0) headers['access-control-allow-headers'] = cors.AllowHeaders.join(',');
    if (cors.MaxAge !== undefined) headers['access-control-max-age'] = String(cors.MaxAge);
  }
  return { status: 204, headers, body: '' };
}

/** The answer with the gateway's CORS headers in place of the function's own. */
export function withCors(answer: HttpAnswer, cors: Cors, origin: string): HttpAnswer {
  const own = Object.entries(answer.headers).filter(([name]) => !name.startsWith('access-control-'));
  const headers = { ...Object.fromEntries(own), ...originHeaders(cors, origin) };
  if (headers['access-control-allow-origin'] && cors.ExposeHeaders.length > 0) {
    headers['access-control-expose-headers'] = cors.ExposeHeaders.join(',');
  }
  return { ...answer, headers };
}
