/** Verra's list of VCUs as rows to import. */
import { describe, expect, it } from 'vitest';
import { gatherCredits } from '../../events/exchange/credits/gather.ts';
import { readCredits } from '../../events/exchange/credits/read-credits.ts';
import { verraUnits } from '../../events/exchange/credits/verra.ts';
import { Findings, formatFinding } from '../../events/exchange/findings.ts';
import { VCU_COLUMNS, type VcuColumn } from '../../events/exchange/vcu-columns.ts';

const serial = (from: number, to: number) =>
  `9660-${from}-${to}-VCS-VCU-261-VER-CN-14-1577-01012013-31122013-0`;
const ROW: Record<VcuColumn, string> = {
  'Issuance Date': '2016-03-01',
  'Sustainable Development Goals': '13: Climate Action',
  'Vintage Start': '01/01/2013',
  'Vintage End': '31/12/2013',
  ID: '1577',
  Name: 'Inner Mongolia Forest',
  'Country/Area': 'China',
  'Project Type': 'Agriculture Forestry and Other Land Use',
  Methodology: 'VM0010',
  'Total Vintage Quantity': '52,519',
  'Quantity Issued': '10,000',
  'Serial Number': serial(1, 10_000),
  'Additional Certifications': '',
  'Retirement/Cancellation Date': '',
  'Retirement Beneficiary': '',
  'Retirement Reason': '',
  'Retirement Details': '',
};

function read(...rows: Partial<Record<VcuColumn, string>>[]) {
  const said: string[] = [];
  const findings = new Findings((finding) => said.push(formatFinding(finding, 'en')));
  const line = (row: Partial<Record<VcuColumn, string>>) =>
    VCU_COLUMNS.map((column) => `"${{ ...ROW, ...row }[column]}"`).join(',');
  const text = [VCU_COLUMNS.join(','), ...rows.map(line)].join('\r\n');
  const { records } = readCredits([{ name: 'v.csv', text }], findings, [verraUnits]);
  return { ...gatherCredits(records, findings), said };
}

