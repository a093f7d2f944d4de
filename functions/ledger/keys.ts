/**
 * Where things lie in the table, and nothing else knows: primary keys of entities, commits and the log, and the
 * attributes that put an item into an index.
 */
import {
  type BatchState,
  type BlockState,
  type EntityId,
  type EntityState,
  kindOf,
  type TransferState,
} from '../../shared/entity.ts';

export interface Key {
  pk: string;
  sk: string;
}

/** Serials have at most 12 digits (QUANTITY_MAX), so padded keys sort as numbers do. */
export const padSerial = (serial: number): string => String(serial).padStart(12, '0');

export const commitKey = (id: string): Key => ({ pk: `COMMIT#${id}`, sk: 'COMMIT' });
export const LOG_PARTITION = 'LOG';
export const LOG_HEAD_KEY: Key = { pk: LOG_PARTITION, sk: 'HEAD' };
export const COSIGNED_KEY: Key = { pk: LOG_PARTITION, sk: 'COSIGNED' };
export const tileKey = (level: number, n: number): Key => ({ pk: `TILE#${level}#${n}`, sk: 'TILE' });
export const batchPartition = (batch: string): string => `BATCH#${batch}`;
export const blockSortKey = (from: number): string => `BLOCK#${padSerial(from)}`;

/** The key of an entity's item. A transfer lives in the item of the commit that bore it. */
export function entityKey(entity: EntityId): Key {
  const kind = kindOf(entity);
  const id = entity.slice(entity.indexOf(':') + 1);
  switch (kind) {
    case 'block': {
      const slash = id.lastIndexOf('/');
      return { pk: batchPartition(id.slice(0, slash)), sk: blockSortKey(Number(id.slice(slash + 1))) };
    }
    case 'batch':
      return { pk: batchPartition(id), sk: 'BATCH' };
    case 'transfer':
      return commitKey(id);
    default:
      return { pk: entity, sk: 'ENTITY' };
  }
}

/** Prefix of a block's place in the account index: by status, then batch, then serial. */
export const holdingPrefix = (status: string, batch?: string): string =>
  batch === undefined ? `${status}#` : `${status}#${batch}#`;

/** An item's place in the indexes; `undefined` takes it out of one. */
export interface IndexAttributes {
  account?: string;
  holding?: string;
  list?: string;
}

export const ORGANIZATIONS_LIST = 'organizations';
export const PROJECTS_LIST = 'projects';
export const batchesList = (project: string): string => `batches:${project}`;
export const incomingList = (account: string): string => `transfers:${account}`;

export function indexAttributes(entity: EntityId, state: EntityState): IndexAttributes {
  switch (kindOf(entity)) {
    case 'block': {
      const { account, status, batch, from } = state as BlockState;
      return { account, holding: `${holdingPrefix(status, batch)}${padSerial(from)}` };
    }
    case 'organization':
      return { list: ORGANIZATIONS_LIST };
    case 'project':
      return { list: PROJECTS_LIST };
    case 'batch':
      return { list: batchesList((state as BatchState).project) };
    case 'transfer': {
      const { status, to } = state as TransferState;
      return status === 'offered' ? { list: incomingList(to) } : {};
    }
    default:
      return {};
  }
}

/** Commits wait for the sequencer in one of these partitions of the index, so that none becomes hot. */
export const WAITING_SHARDS = 8;

/** The waiting partition of a commit: any even spread does; the id is a hash already. */
export function waitingShard(commitId: string): string {
  return String(commitId.charCodeAt(0) % WAITING_SHARDS);
}
