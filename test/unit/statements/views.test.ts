/** The worked vectors of factors and views, to the last digit. */
import { describe, expect, it } from 'vitest';
import {
  asFraction,
  compare,
  decimal,
  minus,
  product,
  rational,
  roundedHalfUp,
  sum,
  times,
} from '../../../shared/base/rational.ts';
import { isRejection } from '../../../shared/ledger/rejection.ts';
import { coverageOf, NO_TONNES } from '../../../shared/statements/coverage.ts';
import { type Line, readLines } from '../../../shared/statements/line.ts';
import { statedFrom } from '../../../shared/statements/submit-statement.ts';
import { type Computed, computeViews, gridFactorsOf, VIEWS } from '../../../shared/statements/views.ts';

const AT = '2026-11-27T08:00:00.000Z';

function computed(lines: Line[], province: '11' | '15' = '15', year = 2025): Computed {
  const read = readLines(lines);
  if (isRejection(read)) throw new Error(JSON.stringify(read));
  return computeViews(read, gridFactorsOf(province, year, '2026-06-30')!);
}

const stated = (lines: Line[], year = 2025) => {
  const made = statedFrom(
    { subject: { kind: 'organization', name: '示例' }, year, province: '15', boundary: '示例', lines },
    AT,
  );
  if (isRejection(made)) throw new Error(JSON.stringify(made));
  return made.stated;
};

const tonnes = (text: string) => times(decimal(text), rational(1000n));

describe('lines of fuel', () => {
  const fuel = (name: string, unit: string, quantity = '1'): Line => ({
    id: 'l',
    category: 1,
    kind: 'fuel',
    fuel: name,
    quantity,
    unit,
  });
  const carbon = (...factors: string[]) =>
    product(...factors.map(decimal), rational(44n, 12n), rational(1000n));
  it.each([
    ['natural gas, 10⁴ Nm³', fuel('natural-gas', '1e4Nm3'), tonnes('21.62188809')],
    ['natural gas, m³', fuel('natural-gas', 'm3', '10000'), tonnes('21.62188809')],
    ['bituminous coal, t', fuel('bituminous-coal', 't'), tonnes('1.74174957')],
    ['bituminous coal, kg', fuel('bituminous-coal', 'kg', '1000'), tonnes('1.74174957')],
    ['coke, t', fuel('coke', 't'), tonnes('2.860418825')],
    ['diesel, t', fuel('diesel', 't'), carbon('42.652', '0.0202', '0.98')],
    ['gasoline, t', fuel('gasoline', 't'), carbon('43.070', '0.0189', '0.98')],
  ])('%s', (_name, line, kilograms) => {
    const { totals } = computed([line]);
    for (const total of Object.values(totals)) expect(asFraction(total)).toBe(asFraction(kilograms));
  });
});

describe('a row of a table', () => {
  const of = (line: object) =>
    VIEWS.map((view) => asFraction(computed([{ id: 'l', category: 1, ...line } as Line]).totals[view]));
  it.each([
    ['fuel', { kind: 'fuel', quantity: '3', unit: 't' }, 'fuel', 'diesel', '柴油'],
    ['process', { kind: 'process', quantity: '3' }, 'process', 'aluminium-CF4', '电解铝 CF4'],
    ['gas', { kind: 'gas', kilograms: '3' }, 'gas', 'CH4-fossil', '甲烷（化石）'],
    ['CO2, which the parks’ method counts', { kind: 'gas', kilograms: '3' }, 'gas', 'CO2', '二氧化碳'],
  ])('is the same by its Chinese name: %s', (_, line, member, code, name) => {
    expect(of({ ...line, [member]: name })).toEqual(of({ ...line, [member]: code }));
  });

  it('by neither is refused with each row once, code and name', () => {
    const refused = readLines([{ id: 'l', category: 1, kind: 'gas', gas: '甲烷', kilograms: '1' }]);
    expect(refused).toMatchObject({ rejected: 'gas-unknown', pointer: '/lines/0/gas' });
    const known = isRejection(refused) ? String(refused.seen?.known).split(', ') : [];
    expect(known).toContain('CH4 甲烷（非化石）');
    expect(known).toContain('HFC-32');
    expect(new Set(known).size).toBe(known.length);
  });
});

describe('a data centre’s published inventory', () => {
  const line = (id: string, quantity: string): Line => ({
    id,
    category: 6,
    kind: 'process',
    name: '训练用电',
    quantity,
    unit: 'kWh',
    factor: { value: '57', unit: 'gCO2/kWh', source: 'arXiv 2211.02001' },
  });
  it('has its lines and its total to the gram', () => {
    const { lines, totals } = computed([line('dynamic', '433196'), line('idle', '256646')]);
    expect(lines.map(({ views }) => asFraction(views.location.kilograms))).toEqual([
      asFraction(decimal('24692.172')),
      asFraction(decimal('14628.822')),
    ]);
    expect(asFraction(totals.location)).toBe(asFraction(decimal('39320.994')));
  });
});

