/**
 * How a demo is performed: a registry of its own whose clock runs through the years, the demo on it through
 * the HTTP API, then the audit as anyone would run it. Nothing is kept unless `--keep` is given.
 */
import { parseArgs } from 'node:util';
import { LocalClock } from '../clock.ts';
import { type Registry, startRegistry } from '../registry.ts';
import { stopOnSignals } from '../signals.ts';
import { synthesizeApart } from '../template/synthesis.ts';
import { lvzhang, vkeyOf } from './command.ts';
import { Demo } from './registry.ts';

export interface DemoPlan {
  /** The npm script's name. */
  script: string;
  begin: Date;
  /** Performs the demo; resolves whether the figures are reconciled in the end. */
  tell(demo: Demo): Promise<boolean>;
  /** A demo identity whose token is worth a try, other identities, and paths to look at with it. */
  lookAround: { identity: string; others: string; paths: readonly string[] };
}

/** The audit as anyone would run it, with the command line tool. */
async function audit(demo: Demo, url: string, folder: string, signal: AbortSignal): Promise<boolean> {
  demo.chapter('审计 · Audited');
  await demo.settled();
  const vkey = await vkeyOf(url);
  // The demo has its own time; an auditor with today's date would find its last year in the future.
  const now = demo.now().toISOString();
  console.log(`  npx lvzhang audit ${url} --vkey '${vkey}' --now ${now} --lang zh`);
  const args = ['audit', url, '--vkey', vkey, '--now', now, '--folder', folder, '--lang', 'zh'];
  return lvzhang(args, signal);
}

/** Prints what to look at while the registry stays up. */
async function stayUp(demo: Demo, url: string, { lookAround }: DemoPlan): Promise<never> {
  const port = new URL(url).port;
  const { identity, others, paths } = lookAround;
  const token = `$(npm run -s token -- ${identity} --port ${port})`;
  const unnamed = demo.unnamed.filter(({ roles }) => roles.includes('enterprise'));
  const apart = unnamed.map(
    ({ name, id, roles }) =>
      `              npm run -s token -- --org ${id} --roles ${roles.join(',')} --port ${port}   (${name})\n`,
  );
  const calls = paths.map((path) => `  curl -s -H "authorization: Bearer ${token}" "${url}${path}"`);
  console.log(`
${url}  登记簿的时钟停留在故事结束的 ${demo.today()} / its clock is where the demo ends
接口 API      ${url}/docs
令牌 Token    npm run -s token -- ${identity} --port ${port}   (也可用 or: ${others})
${apart.join('')}试一试 Try
${calls.join('\n')}
  npx lvzhang audit ${url} --vkey '${await vkeyOf(url)}' --now ${demo.now().toISOString()} --lang zh
^C 停止 / stops it`);
  return new Promise(() => {});
}

async function perform(
  plan: DemoPlan,
  registry: Registry,
  clock: LocalClock,
  keep: boolean,
  signal: AbortSignal,
) {
  const demo = new Demo(registry, clock);
  const balanced = await plan.tell(demo);
  const clean = await audit(demo, registry.url, `${registry.folder}/audit`, signal);
  console.log(
    balanced && clean
      ? '\n账目相符，审计无误 / balanced, and the audit is clean'
      : '\n有差异 / something is off',
  );
  if (keep) await stayUp(demo, registry.url, plan);
  return balanced && clean ? 0 : 1;
}

async function start(plan: DemoPlan, { keep, port }: { keep: boolean; port: number }): Promise<number> {
  const clock = new LocalClock();
  clock.set(plan.begin);
  console.log('启动一个独立的登记簿（约 6 秒）/ starting a registry of its own (some 6 s)');
  const starting = startRegistry({ port, memory: true, assembly: synthesizeApart, clock });
  // An interrupted start has cleaned up after itself.
  const stopping = stopOnSignals(() =>
    starting.then(
      (registry) => registry.stop(),
      () => {},
    ),
  );
  try {
    const registry = await starting;
    const failing = registry.failed.then((failure) => Promise.reject(failure));
    const performing = perform(plan, registry, clock, keep, stopping);
    return await Promise.race([performing, failing]).finally(() => registry.stop());
  } catch (error) {
    // ^C during the demo breaks what was under way; its handler ends the process.
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

/**
 * The whole command: reads the flags, performs the demo, and ends the process with 0, 1
 * (something is off) or 2.
 */
export async function runDemo(plan: DemoPlan, args: string[]): Promise<void> {
  const usage = `npm run ${plan.script} [-- --keep] [--port N]
  --keep     stay up afterwards, to look around / 讲完后不退出，可继续查看
  --port N   port to listen on, 0 for any free one (0) / 端口，0 为任意空闲端口`;
  let flags: ReturnType<typeof readFlags>;
  try {
    flags = readFlags(args);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exitCode = 2;
    return;
  }
  if (flags.help) {
    console.log(usage);
    return;
  }
  const status = await start(plan, flags).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  });
  process.exit(status);
}
