/** Tables for people: columns as wide as their widest cell. */
import { printable } from '../../audit/report-text.ts';

/** Width in terminal columns; ideographs and full-width forms take two. */
function widthOf(text: string): number {
  return [...text].reduce(
    (width, char) =>
      width +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(
        char,
      )
        ? 2
        : 1),
    0,
  );
}

/** Lines with equally many cells, the headings first; the first and last column are left-aligned. */
export function formatTable(given: readonly (readonly string[])[]): string[] {
  const lines = given.map((line) => line.map(printable));
  const last = (lines[0]?.length ?? 0) - 1;
  const widths = (lines[0] ?? []).map((_, column) =>
    // A reconciliation has a line for each issuance: more than a call takes as its arguments.
    lines.reduce((most, line) => Math.max(most, widthOf(line[column] ?? '')), 0),
  );
  const pad = (text: string, column: number) => {
    const space = ' '.repeat(widths[column]! - widthOf(text));
    return column === 0 || column === last ? text + space : space + text;
  };
  return lines.map((line) => line.map(pad).join('  ').trimEnd());
}
