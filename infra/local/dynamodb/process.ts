import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { LOOPBACK } from '../ports.ts';

/** One process of DynamoDB Local, from its start to its end. */
export interface StoreProcess {
  /** Resolves, when the process has ended, with how it ended. */
  exited: Promise<string>;
  /** Ends the process and waits until it is gone; safe to call twice. */
  end(): Promise<void>;
}

export interface StoreProcessOptions {
  java: string;
  port: number;
  /** Its working folder, its log and, unless `memory`, its data. */
  folder: string;
  memory: boolean;
  /** Called with all output as it comes, before anything else that follows from it. */
  onOutput(text: string): void;
  /** Called when the log can't be written. */
  onLogError(error: Error): void;
}

/**
 * Measured on two cores: the serial collector starts 0.2 s sooner than G1. `-XX:TieredStopAtLevel=1` would
 * save another 0.3 s but cost a quarter of the steady write throughput, so it isn't used. Out of memory, the
 * process ends rather than answer for writes that it may have lost.
 */
const JVM_FLAGS = ['-Xms128m', '-Xmx1g', '-XX:+UseSerialGC', '-XX:+ExitOnOutOfMemoryError'];
const READY_TIMEOUT_MS = 60_000;
const READY_POLL_MS = 25;

const keeper = fileURLToPath(new URL('./keeper.ts', import.meta.url));
const logFile = (folder: string) => join(folder, 'dynamodb.log');

/** The folder of the official jar, shipped in an npm package of which only the jar is used. */
function emulatorFolder(): string {
  const { resolve } = createRequire(import.meta.url);
  return join(dirname(resolve('amplify-dynamodb-simulator/package.json')), 'emulator');
}

function spawnJava({ java, port, folder, memory }: StoreProcessOptions): ChildProcess {
  const emulator = emulatorFolder();
  const store = memory ? ['-inMemory'] : ['-dbPath', folder];
  const args = [
    ...JVM_FLAGS,
    `-Djava.library.path=${join(emulator, 'DynamoDBLocal_lib')}`,
    ...['-jar', join(emulator, 'DynamoDBLocal.jar')],
    ...['-port', String(port), '-sharedDb', '-disableTelemetry', ...store],
  ];
  // The working folder is the instance's, where it writes dynamodb-local-metadata.json. Detached, so that ^C
  // in a terminal reaches only the registry, which then ends this process in order.
  const child = spawn(process.execPath, [keeper, java, ...args], {
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.unref();
  return child;
}

/** Passes the output through this process: a full disk stops the log just when its content matters. */
function follow(child: ChildProcess, { folder, onOutput, onLogError }: StoreProcessOptions): void {
  const log = createWriteStream(logFile(folder), { flags: 'a' }).on('error', onLogError);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      onOutput(text);
      log.write(text);
    });
    if (stream && 'unref' in stream) (stream as { unref(): void }).unref();
  }
  child.once('close', () => log.end());
}

/** Starts the command; it ends with this process, however this process dies. */
export function startProcess(options: StoreProcessOptions): StoreProcess {
  const child = spawnJava(options);
  follow(child, options);
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `status ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
  // After the keeper's death nobody reads this end of the pipe; its exit reports the death.
  child.stdin?.on('error', () => {});
  return {
    exited,
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.ref();
      child.stdin?.end();
      await exited;
    },
  };
}

/** Resolves true once the process answers HTTP, false if it ended first; throws after READY_TIMEOUT_MS. */
export async function becomesReady({ exited }: StoreProcess, port: number): Promise<boolean> {
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (ended) return false;
    // Any answer will do: DynamoDB Local refuses an unsigned GET with 400.
    const response = await fetch(`http://${LOOPBACK}:${port}`).catch(() => undefined);
    if (response) {
      await response.arrayBuffer();
      // Another process may be answering on the port, and ours may have died of that.
      return !ended;
    }
    await sleep(READY_POLL_MS);
  }
  throw new Error(`DynamoDB Local did not answer within ${READY_TIMEOUT_MS / 1000} s`);
}

/** The end of the process's output, for people to read. */
export async function lastWords(folder: string): Promise<string> {
  const log = await readFile(logFile(folder), 'utf8').catch(() => '');
  return log.slice(-2000);
}
