/** Rows of activity datasets as platforms write them: one line per rule. */
import { describe, expect, it } from 'vitest';
import { decimalCell } from '../../../shared/base/decimal-cell.ts';
import { toUtf8 } from '../../../shared/base/encoding.ts';
import { isRejection } from '../../../shared/ledger/rejection.ts';
import { type ActivityRow, monthCell, parseActivityCsv } from '../../../shared/statements/activity-row.ts';
import { contentOf, textOfRows } from '../../../shared/statements/activity-rows.ts';

describe('a decimal in a cell', () => {
  it.each([
    ['0', '0'],
    ['1307', '1307'],
    ['100.0', '100'],
    ['1307.50', '1307.5'],
    ['1.234', '1.234'],
    ['007.5', '7.5'],
    ['1,307', '1307'],
    ['1,307.25', '1307.25'],
    ['１３０７．５', '1307.5'],
    [' 12 ', '12'],
    ['1.0000000', '1'],
    ['0.000001', '0.000001'],
    ['999999999999.999999', '999999999999.999999'],
  ])('%j is %s', (text, decimal) => expect(decimalCell(text)).toEqual({ decimal }));

  it.each([
    ['', 'empty'],
    ['-1', 'negative'],
    ['0.0000001', 'too-fine'],
    ['1000000000000', 'too-large'],
    ['1e5', 'not-a-number'],
    ['1,30', 'not-a-number'],
    ['1.2.3', 'not-a-number'],
    ['N/A', 'not-a-number'],
  ])('%j is none: %s', (text, fault) => expect(decimalCell(text)).toEqual({ fault }));

  it.each([
    ['12,5', { decimal: '12.5' }],
    ['1.234,5', { decimal: '1234.5' }],
    ['12,3456', { decimal: '12.3456' }],
    ['1.234', { fault: 'ambiguous' }],
    ['1,234', { fault: 'ambiguous' }],
    ['1234', { decimal: '1234' }],
  ])('with a decimal comma, %j', (text, read) => expect(decimalCell(text, true)).toEqual(read));
});

describe('a month in a cell', () => {
  it.each([
    ['2025-03', '2025-03'],
    ['2025/3', '2025-03'],
    ['2025年3月', '2025-03'],
    ['202503', '2025-03'],
    ['2025-13', undefined],
    ['March', undefined],
  ])('%j', (text, month) => expect(monthCell(text)).toBe(month));
});

const M1: ActivityRow = { meterPoint: 'M1', carrier: 'electricity', quantity: '1234.5', unit: 'kWh' };
const csv = (...lines: string[]) => parseActivityCsv(lines.join('\n'), '2025-03');

