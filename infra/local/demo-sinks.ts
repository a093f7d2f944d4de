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
import { startRegistry } from './registry.ts';
import * as afforestation from './tale/afforestation.ts';
import * as forest from './tale/forest.ts';
import * as grassland from './tale/grassland.ts';
import { gather } from './tale/people.ts';
import { reckon, retire } from './tale/reckoning.ts';
import { Stage } from './tale/stage.ts';
import { synthesizeApart } from './template/synthesis.ts';

const BEGIN = new Date('2024-02-26T02:00:00.000Z');
/** A commit is in the log within this time. */
const MERGE_DELAY_MS = 60_000;

const usage = `npm run demo:sinks [-- --keep] [--port N]
  --keep     stay up afterwards, to look around / 讲完后不退出，可继续查看
  --port N   port to listen on, 0 for any free one (0) / 端口，0 为任意空闲端口`;

/** Σ quantity × price of the tale's first sales, fen: what the parties must have got between them. */
const SOLD_FEN = 5_000 * 8_150 + 4_321 * 8_333 + 10_000 * 4_725 + 7_777 * 5_190;

async function tell(stage: Stage): Promise<boolean> {
  const people = await gather(stage);
  const aohan = await afforestation.develop(stage, people);
  await afforestation.intrude(stage, people);
  const keshiketeng = await grassland.develop(stage, people);
  const kalaqin = await forest.develop(stage, people);
  const [, second] = await afforestation.harvest(stage, people, aohan);
  await grassland.harvest(stage, people, keshiketeng);
  await forest.harvest(stage, people, kalaqin);
  if (!second) throw new Error('the second vintage of Aohan is missing');
  await retire(stage, people, second.batch, 4_000);
  return reckon(stage, people, [aohan, keshiketeng, kalaqin], SOLD_FEN);
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
async function audit(url: string, folder: string): Promise<boolean> {
  console.log(`\n十、审计\n${'─'.repeat(72)}`);
  await settled(url);
  const vkey = (await (await fetch(`${url}/log/vkey`)).text()).trim();
  const cli = fileURLToPath(new URL('../../events/cli/lvzhang.ts', import.meta.url));
  console.log(`  npx lvzhang audit ${url} --vkey '${vkey}'`);
  const args = [cli, 'audit', url, '--vkey', vkey, '--folder', folder];
  const [status] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
  return status === 0;
}

async function main({ keep, port }: { keep: boolean; port: number }): Promise<number> {
  const clock = new LocalClock();
  clock.set(BEGIN);
  console.log('启动一个独立的登记簿（约 6 秒）/ starting a registry of its own (some 6 s)');
  const registry = await startRegistry({ port, memory: true, assembly: synthesizeApart, clock });
  const stop = () => void registry.stop().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const balanced = await tell(new Stage(registry, clock));
    const clean = await audit(registry.url, `${registry.folder}/audit`);
    console.log(
      balanced && clean
        ? '\n账目相符，审计无误 / balanced, and the audit is clean'
        : '\n有差异 / something is off',
    );
    if (keep) {
      console.log(`\n${registry.url}  ^C 停止 / stops it`);
      await new Promise(() => {});
    }
    return balanced && clean ? 0 : 1;
  } finally {
    await registry.stop();
  }
}

function readFlags(args: string[]): { keep: boolean; port: number } {
  const { values } = parseArgs({
    args,
    options: { keep: { type: 'boolean', default: false }, port: { type: 'string', default: '0' } },
  });
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535)
    throw new Error(`--port ${values.port} is no port / 端口无效`);
  return { keep: values.keep, port: Number(values.port) };
}

let flags: ReturnType<typeof readFlags> | undefined;
try {
  flags = readFlags(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 2;
}
if (flags) {
  const status = await main(flags).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  });
  process.exit(status);
}
