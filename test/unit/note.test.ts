import { describe, expect, it } from 'vitest';
import { cosign, verifyCosignature } from '../../events/tlog/cosignature.ts';
import { formatNote, NOTE_BYTES_MAX, openNote, parseNote, signNote } from '../../events/tlog/note.ts';
import {
  COSIGNATURE_V1,
  ED25519,
  formatSignatureLine,
  formatVkey,
  noteKey,
  parseSignatureLine,
  parseVkey,
} from '../../events/tlog/note-key.ts';
import { UnverifiedError } from '../../events/tlog/unverified.ts';
import { toBase64, toUtf8 } from '../../shared/base/encoding.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { signerOf } from './file-signer.ts';

const log = signerOf('example.com/log', ED25519, 1);
const other = signerOf('example.com/other', ED25519, 2);
const witness = signerOf('witness.example/w1', COSIGNATURE_V1, 3);
const BODY = 'example.com/log\n\n绿账\n';
const line = (signature = 'AAAAAAE=') => `\u2014 a ${signature}\n`;

describe('vkey', () => {
  // The key of the published tlog-tiles log.
  const PUBLISHED = 'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx';

  it('reads and writes', () => {
    expect(formatVkey(parseVkey(PUBLISHED))).toBe(PUBLISHED);
    for (const { key } of [log, witness]) expect(parseVkey(formatVkey(key))).toEqual(key);
  });

  it.each([
    ['another id', PUBLISHED.replace('33d7b496', '33d7b497')],
    ['upper-case id', PUBLISHED.replace('33d7b496', '33D7B496')],
    ['another name', `x${PUBLISHED}`],
    ['another type', PUBLISHED.replace('+AeHT', '+AuHT')],
    ['short key', `a+00000000+${toBase64(new Uint8Array(32).fill(1))}`],
    ['no key', 'a+00000000+'],
    ['space', PUBLISHED.replace('example', 'exam ple')],
    ['newline', `${PUBLISHED}\n`],
    ['nothing', ''],
  ])('refuses %s', (_, vkey) => {
    expect(() => parseVkey(vkey)).toThrow(MalformedError);
  });

  it.each(['', 'a b', 'a+b', 'a\u00a0b', 'a\u0085b', 'a\tb', 'a\u2028b', '\ud800'])(
    'refuses the name %j',
    (name) => {
      expect(() => noteKey(name, ED25519, log.key.publicKey)).toThrow(MalformedError);
    },
  );
});

