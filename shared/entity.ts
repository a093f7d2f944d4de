/**
 * Entities: what commits advance. Each has a version that grows by one with every commit that moves it,
 * and remembers that commit; so the log is a graph of entity histories.
 */
import type { Origin } from './field.ts';
import type { InstrumentCode, Standard } from './instrument.ts';
import type { Category } from './methodology.ts';
import type { Role } from './role.ts';

export interface OrganizationState {
  name: string;
  roles: Role[];
  uscc?: string;
  foreign?: { source: string; name: string };
  /** Absent for roles that may not own units (verifier, operator, regulator). */
  account?: string;
}

export interface AccountState {
  organization: string;
}

/** Holds a name that must be unique (a USCC, a foreign identity, a registration code) for its owner. */
export interface NameState {
  holder: string;
}

export interface ProjectState {
  name: string;
  standard: Standard;
  methodology: string;
  category: Category;
  developer: string;
  /** Registered under a methodology that is not in force here; existing units only, no new ones by verification. */
  legacy: boolean;
  origin?: Origin;
  /** Σ of its batches, in the instrument's base unit. */
  issued: number;
  /** The commit that registered it, so that evidence can point there. */
  registered: string;
}

export interface BatchState {
  project: string;
  instrument: InstrumentCode;
  vintage: number;
  issued: number;
  legacy: boolean;
  imported: boolean;
}

export const BLOCK_STATUSES = [
  'held',
  'offered',
  'pledged',
  'frozen',
  'retired',
  'cancelled',
  'expired',
  'buffer',
] as const;
export type BlockStatus = (typeof BLOCK_STATUSES)[number];

/** Statuses after which a serial is never anything else again. */
export const TERMINAL: ReadonlySet<BlockStatus> = new Set<BlockStatus>(['retired', 'cancelled', 'expired']);

/** A contiguous range of a batch's serials with one owner and one status (号段). */
export interface BlockState {
  batch: string;
  from: number;
  to: number;
  account: string;
  status: BlockStatus;
  /** The commit in which these serials last changed hands or status: a cut of the block leaves it. */
  since: string;
  /** While offered: the transfer that offers it. */
  transfer?: string;
}

export interface SerialRange {
  batch: string;
  from: number;
  to: number;
}

export type TransferStatus = 'offered' | 'accepted' | 'rejected' | 'withdrawn';
export interface TransferState {
  from: string;
  to: string;
  status: TransferStatus;
  quantity: number;
  items: SerialRange[];
}

/** The registry's latest recorded state root; a single entity, so the recordings form one chain. */
export interface StateRecord {
  size: number;
  root: string;
}

export interface StateByKind {
  organization: OrganizationState;
  account: AccountState;
  uscc: NameState;
  foreign: NameState;
  registration: NameState;
  project: ProjectState;
  batch: BatchState;
  block: BlockState;
  transfer: TransferState;
  state: StateRecord;
}
export type Kind = keyof StateByKind;
export type EntityState = StateByKind[Kind];

/** An entity as it stands: its version, the commit that last moved it, and its state. */
export interface Entity<S = EntityState> {
  version: number;
  commit: string;
  state: S;
}

/** `kind:key`, e.g. `block:b-0123…/751`. */
export type EntityId = `${Kind}:${string}`;

export const organizationEntity = (id: string): EntityId => `organization:${id}`;
export const accountEntity = (id: string): EntityId => `account:${id}`;
export const usccEntity = (code: string): EntityId => `uscc:${code}`;
/** A slash in the source is escaped as in a JSON pointer, so that no two identities share an id. */
export const foreignEntity = ({ source, name }: { source: string; name: string }): EntityId =>
  `foreign:${source.replaceAll('~', '~0').replaceAll('/', '~1')}/${name}`;
export const projectEntity = (id: string): EntityId => `project:${id}`;
export const registrationEntity = (standard: Standard, code: string): EntityId =>
  `registration:${standard}/${code}`;
export const batchEntity = (id: string): EntityId => `batch:${id}`;
export const blockEntity = (batch: string, from: number): EntityId => `block:${batch}/${from}`;
export const transferEntity = (id: string): EntityId => `transfer:${id}`;
/** The one entity that carries the recorded state roots. */
export const STATE_ENTITY: EntityId = 'state:root';

/** The kind that an entity id names, or undefined where it names none. */
export function kindOf(entity: string): Kind | undefined {
  const kind = entity.slice(0, entity.indexOf(':'));
  return KINDS.has(kind) ? (kind as Kind) : undefined;
}
const KINDS: ReadonlySet<string> = new Set<Kind>([
  'organization',
  'account',
  'uscc',
  'foreign',
  'registration',
  'project',
  'batch',
  'block',
  'transfer',
  'state',
]);

/** What deciders and `evolve` look at: the entities that a caller has loaded. */
export type Entities = ReadonlyMap<string, Entity>;

/** The entity of that id as its kind's state. The caller names the kind by the id's constructor. */
export function read<K extends Kind>(
  entities: Entities,
  _kind: K,
  id: EntityId,
): Entity<StateByKind[K]> | undefined {
  return entities.get(id) as Entity<StateByKind[K]> | undefined;
}
