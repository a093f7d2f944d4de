/**
 * What PDF/A-3a (ISO 19005-3) asks of a file, held against the objects of our pages: no validator comes as an
 * npm package, so this reads the file by its own table of offsets.
 */
import { describe, expect, it } from 'vitest';
import { renderCertificate } from '../../events/certificate/pdf/render.ts';
import { toHex } from '../../shared/base/encoding.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import { CERTIFICATES, jsonOf, theFont } from '../support/certificates/fixtures.ts';

/** The objects of a file by number: dictionary or value, and the stream's bytes as characters. */
function objectsOf(pdf: Uint8Array) {
  const text = Buffer.from(pdf).toString('latin1');
  const table = Number(/\nstartxref\n(\d+)\n%%EOF\n$/.exec(text)![1]);
  const [, count] = /^xref\n0 (\d+)\n0000000000 65535 f \n/.exec(text.slice(table))!;
  const offsets = [...text.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, at]) => Number(at));
  expect(offsets).toHaveLength(Number(count) - 1);
  const objects = offsets.map((at, i) => {
    expect(text.slice(at).startsWith(`${i + 1} 0 obj\n`)).toBe(true);
    const body = text.slice(at, text.indexOf('\nendobj\n', at));
    const stream = body.indexOf('\nstream\n');
    return stream === -1
      ? { id: i + 1, dictionary: body, stream: '' }
      : {
          id: i + 1,
          dictionary: body.slice(0, stream),
          stream: body.slice(stream + '\nstream\n'.length, body.lastIndexOf('\nendstream')),
        };
  });
  const at = (reference: string) => objects[Number(reference.split(' ')[0]) - 1]!;
  const one = (pattern: RegExp) => {
    const found = objects.filter(({ dictionary }) => pattern.test(dictionary));
    expect(found).toHaveLength(1);
    return found[0]!;
  };
  const named = ({ dictionary }: { dictionary: string }, key: string) =>
    at(new RegExp(`/${key} (\\d+ 0 R)`).exec(dictionary)![1]!);
  return { text, trailer: text.slice(text.lastIndexOf('\ntrailer\n')), objects, at, one, named };
}

