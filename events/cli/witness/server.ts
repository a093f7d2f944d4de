/** A witness over HTTP (C2SP tlog-witness): POST /add-checkpoint, and nothing else. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { fromUtf8 } from '../../../shared/base/encoding.ts';
import { MalformedError } from '../../../shared/base/malformed.ts';
import { formatNote, parseNote } from '../../tlog/note.ts';
import { type NoteKey, type NoteSigner, parseSignatureLine } from '../../tlog/note-key.ts';
import { addCheckpoint, parseAddCheckpoint, type WitnessAnswer } from '../../tlog/witness.ts';
import type { WitnessMemory } from './memory.ts';

/** Four times the size of a checkpoint with a hundred signatures and the longest proof. */
export const REQUEST_BYTES_MAX = 64 * 1024;
/** Time limit of a whole request; then the connection ends. */
const REQUEST_TIMEOUT_MS = 10_000;
const CONNECTIONS_MAX = 100;

export interface WitnessServerOptions {
  logKey: NoteKey;
  witness: NoteSigner;
  memory: Pick<WitnessMemory, 'head' | 'remember'>;
  nowSeconds?: () => number;
  /** Called with one line per answer; evidence of a fork among them. */
  onLog?: (line: string) => void;
}

type Answer = Omit<WitnessAnswer, 'status'> & { status: number };

const refusal = (status: number, reason: string): Answer => ({
  status,
  contentType: 'text/plain; charset=utf-8',
  body: `${reason}\n`,
});

/** The server, not listening yet. */
export function createWitnessServer(options: WitnessServerOptions): Server {
  const { onLog = () => {} } = options;
  const decide = inTurn((request: string) => decideAndRemember(options, request));
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const answer = await answerTo(request, decide).catch((error: unknown) => {
      onLog(`500 ${String(error)}`);
      return refusal(500, 'the witness failed');
    });
    send(response, answer);
    onLog(`${request.method} ${JSON.stringify(request.url)} ${answer.status} ${JSON.stringify(answer.body)}`);
  };
  const server = createServer((request, response) => void handle(request, response));
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = REQUEST_TIMEOUT_MS;
  server.maxConnections = CONNECTIONS_MAX;
  return server;
}

/**
 * One request at a time: reading the head, deciding and storing the new head are one
 * step, as addCheckpoint asks.
 */
function inTurn<A, T>(work: (argument: A) => Promise<T>): (argument: A) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (argument) => {
    const turn = last.then(() => work(argument));
    last = turn.catch(() => {});
    return turn;
  };
}

async function answerTo(
  request: IncomingMessage,
  decide: (request: string) => Promise<Answer>,
): Promise<Answer> {
  if (request.url !== '/add-checkpoint') return refusal(404, 'not found');
  if (request.method !== 'POST') return refusal(405, 'POST only');
  const body = await readBody(request);
  if (!body) return refusal(413, `more than ${REQUEST_BYTES_MAX} bytes`);
  try {
    return await decide(fromUtf8(body));
  } catch (error) {
    if (error instanceof MalformedError) return refusal(400, error.message);
    throw error;
  }
}

async function decideAndRemember(options: WitnessServerOptions, request: string): Promise<Answer> {
  const { logKey, witness, memory, nowSeconds = posixNow, onLog = () => {} } = options;
  const { head } = memory;
  const answer = await addCheckpoint({ head, request, logKey, witness, nowSeconds: nowSeconds() });
  // If we crashed after this line, the log would learn the size from a 409, and get the signature
  // at its next try.
  if (answer.head) await memory.remember(cosigned(request, answer.body, logKey));
  // The log signed it, and it doesn't extend what we signed: whoever sent it, this may be proof of a fork.
  else if (answer.status === 422 || (answer.status === 409 && answer.contentType.startsWith('text/plain')))
    onLog(`evidence ${JSON.stringify(request)}`);
  return answer;
}

/** The checkpoint with the log's signature and ours; other signatures on it mean nothing to us. */
function cosigned(request: string, signatureLine: string, { name, id }: NoteKey): string {
  const { body, signatures } = parseNote(parseAddCheckpoint(request).checkpoint);
  const [ofLog] = signatures.filter((each) => each.name === name && each.keyId === id);
  if (!ofLog) throw new Error('a checkpoint was cosigned that the log did not sign');
  return formatNote({ body, signatures: [ofLog, parseSignatureLine(signatureLine.trimEnd())] });
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  // The rest of a request that is too long is read and dropped, within its time limit, so
  // that the 413 arrives.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= REQUEST_BYTES_MAX) chunks.push(chunk);
  }
  return length > REQUEST_BYTES_MAX ? undefined : Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, contentType, body }: Answer): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
    ...(status === 405 && { allow: 'POST' }),
  });
  response.end(body);
}

const posixNow = () => Math.floor(Date.now() / 1000);
