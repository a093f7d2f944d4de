/**
 * A page as a PDF/A-3a file, to the byte: no stream is compressed, so that no library's version shows, the
 * dates are the event's, and the file's id follows from the digest of the attached JSON.
 */
import PDFDocument from 'pdfkit';
import { encode } from 'uqr';
import { toHex } from '../../../shared/base/encoding.ts';
import { sha256 } from '../../../shared/base/sha256.ts';
import type { Font } from './font.ts';
import { type Block, INK, type Layout, type Line, PAGE_HEIGHT, PAGE_WIDTH, QR } from './layout.ts';
import type { Page } from './page.ts';

export interface Attached {
  name: string;
  bytes: Uint8Array;
}

type Doc = PDFKit.PDFDocument;
type Struct = ReturnType<Doc['struct']>;

/** @param template names the layout, for whoever draws the page again */
export function drawPage(
  { page, layout, address }: { page: Page; layout: Layout; address: string },
  { name, bytes }: Attached,
  font: Font,
  template: string,
): Uint8Array {
  const at = new Date(page.at);
  const doc = new PDFDocument({
    size: [PAGE_WIDTH, PAGE_HEIGHT],
    margin: 0,
    compress: false,
    pdfVersion: '1.7',
    subset: 'PDF/A-3a',
    tagged: true,
    lang: 'zh-CN',
    displayTitle: true,
    // pdfkit takes an opened font in place of a name, which its types don't know.
    font: font as unknown as string,
    info: {
      Title: `${page.title.zh} ${page.title.en} ${page.number.text}`,
      Creator: template,
      Producer: 'PDFKit',
      // The file's id is a digest of these words.
      Keywords: `sha-256 ${toHex(sha256(bytes))}`,
      CreationDate: at,
    },
  });
  nameNotdef(doc);
  const options = {
    name,
    type: 'application/json',
    description: 'lvzhang certificate',
    creationDate: at,
    modifiedDate: at,
    relationship: 'Data',
  };
  doc.file(new Uint8Array(bytes).buffer, options);
  drawFrame(doc, layout.rules);
  const whole = doc.struct('Document');
  doc.addStructure(whole);
  for (const block of layout.blocks) addBlock(doc, whole, block);
  whole.add(doc.struct('Figure', { alt: `QR: ${address}`, ...boxOfQr() }, () => drawQr(doc, address)));
  whole.end();
  doc.end();
  return new Uint8Array(doc.read() as Uint8Array);
}

/** PDF/A wants no glyph to stand for U+0000, as pdfkit has it of the one for missing characters. */
function nameNotdef(doc: Doc): void {
  (doc as unknown as { _font: { unicode: number[][] } })._font.unicode[0] = [0xfffd];
}

/** What is no content: a frame, and rules. */
function drawFrame(doc: Doc, rules: readonly number[]): void {
  doc.markContent('Artifact', { type: 'Layout' });
  doc
    .lineWidth(1)
    .strokeColor(INK.green)
    .rect(24, 24, PAGE_WIDTH - 48, PAGE_HEIGHT - 48)
    .stroke();
  doc
    .lineWidth(0.35)
    .rect(27.5, 27.5, PAGE_WIDTH - 55, PAGE_HEIGHT - 55)
    .stroke();
  doc.lineWidth(0.6).strokeColor(INK.rule);
  for (const y of rules)
    doc
      .moveTo(QR_MARGIN, y)
      .lineTo(PAGE_WIDTH - QR_MARGIN, y)
      .stroke();
  doc.endMarkedContent();
}

const QR_MARGIN = PAGE_WIDTH - QR.x - QR.size;

function addBlock(doc: Doc, parent: Struct, block: Block): void {
  if (block.tag !== 'Table') {
    parent.add(doc.struct(block.tag, {}, () => drawLines(doc, block.lines)));
    return;
  }
  const table = doc.struct('Table');
  parent.add(table);
  for (const { label, value } of block.rows) {
    const row = doc.struct('TR');
    table.add(row);
    row.add(doc.struct('TH', { scope: 'Row' } as object, () => drawLines(doc, label)));
    row.add(doc.struct('TD', {}, () => drawLines(doc, value)));
    row.end();
  }
  table.end();
}

function drawLines(doc: Doc, lines: readonly Line[]): void {
  for (const { text, x, y, size, color } of lines)
    doc.fontSize(size).fillColor(color).text(text, x, y, { lineBreak: false });
}

const boxOfQr = () => ({ bbox: [QR.x, QR.y, QR.x + QR.size, QR.y + QR.size] }) as object;

/** Each row's runs of dark modules are rectangles: a vector drawing, with nothing to decode but itself. */
function drawQr(doc: Doc, address: string): void {
  const { size, data } = encode(address, { ecc: 'M', border: 0 });
  const module = QR.size / size;
  doc.fillColor(INK.text);
  for (const [y, row] of data.entries())
    for (let x = 0; x < size; x += 1) {
      if (!row[x]) continue;
      const from = x;
      while (x + 1 < size && row[x + 1]) x += 1;
      doc.rect(QR.x + from * module, QR.y + y * module, (x - from + 1) * module, module);
    }
  doc.fill();
}
