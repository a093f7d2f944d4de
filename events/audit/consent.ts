/**
 * Consent: a leaf by an organization that has a key carries its signature. Keys are judged by instants, so
 * that no honest race is condemned: a command may not know of a new key for two minutes after it came, nor of
 * a key's end for two minutes after it went. Only commits that move the organization itself, as the coming
 * and going of its keys does, are held to its state in the log: of two such commits the later one knows of
 * the first. Organizations that signed nothing are counted apart.
 */
import { fromBase64url } from '../../shared/base/encoding.ts';
import { organizationEntity } from '../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import {
  SIGNED_AFTER_MAX_MS,
  SIGNED_BEFORE_MAX_MS,
  type Signature,
  signedBytes,
} from '../../shared/ledger/signature.ts';
import type { OrganizationKey } from '../../shared/parties/states.ts';
import { verifyEd25519 } from '../tlog/ed25519.ts';
import { UNDER_WAY_SECONDS } from '../tlog/promises.ts';
import { asksFor } from './command-paths.ts';
import type { LiveState } from './live-state.ts';
import type { Violates } from './violation.ts';

const UNDER_WAY_MS = 1000 * UNDER_WAY_SECONDS;

/** Leaves that organizations asked for, and those proven by a signature. */
export interface ConsentCount {
  leaves: number;
  proven: number;
  /**
   * Proven leaves by one organization for another that the operator united into it: the right to act rests on
   * the operator's word.
   */
  actingFor?: number;
}

/** Checks a leaf against the demands of its organization's keys. True where consent is proven. */
export function checkConsent(live: LiveState, event: RegistryEvent, violates: Violates): boolean {
  const { by, at, sig } = event;
  const found = live.state(organizationEntity(by.org));
  const keys = found?.keys ?? [];
  if (sig) return checkSignature(live.log, keys, event, sig, violates);
  const knows = movesItself(event);
  const obliging = keys.find((key) => (knows ? key.until === undefined : obliges(key, Date.parse(at))));
  if (obliging) violates('signature-missing', { org: by.org, kid: obliging.kid });
  return false;
}

/** Whether the event is conditioned on the signer's own state. */
const movesItself = ({ by, advances }: RegistryEvent): boolean =>
  advances.some(({ entity }) => entity === organizationEntity(by.org));

/** Whether the key was there for longer than any command is under way, and nobody had ended it. */
function obliges({ from, until }: OrganizationKey, atMs: number): boolean {
  return atMs > Date.parse(from) + UNDER_WAY_MS && (until === undefined || atMs < Date.parse(until));
}

/**
 * Whether a signature was made by one of these keys of the leaf's organization, over this very leaf of that
 * log.
 * @param beforeMaxMs how much older than the leaf it may be
 */
export function checkSignature(
  log: string,
  keys: readonly OrganizationKey[],
  event: RegistryEvent,
  sig: Signature,
  violates: Violates,
  beforeMaxMs = SIGNED_BEFORE_MAX_MS,
): boolean {
  const { id, by, at, type } = event;
  const key = keys.find(({ kid }) => kid === sig.kid);
  if (!key) {
    violates('signature-key', { org: by.org, kid: sig.kid });
    return false;
  }
  let sound = true;
  const fault: Violates = (...what) => {
    sound = false;
    violates(...what);
  };
  const atMs = Date.parse(at);
  const { until } = key;
  if (until !== undefined && (movesItself(event) || atMs > Date.parse(until) + UNDER_WAY_MS))
    fault('signature-key-ended', { kid: sig.kid, until, at });
  const ageMs = atMs - Date.parse(sig.at);
  if (ageMs > beforeMaxMs || ageMs < -SIGNED_AFTER_MAX_MS) fault('signature-time', { signed: sig.at, at });
  if (!asksFor(sig.path, event)) fault('signature-path', { path: sig.path, type });
  const bytes = signedBytes(by, { log, id }, sig);
  if (!verifyEd25519(fromBase64url(sig.value), bytes, fromBase64url(key.publicKey)))
    fault('signature-invalid', { org: by.org, kid: sig.kid });
  return sound;
}
