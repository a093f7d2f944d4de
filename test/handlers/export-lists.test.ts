/**
 * An organization's own lists as files: they have what the registry has, to the unit and the fen, and a
 * workbook reads back as what was written.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../events/cli/export.ts';
import { freshTable } from '../support/local/memory-world.ts';
import { type ServedApi, serve, tokenOf } from '../support/local/served-api.ts';
import { type Caller, castMember, loadHandlers, OPERATOR, TestApi } from '../support/probes/api.ts';
import { type Seller, today } from '../support/probes/first-sale.ts';
import { onDay } from '../support/probes/lifecycle.ts';
import { makeListed, PRICES, REASON } from '../support/probes/list-history.ts';
import type { TestFacility } from '../support/probes/power.ts';
import { must } from '../support/probes/small-registry.ts';

const REGULATOR = castMember('regulator', ['regulator']);

let api: TestApi;
let served: ServedApi;
let folder: string;
let seller: Seller;
let plant: TestFacility;
let told: { out: string; err: string };
beforeAll(async () => {
  onDay('2026-07-02');
  const { client, tableName } = freshTable();
  api = new TestApi(await loadHandlers());
  served = await serve(api);
  folder = mkdtempSync(join(tmpdir(), 'lvzhang-lists-'));
  ({ seller, plant } = await makeListed(api, client, tableName));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    told.out += text;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told.err += text;
    return true;
  });
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function exported(list: string, caller: Caller, ...more: string[]) {
  told = { out: '', err: '' };
  vi.stubEnv('LVZHANG_TOKEN', tokenOf(caller));
  const code = await run([list, '--url', served.url, '--lang', 'en', ...more]);
  vi.unstubAllEnvs();
  return { code, ...told };
}

type Row = Record<string, string>;

async function csvOf(list: string, caller: Caller, ...more: string[]): Promise<Row[]> {
  const { code, out } = await exported(list, caller, ...more);
  expect(code).toBe(0);
  return parse(out, { columns: true });
}

const sum = (rows: readonly Row[], name: string) => rows.reduce((total, row) => total + Number(row[name]), 0);

describe('a list adds up to what the registry says', () => {
  it('holdings, status by status', async () => {
    const { developer } = seller;
    const { items } = await must(api, `GET /v1/accounts/${developer.account}/holdings`, developer.caller);
    const rows = await csvOf('holdings', developer.caller);
    expect(items.map(({ status }: Row) => status).toSorted()).toEqual(['held', 'retired']);
    for (const { status, quantity } of items)
      expect(
        sum(
          rows.filter((row) => row.status === status),
          'quantity',
        ),
      ).toBe(quantity);
    expect(sum(rows, 'quantity')).toBe(100_000 - 2);
    for (const { from, to, quantity } of rows) expect(Number(to) - Number(from) + 1).toBe(Number(quantity));
    expect(rows[0]).toMatchObject({ project: seller.project, instrument: 'CCER', unit: 'tCO2e' });
  });

  it('transfers, on both sides, ended ones too', async () => {
    const sold = await csvOf('transfers', seller.developer.caller);
    expect(sold.map(({ direction, status, quantity }) => [direction, status, quantity])).toEqual([
      ['out', 'accepted', '1'],
      ['out', 'accepted', '1'],
      ['out', 'withdrawn', '70'],
    ]);
    expect(sum(sold.slice(0, 2), 'priceFen (on the first line)')).toBe(PRICES[0]! + PRICES[1]!);
    expect(sold[0]).toMatchObject({ acceptedOn: today(), primary: seller.project });
    expect(sold[0]!['offeredAt (UTC+8)']).toMatch(/^2026-07-02T.*\+08:00$/);
    const bought = await csvOf('transfers', seller.buyer.caller);
    expect(bought.map(({ direction }) => direction)).toEqual(['in', 'in', 'in']);
  });

  it('retirements, each range of serials in full', async () => {
    const rows = await csvOf('retirements', seller.developer.caller);
    expect(rows.map(({ from, to, quantity }) => [from, to, quantity])).toEqual([
      ['11', '20', '10'],
      ['101', '110', '10'],
      ['301', '305', '5'],
    ]);
    const held = await csvOf('holdings', seller.developer.caller);
    const retired = held.filter(({ status }) => status === 'retired');
    expect(sum(rows, 'quantity')).toBe(sum(retired, 'quantity'));
    expect(await csvOf('retirements', seller.buyer.caller)).toEqual([]);
  });

  it('entitlements of all parties are the price that was divided', async () => {
    const { developer, holder, fund } = seller;
    const all = [];
    for (const { caller } of [developer, holder, fund]) all.push(...(await csvOf('entitlements', caller)));
    expect([all.length, sum(all, 'fen')]).toEqual([3, PRICES[0]]);
    const before = ['--from', '2020-01-01', '--to', '2026-07-01'];
    expect(await csvOf('entitlements', fund.caller, ...before)).toEqual([]);
  });

  it('settlements of both sides, with amounts', async () => {
    for (const { caller } of [plant.owner, seller.buyer]) {
      const rows = await csvOf('settlements', caller);
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({ month: '2025-01', buyer: seller.buyer.id, megawattHours: '100' });
      expect(rows[0]).toMatchObject({ energyFen: '3000000', environmentalFen: '50000', deviationFen: '0' });
      const ranges = [...rows[0]!.serials!.matchAll(/:(\d+)-(\d+)/g)];
      expect(ranges.reduce((total, [, from, to]) => total + Number(to) - Number(from) + 1, 0)).toBe(100);
    }
  });

  it('statements: its own alone, of all that are listed', async () => {
    const { items } = await must(api, 'GET /v1/emission-statements', OPERATOR);
    const [row, ...others] = await csvOf('statements', seller.buyer.caller);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ organization: seller.buyer.id, year: String(items[0].year) });
    expect(Number(row!.marketKilograms)).toBe(items[0].views.market.kilograms);
    expect(await csvOf('statements', seller.developer.caller)).toEqual([]);
  });

  it('supervision sees the lists of others', async () => {
    const own = await csvOf('holdings', seller.developer.caller);
    expect(await csvOf('holdings', REGULATOR, '--organization', seller.developer.id)).toEqual(own);
  });

  it('of another prints nothing, not even a header', async () => {
    const { developer, buyer } = seller;
    for (const list of ['holdings', 'retirements']) {
      const { code, out, err } = await exported(list, buyer.caller, '--organization', developer.id);
      expect([code, out, err]).toEqual([1, '', expect.stringContaining('403')]);
    }
  });
});

describe('a workbook', () => {
  it.each(['holdings', 'transfers', 'retirements', 'entitlements', 'settlements', 'statements'])(
    'of %s reads back as the values that the CSV has',
    async (list) => {
      const caller =
        list === 'statements' || list === 'settlements' ? seller.buyer.caller : seller.developer.caller;
      const file = join(folder, `${list}.xlsx`);
      expect(await exported(list, caller, '--format', 'xlsx', '-o', file)).toMatchObject({
        code: 0,
        out: '',
      });
      const [head = [], ...rows] = await readSheet(readFileSync(file));
      const lines = await csvOf(list, caller);
      expect(lines.length).toBeGreaterThan(0);
      expect(head).toEqual(Object.keys(lines[0]!));
      const inCsv = lines.map((line) => Object.values(line));
      const read = rows.map((cells, r) => cells.map((cell, c) => asCsv(cell, inCsv[r]?.[c] ?? '')));
      expect(read).toEqual(inCsv);
    },
  );

  it('has numbers as numbers, dates as dates in China’s time, and texts as texts', async () => {
    const file = join(folder, 'typed.xlsx');
    await exported('retirements', seller.developer.caller, '--format', 'xlsx', '-o', file);
    const [head = [], row = []] = await readSheet(readFileSync(file));
    const cell = (name: string) => row[head.indexOf(name)];
    expect([cell('from'), cell('quantity'), cell('reason')]).toEqual([11, 10, REASON]);
    // The wall clock in China of an instant on 2 July 2026.
    expect((cell('at (UTC+8)') as unknown as Date).toISOString()).toMatch(/^2026-07-02T/);
  });
});

/** The cell of a CSV for one of a workbook, whose instants are read a millisecond early at times. */
function asCsv(value: unknown, inCsv: string): string {
  if (value === null) return '';
  if (value instanceof Date && inCsv.length === '2026-07-02'.length) return value.toISOString().slice(0, 10);
  if (value instanceof Date) {
    const late = Date.parse(`${inCsv.slice(0, -'+08:00'.length)}Z`) - value.getTime();
    return late === 0 || late === 1 ? inCsv : value.toISOString();
  }
  // An id of a commit begins with a dash now and then, which is guarded as the reason is.
  const text = String(value);
  return typeof value === 'string' && /^[=-]/.test(text) ? `'${text}` : text;
}

