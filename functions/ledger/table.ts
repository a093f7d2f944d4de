/**
 * The one module that writes to the table. There are four writes: a commit with the entities it advances, the
 * sequencer's append to the log, the witnesses' cosignatures, and the index of organizations that the log
 * names. Each is a single transaction; nothing is ever deleted.
 */
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Entity, EntityId } from '../../shared/ledger/entity.ts';
import type { Attachment, CommitRecord } from './commit-record.ts';
import { type Action, advanceEntity, embeddedEntity, markEntity } from './entity-actions.ts';
import { COSIGNED_KEY, commitKey, entityKey, type Key, LOG_HEAD_KEY, tileKey, waitingShard } from './keys.ts';
import type { Stored, StoredEntities } from './stored.ts';
import { resultOf, type WriteResult } from './write-result.ts';

/** What the table needs of a client; tests put faults in between. */
export type Sender = Pick<DynamoDBDocumentClient, 'send'>;

/** All that one commit writes. */
export interface CommitWrite {
  record: CommitRecord;
  /** The entities as they were read. */
  seen: StoredEntities;
  /** The entities that the commit moves, as they are afterwards. */
  advanced: ReadonlyMap<EntityId, Entity>;
  /** The entities that the commit rests on without moving them. */
  kept: ReadonlyMap<EntityId, Stored>;
  attachments: readonly Attachment[];
}

