/** A commit adds one to the version of each entity that it moves: the log is a graph of entity histories. */

import type { DisclosureState } from '../disclosure/states.ts';
import type { AgreementState, DegreeState, FootprintState, ParcelState } from '../land/states.ts';
import type {
  AccountState,
  AccreditationState,
  AlikeState,
  NameState,
  OrganizationState,
} from '../parties/states.ts';
import type {
  CertificateState,
  ConsumptionState,
  ContractState,
  ExpiryState,
  FacilityState,
  GenerationState,
  SettlementState,
  SupplyState,
} from '../power/states.ts';
import type { Standard } from '../sinks/standard.ts';
import type {
  CommenterState,
  CommentState,
  ProjectState,
  PublicCommentState,
  ReportState,
} from '../sinks/states.ts';
import type {
  ClaimState,
  DatasetState,
  MembershipState,
  ParkState,
  RetirementState,
  StatedYearState,
  StatementState,
} from '../statements/states.ts';
import { plainNumber, registrationName } from '../units/foreign-number.ts';
import type { ForeignRange } from '../units/foreign-serial.ts';
import type { InstrumentCode } from '../units/instrument.ts';
import type {
  BatchState,
  BlockState,
  DivisionState,
  EntitlementState,
  PledgeState,
  SeriesState,
  TransferState,
  VintageState,
} from '../units/states.ts';

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
  alike: AlikeState;
  accreditation: AccreditationState;
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
  'public-comment': PublicCommentState;
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
  statement: StatementState;
  dataset: DatasetState;
  'stated-year': StatedYearState;
  retirement: RetirementState;
  claim: ClaimState;
  park: ParkState;
  membership: MembershipState;
  disclosure: DisclosureState;
  state: StateRecord;
}

export type Kind = keyof StateByKind;

export type EntityState = StateByKind[Kind];

/** An entity's present version, the commit that last moved it, and its state. */
export interface Entity<S = EntityState> {
  version: number;
  commit: string;
  state: S;
}

/** `kind:key`, e.g. `block:b-0123…/751`; narrowed to one kind where the kind is known. */
export type EntityId<K extends Kind = Kind> = K extends Kind ? `${K}:${string}` : never;
/** The kind that an id names. */
export type KindOf<I extends EntityId> = I extends `${infer K extends Kind}:${string}` ? K : never;
/** The state that an entity of that id has. */
export type StateOf<I extends EntityId> = StateByKind[KindOf<I>];
/** An entity with the state that an event leaves it in. */
export type NextState<K extends Kind = Kind> = { [P in K]: [EntityId<P>, StateByKind[P]] }[K];
/** The states after an event, in the order in which it names the entities. */
export type NextStates = NextState[];

export const organizationEntity = (id: string): EntityId<'organization'> => `organization:${id}`;

export const accountEntity = (id: string): EntityId<'account'> => `account:${id}`;

export const usccEntity = (code: string): EntityId<'uscc'> => `uscc:${code}`;

/** Slashes are escaped as in a JSON pointer, so that no two names share an id. */
const escapeSlashes = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1');

export const foreignEntity = ({ source, name }: { source: string; name: string }): EntityId<'foreign'> =>
  `foreign:${escapeSlashes(source)}/${name}`;

/** One per verification body, by its organization's id. */
export const accreditationEntity = (verifier: string): EntityId<'accreditation'> =>
  `accreditation:${verifier}`;

export const projectEntity = (id: string): EntityId<'project'> => `project:${id}`;

/** `registry` is the standard of a project, or the instrument of an imported contract. */
export const registrationEntity = (
  registry: Standard | InstrumentCode,
  code: string,
): EntityId<'registration'> => `registration:${registrationName(registry, code)}`;

export const batchEntity = (id: string): EntityId<'batch'> => `batch:${id}`;

/** Caches the last id: operations name a block several times, and a text once hashed stays hashed. */
export function blockEntity(batch: string, from: number): EntityId<'block'> {
  if (batch !== lastBlock.batch || from !== lastBlock.from)
    lastBlock = { batch, from, id: `block:${batch}/${from}` };
  return lastBlock.id;
}

let lastBlock: { batch: string; from: number; id: EntityId<'block'> } = { batch: '', from: 0, id: 'block:' };

/** The batch in a block's id; undefined if the entity is no block. */
export function batchOfBlock(entity: string): string | undefined {
  return entity.startsWith('block:') ? entity.slice('block:'.length, entity.indexOf('/')) : undefined;
}

export const transferEntity = (id: string): EntityId<'transfer'> => `transfer:${id}`;

export const parcelEntity = (id: string): EntityId<'parcel'> => `parcel:${id}`;

export const agreementEntity = (id: string): EntityId<'agreement'> => `agreement:${id}`;

export const reportEntity = (id: string): EntityId<'report'> => `report:${id}`;

/** `subject` is the project or the monitoring report. */
export const commentEntity = (subject: string, number: number): EntityId<'comment'> =>
  `comment:${subject}/${number}`;

/** A comment without a name, by its number among those. */
export const publicCommentEntity = (subject: string, number: number): EntityId<'public-comment'> =>
  `public-comment:${subject}/${number}`;

/** One entity per subject and organization, so that each organization's comments are counted separately. */
export const commenterEntity = (subject: string, organization: string): EntityId<'commenter'> =>
  `commenter:${subject}/${organization}`;

