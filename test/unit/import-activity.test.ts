/** A platform's file as months of rows: encodings, workbooks, JSON, faults at their cells, and many rows. */
import { describe, expect, it } from 'vitest';
import { readActivityFile } from '../../events/cli/import/activity-files.ts';
import { Findings, formatFinding } from '../../events/exchange/findings.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';
import { gbk, utf16 } from '../support/encodings.ts';
import { workbookOf } from '../support/workbook.ts';

async function read(name: string, bytes: Uint8Array, month?: string) {
  const said: string[] = [];
  const findings = new Findings((finding) => said.push(formatFinding(finding, 'en')));
  const months = await readActivityFile({ name, bytes }, month, findings);
  return { months: Object.fromEntries(months), said, errors: findings.errors };
}

const row = (quantity: string, more: object = {}) => ({
  meterPoint: '一号主变',
  carrier: 'electricity',
  quantity,
  unit: 'kWh',
  ...more,
});
const CHINESE =
  '计量点,月份,能源品种,用量,单位\n一号主变,2025-03,电力,100.0,千瓦时\n一号主变,2025-04,电力,0.3,千瓦时\n';
const MONTHS = { '2025-03': [row('100')], '2025-04': [row('0.3')] };

describe('a file of activity data', () => {
  it.each([
    ['UTF-8', toUtf8(CHINESE)],
    ['GB18030', gbk(CHINESE)],
    ['UTF-16', utf16(CHINESE)],
    ['semicolons', toUtf8(CHINESE.replaceAll(',', ';'))],
    ['tabs', toUtf8(CHINESE.replaceAll(',', '\t'))],
    [
      'a workbook',
      workbookOf([
        ['计量点', '月份', '能源品种', '用量', '单位'],
        ['一号主变', '2025-03', '电力', 100, '千瓦时'],
        ['', '', '', '', ''],
        ['一号主变', '2025-04', '电力', 0.1 + 0.2, '千瓦时'],
      ]),
    ],
    [
      'JSON',
      toUtf8(
        JSON.stringify([
          { ...row('100.0'), month: '2025-03' },
          { ...row('0.3'), month: '2025-04' },
        ]),
      ),
    ],
    [
      'the body of a delivery',
      toUtf8(JSON.stringify({ month: '2025-03', rows: [row('100'), row('0.3', { month: '2025-04' })] })),
    ],
  ])('%s', async (_name, bytes) => {
    const { months, errors } = await read('activity', bytes);
    expect(errors).toBe(0);
    expect(months).toEqual(MONTHS);
  });

  it('may leave out the month, where the command says it', async () => {
    const bytes = toUtf8('meterPoint,carrier,quantity,unit\nM1,heat,1,GJ\n');
    expect((await read('a.csv', bytes, '2025-03')).months).toEqual({
      '2025-03': [{ meterPoint: 'M1', carrier: 'heat', quantity: '1', unit: 'GJ' }],
    });
    expect((await read('a.csv', bytes)).said).toEqual([
      'a.csv:2:1: error: has no month; add the column month, or --month',
    ]);
  });

  it.each([
    [
      'a column is missing',
      'meterPoint,carrier,quantity\nM1,heat,1\n',
      /a\.csv:1:1: error: the header lacks: unit/,
    ],
    [
      'an amount is none',
      'meterPoint,carrier,quantity,unit\nM1,heat,-1,GJ\n',
      /a\.csv:2:9: error: Line 2, column quantity: “-1”/,
    ],
    [
      'an amount is none, in a column of its own name',
      '计量点,能源品种,用量,单位\nM1,热力,-5,GJ\n',
      /a\.csv:2:7: error: Line 2, column 用量: “-5” does not serve — A quantity is a decimal/,
    ],
    [
      'a unit does not fit',
      'meterPoint,carrier,quantity,unit\nM1,heat,1,kWh\n',
      /a\.csv:2:11: error: Line 2: heat has no unit “kWh”/,
    ],
    [
      'a carrier is unknown',
      'meterPoint,carrier,quantity,unit\nM1,peat,1,t\n',
      /a\.csv:2:4: error: Line 2: there is no carrier/,
    ],
    [
      'a row comes twice',
      'meterPoint,carrier,quantity,unit\nM1,heat,1,GJ\nM1,heat,2,GJ\n',
      /a\.csv:3:1: error: .*already \(row 2\)/,
    ],
    ['a quote is stray', 'meterPoint,carrier,quantity,unit\nM"1,heat,1,GJ\n', /a\.csv:2:1: error: /],
    [
      'a cell is too many',
      'meterPoint,carrier,quantity,unit\nM1,heat,1,234,GJ\n',
      /a\.csv:2:\d+: error: 5 columns/,
    ],
    ['it is no JSON', '[{', /a\.csv: error: is no JSON/],
    ['JSON has no rows', '{"row": []}', /a\.csv: error: has no array of rows/],
    [
      'a member is missing',
      '[{"meterPoint":"M1","carrier":"heat","quantity":"1"}]',
      /a\.csv: row 1: error: unit is missing/,
    ],
  ])('%s', async (_name, text, expected) => {
    const { said, errors } = await read('a.csv', toUtf8(text), '2025-03');
    expect(errors).toBe(1);
    expect(said.join('\n')).toMatch(expected);
  });

  it('says so where a workbook is none', async () => {
    const broken = workbookOf([['计量点']]).slice(0, 200);
    await expect(read('a.xlsx', broken)).rejects.toThrow(/workbook/);
  });

  it('reads a hundred thousand rows', async () => {
    const count = 120_000;
    const lines = Array.from({ length: count }, (_, n) => `M${n},electricity,${n}.25,kWh`);
    const bytes = toUtf8(['meterPoint,carrier,quantity,unit', ...lines, ''].join('\n'));
    const { months, errors } = await read('a.csv', bytes, '2025-03');
    expect(errors).toBe(0);
    expect(months['2025-03']).toHaveLength(count);
  });
});
