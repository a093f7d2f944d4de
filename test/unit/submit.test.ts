/** What the log makes of each answer that a witness may give. */
import { describe, expect, it } from 'vitest';
import { signCheckpoint } from '../../events/tlog/checkpoint.ts';
import { rootOf } from '../../events/tlog/merkle.ts';
import { parseNote } from '../../events/tlog/note.ts';
import { COSIGNATURE_V1, ED25519, type NoteSigner } from '../../events/tlog/note-key.ts';
import { hashesFromTiles, proveConsistency } from '../../events/tlog/prove.ts';
import { addCheckpoint, parseAddCheckpoint, type WitnessedHead } from '../../events/tlog/witness.ts';
import type { Reply } from '../../functions/log/post.ts';
import { AheadError, submit } from '../../functions/log/submit.ts';
import { signerOf } from './file-signer.ts';
import { MemoryTiles, numberedHashes } from './memory-tiles.ts';

const log = signerOf('example.com/log', ED25519, 1);
const witness = signerOf('witness.example/w1', COSIGNATURE_V1, 3);
const other = signerOf('witness.example/w2', COSIGNATURE_V1, 4);
const hashes = numberedHashes(20);
const tiles = new MemoryTiles(hashes);
const SIZE = 20;
const headOf = (size: number): WitnessedHead => ({ size, root: rootOf(hashes.slice(0, size)) });
const checkpoint = await signCheckpoint({ origin: log.key.name, ...headOf(SIZE) }, log);

/** Submits to someone who answers so, and tells which old sizes it was asked from. */
async function ask(answer: (request: string, call: number) => Promise<Reply> | Reply, known: number) {
  const asked: number[] = [];
  const submission = {
    size: SIZE,
    checkpoint,
    proveFrom: async (size: number) =>
      size === 0 ? [] : proveConsistency(size, SIZE, hashesFromTiles(SIZE, tiles.read)),
  };
  const given = await submit({ key: witness.key, url: 'https://w' }, submission, known, async (_, body) => {
    asked.push(parseAddCheckpoint(body).oldSize);
    return answer(body, asked.length);
  }).then(
    (signature) => ({ signature }),
    (error: Error) => ({ error }),
  );
  return { asked, signature: undefined, error: undefined, ...given };
}

/** A real witness that signed a tree of that size last. */
const real =
  (size: number, signer: NoteSigner = witness) =>
  async (request: string) =>
    addCheckpoint({
      head: size === 0 ? undefined : headOf(size),
      request,
      logKey: log.key,
      witness: signer,
      nowSeconds: 1_700_000_000,
    });

const text = (status: number, body: string, contentType = 'text/plain'): Reply => ({
  status,
  contentType,
  body,
});
const sizeOf = (size: number | string) => text(409, `${size}\n`, 'text/x.tlog.size');

describe('a submission', () => {
  it.each([
    [0, 0, [0]],
    [7, 7, [7]],
    [SIZE, SIZE, [SIZE]],
    // The signature was gained, and lost before it was stored: the witness is ahead of what is known.
    [0, SIZE, [0, SIZE]],
    [7, 13, [7, 13]],
    // The witness lost its memory.
    [7, 0, [7, 0]],
  ])('from %i to a witness that is at %i asks from %j', async (known, actual, asked) => {
    const answered = await ask(real(actual), known);
    expect(answered).toMatchObject({ asked, signature: { name: witness.key.name } });
  });

  it('a witness that signed a larger tree is ahead', async () => {
    const { error } = await ask(() => sizeOf(21), 0);
    expect(error).toBeInstanceOf(AheadError);
    expect(error).toMatchObject({ size: 21 });
  });

  it('asks twice at most', async () => {
    const { asked, error } = await ask((_, call) => sizeOf(call), 0);
    expect(asked).toEqual([0, 1]);
    expect(error?.message).toContain('409');
  });

  it.each([
    ['a 409 that names what was asked', sizeOf(0)],
    ['a 409 for a second root', text(409, 'another root for the same size\n')],
    ['a 409 with no size', sizeOf('none')],
    ['a 409 with a size of many digits', sizeOf('9'.repeat(30))],
    ['a 422', text(422, 'no\n')],
    ['a 403', text(403, 'no\n')],
    ['a 500', text(500, '')],
    ['a redirect', text(302, '')],
    ['a 200 with nothing', text(200, '')],
    ['a 200 with a page', text(200, '<html>\n')],
    ['a 200 with too many lines', text(200, '\u2014 x AAAAAAE=\n'.repeat(200))],
  ])('takes %s for a failure, and asks no more', async (_, reply) => {
    const { asked, signature, error } = await ask(() => reply, 0);
    expect([asked, signature]).toEqual([[0], undefined]);
    expect(error).toBeInstanceOf(Error);
  });

  it('takes no other key’s signature', async () => {
    const { signature } = await ask(real(0, other), 0);
    expect(signature).toBeUndefined();
  });

  it('takes no signature of another checkpoint', async () => {
    const { body } = await addCheckpoint({
      head: undefined,
      request: `old 0\n\n${await signCheckpoint({ origin: log.key.name, ...headOf(19) }, log)}`,
      logKey: log.key,
      witness,
      nowSeconds: 1,
    });
    expect((await ask(() => text(200, body), 0)).signature).toBeUndefined();
  });

  it('takes one signature of many', async () => {
    const { body } = await real(0)(`old 0\n\n${checkpoint}`);
    const { signature } = await ask(() => text(200, body.repeat(50)), 0);
    expect(signature).toEqual(parseNote(`x\n\n${body}`).signatures[0]);
  });

  it('hands on that nobody answers', async () => {
    const { error } = await ask(() => Promise.reject(new Error('timeout')), 0);
    expect(error?.message).toBe('timeout');
  });
});
