/** What the wizard of a retirement tells beforehand, held against what the registry decides. */
import { describe, expect, it } from 'vitest';
import {
  amountFault,
  chosenOf,
  filled,
  isEnough,
  type Lot,
  type LotBatch,
  lotsOf,
  type Quantities,
  serialsFor,
} from '../../console/holdings/lots.ts';
import {
  lastDayFor,
  NO_STATEMENT,
  openOf,
  purposesFor,
  retirementInput,
  usualPurpose,
} from '../../console/retire/retire-form.ts';
import { unfitOf } from '../../console/retire/units-for.ts';
import type { Batch, Block, EmissionStatement, Holding } from '../../events/client/operations.schemas.ts';
import { batchView } from '../../functions/views/project.ts';
import { blockView } from '../../functions/views/units.ts';
import { daysOf } from '../../shared/base/month.ts';
import { batchEntity } from '../../shared/ledger/entity.ts';
import { isRejection } from '../../shared/ledger/rejection.ts';
import { lastDayOfCover } from '../../shared/statements/cover-statement.ts';
import { purposes } from '../../shared/units/purpose.ts';
import { decideRetireUnits, type RetireUnits } from '../../shared/units/retire-units.ts';
import type { Item } from '../../shared/units/selection.ts';
import type { BatchState } from '../../shared/units/states.ts';
import type { Situation } from '../support/ladder.ts';
import { batch, certificateSituation, changeBatch } from '../support/states/certificate-situation.ts';
import { generator } from '../support/states/certificate-states.ts';

type Retire = RetireUnits & { items: Item[] };
const TODAY = '2026-08-01';

function outcomeOf(items: Item[], consumptionYear: number | undefined, months?: string): string {
  const s = situation(items, consumptionYear);
  if (months) changeBatch({ generated: daysOf(months), vintage: Number(months.slice(0, 4)) })(s);
  return decided(s);
}
const situation = (items: Item[], consumptionYear?: number, blocks = [{}, {}]): Situation<Retire> =>
  certificateSituation<Retire>(
    {
      account: generator.account,
      items,
      beneficiary: '示例',
      reason: '核算',
      purpose: 'green-power-accounting',
      consumptionYear,
    },
    blocks,
  );
function decided({ entities, candidates, command, context }: Situation<Retire>): string {
  const outcome = decideRetireUnits(entities, candidates, command, context);
  return isRejection(outcome) ? outcome.rejected : outcome.type;
}

/** The registry's refusal for each reason that the wizard gives. */
const REFUSALS = {
  expired: 'certificate-expired',
  madeLater: 'consumption-year-too-early',
  otherYear: 'consumption-year-of-production',
} as const;

describe('units that can’t be used', () => {
  const cases = ['2024-07', '2024-08', '2024-12', '2025-03', '2025-12', '2026-01', '2026-06'].flatMap(
    (month) => [2023, 2024, 2025, 2026].map((year) => [month, year] as const),
  );

  it.each(cases)('of %s for the consumption of %i are those that the registry refuses', (month, year) => {
    const s = situation([]);
    changeBatch({ generated: daysOf(month), vintage: Number(month.slice(0, 4)) })(s);
    const { state } = s.entities.get(batchEntity(batch))! as { state: BatchState };
    const why = unfitOf(batchView(batch, 1, state) as Batch, { year, forStatement: false, today: TODAY });
    const expected = why === undefined ? 'units.retired' : REFUSALS[why as keyof typeof REFUSALS];
    expect(outcomeOf([{ batch, quantity: 1 }], year, month)).toBe(expected);
  });

  it('are certificates without a year, where a statement is named', () => {
    const irec = { instrument: 'IREC', unit: 'MWh', vintage: 2025 };
    expect(unfitOf(irec, { forStatement: true, year: 2025, today: TODAY })).toBe('noYear');
    expect(unfitOf(irec, { forStatement: false, today: TODAY })).toBeUndefined();
  });

  it('are never credits by their year', () => {
    const credit = { instrument: 'CCER', unit: 'tCO2e', vintage: 2020 };
    expect(unfitOf(credit, { forStatement: true, year: 2025, today: TODAY })).toBeUndefined();
  });
});

/** Blocks one after another, with a gap of ten serials between them. */
function blocksOf(lengths: readonly number[]): Block[] {
  let next = 1;
  return lengths.map((length): Block => {
    const from = next;
    next += length + 10;
    return { batch, from, to: from + length - 1, quantity: length, status: 'held' } as Block;
  });
}

const lotOf = (quantity: number, id: string): Lot => ({ batch: { id } as LotBatch, quantity, traded: 0 });

