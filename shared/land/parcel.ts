/**
 * Resource parcels (资源地块): the survey of forest, grassland, wetland, farmland and herds brings them in. A
 * parcel doesn't know the projects that use it: withdrawal bars future use only, and projects refuse
 * withdrawn parcels.
 */

import { type Entities, type NextStates, parcelEntity, read } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';

export function evolveParcelRegistered(
  _entities: Entities,
  { by, facts }: EventOfType<'parcel.registered'>,
): NextStates {
  const { parcel, ...state } = facts;
  return [[parcelEntity(parcel), { ...state, registrant: by.org, status: 'surveyed' }]];
}

export function evolveParcelWithdrawn(
  entities: Entities,
  { facts }: EventOfType<'parcel.withdrawn'>,
): NextStates {
  const id = parcelEntity(facts.parcel);
  const current = read(entities, id);
  return current ? [[id, { ...current.state, status: 'withdrawn' }]] : [];
}
