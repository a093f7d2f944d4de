/**
 * The inside of one function's execution environment: a worker thread that loads the bundled handler and runs
 * the invocations that lambda.ts posts to it. Events and results cross as JSON text, as in the cloud.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { followClock } from '../clock.ts';

export interface WorkerData {
  /** The unpacked asset. */
  folder: string;
  /** `file.export`, as in the template. */
  handler: string;
  functionName: string;
  functionArn: string;
  memoryMiB: number;
  logFormat: 'Text' | 'JSON';
  /** The instance's time (clock.ts). */
  clock: SharedArrayBuffer;
}

/** main → worker */
export interface Invocation {
  id: number;
  event: string;
  requestId: string;
  /** How long the invocation may take, ms. */
  timeoutMs: number;
}

export interface ErrorReply {
  errorType: string;
  errorMessage: string;
  trace: string;
}

/** worker → main; the first reply, without id, says that the handler is loaded. */
export type Reply = { ready: true } | { id: number; result: string } | { id: number; error: ErrorReply };

type Handler = (event: unknown, context: unknown) => unknown;

/**
 * Lambda's JSON log format: one line per call, in which an object that is the only argument stays an object
 * under `message`. In the text format a function's console is the runtime's own.
 */
function logJson(): void {
  const levels = { log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR' } as const;
  for (const [name, level] of Object.entries(levels) as [keyof typeof levels, string][])
    console[name] = (...args: unknown[]) => {
      const [only] = args;
      const isObject = args.length === 1 && typeof only === 'object' && !(only instanceof Error);
      const line = { timestamp: new Date().toISOString(), level, message: isObject ? only : format(...args) };
      process.stdout.write(`${JSON.stringify(line)}\n`);
    };
}

const { folder, handler, functionName, functionArn, memoryMiB, logFormat, clock } = workerData as WorkerData;
followClock(clock);
if (logFormat === 'JSON') logJson();

async function loadHandler(): Promise<Handler> {
  const dot = handler.lastIndexOf('.');
  const file = ['.mjs', '.js', '.cjs']
    .map((suffix) => join(folder, handler.slice(0, dot) + suffix))
    .find(existsSync);
  if (!file) throw new Error(`Cannot find module for handler ${handler} in ${folder}`);
  const loaded: Record<string, unknown> = await import(pathToFileURL(file).href);
  const found = loaded[handler.slice(dot + 1)];
  if (typeof found !== 'function') throw new Error(`${handler} is undefined or not exported`);
  return found as Handler;
}

function describeError(error: unknown): ErrorReply {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: '' };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack ?? '' };
}

function contextOf({ requestId, timeoutMs }: Invocation) {
  // Not measured by the instance's clock, which may be set while the invocation runs.
  const deadline = performance.now() + timeoutMs;
  return {
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    memoryLimitInMB: String(memoryMiB),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - performance.now()),
  };
}

async function run(handle: Handler, invocation: Invocation): Promise<Reply> {
  const { id } = invocation;
  try {
    const result = await handle(JSON.parse(invocation.event), contextOf(invocation));
    return { id, result: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    return { id, error: describeError(error) };
  }
}

// A top-level failure of the handler's module ends this thread; lambda.ts gets it as the worker's error.
const handle = await loadHandler();
const port = parentPort;
if (!port) throw new Error('lambda-worker.ts runs in a worker thread');
port.on('message', async (invocation: Invocation) => port.postMessage(await run(handle, invocation)));
port.postMessage({ ready: true } satisfies Reply);
