/** Ids of newborn entities: derived from the commit that bears them, and new. */

import { MalformedError } from '../../../../shared/base/malformed.ts';
import { deriveId, type IdPrefix } from '../../../../shared/ledger/decision.ts';
import type { EntityId } from '../../../../shared/ledger/entity.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';

export function checkBorn(
  live: LiveState,
  prefix: IdPrefix,
  id: string,
  commit: string,
  entity: EntityId,
  violates: Violates,
): void {
  const expected = bornId(prefix, commit);
  if (id !== expected) violates('id-not-derived', { id, expected }, entity);
  if (live.entities.has(entity)) violates('id-taken', { id }, entity);
}

/**
 * The id that the commit makes; undefined where a forged commit id has the right letters but is
 * no digest at all.
 */
export function bornId(prefix: IdPrefix, commit: string): string | undefined {
  try {
    return deriveId(prefix, commit);
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

/** The kinds of entities that stand for a name and say who holds it. */
type NameKind = 'uscc' | 'foreign' | 'registration' | 'meter' | 'province';

/** A name (USCC, foreign identity, registration code, meter, province) belongs to one holder. */
export function checkNameFree(live: LiveState, entity: EntityId<NameKind>, violates: Violates): void {
  const taken = live.state(entity);
  if (taken) violates('identity-taken', { name: entity, holder: taken.holder }, entity);
}
