/**
 * Where things lie in the table, known to this module only: primary keys of entities, commits and the log,
 * and the attributes that put an item into an index.
 */

import { type EntityId, type Kind, kindOf, type StateByKind } from '../../shared/ledger/entity.ts';

export interface Key {
  pk: string;
  sk: string;
}

/** Serials have at most 12 digits (QUANTITY_MAX), so padded keys sort as numbers do. */
export const padSerial = (serial: number): string => String(serial).padStart(12, '0');

export const COMMITS_PREFIX = 'COMMIT#';
export const commitKey = (id: string): Key => ({ pk: `${COMMITS_PREFIX}${id}`, sk: 'COMMIT' });
export const LOG_PARTITION = 'LOG';
export const LOG_HEAD_KEY: Key = { pk: LOG_PARTITION, sk: 'HEAD' };
export const COSIGNED_KEY: Key = { pk: LOG_PARTITION, sk: 'COSIGNED' };
/** The indexer may write only to partitions of these prefixes. */
export const MENTIONS_PREFIX = 'MENTION';
export const SEARCH_PREFIX = 'SEARCH';
/** How much of the log has been searched for the organizations it names. */
export const MENTIONED_KEY: Key = { pk: `${MENTIONS_PREFIX}ED`, sk: 'SIZE' };
/** The leaves that name an organization, in the log's order. */
export const mentionsPartition = (organization: string): string => `${MENTIONS_PREFIX}#${organization}`;
export const mentionKey = (organization: string, index: number): Key => ({
  pk: mentionsPartition(organization),
  sk: padSerial(index),
});
/** How much of the log has been read for the index of the search. */
export const SEARCHED_KEY: Key = { pk: `${SEARCH_PREFIX}ED`, sk: 'SIZE' };
/** Keys of the search that begin alike lie together, in the order of their characters. */
export const searchPartition = (form: string): string => `${SEARCH_PREFIX}#${[...form].slice(0, 2).join('')}`;
/** A key of the search: what is found by a form, and what of it has that form. */
export const searchKey = (form: string, ...found: string[]): Key => ({
  pk: searchPartition(form),
  sk: [form, ...found].join(' '),
});
/** Publications in the order of their last days. */
export const PUBLICATIONS_PARTITION = `${SEARCH_PREFIX}-PUBLICATIONS`;
export const publicationKey = ({
  subject,
  from,
  to,
}: {
  subject: string;
  from: string;
  to: string;
}): Key => ({
  pk: PUBLICATIONS_PARTITION,
  sk: `${to} ${subject} ${from}`,
});
export const tileKey = (level: number, n: number): Key => ({ pk: `TILE#${level}#${n}`, sk: 'TILE' });
export const batchPartition = (batch: string): string => `BATCH#${batch}`;
export const blockSortKey = (from: number): string => `BLOCK#${padSerial(from)}`;

/** The months of a facility (generation) or of a contract (consumption, settlement), in their order. */
export const monthsPartition = (kind: 'generation' | 'consumption' | 'settlement', of: string): string =>
  `${kind}:${of}`;
/** `2025-03`, then what distinguishes readings of one month: the kind of energy, or the buyer. */
export const monthSortKey = (month: string): string => `MONTH#${month}`;

/** All footprints within a one-degree cell, in the order of their cells' paths. */
export const landPartition = (degree: string): string => `LAND#${degree}`;
export const footprintSortKey = (path: string, project = ''): string => `${path}#${project}`;
/**
 * A parcel's boundary lies beside the parcel, for those entitled; a published one lies under
 * its digest, for all.
 */
export const parcelBoundaryKey = (parcel: string): Key => ({ pk: `parcel:${parcel}`, sk: 'BOUNDARY' });
export const publishedBoundaryKey = (digest: string): Key => ({ pk: `BOUNDARY#${digest}`, sk: 'BOUNDARY' });
/** A comment's text lies under its digest, for all, unless it was removed. */
export const commentTextKey = (digest: string): Key => ({ pk: `COMMENT#${digest}`, sk: 'COMMENT' });
/** The text of a comment without a name, until the operator has judged it: for the operator alone. */
export const waitingTextKey = (digest: string): Key => ({ pk: `WAITING-COMMENT#${digest}`, sk: 'COMMENT' });
/** The hours of a reading lie under their digest, for those entitled. */
export const intervalsKey = (digest: string): Key => ({ pk: `INTERVALS#${digest}`, sk: 'INTERVALS' });

/** The rows of a dataset lie in its own partition, each revision apart, for those entitled. */
const revisionSortKey = (revision: number): string => `REVISION#${String(revision).padStart(4, '0')}`;
export const datasetManifestKey = (dataset: string, revision: number): Key => ({
  pk: `dataset:${dataset}`,
  sk: revisionSortKey(revision),
});
export const datasetRowsKey = (dataset: string, revision: number, chunk: number): Key => ({
  pk: `dataset:${dataset}`,
  sk: `${revisionSortKey(revision)}#${String(chunk).padStart(3, '0')}`,
});

