/** Ids of what is born: made of the commit that bears it, and new. */
import { deriveId, type IdPrefix } from '../../../shared/decision.ts';
import type { EntityId } from '../../../shared/entity.ts';
import type { LiveState } from '../live-state.ts';
import type { Report } from '../violation.ts';

export function checkBorn(
  live: LiveState,
  prefix: IdPrefix,
  id: string,
  commit: string,
  entity: EntityId,
  report: Report,
): void {
  const expected = deriveId(prefix, commit);
  if (id !== expected) report('id-not-derived', { id, expected }, entity);
  if (live.entities.has(entity)) report('id-taken', { id }, entity);
}

/** A name (USCC, foreign identity, registration code) belongs to one holder. */
export function checkNameFree(live: LiveState, entity: EntityId, report: Report): void {
  const taken = live.entities.get(entity);
  if (taken)
    report('identity-taken', { name: entity, holder: (taken.state as { holder: string }).holder }, entity);
}
