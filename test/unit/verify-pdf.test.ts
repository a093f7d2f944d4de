/** `lvzhang verify` on PDFs: proven as they are given, and with any byte changed not, with what differs. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PDF_BYTES_MAX } from '../../events/certificate/pdf/attached.ts';
import { differenceOf } from '../../events/certificate/pdf/compare.ts';
import { renderCertificate } from '../../events/certificate/pdf/render.ts';
import { run } from '../../events/cli/verify.ts';
import { formatVkey } from '../../events/tlog/note-key.ts';
import { CERTIFICATES, jsonOf, retoldRetirement, theFont, VKEY } from '../support/certificates/fixtures.ts';
import { called } from '../support/command.ts';
import { logSigner } from '../support/log/log.ts';

const folder = mkdtempSync(join(tmpdir(), 'lvzhang-pdf-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function verify(bytes: Uint8Array, language: 'zh' | 'en' = 'en', vkey = VKEY) {
  const file = join(folder, 'certificate.pdf');
  writeFileSync(file, bytes);
  return called(run, [file, '--vkey', vkey, '--lang', language]);
}

const pdf = renderCertificate(jsonOf('retirement'), theFont());
const text = Buffer.from(pdf).toString('latin1');
const bytesOf = (latin1: string) => new Uint8Array(Buffer.from(latin1, 'latin1'));
/** The file with the first of that changed; of the same length, so that the table of offsets still holds. */
function replaced(from: string | RegExp, to: string): Uint8Array {
  const changed = text.replace(from, () => to);
  expect(changed).not.toBe(text);
  return bytesOf(changed);
}
const content = /\/Contents (\d+) 0 R/.exec(text)![1]!;
const contentAt = text.indexOf(`\n${content} 0 obj\n`);
/** The same within the page's content. */
function painted(from: string | RegExp, to: string): Uint8Array {
  const changed = text.slice(contentAt).replace(from, () => to);
  expect(changed).not.toBe(text.slice(contentAt));
  return bytesOf(text.slice(0, contentAt) + changed);
}

