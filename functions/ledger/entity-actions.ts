/** What one commit does to items of entities: moves them, or marks those it rests on. table.ts writes it. */
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { type Entity, type EntityId, kindOf } from '../../shared/ledger/entity.ts';
import type { CommitRecord } from './commit-record.ts';
import { entityKey, indexAttributes, type Key } from './keys.ts';
import type { Stored } from './stored.ts';

export type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Attributes of an entity that is born in the item of its own commit. */
export function embeddedEntity(entity: EntityId, { version, commit, state }: Entity, record: CommitRecord) {
  const { list, order } = indexAttributes(entity, state);
  return {
    entity,
    version,
    commit,
    state,
    moved: record.at,
    ...(list && { list, order: orderOf(order ?? record.at, entity) }),
  };
}

/** Lists are in order of birth, or of what the entity gives as its order; the entity's id breaks ties. */
const orderOf = (at: string, entity: EntityId) => `${at}#${entity}`;

/**
 * Marks an entity that the commit rests on, provided its version and mark are as they were read. A commit
 * that moves the entity later meets the mark.
 */
export function markEntity(
  tableName: string,
  entity: EntityId,
  stored: Stored,
  { id, at }: CommitRecord,
): Action {
  const { condition, values } = asRead(stored.version, stored.readBy);
  return {
    Update: {
      TableName: tableName,
      Key: entityKey(entity),
      UpdateExpression: 'SET readBy = :own, readAt = :at',
      ConditionExpression: condition,
      ExpressionAttributeValues: { ...values, ':own': id, ':at': at },
    },
  };
}

/** Condition: the entity's version and mark are as they were read, or the entity doesn't exist yet. */
function asRead(version: number, readBy: string | undefined) {
  if (version === 0) return { condition: 'attribute_not_exists(version)', values: {} };
  return readBy === undefined
    ? { condition: 'version = :seen AND attribute_not_exists(readBy)', values: { ':seen': version } }
    : {
        condition: 'version = :seen AND readBy = :readBy',
        values: { ':seen': version, ':readBy': readBy },
      };
}

/** What ends or is answered leaves the list of those who have to answer. */
const LEAVING: ReadonlySet<string | undefined> = new Set(['transfer', 'pledge', 'membership']);

/** Takes an entity to its next state, unless the entity was moved or marked since it was read. */
export function advanceEntity(
  tableName: string,
  key: Key,
  entity: EntityId,
  next: Entity,
  at: string,
  readBy: string | undefined,
): Action {
  const { version, commit, state } = next;
  const { account, holding, list, order } = indexAttributes(entity, state);
  const set = [
    'entity = :entity',
    'version = :version',
    '#commit = :commit',
    '#state = :state',
    'moved = :moved',
  ];
  // The mark is no longer needed: this commit stands behind the one that the mark names.
  const remove = readBy === undefined ? [] : ['readBy', 'readAt'];
  const names: Record<string, string> = { '#commit': 'commit', '#state': 'state' };
  const values: Record<string, unknown> = {
    ':entity': entity,
    ':version': version,
    ':commit': commit,
    ':state': state,
    ':moved': at,
  };
  if (account) {
    set.push('account = :account', 'holding = :holding');
    values[':account'] = account;
    values[':holding'] = holding;
  }
  if (list) {
    set.push('#list = :list', '#order = if_not_exists(#order, :order)');
    names['#list'] = 'list';
    names['#order'] = 'order';
    values[':list'] = list;
    values[':order'] = orderOf(order ?? at, entity);
  } else if (LEAVING.has(kindOf(entity))) {
    remove.push('#list', '#order');
    names['#list'] = 'list';
    names['#order'] = 'order';
  }
  const read = asRead(version - 1, readBy);
  return {
    Update: {
      TableName: tableName,
      Key: key,
      UpdateExpression: `SET ${set.join(', ')}${remove.length ? ` REMOVE ${remove.join(', ')}` : ''}`,
      ConditionExpression: read.condition,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ...values, ...read.values },
    },
  };
}
