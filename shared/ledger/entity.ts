/** What commits advance. A version grows by one with each commit that moves it: the log is a graph of entity histories. */

import type { Period } from '../base/day.ts';
import type { AgreementState } from '../land/agreement.ts';
import type { ParcelState } from '../land/parcel.ts';
import type { AlikeState } from '../parties/alike.ts';
import type { OrganizationKey } from '../parties/organization-key.ts';
import type { ConsumptionState } from '../power/consumption.ts';
import type { ContractState } from '../power/contract.ts';
import type { FacilityState } from '../power/facility.ts';
import type { CertificateState } from '../power/foreign-certificate.ts';
import type { GenerationState } from '../power/generation.ts';
import type { ProvinceCode } from '../power/province.ts';
import type { SettlementState } from '../power/settlement.ts';
import type { SupplyState } from '../power/supply.ts';
import type { Energy } from '../power/technology.ts';
import type { CommenterState, CommentState } from '../sinks/comment-state.ts';
import type { ReportState } from '../sinks/monitoring-report.ts';
import type { ProjectState } from '../sinks/project.ts';
import type { ForeignIssuance, SeriesState, VintageState } from '../units/foreign-issuance.ts';
import { plainNumber, registrationName } from '../units/foreign-number.ts';
import type { ForeignRange } from '../units/foreign-serial.ts';
import type { DivisionState, EntitlementState } from '../units/income.ts';
import type { InstrumentCode, Standard } from '../units/instrument.ts';
import type { PledgeState } from '../units/pledge.ts';
import type { Role } from './role.ts';

export interface OrganizationState {
  name: string;
  roles: Role[];
  uscc?: string;
  foreign?: { source: string; name: string };
  /** Absent for roles that may not own units (verifier, operator, regulator). */
  account?: string;
  /** Keys that sign its commands, and those that ended a short while ago; and whether somebody else ended its last one. */
  keys?: OrganizationKey[];
  keyEndedByOther?: true;
  /** Other identities of the same organization: it acts for each of them … */
  united?: string[];
  /** … and whoever was united into another acts no more. */
  unitedInto?: string;
}

export interface AccountState {
  organization: string;
  /** The project whose buffer it holds; such units are never moved but by a reversal. */
  buffer?: string;
  /** The province whose certificates of mechanism-priced power it holds; such are never sold. */
  province?: ProvinceCode;
}

/** Holds a name that must be unique (a USCC, a foreign identity, a registration code, a province, a meter) for its owner. */
export interface NameState {
  holder: string;
}

/** One issuance: of a project's vintage, in tonnes, or of a facility's generation, in MWh. */
export interface BatchState {
  instrument: InstrumentCode;
  /** Calendar year of the reductions, or of the generation. */
  vintage: number;
  issued: number;
  legacy: boolean;
  imported: boolean;
  /** Of credits: the project … */
  project?: string;
  /** … and the monitoring report that it fulfils; absent for imports. */
  report?: string;
  /** Of an import: what the other registry says of its issuance. */
  foreign?: ForeignIssuance;
  /** Of certificates: the facility, … */
  facility?: string;
  /** … the kind of energy, … */
  energy?: Energy;
  /** … and the days of generation, a month's or, for imports, any. */
  generated?: Period;
  /** The official code of its first certificate (32 characters), where it was given. */
  code?: string;
  /** The imported contract that it fulfils … */
  supply?: string;
  /** … and what it took of which certificates of the other registry, kWh. */
  certificates?: { number: string; drawn: number }[];
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
  /** Retired in the registry that it was imported from: all that may still happen to it is that this is recorded. */
  'retired-elsewhere',
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
  /** While offered or pledged: the pledge. */
  pledge?: string;
  /** It has changed hands since it was issued: its next sale is no first one. */
  traded?: true;
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
  /** The project whose first sale it is, at a sealed price. */
  primary?: string;
  /** The commitment to its price. */
  sealed?: string;
  /** Of a first sale: the day in China on which it was accepted. */
  acceptedOn?: string;
  /** Of a first sale: its income has been divided. */
  divided?: true;
}

/** A one-degree cell of land: every publication that touches it moves it, so that of two at once one waits. */
export interface DegreeState {
  publications: number;
}

/** A project is looked for in this cell; where exactly it lies, its boundary says. */
export interface FootprintState {
  project: string;
}

/** The registry's latest recorded state root; a single entity, so the recordings form one chain. */
export interface StateRecord {
  size: number;
  root: string;
}

/** Nothing generated in that month is live any more. */
export interface ExpiryState {
  month: string;
}

