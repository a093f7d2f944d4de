/**
 * All output of the commands goes through here. Names, cells and messages may be a stranger's: characters
 * that would steer a terminal, or show text in another order, are escaped.
 */
import { printable } from '../audit/report-text.ts';

/**
 * The text with its lines; every other character without a glyph is escaped as `\u001b`,
 * which JSON reads back.
 */
export const visible = (text: string): string => text.split('\n').map(printable).join('\n');

/** A text and a line end on stdout: the requested result. */
export function print(text: string): void {
  process.stdout.write(`${visible(text)}\n`);
}

/** A text and a line end on stderr: all other messages. */
export function tell(text: string): void {
  process.stderr.write(`${visible(text)}\n`);
}

const CLEAR_LINE = '\r\u001b[2K';

/** A line that the next one replaces on a terminal; an empty one clears it. */
export function overwrite(line: string, stream: NodeJS.WritableStream = process.stderr): void {
  stream.write(CLEAR_LINE + printable(line));
}
