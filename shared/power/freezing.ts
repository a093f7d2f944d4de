/**
 * CCER or green certificate, never both for the same MWh (2024 notice, DOMAIN §3): a CCER power project
 * freezes the unbought certificates of its crediting period, and its reductions cancel the matching ones.
 */

import type { Entities, NextStates } from '../ledger/entity.ts';
import type { EventOfType } from '../ledger/event.ts';
import { moveBlocks } from '../units/block.ts';
import { changedFacility, energyAccount, withEnergy } from './facility.ts';

export function evolveCertificatesFrozen(
  entities: Entities,
  { id, facts: { facility, project, crediting, items = [] } }: EventOfType<'certificates.frozen'>,
): NextStates {
  return [
    ...moveBlocks(entities, items, id, ({ account }) => ({ account, status: 'frozen' })),
    ...changedFacility(entities, facility, (state) => ({ ...state, frozen: { project, crediting } })),
  ];
}

export function evolveCertificatesReleased(
  entities: Entities,
  { id, facts: { facility, items = [], remaining } }: EventOfType<'certificates.released'>,
): NextStates {
  return [
    ...moveBlocks(entities, items, id, ({ account }) => ({ account, status: 'held' })),
    ...changedFacility(entities, facility, ({ frozen, ...rest }) =>
      remaining === 0 || !frozen ? rest : { ...rest, frozen },
    ),
  ];
}

export function evolveCertificatesCancelled(
  entities: Entities,
  { id, facts: { facility, cause, energy, items, quantity } }: EventOfType<'certificates.cancelled'>,
): NextStates {
  return [
    ...moveBlocks(entities, items, id, ({ account }) => ({ account, status: 'cancelled' })),
    ...changedFacility(entities, facility, (state) => {
      if (cause !== 'over-issuance' || !energy) return state;
      const account = energyAccount(state, energy);
      return withEnergy(state, energy, { ...account, cancelled: account.cancelled + quantity });
    }),
  ];
}