describe('note', () => {
  it('is signed and opened', async () => {
    const text = await signNote(BODY, [log, other]);
    expect(text.startsWith(`${BODY}\n\u2014 example.com/log `)).toBe(true);
    expect(formatNote(parseNote(text))).toBe(text);
    const opened = openNote(text, [log.key]);
    expect(opened.body).toBe(BODY);
    expect(opened.verified).toEqual([{ key: log.key }]);
    expect(opened.unverified.map(({ name }) => name)).toEqual(['example.com/other']);
    expect(openNote(text, [other.key, log.key]).verified).toHaveLength(2);
  });

  it('counts a key once, however often it signed', async () => {
    const { body, signatures } = parseNote(await signNote(BODY, [log]));
    const text = formatNote({ body, signatures: [...signatures, ...signatures] });
    expect(openNote(text, [log.key]).verified).toHaveLength(1);
  });

  it('is refused without a known key, even of the same name or the same id', async () => {
    const text = await signNote(BODY, [log]);
    const sameName = signerOf(log.key.name, ED25519, 9).key;
    const sameId = { ...other.key, id: log.key.id };
    for (const keys of [[], [other.key], [sameName], [sameId]]) {
      expect(() => openNote(text, keys)).toThrow(UnverifiedError);
    }
  });

  it('is refused when one known signature is false, even beside a true one', async () => {
    const { body, signatures } = parseNote(await signNote(BODY, [log]));
    const forged = { name: other.key.name, keyId: other.key.id, signature: signatures[0]!.signature };
    const text = formatNote({ body, signatures: [...signatures, forged] });
    expect(openNote(text, [log.key]).verified).toHaveLength(1);
    expect(() => openNote(text, [log.key, other.key])).toThrow(UnverifiedError);
  });

  it('is never let out when the signer signs with another key', async () => {
    await expect(signNote(BODY, [{ key: log.key, sign: other.sign }])).rejects.toThrow(UnverifiedError);
    await expect(signNote(BODY, [{ key: log.key, sign: async () => new Uint8Array(0) }])).rejects.toThrow(
      UnverifiedError,
    );
    await expect(signNote('no newline', [log])).rejects.toThrow(MalformedError);
    await expect(signNote(BODY, [])).rejects.toThrow(MalformedError);
    await expect(signNote(BODY, [witness])).rejects.toThrow(MalformedError);
  });

  it('is split at its last empty line', () => {
    expect(parseNote(`a\n\n${line()}b\n\n${line()}`).body).toBe(`a\n\n${line()}b\n`);
  });

  it.each([
    ['empty', ''],
    ['no signature', 'a\n\n'],
    ['no empty line', `a\n${line()}`],
    ['no body', `\n${line()}`],
    ['no final newline', `a\n\n${line()}`.slice(0, -1)],
    ['carriage return', `a\r\n\n${line()}`],
    ['tab', `a\tb\n\n${line()}`],
    ['NUL', `a\0\n\n${line()}`],
    ['lone surrogate', `\ud800\n\n${line()}`],
    ['hyphen for the dash', `a\n\n- a AAAAAAE=\n`],
    ['en dash', `a\n\n\u2013 a AAAAAAE=\n`],
    ['no space', `a\n\n\u2014a AAAAAAE=\n`],
    ['two spaces', `a\n\n\u2014 a  AAAAAAE=\n`],
    ['trailing space', `a\n\n\u2014 a AAAAAAE= \n`],
    ['no name', `a\n\n\u2014  AAAAAAE=\n`],
    ['plus in the name', `a\n\n\u2014 a+b AAAAAAE=\n`],
    ['no-break space in the name', `a\n\n\u2014 a\u00a0b AAAAAAE=\n`],
    ['next line in the name', `a\n\n\u2014 a\u0085b AAAAAAE=\n`],
    ['unpadded base64', `a\n\n${line('AAAAAAE')}`],
    ['stray bits', `a\n\n${line('AAAAAAF=')}`],
    ['id only', `a\n\n${line('AAAAAA==')}`],
    ['line between signatures', `a\n\n${line()}b\n${line()}`],
    ['101 signatures', `a\n\n${line().repeat(101)}`],
    ['more than 1 MiB', `${'a'.repeat(NOTE_BYTES_MAX)}\n\n${line()}`],
    ['more than 1 MiB of UTF-8', `${'绿'.repeat(NOTE_BYTES_MAX / 3)}\n\n${line()}`],
  ])('refuses %s', (_, text) => {
    expect(() => parseNote(text)).toThrow(MalformedError);
  });

  it('takes 100 signatures', () => {
    expect(parseNote(`a\n\n${line().repeat(100)}`).signatures).toHaveLength(100);
  });

  it('gives a signature line back unchanged', () => {
    expect(formatSignatureLine(parseSignatureLine(line().trimEnd()))).toBe(line());
  });
});

describe('cosignature', () => {
  const TIME = 1_679_315_147;

  it('signs the time and the note text', async () => {
    const signed: Uint8Array[] = [];
    const sign = async (message: Uint8Array) => {
      signed.push(message);
      return witness.sign(message);
    };
    const signature = await cosign(BODY, { key: witness.key, sign }, TIME);
    expect(signed[0]).toEqual(toUtf8(`cosignature/v1\ntime ${TIME}\n${BODY}`));
    expect(signature.signature).toHaveLength(72);
    expect(verifyCosignature(BODY, witness.key, signature.signature)).toBe(TIME);
    const { signatures } = parseNote(await signNote(BODY, [log]));
    const opened = openNote(formatNote({ body: BODY, signatures: [...signatures, signature] }), [
      log.key,
      witness.key,
    ]);
    expect(opened.verified).toEqual([{ key: log.key }, { key: witness.key, timestampSeconds: TIME }]);
  });

  it('does not verify with any byte changed, nor over another text', async () => {
    const { signature } = await cosign(BODY, witness, TIME);
    for (let byte = 0; byte < signature.length; byte++) {
      const changed = signature.slice();
      changed[byte]! ^= 1;
      expect(verifyCosignature(BODY, witness.key, changed)).toBeUndefined();
    }
    expect(verifyCosignature(`${BODY}a\n`, witness.key, signature)).toBeUndefined();
    expect(verifyCosignature(BODY, witness.key, signature.subarray(0, 71))).toBeUndefined();
    expect(verifyCosignature(BODY, signerOf('x', COSIGNATURE_V1, 8).key, signature)).toBeUndefined();
  });

  it('is refused to the wrong key, type or time', async () => {
    await expect(cosign(BODY, log, TIME)).rejects.toThrow(MalformedError);
    await expect(cosign(BODY, { key: witness.key, sign: log.sign }, TIME)).rejects.toThrow(UnverifiedError);
    for (const time of [-1, 0.5, Number.NaN, 2 ** 53]) {
      await expect(cosign(BODY, witness, time)).rejects.toThrow(MalformedError);
    }
  });
});
