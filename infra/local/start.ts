/** `npm start`: the registry on this machine, from the synthesized template, until ^C. */
import { parseArgs } from 'node:util';
import { parseWitnesses } from '../../functions/log/witnesses.ts';
import { type Registry, startRegistry } from './registry.ts';
import { stopOnSignals } from './signals.ts';
import { synthesizeApart } from './template/synthesis.ts';

const PORT_DEFAULT = 8700;
const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

const usage = `npm start -- [--port N] [--memory] [--empty] [--webhooks-to-loopback] [--witness '<vkey> <url>']…
  --port N   port to listen on, 0 for any free one (${PORT_DEFAULT}) / 端口，0 为任意空闲端口
  --memory   keep nothing on disk / 不落盘
  --empty    don't load the demo / 不装载演示数据
  --webhooks-to-loopback  send webhooks to this machine too, by http and on any port / 允许向本机推送
  --witness  who cosigns checkpoints; see npx lvzhang witness / 为检查点联署的见证方`;

interface Flags {
  port: number;
  memory: boolean;
  empty: boolean;
  webhooksToLoopback: boolean;
  /** The template's parameter `Witnesses`. */
  witnesses: string;
}

/** @throws on flags that make no sense */
function readFlags(args: string[]): Flags {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: String(PORT_DEFAULT) },
      memory: { type: 'boolean', default: false },
      empty: { type: 'boolean', default: false },
      'webhooks-to-loopback': { type: 'boolean', default: false },
      witness: { type: 'string', multiple: true, default: [] },
    },
  });
  const { port, memory, empty } = values;
  const witnesses = values.witness.join(',');
  parseWitnesses(witnesses);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new Error(`--port ${port} is no port / 端口无效`);
  return {
    port: Number(port),
    memory,
    empty,
    webhooksToLoopback: values['webhooks-to-loopback'],
    witnesses,
  };
}

/** Prints a line with the seconds since the start, to show progress on a slow machine. */
function sayWithTime(line: string): void {
  console.log(`[${process.uptime().toFixed(1).padStart(5)} s] ${line}`);
}

async function readVkey(url: string): Promise<string> {
  const response = await fetch(`${url}/log/vkey`);
  if (!response.ok) throw new Error(`GET /log/vkey answered ${response.status}; see functions.log`);
  return (await response.text()).trim();
}

function welcome({ url, folder }: Registry, vkey: string, port: number): string {
  const suffix = port === PORT_DEFAULT ? '' : ` --port ${port}`;
  return `
绿账 lvzhang  ${url}
控制台 console ${url}/console
log vkey     ${vkey}
files 文件    ${folder}

Token 令牌    npm run -s token -- operator${suffix}
Try 试一试
  curl ${url}/log/checkpoint
  curl -H "authorization: Bearer $(npm run -s token -- operator${suffix})" ${url}/v1/organizations
  npx lvzhang audit ${url} --vkey '${vkey}'
^C stops it / ^C 停止`;
}

async function loadDemoInto(registry: Registry): Promise<void> {
  sayWithTime('loading the demo of Chifeng / 装载赤峰演示数据');
  const { loadDemo } = await import('./demo.ts');
  await loadDemo(registry.url, registry.token);
}

/** Loads the demo unless told otherwise, and says how to look around. */
async function open(registry: Registry, empty: boolean): Promise<void> {
  if (!empty) await loadDemoInto(registry);
  const vkey = await readVkey(registry.url);
  sayWithTime('ready / 就绪');
  console.log(welcome(registry, vkey, Number(new URL(registry.url).port)));
}

async function main({ port, memory, empty, webhooksToLoopback, witnesses }: Flags): Promise<void> {
  sayWithTime('synthesizing the CDK app and starting DynamoDB Local / 合成 CDK 应用，启动 DynamoDB Local');
  const starting = startRegistry({
    port,
    memory,
    webhooksToLoopback,
    assembly: synthesizeApart,
    parameters: { Witnesses: witnesses },
    onLog: sayWithTime,
  });
  // A registry that stops when told to has done its work: status 0. If ^C interrupted the start, nothing is
  // left to stop.
  const stopping = stopOnSignals(
    () =>
      starting.then(
        (registry) => registry.stop(),
        () => {},
      ),
    0,
  );
  try {
    const registry = await starting;
    const failing = registry.failed.then((failure) => Promise.reject(failure));
    try {
      await Promise.race([open(registry, empty), failing]);
      await failing;
    } catch (error) {
      if (!stopping.aborted) await registry.stop();
      throw error;
    }
  } catch (error) {
    // ^C during the start breaks what was under way; that error is to be expected.
    if (stopping.aborted) return;
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(EXIT_FAILED);
  }
}

let flags: Flags | undefined;
try {
  flags = readFlags(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = EXIT_USAGE;
}
if (flags) await main(flags);
