/**
 * The event catalogue's shapes: every fact that the registry records, in the past tense.
 * A leaf of the log is the canonical JSON of one such object; quantities are integers in the base unit.
 */
import * as z from 'zod';
import {
  AccountId,
  BatchId,
  CommitId,
  Foreign,
  line,
  MovedQuantity,
  OrganizationId,
  Origin,
  ProjectId,
  Quantity,
  Serial,
  Uscc,
  Vintage,
} from './field.ts';
import { InstrumentCode, Standard } from './instrument.ts';
import { CATEGORIES } from './methodology.ts';
import { RetirementPurpose } from './purpose.ts';
import { Role } from './role.ts';

/**
 * A range of serials that the event moves. `block` is the first serial of the block it was cut from,
 * left out when it is `from`; `since` is the commit in which these serials last changed hands or status,
 * left out when it is the block's own `prev`.
 */
const MovedRange = z.strictObject({
  from: Serial,
  to: Serial,
  block: Serial.optional(),
  since: CommitId.optional(),
});
export const Movement = z.strictObject({ batch: BatchId, ranges: z.array(MovedRange).min(1).max(99) });
export type Movement = z.infer<typeof Movement>;
const Movements = z.array(Movement).min(1).max(99);

export const factSchemas = {
  'organization.registered': z.strictObject({
    organization: OrganizationId,
    name: line(300),
    roles: z.array(Role).min(1).max(7),
    uscc: Uscc.optional(),
    foreign: Foreign.optional(),
    account: AccountId.optional(),
  }),
  'organization.identified': z.strictObject({ organization: OrganizationId, uscc: Uscc }),
  'project.registered': z.strictObject({
    project: ProjectId,
    name: line(300),
    standard: Standard,
    methodology: line(200),
    category: z.enum(CATEGORIES),
    developer: OrganizationId,
    legacy: z.boolean(),
    origin: Origin.optional(),
  }),
  'units.issued': z.strictObject({
    batch: BatchId,
    project: ProjectId,
    instrument: InstrumentCode,
    vintage: Vintage,
    quantity: Quantity,
    account: AccountId,
    /** First serials of the blocks into which the batch is issued; `[1]` is one block. */
    lanes: z.array(Serial).min(1).max(90),
    legacy: z.boolean(),
    imported: z.boolean(),
  }),
  'block.subdivided': z.strictObject({
    account: AccountId,
    batch: BatchId,
    block: Serial,
    /** First serials of the blocks that the subdivision adds. */
    starts: z.array(Serial).min(1).max(98),
  }),
  'units.offered': z.strictObject({
    from: AccountId,
    to: AccountId,
    items: Movements,
    quantity: MovedQuantity,
  }),
  'transfer.accepted': z.strictObject({ transfer: CommitId, items: Movements }),
  'transfer.rejected': z.strictObject({ transfer: CommitId, items: Movements }),
  'transfer.withdrawn': z.strictObject({ transfer: CommitId, items: Movements }),
  'units.retired': z.strictObject({
    account: AccountId,
    items: Movements,
    quantity: MovedQuantity,
    beneficiary: line(200),
    reason: line(500),
    purpose: RetirementPurpose,
    /** True where the units were retired in another registry and an import brought that in. */
    imported: z.boolean(),
  }),
  'state.recorded': z.strictObject({
    /** The state after the first `size` leaves has this root (see events/audit/state-root.ts). */
    size: z.int().min(0),
    root: z.string().regex(/^[0-9a-f]{64}$/),
  }),
} as const;

export type EventType = keyof typeof factSchemas;
export type Facts<T extends EventType> = z.infer<(typeof factSchemas)[T]>;

/** Who acted: a role of the role table, or the registry's own scheduled work. */
export const Actor = z.union([Role, z.literal('system')]);
export type Actor = z.infer<typeof Actor>;

export const Advance = z.strictObject({
  entity: z.string().min(3).max(600),
  version: z.int().min(1),
  prev: CommitId.optional(),
});
export type Advance = z.infer<typeof Advance>;

interface EventOf<T extends EventType> {
  v: 1;
  /** The commit's id. */
  id: string;
  type: T;
  /** RFC 3339 in UTC with milliseconds. */
  at: string;
  by: { org: string; role: Actor };
  advances: Advance[];
  facts: Facts<T>;
  sealed?: string;
}

/** One event of any type; `type` tells which facts it has. */
export type RegistryEvent = { [T in EventType]: EventOf<T> }[EventType];
export type EventOfType<T extends EventType> = Extract<RegistryEvent, { type: T }>;

const envelope = {
  v: z.literal(1),
  id: CommitId,
  at: z.iso.datetime({ precision: 3 }),
  by: z.strictObject({ org: line(100), role: Actor }),
  advances: z.array(Advance).min(1).max(99),
  sealed: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .optional(),
};

/** The strict schema of a whole event, by type: what the auditor holds every leaf against. */
export const eventSchemas: Record<EventType, z.ZodType> = Object.fromEntries(
  Object.entries(factSchemas).map(([type, facts]) => [
    type,
    z.strictObject({ ...envelope, type: z.literal(type), facts }),
  ]),
) as unknown as Record<EventType, z.ZodType>;
