/** The only kind of call that the registry makes to others: a POST of text, with bounds on the answer. */
import { fromUtf8 } from '../../shared/base/encoding.ts';

export interface Reply {
  status: number;
  /** Without parameters, in lower case. */
  contentType: string;
  body: string;
}

export type Post = (url: string, body: string) => Promise<Reply>;

/** Covers connecting, sending and the whole answer. */
export const POST_TIMEOUT_MS = 5_000;
/** Room for some hundred signature lines. */
export const REPLY_BYTES_MAX = 16 * 1024;

/**
 * @throws if no answer comes in time, on a redirect, on an answer above the bound, or one that is not UTF-8
 */
export async function post(url: string, body: string, timeoutMs = POST_TIMEOUT_MS): Promise<Reply> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body,
    // Only the configuration says where a witness is.
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const [contentType = ''] = (response.headers.get('content-type') ?? '').split(';');
  return {
    status: response.status,
    contentType: contentType.trim().toLowerCase(),
    body: fromUtf8(await readBounded(response)),
  };
}

async function readBounded(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early also closes the connection.
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > REPLY_BYTES_MAX) throw new Error(`an answer of more than ${REPLY_BYTES_MAX} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
