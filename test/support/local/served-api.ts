/** The real handlers behind a port, so that commands reach them as they reach any registry. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Caller, TestApi } from '../probes/api.ts';

export interface ServedApi {
  url: string;
  stop(): Promise<void>;
}

/** What a command takes for this caller's token: the claims, signed by nobody. */
export const tokenOf = ({ org, roles }: Caller): string =>
  ['{}', JSON.stringify({ org, roles }), ''].map((part) => Buffer.from(part).toString('base64url')).join('.');

const callerOf = (authorization = ''): Caller | undefined => {
  const [, claims] = authorization.split('.');
  return claims ? JSON.parse(Buffer.from(claims, 'base64url').toString()) : undefined;
};

export async function serve(api: TestApi): Promise<ServedApi> {
  const server: Server = createServer(async ({ method, url, headers }, response) => {
    const caller = callerOf(headers.authorization);
    const {
      status,
      headers: given,
      body,
    } = await api.send(`${method} ${url}`, { ...(caller && { caller }) });
    response.writeHead(status, { 'content-type': given['content-type'] ?? 'application/json' });
    response.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
