/** DOMAIN §3: certificates given up because a correction left less than was issued. */
import { accountEntity, batchEntity, facilityEntity } from '../../../../shared/ledger/entity.ts';
import type { EventOfType } from '../../../../shared/ledger/event.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';
import { checkActsFor } from '../log/authority.ts';
import { checkMoved, checkQuantity } from '../units/movement.ts';

/** A `certificates.cancelled` whose cause is `over-issuance`. */
export function overIssuedCancelled(
  live: LiveState,
  event: EventOfType<'certificates.cancelled'>,
  violates: Violates,
): void {
  const { facility, energy, project, report: fulfilled, remaining, account, items, quantity } = event.facts;
  checkActsFor(live, event, account, violates);
  checkMoved(live, items, { account }, violates);
  checkQuantity(quantity, items, violates);
  const entity = facilityEntity(facility);
  const state = live.state(entity);
  const ofReductions = [project, fulfilled, remaining].some((member) => member !== undefined);
  if (ofReductions || energy === undefined) violates('over-issuance-members');
  if (!state) violates('facility-unknown', { facility }, entity);
  if (!state || energy === undefined) return;
  const owner = live.state(accountEntity(account));
  const issuedTo =
    energy === 'mechanism-priced'
      ? owner?.province !== undefined && owner.province === state.province
      : account === state.account && owner?.organization === state.owner;
  const mayCancel = event.by.role === 'operator' || event.by.org === state.owner;
  if (!issuedTo || !mayCancel)
    violates('over-issuance-account', {
      account,
      expected: energy === 'mechanism-priced' ? state.province : state.account,
    });
  for (const { batch } of items) {
    const other = live.state(batchEntity(batch));
    if (other && (other.facility !== facility || other.energy !== energy))
      violates('over-issuance-batch', { batch, facility, energy }, batchEntity(batch));
  }
  const { kilowattHours = 0, issued = 0, cancelled = 0 } = state.energy[energy] ?? {};
  const open = Math.max(0, Math.ceil(issued - cancelled - kilowattHours / 1000));
  if (quantity > open) violates('over-issuance-exceeded', { quantity, open }, entity);
}
