import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Invalid arguments of a command; the message names them. */
export class UsageError extends Error {}

/** parseArgs, with faults in one line of both languages. @throws UsageError */
export function parseOptions<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
    // `'--port <value>'` or `'-x, --port <value>'`: the option, as it was given or may be.
    const [, quoted = ''] = /'(.*?)'/s.exec(message) ?? [];
    const option = quoted.replace(/ <value>$/, '');
    throw new UsageError(`${option}: ${optionFault(code, message)}`);
  }
}

function optionFault(code: string, message: string): string {
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return '没有此选项 no such option';
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return '多余的参数 not expected here';
  return message.includes('does not take')
    ? '此选项不带值 takes no value'
    : '须给出值 needs a value (--option=VALUE where it begins with a dash)';
}

const PORT_MAX = 65_535;

/** The number of a `--port` flag, if given. @throws UsageError */
export function portOf(flag: string | undefined): number | undefined {
  if (flag === undefined) return undefined;
  if (!/^\d{1,5}$/.test(flag) || Number(flag) < 1 || Number(flag) > PORT_MAX)
    throw new UsageError(`--port ${flag}: 端口无效 not a port`);
  return Number(flag);
}

/** Whether a command is asked for its usage. */
export function asksForHelp(args: readonly string[]): boolean {
  return args.some((arg) => arg === '--help' || arg === '-h');
}
