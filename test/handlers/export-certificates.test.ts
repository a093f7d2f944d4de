/** Green certificates in others' columns: what is known stands there, the rest is empty, and it adds up. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../events/cli/export.ts';
import { freshTable } from '../support/local/memory-world.ts';
import { type ServedApi, serve, tokenOf } from '../support/local/served-api.ts';
import { loadHandlers, OPERATOR, TestApi } from '../support/probes/api.ts';
import { onDay } from '../support/probes/lifecycle.ts';
import { recordAndConfirm, registerFacility, type TestFacility } from '../support/probes/power.ts';
import { must } from '../support/probes/small-registry.ts';
import { importSupplyBatch } from '../support/probes/supplies.ts';

const RETIRED = 30;

let served: ServedApi;
let folder: string;
let wind: TestFacility;
let batch: string;
let said = '';
beforeAll(async () => {
  onDay('2026-03-02');
  freshTable();
  const api = new TestApi(await loadHandlers());
  served = await serve(api);
  folder = mkdtempSync(join(tmpdir(), 'lvzhang-certificates-'));
  wind = await registerFacility(api, { body: { name: '=风储"一期", 红山' } });
  ({ batch = '' } = await recordAndConfirm(api, {
    facility: wind,
    month: '2026-01',
    kilowattHours: 120_400,
  }));
  await recordAndConfirm(api, {
    facility: wind,
    month: '2026-01',
    energy: 'self-use',
    kilowattHours: 7_000,
  });
  await must(api, 'POST /v1/retirements', wind.owner.caller, {
    account: wind.owner.account,
    items: [{ batch, quantity: RETIRED }],
    beneficiary: '示例铜业',
    reason: '2026 年绿色电力消费',
    purpose: 'green-power-accounting',
    consumptionYear: 2026,
  });
  // An imported facility, whose certificates are another registry's to list.
  await importSupplyBatch(api);
  vi.stubEnv('LVZHANG_TOKEN', tokenOf(OPERATOR));
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      said += text;
      return true;
    });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  vi.useRealTimers();
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function exported(...more: string[]) {
  said = '';
  const args = ['certificates', '--url', served.url, '--registry', '绿账', '--lang', 'en', ...more];
  return { code: await run(args), said };
}

type Line = Record<string, string>;
const rowsIn = (text: string): Line[] => parse(text, { columns: true });
const sumOf = (rows: readonly Line[], column: string) =>
  rows.reduce((sum, row) => sum + Number(row[column]), 0);

describe('export certificates', () => {
  it('as EnergyTag’s bundles: a line for each block, of a month, with what is known', async () => {
    const { code, said: text } = await exported('--format', 'energytag');
    const rows = rowsIn(text);
    expect([code, sumOf(rows, 'bundle_quantity')]).toEqual([0, 127]);
    const retired = rows.filter((row) => row.certificate_bundle_status === 'Cancelled');
    expect(sumOf(retired, 'bundle_quantity')).toBe(RETIRED);
    expect(retired[0]).toMatchObject({
      issuance_id: batch,
      beneficiary: '示例铜业',
      energy_carrier: 'Electricity',
      energy_source: 'Wind',
      face_value: '1000000',
      device_id: wind.id,
      device_name: '=风储"一期", 红山',
      device_production_start_date: '2024-06-18',
      device_capacity: '110000000',
      production_starting_interval: '2025-12-31T16:00:00Z',
      production_ending_interval: '2026-01-31T16:00:00Z',
      expiry_datestamp: '2027-12-31',
      issuing_body: '绿账',
      dissemination_level: 'public grid',
      device_location: '',
      registry_configuration: '',
      issue_market_zone: '',
    });
    for (const row of rows) {
      const { certificate_bundle_id_range_start: from, certificate_bundle_id_range_end: to } = row;
      expect(Number(to) - Number(from) + 1).toBe(Number(row.bundle_quantity));
    }
    expect(new Set(rows.map((row) => row.dissemination_level))).toEqual(
      new Set(['public grid', 'self-consumed']),
    );
  });

  it('as the I-REC registry’s issuances and redemptions', async () => {
    const issued = rowsIn((await exported('--format', 'irec')).said);
    expect(issued.map((row) => row['Volume Issued']).sort()).toEqual(['120', '7']);
    expect(issued[0]).toMatchObject({
      'Issue Date': '2026-03-02',
      'Commissioning Date': '2024-06-18',
      Vintage: '2026',
      Issuer: '绿账',
      'Capacity MW': '110',
      'Country Name': 'China',
      Region: '',
      Technology: 'Wind',
    });
    expect(rowsIn((await exported('--format', 'irec', '--table', 'redemptions')).said)).toEqual([
      {
        'Redemption Date': '2026-03-02',
        'Volume Redeemed': String(RETIRED),
        Vintage: '2026',
        'Country Name - Beneficiary': '',
        'Region - Beneficiary': '',
        Technology: 'Wind',
        'Issue Country': 'China',
        'Issue Region': '',
      },
    ]);
  });

  it('goes to a file as it goes to the terminal, and again the same', async () => {
    const file = join(folder, 'bundles.csv');
    const { said: text } = await exported('--format', 'energytag');
    for (const _time of ['first', 'again']) {
      expect((await exported('--format', 'energytag', '-o', file)).code).toBe(0);
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
  });

  it('is no formula to a spreadsheet where it is asked', async () => {
    const rows = rowsIn((await exported('--format', 'energytag', '--spreadsheet')).said);
    expect(rows[0]!.device_name).toBe('\'=风储"一期", 红山');
  });

  it.each([
    ['no format', [], '--format : energytag, irec'],
    ['no such format', ['--format', 'go'], '--format go: energytag, irec'],
    ['no such table', ['--format', 'irec', '--table', 'units'], '--table units: irec'],
    ['a language that it doesn’t speak', ['--format', 'irec', '--lang', 'fr'], '--lang fr'],
    ['more than options', ['--format', 'irec', 'x'], 'x'],
  ])('names %s', async (_what, more, message) => {
    const file = join(folder, 'refused.csv');
    const { code, said: text } = await exported(...more, '-o', file);
    expect([code, text, existsSync(file)]).toEqual([2, expect.stringContaining(message), false]);
  });
});
