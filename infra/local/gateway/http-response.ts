/** An answer on its way to the client. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Buffer;
}

import { isObject } from '../../../shared/base/json.ts';

/** Headers that the gateway sets itself, whatever the function says. */
const GATEWAY_HEADERS = new Set(['connection', 'content-length', 'date', 'transfer-encoding', 'upgrade']);
/** A Lambda result of more than 6 MB never reaches the gateway. */
const RESULT_BYTES_MAX = 6 * 1024 * 1024;

/** One of the gateway's own messages, e.g. `{"message":"Not Found"}`. */
export function gatewayMessage(
  status: number,
  message: string,
  headers: Record<string, string> = {},
): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ message }),
  };
}

export const internalServerError = gatewayMessage(500, 'Internal Server Error');

function headersOf(headers: unknown, cookies: unknown): HttpAnswer['headers'] {
  const out: HttpAnswer['headers'] = {};
  for (const [name, value] of Object.entries(isObject(headers) ? headers : {})) {
    const lower = name.toLowerCase();
    if (value !== null && !GATEWAY_HEADERS.has(lower)) out[lower] = String(value);
  }
  if (Array.isArray(cookies) && cookies.length > 0) out['set-cookie'] = cookies.map(String);
  out['content-type'] ??= 'text/plain;charset=UTF-8';
  return out;
}

/**
 * The answer that a function's result (JSON) stands for under payload format 2.0: an object with `statusCode`
 * is the whole answer, any other value is the body of a 200. An invalid result is a 500, as in the real
 * gateway.
 */
export function readResult(json: string): HttpAnswer {
  if (Buffer.byteLength(json) > RESULT_BYTES_MAX) return internalServerError;
  const result: unknown = JSON.parse(json);
  if (!isObject(result) || !('statusCode' in result)) {
    const body = typeof result === 'string' ? result : json;
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const { statusCode, headers, cookies, body = '', isBase64Encoded } = result;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599) return internalServerError;
  if (body !== null && typeof body !== 'string') return internalServerError;
  return {
    status,
    headers: headersOf(headers, cookies),
    body: isBase64Encoded === true ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
  };
}
