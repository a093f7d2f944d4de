/**
 * How a command becomes an event. A decider is pure: `decide(entities, command, context)` gives a draft or a
 * named rejection; `eventOf` completes the draft with the envelope; `evolve` (evolve.ts) gives the states.
 */

import { fromBase64url, toBase64url, toHex, toUtf8 } from '../base/encoding.ts';
import { sha256 } from '../base/sha256.ts';
import { CONFIRMATION_BYTES_MAX, type Confirmation } from './confirmation.ts';
import type { Entities, EntityId } from './entity.ts';
import type { Actor, Advance, EventType, Facts, RegistryEvent } from './event.ts';
import type { Scope } from './role.ts';
import { SIGNATURE_BYTES_MAX, type Signature } from './signature.ts';

/** All that a decider may know besides state and command: who commands, when, and under which commit id. */
export interface Context {
  /** The commit's id; the ids of entities that the command creates are derived from it. */
  id: string;
  /** RFC 3339 in UTC with milliseconds. */
  at: string;
  /** The party: the organization whose things the command may move. */
  org: string;
  /**
   * The organization that the party was united into, if that one acts for it; absent if the party acts
   * itself.
   */
  agent?: string | undefined;
  role: Actor;
  /** Whether the role table grants the action on any organization's entities or only on the caller's own. */
  scope: Scope;
}

/**
 * A decided event, before its envelope. `E` names the types that a decider may draft. `advances` lists the
 * entities in a stable, reproducible order.
 */
export type Draft<E extends EventType = EventType> = {
  [T in E]: { type: T; facts: Facts<T>; advances: EntityId[]; sealed?: string };
}[E];

/** The longest leaf allowed, so that a bundle of 256 leaves stays within what one response can carry. */
export const LEAF_BYTES_MAX = 16_384;
export const leafBytesMax = ({ sig, confirmation }: { sig?: unknown; confirmation?: unknown }): number =>
  LEAF_BYTES_MAX +
  (sig === undefined ? 0 : SIGNATURE_BYTES_MAX) +
  (confirmation === undefined ? 0 : CONFIRMATION_BYTES_MAX);

/** One transaction holds 100 actions; one of them is the commit itself (DynamoDB TransactWriteItems). */
export const ADVANCES_MAX = 99;

/** `base64url(SHA-256(organization ‖ "\n" ‖ key))`; an organization has no newline, so no two pairs meet. */
export function commitId(org: string, idempotencyKey: string): string {
  return toBase64url(sha256(toUtf8(`${org}\n${idempotencyKey}`)));
}

/**
 * Organization, account, project, batch, parcel (land), agreement (joint development), monitoring report,
 * facility, contract (power), emission statement, claim, park (zone).
 */
export type IdPrefix = 'o' | 'a' | 'p' | 'b' | 'l' | 'j' | 'm' | 'f' | 'c' | 'e' | 'k' | 'z';

/** A new entity's id: prefix and first 80 bits of the commit that creates it, so a retry names the same. */
export function deriveId(prefix: IdPrefix, commitId: string): string {
  return `${prefix}-${toHex(fromBase64url(commitId)).slice(0, 20)}`;
}

/** The complete event: each advanced entity with its next version and the commit that last moved it. */
export function eventOf(
  draft: Draft,
  entities: Entities,
  context: Context,
  sig?: Signature,
  confirmation?: Confirmation,
): RegistryEvent {
  const advances: Advance[] = draft.advances.map((entity) => {
    const current = entities.get(entity);
    return current ? { entity, version: current.version + 1, prev: current.commit } : { entity, version: 1 };
  });
  const { org, agent, role } = context;
  return {
    v: 1,
    id: context.id,
    type: draft.type,
    at: context.at,
    by: agent === undefined ? { org, role } : { org: agent, role, for: org },
    advances,
    facts: draft.facts,
    ...(draft.sealed && { sealed: draft.sealed }),
    ...(sig && { sig }),
    ...(confirmation && { confirmation }),
  } as RegistryEvent;
}
