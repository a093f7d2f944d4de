/**
 * `lvzhang witness`: a verification body's witness, which cosigns a log's checkpoints as long as
 * the log only grows.
 */

import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MalformedError } from '../../shared/base/malformed.ts';
import { UnreadableError } from '../exchange/file/readable.ts';
import { COSIGNATURE_V1, ED25519, formatVkey, type NoteKey, noteKey, parseVkey } from '../tlog/note-key.ts';
import { UnverifiedError } from '../tlog/unverified.ts';
import { EXIT_UNREADABLE } from './file/text-file.ts';
import { print, tell } from './terminal.ts';
import { asksForHelp, parseOptions, UsageError } from './usage.ts';
import { createWitnessKey, readWitnessKey } from './witness/key.ts';
import { LockedError, takeLock } from './witness/lock-file.ts';
import { NoMemoryError, WitnessMemory } from './witness/memory.ts';
import { createWitnessServer } from './witness/server.ts';

const PORT_DEFAULT = 8790;
const HOST_DEFAULT = '127.0.0.1';
const NAME_DEFAULT = 'lvzhang.local/witness';
const EXIT_FAULT = 1;
const EXIT_USAGE = 2;

/** Errors whose message is the whole explanation. */
const EXPLAINED = [MalformedError, UnverifiedError, LockedError, NoMemoryError];
const LOOPBACK_HOSTS = new Set(['127.0.0.1', '::1', 'localhost']);

const usage = `lvzhang witness --key FILE --log VKEY [--port N] [--host H] [--state FILE] [--name NAME] [--url URL]
  --key    私钥文件，没有则新建 private key, made if missing
  --log    所见证日志的公钥 vkey of the log (GET /log/vkey)
  --port   端口，0 为任意空闲端口 0 for any free one (${PORT_DEFAULT})
  --host   监听地址 address to listen on (${HOST_DEFAULT})
  --state  最近一次联署的检查点 the last checkpoint cosigned (<key file>.state)
  --name   新建私钥的名称 name of a new key: a URL without scheme (${NAME_DEFAULT})
  --url    登记簿访问见证方的地址 where the registry reaches it; https but for loopback`;

interface Settings {
  keyFile: string;
  stateFile: string;
  logKey: NoteKey;
  port: number;
  host: string;
  name: string | undefined;
  url: string | undefined;
}

/** @throws UsageError */
function readArguments(args: string[]): Settings {
  const text = { type: 'string' } as const;
  const options = { key: text, log: text, port: text, host: text, state: text, name: text, url: text };
  const {
    key,
    log,
    port = String(PORT_DEFAULT),
    host = HOST_DEFAULT,
    ...rest
  } = parseOptions({
    args,
    options,
  }).values;
  if (key === undefined || log === undefined)
    throw new UsageError('须给出 --key 与 --log; give --key and --log');
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new UsageError(`--port ${port}: 端口无效 not a port`);
  if (rest.url !== undefined && !URL.canParse(rest.url))
    throw new UsageError(`--url ${rest.url}: 地址无效 not a URL`);
  const logKey = checked('--log', () => parseVkey(log));
  if (logKey.type !== ED25519)
    throw new UsageError('--log: 须为日志公钥（0x01） not the vkey of a log (0x01)');
  const { name, url, state = `${key}.state` } = rest;
  // Any key serves to check the name: it only has to fit into a signature line.
  if (name !== undefined) checked('--name', () => noteKey(name, COSIGNATURE_V1, logKey.publicKey));
  return { keyFile: key, stateFile: state, logKey, port: Number(port), host, name, url };
}

function checked<T>(flag: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedError) throw new UsageError(`${flag}: ${error.message}`);
    throw error;
  }
}

/** Key and memory: both new, or both existing. */
async function openWitness({ keyFile, stateFile, logKey, name }: Settings) {
  if (!existsSync(keyFile)) {
    // The memory is created first: a key without one is refused below.
    await WitnessMemory.create(stateFile, logKey);
    await createWitnessKey(keyFile, name ?? NAME_DEFAULT);
  } else if (!existsSync(stateFile)) {
    throw new NoMemoryError(
      `${stateFile}: 缺失；没有记录的见证方可能为分叉的日志联署，请恢复该文件或换用新私钥\nmissing: a witness without its memory might sign a fork; restore it, or start with a new key`,
    );
  }
  const witness = await readWitnessKey(keyFile);
  if (name !== undefined && name !== witness.key.name)
    throw new UsageError(`--name ${name}: 私钥名称为 the key is named ${witness.key.name}`);
  return { witness, memory: await WitnessMemory.open(stateFile, logKey) };
}

/** @throws the system's error (EADDRINUSE …) */
async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

/** Resolves on ^C or SIGTERM; a second one ends the process at once, as it does by default. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      process.off('SIGINT', end).off('SIGTERM', end);
      resolve();
    };
    process.on('SIGINT', end).on('SIGTERM', end);
  });
}

async function close(server: Server): Promise<void> {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
  });
}

async function serve(settings: Settings): Promise<void> {
  const { logKey, host, url } = settings;
  const { witness, memory } = await openWitness(settings);
  const server = createWitnessServer({
    logKey,
    witness,
    memory,
    onLog: (line) => tell(`${new Date().toISOString()} ${line}`),
  });
  const port = await listen(server, settings.port, host);
  const vkey = formatVkey(witness.key);
  const local = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const prefix = url ?? (LOOPBACK_HOSTS.has(host) ? local : 'https://<--url>');
  // Signals are caught before the announcement: its reader may end the witness at once.
  const ended = signalled();
  print(`vkey ${vkey}
已联署 cosigned  ${memory.head ? `size ${memory.head.size}` : '无 nothing yet'}
登记簿参数 for the registry (parameter Witnesses, or npm start -- --witness '…'):
${vkey} ${prefix}`);
  await ended;
  await close(server);
}

/** Exit code 0: ended by a signal; 1: key, memory or port can't be used; 2: invalid arguments. */
export async function run(args: string[]): Promise<number> {
  if (asksForHelp(args)) {
    print(usage);
    return 0;
  }
  try {
    const settings = readArguments(args);
    // Two processes with one memory could sign two trees.
    const unlock = takeLock(`${settings.stateFile}.lock`);
    await serve(settings).finally(unlock);
    return 0;
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    const isUsage = error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS');
    const isKnown = EXPLAINED.some((kind) => error instanceof kind);
    const isUnread = error instanceof UnreadableError;
    if (!isUsage && !isKnown && !isUnread && !code) throw error;
    tell(isUsage ? `${message}\n\n${usage}` : message);
    if (isUnread) return EXIT_UNREADABLE;
    return isUsage ? EXIT_USAGE : EXIT_FAULT;
  }
}
