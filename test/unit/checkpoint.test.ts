import { describe, expect, it } from 'vitest';
import {
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from '../../events/tlog/checkpoint.ts';
import { cosign } from '../../events/tlog/cosignature.ts';
import { leafHash, rootOf } from '../../events/tlog/merkle.ts';
import { formatNote, parseNote, signNote } from '../../events/tlog/note.ts';
import { COSIGNATURE_V1, ED25519 } from '../../events/tlog/note-key.ts';
import { formatProof, parseProof, verifyProof } from '../../events/tlog/proof.ts';
import { hashesFromTiles, proveInclusion } from '../../events/tlog/prove.ts';
import { UnverifiedError } from '../../events/tlog/unverified.ts';
import { fromUtf8, toBase64, toUtf8 } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { signerOf } from './file-signer.ts';
import { MemoryTiles, numberedHashes } from './memory-tiles.ts';

const log = signerOf('example.com/log', ED25519, 1);
const witnesses = [signerOf('w.example/1', COSIGNATURE_V1, 3), signerOf('w.example/2', COSIGNATURE_V1, 4)];
const hashes = numberedHashes(21);
const checkpoint = { origin: log.key.name, size: 21, root: rootOf(hashes) };
const ROOT = toBase64(checkpoint.root);

/** The same text with one bit flipped in each byte in turn, where that is still UTF-8. */
function* mutants(text: string): Generator<string> {
  const bytes = toUtf8(text);
  for (let byte = 0; byte < bytes.length; byte++) {
    const changed = bytes.slice();
    changed[byte]! ^= 1 << (byte % 7);
    try {
      yield fromUtf8(changed);
    } catch {
      // not text any more, so no parser ever sees it
    }
  }
}

const refusal = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof MalformedError || error instanceof UnverifiedError) return error;
    throw error;
  }
  return undefined;
};

describe('checkpoint', () => {
  it('is three lines', () => {
    expect(formatCheckpoint(checkpoint)).toBe(`example.com/log\n21\n${ROOT}\n`);
    expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual({ ...checkpoint, extensions: [] });
    const extended = { ...checkpoint, extensions: ['a', 'b c'] };
    expect(parseCheckpoint(formatCheckpoint(extended))).toEqual(extended);
  });

  it.each([
    ['empty origin', `\n1\n${ROOT}\n`],
    ['leading zero', `a\n01\n${ROOT}\n`],
    ['sign', `a\n+1\n${ROOT}\n`],
    ['negative', `a\n-1\n${ROOT}\n`],
    ['no size', `a\n\n${ROOT}\n`],
    ['space', `a\n 1\n${ROOT}\n`],
    ['exponent', `a\n1e3\n${ROOT}\n`],
    ['hexadecimal', `a\n0x1\n${ROOT}\n`],
    ['above 2^53', `a\n9007199254740992\n${ROOT}\n`],
    ['short root', `a\n1\n${toBase64(new Uint8Array(31))}\n`],
    ['long root', `a\n1\n${toBase64(new Uint8Array(33))}\n`],
    ['stray bits in the root', `a\n1\n${`${ROOT.slice(0, -2)}B=`}\n`],
    ['two lines', 'a\n1\n'],
    ['no final newline', `a\n1\n${ROOT}`],
    ['empty extension', `a\n1\n${ROOT}\n\n`],
    ['nothing', ''],
  ])('refuses %s', (_, body) => {
    expect(() => parseCheckpoint(body)).toThrow(MalformedError);
  });

  it('refuses to write what it could not read', () => {
    for (const wrong of [
      { origin: '' },
      { size: -1 },
      { size: 0.5 },
      { root: new Uint8Array(31) },
      { origin: 'a\nb' },
    ]) {
      expect(() => formatCheckpoint({ ...checkpoint, ...wrong })).toThrow(MalformedError);
    }
  });

  it('is opened with the key of its log', async () => {
    const text = await signCheckpoint(checkpoint, log);
    expect(openCheckpoint(text, log.key).checkpoint).toEqual({ ...checkpoint, extensions: [] });
    expect(() => openCheckpoint(text, signerOf(log.key.name, ED25519, 9).key)).toThrow(UnverifiedError);
  });

  it('is refused under the same key for another origin, unless that one is asked for', async () => {
    const text = await signCheckpoint({ ...checkpoint, origin: 'example.com/log2' }, log);
    expect(() => openCheckpoint(text, log.key)).toThrow(UnverifiedError);
    expect(openCheckpoint(text, log.key, { origin: 'example.com/log2' }).checkpoint.size).toBe(21);
  });

  it('is refused when only a witness signed it', async () => {
    const body = formatCheckpoint(checkpoint);
    const text = formatNote({ body, signatures: [await cosign(body, witnesses[0]!, 1)] });
    expect(() => openCheckpoint(text, log.key, { witnesses: [witnesses[0]!.key] })).toThrow(UnverifiedError);
  });

  it('is refused when the signed text is no checkpoint', async () => {
    const text = await signNote('hello\n', [log]);
    expect(() => openCheckpoint(text, log.key)).toThrow(MalformedError);
  });

  it('is refused with any byte changed', async () => {
    for (const mutant of mutants(await signCheckpoint(checkpoint, log))) {
      expect(
        refusal(() => openCheckpoint(mutant, log.key)),
        mutant,
      ).toBeDefined();
    }
  });
});

