/**
 * All that the commands print goes through here. Names, cells and messages may be a stranger's: what would steer a
 * terminal, or show its text in another order, is spelled out.
 */
import { printable } from '../audit/report-text.ts';

/** The text with its lines; everything else that has no glyph is spelled out as `\u001b`, which JSON reads as it was. */
export const visible = (text: string): string => text.split('\n').map(printable).join('\n');

/** A text and a line end on stdout: what was asked for. */
export function print(text: string): void {
  process.stdout.write(`${visible(text)}\n`);
}

/** A text and a line end on stderr: all else that there is to say. */
export function tell(text: string): void {
  process.stderr.write(`${visible(text)}\n`);
}

const CLEAR_LINE = '\r\u001b[2K';

/** A line that the next one takes the place of, on a terminal; an empty one clears it. */
export function overwrite(line: string, stream: NodeJS.WritableStream = process.stderr): void {
  stream.write(CLEAR_LINE + printable(line));
}
