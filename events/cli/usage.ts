import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Invalid arguments of a command; the message names them. */
export class UsageError extends Error {}

/** A key or commit id, 43 characters of base64url, whose first is a dash: one in 64 has it. */
const DASHED_ID = /^-[\w-]{42}$/;
const SHIELD = '\0';

/**
 * parseArgs, with faults in one line of both languages. A key or commit id is no option, whatever it begins
 * with. @throws UsageError
 */
export function parseOptions<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  const args = config.args?.map((arg) => (DASHED_ID.test(arg) ? SHIELD + arg : arg));
  const shielded: T = { ...config, args };
  try {
    return unshielded(parseArgs(shielded));
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
    // `'--port <value>'` or `'-x, --port <value>'`: the option, as it was given or may be.
    const [, quoted = ''] = /'(.*?)'/s.exec(message) ?? [];
    const option = unshielded(quoted.replace(/ <value>$/, ''));
    throw new UsageError(`${option}: ${optionFault(code, message)}`);
  }
}

/** @returns `parsed` with each dashed id as it was given. */
function unshielded<P>(parsed: P): P {
  if (typeof parsed === 'string') return (parsed.startsWith(SHIELD) ? parsed.slice(1) : parsed) as P;
  if (Array.isArray(parsed)) return parsed.map(unshielded) as P;
  if (typeof parsed !== 'object' || parsed === null) return parsed;
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, unshielded(value)])) as P;
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
