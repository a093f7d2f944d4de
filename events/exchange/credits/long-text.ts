/** Texts that other registries write longer than this one keeps. */
import type { Findings } from '../findings.ts';
import type { RowReader } from '../row-reader.ts';

/** The text, or what fits of it, with a warning; the cut splits no surrogate pair and no combining mark. */
export function cut(
  reader: RowReader<string>,
  column: string,
  max: number,
  findings: Findings,
  text = reader.optionalProse(column),
): string {
  if (text.length <= max) return text;
  findings.warn(reader.row.file, reader.row.cells[column]!, {
    zh: `${column} 过长，只保存前 ${max} 个字符`,
    en: `${column} is long: the first ${max} characters of it are kept`,
  });
  return [...new Intl.Segmenter('und').segment(text)]
    .reduce((kept, { segment }) => (kept.length + segment.length > max ? kept : kept + segment), '')
    .trim();
}
