import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';

/** All local servers listen on loopback only. */
export const LOOPBACK = '127.0.0.1';

/**
 * Makes a server (net or http) listen on loopback.
 * @param port 0 for any free one
 * @returns the port it got
 * @throws the system's error (EADDRINUSE …)
 */
export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

/** A port that was free a moment ago; another process may still take it, so the caller retries. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
