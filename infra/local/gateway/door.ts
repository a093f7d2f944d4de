import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { SECURITY_HEADERS } from '../../../functions/http/security-headers.ts';
import type { Cleanup } from '../cleanup.ts';
import type { Issuer } from '../issuer.ts';
import { LOOPBACK, listen } from '../ports.ts';
import type { Gateway } from './gateway.ts';

/** The one port of an instance: the API, and beside it the OIDC issuer with its login. */
export interface Door {
  port: number;
  /** e.g. `http://127.0.0.1:8700` */
  url: string;
  /** The URL that the issuer is served at, whether or not it is served yet. */
  issuerUrl: string;
  serveIssuer(issuer: Issuer): void;
  /** undefined closes the API again: 503. */
  serveApi(gateway: Gateway | undefined): void;
}

const ISSUER_PATH = '/oidc';
/** Longer than most clients keep an idle connection, so that the client closes it, ms. */
const KEEP_ALIVE_MS = 75_000;

const SECURITY = Object.entries(SECURITY_HEADERS);
const MALFORMED = [
  'HTTP/1.1 400 Bad Request',
  'connection: close',
  'content-length: 0',
  ...SECURITY.map(([name, value]) => `${name}: ${value}`),
].join('\r\n');

/** Malformed HTTP never becomes a request: it is answered on the bare connection. */
function refuseMalformed(_error: Error, socket: Duplex): void {
  if (socket.writable) socket.end(`${MALFORMED}\r\n\r\n`);
  else socket.destroy();
}

function sendJson(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

/**
 * Where a browser is led that opened the console by the machine's name: the issuer, and what it lets sign in,
 * know the instance by its number alone. Undefined for every other request.
 */
function ownAddress({ method, headers, socket }: IncomingMessage, path: string): string | undefined {
  const { localPort } = socket;
  const isConsole = method === 'GET' && /^\/console(?:$|[/?])/.test(path);
  return isConsole && headers.host === `localhost:${localPort}`
    ? `http://${LOOPBACK}:${localPort}${path}`
    : undefined;
}

/**
 * Opens the port, which is ours from then on; it answers 503 until there is an API behind it.
 * @param port 0 for any free one
 * @throws one bilingual sentence when the port is taken
 */
export async function openDoor(port: number, cleanup: Cleanup): Promise<Door> {
  let gateway: Gateway | undefined;
  let issuer: Issuer | undefined;
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    // The gateway's own answers and the issuer's documents have these headers too; a function may set more.
    for (const [name, value] of SECURITY) response.setHeader(name, value);
    const path = request.url ?? '';
    const below = path.startsWith(`${ISSUER_PATH}/`) ? path.slice(ISSUER_PATH.length) : undefined;
    const location = ownAddress(request, path);
    if (location !== undefined) {
      response.writeHead(302, { location }).end();
      return;
    }
    const document = below === undefined ? undefined : issuer?.document(below);
    // A client that breaks off during its request gets no answer.
    const drop = () => response.destroy();
    if (document) sendJson(response, 200, document);
    else if (below !== undefined && issuer) issuer.login(request, response).catch(drop);
    else if (gateway) gateway(request, response).catch(drop);
    else sendJson(response, 503, { message: 'Service Unavailable' });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on('clientError', refuseMalformed);
  const actualPort = await listen(server, port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(
      `Port ${port} is taken; choose another with --port. / 端口 ${port} 已被占用，请用 --port 换一个。`,
    );
  });
  cleanup.add(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  const url = `http://${LOOPBACK}:${actualPort}`;
  return {
    port: actualPort,
    url,
    issuerUrl: url + ISSUER_PATH,
    serveIssuer(served) {
      issuer = served;
    },
    serveApi(served) {
      gateway = served;
    },
  };
}
