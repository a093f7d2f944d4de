/** The command line tool, as anyone would run it beside the registry of a demo. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../../events/cli/lvzhang.ts', import.meta.url));

/** Runs it with the demo's own output; resolves whether it ended with 0. */
export async function lvzhang(args: readonly string[], signal?: AbortSignal): Promise<boolean> {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: 'inherit', ...(signal && { signal }) });
  const [status] = await once(child, 'exit');
  return status === 0;
}

/** Runs it, and resolves what it said: its output, then its messages. `token` is the caller's. */
export async function answerOf(
  args: readonly string[],
  token?: string,
): Promise<{ ok: boolean; text: string }> {
  const env = { ...process.env, ...(token !== undefined && { LVZHANG_TOKEN: token }) };
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
  const [out, err, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { ok: status === 0, text: `${out}${err}`.trim() };
}

export const vkeyOf = async (url: string): Promise<string> =>
  (await (await fetch(`${url}/log/vkey`)).text()).trim();
