/** What a command of the CLI that takes a file answers to a text: its exit code and all that it prints. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { called } from './command.ts';

export async function toldBy(
  run: (args: string[]) => Promise<number>,
  text: string,
  args: readonly string[],
): Promise<{ code: number | null; printed: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'lvzhang-told-'));
  try {
    const file = join(folder, 'credential.json');
    writeFileSync(file, text);
    const { code, out, err } = await called(run, [file, '--lang', 'en', ...args]);
    return { code, printed: out + err };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
