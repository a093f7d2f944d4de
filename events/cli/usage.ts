/** Invalid arguments of a command; the message names them. */
export class UsageError extends Error {}

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
