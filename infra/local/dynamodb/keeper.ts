/**
 * Runs one command for as long as its own parent lives: `node keeper.ts <command> <args…>`.
 *
 * The parent holds the other end of our stdin. However the parent ends (stopped, crashed, kill -9), the
 * kernel closes that end, and the command is ended. A signal handler of the parent couldn't guarantee that.
 */
import { spawn } from 'node:child_process';

/** How long the command may take to close its files before it is killed, in ms. */
const GRACE_MS = 3_000;

const [command, ...args] = process.argv.slice(2);
if (!command) throw new Error('usage: node keeper.ts <command> <args…>');

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on('exit', (code) => process.exit(code ?? 1));

function end(): void {
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
}
process.stdin.on('close', end).on('error', end).resume();