describe("a row of Verra's list", () => {
  it('is a part of an issuance, of a project in its own words', () => {
    const { projects, vintages, said } = read({});
    expect(said).toEqual([]);
    expect(projects).toMatchObject([
      {
        code: 'VCS1577',
        name: 'Inner Mongolia Forest',
        country: 'China',
        category: 'forest',
        legacy: false,
        type: 'Agriculture Forestry and Other Land Use',
        methodology: 'VM0010',
        asRegistered: true,
      },
    ]);
    expect(vintages).toMatchObject([
      {
        vintage: 2013,
        amounts: { issued: 10_000, retired: 0, remaining: 10_000 },
        foreign: {
          issuedOn: '2016-03-01',
          serial: serial(1, 10_000),
          vintageTotal: 52_519,
          period: { from: '2013-01-01', to: '2013-12-31' },
          goals: '13: Climate Action',
        },
      },
    ]);
  });

  it('with a day of retirement is retired, for whom and why it says', () => {
    const { vintages } = read({
      'Retirement/Cancellation Date': '2018-05-06',
      'Retirement Beneficiary': 'Example Ltd, London',
      'Retirement Details': 'Flights of 2017',
    });
    expect(vintages[0]).toMatchObject({
      amounts: { issued: 10_000, retired: 10_000, remaining: 0 },
      retirement: {
        beneficiary: 'Example Ltd, London',
        foreign: { retiredOn: '2018-05-06', details: 'Flights of 2017' },
      },
    });
    expect(vintages[0]!.retirement).not.toHaveProperty('reason');
  });

  it('has its days in the order that the file shows, and none where it shows none', () => {
    const day = (row: Partial<Record<VcuColumn, string>>) => {
      const { vintages, said } = read({ 'Issuance Date': '06/05/2018', ...row });
      return vintages[0]?.foreign?.issuedOn ?? said;
    };
    expect(day({})).toBe('2018-05-06');
    expect(day({ 'Vintage End': '12/31/2013' })).toBe('2018-06-05');
    const unshown = { 'Vintage Start': '2013/1/1', 'Vintage End': '2013/12/31' };
    expect(day(unshown)).toEqual([
      'v.csv:2:1: error: Issuance Date: 06/05/2018 may have the day first or the month; write YYYY-MM-DD',
    ]);
  });

  it('may lack the day of issuance, and say that nobody told the day of retirement', () => {
    const { vintages, said } = read({
      'Issuance Date': '',
      'Retirement/Cancellation Date': '未载明 not stated',
      'Retirement Beneficiary': 'Example Ltd, London',
    });
    expect(said).toEqual([]);
    const [{ amounts, foreign, retirement }] = vintages as [(typeof vintages)[number]];
    expect(amounts).toEqual({ issued: 10_000, retired: 10_000, remaining: 0 });
    expect(foreign).not.toHaveProperty('issuedOn');
    expect(retirement).toEqual({ beneficiary: 'Example Ltd, London' });
  });

  it('stands in the order of its serial numbers, several to a vintage and a day', () => {
    const { projects } = read(
      { 'Serial Number': serial(20_001, 30_000) },
      {},
      { 'Serial Number': serial(10_001, 20_000), 'Issuance Date': '2017-01-01' },
    );
    expect(projects[0]!.vintages.map(({ foreign }) => foreign?.serial)).toEqual([
      serial(1, 10_000),
      serial(10_001, 20_000),
      serial(20_001, 30_000),
    ]);
  });

  it('is cut where a text is longer than the registry takes', () => {
    const { vintages, said } = read({
      'Retirement/Cancellation Date': '2018-05-06',
      'Retirement Details': 'word '.repeat(300).trim(),
    });
    expect(vintages[0]!.retirement?.foreign?.details?.length).toBeLessThanOrEqual(1000);
    expect(said).toEqual([expect.stringContaining('Retirement Details is long: the first 1000 characters')]);
  });

  it.each<[string, Partial<Record<VcuColumn, string>>[], string]>([
    [
      'of other units',
      [{ 'Quantity Issued': '9,999' }],
      'the serial is of 10000 units, Quantity Issued is 9999',
    ],
    [
      'of no day',
      [{ 'Issuance Date': '2016-02-30' }],
      'Issuance Date: "2016-02-30" is no day of the calendar',
    ],
    ['backwards', [{ 'Vintage End': '31/12/2012' }], '2013-01-01–2012-12-31 is no vintage'],
    [
      'issued before its vintage',
      [{ 'Issuance Date': '1999-01-01' }],
      'v.csv:2:1: error: It was issued elsewhere before its vintage began — Issued on 1999-01-01, of a vintage that begins on 2013-01-01',
    ],
    [
      'retired before it was issued',
      [{ 'Retirement/Cancellation Date': '2015-05-06' }],
      'Retired on 2015-05-06, of a batch that was issued on 2016-03-01 at the earliest',
    ],
    ['in odd groups', [{ 'Quantity Issued': '10,00' }], 'Quantity Issued: "10,00" is not a number'],
    ['again', [{}, {}], `${serial(1, 10_000)} again, first on line 2`],
    [
      'of details without a day',
      [{ 'Retirement/Cancellation Date': '未载明 not stated', 'Retirement Details': 'Flights' }],
      'Retirement Details are kept with a day of retirement only',
    ],
    ['retired on no day', [{ 'Retirement Beneficiary': 'X' }], 'a beneficiary without a day of retirement'],
    [
      'beyond the vintage',
      [{ 'Total Vintage Quantity': '9,000' }],
      'the rows come to 10000, more than the Total Vintage Quantity of 9000',
    ],
  ])('%s is an error', (_what, rows, expected) => {
    expect(read(...rows).said).toEqual([expect.stringContaining(expected)]);
  });
});