describe('a certificate as PDF', () => {
  it.each(CERTIFICATES)('of %s is proven in both languages, page and JSON', async (name) => {
    const bytes = renderCertificate(jsonOf(name), theFont());
    const zh = await verify(bytes, 'zh');
    expect(zh).toMatchObject({ code: 0, err: '' });
    expect(zh.out).toContain('成立：');
    expect(zh.out).toContain(`${bytes.length} 字节逐一相同，所见即所证`);
    const en = await verify(bytes);
    expect(en.code).toBe(0);
    expect(en.out).toContain('what is seen is what is proven');
  });

  it('is not proven with another key, whatever its page', async () => {
    const { code, out } = await verify(pdf, 'en', formatVkey(logSigner.key));
    expect(code).toBe(1);
    expect(out).not.toContain('Page:');
  });

  const glyphs = / Tf\n\[<([0-9a-f]{4})/;
  it.each<[string, () => Uint8Array, string]>([
    [
      'one digit of the page',
      () => painted(glyphs, text.slice(contentAt).match(glyphs)![0].replace(/.{4}$/, '0003')),
      'the page content',
    ],
    [
      'a white box over the page',
      () => painted(/\nEMC\n/, '\nEMC 1 g 50 700 200 40 re f\n'),
      'the page content',
    ],
    ['another colour', () => painted(/[\d.]+ [\d.]+ [\d.]+ scn/, '1 1 1 scn'), 'the page content'],
    [
      'another font file',
      () => bytesOf(text.replace(/(\/FontFile2 (\d+) 0 R)/, '$1').replace('glyf', 'glyg')),
      'the font',
    ],
    [
      'another way back to Unicode',
      () => replaced('1 beginbfrange\n<0000>', '1 beginbfrange\n<0001>'),
      'the font',
    ],
    ['another font by name', () => replaced('/BaseFont /B', '/BaseFont /C'), 'the font'],
    ['another title', () => replaced('<xmp:CreateDate>2026', '<xmp:CreateDate>2025'), 'the metadata (XMP)'],
    [
      'another date',
      () => replaced(/(\d+ 0 obj\n\(D:)2026/, `${text.match(/(\d+ 0 obj\n\(D:)2026/)![1]!}2025`),
      'the document information',
    ],
    [
      'another alternative text',
      () => replaced('/Alt (QR: https://registry', '/Alt (QR: https://sinistry'),
      'the tags',
    ],
    ['a larger page', () => replaced('/MediaBox [0 0 595.28', '/MediaBox [0 0 555.28'), 'the page'],
    ['another colour profile', () => replaced('acsp', 'acsq'), 'the colour profile'],
    ['a script', () => replaced('/Type /Catalog', '/OpenAction 9 0 R/Type /Catalog'), 'the catalog'],
    ['another id', () => replaced(/\/ID \[<./, '/ID [<x'), 'the trailer'],
    [
      'another offset',
      () => replaced(/\n\d{9}(\d) 00000 n/, '\n0000000000 00000 n'),
      'the cross-reference table',
    ],
    [
      'an incremental update',
      () => bytesOf(`${text}10 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`),
      'what was appended to the file',
    ],
    ['a last byte less', () => pdf.slice(0, -1), 'the trailer'],
    [
      'a name of the attachment',
      () => replaced('/UF (certificate.json)', '/UF (certificate.js)'),
      'the attached JSON',
    ],
    [
      'another relationship',
      () => replaced('/AFRelationship /Data', '/AFRelationship /Dada'),
      'the attached JSON',
    ],
  ])('with %s is not proven, and the part is named', async (_what, change, part) => {
    const { code, out } = await verify(change());
    expect([code, out]).toEqual([1, expect.stringContaining('NOT PROVEN: the page is not what')]);
    expect(out).toContain(part);
    expect(out).toMatch(/offset \d+/);
    expect(out).not.toContain('PROVEN: 31');
    const zh = await verify(change(), 'zh');
    expect([zh.code, zh.out]).toEqual([1, expect.stringContaining('不成立：页面不是所附 JSON 所应有的')]);
  });

  it('with any byte changed is not the page', () => {
    for (let at = 0; at < pdf.length; at += 97) {
      const changed = pdf.slice();
      changed[at]! ^= 1;
      expect(differenceOf(changed, pdf)?.offset).toBe(at);
    }
    expect(differenceOf(pdf, pdf)).toBeUndefined();
  });

  it('with other words in its JSON is not proven by the JSON', async () => {
    const quantity = replaced('"quantity":31,"unit"', '"quantity":91,"unit"');
    const { code, out } = await verify(quantity);
    expect([code, out]).toEqual([1, expect.stringContaining('/retirement/quantity')]);
    // Drawn anew from the changed words: page and JSON agree, and no leaf says so.
    const forged = renderCertificate(retoldRetirement({ beneficiary: '别人' }), theFont());
    const { code: again, out: told } = await verify(forged);
    expect([again, told]).toEqual([1, expect.stringContaining('/evidence/0')]);
  });

  it('of the page of another certificate is not proven', async () => {
    const other = Buffer.from(renderCertificate(jsonOf('retirement-power'), theFont())).toString('latin1');
    const cut = (file: string) => file.indexOf('\nendstream\nendobj\n');
    const mixed = text.slice(0, cut(text)) + other.slice(cut(other));
    expect((await verify(bytesOf(mixed))).code).toBe(1);
  });

  it.each<[string, () => Uint8Array]>([
    ['no attachment', () => replaced('/Type /EmbeddedFile', '/Type /EmbeddedFilf')],
    ['an attachment that is cut off', () => pdf.slice(0, 2_000)],
    ['a length that is too long', () => replaced(/\/Length 4465/, '/Length 9999')],
    ['a length that is none', () => replaced(/\/Length 4465/, '/Length 9 0 R')],
    ['a template of a later release', () => replaced('certificate template 1)', 'certificate template 9)')],
    ['nothing but a head', () => bytesOf('%PDF-1.7\n')],
    ['more bytes than any', () => Buffer.concat([pdf, Buffer.alloc(PDF_BYTES_MAX)])],
    [
      'an attachment that is no certificate',
      () => replaced('{"format":"lvzhang-ret', '{"format":"lvzhang-rot'),
    ],
  ])('with %s is no certificate, which is told by exit 2', async (_what, change) => {
    const { code, out, err } = await verify(change());
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/certificate/);
  });
});
