/** Where a file differs from the page as it is drawn again, and what part of the page that is. */
import type { Words } from '../../../shared/base/words.ts';
import { latin1 } from './attached.ts';

export interface Difference {
  /** The first byte that differs, counted from 0. */
  offset: number;
  /** The object of the file, as drawn again, that has the byte; absent outside all objects. */
  object?: number;
  part: Words;
}

/** Undefined where the bytes are the same. */
export function differenceOf(file: Uint8Array, drawn: Uint8Array): Difference | undefined {
  const shorter = Math.min(file.length, drawn.length);
  let offset = 0;
  while (offset < shorter && file[offset] === drawn[offset]) offset += 1;
  if (offset === shorter && file.length === drawn.length) return undefined;
  if (offset === drawn.length)
    return { offset, part: { zh: '文件末尾之后追加的内容', en: 'what was appended to the file' } };
  const text = latin1(drawn);
  const object = objectAt(text, offset);
  if (!object)
    return { offset, part: { zh: '交叉引用表或文件尾', en: 'the cross-reference table or the trailer' } };
  return { offset, object: object.id, part: partOf(text, object) };
}

interface PdfObject {
  id: number;
  /** All of it. */
  body: string;
}

/** The object that has the byte, by the file's own table of offsets. */
function objectAt(text: string, offset: number): PdfObject | undefined {
  const table = Number(/\nstartxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  if (!(offset < table)) return undefined;
  const starts = text
    .slice(table)
    .split('\n')
    .slice(3)
    .flatMap((line, at) =>
      /^\d{10} 00000 n/.test(line) ? [{ id: at + 1, start: Number(line.slice(0, 10)) }] : [],
    )
    .sort((a, b) => a.start - b.start);
  const at = starts.findLastIndex(({ start }) => start <= offset);
  const found = starts[at];
  return found && { id: found.id, body: text.slice(found.start, starts[at + 1]?.start ?? table) };
}

/** The parts of a file by what their objects say of themselves. */
const PARTS: readonly [RegExp, Words][] = [
  [/\/Type \/EmbeddedFile\b|\/Type \/Filespec\b/, { zh: '所附 JSON', en: 'the attached JSON' }],
  [/\/Type \/Metadata\b/, { zh: '元数据（XMP）', en: 'the metadata (XMP)' }],
  [/\/Type \/Page\b/, { zh: '页面', en: 'the page' }],
  [/\/Type \/(Font|FontDescriptor)\b|begincmap/, { zh: '字体', en: 'the font' }],
  [/\/Type \/StructTreeRoot\b|^\d+ 0 obj\n<<\n\/S \/\w+\n/, { zh: '结构标签', en: 'the tags' }],
  [/\/Type \/OutputIntent\b/, { zh: '色彩配置', en: 'the colour profile' }],
  [/\/Type \/(Catalog|Pages)\b/, { zh: '文件目录', en: 'the catalog' }],
];

function partOf(text: string, { id, body }: PdfObject): Words {
  const dictionary = body.slice(0, body.indexOf('\nstream\n') + 1 || body.length);
  const named = PARTS.find(([pattern]) => pattern.test(dictionary))?.[1];
  if (named) return named;
  if (text.includes(`\n/Contents ${id} 0 R\n`)) return { zh: '页面内容', en: 'the page content' };
  if (text.includes(`\n/FontFile2 ${id} 0 R\n`)) return { zh: '字体', en: 'the font' };
  if (text.includes(`\n/ToUnicode ${id} 0 R\n`)) return { zh: '字体', en: 'the font' };
  if (text.includes(`\n/DestOutputProfile ${id} 0 R\n`)) return { zh: '色彩配置', en: 'the colour profile' };
  return { zh: '文件信息或其他对象', en: 'the document information or another object' };
}
