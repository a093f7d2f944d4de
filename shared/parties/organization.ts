/** Organizations and their accounts. One organization, one USCC (DOMAIN §1). */

import {
  accountEntity,
  type Entities,
  type EntityId,
  foreignEntity,
  type NextStates,
  organizationEntity,
  read,
  usccEntity,
} from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { alikeEntities } from './alike.ts';
import { ALIKE_MAX } from './facts.ts';

export function evolveOrganizationRegistered(
  entities: Entities,
  { facts }: EventOfType<'organization.registered'>,
): NextStates {
  const { organization, alike: _, ...state } = facts;
  const next: NextStates = [[organizationEntity(organization), state]];
  if (facts.account) next.push([accountEntity(facts.account), { organization }]);
  if (facts.uscc) next.push([usccEntity(facts.uscc), { holder: organization }]);
  if (facts.foreign) next.push([foreignEntity(facts.foreign), { holder: organization }]);
  for (const name of alikeEntities(facts).filter((each) => hasRoom(entities, each))) {
    const holders = read(entities, name)?.state.holders ?? [];
    next.push([name, { holders: [...holders, organization] }]);
  }
  return next;
}

/** A full list isn't advanced any more, so a name that everybody bears makes nobody wait. */
export const hasRoom = (entities: Entities, name: EntityId<'alike'>) =>
  (read(entities, name)?.state.holders.length ?? 0) < ALIKE_MAX;

export function evolveOrganizationIdentified(
  entities: Entities,
  { facts: { organization, uscc } }: EventOfType<'organization.identified'>,
): NextStates {
  const id = organizationEntity(organization);
  const current = read(entities, id);
  if (!current) return [];
  return [
    [id, { ...current.state, uscc }],
    [usccEntity(uscc), { holder: organization }],
  ];
}
