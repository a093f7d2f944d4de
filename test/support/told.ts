/** What a command of the CLI that takes a file answers to a text: its exit code and all that it prints. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';

export async function toldBy(
  run: (args: string[]) => Promise<number>,
  text: string,
  args: readonly string[],
): Promise<{ code: number; printed: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'lvzhang-told-'));
  const printed: string[] = [];
  const streams = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((line) => printed.push(String(line)) > 0),
  );
  try {
    const file = join(folder, 'credential.json');
    writeFileSync(file, text);
    return { code: await run([file, '--lang', 'en', ...args]), printed: printed.join('') };
  } finally {
    for (const stream of streams) stream.mockRestore();
    rmSync(folder, { recursive: true });
  }
}
