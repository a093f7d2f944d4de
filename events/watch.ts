/**
 * What a log says of one organization: every leaf that names it, and whether the organization knows of
 * it. What it may know a leaf by is its own Idempotency-Keys, which the ids of commits are made of, and
 * its own signing keys. This looks at whose leaf it is and not at whether the registry might make it:
 * that is the audit's.
 */

import { fromBase64url, fromUtf8 } from '../shared/base/encoding.ts';
import { MalformedError } from '../shared/base/malformed.ts';
import { commitId } from '../shared/ledger/decision.ts';
import { batchOfBlock, kindOf } from '../shared/ledger/entity.ts';
import type { EventOfType, RegistryEvent } from '../shared/ledger/event.ts';
import { keyIdOf } from '../shared/ledger/signature.ts';
import type { OrganizationKey } from '../shared/parties/states.ts';
import { checkSignature } from './audit/consent.ts';
import { readLeaf } from './audit/leaf.ts';
import { provesPossession } from './audit/rules/parties/organization-key.ts';
import { type LogSource, readAhead } from './audit/source.ts';
import { FOLLOWED, type Mention, type Tie, type Verdict } from './mention.ts';
import { decodeEntries } from './tlog/entries.ts';
import { bundlesFor, formatTilePath, TILE_WIDTH } from './tlog/tile.ts';
import { namedInFacts, type Sketch, sketchOf } from './watch-sketch.ts';

export interface Watched {
  organization: string;
  /** Origin of the log: what was signed for another proves nothing here. */
  log: string;
  /** Ids of the commits that its Idempotency-Keys make (`commitId`). */
  commits: ReadonlySet<string>;
  /** The keys themselves: under them it acts for those that are united into it, too. */
  idempotencyKeys?: readonly string[];
  /**
   * Ids of the signing keys that it made itself: it need not know under which Idempotency-Key
   * they were registered.
   */
  kids?: ReadonlySet<string>;
}

/**
 * A text of the leaf that may be an id; `prev` and `since` name what was, and whoever moved a thing
 * before isn't named.
 */
const ID = /(?<!"(?:prev|since)":)"([\w-]{3,43})"/g;

const ACCOUNT = /"a-[0-9a-f]{20}"/;

export class Watch {
  /** Leaves seen. */
  size = 0;
  /** Leaves that are none, or none that the catalogue knows: nobody can say whom they name. */
  readonly unreadable: number[] = [];
  private readonly watched: Watched;
  /** Of `watched`, and what its keys make in the name of those that were united into it. */
  private readonly commits: Set<string>;
  private readonly ties = new Map<string, Tie>();
  /** The organization's own, whoever else's project or contract it has to do with. */
  private readonly accounts = new Set<string>();
  /** Accounts by organization, of all: one that is united into the watched one brings its own. */
  private readonly accountsOf = new Map<string, string[]>();
  /** Organizations that were united into it. */
  private readonly united = new Set<string>();
  /** The organization that it was united into, which acts for it. */
  private heir: string | undefined;
  /** The root operator acts without being registered. */
  private acted = false;
  /** Commits of the mentions so far. */
  private readonly seen = new Set<string>();
  private readonly keys: OrganizationKey[] = [];

  constructor(watched: Watched) {
    this.watched = watched;
    this.commits = new Set(watched.commits);
    this.ties.set(watched.organization, 'named');
  }

  /** Takes the next leaf; undefined where it doesn't name the organization. Never throws. */
  take(leafText: string): Mention | undefined {
    const index = this.size++;
    const sketch = sketchOf(leafText);
    if (sketch) this.noteAccount(sketch);
    const ties = sketch && this.tiesOf(leafText, sketch);
    if (ties?.length === 0) return undefined;
    let sound = true;
    const event = readLeaf(leafText, () => {
      sound = false;
    });
    if (!event || !ties || !sound) {
      this.unreadable.push(index);
      return undefined;
    }
    this.acted ||= event.by.org === this.watched.organization;
    const verdict = this.verdictOf(event);
    this.follow(event, ties, verdict);
    const { id, type, at, by } = event;
    return { index, id, type, at, by, ties, verdict };
  }

  /** Whether the log knows an organization of that id: a wrong one has no strangers either. */
  get isKnown(): boolean {
    return this.acted || this.accountsOf.has(this.watched.organization);
  }

  /** A leaf that isn't even a text. */
  takeUnreadable(): void {
    this.unreadable.push(this.size++);
  }

  private tiesOf(leafText: string, { by, advances }: Sketch): Tie[] {
    const found = new Set<Tie>();
    const { organization } = this.watched;
    if (by.org === organization) found.add('by');
    for (const [, id] of leafText.matchAll(ID)) {
      const tie = this.ties.get(id!);
      // The one who acts is named by acting.
      if (tie && !(id === organization && !namedInFacts(leafText, id))) found.add(tie);
    }
    const saysWhose = [...found].some((tie) => tie !== 'batch');
    if (!saysWhose && !ACCOUNT.test(leafText) && this.movesIts(advances)) found.add('units');
    return [...found];
  }

  /**
   * Whether blocks move that a leaf about the organization moved last: an expiry says nothing
   * of whose they are.
   */
  private movesIts(advances: Sketch['advances']): boolean {
    return advances.some(
      ({ entity, prev }) => batchOfBlock(entity) !== undefined && prev !== undefined && this.seen.has(prev),
    );
  }

