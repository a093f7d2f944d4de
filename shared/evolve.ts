/**
 * `evolve`: from the states before an event to the states after it. The same function makes the table's items,
 * the auditor's replay and the tests' models, so that no state exists but through its event.
 */
import { evolveUnitsIssued } from './batch.ts';
import { type Entities, type Entity, type EntityId, type EntityState, STATE_ENTITY } from './entity.ts';
import type { EventOfType, EventType, RegistryEvent } from './event.ts';
import { evolveOrganizationIdentified, evolveOrganizationRegistered } from './organization.ts';
import { evolveProjectRegistered } from './project.ts';
import { evolveUnitsRetired } from './retirement.ts';
import { evolveBlockSubdivided } from './subdivision.ts';
import { evolveTransferSettled, evolveUnitsOffered } from './transfer.ts';

type Evolver<T extends EventType> = (entities: Entities, event: EventOfType<T>) => [EntityId, EntityState][];

const evolvers: { [T in EventType]: Evolver<T> } = {
  'organization.registered': evolveOrganizationRegistered,
  'organization.identified': evolveOrganizationIdentified,
  'project.registered': evolveProjectRegistered,
  'units.issued': evolveUnitsIssued,
  'block.subdivided': evolveBlockSubdivided,
  'units.offered': evolveUnitsOffered,
  'transfer.accepted': evolveTransferSettled,
  'transfer.rejected': evolveTransferSettled,
  'transfer.withdrawn': evolveTransferSettled,
  'units.retired': evolveUnitsRetired,
  'state.recorded': (_entities, { facts }) => [[STATE_ENTITY, facts]],
};

/** The new states of the entities that the event advances, in the order in which the event names them. */
export function evolve(entities: Entities, event: RegistryEvent): [EntityId, EntityState][] {
  const evolver = evolvers[event.type] as Evolver<EventType>;
  return evolver(entities, event);
}

/** The advanced entities complete with version and commit. Throws when event and evolver disagree on which they are. */
export function advancedEntities(entities: Entities, event: RegistryEvent): Map<EntityId, Entity> {
  const states = new Map(evolve(entities, event));
  const advanced = new Map<EntityId, Entity>();
  for (const { entity, version } of event.advances) {
    const state = states.get(entity as EntityId);
    if (!state) throw new Error(`${event.type} advances ${entity}, but evolve has no state for it`);
    advanced.set(entity as EntityId, { version, commit: event.id, state });
  }
  if (advanced.size !== states.size)
    throw new Error(`${event.type} evolves entities that it doesn't advance`);
  return advanced;
}
