/** One request, in all its bytes, and how it was answered. */
import { type Agent, request } from 'node:http';

export interface Wire {
  method: string;
  /** As it is written in the request line. */
  path: string;
  headers: Record<string, string>;
  body?: Buffer;
  /** The identity whose token it bears, unless that was spoiled too. */
  as?: string;
}

export interface Answer {
  /** 0 where there was none. */
  status: number;
  milliseconds: number;
  text: string;
}

/** Longer than API Gateway waits. */
const TIMEOUT_MS = 40_000;

/** Sends it; that there is no answer is one too. */
export function send(url: string, agent: Agent, { method, path, headers, body }: Wire): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const start = performance.now();
  return new Promise((resolve) => {
    const end = (status: number, text: string) =>
      resolve({ status, milliseconds: performance.now() - start, text });
    const sent = request(
      { agent, hostname, port, method, path, headers, timeout: TIMEOUT_MS },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => end(response.statusCode ?? 0, Buffer.concat(chunks).toString()));
        response.on('error', ({ message }) => end(0, message));
      },
    );
    sent.on('timeout', () => sent.destroy(new Error(`no answer in ${TIMEOUT_MS} ms`)));
    sent.on('error', ({ message }) => end(0, message));
    sent.end(body);
  });
}

/**
 * A line of JSON that says all of it but the token; `npm run fuzz -- --replay FILE` sends such lines again.
 */
export function lineOf({ method, path, headers, body, as }: Wire): string {
  const { authorization, ...others } = headers;
  const shown = as === undefined && authorization !== undefined ? { authorization, ...others } : others;
  return JSON.stringify({ method, path, as, headers: shown, ...(body && { body: body.toString('base64') }) });
}

export function wireOf(line: string, tokens: ReadonlyMap<string, string>): Wire {
  const { body, ...rest } = JSON.parse(line) as Omit<Wire, 'body'> & { body?: string };
  const token = rest.as === undefined ? undefined : tokens.get(rest.as);
  const headers = { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...rest.headers };
  return { ...rest, headers, ...(body !== undefined && { body: Buffer.from(body, 'base64') }) };
}
