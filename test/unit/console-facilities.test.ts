/** Generation by month as a chart shows it, and what the form of a facility sends. */
import { describe, expect, it } from 'vitest';
import { facilityInput } from '../../console/facilities/facility-input.ts';
import { chartOf, expectedIssue, statusOf } from '../../console/facilities/month-rows.ts';
import type { Generation } from '../../events/client/operations.schemas.ts';

const reading = (month: string, more: Partial<Generation>): Generation => ({
  facility: 'f-1',
  month,
  energy: 'on-grid',
  lastRevision: 1,
  netKilowattHours: 0,
  batches: [],
  issued: 0,
  delivered: 0,
  version: 1,
  ...more,
});
const read = (kilowattHours: number, dischargedKilowattHours = 0) => ({
  revision: 1,
  kilowattHours,
  dischargedKilowattHours,
});

describe('generation by month', () => {
  const confirmed = reading('2026-01', { confirmed: read(2_500, 500), netKilowattHours: 2_000 });
  const waiting = reading('2026-03', { pending: read(4_000, 1_000) });
  const selfUsed = reading('2026-01', {
    energy: 'self-use',
    confirmed: read(1_000),
    netKilowattHours: 1_000,
  });
  const correcting = reading('2026-03', {
    energy: 'self-use',
    confirmed: read(6_000),
    pending: read(5_000),
    netKilowattHours: 6_000,
  });

  it('has every month, what is in force by kind of energy, and what waits without storage’s discharge', () => {
    expect(chartOf([waiting, selfUsed, confirmed, correcting])).toEqual({
      months: ['2026-01', '2026-02', '2026-03'],
      confirmed: [
        { energy: 'on-grid', megawattHours: [2, 0, 0] },
        { energy: 'self-use', megawattHours: [1, 0, 6] },
      ],
      waiting: [0, 0, 3],
    });
  });

  it.each([
    ['nothing', reading('2026-01', {}), 'none'],
    ['a first reading', waiting, 'pending'],
    ['one in force', confirmed, 'confirmed'],
    ['a correction', correcting, 'correcting'],
    ['a refusal', reading('2026-01', { refused: { revision: 1, reason: '误报' } }), 'refused'],
    ['a refused correction', { ...confirmed, refused: { revision: 2, reason: '误报' } }, 'refused'],
  ])('%s is told as it stands', (_, each, status) => {
    expect(statusOf(each)).toBe(status);
  });

  it.each([
    ['with what was carried', waiting, 999, 3],
    ['and a kWh more', waiting, 1_000, 4],
    ['less than was issued', waiting, -9_000, 0],
    ['a correction isn’t foretold', correcting, 0, undefined],
    ['nothing waits', confirmed, 0, undefined],
  ])('brings as many certificates: %s', (_, each, carried, count) => {
    expect(expectedIssue(each, carried)).toBe(count);
  });
});

describe('a facility’s form', () => {
  const form = {
    name: ' 风电场 ',
    technology: 'wind' as const,
    banner: '150402' as const,
    capacityKilowatts: 50_000,
    connectedOn: '2026-01-31',
    meters: [{ id: ' M-1 ', kind: 'on-grid' as const }],
    grid: 'o-grid',
  };

  it('sends what is filled in, and no more', () => {
    expect(facilityInput({ ...form, code: ' ', marketBased: true, storage: {} })).toEqual({
      ...form,
      name: '风电场',
      meters: [{ id: 'M-1', kind: 'on-grid' }],
    });
  });

  it('says of hydropower whether the market buys all of it, and half a storage as it is', () => {
    const sent = facilityInput({ ...form, technology: 'hydro', storage: { kilowatts: 10 } });
    expect(sent).toMatchObject({ marketBased: false, storage: { kilowatts: 10, kilowattHours: 0 } });
  });
});