export const degreeEntity = (degree: string): EntityId<'degree'> => `degree:${degree}`;

/** `cell` is a land cell, `119E42N/0123` (land/cells.ts). */
export const footprintEntity = (cell: string, project: string): EntityId<'footprint'> =>
  `footprint:${cell}/${project}`;

export const pledgeEntity = (id: string): EntityId<'pledge'> => `pledge:${id}`;

export const divisionEntity = (transfer: string): EntityId<'division'> => `division:${transfer}`;

export const entitlementEntity = (transfer: string, organization: string): EntityId<'entitlement'> =>
  `entitlement:${transfer}/${organization}`;

/** The entity that holds a province's own account. */
export const provinceEntity = (province: string): EntityId<'province'> => `province:${province}`;

/** A meter is named by its grid company, which reads it, and by the number that the company gave it. */
export const meterEntity = (grid: string, id: string): EntityId<'meter'> =>
  `meter:${grid}/${escapeSlashes(id)}`;

export const facilityEntity = (id: string): EntityId<'facility'> => `facility:${id}`;

export const generationEntity = (facility: string, month: string, energy: string): EntityId<'generation'> =>
  `generation:${facility}/${month}/${energy}`;

export const contractEntity = (id: string): EntityId<'contract'> => `contract:${id}`;

export const consumptionEntity = (contract: string, month: string, buyer: string): EntityId<'consumption'> =>
  `consumption:${contract}/${month}/${buyer}`;

export const settlementEntity = (contract: string, month: string): EntityId<'settlement'> =>
  `settlement:${contract}/${month}`;

export const supplyEntity = (id: string): EntityId<'supply'> => `supply:${id}`;

/** A certificate of another registry: that registry and its number there, however the number is written. */
export const certificateEntity = (source: string, number: string): EntityId<'certificate'> =>
  `certificate:${escapeSlashes(source)}/${plainNumber(number)}`;

/** A vintage of an imported project. */
export const vintageEntity = (project: string, year: number): EntityId<'vintage'> =>
  `vintage:${project}/${year}`;

/** A series of serial numbers, by its own registry: a serial means the same units under every instrument. */
export const seriesEntity = ({
  registry,
  series,
}: Pick<ForeignRange, 'registry' | 'series'>): EntityId<'series'> => `series:${registry}/${series}`;

export const expiryEntity = (month: string): EntityId<'expiry'> => `expiry:${month}`;

export const statementEntity = (id: string): EntityId<'statement'> => `statement:${id}`;

export const datasetEntity = (id: string): EntityId<'dataset'> => `dataset:${id}`;

/** `digest` is that of subject and boundary (statements/statement.ts). */
export const statedYearEntity = (
  organization: string,
  year: number,
  digest: string,
): EntityId<'stated-year'> => `stated-year:${organization}/${year}/${digest}`;

/** A retirement for a statement, by its commit. */
export const retirementEntity = (commit: string): EntityId<'retirement'> => `retirement:${commit}`;

export const claimEntity = (id: string): EntityId<'claim'> => `claim:${id}`;

export const parkEntity = (id: string): EntityId<'park'> => `park:${id}`;

/** An organization's memberships in parks; one entity, so that two never run at once. */
export const membershipEntity = (organization: string): EntityId<'membership'> =>
  `membership:${organization}`;

/** A disclosure, by its commit. */
export const disclosureEntity = (commit: string): EntityId<'disclosure'> => `disclosure:${commit}`;

/** The one entity that carries the recorded state roots. */
export const STATE_ENTITY: EntityId<'state'> = 'state:root';

/** What an id names besides the kind. */
export const keyOf = (id: EntityId): string => id.slice(id.indexOf(':') + 1);

/** The kind that an entity id names, or undefined if it names none. */
export function kindOf(entity: string): Kind | undefined {
  const kind = entity.slice(0, entity.indexOf(':'));
  return KINDS.has(kind) ? (kind as Kind) : undefined;
}

const KINDS: ReadonlySet<string> = new Set<Kind>([
  ...(['organization', 'account', 'uscc', 'foreign', 'alike', 'registration', 'project'] as const),
  ...(['batch', 'block', 'transfer', 'parcel', 'agreement', 'report', 'comment', 'commenter'] as const),
  ...(['degree', 'footprint', 'pledge', 'division', 'entitlement', 'province', 'meter'] as const),
  ...(['facility', 'generation', 'contract', 'consumption', 'settlement', 'supply'] as const),
  ...(['certificate', 'vintage', 'series', 'expiry', 'statement', 'stated-year'] as const),
  ...(['dataset', 'retirement', 'claim', 'park', 'membership', 'state', 'accreditation'] as const),
  ...(['disclosure', 'public-comment'] as const),
]);

/** Whether an entity is of the kind that `prefix` names; its state then has that kind's type. */
export const isStateOf = <K extends Kind>(
  prefix: `${K}:`,
  entity: string,
  _state: EntityState,
): _state is StateByKind[K] => entity.startsWith(prefix);

/** The entities that a caller has loaded for deciders and `evolve`. */
export type Entities = ReadonlyMap<string, Entity>;

/** The entity of that id, typed by the kind that the id names. */
export function read<I extends EntityId>(entities: Entities, id: I): Entity<StateOf<I>> | undefined {
  return entities.get(id) as Entity<StateOf<I>> | undefined;
}