describe('tlog-proof', async () => {
  const body = formatCheckpoint(checkpoint);
  const { signatures } = parseNote(await signCheckpoint(checkpoint, log));
  const cosignatures = await Promise.all(witnesses.map((witness) => cosign(body, witness, 1_700_000_000)));
  const signed = formatNote({ body, signatures: [...signatures, ...cosignatures] });
  const path = await proveInclusion(9, 21, hashesFromTiles(21, new MemoryTiles(hashes).read));
  const text = formatProof({ index: 9, hashes: path, checkpoint: signed });
  const leaf = { bytes: toUtf8('9') };
  const keys = witnesses.map(({ key }) => key);

  it('is the published format', () => {
    expect(text).toBe(
      `c2sp.org/tlog-proof@v1\nindex 9\n${path.map((hash) => `${toBase64(hash)}\n`).join('')}\n${signed}`,
    );
    expect(parseProof(text)).toEqual({ index: 9, hashes: path, checkpoint: signed });
    const extra = toUtf8('extra');
    const extended = formatProof({ index: 9, hashes: path, checkpoint: signed, extra });
    expect(extended.split('\n')[1]).toBe(`extra ${toBase64(extra)}`);
    expect(parseProof(extended).extra).toEqual(extra);
  });

  it('verifies for the leaf or its hash, with as many witnesses as asked', () => {
    expect(verifyProof(text, leaf, log.key).index).toBe(9);
    expect(verifyProof(text, { hash: leafHash(leaf.bytes) }, log.key).index).toBe(9);
    expect(verifyProof(text, leaf, log.key, { witnesses: keys, quorum: 2 }).opened.verified).toHaveLength(3);
    expect(() => verifyProof(text, leaf, log.key, { witnesses: keys, quorum: 3 })).toThrow(UnverifiedError);
    expect(() => verifyProof(text, leaf, log.key, { quorum: 1 })).toThrow(UnverifiedError);
  });

  it('is refused for another leaf, or a hash passed off as a leaf', () => {
    expect(() => verifyProof(text, { bytes: toUtf8('8') }, log.key)).toThrow(UnverifiedError);
    expect(() => verifyProof(text, { bytes: leafHash(leaf.bytes) }, log.key)).toThrow(UnverifiedError);
    expect(() => verifyProof(text, { hash: leaf.bytes }, log.key)).toThrow(UnverifiedError);
  });

  it('of a tree of one leaf has no hashes', async () => {
    const single = { ...checkpoint, size: 1, root: leafHash(leaf.bytes) };
    const proof = formatProof({ index: 0, hashes: [], checkpoint: await signCheckpoint(single, log) });
    expect(proof.startsWith('c2sp.org/tlog-proof@v1\nindex 0\n\nexample.com/log\n1\n')).toBe(true);
    expect(verifyProof(proof, leaf, log.key).index).toBe(0);
  });

  it('is refused with any byte changed', () => {
    for (const mutant of mutants(text)) {
      expect(
        refusal(() => verifyProof(mutant, leaf, log.key, { witnesses: keys, quorum: 2 })),
        mutant,
      ).toBeDefined();
    }
  }, 60_000);

  it.each([
    ['another header', text.replace('@v1', '@v2')],
    ['no index', text.replace('index 9\n', '')],
    ['leading zero', text.replace('index 9', 'index 09')],
    ['extra after the index', text.replace('index 9\n', 'index 9\nextra AAAA\n')],
    ['two extras', text.replace('index 9', 'extra AAAA\nextra AAAA\nindex 9')],
    ['no empty line', text.replaceAll('\n\n', '\n')],
    ['short hash', text.replace('index 9\n', 'index 9\nAAAA\n')],
    ['64 hashes', text.replace('index 9\n', `index 9\n${`${ROOT}\n`.repeat(64)}`)],
    ['carriage returns', text.replaceAll('\n', '\r\n')],
    ['leading newline', `\n${text}`],
    ['trailing newline', `${text}\n`],
  ])('refuses %s', (_, changed) => {
    expect(() => verifyProof(changed, leaf, log.key)).toThrow(MalformedError);
  });
});
