/** The organization that acts and the one it acts for, read with every command and non-public question. */

import { organizationEntity } from '../../shared/ledger/entity.ts';
import type { Rejection } from '../../shared/ledger/rejection.ts';
import { type Acting, refuseActing } from '../../shared/parties/acting.ts';
import type { World } from './ledger-world.ts';
import type { StoredEntities } from './stored.ts';

export interface Standing {
  /** The organizations' entities, strongly consistent: a role may be a moment old. Empty without any. */
  entities: StoredEntities;
  /** Why the organization may not act. Final: no commit still under way would change it. */
  refusal: Rejection | undefined;
}

export async function standingOf(
  { reads, rootOperator }: Pick<World, 'reads' | 'rootOperator'>,
  { org, agent, role }: Acting,
): Promise<Standing> {
  const acting = [org, ...(agent ? [agent] : [])].map(organizationEntity);
  const entities: StoredEntities = role === 'system' ? new Map() : await reads.entities(acting);
  return { entities, refusal: refuseActing(entities, { org, agent, role }, rootOperator) };
}
