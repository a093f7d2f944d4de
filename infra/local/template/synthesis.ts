import { execFile } from 'node:child_process';
import { cpSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { digestOfSources } from './source-digest.ts';

const root = resolve(import.meta.dirname, '..', '..', '..');
const app = join(root, 'infra', 'app.ts');
const run = promisify(execFile);

/** Assemblies by the digest of what they were made of. Installing the packages anew takes them away. */
const kept = join(root, 'node_modules', '.cache', 'lvzhang', 'assemblies');

/**
 * Synthesizes the CDK app in a process of its own, which takes the CDK's half gigabyte with it when it ends. An assembly
 * of the same sources is kept and used again.
 * @param outdir absolute path that the cloud assembly goes to
 * @returns the same path
 * @throws with what the app printed, when it doesn't build or breaks a cdk-nag rule
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

/** False where there is none, or another process is just putting a newer one in its place. */
function taken(known: string, outdir: string): boolean {
  try {
    cpSync(known, outdir, { recursive: true });
    return true;
  } catch {
    return false;
  }
}

/** One assembly is kept, the latest. What can't be kept (a full disk, another process's rename) is only made again. */
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
