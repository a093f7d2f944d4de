import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { ErrorReply, Invocation, Reply, WorkerData } from './worker.ts';

/** The failure of an invocation: the handler's own error, a timeout, or the death of its environment. */
export class FunctionError extends Error {
  readonly errorType: string;
  readonly trace: string;

  constructor({ errorType, errorMessage, trace }: ErrorReply) {
    super(errorMessage);
    this.name = 'FunctionError';
    this.errorType = errorType;
    this.trace = trace;
  }
}

export interface EnvironmentOptions extends WorkerData {
  variables: Readonly<Record<string, string>>;
  timeoutMs: number;
  /** Lines that the function prints, with their line ends. */
  onOutput(text: string): void;
}

/** One worker thread with the handler loaded in it. Unlike the cloud's, it takes many invocations at once. */
export interface Environment {
  /** JSON in, JSON out; rejects with FunctionError. */
  invoke(event: string): Promise<string>;
  /** True when it must get no more invocations: the thread died, or an invocation in it never ended. */
  readonly spent: boolean;
  stop(): Promise<void>;
}

interface Pending {
  resolve(result: string): void;
  reject(error: Error): void;
  timer?: NodeJS.Timeout;
}

const workerFile = new URL('./worker.ts', import.meta.url);

/** The cloud's Sandbox.Timedout, with its wording. */
function timedOut(requestId: string, timeoutMs: number): FunctionError {
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;
  return new FunctionError({ errorType: 'Sandbox.Timedout', errorMessage, trace: '' });
}

function startWorker({
  variables,
  onOutput,
  folder,
  handler,
  functionName,
  functionArn,
  memoryMiB,
  logFormat,
  clock,
}: EnvironmentOptions) {
  const workerData: WorkerData = { folder, handler, functionName, functionArn, memoryMiB, logFormat, clock };
  const options = { workerData, env: { ...variables }, execArgv: [], stdout: true, stderr: true };
  const worker = new Worker(workerFile, { ...options, name: functionName });
  worker.stdout.setEncoding('utf8').on('data', onOutput);
  worker.stderr.setEncoding('utf8').on('data', onOutput);
  return worker;
}

/** Starts an environment; a failure while its module loads fails its invocations. */
export function startEnvironment(options: EnvironmentOptions): Environment {
  const { timeoutMs } = options;
  const worker = startWorker(options);
  const pending = new Map<number, Pending>();
  const waiting: (() => void)[] = [];
  let ready = false;
  let spent = false;
  let lastId = 0;

  const settle = (id: number): Pending | undefined => {
    const found = pending.get(id);
    pending.delete(id);
    clearTimeout(found?.timer);
    // A spent environment ends with the last invocation in it.
    if (spent && pending.size === 0) void worker.terminate();
    return found;
  };
  const fail = (error: Error) => {
    spent = true;
    const { name, message, stack } = error;
    for (const id of [...pending.keys()]) {
      settle(id)?.reject(new FunctionError({ errorType: name, errorMessage: message, trace: stack ?? '' }));
    }
  };
  worker.on('message', (reply: Reply) => {
    if ('ready' in reply) {
      ready = true;
      for (const post of waiting.splice(0)) post();
    } else if ('error' in reply) settle(reply.id)?.reject(new FunctionError(reply.error));
    else settle(reply.id)?.resolve(reply.result);
  });
  worker.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', (code) => fail(new Error(`Runtime exited with code ${code}`)));

  return {
    get spent() {
      return spent;
    },
    invoke(event) {
      return new Promise((resolve, reject) => {
        const id = ++lastId;
        const entry: Pending = { resolve, reject };
        pending.set(id, entry);
        const post = () => {
          const requestId = randomUUID();
          // The timeout counts from here; the cloud doesn't count the loading of the module either.
          entry.timer = setTimeout(() => {
            spent = true;
            settle(id)?.reject(timedOut(requestId, timeoutMs));
          }, timeoutMs);
          worker.postMessage({ id, event, requestId, timeoutMs } satisfies Invocation);
        };
        if (ready) post();
        else waiting.push(post);
      });
    },
    async stop() {
      fail(new Error('the registry is stopping'));
      await worker.terminate();
    },
  };
}
