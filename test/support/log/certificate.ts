/** Certificates as the registry makes them, in memory. */
import type { Certificate } from '../../../events/certificate/retirement-certificate.ts';
import { signCheckpoint } from '../../../events/tlog/checkpoint.ts';
import { CompactRange, leafHash } from '../../../events/tlog/merkle.ts';
import { formatVkey } from '../../../events/tlog/note-key.ts';
import { formatProof } from '../../../events/tlog/proof.ts';
import { proveInclusion } from '../../../events/tlog/prove.ts';
import { toUtf8 } from '../../../shared/base/encoding.ts';
import type { EventOfType } from '../../../shared/ledger/event.ts';
import { canonicalJson } from '../../../shared/ledger/signature.ts';
import { serialsOf } from '../../../shared/units/block.ts';
import { as, History } from '../history/history.ts';
import { logSigner } from './log.ts';

/** A certificate of 30 + 5 tonnes out of two batches of two projects. */
export async function certificate(): Promise<Certificate> {
  const h = new History();
  const { id, account } = h.organization({ name: '市农投', roles: ['developer'] });
  const batches = [h.project({ developer: id }), h.project({ developer: id })].map((project) =>
    h.issue({ project }),
  );
  const items = [
    { batch: batches[0]!, quantity: 30 },
    { batch: batches[1]!, quantity: 5 },
  ];
  const event = h.retire({ account, items }, as(id, 'developer'));
  h.organization({ name: 'later' });
  return certificateOf(h, event);
}

/**
 * The same with what proves the consent to a signed retirement.
 * @param request what was signed; @param leaves which of the history's leaves stand for what
 */
export async function signedCertificateOf(
  h: History,
  event: EventOfType<'units.retired'>,
  request: unknown,
  leaves: { key: number; revoked?: number; account?: number; united?: number },
): Promise<Certificate> {
  const found = Object.entries(leaves).map(async ([name, i]) => [
    name,
    { leaf: h.leaves[i]!, proof: await proofOf(h.leaves, i) },
  ]);
  const consent = { ...Object.fromEntries(await Promise.all(found)), body: canonicalJson(request) };
  return { ...(await certificateOf(h, event)), consent };
}

/**
 * The certificate of a retirement in a history, with all issuances and registrations that the history has.
 */
export async function certificateOf(h: History, event: EventOfType<'units.retired'>): Promise<Certificate> {
  const wanted = ['units.retired', 'units.issued', 'project.imported', 'project.registered'];
  const indexes = wanted.flatMap((type) =>
    [...h.leaves.keys()].filter((i) => h.leaves[i]!.includes(`"${type}"`)),
  );
  const evidence = indexes.map(async (i) => ({ leaf: h.leaves[i]!, proof: await proofOf(h.leaves, i) }));
  return {
    format: 'lvzhang-retirement-certificate/v1',
    retirement: wordsOf(event),
    log: { origin: logSigner.key.name, vkey: formatVkey(logSigner.key) },
    evidence: await Promise.all(evidence),
  };
}

function wordsOf({ id, at, facts }: EventOfType<'units.retired'>): Certificate['retirement'] {
  const { items, ...words } = facts;
  return { id, at, ...words, serials: serialsOf(items) };
}

/** The proof of one of the leaves of a log that has no others. */
export async function proofOf(leaves: readonly string[], index: number): Promise<string> {
  const hashes = leaves.map((leaf) => leafHash(toUtf8(leaf)));
  const rootOf = (part: Uint8Array[]) => {
    const range = new CompactRange();
    for (const hash of part) range.append(hash);
    return range.root();
  };
  const path = await proveInclusion(index, hashes.length, async ({ level, index: node }) =>
    rootOf(hashes.slice(node * 2 ** level, (node + 1) * 2 ** level)),
  );
  const head = { origin: logSigner.key.name, size: hashes.length, root: rootOf(hashes) };
  return formatProof({ index, hashes: path, checkpoint: await signCheckpoint(head, logSigner) });
}
