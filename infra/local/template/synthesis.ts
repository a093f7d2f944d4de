import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const app = fileURLToPath(new URL('../../app.ts', import.meta.url));
const run = promisify(execFile);

/**
 * Synthesizes the CDK app in a process of its own, which takes the CDK's half gigabyte with it when it ends.
 * @param outdir absolute path that the cloud assembly goes to
 * @returns the same path
 * @throws with what the app printed, when it doesn't build or breaks a cdk-nag rule
 */
export async function synthesizeApart(outdir: string): Promise<string> {
  try {
    await run(process.execPath, [app], { env: { ...process.env, CDK_OUTDIR: outdir } });
  } catch (cause) {
    const { stderr = '', stdout = '' } = cause as { stderr?: string; stdout?: string };
    throw new Error(`The CDK app could not be synthesized:\n${stdout}${stderr}`, { cause });
  }
  return outdir;
}
