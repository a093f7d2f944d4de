import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort, LOOPBACK } from '../ports.ts';
import { findJava } from './java.ts';

/** A running DynamoDB Local. */
export interface DynamoDb {
  /** e.g. `http://127.0.0.1:43211` */
  endpoint: string;
  /** Ends it and waits until it is gone; safe to call twice. */
  stop(): Promise<void>;
}

export interface DynamoDbOptions {
  /** true: nothing is written to disk but the process's own log. */
  memory: boolean;
  /** Where its files go; without one, a temporary folder that stop() removes (memory only). */
  folder?: string;
  onLog?: (line: string) => void;
}

/**
 * Measured on two cores: the serial collector starts 0.2 s sooner than G1. `-XX:TieredStopAtLevel=1` would save
 * another 0.3 s and cost a quarter of the steady write throughput, so it isn't here.
 */
const JVM_FLAGS = ['-Xms128m', '-Xmx1g', '-XX:+UseSerialGC'];
const READY_TIMEOUT_MS = 60_000;
const READY_POLL_MS = 25;
/** Another process may take the port between our look and its bind. */
const PORT_ATTEMPTS = 3;

const repository = resolve(import.meta.dirname, '..', '..', '..');
const keeper = fileURLToPath(new URL('./keeper.ts', import.meta.url));

/** The folder of the official jar, shipped in an npm package of which nothing else is used. */
function emulatorFolder(): string {
  const { resolve } = createRequire(import.meta.url);
  return join(dirname(resolve('amplify-dynamodb-simulator/package.json')), 'emulator');
}

function spawnDynamoDb(
  java: string,
  port: number,
  options: { memory: boolean; folder: string },
): ChildProcess {
  const emulator = emulatorFolder();
  const store = options.memory ? ['-inMemory'] : ['-dbPath', options.folder];
  const args = [
    ...JVM_FLAGS,
    `-Djava.library.path=${join(emulator, 'DynamoDBLocal_lib')}`,
    ...['-jar', join(emulator, 'DynamoDBLocal.jar')],
    ...['-port', String(port), '-sharedDb', '-disableTelemetry', ...store],
  ];
  const log = openSync(join(options.folder, 'dynamodb.log'), 'a');
  try {
    // Its working folder is the instance's, where it writes dynamodb-local-metadata.json. Detached, so that ^C in a
    // terminal reaches the registry alone, which then ends this in order.
    const child = spawn(process.execPath, [keeper, java, ...args], {
      cwd: options.folder,
      detached: true,
      stdio: ['pipe', log, log],
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/** Resolves true once it answers HTTP, false when it exited first; throws after READY_TIMEOUT_MS. */
async function answers(child: ChildProcess, endpoint: string): Promise<boolean> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) return false;
    // Any answer will do: it refuses an unsigned GET with 400.
    const response = await fetch(endpoint).catch(() => undefined);
    if (response) {
      await response.arrayBuffer();
      // Someone else may be answering on the port while ours died of it.
      return child.exitCode === null;
    }
    await sleep(READY_POLL_MS);
  }
  throw new Error(`DynamoDB Local did not answer within ${READY_TIMEOUT_MS / 1000} s`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.ref();
  child.stdin?.end();
  await gone;
}

/**
 * Starts DynamoDB Local on a free loopback port and waits until it answers. It ends with this process, whatever
 * this process dies of.
 * @throws when there is no Java (one bilingual sentence) or it won't start (the end of its log)
 */
export async function startDynamoDb(options: DynamoDbOptions): Promise<DynamoDb> {
  if (!options.memory && !options.folder) throw new Error('a persistent DynamoDB Local needs a folder');
  const java = await findJava(join(repository, '.local'), options.onLog ?? (() => {}));
  const temporary = options.folder ? undefined : await mkdtemp(join(tmpdir(), 'lvzhang-dynamodb-'));
  const folder = options.folder ?? temporary ?? '';
  await mkdir(folder, { recursive: true });
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const endpoint = `http://${LOOPBACK}:${port}`;
    const child = spawnDynamoDb(java, port, { memory: options.memory, folder });
    if (await answers(child, endpoint)) {
      const stop = async () => {
        await end(child);
        if (temporary) await rm(temporary, { recursive: true, force: true });
      };
      return { endpoint, stop };
    }
    if (attempt === PORT_ATTEMPTS) {
      const log = await readFile(join(folder, 'dynamodb.log'), 'utf8').catch(() => '');
      throw new Error(`DynamoDB Local would not start:\n${log.slice(-2000)}`);
    }
  }
}
