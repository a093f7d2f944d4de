/**
 * The index of organizations that the log names, made from the log after it is written, so that no commit and
 * no append waits for it. A leaf names an organization if it acts, if the facts have its id or its account's,
 * or if it has a part in what the leaf moves. An index doesn't prove that it is complete; `lvzhang watch`
 * follows the log itself.
 */
import { accountEntity, type EntityId, kindOf, read } from '../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import type { CommitRecord } from '../ledger/commit-record.ts';
import { MENTIONED_KEY, mentionKey } from '../ledger/keys.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import type { StoredEntities } from '../ledger/stored.ts';
import type { IndexItem, MentionRecord } from '../ledger/table.ts';
import type { LogIndex } from './indexing.ts';

export const mentions: LogIndex = { progress: MENTIONED_KEY, itemsOf: mentionsIn };

async function mentionsIn(reads: LedgerReads, records: readonly CommitRecord[]): Promise<IndexItem[]> {
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
): IndexItem & MentionRecord {
  const mention = { organization, index, id, type, at, by, ...(sig && { kid: sig.kid }) };
  return { ...mentionKey(organization, index), ...mention };
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