describe('lines that a publication had truncated', () => {
  it('are summed before they are rounded', () => {
    const lines = [
      [184320, 400],
      [368640, 400],
      [1038336, 350],
      [1720320, 400],
    ].map(
      ([hours, watts], at): Line => ({
        id: `l${at}`,
        category: 6,
        kind: 'process',
        name: 'GPU',
        quantity: asKilowattHours(hours! * watts!),
        unit: 'kWh',
        factor: { value: '0.4235', unit: 'kgCO2/kWh', source: 'derived from its total' },
      }),
    );
    expect(asFraction(computed(lines).totals.location)).toBe(asFraction(tonnes('539.0009856')));
  });
});

const asKilowattHours = (wattHours: number) =>
  `${Math.floor(wattHours / 1000)}.${String(wattHours % 1000).padStart(3, '0')}`;

describe('a plant’s bought energy', () => {
  it('is received less sent out, heat at 0.11 t/GJ', () => {
    const lines: Line[] = [
      { id: 'in', category: 2, kind: 'electricity', kWh: '100000', supply: 'grid', direction: 'received' },
      { id: 'heat', category: 2, kind: 'heat', GJ: '2.8', origin: 'fossil', direction: 'received' },
      { id: 'heat-out', category: 2, kind: 'heat', GJ: '0.28', origin: 'fossil', direction: 'sent-out' },
    ];
    // The trading scheme's view has the nation's factor, 0.5306 for the data year 2023.
    const { totals } = computed(lines);
    expect(asFraction(totals.ets)).toBe(asFraction(sum(['53.06', '0.308', '-0.0308'].map(tonnes))));
  });
});

describe('an aluminium smelter', () => {
  const lines: Line[] = [
    { id: 'anode', category: 1, kind: 'process', process: 'aluminium-anode', quantity: '41000' },
    { id: 'CF4', category: 1, kind: 'process', process: 'aluminium-CF4', quantity: '100000' },
    { id: 'C2F6', category: 1, kind: 'process', process: 'aluminium-C2F6', quantity: '100000' },
    {
      id: 'power',
      category: 2,
      kind: 'electricity',
      kWh: '1350000000',
      supply: 'grid',
      direction: 'received',
    },
  ];
  const anode = product(decimal('41000'), decimal('0.976'), rational(44n, 12n), rational(1000n));
  const pfc = tonnes('26316');
  it('has the direct emissions of the official formulas', () => {
    const { lines: each } = computed(lines);
    expect(asFraction(each[0]!.views.location.kilograms)).toBe(asFraction(anode));
    const gases = sum([each[1]!.views.location.kilograms, each[2]!.views.location.kilograms]);
    expect(asFraction(gases)).toBe(asFraction(pfc));
  });
  it('has 874,665 t of electricity by location', () => {
    const { totals } = computed(lines);
    expect(asFraction(totals.location)).toBe(asFraction(sum([anode, pfc, tonnes('874665')])));
  });
  it('needs 569,282 tonnes after 700,000 MWh of green power', () => {
    const green = { physical: 0, certificate: 700_000 };
    const state = { stated: stated(lines), green, retired: NO_TONNES };
    const coverage = coverageOf(state);
    const residual = sum([anode, pfc, tonnes('396240')]);
    expect(coverage.residualKilograms).toBe(Number(roundedHalfUp(residual)));
    expect(coverage.neededTonnes).toBe(569_282);
    expect(coverage.parkKilograms).toBe(Number(roundedHalfUp(sum([anode, tonnes('541125')]))));
    expect(coverage.greenMegawattHours.unused).toBe(0);
  });
  it('shows its gases apart where the parks’ method counts CO2 only', () => {
    const { apart, totals } = stated(lines);
    expect(apart.exact).toBe(asFraction(pfc));
    const electricity = product(decimal('1350000000'), decimal('0.8325'));
    expect(totals.park910.exact).toBe(asFraction(sum([anode, electricity])));
  });
  it('leaves green power beyond what was bought unused', () => {
    const state = {
      stated: stated(lines),
      green: { physical: 1_000_000, certificate: 350_001 },
      retired: NO_TONNES,
    };
    const { residualKilograms, greenMegawattHours } = coverageOf(state);
    expect(greenMegawattHours.unused).toBe(1);
    expect(residualKilograms).toBe(Number(roundedHalfUp(sum([anode, pfc]))));
  });
});

describe('monotony', () => {
  it('a line never changes another', () => {
    const one: Line = { id: 'a', category: 1, kind: 'fuel', fuel: 'diesel', quantity: '1.5', unit: 't' };
    const two: Line = { id: 'b', category: 1, kind: 'gas', gas: 'CH4', kilograms: '0.000001' };
    const alone = computed([one]).lines[0]!;
    const beside = computed([two, one]).lines[1]!;
    expect(asFraction(beside.views.market.kilograms)).toBe(asFraction(alone.views.market.kilograms));
    expect(compare(minus(beside.views.ets.kilograms, alone.views.ets.kilograms), rational(0n))).toBe(0);
  });
});
