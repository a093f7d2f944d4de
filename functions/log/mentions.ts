/**
 * The index of organizations that the log names, made from the log after it is written, so that no commit and
 * no append waits for it. A leaf names an organization if it acts, if the facts have its id or its account's,
 * or if it has a part in what the leaf moves. An index doesn't prove that it is complete; `lvzhang watch`
 * follows the log itself.
 */

import { TILE_WIDTH } from '../../events/tlog/tile.ts';
import { accountEntity, type EntityId, kindOf, read } from '../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import type { CommitRecord } from '../ledger/commit-record.ts';
import type { World } from '../ledger/ledger-world.ts';
import { leavesBetween, readHead } from '../ledger/log-reads.ts';
import { readMentioned } from '../ledger/mention-reads.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import type { StoredEntities } from '../ledger/stored.ts';
import { MENTIONS_AT_ONCE, type MentionRecord, writeMentions } from '../ledger/table.ts';

/** Leaves searched at a time: each names about two organizations, which mostly fits one transaction. */
const LEAVES_AT_ONCE = 48;

export interface Noted {
  /** Leaves searched, from the first on. */
  size: number;
  /** Leaves of the log still to be searched. */
  behind: number;
}

/** Searches the new leaves of the log, until none is left or the time is up. Two runs at once do no harm. */
export async function noteMentions({ reads, now }: World, deadline: Date): Promise<Noted> {
  const head = (await readHead(reads))?.size ?? 0;
  let size = await readMentioned(reads);
  while (size < head && now() < deadline) {
    const until = Math.min(head, size + LEAVES_AT_ONCE, (Math.floor(size / TILE_WIDTH) + 1) * TILE_WIDTH);
    const mentions = await mentionsIn(reads, await leavesBetween(reads, size, until));
    if (!(await write(reads, mentions, { seen: size, size: until }))) break;
    size = until;
  }
  return { size, behind: Math.max(0, head - size) };
}

/** False where another run is ahead, or the table is too busy: the next run continues from that size. */
async function write(
  { client, tableName }: LedgerReads,
  mentions: readonly MentionRecord[],
  looked: { seen: number; size: number },
): Promise<boolean> {
  let rest = mentions;
  for (; rest.length > MENTIONS_AT_ONCE; rest = rest.slice(MENTIONS_AT_ONCE)) {
    // If we crash after this line, some mentions stand beyond the size: the next run rewrites them.
    const { outcome } = await writeMentions(client, tableName, rest.slice(0, MENTIONS_AT_ONCE));
    if (outcome !== 'written') return false;
  }
  const { outcome } = await writeMentions(client, tableName, rest, looked);
  return outcome === 'written';
}

async function mentionsIn(reads: LedgerReads, records: readonly CommitRecord[]): Promise<MentionRecord[]> {
  const leaves = records.map(({ leaf, seq }) => {
    const event = JSON.parse(leaf) as RegistryEvent;
    return { event, index: seq ?? 0, ids: idsOf(event), moved: movedBy(event) };
  });
  const moved = await reads.entities(leaves.flatMap((each) => each.moved));
  const named = leaves.map(({ ids, moved: entities }) => [
    ...new Set([...ids, ...entities.flatMap((id) => idsIn(moved.get(id)?.state))]),
  ]);
  const accounts = await reads.entities(named.flat().filter(isAccount).map(accountEntity));
  return leaves.flatMap(({ event, index }, i) =>
    organizationsOf(named[i]!, accounts).map((organization) => mentionOf(event, index, organization)),
  );
}

function mentionOf(
  { id, type, at, by, sig }: RegistryEvent,
  index: number,
  organization: string,
): MentionRecord {
  return { organization, index, id, type, at, by, ...(sig && { kid: sig.kid }) };
}

/** Each organization once, whether it is named itself or by its account. */
function organizationsOf(ids: readonly string[], accounts: StoredEntities): string[] {
  const owners = ids.map((id) => read(accounts, accountEntity(id))?.state.organization);
  return [...new Set([...ids, ...owners])].filter((id) => id !== undefined && isOrganization(id)) as string[];
}

const isOrganization = (id: string): boolean => /^o-[0-9a-f]{20}$/.test(id);
const isAccount = (id: string): boolean => /^a-[0-9a-f]{20}$/.test(id);

/**
 * The entities whose parties are looked up. A leaf that moves blocks names their former owner itself, except
 * one that only ends them where they lie.
 */
function movedBy(event: RegistryEvent): EntityId[] {
  const entities = event.advances.map(({ entity }) => entity as EntityId);
  const others = entities.filter((entity) => kindOf(entity) !== 'block');
  return idsIn(event.facts).some(isAccount) ? others : entities;
}

/**
 * Organizations and accounts that the leaf itself names: who acts, in the facts, in the names of entities.
 */
function idsOf({ by, facts, advances }: RegistryEvent): string[] {
  return idsIn([by.org, by.for, facts, advances.map(({ entity }) => entity.split(/[:/]/))]);
}

/** Texts that are ids; a text that only contains an id among its words names nobody. */
function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return isOrganization(value) || isAccount(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(idsIn) : [];
}
