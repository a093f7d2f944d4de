/** A witness in a process of its own, as a verification body would run it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const command = pathToFileURL(
  resolve(import.meta.dirname, '..', '..', '..', 'events', 'cli', 'witness.ts'),
).href;
const script = `const { run } = await import(${JSON.stringify(command)}); process.exitCode = await run(process.argv.slice(1));`;

export interface WitnessProcess {
  child: ChildProcess;
  /** The line for the registry: `<vkey> <URL>`. */
  entry: string;
  vkey: string;
  url: string;
  /** Sends a signal and waits for the end; the exit code, null where the signal itself ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Runs it to its end. */
export async function runWitness(args: string[]): Promise<{ code: number | null; stderr: string }> {
  const child = spawnWitness(args);
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, stderr };
}

/** Starts it, and waits until it listens. */
export async function startWitness(keyFile: string, logVkey: string, more: string[] = []) {
  const child = spawnWitness(['--key', keyFile, '--log', logVkey, '--port', '0', ...more]);
  child.stderr?.resume();
  const entry = await new Promise<string>((done, fail) => {
    let stdout = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const line = /^(\S+\+[0-9a-f]{8}\+\S+ http\S+)\n/m.exec(stdout);
      if (line) done(line[1]!);
    });
    child.once('exit', (code) => fail(new Error(`the witness ended with ${code}`)));
  });
  const [vkey = '', url = ''] = entry.split(' ');
  const end = (signal: NodeJS.Signals) =>
    new Promise<number | null>((done) => {
      child.once('exit', done);
      child.kill(signal);
    });
  return { child, entry, vkey, url, end } satisfies WitnessProcess;
}

function spawnWitness(args: string[]): ChildProcess {
  return spawn(process.execPath, ['--input-type=module', '-e', script, '--', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
