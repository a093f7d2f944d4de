/**
 * The event catalogue's shapes: every fact that the registry records, in the past tense.
 * A leaf of the log is the canonical JSON of one such object; quantities are integers in the base unit.
 */
import * as z from 'zod';
import { CommitId, line, OrganizationId } from '../base/field.ts';
import { disclosureFacts } from '../disclosure/facts.ts';
import { landFacts } from '../land/facts.ts';
import { partyFacts } from '../parties/facts.ts';
import { accreditationFacts } from '../parties/facts-accreditation.ts';
import { powerFacts } from '../power/facts.ts';
import { contractFacts } from '../power/facts-contract.ts';
import { projectFacts } from '../sinks/facts.ts';
import { reportFacts } from '../sinks/facts-report.ts';
import { statementFacts } from '../statements/facts.ts';
import { datasetFacts } from '../statements/facts-dataset.ts';
import { parkFacts } from '../statements/facts-park.ts';
import { unitFacts } from '../units/facts.ts';
import { Confirmation, type Demandable } from './confirmation.ts';
import { Role } from './role.ts';
import { Signature } from './signature.ts';

export const factSchemas = {
  ...partyFacts,
  ...accreditationFacts,
  ...unitFacts,
  ...landFacts,
  ...projectFacts,
  ...reportFacts,
  ...powerFacts,
  ...contractFacts,
  ...statementFacts,
  ...datasetFacts,
  ...parkFacts,
  ...disclosureFacts,
  'state.recorded': z.strictObject({
    /** The number of leaves after which the state has this root (see events/audit/state-root.ts). */
    size: z.int().min(0),
    root: z.string().regex(/^[0-9a-f]{64}$/),
  }),
} as const;

export type EventType = keyof typeof factSchemas;
export type Facts<T extends EventType> = z.infer<(typeof factSchemas)[T]>;

/** The actor: a role of the role table, or the registry's own scheduled work. */
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
  /** The organization that acts; `for` is the one that was united into it, if it acts for that one. */
  by: { org: string; role: Actor; for?: string };
  advances: Advance[];
  facts: Facts<T>;
  sealed?: string;
  /** The organization's signature, if it has a key. */
  sig?: Signature;
  /** Where one representative of the organization initiated it and another one confirmed it. */
  confirmation?: Confirmation;
}

/** One event of any type; `type` tells which facts it has. */
export type RegistryEvent = { [T in EventType]: EventOf<T> }[EventType];
export type EventOfType<T extends EventType> = Extract<RegistryEvent, { type: T }>;

/** The event as its party's own act: the domain's rules treat an act done for another as that other's own. */
export function asParty<E extends RegistryEvent>(event: E): E {
  const { by } = event;
  return by.for === undefined ? event : { ...event, by: { org: by.for, role: by.role } };
}

/** Events with a private part (prices, a loan, amounts), which `sealed` commits to; no other has one. */
const SEALED: ReadonlySet<string> = new Set<EventType>([
  'units.offered',
  'pledge.proposed',
  'income.divided',
  'contract.proposed',
  'contract.settled',
  'statement.submitted',
  'statement.revised',
  'dataset.delivered',
]);

/**
 * The events that two pairs of eyes may stand behind, by the word under which an organization demands it.
 * They give units away, bind them, take them in, or claim something; what takes such a step back needs one
 * alone. The demand itself always needs two.
 */
const CONFIRMED_AS: Readonly<Partial<Record<string, Demandable | 'demand'>>> = {
  'units.retired': 'retirement',
  'units.offered': 'transfer',
  'transfer.accepted': 'transfer',
  'pledge.proposed': 'pledge',
  'pledge.accepted': 'pledge',
  'pledge.released': 'pledge',
  'pledge.enforced': 'pledge',
  'claim.made': 'claim',
  'organization.confirmation-required': 'demand',
} satisfies Partial<Record<EventType, Demandable | 'demand'>>;

/** Under which word two pairs of eyes are demanded for events of that type; undefined where they can't be. */
export const confirmedAs = (type: EventType): Demandable | 'demand' | undefined => CONFIRMED_AS[type];

const envelope = {
  v: z.literal(1),
  id: CommitId,
  at: z.iso.datetime({ precision: 3 }),
  by: z.strictObject({ org: line(100), role: Actor, for: OrganizationId.optional() }),
  advances: z.array(Advance).min(1).max(99),
  sig: Signature.optional(),
};
const sealed = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/)
  .optional();

/** The strict schema of a whole event, by type; the auditor checks every leaf against it. */
export const eventSchemas: Record<EventType, z.ZodType> = Object.fromEntries(
  Object.entries(factSchemas).map(([type, facts]) => [
    type,
    z.strictObject({
      ...envelope,
      type: z.literal(type),
      facts,
      ...(SEALED.has(type) && { sealed }),
      ...(CONFIRMED_AS[type] && { confirmation: Confirmation.optional() }),
    }),
  ]),
) as unknown as Record<EventType, z.ZodType>;
