/** Holds an event's signatures against its organization's keys, in this browser. */
import type { CommitEvent } from '../../events/client/operations.schemas.ts';
import { getV1OrganizationsId } from '../../events/client/operations.ts';
import { verifyEd25519 } from '../../events/tlog/ed25519.ts';
import { fromBase64url } from '../../shared/base/encoding.ts';
import { keyIdOf, Signature, type Signer, signedBytes } from '../../shared/ledger/signature.ts';
import type { Api } from '../api/api.ts';
import { findLeaves, type TrailLeaf } from '../trail/find-leaves.ts';
import type { VerifiedLog } from './verified-log.ts';

export interface Signed {
  /** Of two pairs of eyes, the leaf's own signature is the confirmer's. */
  whose: 'alone' | 'confirmer' | 'initiator';
  sig: Signature;
}

/** The signatures that a leaf has. */
export function signaturesIn({ sig, confirmation }: CommitEvent): Signed[] {
  const two = (confirmation ?? undefined) as { sig?: unknown } | undefined;
  const found = [
    { whose: two ? 'confirmer' : 'alone', sig: Signature.safeParse(sig).data },
    { whose: 'initiator', sig: Signature.safeParse(two?.sig).data },
  ] as const;
  return found.flatMap(({ whose, sig: each }) => (each ? [{ whose, sig: each }] : []));
}

export interface VerifiedSignature {
  isSound: boolean;
  /** The leaf of the log that registers the key; undefined where the registry says that it is in force. */
  registeredIn?: number;
}

/** What a proof of one signature needs. */
export interface SignatureSources {
  api: Api;
  /** Opens the log; only asked for a key that is no more in force. */
  log: () => Promise<VerifiedLog>;
  origin: string;
}

/** Undefined where the key that signed isn't found. @throws Refusal, NoAnswer */
export async function verifySignature(
  { api, log, origin }: SignatureSources,
  { id, by }: { id: string; by: Signer },
  sig: Signature,
  signal: AbortSignal,
): Promise<VerifiedSignature | undefined> {
  const found = await keyOf();
  if (!found) return undefined;
  const publicKey = fromBase64url(found.publicKey);
  const isSound =
    keyIdOf(publicKey) === sig.kid &&
    verifyEd25519(fromBase64url(sig.value), signedBytes(by, { log: origin, id }, sig), publicKey);
  return { isSound, ...(found.index !== undefined && { registeredIn: found.index }) };

  async function keyOf(): Promise<{ publicKey: string; index?: number } | undefined> {
    const { keys } = await api.read(getV1OrganizationsId(by.org), signal);
    const inForce = keys.find(({ kid }) => kid === sig.kid);
    return inForce ?? registeredIn(await log(), by.org, sig.kid, signal);
  }
}

/** The registration of a key, proven in the log. */
async function registeredIn(log: VerifiedLog, org: string, kid: string, signal: AbortSignal) {
  for (let before = log.size; before > 0; ) {
    const { leaves, next } = await findLeaves(
      log,
      { type: 'organization.key-registered', about: kid },
      before,
      signal,
    );
    for (const leaf of leaves) {
      const facts = leaf.isProven ? factsOf(leaf) : undefined;
      if (facts?.organization === org && facts.kid === kid && facts.publicKey !== undefined)
        return { publicKey: facts.publicKey, index: leaf.index };
    }
    before = next;
  }
  return undefined;
}

const factsOf = ({ bytes }: TrailLeaf) =>
  (
    JSON.parse(new TextDecoder().decode(bytes)) as {
      facts: { organization?: string; kid?: string; publicKey?: string };
    }
  ).facts;
