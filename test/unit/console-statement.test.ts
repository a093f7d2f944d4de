/** The form of an emission statement: where faults stand, how lines are copied, what follows what. */
import { describe, expect, it } from 'vitest';
import { fieldAt, foldedLine } from '../../console/statements/editor/faults.ts';
import { liveOf } from '../../console/statements/editor/live.ts';
import {
  copyOf,
  fitting,
  formOf,
  freeId,
  type LineForm,
  newLine,
  plainNumber,
  statementInput,
} from '../../console/statements/editor/statement-form.ts';
import type { EmissionStatement } from '../../events/client/operations.schemas.ts';
import { NO_MEGAWATT_HOURS, NO_TONNES } from '../../shared/statements/coverage.ts';

const fuel: LineForm = { kind: 'fuel', id: 'fuel-1', category: 1, fuel: 'diesel', quantity: '1', unit: 't' };
const power: LineForm = { kind: 'electricity', id: 'electricity-1', category: 2, kWh: '1' };
const own: LineForm = { kind: 'own', id: 'own-1', category: 1, factor: {} };

describe('faults of a statement', () => {
  const lines = [fuel, power, own];
  it.each([
    ['lines/0/quantity', ['lines', 0, 'quantity']],
    ['lines/1/kWh', ['lines', 1, 'kWh']],
    ['lines/0/dataset/datasets/0', ['lines', 0, 'dataset', 'datasets']],
    ['lines/0/dataset', ['lines', 0, 'dataset', 'meterPoint']],
    ['lines/2/factor/unit', ['lines', 2, 'factor', 'unit']],
    ['lines/2/factor', ['lines', 2, 'factor', 'value']],
    ['lines/1', ['lines', 1, 'kWh']],
    ['lines/1/evidence/sha256', ['lines', 1, 'evidence']],
    ['subject/name', ['subject', 'name']],
    ['boundary', ['boundary']],
    ['lines', undefined],
    ['lines/7/quantity', undefined],
    ['park/members/0/statement', ['park', 'members']],
    ['energy/kgcePerKilowattHour', ['energy', 'kgcePerKilowattHour']],
    ['energy/shares/cleanEnergy', ['energy', 'shares', 'cleanEnergy']],
  ])('%s stands at its cell', (member, field) => {
    expect(fieldAt(member, lines)).toEqual(field);
  });

  it('say which line has to be unfolded', () => {
    expect(foldedLine(['lines', 3, 'remark'])).toBe(3);
    expect(foldedLine(['lines', 3, 'quantity'])).toBeUndefined();
    expect(foldedLine(['boundary'])).toBeUndefined();
  });

  it('that lines have together are told in the registry’s words while they are typed', () => {
    const { fault } = liveOf(
      {
        subject: { kind: 'organization', name: '厂' },
        year: 2025,
        province: '11',
        lines: [{ kind: 'fuel' }, fuel, { ...fuel, quantity: '2' }],
      },
      { green: NO_MEGAWATT_HOURS, retired: NO_TONNES },
      '2026-11-27T08:00:00.000Z',
    );
    expect(fault).toEqual({
      line: 2,
      words: {
        zh: '行标识 fuel-1 重复。请为每行使用不同的标识',
        en: 'The line id fuel-1 occurs twice. Give each line an id of its own',
      },
    });
  });
});

describe('lines', () => {
  it('have ids that no other has', () => {
    expect(freeId([fuel, power], 'fuel')).toBe('fuel-2');
    expect(newLine([], 'heat')).toMatchObject({ id: 'heat-1', origin: 'fossil', direction: 'received' });
  });

  it('are copied without what was drawn from meters', () => {
    const drawn = { ...power, dataset: { datasets: ['d-00000000000000000001'], meterPoint: 'M1' } };
    expect(copyOf([drawn], drawn)).toEqual({ ...power, id: 'electricity-2' });
  });

  it('of a fuel take its unit where theirs doesn’t fit', () => {
    const gas: LineForm = { ...fuel, fuel: 'natural-gas' };
    expect(fitting([gas, fuel])).toEqual([{ ...gas, unit: '1e4Nm3' }, fuel]);
    const cubic: LineForm = { ...gas, unit: 'Nm3' };
    expect(fitting([cubic])[0]).toBe(cubic);
  });

  it('leave out what belongs to another kind, and factors that they don’t take', () => {
    const factor = { value: '1', unit: 'kgCO2/kWh', source: '实测' };
    const bought: LineForm = { ...power, supply: 'grid', direction: 'received', factor, GJ: '4' };
    const { lines } = statementInput({ subject: { kind: 'organization', name: ' 厂 ' }, lines: [bought] });
    expect(lines).toEqual([
      {
        id: 'electricity-1',
        category: 2,
        kind: 'electricity',
        supply: 'grid',
        direction: 'received',
        kWh: '1',
      },
    ]);
  });

  it.each([
    ['1,234.5', '1234.5'],
    [' 12 000 ', '12000'],
    ['１２．５', '12.5'],
  ])('take an amount as people type it: %s', (typed, plain) => {
    expect(plainNumber(typed)).toBe(plain);
  });
});

describe('a statement that is revised', () => {
  it('keeps its sector and the first year of production', () => {
    const statement = {
      subject: { kind: 'organization', name: '厂' },
      year: 2025,
      province: '11',
      boundary: '全部',
      greenPower: { sector: 'steel', producingSince: 2023 },
    } as unknown as EmissionStatement;
    expect(statementInput(formOf(statement))).toMatchObject({ sector: 'steel', producingSince: 2023 });
  });
});

describe('a park’s statement that is revised', () => {
  it('keeps its members in their present version, its flows and its energy', () => {
    const flows = [{ from: { line: 'a' }, to: { line: 'b' }, quantity: '1' }];
    const statement = {
      subject: { kind: 'park', name: '园区' },
      year: 2025,
      province: '11',
      boundary: '全部',
      greenPower: {},
      park: { park: 'z-1', members: [{ statement: 'e-1', version: 1 }] },
      indicator: {
        energy: { kgcePerKilowattHour: '0.3', source: '示例' },
        shares: [{ name: 'cleanEnergy', stated: '91' }],
      },
    } as unknown as EmissionStatement;
    const candidates = [
      { id: 'e-1', version: 2 },
      { id: 'e-2', version: 1 },
    ] as EmissionStatement[];
    expect(statementInput(formOf(statement), { candidates, flows })).toEqual({
      subject: { kind: 'park', name: '园区' },
      year: 2025,
      province: '11',
      boundary: '全部',
      lines: [],
      park: { park: 'z-1', members: [{ statement: 'e-1', version: 2 }], flows },
      energy: { kgcePerKilowattHour: '0.3', source: '示例', shares: { cleanEnergy: '91' } },
    });
  });
});
