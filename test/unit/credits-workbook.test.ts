/** A list of credits as a workbook (XLSX): the same rows as its CSV, and what is wrong is said. */
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { readCreditFiles } from '../../events/exchange/credits/credit-files.ts';
import type { InputFile } from '../../events/exchange/file/input-file.ts';
import { readWorkbook } from '../../events/exchange/file/workbook.ts';
import { Findings, formatFinding } from '../../events/exchange/findings.ts';
import { VCU_COLUMNS } from '../../events/exchange/vcu-columns.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';
import { workbookOf, workbookOfMarkup } from '../support/workbook.ts';

const serial = (from: number, to: number) =>
  `9660-${from}-${to}-VCS-VCU-261-VER-CN-14-1577-01012013-31122013-0`;

/** A cell as the CSV has it, and as a spreadsheet keeps it: a day, a number or a text. */
type Cell = string | { csv: string; sheet: Date | number };
const day = (csv: string, iso: string): Cell => ({ csv, sheet: new Date(`${iso}T00:00:00Z`) });

const row = (from: number, to: number, issuedOn: Cell, ...retirement: Cell[]): Cell[] => [
  issuedOn,
  '13: Climate Action; 15: Life on Land',
  day('01/01/2013', '2013-01-01'),
  day('31/12/2013', '2013-12-31'),
  { csv: '1577', sheet: 1577 },
  'Inner Mongolia "Chao\'er" Forest, Phase 1',
  'China',
  'Agriculture Forestry and Other Land Use',
  'VM0010',
  { csv: '52,519', sheet: 52_519 },
  { csv: '10,000', sheet: to - from + 1 },
  serial(from, to),
  '',
  ...(retirement.length > 0 ? retirement : ['', '', '', '']),
];
const ROWS: Cell[][] = [
  row(1, 10_000, day('2016-03-01', '2016-03-01')),
  row(
    10_001,
    20_000,
    day('2016-03-01', '2016-03-01'),
    day('2018-05-06', '2018-05-06'),
    'Example Ltd, London',
    'Environmental Benefit',
    'Flights of 2017 & 2018',
  ),
];

const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csvOf = (rows: readonly (readonly Cell[])[]) =>
  toUtf8(
    [VCU_COLUMNS, ...rows]
      .map((cells) => cells.map((cell) => quoted(typeof cell === 'string' ? cell : cell.csv)).join(','))
      .join('\r\n'),
  );

function sheetCell(cell: Cell): SheetData[number][number] {
  if (typeof cell === 'string') return cell === '' ? null : { type: String, value: cell };
  if (cell.sheet instanceof Date) return { type: Date, value: cell.sheet, format: 'dd/mm/yyyy' };
  return { type: Number, value: cell.sheet, format: '#,##0' };
}
const xlsxOf = (rows: readonly (readonly Cell[])[], above: readonly string[][] = []) =>
  writeXlsxFile([...above, VCU_COLUMNS, ...rows].map((cells) => cells.map(sheetCell))).toBuffer();

async function read(name: string, bytes: Uint8Array) {
  const said: string[] = [];
  const findings = new Findings((finding) => said.push(formatFinding(finding, 'en')));
  const { projects, vintages, format } = await readCreditFiles([{ name, bytes }], findings);
  const told = vintages.map(({ row: _row, ...vintage }) => vintage);
  return { format, vintages: told, names: projects.map((each) => [each.code, each.name]), said };
}

