/** A command line of several commands: `lvzhang <command> …`. A command's module is loaded only on demand. */
import { print, tell } from './terminal.ts';

const EXIT_USAGE = 2;
const EXIT_UNFORESEEN = 2;

export type Commands = Record<string, () => Promise<{ run(args: string[]): Promise<number> }>>;

/** Runs what the process was asked for, and sets its exit code. */
export async function runCommands(commands: Commands, help: string): Promise<void> {
  // A reader that has seen enough (`… | head`) closes the pipe; that is no error here.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    process.exitCode = await run(commands, help, process.argv.slice(2));
  } catch (error) {
    // An unforeseen error has neither proven nor disproved anything; its words may quote a stranger's.
    tell(`lvzhang: ${error instanceof Error ? error.stack : String(error)}`);
    process.exitCode = EXIT_UNFORESEEN;
  }
}

async function run(commands: Commands, help: string, [name, ...args]: string[]): Promise<number> {
  if (name === 'help' || name === '--help' || name === '-h') {
    print(help);
    return 0;
  }
  if (name === '--version') {
    print(await packageVersion());
    return 0;
  }
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    const fault =
      name === undefined ? '缺少命令 a command is needed' : `没有此命令 there is no command "${name}"`;
    tell(`lvzhang: ${fault}\n\n${help}`);
    return EXIT_USAGE;
  }
  return (await load()).run(args);
}

/** Read only on demand, like a command's module. */
async function packageVersion(): Promise<string> {
  const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
  return manifest.version;
}