  private verdictOf(event: RegistryEvent): Verdict {
    const { organization, log } = this.watched;
    const { org, for: party = org } = event.by;
    if (org !== organization) {
      if (party === organization && org === this.heir) return 'other';
      // It acts for those that were united into it, and nobody else does, they themselves no more.
      if (party === organization || this.united.has(party)) return 'stranger';
      return this.takesItsUnits(event) ? 'stranger' : 'other';
    }
    // A key of the organization's makes one commit; whatever else bears that commit's id isn't of its making.
    if (this.seen.has(event.id)) return 'stranger';
    if (this.commits.has(event.id) || this.registersItsKey(event)) return 'own';
    if (event.sig && checkSignature(log, this.keys, event, event.sig, () => {})) return 'signed';
    return 'stranger';
  }

  /**
   * Only the holder itself moves units out of an account so. What a supply, a settlement or a correction
   * takes from it is another's act by right; the operator records what was retired in the registry that
   * the units come from.
   */
  private takesItsUnits(event: RegistryEvent): boolean {
    switch (event.type) {
      case 'units.offered':
      case 'pledge.proposed':
        return this.accounts.has(event.facts.from);
      case 'block.subdivided':
        return this.accounts.has(event.facts.account);
      case 'units.retired':
        return !event.facts.imported && this.accounts.has(event.facts.account);
      case 'organization.key-registered':
        return event.facts.organization === this.watched.organization;
      // From then on another acts for it; an organization that has a key ended it before.
      case 'organization.united':
        return event.facts.united === this.watched.organization;
      default:
        return false;
    }
  }

  private registersItsKey(event: RegistryEvent): boolean {
    if (event.type !== 'organization.key-registered') return false;
    const { kid, publicKey } = event.facts;
    return (
      this.watched.kids?.has(kid) === true &&
      keyIdOf(fromBase64url(publicKey)) === kid &&
      provesPossession(this.watched.log, event)
    );
  }

  /** Remembers what the leaf makes the organization's. */
  private follow(event: RegistryEvent, ties: readonly Tie[], verdict: Verdict): void {
    this.seen.add(event.id);
    this.followKeys(event, verdict);
    if (event.type === 'organization.registered' || event.type === 'account.opened') {
      const { organization } = event.facts;
      if (organization === this.watched.organization || this.united.has(organization))
        this.ownAccountsOf(organization);
    } else if (event.type === 'organization.united') this.followUnion(event.facts);
    // Somebody else of a like name is registered with a word of it, and stays somebody else.
    if (event.type === 'organization.registered' && event.facts.organization !== this.watched.organization)
      return;
    // What others do with units that came from its project is not its own.
    if (ties.every((tie) => tie === 'batch')) return;
    for (const { entity, version } of event.advances) {
      const kind = kindOf(entity);
      const followed = FOLLOWED.find((each) => each === kind);
      const id = entity.slice(entity.indexOf(':') + 1);
      if (version === 1 && followed && !this.ties.has(id)) this.ties.set(id, followed);
    }
  }

  private ownAccountsOf(organization: string): void {
    for (const account of this.accountsOf.get(organization) ?? []) {
      this.accounts.add(account);
      if (!this.ties.has(account)) this.ties.set(account, 'account');
    }
  }

  /** What was done in the other's name before, a watch of that other lists. */
  private followUnion({ organization, united }: EventOfType<'organization.united'>['facts']): void {
    if (united === this.watched.organization) this.heir = organization;
    if (organization !== this.watched.organization) return;
    this.united.add(united);
    for (const key of this.watched.idempotencyKeys ?? []) this.commits.add(commitId(united, key));
    this.ties.set(united, 'named');
    this.ownAccountsOf(united);
  }

  private noteAccount({ type, facts }: Sketch): void {
    if (type !== 'organization.registered' && type !== 'account.opened') return;
    const { organization, account } = facts ?? {};
    if (typeof organization !== 'string' || typeof account !== 'string') return;
    this.accountsOf.set(organization, [...(this.accountsOf.get(organization) ?? []), account]);
  }

  /** A key that a stranger registered proves nothing, however well it signs. */
  private followKeys({ type, facts, at }: RegistryEvent, verdict: Verdict): void {
    if (type === 'organization.key-registered') {
      const { organization, kid, alg, publicKey } = facts;
      const isIts = organization === this.watched.organization && (verdict === 'own' || verdict === 'signed');
      if (isIts && keyIdOf(fromBase64url(publicKey)) === kid)
        this.keys.push({ kid, alg, publicKey, from: at });
    } else if (type === 'organization.key-revoked' && facts.organization === this.watched.organization) {
      for (const key of this.keys) if (key.kid === facts.kid) key.until ??= at;
    }
  }
}

/**
 * Takes the leaves of a verified tree of `size` leaves that the watch hasn't seen, in order. Throws what the
 * source throws, and MalformedError on a bundle that the verification would not have passed.
 */
export async function* mentionsIn(source: LogSource, size: number, watch: Watch): AsyncGenerator<Mention> {
  const bundles = [...bundlesFor(size)].filter(({ n, width }) => n * TILE_WIDTH + width > watch.size);
  for await (const { address, bytes } of readAhead(source, bundles)) {
    const entries = decodeEntries(bytes ?? new Uint8Array());
    if (entries.length !== address.width) throw new MalformedError(`${formatTilePath(address)}: incomplete`);
    for (const entry of entries.slice(watch.size - address.n * TILE_WIDTH)) {
      const mention = takeEntry(watch, entry);
      if (mention) yield mention;
    }
  }
}

function takeEntry(watch: Watch, entry: Uint8Array): Mention | undefined {
  try {
    return watch.take(fromUtf8(entry));
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    watch.takeUnreadable();
    return undefined;
  }
}
