/** Lists of credits of other registries: into a registry and out of it again, byte for byte. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run as runExport } from '../../events/cli/export.ts';
import { OPERATOR } from '../../events/cli/identities.ts';
import { run as runImport } from '../../events/cli/import.ts';
import { layouts } from '../../events/exchange/credits/layouts.ts';
import { type Registry, startRegistry } from '../../infra/local/registry.ts';
import { synthesizeApart } from '../../infra/local/template/synthesis.ts';
import { called } from '../support/command.ts';
import { leafCounter } from '../support/log/log-size.ts';

const START_TIMEOUT_MS = 120_000;

const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = (table: string, format: string, rows: readonly Record<string, string | number>[]) => {
  const { columns } = layouts.find((each) => each.format === format && each.table === table)!;
  const lines = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  return `${lines.map((cells) => cells.map(quoted).join(',')).join('\n')}\n`;
};

const GOLD = {
  Vintage: 2025,
  'Credit Status': 'Issued',
  Quantity: 5485,
  GSID: 11603,
  'Project Name': 'Efficient and Clean Cooking, Kenya',
  'Project Developer': 'ECC- Talanton Trust',
  Country: 'Kenya',
  'Project Type': 'Energy Efficiency - Domestic',
  Methodology: 'GS TPDDTEC v3.1',
  'Programme of Activities': 'VPA',
  'POA GSID': '10789.0',
  'Product Type': 'VER',
  'Issuance Date': '2026-03-31T14:08:58.606444',
  'Monitoring Period Start': '2024-03-02',
  'Monitoring Period End': '2025-03-10',
  'Serial Number': 'GS1-1-KE-GS11603-16-2025-30256-1-5485',
  Label: 'ICVCM CCP, Emission Reduction',
  'Article Six Authorization': 'Not Applicable',
};
const goldRetired = (from: number, to: number, more: object) => ({
  ...GOLD,
  'Credit Status': 'Retired',
  Quantity: to - from + 1,
  'Issuance Date': '2026-03-31',
  'Retirement Date': '2026-04-10',
  'Serial Number': `GS1-1-KE-GS11603-16-2025-30256-${from}-${to}`,
  Note: '=Scope 1, 2 and "business" travel of 2025',
  'Use Case': 'Voluntary',
  'Using Entity': 'Hilti Corporation',
  ...more,
});
const ISSUANCES = csv('issuances', 'gold-standard', [GOLD]);
const RETIREMENTS = csv('retirements', 'gold-standard', [
  goldRetired(110, 5463, {}),
  goldRetired(5464, 5470, { 'Using Entity': '', Note: '', 'Use Case': '' }),
]);

const transaction = (day: string, quantity: number, more: object = {}) => ({
  project_id: 'VCS9003',
  quantity: `${quantity}.0`,
  transaction_date: `${day} 00:00:00+00:00`,
  transaction_type: 'issuance',
  vintage: 2017,
  ...more,
});
const CREDITS = csv('credits', 'offsets-db', [
  transaction('2018-01-01', 500),
  transaction('2019-03-26', 1000),
  transaction('2020-06-15', 1100, {
    transaction_type: 'retirement',
    retirement_account: 'Broker Ltd',
    retirement_beneficiary: 'Shell plc',
    retirement_beneficiary_harmonized: 'Shell',
    retirement_note: 'Flights',
    retirement_reason: 'Environmental Benefit',
  }),
  transaction('2020-06-16', 5, { transaction_type: 'retirement' }),
  transaction('2020-06-16', 5, { transaction_type: 'retirement' }),
  transaction('2021-01-01', 7, { transaction_type: 'cancellation' }),
]);
const PROJECTS = csv('projects', 'offsets-db', [
  {
    category: "['forest']",
    country: 'China',
    first_issuance_at: '2018-01-01 00:00:00+00:00',
    first_retirement_at: '2020-06-15 00:00:00+00:00',
    is_compliance: 'False',
    issued: '1500.0',
    name: 'Inner Mongolia Forest',
    project_id: 'VCS9003',
    project_type: 'Afforestation/Reforestation',
    project_type_source: 'carbonplan',
    project_url: 'https://registry.verra.org/app/projectDetail/VCS/9003',
    proponent: 'Forest Industry Group',
    protocol: "['vm0010']",
    registry: 'verra',
    retired: '1117.0',
    status: 'registered',
  },
]);
const VROD = csv('projects', 'vrod', [
  {
    'Project ID': 'VCS9004',
    'Project Name': 'Steppe',
    'Voluntary Registry': 'VCS',
    'Voluntary Status': 'Registered',
    Scope: 'Forestry & Land Use',
    Type: 'Improved Forest Management',
    'Methodology / Protocol': 'VM0010',
    Country: 'China',
    'Project Developer': 'Steppe Ltd',
    'Total Credits Issued': 1500,
    'Total Credits Retired': 400,
    'Total Credits Remaining': 1100,
    'issued: 2013': 1000,
    'issued: 2014': 500,
    'retired: 2018': 400,
    'remaining: 2013': 600,
    'remaining: 2014': 500,
    'Notes from Registry': 'None',
  },
]).replaceAll(/\w+: (\d{4})(?=,)/g, '$1');

describe('import credits, export credits', () => {
  let registry: Registry;
  let folder: string;
  let leaves: () => Promise<number>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lvzhang-credits-'));
    registry = await startRegistry({
      port: 0,
      memory: true,
      folder: join(folder, 'r'),
      assembly: synthesizeApart,
    });
    leaves = leafCounter(registry);
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    await registry?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = async (command: typeof runImport, args: readonly string[]) =>
    called(command, [...args, '--url', registry.url, '--lang', 'en'], await registry.token(OPERATOR));
  const importing = (...files: string[]) =>
    run(runImport, ['credits', ...files.map((text, index) => saved(`${index}.csv`, text))]);
  const exported = (format: string, table: string, ...more: string[]) =>
    run(runExport, ['credits', '--format', format, '--table', table, ...more]);
  function saved(name: string, text: string): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }

  it.each<[string, string[], [string, string, string?][]]>([
    [
      'gold-standard',
      [ISSUANCES, RETIREMENTS],
      [
        ['issuances', ISSUANCES],
        ['retirements', RETIREMENTS],
      ],
    ],
    [
      'offsets-db',
      [CREDITS, PROJECTS],
      [
        ['credits', CREDITS, 'VCS9003'],
        ['projects', PROJECTS, 'VCS9003'],
      ],
    ],
    ['vrod', [VROD], [['projects', VROD, 'VCS9004']]],
  ])('of %s: what came in goes out, and a second run changes nothing', async (format, files, tables) => {
    const first = await importing(...files);
    expect([first.code, first.err]).toEqual([0, expect.not.stringContaining('error')]);
    const size = await leaves();
    for (const [table, text, project] of tables) {
      const out = await exported(format, table, ...(project ? ['--project', project] : []));
      expect([out.code, out.err, out.out]).toEqual([0, '', text]);
    }
    expect(await importing(...files)).toMatchObject({ code: 0 });
    expect(await leaves()).toBe(size);
  });

  it('refuses the same credits from another list, and says how they are here already', async () => {
    const size = await leaves();
    const again = CREDITS.replaceAll('VCS9003', 'VCS9004').replaceAll(',2017\n', ',2013\n');
    const { code, err } = await importing(again);
    expect(code).toBe(1);
    expect(err).toMatch(/vintage 2013 of project VCS9004 is here already, told apart as whole vintages/);
    expect(await leaves()).toBe(size);
  });

  it('takes lists of one source at a time, and none that it does not know', async () => {
    expect(await importing(CREDITS, VROD)).toMatchObject({
      code: 1,
      err: expect.stringContaining('the files are of several sources (offsets-db, vrod)'),
    });
    expect(await importing('a,b\n1,2\n')).toMatchObject({
      code: 1,
      err: expect.stringContaining('none of the first'),
    });
    expect(await exported('puro', 'credits')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--format puro'),
    });
  });

  it('puts an apostrophe before what a spreadsheet would run, and takes it off again', async () => {
    const safe = await exported('gold-standard', 'retirements', '--spreadsheet');
    expect(safe.out).toContain(`"'=Scope 1, 2 and ""business"" travel of 2025"`);
    const size = await leaves();
    const path = saved('safe.csv', safe.out);
    expect(await run(runImport, ['credits', path, '--spreadsheet'])).toMatchObject({ code: 0 });
    expect(await leaves()).toBe(size);
  });
});
