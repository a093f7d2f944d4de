/** The parks' indicator (910号): the worked thresholds, energy by line, and when it isn't computable. */
import { describe, expect, it } from 'vitest';
import { asFraction, decimal, rational, times } from '../../../shared/base/rational.ts';
import { isRejection } from '../../../shared/ledger/rejection.ts';
import { energyOf, figuresOf } from '../../../shared/statements/energy.ts';
import { indicatorOf } from '../../../shared/statements/indicator.ts';
import { type Line, readLines } from '../../../shared/statements/line.ts';

const tonnes = (text: string) => times(decimal(text), rational(1000n));

describe('the limit', () => {
  it.each([
    ['500000', '110000', '0.22', '0.2', false],
    ['500000', '100000', '0.2', '0.2', true],
    ['999999', '249999.75', '0.25', '0.2', false],
    ['1000000', '250000', '0.25', '0.3', true],
    ['1000000', '300000.000001', undefined, '0.3', false],
    ['199999', '199999', '1', undefined, undefined],
    ['200000', '40000', '0.2', '0.2', true],
    ['199999999999/1000000', '1', undefined, undefined, undefined],
  ])('of %s tce with %s t', (tce, emitted, intensity, limit, meets) => {
    const found = indicatorOf(tonnes(emitted), { tce });
    if ('because' in found) throw new Error(found.because);
    if (intensity !== undefined) expect(asFraction(found.intensity)).toBe(asFraction(decimal(intensity)));
    expect(found.limit).toBe(limit);
    expect(found.meets).toBe(meets);
  });

  it('is not computable without an equivalent value, or without energy', () => {
    expect(indicatorOf(tonnes('1'), undefined)).toEqual({ because: 'equivalent-value-missing' });
    expect(indicatorOf(tonnes('1'), { tce: '0' })).toEqual({ because: 'no-energy' });
    expect(indicatorOf(tonnes('1'), { tce: '-1/3' })).toEqual({ because: 'no-energy' });
  });
});

describe('energy', () => {
  const read = (lines: Line[]) => {
    const found = readLines(lines);
    if (isRejection(found)) throw new Error(found.rejected);
    return found;
  };
  const power = (kWh: string, more: object = {}) =>
    ({
      ...{ id: 'p', category: 2, kind: 'electricity', kWh, supply: 'grid', direction: 'received' },
      ...more,
    }) as Line;
  const fuel = (quantity: string, more: object = {}) =>
    ({ ...{ id: 'f', category: 1, kind: 'fuel', fuel: 'coke', quantity, unit: 't' }, ...more }) as Line;
  const heat = (GJ: string, direction: string) =>
    ({ ...{ id: 'h', category: 2, kind: 'heat', GJ, origin: 'fossil' }, direction }) as Line;

  it.each<[string, Line, string, string]>([
    ['coke by its coal equivalent', fuel('10'), '9.714', '0'],
    ['of the value chain, none', fuel('10', { category: 4 }), '0', '0'],
    ['of international transport, none', fuel('10', { international: true }), '0', '0'],
    ['heat received', heat('100', 'received'), '3.412', '0'],
    ['heat sent out', heat('100', 'sent-out'), '-3.412', '0'],
    ['power bought', power('7'), '0', '7'],
    ['power delivered directly', power('7', { supply: 'direct' }), '0', '7'],
    ['power passed on', power('7', { direction: 'sent-out' }), '0', '-7'],
    ['power generated and used, by its fuel alone', power('7', { supply: 'self-generated' }), '0', '0'],
    [
      'power generated and sent out',
      power('7', { supply: 'self-generated', direction: 'sent-out' }),
      '0',
      '-7',
    ],
  ])('%s', (_name, line, thermal, kilowattHours) => {
    const found = energyOf(read([line]));
    expect(asFraction(found.thermal)).toBe(asFraction(decimal(thermal)));
    expect(asFraction(found.kilowattHours)).toBe(asFraction(decimal(kilowattHours)));
  });

  it('of natural gas goes by its net calorific value, as a fraction', () => {
    const { thermal } = energyOf(read([fuel('1', { fuel: 'natural-gas', unit: '1e4Nm3' })]));
    expect(asFraction(thermal)).toBe(asFraction(rational(3_893_100n, 293_076n)));
  });

  it('is all statements’ together, electricity at its equivalent value', () => {
    const given = { kgcePerKilowattHour: '0.3045', source: '示例' };
    const figures = figuresOf(given, [read([fuel('10')]), read([power('1000')])]);
    expect(figures).toEqual({
      ...given,
      thermal: asFraction(decimal('9.714')),
      kilowattHours: '1000',
      tce: asFraction(decimal('10.0185')),
    });
  });
});
