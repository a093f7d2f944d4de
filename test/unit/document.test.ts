import { describe, expect, it } from 'vitest';
import { DOCUMENT_BYTES_MAX, DocumentReference, MEDIA_TYPES } from '../../shared/base/document.ts';

const SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const pdd = { sha256: SHA256, mediaType: 'application/pdf', bytes: 1234 };

describe('文件 a reference to a document', () => {
  const accepted: [string, object][] = [
    ['a PDD', pdd],
    ['one byte', { ...pdd, bytes: 1 }],
    ['50 MiB', { ...pdd, bytes: 52_428_800 }],
    ...MEDIA_TYPES.map((mediaType): [string, object] => [mediaType, { ...pdd, mediaType }]),
  ];
  for (const [what, reference] of accepted)
    it(`accepts ${what}`, () => expect(DocumentReference.parse(reference)).toEqual(reference));

  const refused: [string, object, string][] = [
    ['upper-case hex', { ...pdd, sha256: SHA256.toUpperCase() }, 'sha256'],
    ['half a digest', { ...pdd, sha256: SHA256.slice(32) }, 'sha256'],
    ['a digest and a line end', { ...pdd, sha256: `${SHA256}\n` }, 'sha256'],
    ['a page that a browser would run', { ...pdd, mediaType: 'text/html' }, 'mediaType'],
    ['a drawing that a browser would run', { ...pdd, mediaType: 'image/svg+xml' }, 'mediaType'],
    ['a type with parameters', { ...pdd, mediaType: 'text/csv; charset=gbk' }, 'mediaType'],
    ['an empty file', { ...pdd, bytes: 0 }, 'bytes'],
    ['half a byte', { ...pdd, bytes: 0.5 }, 'bytes'],
    ['a byte over 50 MiB', { ...pdd, bytes: DOCUMENT_BYTES_MAX + 1 }, 'bytes'],
    ['a length in text', { ...pdd, bytes: '1234' }, 'bytes'],
  ];
  for (const [what, reference, at] of refused)
    it(`refuses ${what}`, () =>
      expect(DocumentReference.safeParse(reference).error?.issues.map(({ path }) => path)).toEqual([[at]]));

  it('refuses a name beside', () =>
    expect(DocumentReference.safeParse({ ...pdd, name: 'x.pdf' }).error?.issues[0]?.code).toBe(
      'unrecognized_keys',
    ));
});
