/**
 * `npm run demo:sinks`: the developer's side as a tale of three projects, from the survey of the land to money in a
 * banner's account, told through the HTTP API of a registry of its own whose clock runs through the years. At the end
 * the figures are reconciled and the log is audited. Nothing is kept unless `--keep` is given.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { LocalClock } from './clock.ts';
import { type Registry, startRegistry } from './registry.ts';
import { stopOnSignals } from './signals.ts';
import * as afforestation from './tale/afforestation.ts';
import * as forest from './tale/forest.ts';
import * as grassland from './tale/grassland.ts';
import { gather } from './tale/people.ts';
import { reckon, retire, takeStock } from './tale/reckoning.ts';
import { Stage } from './tale/stage.ts';
import { synthesizeApart } from './template/synthesis.ts';

const BEGIN = new Date('2024-02-26T02:00:00.000Z');
/** A commit is in the log within this time. */
const MERGE_DELAY_MS = 60_000;

const usage = `npm run demo:sinks [-- --keep] [--port N]
  --keep     stay up afterwards, to look around / 讲完后不退出，可继续查看
  --port N   port to listen on, 0 for any free one (0) / 端口，0 为任意空闲端口`;

async function tell(stage: Stage): Promise<boolean> {
  const people = await gather(stage);
  const aohan = await afforestation.develop(stage, people);
  const neighbour = await afforestation.intrude(stage, people);
  const keshiketeng = await grassland.develop(stage, people);
  const kalaqin = await forest.develop(stage, people);
  await takeStock(stage, people);
  const [, second] = await afforestation.harvest(stage, people, aohan);
  await grassland.harvest(stage, people, keshiketeng);
  await forest.harvest(stage, people, kalaqin);
  await afforestation.deregister(stage, people, neighbour);
  if (!second) throw new Error('the second vintage of Aohan is missing');
  await retire(stage, people, second.batch, 4_000);
  return reckon(stage, people, [aohan, keshiketeng, kalaqin]);
}

/** Waits until the log holds every commit so far: two checkpoints of one size, a while apart. */
async function settled(url: string): Promise<void> {
  const sizeOf = async () => (await (await fetch(`${url}/log/checkpoint`)).text()).split('\n')[1];
  const deadline = Date.now() + MERGE_DELAY_MS;
  for (let last = ''; Date.now() < deadline; ) {
    const size = (await sizeOf()) ?? '';
    if (size === last) return;
    last = size;
    await sleep(3_000);
  }
}

/** The audit as anyone would run it, with the command line tool. */
async function audit(stage: Stage, url: string, folder: string, signal: AbortSignal): Promise<boolean> {
  stage.chapter('审计 · Audited');
  await settled(url);
  const vkey = await vkeyOf(url);
  const cli = fileURLToPath(new URL('../../events/cli/lvzhang.ts', import.meta.url));
  console.log(`  npx lvzhang audit ${url} --vkey '${vkey}' --lang zh`);
  const args = [cli, 'audit', url, '--vkey', vkey, '--folder', folder, '--lang', 'zh'];
  const [status] = await once(spawn(process.execPath, args, { stdio: 'inherit', signal }), 'exit');
  return status === 0;
}

const vkeyOf = async (url: string) => (await (await fetch(`${url}/log/vkey`)).text()).trim();

/** What to look at while it stays up. */
async function stayUp(stage: Stage, url: string): Promise<never> {
  const port = new URL(url).port;
  console.log(`
${url}  登记簿的时钟停留在故事结束的 ${stage.today()} / its clock is where the tale ends
接口 API      ${url}/docs
令牌 Token    npm run -s token -- nongtou --port ${port}   (copper, steel, verifier, bank, regulator, operator)
试一试 Try
  curl -s -H "authorization: Bearer $(npm run -s token -- nongtou --port ${port})" ${url}/v1/inventory
  curl -s -H "authorization: Bearer $(npm run -s token -- nongtou --port ${port})" "${url}/v1/entitlements.csv?from=2025-01-01&to=2026-12-31"
  npx lvzhang audit ${url} --vkey '${await vkeyOf(url)}' --lang zh
^C 停止 / stops it`);
  return new Promise(() => {});
}

async function perform(registry: Registry, clock: LocalClock, keep: boolean, signal: AbortSignal) {
  const stage = new Stage(registry, clock);
  const balanced = await tell(stage);
  const clean = await audit(stage, registry.url, `${registry.folder}/audit`, signal);
  console.log(
    balanced && clean
      ? '\n账目相符，审计无误 / balanced, and the audit is clean'
      : '\n有差异 / something is off',
  );
  if (keep) await stayUp(stage, registry.url);
  return balanced && clean ? 0 : 1;
}

async function main({ keep, port }: { keep: boolean; port: number }): Promise<number> {
  const clock = new LocalClock();
  clock.set(BEGIN);
  console.log('启动一个独立的登记簿（约 6 秒）/ starting a registry of its own (some 6 s)');
  const starting = startRegistry({ port, memory: true, assembly: synthesizeApart, clock });
  // A start that was interrupted has cleaned up behind itself.
  const stopping = stopOnSignals(() =>
    starting.then(
      (registry) => registry.stop(),
      () => {},
    ),
  );
  try {
    const registry = await starting;
    return await perform(registry, clock, keep, stopping).finally(() => registry.stop());
  } catch (error) {
    // ^C in the middle breaks whatever was under way; whoever heeds it ends the process.
    if (stopping.aborted) return new Promise(() => {});
    throw error;
  }
}

function readFlags(args: string[]): { keep: boolean; port: number; help: boolean } {
  const { values } = parseArgs({
    args,
    options: {
      keep: { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535)
    throw new Error(`--port ${values.port} is no port / 端口无效`);
  return { keep: values.keep, port: Number(values.port), help: values.help };
}

let flags: ReturnType<typeof readFlags> | undefined;
try {
  flags = readFlags(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 2;
}
if (flags?.help) console.log(usage);
else if (flags) {
  const status = await main(flags).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  });
  process.exit(status);
}
