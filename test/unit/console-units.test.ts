/** Units as the console writes them. */
import { describe, expect, it } from 'vitest';
import { partsOfCode, serialsText, totalsOf } from '../../console/holdings/units.ts';
import type { Holding } from '../../events/client/operations.schemas.ts';
import { BLOCK_STATUSES } from '../../shared/units/states.ts';

describe('serials', () => {
  it.each([
    [{ from: 55_001, to: 60_000 }, '55001–60000'],
    [{ from: 7, to: 7 }, '7'],
  ])('%j are %s', (range, text) => expect(serialsText(range)).toBe(text));
});

describe('the code of a green certificate', () => {
  it('is the facility’s 17 characters and 15 more', () => {
    expect(partsOfCode('ABCDEFGHJKLMNPQRS012345678901234')).toEqual({
      facility: 'ABCDEFGHJKLMNPQRS',
      rest: '012345678901234',
    });
  });

  it.each(['', 'ABCDEFGHJKLMNPQRS', 'ABCDEFGHJKLMNPQRS0123456789012345'])(
    'is not taken apart: "%s"',
    (code) => expect(partsOfCode(code)).toBeUndefined(),
  );
});

const holding = (instrument: string, status: string, quantity: number): Holding => ({
  instrument,
  status,
  quantity,
  vintage: 2025,
  imported: false,
});

describe('totals', () => {
  it('never add tonnes to megawatt-hours', () => {
    const totals = totalsOf([
      holding('CCER', 'held', 10),
      holding('VCU', 'held', 5),
      holding('GEC', 'held', 7),
      holding('GEC', 'retired', 3),
    ]);
    expect(Object.fromEntries(totals)).toEqual({
      tCO2e: { usable: 15, locked: 0, used: 0, ended: 0 },
      MWh: { usable: 7, locked: 0, used: 3, ended: 0 },
    });
  });

  it('leave out no status', () => {
    const [sums] = totalsOf(BLOCK_STATUSES.map((status) => holding('CCER', status, 1))).values();
    expect(sums).toEqual({ usable: 1, locked: 4, used: 2, ended: 2 });
  });

  it('of an account without units are none', () => expect(totalsOf([]).size).toBe(0));
});
