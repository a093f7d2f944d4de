import { execFile } from 'node:child_process';
import { cpSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { digestOfSources } from './source-digest.ts';

const root = resolve(import.meta.dirname, '..', '..', '..');
const app = join(root, 'infra', 'app.ts');
const run = promisify(execFile);

/** Assemblies by the digest of their sources. Reinstalling the packages removes them. */
const kept = join(root, 'node_modules', '.cache', 'lvzhang', 'assemblies');

/**
 * Synthesizes the CDK app in a process of its own, which frees the CDK's half gigabyte when it ends. An
 * assembly of the same sources is kept and reused.
 * @param outdir absolute path for the cloud assembly
 * @returns the same path
 * @throws with the app's output, when it doesn't build or breaks a cdk-nag rule
 */
export async function synthesizeApart(outdir: string): Promise<string> {
  const known = join(kept, digestOfSources(root));
  if (taken(known, outdir)) return outdir;
  try {
    await run(process.execPath, [app], { env: { ...process.env, CDK_OUTDIR: outdir } });
  } catch (cause) {
    const { stderr = '', stdout = '' } = cause as { stderr?: string; stdout?: string };
    throw new Error(`The CDK app could not be synthesized:\n${stdout}${stderr}`, { cause });
  }
  keep(outdir, known);
  return outdir;
}

/** False where none is kept, or another process is just replacing it by a newer one. */
function taken(known: string, outdir: string): boolean {
  try {
    cpSync(known, outdir, { recursive: true });
    return true;
  } catch {
    return false;
  }
}

/** Keeps only the latest assembly. One that can't be kept (full disk, another's rename) is made again. */
function keep(outdir: string, known: string): void {
  const aside = `${known}.${process.pid}`;
  try {
    rmSync(kept, { recursive: true, force: true });
    cpSync(outdir, aside, { recursive: true });
    renameSync(aside, known);
  } catch {
    rmSync(aside, { recursive: true, force: true });
  }
}
