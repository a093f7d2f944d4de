/**
 * Whether a certificate proves that its holder asked for the retirement. The leaf's signature is over a
 * digest of the request, so the certificate discloses the request itself. The leaf that registered the key
 * and the leaf that opened the account prove whose key and whose account they are. A certificate may omit a
 * revocation of the key; only the whole log shows that there was none.
 */

import { asParty, type EventOfType, type Facts, type RegistryEvent } from '../../shared/ledger/event.ts';
import type { Signature } from '../../shared/ledger/signature.ts';
import type { OrganizationKey } from '../../shared/parties/states.ts';
import { checkSignature } from '../audit/consent.ts';
import { bornId } from '../audit/rules/log/birth.ts';
import { kidOf } from '../audit/rules/parties/organization-key.ts';
import { violation } from '../audit/violation.ts';
import type { Fault } from './evidence.ts';
import { compareRequest } from './request.ts';

/** A leaf that was found in the log. */
export interface ProvenLeaf {
  event: RegistryEvent;
  index: number;
}

/** What a signed retirement's certificate discloses. A leaf that isn't proven is undefined. */
export interface Disclosed {
  /** The leaf that registered the key. */
  key: ProvenLeaf | undefined;
  /** The leaf that revoked the key, if the registry knows of one. */
  revoked?: ProvenLeaf | undefined;
  /** The leaf that opened the account. Of an import it proves nothing, since its holder doesn't act. */
  account?: ProvenLeaf | undefined;
  /** The leaf that united the holder into another organization, if that one acts for it. */
  united?: ProvenLeaf | undefined;
  /** The body of the request, RFC 8785. */
  body: string;
}

/** The leaf of a retirement, and the origin of the log that contains it. */
export interface Retired extends ProvenLeaf {
  log: string;
  event: EventOfType<'units.retired'>;
}

/** The party that asked for the retirement, proven by its leaf and the request. */
export interface Consent {
  org: string;
  kid: string;
  /** The holder, if the organization acts for one that was united into it. */
  for?: string;
  /** The holder's registered name, if the account was opened with the registration. */
  name?: string;
  /** Index of the leaf that united the holder into the acting organization: the operator's word. */
  unitedAt?: number;
  /** Instant of the key's revocation. */
  revokedAt?: string;
  /** Seconds from the revocation to the retirement, 0 to 120, if the revocation stands first in the log. */
  revokedBefore?: number;
}

/**
 * The proven consent; undefined if the leaf isn't signed or a part of the proof doesn't hold. `fault` hears
 * of every part that doesn't hold.
 */
export function consentOf(
  retired: Retired,
  disclosed: Disclosed | undefined,
  fault: Fault,
): Consent | undefined {
  const { sig, by, facts } = retired.event;
  if (!sig || !disclosed) {
    if (sig)
      fault('/consent', '记录有签名，证书未附其证明', 'the leaf is signed, and what proves it is left out');
    if (disclosed)
      fault('/consent', '记录未签名，无从证明', 'the leaf is not signed: there is nothing to prove');
    return undefined;
  }
  let sound = true;
  const noted: Fault = (...what) => {
    sound = false;
    fault(...what);
  };
  const key = keyOf(retired, sig, disclosed, noted);
  const name = facts.imported ? undefined : holderOf(retired, disclosed.account, noted);
  if (by.for !== undefined) checkUnited(retired, disclosed.united, noted);
  const { united, revoked } = disclosed;
  compareRequest(facts, sig, disclosed.body, noted);
  if (!key || !sound) return undefined;
  return {
    org: by.org,
    kid: key.kid,
    ...(by.for !== undefined && united && { for: by.for, unitedAt: united.index }),
    ...(name && { name }),
    ...(key.until && { revokedAt: key.until }),
    ...(revoked && revoked.index < retired.index && { revokedBefore: secondsBetween(revoked, retired) }),
  };
}

/** The key as its leaves describe it, if it signed the retirement and was in force. */
function keyOf(
  { log, event, index }: Retired,
  sig: Signature,
  { key: registered, revoked }: Disclosed,
  fault: Fault,
): OrganizationKey | undefined {
  if (registered?.event.type !== 'organization.key-registered') {
    if (registered) fault('/consent/key', '该记录不是密钥登记', 'this leaf registers no key');
    return undefined;
  }
  const { organization, kid, alg, publicKey } = registered.event.facts;
  if (organization !== event.by.org || registered.event.by.org !== organization || kidOf(publicKey) !== kid)
    fault('/consent/key', '不是办理机构自行登记的密钥', 'not a key that the acting organization registered');
  if (registered.index >= index)
    fault('/consent/key', '密钥在注销之后方登记', 'the key was registered after the retirement');
  const until = revoked && endOf(revoked, registered, fault);
  const key = { kid, alg, publicKey, from: registered.event.at, ...(until && { until }) };
  checkSignature(log, [key], event, sig, (rule, seen) => {
    const { zh, en } = violation(rule, {}, seen).message;
    fault('/consent/key', zh, en);
  });
  return key;
}

/** Instant of the revocation. */
function endOf({ event, index }: ProvenLeaf, registered: ProvenLeaf, fault: Fault): string | undefined {
  const { type, facts } = event;
  const of = registered.event.facts as Facts<'organization.key-registered'>;
  const ends =
    type === 'organization.key-revoked' && facts.organization === of.organization && facts.kid === of.kid;
  if (ends && index > registered.index) return event.at;
  fault('/consent/revoked', '该记录未撤销此密钥', 'this leaf does not revoke the key');
  return undefined;
}

/** Two clocks may differ, so the earlier leaf in the log may bear the later instant. */
const secondsBetween = (before: ProvenLeaf, after: ProvenLeaf): number =>
  Math.max(0, Math.round((Date.parse(after.event.at) - Date.parse(before.event.at)) / 1000));

type Opening = EventOfType<'organization.registered' | 'account.opened'>;

/** The leaf among these that opened the account. */
export const openingOf = (account: string, events: readonly RegistryEvent[]): Opening | undefined =>
  events
    .filter((event) => event.type === 'organization.registered' || event.type === 'account.opened')
    .find((event) => event.facts.account === account && opens(event));

/**
 * Whether the leaf opens the account that it names. Ids are derived from commits, so a leaf that names the
 * account or organization of another commit opens nothing.
 */
function opens({ id, type, facts }: Opening): boolean {
  if (facts.account === undefined || bornId('a', id) !== facts.account) return false;
  return type !== 'organization.registered' || bornId('o', id) === facts.organization;
}

/** The acting organization's name, if its registration opened the account. */
function holderOf({ event }: Retired, opened: ProvenLeaf | undefined, fault: Fault): string | undefined {
  const { by, facts } = asParty(event);
  const leaf = openingOf(facts.account, opened ? [opened.event] : []);
  if (leaf?.facts.organization === by.org)
    return leaf.type === 'organization.registered' ? leaf.facts.name : undefined;
  fault(
    '/consent/account',
    '未证明该账户属于办理机构',
    'no proof that the account is the acting organization’s',
  );
  return undefined;
}

/** Checks that the holder was united into the acting organization before that one acted. */
function checkUnited(
  { event: { by }, index }: ProvenLeaf,
  united: ProvenLeaf | undefined,
  fault: Fault,
): void {
  const leaf = united?.event;
  const holds =
    leaf?.type === 'organization.united' &&
    leaf.facts.organization === by.org &&
    leaf.facts.united === by.for &&
    united!.index < index;
  if (!holds)
    fault(
      '/consent/united',
      '未证明持有机构此前已并入办理机构',
      'no proof that the holder was united into the acting organization before',
    );
}
