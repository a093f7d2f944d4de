/** The organization that acts, read with every command and with every question that isn't everybody's. */
import { type Acting, refuseActing } from '../../shared/acting.ts';
import { organizationEntity } from '../../shared/entity.ts';
import type { Rejection } from '../../shared/rejection.ts';
import type { World } from './commit.ts';
import type { StoredEntities } from './stored.ts';

export interface Standing {
  /** The organization's entity, strongly consistent: its role may be a moment old. Empty where it has none. */
  entities: StoredEntities;
  /** Why it may not act. Final: what is still under way would not change it. */
  refusal: Rejection | undefined;
}

export async function standingOf(
  { reads, rootOperator }: Pick<World, 'reads' | 'rootOperator'>,
  { org, role }: Acting,
): Promise<Standing> {
  const entities: StoredEntities =
    role === 'system' ? new Map() : await reads.entities([organizationEntity(org)]);
  return { entities, refusal: refuseActing(entities, { org, role }, rootOperator) };
}
