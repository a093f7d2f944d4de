/** What a stranger's text may do to a terminal: nothing. */
import { afterEach, expect, it, vi } from 'vitest';
import { startProgress } from '../../events/cli/import/progress.ts';
import { formatTable } from '../../events/cli/import/text-table.ts';
import { overwrite, print, tell, visible } from '../../events/cli/terminal.ts';
import { formatFinding } from '../../events/exchange/findings.ts';

afterEach(() => vi.restoreAllMocks());

/**
 * Clear screen, window title, C1 control, bidirectional override, zero width, tag, half a
 * pair, line separator.
 */
const HOSTILE = '\u001b[2J\u001b]0;x\u0007\r\u009b\u202e\u200b\u{e0041}\ud800\u2028';
const HARMLESS = '\\u001b[2J\\u001b]0;x\\u0007\\u000d\\u009b\\u202e\\u200b\\udb40\\udc41\\ud800\\u2028';

it('all that has no glyph is spelled out, lines stay lines', () => {
  expect(visible(`甲\n${HOSTILE}乙`)).toBe(`甲\n${HARMLESS}乙`);
  // JSON on stdout stays the same JSON.
  expect(JSON.parse(visible(JSON.stringify([HOSTILE])))).toEqual([HOSTILE]);
});

it('every way to print does so', () => {
  const written: string[] = [];
  const keep = (text: unknown) => {
    written.push(String(text));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  print(HOSTILE);
  tell(HOSTILE);
  overwrite(HOSTILE);
  for (const isTTY of [true, false]) {
    const progress = startProgress(HOSTILE, 1, { isTTY, write: keep } as unknown as typeof process.stderr);
    progress.say(HOSTILE);
    progress.step();
    progress.end();
  }
  const steered = written.map((text) => text.replaceAll('\r\u001b[2K', '').replaceAll('\n', ''));
  expect(steered.filter((text) => /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}]/u.test(text))).toEqual([]);
  expect(steered.filter((text) => text.startsWith(HARMLESS)).length).toBeGreaterThanOrEqual(7);
});

it('a finding and a row of a table are one line each, whatever file, cell and message hold', () => {
  const message = { zh: HOSTILE, en: `a\nb: error: c${HOSTILE}` };
  const at = { line: 1, column: 1 };
  expect(formatFinding({ file: `f\n${HOSTILE}`, at, severity: 'error', message }, 'en')).toBe(
    `f\\u000a${HARMLESS}:1:1: error: a\\u000ab: error: c${HARMLESS}`,
  );
  expect(formatTable([['a'], [`b\n${HOSTILE}`]])[1]).toBe(`b\\u000a${HARMLESS}`);
});

it('a table is as long as a reconciliation', () => {
  const lines = Array.from({ length: 150_000 }, (_, line) => ['VCS1', String(line)]);
  expect(formatTable(lines).at(-1)).toBe('VCS1  149999');
});