describe('a list of Verra as a workbook', () => {
  let sheet: Uint8Array;
  beforeAll(async () => {
    sheet = await xlsxOf(ROWS);
  });

  it('gives the rows of its CSV: days, quantities with separators, serials, retirements', async () => {
    const fromCsv = await read('v.csv', csvOf(ROWS));
    expect(fromCsv).toMatchObject({ format: 'verra', said: [], vintages: [{}, {}] });
    expect(await read('v.xlsx', sheet)).toEqual(fromCsv);
    expect(fromCsv.vintages[1]).toMatchObject({
      foreign: { issuedOn: '2016-03-01', serial: serial(10_001, 20_000), vintageTotal: 52_519 },
      retirement: { beneficiary: 'Example Ltd, London', foreign: { retiredOn: '2018-05-06' } },
    });
  });

  it('is told by its content, whatever it is called', async () => {
    expect(await read('download', sheet)).toEqual(await read('v.csv', csvOf(ROWS)));
  });

  it('may have a title above its header', async () => {
    const titled = await xlsxOf(ROWS, [['Verra Registry'], ['VCUs']]);
    expect(await read('v.xlsx', titled)).toEqual(await read('v.csv', csvOf(ROWS)));
  });

  it('names the cell of a fault by its row and column', async () => {
    const [first] = ROWS;
    const fewer = first!.map((cell, index) =>
      VCU_COLUMNS[index] === 'Quantity Issued' ? { csv: '9,999', sheet: 9_999 } : cell,
    );
    expect(await read('v.xlsx', await xlsxOf([fewer]))).toMatchObject({
      vintages: [],
      said: ['v.xlsx:2:12: error: the serial is of 10000 units, Quantity Issued is 9999'],
    });
  });

  it.each([
    ['without any row', () => workbookOf([]), /v\.xlsx:1:1: error: the file is empty/],
    [
      'of other columns',
      () =>
        workbookOf([
          ['certificate', 'contract'],
          ['C1', 'P1'],
        ]),
      /v\.xlsx:1:1: error: none of the first 2 rows is the header of a list that is known/,
    ],
    [
      'that lacks a column',
      () => workbookOf([VCU_COLUMNS.slice(0, -1)]),
      /v\.xlsx:1:1: error: .*the nearest is Verra's list of VCUs, and it lacks: Retirement Details/,
    ],
  ])('%s is an error', async (_what, bytes, expected) => {
    const { said, vintages } = await read('v.xlsx', bytes());
    expect([said.join('\n'), vintages]).toEqual([expect.stringMatching(expected), []]);
  });

  it.each([
    ['cut in the middle', () => sheet.slice(0, sheet.length >> 1), /the workbook is damaged or incomplete/],
    ['without its end', () => sheet.slice(0, -30), /the workbook is damaged or incomplete/],
  ])('%s is refused', async (_what, bytes, expected) => {
    await expect(read('v.xlsx', bytes())).rejects.toThrow(expected);
  });

  it('of no bytes is empty, and a CSV by its name is a CSV', async () => {
    expect((await read('v.xlsx', new Uint8Array())).said).toEqual(['v.xlsx:1:1: error: the file is empty']);
    expect(await read('v.xlsx', csvOf(ROWS))).toEqual(await read('v.csv', csvOf(ROWS)));
  });
});

it('a workbook has as many rows as a sheet can', async () => {
  const rows = Array.from({ length: 200_000 }, (_, index) => [index]);
  const records = await readWorkbook('long.xlsx', workbookOf(rows));
  expect([records.length, records.at(-1)!.cells]).toEqual([
    200_000,
    [{ text: '199999', line: 200_000, column: 1 }],
  ]);
}, 60_000);

it('workbooks may be bounded together, by what their parts state to have unpacked', async () => {
  // The same row again and again: some megabytes in a file of some kilobytes.
  const rows = Array.from({ length: 40_000 }, () => ['the same again and again']);
  const bytes = new Uint8Array(await writeXlsxFile(rows).toBuffer());
  expect(bytes.length).toBeLessThan(500_000);
  const MIB = 1024 * 1024;
  const one = { name: 'large.xlsx', bytes };
  const reading = (files: InputFile[], unpackedMax: number) =>
    readCreditFiles(files, new Findings(() => {}), { unpackedMax });
  const tooLarge = /large\.xlsx: .*too large when unpacked \(\d MiB > \d MiB\); save it .* as "CSV UTF-8"/;
  await expect(reading([one], MIB)).rejects.toThrow(tooLarge);
  expect(await reading([one], 3 * MIB)).toEqual({ projects: [], vintages: [] });
  await expect(reading([one, one], 3 * MIB)).rejects.toThrow(tooLarge);
  const cut = { name: 'cut.xlsx', bytes: bytes.slice(0, -30) };
  await expect(reading([cut], MIB)).rejects.toThrow(/can't be read/);
}, 60_000);

describe('a workbook of a few bytes', () => {
  const cell = (at: string) => `<c r="${at}"><v>1</v></c>`;

  it.each([
    ['its last corner', `<row r="1">${cell('A1')}</row><row r="1048576">${cell('XFD1048576')}</row>`],
    ['a row beyond all sheets', `<row r="4294967290">${cell('A4294967290')}</row>`],
    ['a number with an exponent', `<row r="1e9">${cell('A1e9')}</row>`],
    ['a number in entities', `<row r="&#57;99999999">${cell('A999999999')}</row>`],
    ['single quotes', `<row r = '9999999'>${cell('A9999999')}</row>`],
    [
      'many wide rows',
      Array.from({ length: 3000 }, (_, r) => `<row r="${r + 1}">${cell(`XFD${r + 1}`)}</row>`).join(''),
    ],
  ])('that asks for more cells than there is memory for is refused: %s', async (_what, rows) => {
    await expect(readWorkbook('w.xlsx', workbookOfMarkup(rows))).rejects.toThrow(/more than 5000000 cells/);
  });

  it('that unpacks to more than there is memory for is refused', async () => {
    const packed = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(1000) });
    const stated = Buffer.from(packed);
    // The size that the directory states, which is what a reader would make room for.
    stated.writeUInt32LE(0x7fff_ffff, stated.lastIndexOf('PK\u0001\u0002') + 24);
    await expect(readWorkbook('w.xlsx', stated)).rejects.toThrow(/more than 256 MiB/);
  });

  it('may say in a text what looks like a place', async () => {
    const [record] = await readWorkbook('w.xlsx', workbookOf([['see r="B12"']]));
    expect(record!.cells[0]!.text).toBe('see r="B12"');
  });
});
