/**
 * `npm run fuzz`: tens of thousands of requests by chance, made of the API's own description, against a
 * registry of its own with the demo in it. Exit code 1 when one is answered with 5xx, or takes over 3 s.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type TokenIdentity, tokenFor } from '../../events/cli/access-token.ts';
import { readInstance } from '../../events/cli/instance.ts';
import { loadDemo } from '../../infra/local/demo.ts';
import { startRegistryProcess } from '../bench/registry-process.ts';
import { fuzz } from './fuzz.ts';
import { identitiesOf } from './instance.ts';
import { linesOf } from './report.ts';
import { operationsOf } from './requests.ts';
import { lineOf, send, wireOf } from './wire.ts';

const usage = `npm run fuzz -- [--requests N] [--seed N] [--seconds N] [--url URL] [--replay FILE]
  --requests  how many (50000)
  --seed      what they are drawn from (1): the same seed draws the same requests
  --seconds   end after so long
  --url       a local instance that runs already, with the demo loaded
  --replay    send the requests of such a file again, one after the other`;

const REQUESTS_DEFAULT = 50_000;
const PROGRESS_EVERY = 2400;
const EXIT_FOUND = 1;
const EXIT_USAGE = 2;

interface Target {
  url: string;
  token(identity: TokenIdentity): Promise<string>;
  stop(): Promise<void>;
}

async function openTarget(url: string | undefined): Promise<Target> {
  if (url !== undefined) {
    const instance = readInstance(Number(new URL(url).port));
    return { url, token: (identity) => tokenFor(instance, identity), stop: async () => {} };
  }
  console.log('starting a registry and loading the demo');
  const registry = await startRegistryProcess();
  const token = ({ org, roles }: TokenIdentity) => registry.token(org, [...roles]);
  await loadDemo(registry.url, token);
  return { url: registry.url, token, stop: () => registry.stop() };
}

async function replay(target: Target, file: string): Promise<boolean> {
  const identities = await identitiesOf(target.url, target.token);
  const agent = new Agent({ keepAlive: true });
  let sound = true;
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const wire = wireOf(line, new Map(identities.map(({ name, token }) => [name, token])));
    const { status, milliseconds, text } = await send(target.url, agent, wire);
    sound &&= status > 0 && status < 500;
    console.log(
      `${status} ${Math.round(milliseconds)} ms ${wire.method} ${wire.path.slice(0, 100)} ${text.slice(0, 300)}`,
    );
  }
  agent.destroy();
  return sound;
}

async function run(
  target: Target,
  options: { seed: number; requests: number; seconds: number },
): Promise<boolean> {
  const { url, token } = target;
  const description = await (await fetch(`${url}/openapi.json`)).json();
  const operations = operationsOf(description as Parameters<typeof operationsOf>[0]);
  const identities = await identitiesOf(url, token);
  const onProgress = (sent: number) => {
    if (sent % PROGRESS_EVERY === 0) console.log(`${sent} requests`);
  };
  const report = await fuzz({ url, operations, identities, ...options, onProgress });
  for (const line of linesOf(report, operations.length)) console.log(line);
  const found = [...report.failed, ...report.slow];
  if (found.length === 0) return true;
  const folder = resolve(import.meta.dirname, '..', '..', '.local');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `fuzz-${options.seed}.jsonl`);
  writeFileSync(file, found.map(({ wire }) => `${lineOf(wire)}\n`).join(''));
  console.log(`whole requests in ${file}`);
  return false;
}

function readOptions() {
  const number = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      requests: number,
      seed: number,
      seconds: number,
      url: number,
      replay: number,
      help: { type: 'boolean', default: false },
    },
  });
  const numberOf = (text: string | undefined, fallback: number) =>
    text === undefined ? fallback : Number(text);
  const [requests, seed] = [numberOf(values.requests, REQUESTS_DEFAULT), numberOf(values.seed, 1)];
  const seconds = numberOf(values.seconds, Infinity);
  if (![requests, seed].every(Number.isSafeInteger) || !(seconds > 0)) throw new Error(usage);
  return { ...values, requests, seed, seconds };
}

let options: ReturnType<typeof readOptions> | undefined;
try {
  options = readOptions();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = EXIT_USAGE;
}
if (options?.help) console.log(usage);
else if (options) {
  const target = await openTarget(options.url);
  try {
    const sound = options.replay ? await replay(target, options.replay) : await run(target, options);
    if (!sound) process.exitCode = EXIT_FOUND;
  } finally {
    await target.stop();
  }
}
