/**
 * The pages of the certificates in test/fixtures/certificates as PNG, for people to look at:
 * `npm run golden`. Run it after a change of a page, look at docs/certificates/, and commit what is good.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, DOMMatrix, ImageData, Path2D } from '@napi-rs/canvas';
import { openFont } from '../../events/certificate/pdf/font.ts';
import { renderCertificate } from '../../events/certificate/pdf/render.ts';
import { certificateFont } from '../../events/cli/file/certificate-font.ts';

// pdf.js takes these for the canvas's own.
Object.assign(globalThis, { DOMMatrix, ImageData, Path2D });
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');

const root = join(import.meta.dirname, '../..');
const fixtures = join(root, 'test/fixtures/certificates');
/** Pixels per point: some 100 per inch. */
const SCALE = 1.4;

async function picture(pdf: Uint8Array): Promise<Buffer> {
  const document = await getDocument({ data: pdf, useSystemFonts: false, verbosity: 0 }).promise;
  const page = await document.getPage(1);
  const viewport = page.getViewport({ scale: SCALE });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  await page.render({ canvas: canvas as never, viewport }).promise;
  await document.destroy();
  return canvas.toBuffer('image/png');
}

const font = openFont(certificateFont());
const [from = fixtures, to = join(root, 'docs/certificates')] = process.argv.slice(2);
for (const file of readdirSync(from).filter((name) => name.endsWith('.json'))) {
  const pdf = renderCertificate(new Uint8Array(readFileSync(join(from, file))), font);
  writeFileSync(join(to, file.replace(/json$/, 'png')), await picture(pdf));
}
