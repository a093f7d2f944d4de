/**
 * Σ certificates × 1000 + carry = Σ kWh, for ever and to the last one, through any readings, corrections
 * and cancellations.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { generationEntity, read } from '../../shared/ledger/entity.ts';
import { carryOf, energyAccount } from '../../shared/power/facility.ts';
import { netOf } from '../../shared/power/reading.ts';
import type { Energy } from '../../shared/power/technology.ts';
import {
  audited,
  cancelOverIssued,
  confirmGeneration,
  facilityState,
  openAccount,
  type PowerHistory,
  powerHistory,
  recordGeneration,
  refuseGeneration,
} from '../support/history/power-steps.ts';

const MONTHS = ['2026-07', '2026-08', '2026-09'];
const ENERGIES: Energy[] = ['on-grid', 'self-use', 'mechanism-priced'];

/** Small amounts meet the roundings; large ones the whole capacity. */
const kilowattHours = fc.oneof(
  fc.nat(2500),
  fc.nat(40_000),
  fc.constantFrom(0, 999, 1000, 1001),
  fc.nat(20_000_000),
);
interface Step {
  kind: 'reading' | 'refused' | 'pending' | 'cancellation';
  month: string;
  energy: Energy;
  kilowattHours: number;
  /** Of 100, which storage gave back, or which of what is open is cancelled. */
  share: number;
  lanes: number;
}
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('reading', 'reading', 'reading', 'refused', 'pending', 'cancellation'),
  month: fc.constantFrom(...MONTHS),
  energy: fc.constantFrom(...ENERGIES),
  kilowattHours,
  share: fc.integer({ min: 0, max: 100 }),
  lanes: fc.integer({ min: 1, max: 3 }),
});

/** Tries a step; what a rule refuses doesn't happen. */
function tried(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (!(error as Error).message.startsWith('rejected')) throw error;
    return false;
  }
}

const recordOf = (s: PowerHistory, month: string, energy: Energy) =>
  read(s.h.entities, generationEntity(s.facility, month, energy))?.state;

function take(s: PowerHistory, { kind, month, energy, share, lanes, ...reading }: Step): void {
  if (kind === 'cancellation') {
    cancelSome(s, energy, share);
    return;
  }
  const corrects = recordOf(s, month, energy)?.confirmed !== undefined;
  const dischargedKilowattHours = Math.floor((reading.kilowattHours * share) / 100);
  const given = { month, energy, ...reading, dischargedKilowattHours, ...(corrects && { reason: '更正' }) };
  if (!tried(() => recordGeneration(s, given))) return;
  if (kind === 'refused') refuseGeneration(s, month, energy);
  else if (kind === 'reading' && !tried(() => confirmGeneration(s, { month, energy, lanes })))
    tried(() => confirmGeneration(s, { month, energy }));
}

/** A share of what is over-issued, from the owner's first batch of that energy. */
function cancelSome(s: PowerHistory, energy: Energy, share: number): void {
  const over = Math.ceil(-carryOf(energyAccount(facilityState(s), energy)) / 1000);
  const batch = MONTHS.flatMap((month) => recordOf(s, month, energy)?.batches ?? [])[0];
  if (over > 0 && batch) {
    const quantity = Math.max(1, Math.ceil((over * share) / 100));
    tried(() => cancelOverIssued(s, [{ batch, quantity }], energy));
    expect(tried(() => cancelOverIssued(s, [{ batch, quantity: over + 1 }], energy))).toBe(false);
  }
}

/** Certificates of that energy as blocks, by whether they are cancelled. */
function certificates(s: PowerHistory, energy: Energy): { issued: number; cancelled: number } {
  const batches = new Set(MONTHS.flatMap((month) => recordOf(s, month, energy)?.batches ?? []));
  const sum = { issued: 0, cancelled: 0 };
  for (const { state } of s.h.blocks()) {
    if (!batches.has(state.batch)) continue;
    const units = state.to - state.from + 1;
    sum.issued += units;
    if (state.status === 'cancelled') sum.cancelled += units;
  }
  return sum;
}

/** What must be true after each step; `before` is each energy's carry before it. */
function holds(s: PowerHistory, before: ReadonlyMap<Energy, number>, { kind }: Step): Map<Energy, number> {
  const after = new Map<Energy, number>();
  for (const energy of ENERGIES) {
    const { issued, cancelled } = certificates(s, energy);
    const confirmed = MONTHS.flatMap((month) => recordOf(s, month, energy)?.confirmed ?? []);
    const net = confirmed.reduce((sum, reading) => sum + netOf(reading), 0);
    const account = energyAccount(facilityState(s), energy);
    const carry = carryOf(account);
    expect([account.kilowattHours, account.issued, account.cancelled]).toEqual([net, issued, cancelled]);
    expect((issued - cancelled) * 1000 + carry).toBe(net);
    expect(carry).toBeLessThan(1000);
    // Never a certificate without its kWh, unless a reading that was confirmed is corrected downwards.
    const corrected = confirmed.some(({ revision, reason }) => revision > 1 && reason !== undefined);
    if (carry < 0 && carry < (before.get(energy) ?? 0)) expect([kind, corrected]).toEqual(['reading', true]);
    after.set(energy, carry);
  }
  return after;
}

it('certificates and carry are the kWh, through any sequence', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(step, { minLength: 1, maxLength: 14 }), (opened, steps) => {
      const s = powerHistory();
      if (opened) openAccount(s);
      let carries = new Map<Energy, number>();
      for (const each of steps) {
        take(s, each);
        carries = holds(s, carries, each);
      }
      expect(audited(s)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it('a correction downwards is filled by what is generated next, or by cancellations', () => {
  const s = powerHistory();
  const generate = (month: string, kWh: number, reason?: string) => {
    recordGeneration(s, { month, kilowattHours: kWh, ...(reason !== undefined && { reason }) });
    return confirmGeneration(s, { month }).facts;
  };
  const { issued } = generate('2026-07', 10_000);
  expect(generate('2026-07', 7200, '倍率').carriedAfter).toBe(-2800);
  cancelOverIssued(s, [{ batch: issued!.batch, quantity: 2 }]);
  expect(generate('2026-08', 799)).toMatchObject({ carriedBefore: -800, carriedAfter: -1 });
  expect(generate('2026-09', 1001)).toMatchObject({
    carriedBefore: -1,
    carriedAfter: 0,
    issued: { quantity: 1 },
  });
  expect(audited(s)).toEqual([]);
});
