import { describe, expect, it } from 'vitest';
import { openCheckpoint, signCheckpoint } from '../../events/tlog/checkpoint.ts';
import { emptyRoot, rootOf } from '../../events/tlog/merkle.ts';
import { COSIGNATURE_V1, ED25519 } from '../../events/tlog/note-key.ts';
import { hashesFromTiles, proveConsistency } from '../../events/tlog/prove.ts';
import { UnverifiedError } from '../../events/tlog/unverified.ts';
import {
  acceptCosignatures,
  addCheckpoint,
  formatAddCheckpoint,
  parseAddCheckpoint,
  type WitnessedHead,
} from '../../events/tlog/witness.ts';
import { MalformedError } from '../../shared/base/malformed.ts';
import { signerOf } from './file-signer.ts';
import { MemoryTiles, numberedHashes } from './memory-tiles.ts';

const log = signerOf('example.com/log', ED25519, 1);
const stranger = signerOf('example.com/stranger', ED25519, 2);
const witness = signerOf('witness.example/w1', COSIGNATURE_V1, 3);
const hashes = numberedHashes(20);
const tiles = new MemoryTiles(hashes);
const headOf = (size: number): WitnessedHead => ({ size, root: rootOf(hashes.slice(0, size)) });
const checkpointOf = (size: number, signer = log) =>
  signCheckpoint({ origin: signer.key.name, ...headOf(size) }, signer);
const proofOf = (size1: number, size2: number) =>
  size1 === 0 ? [] : proveConsistency(size1, size2, hashesFromTiles(size2, tiles.read));
const requestOf = async (oldSize: number, size: number) =>
  formatAddCheckpoint({ oldSize, proof: await proofOf(oldSize, size), checkpoint: await checkpointOf(size) });

const ask = (request: string, head?: WitnessedHead) =>
  addCheckpoint({ head, request, logKey: log.key, witness, nowSeconds: 1_700_000_000 });

describe('witness', () => {
  it('signs the first checkpoint, then each that extends the last, and stores its head', async () => {
    let head: WitnessedHead | undefined;
    for (const [oldSize, size] of [
      [0, 0],
      [0, 3],
      [3, 3],
      [3, 8],
      [8, 20],
    ] as const) {
      const answer = await ask(await requestOf(oldSize, size), head);
      expect(answer).toMatchObject({ status: 200, head: headOf(size) });
      head = answer.head;
      const text = acceptCosignatures(await checkpointOf(size), answer.body, [witness.key]);
      const { verified } = openCheckpoint(text, log.key, { witnesses: [witness.key] });
      expect(verified).toEqual([{ key: log.key }, { key: witness.key, timestampSeconds: 1_700_000_000 }]);
    }
  });

  it('400: a request that is none, or an old size above the new', async () => {
    const request = await requestOf(3, 8);
    const changes = [
      '',
      request.replace('old 3', 'old 03'),
      request.replace('old 3', 'new 3'),
      request.replace('old 3\n', 'old 3\nAAAA\n'),
      request.replaceAll('\n\n', '\n'),
      `${request}\n`,
      request.replace('old 3', 'old 9'),
    ];
    for (const changed of changes) expect((await ask(changed, headOf(3))).status, changed).toBe(400);
  });

  it('404: a log that it does not watch', async () => {
    const request = formatAddCheckpoint({
      oldSize: 0,
      proof: [],
      checkpoint: await checkpointOf(3, stranger),
    });
    expect((await ask(request)).status).toBe(404);
  });

  it('403: not signed by the log', async () => {
    const forged = await signCheckpoint({ origin: log.key.name, ...headOf(3) }, stranger);
    expect((await ask(formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint: forged }))).status).toBe(403);
  });

  it('409 with its size: another old size', async () => {
    for (const [oldSize, head] of [
      [0, headOf(3)],
      [2, headOf(3)],
      [5, headOf(3)],
      [3, undefined],
    ] as const) {
      const answer = await ask(await requestOf(oldSize, 8), head);
      expect(answer).toEqual({ status: 409, contentType: 'text/x.tlog.size', body: `${head?.size ?? 0}\n` });
    }
  });

  it('409: a second root for a size that it signed', async () => {
    const head = { size: 3, root: headOf(4).root };
    const answer = await ask(await requestOf(3, 3), head);
    expect(answer.status).toBe(409);
    expect(answer.contentType).not.toBe('text/x.tlog.size');
    expect(answer.head).toBeUndefined();
    const emptyTree = await signCheckpoint({ origin: log.key.name, size: 0, root: headOf(4).root }, log);
    expect((await ask(formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint: emptyTree }))).status).toBe(
      409,
    );
  });

  it('422: a tree that does not extend the last', async () => {
    const checkpoint = await checkpointOf(8);
    const [first, ...rest] = await proofOf(3, 8);
    for (const proof of [[], rest, [...rest, first!], [first!, ...rest, emptyRoot()]]) {
      const answer = await ask(formatAddCheckpoint({ oldSize: 3, proof, checkpoint }), headOf(3));
      expect(answer.status).toBe(422);
      expect(answer.head).toBeUndefined();
    }
    const fork = { size: 3, root: headOf(4).root };
    expect((await ask(await requestOf(3, 8), fork)).status).toBe(422);
    const fromNothing = formatAddCheckpoint({ oldSize: 0, proof: [first!], checkpoint });
    expect((await ask(fromNothing)).status).toBe(422);
    const toItself = formatAddCheckpoint({ oldSize: 8, proof: [first!], checkpoint });
    expect((await ask(toItself, headOf(8))).status).toBe(422);
  });

  it('request text is read back as written', async () => {
    const request = { oldSize: 3, proof: await proofOf(3, 8), checkpoint: await checkpointOf(8) };
    expect(parseAddCheckpoint(formatAddCheckpoint(request))).toEqual(request);
  });
});

describe('acceptCosignatures', () => {
  it('keeps what a known witness signed and drops the rest', async () => {
    const checkpoint = await checkpointOf(3);
    const { body } = await ask(await requestOf(0, 3));
    const unknown = '\u2014 unknown.example AAAAAAE=\n';
    const text = acceptCosignatures(checkpoint, unknown + body, [witness.key]);
    expect(text).toBe(checkpoint + body);
    expect(() => acceptCosignatures(checkpoint, unknown, [witness.key])).toThrow(UnverifiedError);
    expect(() => acceptCosignatures(checkpoint, body.trimEnd(), [witness.key])).toThrow(MalformedError);
    expect(() => acceptCosignatures(checkpoint, '', [witness.key])).toThrow(MalformedError);
    const later = await checkpointOf(4);
    expect(() => acceptCosignatures(later, body, [witness.key])).toThrow(UnverifiedError);
  });
});