/** Writes a commit with the entities that it advances and the marks on those it rests on, all or nothing. */
export async function writeCommit(
  client: Sender,
  tableName: string,
  { record, seen, advanced, kept, attachments }: CommitWrite,
): Promise<WriteResult> {
  const own = commitKey(record.id);
  const commitItem: Record<string, unknown> = { ...own, ...record, unsequenced: waitingShard() };
  const actions: Action[] = [];
  for (const [entity, next] of advanced) {
    const key = entityKey(entity);
    // An entity born by this commit may live in the commit's item (a transfer): one item fewer to write.
    if (key.pk === own.pk) Object.assign(commitItem, embeddedEntity(entity, next, record));
    else actions.push(advanceEntity(tableName, key, entity, next, record.at, seen.get(entity)?.readBy));
  }
  for (const [entity, stored] of kept) actions.push(markEntity(tableName, entity, stored, record));
  const put: Action = {
    Put: {
      TableName: tableName,
      Item: commitItem,
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
  for (const { key, bytes } of attachments)
    actions.push({ Put: { TableName: tableName, Item: { ...key, bytes } } });
  return transact(client, [put, ...actions]);
}

/** The log's head: one item, whose compare-and-swap is the commit point of an append. */
export interface LogHead {
  size: number;
  /** Root of the tree of that size, base64. */
  root: string;
  /** Roots of the tree's perfect subtrees, largest first: with them at hand a proof reads at most 3 tiles. */
  edge: Uint8Array[];
  /** The signed checkpoint, verbatim. */
  checkpoint: string;
  /** The verifier key of the signature, `name+hash+key`. */
  vkey: string;
  /** RFC 3339 time of the append. */
  at: string;
}

/** A stored tile: the hashes of one 256-wide tile so far, and at level 0 also the commits of its leaves. */
export interface StoredTile {
  level: number;
  n: number;
  hashes: Uint8Array;
  commits?: string[];
}

export interface LogAppend {
  /** Size of the log that the append was computed from; undefined for the very first checkpoint. */
  oldSize: number | undefined;
  head: LogHead;
  tiles: StoredTile[];
  /** Commits in order: the first gets index `oldSize`. */
  commits: string[];
}

/** Appends to the log, all or nothing. `moved` means another sequencer was faster. */
export async function writeAppend(
  client: Sender,
  tableName: string,
  append: LogAppend,
): Promise<WriteResult> {
  const { oldSize, head, tiles, commits } = append;
  const actions: Action[] = [
    {
      Put: {
        TableName: tableName,
        Item: { ...LOG_HEAD_KEY, ...head },
        ...(oldSize === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#size = :old',
              ExpressionAttributeNames: { '#size': 'size' },
              ExpressionAttributeValues: { ':old': oldSize },
            }),
      },
    },
    ...tiles.map((tile) => ({
      Put: { TableName: tableName, Item: { ...tileKey(tile.level, tile.n), ...tile } },
    })),
    ...commits.map((id, offset) => ({
      Update: {
        TableName: tableName,
        Key: commitKey(id),
        UpdateExpression: 'SET seq = :seq REMOVE unsequenced',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(seq)',
        ExpressionAttributeValues: { ':seq': (oldSize ?? 0) + offset },
      },
    })),
  ];
  const result = await transact(client, actions);
  // Here the first action is the head, not a commit: its failure means only that the log has moved on.
  return result.outcome === 'exists' ? { outcome: 'moved' } : result;
}

/** The newest checkpoint that a witness has cosigned, with every cosignature gathered for its size. */
export interface CosignedHead extends LogHead {
  /** The size each witness signed last, by name and key id. A hint only: the witness itself knows better. */
  witnesses: Record<string, number>;
}

/** The value of `seen` where nothing was stored; no checkpoint has this text. */
const NO_CHECKPOINT = 'none';

/**
 * Stores cosignatures. A larger tree's replace a smaller's, never the reverse; cosignatures of the same size
 * replace only those that were `seen` and are in `next` too. `moved` means that something else is stored.
 */
export async function writeCosigned(
  client: Sender,
  tableName: string,
  next: CosignedHead,
  seen: CosignedHead | undefined,
): Promise<WriteResult> {
  const put: Action = {
    Put: {
      TableName: tableName,
      Item: { ...next, ...COSIGNED_KEY },
      ConditionExpression:
        'attribute_not_exists(pk) OR #size < :size OR (#size = :size AND checkpoint = :seen)',
      ExpressionAttributeNames: { '#size': 'size' },
      ExpressionAttributeValues: { ':size': next.size, ':seen': seen?.checkpoint ?? NO_CHECKPOINT },
    },
  };
  return transact(client, [put]);
}

/** A leaf that names an organization: public in the log, found here by the organization. */
export interface MentionRecord {
  organization: string;
  /** Of the leaf. */
  index: number;
  /** The commit. */
  id: string;
  type: string;
  at: string;
  by: { org: string; role: string; for?: string };
  /** The key that signed it. */
  kid?: string;
}

/**
 * An item of an index that is made of the log. It follows from its leaf, so writing it twice changes nothing.
 */
export type IndexItem = Key & Record<string, unknown>;

/** Items without those of the same key before them: one transaction takes no item twice. */
export const eachOnce = (items: readonly IndexItem[]): IndexItem[] => [
  ...new Map(items.map((item) => [`${item.pk}\n${item.sk}`, item])).values(),
];

/** Items that fit one transaction beside the size. */
export const INDEXED_AT_ONCE = 99;

/**
 * Writes items of an index, each key once, at most INDEXED_AT_ONCE. The last of these writes also records at
 * `key` that the log was read up to `size`, provided the record said `seen` before.
 */
export async function writeIndex(
  client: Sender,
  tableName: string,
  items: readonly IndexItem[],
  looked?: { key: Key; seen: number; size: number },
): Promise<WriteResult> {
  const actions: Action[] = items.map((Item) => ({ Put: { TableName: tableName, Item } }));
  if (looked)
    actions.unshift({
      Put: {
        TableName: tableName,
        Item: { ...looked.key, size: looked.size },
        ConditionExpression: 'attribute_not_exists(pk) OR #size = :seen',
        ExpressionAttributeNames: { '#size': 'size' },
        ExpressionAttributeValues: { ':seen': looked.seen },
      },
    });
  return transact(client, actions);
}

async function transact(client: Sender, actions: Action[]): Promise<WriteResult> {
  try {
    await client.send(new TransactWriteCommand({ TransactItems: actions }));
    return { outcome: 'written' };
  } catch (error) {
    return resultOf(error);
  }
}