describe.each(CERTIFICATES)('the PDF of %s', (name) => {
  const json = jsonOf(name);
  const { text, trailer, objects, one, named } = objectsOf(renderCertificate(json, theFont()));
  const catalog = one(/\/Type \/Catalog\b/);

  it('starts and ends as PDF/A has it: a binary comment, an id, nothing encrypted, no script', () => {
    expect(text).toMatch(/^%PDF-1\.7\n%[\x80-\xff]{4}\n/);
    expect(trailer).toMatch(/\/ID \[<([0-9a-f]{32})> <\1>\]/);
    expect(text.match(/%%EOF/g)).toHaveLength(1);
    const dictionaries = objects.map(({ dictionary }) => dictionary).join('\n') + trailer;
    expect(dictionaries).not.toMatch(
      /\/Encrypt|\/JavaScript|\/JS\b|\/AA\b|\/OpenAction|\/Launch|\/LZWDecode/,
    );
    expect(dictionaries).not.toMatch(/\/Filter|\/Annots|\/SMask|\/XObject|\/ca\b|\/CA\b/);
  });

  it('has an output intent with an ICC profile of three colours', () => {
    const intent = one(/\/Type \/OutputIntent\b/);
    expect(catalog.dictionary).toContain(`/OutputIntents [${intent.id} 0 R]`);
    expect(intent.dictionary).toContain('/S /GTS_PDFA1');
    const profile = named(intent, 'DestOutputProfile');
    expect(profile.dictionary).toContain('/N 3');
    expect(profile.stream.slice(36, 40)).toBe('acsp');
    expect(profile.stream.slice(16, 20)).toBe('RGB ');
  });

  it('says part 3, conformance A, in metadata that agree with the document information', () => {
    const { dictionary, stream } = named(catalog, 'Metadata');
    expect(dictionary).toMatch(/\/Type \/Metadata\n\/Subtype \/XML/);
    const xmp = Buffer.from(stream, 'latin1').toString();
    expect(xmp).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(xmp).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    const info = objects[Number(/\/Info (\d+) 0 R/.exec(trailer)![1]) - 1]!;
    const told = (key: string) => named(info, key).dictionary.replace(/^\d+ 0 obj\n\(([\s\S]*)\)$/, '$1');
    const [, y, m, d, h, min, s] = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(told('CreationDate'))!;
    expect(xmp).toContain(`<xmp:CreateDate>${y}-${m}-${d}T${h}:${min}:${s}Z</xmp:CreateDate>`);
    expect(xmp).toContain(`<xmp:CreatorTool>${told('Creator')}</xmp:CreatorTool>`);
    expect(xmp).toContain(`<pdf:Producer>${told('Producer')}</pdf:Producer>`);
    expect(xmp).toContain(`<pdf:Keywords>${told('Keywords')}</pdf:Keywords>`);
    expect(told('Keywords')).toBe(`sha-256 ${toHex(sha256(json))}`);
    const title = Buffer.from(told('Title'), 'latin1').subarray(2).swap16().toString('utf16le');
    expect(xmp).toContain(`<rdf:li xml:lang="x-default">${title}</rdf:li>`);
  });

  it('is tagged: marked, in a language, and every mark on the page is of an element or an artifact', () => {
    expect(named(catalog, 'MarkInfo').dictionary).toContain('/Marked true');
    expect(catalog.dictionary).toContain('/Lang (zh-CN)');
    const page = one(/\/Type \/Page\b/);
    const { stream } = named(page, 'Contents');
    const marked: number[] = [];
    let depth = 0;
    for (const line of stream.split('\n')) {
      const mcid = /^\/(\w+) <<\n?\/MCID (\d+)|\/MCID (\d+)/.exec(line);
      if (/ (BMC|BDC)$/.test(line)) depth += 1;
      if (mcid) marked.push(Number(mcid[2] ?? mcid[3]));
      if (line === 'EMC') depth -= 1;
      if (/(^| )(Tj|TJ|f|f\*|S|s|B|b|sh|Do)$/.test(line)) expect([line, depth]).toEqual([line, 1]);
    }
    expect(depth).toBe(0);
    const root = named(catalog, 'StructTreeRoot');
    const parents = [...root.dictionary.matchAll(/(\d+) 0 R(?=[^[]*\]\n\]\n)/g)].map(([, id]) => Number(id));
    expect(parents).toHaveLength(marked.length);
    expect(marked).toEqual(marked.map((_, i) => i));
    for (const [mcid, id] of parents.entries())
      expect(objects[id - 1]!.dictionary).toMatch(new RegExp(`/K \\[(.* )?${mcid}( .*)?\\]`));
    const types = objects.flatMap(
      ({ dictionary }) => /^\d+ 0 obj\n<<\n\/S \/(\w+)\n/.exec(dictionary)?.[1] ?? [],
    );
    expect(new Set(types)).toEqual(
      new Set(['Document', 'H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD', 'Figure']),
    );
    expect(one(/\n\/S \/Figure\n/).dictionary).toContain('/Alt (QR: https://registry.example/p/');
  });

  it('has its one font in it, with widths and a way back to Unicode', () => {
    const font = one(/\/Subtype \/Type0\b/);
    const descendant = one(/\/Subtype \/CIDFontType2\b/);
    expect(descendant.dictionary).toContain('/CIDToGIDMap /Identity');
    const descriptor = named(descendant, 'FontDescriptor');
    expect(descriptor.dictionary).toMatch(/\/FontName \/[A-Z]{6}\+NotoSansSC-Regular/);
    expect(descriptor.dictionary).not.toContain('/CIDSet');
    expect(named(descriptor, 'FontFile2').stream.slice(0, 4)).toBe('true');
    const { stream } = named(font, 'ToUnicode');
    const mapped = [...stream.matchAll(/\[([^\]]*)\]/g)].flatMap(([, list]) => list!.match(/<[0-9a-f ]+>/g)!);
    expect(mapped.length).toBeGreaterThan(50);
    for (const each of mapped) expect(['<0000>', '<feff>', '<fffe>']).not.toContain(each);
    const widths = /\/W \[0 \[([\d. ]+)\]\]/.exec(descendant.dictionary)![1]!.split(' ');
    expect(widths).toHaveLength(mapped.length);
  });

  it('has its JSON as an associated file, the data of the page', () => {
    const spec = one(/\/Type \/Filespec\b/);
    expect(catalog.dictionary).toContain(`/AF [${spec.id} 0 R]`);
    expect(named(catalog, 'Names').dictionary).toContain(`(certificate.json) ${spec.id} 0 R`);
    expect(spec.dictionary).toContain('/AFRelationship /Data');
    expect(spec.dictionary).toMatch(/\/F \(certificate\.json\)[\s\S]*\/UF \(certificate\.json\)/);
    const file = one(/\/Type \/EmbeddedFile\b/);
    expect(file.dictionary).toContain('/Subtype /application#2Fjson');
    expect(file.dictionary).toMatch(/\/ModDate \(D:\d{14}Z\)/);
    expect(Buffer.from(file.stream, 'latin1').equals(Buffer.from(json))).toBe(true);
  });
});
