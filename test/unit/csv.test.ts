/** Exported tables: read by a spreadsheet as they were meant, and nothing in them runs. */
import { describe, expect, it } from 'vitest';
import { csvOf, fromText } from '../../shared/base/written-csv.ts';

/** The one cell of a table, as it is written. */
const cell = (value: string | number) => csvOf([[value]]).slice(1, -2);

describe('CSV', () => {
  it('starts with the mark of UTF-8, ends each line with CRLF, and an empty table is an empty file', () => {
    expect(
      csvOf([
        ['结算日', '金额'],
        ['2026-07-01', 100],
      ]),
    ).toBe('\ufeff结算日,金额\r\n2026-07-01,100\r\n');
    expect(csvOf([])).toBe('\ufeff');
  });

  it.each([
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['plain 文字', 'plain 文字'],
    [-5, '-5'],
  ])('%j is written %j', (value, written) => {
    expect(cell(value)).toBe(written);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '-AbC_commit'])(
    '%j does not run',
    (text) => {
      expect(cell(text).replace(/^"/, '')).toMatch(/^'/);
      expect(cell(text)).toContain(text);
    },
  );

  // Else '=1 and =1 would be the same cell, and taking the apostrophe off would make a formula of both.
  it.each(['=1', "'=1", "''=1", "'文字", '文字'])('%j can be told from every other afterwards', (text) => {
    expect(fromText(cell(text))).toBe(text);
    expect(cell(text)).not.toMatch(/^[=＝]/);
  });

  it('a formula with a comma is quoted outside its apostrophe', () => {
    expect(cell('=HYPERLINK("http://x","y")')).toBe(`"'=HYPERLINK(""http://x"",""y"")"`);
  });
});
