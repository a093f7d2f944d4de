/**
 * Commands of the CLI as tests run them: called in this process, or started as the program that a user starts
 * where a signal, stdin or the program itself is what is tested. A start costs a second, a call next to
 * nothing.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { vi } from 'vitest';

export const LVZHANG = resolve(import.meta.dirname, '../../events/cli/lvzhang.ts');

/** How a command ended (`code` is null where a signal ended it), and what it printed. */
export interface Told {
  code: number | null;
  out: string;
  err: string;
}

/**
 * Calls a command, with this token in the environment or with none. One call at a time: it takes both
 * streams.
 */
export async function called(
  run: (args: string[]) => Promise<number>,
  args: readonly string[],
  token?: string,
): Promise<Told> {
  const texts = { out: '', err: '' };
  const spies = (['out', 'err'] as const).map((name) =>
    vi.spyOn(process[`std${name}`], 'write').mockImplementation((text) => {
      texts[name] += text;
      return true;
    }),
  );
  const before = process.env.LVZHANG_TOKEN;
  vi.stubEnv('LVZHANG_TOKEN', token);
  try {
    return { code: await run([...args]), ...texts };
  } finally {
    vi.stubEnv('LVZHANG_TOKEN', before);
    for (const spy of spies) spy.mockRestore();
  }
}

export interface Started {
  child: ChildProcess;
  /** What it has printed so far. */
  texts: Omit<Told, 'code'>;
  ended: Promise<Told>;
}

/** Starts `lvzhang` with these arguments. stdin is `input`, or else empty. */
export function started(
  args: readonly string[],
  { cwd, token, input = '' }: { cwd?: string; token?: string; input?: string } = {},
): Started {
  const env = { ...process.env, LVZHANG_TOKEN: token };
  const child = spawn(process.execPath, [LVZHANG, ...args], { cwd, env });
  const texts = { out: '', err: '' };
  for (const name of ['out', 'err'] as const)
    child[`std${name}`].setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
    });
  child.stdin.end(input);
  const ended = new Promise<Told>((done, fail) => {
    child.once('error', fail).once('close', (code) => done({ code, ...texts }));
  });
  return { child, texts, ended };
}
