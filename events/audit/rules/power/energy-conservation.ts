/**
 * DOMAIN §3, at the end of the log: Σ certificates × 1000 + carry = Σ kWh, by facility and kind of energy.
 */
import { facilityEntity, isStateOf } from '../../../../shared/ledger/entity.ts';
import type { LiveState } from '../../live-state.ts';
import type { Violates } from '../../violation.ts';

/** Sums of the records themselves, for comparison with the facility's own account. */
interface Sums {
  facility: string;
  energy: string;
  /** Net, of the readings in force. */
  kilowattHours: number;
  /** MWh of its batches. */
  issued: number;
}

/**
 * Each facility's kWh are those of its readings in force, and its certificates those of its batches. The
 * carry is their difference, so nothing was issued without its kWh. Imported facilities have batches alone.
 */
export function checkEnergy(live: LiveState, violates: Violates): void {
  const sums = sumUp(live);
  for (const [entity, { state }] of live.entities) {
    if (!isStateOf('facility:', entity, state)) continue;
    const { energy, origin } = state;
    for (const [kind, account] of Object.entries(energy)) {
      const key = keyOf(entity.slice('facility:'.length), kind);
      const { kilowattHours = 0, issued = 0 } = sums.get(key) ?? {};
      sums.delete(key);
      if (origin === undefined && account.kilowattHours !== kilowattHours)
        violates('energy-conservation', { account: account.kilowattHours, sum: kilowattHours }, entity);
      if (account.issued !== issued)
        violates('certificate-conservation', { account: account.issued, sum: issued }, entity);
      const carried = account.kilowattHours - 1000 * (account.issued - account.cancelled);
      if (carried >= 1000) violates('carry-whole', { kilowattHours: carried }, entity);
    }
  }
  for (const { facility, kilowattHours, issued } of sums.values()) {
    if (kilowattHours !== 0)
      violates('energy-conservation', { account: 0, sum: kilowattHours }, facilityEntity(facility));
    if (issued !== 0)
      violates('certificate-conservation', { account: 0, sum: issued }, facilityEntity(facility));
  }
}

const keyOf = (facility: string, energy: string) => `${facility}\n${energy}`;

function sumUp(live: LiveState): Map<string, Sums> {
  const sums = new Map<string, Sums>();
  const add = (facility: string, energy: string, kilowattHours: number, issued: number) => {
    const key = keyOf(facility, energy);
    const sum = sums.get(key) ?? { facility, energy, kilowattHours: 0, issued: 0 };
    sums.set(key, sum);
    sum.kilowattHours += kilowattHours;
    sum.issued += issued;
  };
  for (const [entity, { state }] of live.entities) {
    if (isStateOf('generation:', entity, state)) {
      const { facility, energy, confirmed } = state;
      if (confirmed)
        add(facility, energy, confirmed.kilowattHours - (confirmed.dischargedKilowattHours ?? 0), 0);
    } else if (isStateOf('batch:', entity, state)) {
      const { facility, energy = '', issued } = state;
      if (facility !== undefined) add(facility, energy, 0, issued);
    }
  }
  return sums;
}
