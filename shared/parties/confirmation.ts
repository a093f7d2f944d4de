/**
 * An organization's demand for two pairs of eyes: the commands that need an initiator and a confirmer of its
 * own. It is put, changed and lifted by two alone: otherwise one person could lift it and act, or could lock
 * the organization out of its own commands.
 */
import type { Demandable } from '../ledger/confirmation.ts';
import { type Entities, type NextStates, organizationEntity, read } from '../ledger/entity.ts';
import { confirmedAs, type EventOfType, type EventType } from '../ledger/event.ts';

export function evolveConfirmationRequired(
  entities: Entities,
  { at, facts: { organization, commands } }: EventOfType<'organization.confirmation-required'>,
): NextStates {
  const id = organizationEntity(organization);
  const current = read(entities, id);
  if (!current) return [];
  const { confirmation: before = [], ...state } = current.state;
  // What was demanded before goes on without a gap.
  const confirmation = commands.map(
    (command) => before.find((each) => each.command === command) ?? { command, from: at },
  );
  return [[id, { ...state, ...(confirmation.length > 0 && { confirmation }) }]];
}

/** The organization of these that demands two pairs of eyes for such an event, and the word for it. */
export function demandOf(
  entities: Entities,
  organizations: readonly string[],
  type: EventType,
): { org: string; command: Demandable | 'demand' } | undefined {
  const command = confirmedAs(type);
  if (command === undefined) return undefined;
  const demands = (org: string) =>
    read(entities, organizationEntity(org))?.state.confirmation?.some((each) => each.command === command);
  const org = command === 'demand' ? organizations[0] : organizations.find(demands);
  return org === undefined ? undefined : { org, command };
}
