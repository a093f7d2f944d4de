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
  /** Resolves with how it ended, once it did. */
  exited: Promise<string>;
  /** Ends it and waits until it is gone; safe to call twice. */
  end(): Promise<void>;
}

export interface StoreProcessOptions {
  java: string;
  port: number;
  /** Its working folder, its log and, unless `memory`, its data. */
  folder: string;
  memory: boolean;
  /** Called with all that it prints, as it comes, before anything else that follows from it. */
  onOutput(text: string): void;
  /** Its log can't be written. */
  onLogError(error: Error): void;
}

/**
 * Measured on two cores: the serial collector starts 0.2 s sooner than G1. `-XX:TieredStopAtLevel=1` would save
 * another 0.3 s and cost a quarter of the steady write throughput, so it isn't here. Without memory it ends rather
 * than answer for writes that it may have lost.
 */
const JVM_FLAGS = ['-Xms128m', '-Xmx1g', '-XX:+UseSerialGC', '-XX:+ExitOnOutOfMemoryError'];
const READY_TIMEOUT_MS = 60_000;
const READY_POLL_MS = 25;

const keeper = fileURLToPath(new URL('./keeper.ts', import.meta.url));
const logFile = (folder: string) => join(folder, 'dynamodb.log');

/** The folder of the official jar, shipped in an npm package of which nothing else is used. */
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
  // Its working folder is the instance's, where it writes dynamodb-local-metadata.json. Detached, so that ^C in a
  // terminal reaches the registry alone, which then ends this in order.
  const child = spawn(process.execPath, [keeper, java, ...args], {
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.unref();
  return child;
}

/**
 * Its output comes through us: a full disk keeps the log from growing, and just then it matters what would stand in it.
 */
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

/** Starts the command; it ends with this process, whatever this process dies of. */
export function startProcess(options: StoreProcessOptions): StoreProcess {
  const child = spawnJava(options);
  follow(child, options);
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `status ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
  // Nobody reads this end any more when it has died: that is told by its exit.
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

/** Resolves true once it answers HTTP, false when it ended first; throws after READY_TIMEOUT_MS. */
export async function becomesReady({ exited }: StoreProcess, port: number): Promise<boolean> {
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (ended) return false;
    // Any answer will do: it refuses an unsigned GET with 400.
    const response = await fetch(`http://${LOOPBACK}:${port}`).catch(() => undefined);
    if (response) {
      await response.arrayBuffer();
      // Someone else may be answering on the port while ours died of it.
      return !ended;
    }
    await sleep(READY_POLL_MS);
  }
  throw new Error(`DynamoDB Local did not answer within ${READY_TIMEOUT_MS / 1000} s`);
}

/** The end of what it printed, for people to read. */
export async function lastWords(folder: string): Promise<string> {
  const log = await readFile(logFile(folder), 'utf8').catch(() => '');
  return log.slice(-2000);
}