describe('a file', () => {
  it('of CSV opens in a spreadsheet: mark, CRLF, and no formula', async () => {
    const file = join(folder, 'r.csv');
    const { code, err } = await exported('retirements', seller.developer.caller, '-o', file, '--lang', 'zh');
    expect([code, err]).toEqual([0, expect.stringContaining('约一分钟')]);
    const text = readFileSync(file, 'utf8');
    expect(text.startsWith('\ufeff注销,注销时间（UTC+8）,')).toBe(true);
    expect(text).toContain(`"'=HYPERLINK(""http://example.com"",""2025 年度, 抵消"")"`);
    expect(text.split('\r\n')).toHaveLength(5);
  });

  it('stays as it was, with nothing beside it, where the list can’t be read', async () => {
    const file = join(folder, 'kept.csv');
    writeFileSync(file, 'old');
    const stranger = castMember('stranger', ['enterprise']);
    const failed = await exported('holdings', stranger, '--organization', seller.developer.id, '-o', file);
    expect(failed.code).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(folder).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it.each<[string, string[], string]>([
    ['no such list', ['nothing'], 'what can be exported: credits, vcu, certificates, holdings'],
    ['no such format', ['holdings', '--format', 'ods'], '--format ods: csv, xlsx'],
    ['a workbook without a file', ['holdings', '--format', 'xlsx'], 'an xlsx needs -o FILE'],
    ['a period where none is', ['holdings', '--from', '2026-01-01'], '--from: '],
    ['no day', ['entitlements', '--from', '2026-02-30'], '--from 2026-02-30'],
    [
      'an end before the start',
      ['entitlements', '--from', '2026-02-03', '--to', '2026-02-01'],
      '--to 2026-02-01',
    ],
    ['an argument too many', ['holdings', 'x'], 'not expected here'],
  ])('refuses %s', async (_what, [list = '', ...args], message) => {
    const { code, err } = await exported(list, seller.developer.caller, ...args);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });

  it('of the operator names that it has no lists of its own', async () => {
    const { code, err } = await exported('holdings', OPERATOR);
    expect([code, err]).toEqual([2, expect.stringContaining('name whose with --as or --organization')]);
  });
});