export interface StateByKind {
  organization: OrganizationState;
  account: AccountState;
  uscc: NameState;
  foreign: NameState;
  alike: AlikeState;
  registration: NameState;
  project: ProjectState;
  batch: BatchState;
  block: BlockState;
  transfer: TransferState;
  parcel: ParcelState;
  agreement: AgreementState;
  report: ReportState;
  comment: CommentState;
  commenter: CommenterState;
  degree: DegreeState;
  footprint: FootprintState;
  pledge: PledgeState;
  division: DivisionState;
  entitlement: EntitlementState;
  province: NameState;
  meter: NameState;
  facility: FacilityState;
  generation: GenerationState;
  contract: ContractState;
  consumption: ConsumptionState;
  settlement: SettlementState;
  supply: SupplyState;
  certificate: CertificateState;
  vintage: VintageState;
  series: SeriesState;
  expiry: ExpiryState;
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
/** A slash is escaped as in a JSON pointer, so that no two names share an id. */
const escapeSlashes = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1');
export const foreignEntity = ({ source, name }: { source: string; name: string }): EntityId =>
  `foreign:${escapeSlashes(source)}/${name}`;
export const projectEntity = (id: string): EntityId => `project:${id}`;
/** `registry` is the standard of a project, or the instrument of an imported contract. */
export const registrationEntity = (registry: Standard | InstrumentCode, code: string): EntityId =>
  `registration:${registrationName(registry, code)}`;
export const batchEntity = (id: string): EntityId => `batch:${id}`;
/** The last id made is kept: what is done with a block names it several times, and a text once hashed stays hashed. */
export function blockEntity(batch: string, from: number): EntityId {
  if (batch !== lastBlock.batch || from !== lastBlock.from)
    lastBlock = { batch, from, id: `block:${batch}/${from}` };
  return lastBlock.id;
}
let lastBlock: { batch: string; from: number; id: EntityId } = { batch: '', from: 0, id: 'block:' };
/** The batch in a block's id; undefined where the entity is no block. */
export function batchOfBlock(entity: string): string | undefined {
  return entity.startsWith('block:') ? entity.slice('block:'.length, entity.indexOf('/')) : undefined;
}
export const transferEntity = (id: string): EntityId => `transfer:${id}`;
export const parcelEntity = (id: string): EntityId => `parcel:${id}`;
export const agreementEntity = (id: string): EntityId => `agreement:${id}`;
export const reportEntity = (id: string): EntityId => `report:${id}`;
/** `subject` is the project or the monitoring report. */
export const commentEntity = (subject: string, number: number): EntityId => `comment:${subject}/${number}`;
/** One per subject and organization, so that what each has said is counted and nobody's count is everybody's. */
export const commenterEntity = (subject: string, organization: string): EntityId =>
  `commenter:${subject}/${organization}`;
export const degreeEntity = (degree: string): EntityId => `degree:${degree}`;
/** `cell` is a land cell, `119E42N/0123` (land/cells.ts). */
export const footprintEntity = (cell: string, project: string): EntityId => `footprint:${cell}/${project}`;
export const pledgeEntity = (id: string): EntityId => `pledge:${id}`;
export const divisionEntity = (transfer: string): EntityId => `division:${transfer}`;
export const entitlementEntity = (transfer: string, organization: string): EntityId =>
  `entitlement:${transfer}/${organization}`;
/** A province's own account is held under this name. */
export const provinceEntity = (province: string): EntityId => `province:${province}`;
/** A meter has its number from the grid company that reads it. */
export const meterEntity = (grid: string, id: string): EntityId => `meter:${grid}/${escapeSlashes(id)}`;
export const facilityEntity = (id: string): EntityId => `facility:${id}`;
export const generationEntity = (facility: string, month: string, energy: string): EntityId =>
  `generation:${facility}/${month}/${energy}`;
export const contractEntity = (id: string): EntityId => `contract:${id}`;
export const consumptionEntity = (contract: string, month: string, buyer: string): EntityId =>
  `consumption:${contract}/${month}/${buyer}`;
export const settlementEntity = (contract: string, month: string): EntityId =>
  `settlement:${contract}/${month}`;
export const supplyEntity = (id: string): EntityId => `supply:${id}`;
/** A certificate of another registry, by that registry and the number that it has there, however that is written. */
export const certificateEntity = (source: string, number: string): EntityId =>
  `certificate:${escapeSlashes(source)}/${plainNumber(number)}`;
/** A vintage of an imported project. */
export const vintageEntity = (project: string, year: number): EntityId => `vintage:${project}/${year}`;
/** A series of serial numbers, by its own registry: the same serial is the same units as whichever instrument. */
export const seriesEntity = ({ registry, series }: Pick<ForeignRange, 'registry' | 'series'>): EntityId =>
  `series:${registry}/${series}`;
export const expiryEntity = (month: string): EntityId => `expiry:${month}`;
/** The one entity that carries the recorded state roots. */
export const STATE_ENTITY: EntityId = 'state:root';

/** The kind that an entity id names, or undefined where it names none. */
export function kindOf(entity: string): Kind | undefined {
  const kind = entity.slice(0, entity.indexOf(':'));
  return KINDS.has(kind) ? (kind as Kind) : undefined;
}
const KINDS: ReadonlySet<string> = new Set<Kind>([
  ...(['organization', 'account', 'uscc', 'foreign', 'alike', 'registration', 'project'] as const),
  ...(['batch', 'block', 'transfer', 'parcel', 'agreement', 'report', 'comment', 'commenter'] as const),
  ...(['degree', 'footprint', 'pledge', 'division', 'entitlement', 'province', 'meter'] as const),
  ...(['facility', 'generation', 'contract', 'consumption', 'settlement', 'supply'] as const),
  ...(['certificate', 'vintage', 'series', 'expiry', 'state'] as const),
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
