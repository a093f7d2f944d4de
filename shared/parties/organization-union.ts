/**
 * Two identities of one organization: names that other registries write differently come in as two. One
 * remains, under the USCC. The other is closed; all that it has or is a side of stays in its name, and the
 * first acts for it, as the leaf says. So nothing else moves, and no decision that knew it goes wrong.
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
  const next: NextStates = [
    [
      organizationEntity(organization),
      { ...kept, ...(uscc && { uscc }), united: [...(kept.united ?? []), united] },
    ],
    [organizationEntity(united), { ...closed, unitedInto: organization }],
  ];
  const holder = { holder: organization };
  if (closed.foreign) next.push([foreignEntity(closed.foreign), holder]);
  if (uscc) next.push([usccEntity(uscc), holder]);
  return next;
}
