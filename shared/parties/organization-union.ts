/**
 * Two identities that are one organization: names that other registries write differently come in as two. One of them
 * remains, under the USCC; the other is closed, and all that it has or is a side of stays as it is, in its name. Who
 * remains acts for it, and the leaf says so. So nothing else moves, and no decision that knew the other goes wrong.
 */
import {
  type Entities,
  foreignEntity,
  type NextStates,
  organizationEntity,
  read,
  usccEntity,
} from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';

export function evolveOrganizationUnited(
  entities: Entities,
  { facts: { organization, united, uscc } }: EventOfType<'organization.united'>,
): NextStates {
  const kept = read(entities, organizationEntity(organization))?.state;
  const closed = read(entities, organizationEntity(united))?.state;
  if (!kept || !closed) return [];
  const holder = { holder: organization };
  return [
    [
      organizationEntity(organization),
      { ...kept, ...(uscc && { uscc }), united: [...(kept.united ?? []), united] },
    ],
    [organizationEntity(united), { ...closed, unitedInto: organization }],
    ...(closed.foreign ? ([[foreignEntity(closed.foreign), holder]] as NextStates) : []),
    ...(uscc ? ([[usccEntity(uscc), holder]] as NextStates) : []),
  ];
}