/**
 * The key of an entity's item. A transfer, a pledge, a retirement and a disclosure live in the item of the
 * commit that bore them.
 */
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
    case 'pledge':
    case 'retirement':
    case 'disclosure':
      return commitKey(id);
    case 'generation':
    case 'consumption':
    case 'settlement': {
      const slash = id.indexOf('/');
      return { pk: monthsPartition(kind, id.slice(0, slash)), sk: monthSortKey(id.slice(slash + 1)) };
    }
    case 'footprint': {
      const [degree = '', path = '', project = ''] = id.split('/');
      return { pk: landPartition(degree), sk: footprintSortKey(path, project) };
    }
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
  /** Place in the list; the time of birth where it is left out. */
  order?: string;
}

export const ORGANIZATIONS_LIST = 'organizations';
export const ACCREDITATIONS_LIST = 'accreditations';
export const PROJECTS_LIST = 'projects';
/** Batches of a project or of a facility. */
export const batchesList = (origin: string): string => `batches:${origin}`;
export const incomingList = (account: string): string => `transfers:${account}`;
export const parcelsList = (banner: string): string => `parcels:${banner}`;
export const AGREEMENTS_LIST = 'agreements';
export const reportsList = (project: string): string => `reports:${project}`;
export const commentsList = (subject: string): string => `comments:${subject}`;
export const publicCommentsList = (subject: string): string => `public-comments:${subject}`;
/** In order of the day of settlement. */
export const entitlementsList = (organization: string): string => `entitlements:${organization}`;
/** Pledges that a financier is asked for or holds. */
export const pledgesList = (account: string): string => `pledges:${account}`;
export const FACILITIES_LIST = 'facilities';
/** Records of generation of a month, of all facilities: what expires together. */
export const generationList = (month: string): string => `generation:${month}`;
export const CONTRACTS_LIST = 'contracts';
export const SUPPLIES_LIST = 'supplies';

export const STATEMENTS_LIST = 'statements';
export const CLAIMS_LIST = 'claims';
/** In order of their months. */
export const datasetsList = (organization: string): string => `datasets:${organization}`;
export const PARKS_LIST = 'parks';
/** Organizations that wait to be admitted to a park. */
export const membershipRequestsList = (park: string): string => `membership-requests:${park}`;
/** What was retired for a statement. */
export const retirementsList = (statement: string): string => `retirements:${statement}`;

/** What was opened to an organization. */
export const disclosuresList = (to: string): string => `disclosures:${to}`;

/** The lists in which an entity stands, by kind. */
const indexed: { [K in Kind]?: (state: StateByKind[K], id: EntityId<K>) => IndexAttributes } = {
  block: ({ account, status, batch, from }) => ({
    account,
    holding: `${holdingPrefix(status, batch)}${padSerial(from)}`,
  }),
  organization: () => ({ list: ORGANIZATIONS_LIST }),
  accreditation: () => ({ list: ACCREDITATIONS_LIST }),
  project: () => ({ list: PROJECTS_LIST }),
  batch: ({ project, facility }) => {
    const origin = project ?? facility;
    return origin === undefined ? {} : { list: batchesList(origin) };
  },
  transfer: ({ status, to }) => (status === 'offered' ? { list: incomingList(to) } : {}),
  parcel: ({ banner }) => ({ list: parcelsList(banner) }),
  agreement: () => ({ list: AGREEMENTS_LIST }),
  report: ({ project }) => ({ list: reportsList(project) }),
  comment: (_state, id) => ({ list: commentsList(id.slice('comment:'.length, id.indexOf('/'))) }),
  'public-comment': (_state, id) => ({
    list: publicCommentsList(id.slice('public-comment:'.length, id.indexOf('/'))),
  }),
  entitlement: ({ organization, settledOn }) => ({
    list: entitlementsList(organization),
    order: settledOn,
  }),
  pledge: ({ status, to }) => (status === 'proposed' || status === 'active' ? { list: pledgesList(to) } : {}),
  facility: () => ({ list: FACILITIES_LIST }),
  generation: ({ month }) => ({ list: generationList(month) }),
  contract: () => ({ list: CONTRACTS_LIST }),
  supply: () => ({ list: SUPPLIES_LIST }),
  statement: () => ({ list: STATEMENTS_LIST }),
  dataset: ({ organization, month }) => ({ list: datasetsList(organization), order: month }),
  claim: () => ({ list: CLAIMS_LIST }),
  park: () => ({ list: PARKS_LIST }),
  membership: ({ requested }) => (requested ? { list: membershipRequestsList(requested.park) } : {}),
  retirement: ({ statement }) => ({ list: retirementsList(statement) }),
  disclosure: ({ to }) => ({ list: disclosuresList(to) }),
};

export function indexAttributes<K extends Kind>(entity: EntityId<K>, state: StateByKind[K]): IndexAttributes {
  const kind = kindOf(entity) as K | undefined;
  return (kind && indexed[kind]?.(state, entity)) ?? {};
}

/** Commits wait for the sequencer in one of these partitions of the index, so that none becomes hot. */
export const WAITING_SHARDS = 8;

/**
 * The waiting partition of a new commit. It is drawn at random, not derived from the id: a caller who chooses
 * keys could pick those of one partition and make it hot for all.
 */
export function waitingShard(): string {
  return String(Math.floor(Math.random() * WAITING_SHARDS));
}