describe('serials of a quantity', () => {
  it.each<[number[], number, string]>([
    [[100], 10, '91-100'],
    [[100], 100, '1-100'],
    [[50, 20, 100], 20, '61-80'],
    [[50, 20, 100], 60, '131-190'],
    [[50, 20], 60, '1-50 71-80'],
    [[5, 5, 5], 15, '1-5 16-20 31-35'],
  ])('of blocks of %j, %i of them: %s', (lengths, quantity, expected) => {
    const serials = serialsFor(blocksOf(lengths), quantity);
    expect(serials?.map(({ from, to }) => `${from}-${to}`).join(' ')).toBe(expected);
  });

  it('are none where the blocks have less; more blocks are needed until one has enough', () => {
    expect(serialsFor(blocksOf([50, 20]), 71)).toBeUndefined();
    expect([20, 50, 51].map((quantity) => isEnough(blocksOf([50, 20]), quantity))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('are what the registry then takes, neither more nor less', () => {
    const held = situation([])
      .candidates.filter(({ state }) => state.batch === batch)
      .map((each) => blockView(each) as Block);
    const all = held.reduce((sum, { quantity }) => sum + quantity, 0);
    for (let quantity = 1; quantity <= all; quantity += 7) {
      const again = situation(serialsFor(held, quantity) ?? [], 2025);
      const outcome = decideRetireUnits(again.entities, again.candidates, again.command, again.context);
      expect(isRejection(outcome) ? outcome : outcome.facts.quantity).toBe(quantity);
    }
  });
});

describe('lots', () => {
  it('stand in the order in which they end, then by year; an instrument that isn’t known is left out', () => {
    const sum = (id: string, validThrough?: string, instrument = 'GEC') =>
      ({ batch: id, instrument, quantity: 5, vintage: 2025, validThrough }) as Holding;
    const sums = [
      sum('never'),
      sum('later', '2027-04-30'),
      sum('unknown', '2026-01-31', 'XYZ'),
      sum('sooner', '2027-01-31'),
      { ...sum('oldest'), vintage: 2020 },
    ];
    expect(lotsOf(sums).map(({ batch: { id, unit } }) => [id, unit])).toEqual([
      ['sooner', 'MWh'],
      ['later', 'MWh'],
      ['oldest', 'MWh'],
      ['never', 'MWh'],
    ]);
  });

  it.each([
    [0, [0, 0]],
    [7, [7, 0]],
    [13, [10, 3]],
    [99, [10, 5]],
  ])('are filled up to %i: %j', (amount, [a, b]) => {
    expect(filled([lotOf(10, 'a'), lotOf(5, 'b')], amount)).toEqual({ a, b });
  });
});

describe('the form', () => {
  const lots = [lotOf(10, 'a'), lotOf(5, 'b')];
  it.each<[Quantities, number | undefined, string | undefined]>([
    [{}, undefined, 'nothing'],
    [{ a: 0, b: null }, undefined, 'nothing'],
    [{ elsewhere: 5 }, undefined, 'nothing'],
    [{ a: 11 }, undefined, 'moreThanHeld'],
    [{ a: 10, b: 1 }, 10, 'moreThanOpen'],
    [{ a: 10, b: 1 }, 11, undefined],
    [{ a: 10, b: 5 }, undefined, undefined],
  ])('%j with %s open: %s', (quantities, open, expected) =>
    expect(amountFault(quantities, lots, open)).toBe(expected),
  );

  const statement = { id: 'e-1', year: 2025, coverage: { openTonnes: 12 } } as EmissionStatement;

  it('is bounded by its statement for tonnes only', () => {
    expect(openOf({ kind: 'credit' }, statement)).toBe(12);
    expect(openOf({ kind: 'certificate' }, statement)).toBeUndefined();
    expect(openOf({ kind: 'credit', statement: NO_STATEMENT }, undefined)).toBeUndefined();
  });

  it('becomes a body that names a year where its certificates need one', () => {
    const gec = { ...lotOf(10, 'g'), batch: { id: 'g', instrument: 'GEC' } as LotBatch };
    const irec = { ...lotOf(10, 'i'), batch: { id: 'i', instrument: 'IREC' } as LotBatch };
    const form = { kind: 'certificate' as const, beneficiary: ' 甲 ', reason: '乙', consumptionYear: 2024 };
    const inputOf = (id: string, of?: EmissionStatement) =>
      retirementInput('a-1', form, chosenOf({ [id]: 2 }, [gec, irec]), [{ batch: id, quantity: 2 }], of);
    expect(inputOf('g')).toMatchObject({ consumptionYear: 2024, beneficiary: '甲' });
    expect(inputOf('g', statement)).toMatchObject({ consumptionYear: 2025, statement: 'e-1' });
    expect(inputOf('i')).not.toHaveProperty('consumptionYear');
    expect(inputOf('i').items).toEqual([{ batch: 'i', quantity: 2 }]);
  });

  it.each([2019, 2025])('closes for the year %i when the registry does', (year) =>
    expect(lastDayFor(year)).toBe(lastDayOfCover(year)),
  );

  it('offers for a statement only purposes that cover one, the usual among them', () => {
    for (const kind of ['credit', 'certificate'] as const) {
      const offered = purposesFor(kind, true);
      expect(offered.every((name) => purposes[name].covers && purposes[name].of === kind)).toBe(true);
      expect(offered).toContain(usualPurpose(kind, true));
    }
    expect(usualPurpose('certificate', false)).toBeUndefined();
    expect(purposesFor('credit', false)).toContain('national-ets');
  });
});