describe('a file', () => {
  it.each([
    ['plain', ['meterPoint,carrier,quantity,unit', 'M1,electricity,1234.5,kWh']],
    [
      'in another order, with the month',
      ['month,unit,quantity,carrier,meterPoint', '2025-03,kWh,1234.5,electricity,M1'],
    ],
    [
      'with Chinese headers, names and units',
      ['计量点,月份,能源品种,用量,单位', 'M1,2025年3月,电力,1234.50,千瓦时'],
    ],
    [
      'with semicolons and a decimal comma',
      ['meterPoint;carrier;quantity;unit', 'M1;electricity;1234,5;kWh'],
    ],
    ['with tabs', ['meterPoint\tcarrier\tquantity\tunit', 'M1\telectricity\t1234.5\tkWh']],
    ['with a first line sep=', ['sep=;', 'meterPoint;carrier;quantity;unit', 'M1;electricity;1234,50;kWh']],
    [
      'with quotes and thousands',
      ['"meterPoint","carrier","quantity","unit"', '"M1","electricity","1,234.5","kWh"'],
    ],
    [
      'with CRLF, a mark and empty rows',
      ['\ufeffmeterPoint,carrier,quantity,unit\r', '\r', 'M1,electricity,1234.5,kWh\r', ',,,\r', ''],
    ],
  ])('%s', (_name, lines) => expect(csv(...lines)).toEqual([M1]));

  const HEADER = 'meterPoint,month,carrier,quantity,unit';
  it.each([
    ['without a column', ['meterPoint,carrier,quantity', 'M1,electricity,1'], 'dataset-header', { line: 1 }],
    [
      'with a column twice',
      ['meterPoint,carrier,unit,quantity,用量', 'M1,heat,GJ,1,1'],
      'dataset-header',
      {},
    ],
    ['with an unknown column', [`${HEADER},price`, 'M1,2025-03,heat,1,GJ,1'], 'dataset-header', {}],
    ['that is empty', [''], 'dataset-header', {}],
    [
      'with a cell too many',
      [HEADER, 'M1,2025-03,electricity,1,234,kWh'],
      'dataset-row-cells',
      { line: 2, cells: 6, columns: 5 },
    ],
    [
      'with no meter point',
      [HEADER, ',2025-03,heat,1,GJ'],
      'dataset-cell',
      { line: 2, column: 'meterPoint' },
    ],
    [
      'with a separator in a meter point',
      [HEADER, '"M,1",2025-03,heat,1,GJ'],
      'dataset-cell',
      { column: 'meterPoint' },
    ],
    [
      'with an invisible character',
      [HEADER, 'M\u200b1,2025-03,heat,1,GJ'],
      'dataset-cell',
      { column: 'meterPoint' },
    ],
    [
      'of another month',
      [HEADER, 'M1,2025-03,heat,1,GJ', 'M2,2025-04,heat,1,GJ'],
      'dataset-row-month',
      { line: 3, month: '2025-04' },
    ],
    [
      'with an unknown carrier',
      [HEADER, 'M1,2025-03,peat,1,t'],
      'dataset-carrier-unknown',
      { carrier: 'peat' },
    ],
    [
      'with a negative amount',
      [HEADER, 'M1,2025-03,heat,-1,GJ'],
      'dataset-quantity',
      { column: 'quantity', cell: '-1' },
    ],
    [
      'with a negative amount, in the column’s own name',
      ['计量点,能源品种,用量,单位', 'M1,热力,-5,GJ'],
      'dataset-quantity',
      { column: '用量', cell: '-5' },
    ],
    [
      'with a seventh decimal',
      [HEADER, 'M1,2025-03,heat,0.0000001,GJ'],
      'dataset-quantity',
      { column: 'quantity' },
    ],
    [
      'with a unit of another carrier',
      [HEADER, 'M1,2025-03,heat,1,kWh'],
      'dataset-unit',
      { unit: 'kWh', known: 'GJ' },
    ],
    ['with megawatt-hours', [HEADER, 'M1,2025-03,electricity,1,MWh'], 'dataset-unit', { known: 'kWh' }],
  ])('%s', (_name, lines, rejected, seen) => {
    const outcome = csv(...lines);
    expect(outcome).toMatchObject({ rejected, seen });
  });
});

describe('the rows of a delivery', () => {
  const row = (meterPoint: string, carrier = 'electricity'): ActivityRow => ({ ...M1, meterPoint, carrier });

  it('come to one text in whatever order they came', () => {
    const [one, other] = [
      [row('B'), row('A')],
      [row('A'), row('B')],
    ].map(contentOf);
    expect(one).toEqual(other);
    if (!one || isRejection(one)) throw new Error('refused');
    const text = textOfRows(one.rows);
    expect(text).toBe(
      'meterPoint,carrier,quantity,unit\nA,electricity,1234.5,kWh\nB,electricity,1234.5,kWh\n',
    );
    expect(one.bytes).toBe(toUtf8(text).length);
    expect(one.meterPoints).toBe(2);
    expect(parseActivityCsv(text, '2025-03')).toEqual(one.rows);
  });

  it('name each meter point and carrier once', () => {
    expect(contentOf([row('A'), row('A', 'heat')])).toMatchObject({ meterPoints: 1 });
    expect(contentOf([row('A'), row('B'), row('A')])).toMatchObject({ rejected: 'dataset-row-repeated' });
    expect(contentOf([])).toMatchObject({ rejected: 'dataset-empty' });
    const many = Array.from({ length: 200_001 }, (_, index) => row(`M${index}`));
    expect(contentOf(many)).toMatchObject({ rejected: 'dataset-rows-too-many' });
  });
});
