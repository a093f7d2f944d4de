/**
 * A generator's certificates of one month beside credits, for tests of the rules of units
 * by their instrument.
 */
import {
  accountEntity,
  batchEntity,
  type Entity,
  type EntityId,
  facilityEntity,
} from '../../../shared/ledger/entity.ts';
import type { AccountState } from '../../../shared/parties/states.ts';
import type { FacilityState } from '../../../shared/power/states.ts';
import type { Item } from '../../../shared/units/selection.ts';
import type { BatchState, BlockState } from '../../../shared/units/states.ts';
import type { Situation } from '../ladder.ts';
import { certificates, FACILITY, generator, powerEntities } from './certificate-states.ts';
import { batchEntry, blockEntry, blocksOf, contextOf, entity, idNamed, organizationNamed } from './states.ts';

export const buyer = organizationNamed('buyer');
export const bank = organizationNamed('bank', ['financier']);
export const batch = idNamed('b', 'march');
export const credit = idNamed('b', 'credit');
/** It is 2026-08-01 in China (AT): valid are the months from 2024-09 on. */
export const MONTH = '2025-03';
/** Of their validity, in China. */
export const LAST_MOMENT = '2027-02-28T15:59:59.999Z';
export const FIRST_MOMENT_AFTER = '2027-02-28T16:00:00.000Z';

/** Whatever names units. */
export type Command = { items: Item[]; sealed?: string };
export function certificateSituation<C extends Command>(
  command: C,
  blocks: Partial<BlockState>[] = [{}, {}],
): Situation<C> {
  const credits = blocksOf(generator.account, credit, 100);
  const entities = powerEntities(
    {},
    [...buyer.entities, ...bank.entities],
    certificates('march', MONTH, blocks),
    [batchEntry(credit), ...credits.map(blockEntry)],
  );
  return {
    entities,
    candidates: heldIn(entities),
    command,
    context: contextOf(generator.id, 'generator', 'own'),
  };
}

/** As the loader finds them: held, by the one account. */
export const heldIn = (entities: Map<string, Entity>) =>
  [...entities]
    .filter(([id]) => id.startsWith('block:'))
    .map(([, each]) => each as Entity<BlockState>)
    .filter(({ state }) => state.account === generator.account && state.status === 'held');

const changeState =
  <S extends object>(id: EntityId, changed: Partial<S>) =>
  ({ entities }: { entities: Map<string, Entity> }) => {
    const { state } = entities.get(id)!;
    entities.set(id, entity({ ...state, ...changed } as never));
  };
export const changeBatch = (changed: Partial<BatchState>) =>
  changeState<BatchState>(batchEntity(batch), changed);
export const changeFacility = (changed: Partial<FacilityState>) =>
  changeState<FacilityState>(facilityEntity(FACILITY), changed);
export const inProvince = (account: string) =>
  changeState<AccountState>(accountEntity(account), { province: '15' });
export const expire = ({ context }: Situation<unknown>) => (context.at = FIRST_MOMENT_AFTER);
export const mix = ({ command }: Situation<Command>) => command.items.push({ batch: credit, quantity: 1 });
export const tradeAll = (s: Situation<unknown>) => {
  for (const { state } of s.candidates) if (state.batch === batch) Object.assign(state, { traded: true });
};
