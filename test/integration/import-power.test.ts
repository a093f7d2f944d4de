/**
 * The import of power contracts into the registry that `npm start` runs: an excerpt of ../shared/data, killed
 * and run again on the way, and files with faults.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ApiClient } from '../../events/cli/api-client.ts';
import { demoIdentity, OPERATOR } from '../../events/cli/identities.ts';
import { Supply } from '../../events/cli/import/power-registry.ts';
import { run as runCommand } from '../../events/cli/import.ts';
import { type Registry, startRegistry } from '../../infra/local/registry.ts';
import { synthesizeApart } from '../../infra/local/template/synthesis.ts';
import { called, started } from '../support/command.ts';
import { leafCounter } from '../support/log/log-size.ts';

const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const contractsFile = join(data, 'cn-power-contracts.csv');
const certificatesFile = join(data, 'cn-power-certificates.csv');
const hasData = existsSync(contractsFile) && existsSync(certificatesFile);
if (!hasData)
  console.warn('skipped: ../shared/data is absent (cn-power-contracts.csv, cn-power-certificates.csv)');

const START_TIMEOUT_MS = 120_000;
const POLL_MS = 50;
/** Certificates of each contract in the excerpt. */
const EXCERPT = 8;

const Provenance = z.object({ quantity: z.number(), beneficiary: z.string(), reason: z.string() });

const linesOf = (file: string) => readFileSync(file, 'utf8').trim().split(/\r?\n/);

/**
 * The first certificates of each contract, and contracts of just so much; with how many leaves that makes.
 */
function excerpt() {
  const [contractHeader = '', ...contractRows] = linesOf(contractsFile);
  const [certificateHeader = '', ...certificateRows] = linesOf(certificatesFile);
  const contracts = [contractHeader];
  const certificates = [certificateHeader];
  const organizations = new Set<string>();
  const facilities = new Set<string>();
  const generations = new Set<string>();
  for (const row of contractRows) {
    const cells = row.split(',');
    const own = certificateRows.filter((each) => each.split(',')[1] === cells[0]).slice(0, EXCERPT);
    let megawattHours = 0;
    for (const each of own) {
      const [, contract, generator = '', , from, to, kilowattHours, beneficiary = ''] = each.split(',');
      megawattHours += Number(kilowattHours) / 1000;
      facilities.add(generator);
      generations.add([contract, generator, from, to].join());
      for (const name of [cells[1] ?? '', generator, beneficiary]) organizations.add(name);
    }
    contracts.push([...cells.slice(0, -1), megawattHours].join());
    certificates.push(...own);
  }
  const leaves =
    organizations.size +
    facilities.size +
    contractRows.length +
    generations.size +
    2 * (certificates.length - 1);
  return { contracts, certificates, leaves };
}

describe.skipIf(!hasData)('import power-contracts', () => {
  let registry: Registry;
  let api: ApiClient;
  let folder: string;
  let files: { contracts: string; certificates: string; leaves: number };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lvzhang-import-power-'));
    const { contracts, certificates, leaves: expected } = excerpt();
    files = { ...written('real', contracts, certificates), leaves: expected };
    registry = await startRegistry({
      port: 0,
      memory: true,
      folder: join(folder, 'instance'),
      assembly: synthesizeApart,
    });
    api = new ApiClient({ url: registry.url, token: () => registry.token(OPERATOR), language: 'en' });
    leaves = leafCounter(registry);
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    await registry?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function written(name: string, contracts: readonly string[], certificates: readonly string[]) {
    const paths = { contracts: join(folder, `${name}-c.csv`), certificates: join(folder, `${name}-e.csv`) };
    writeFileSync(paths.contracts, `${contracts.join('\n')}\n`);
    writeFileSync(paths.certificates, `${certificates.join('\n')}\n`);
    return paths;
  }

  const argsOf = ({ contracts, certificates }: Omit<typeof files, 'leaves'>) => [
    'power-contracts',
    contracts,
    certificates,
    '--url',
    registry.url,
    '--lang',
    'en',
  ];
  const runImport = async (paths: Omit<typeof files, 'leaves'> = files, ...more: string[]) =>
    called(runCommand, [...argsOf(paths), ...more], await registry.token(OPERATOR));

  let leaves: () => Promise<number>;

  async function supplies(): Promise<z.infer<typeof Supply>[]> {
    const all: z.infer<typeof Supply>[] = [];
    for await (const each of api.list('/v1/supply-contracts', Supply)) all.push(each);
    return all;
  }

  async function organizations(): Promise<number> {
    let count = 0;
    for await (const _ of api.list('/v1/organizations', z.object({}))) count++;
    return count;
  }

  const delivered = async () => (await supplies()).reduce((sum, each) => sum + each.delivered, 0);

  /** Kills an import as soon as the registry has so much. */
  async function killAt(measure: () => Promise<number>, much: number): Promise<void> {
    const { child, ended } = started(['import', ...argsOf(files)], { token: await registry.token(OPERATOR) });
    while ((await measure()) < much) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    child.kill('SIGKILL');
    expect((await ended).code).toBe(null);
  }

  it('killed while it registers and while it delivers, is whole after the third run', async () => {
    await killAt(organizations, 10);
    await killAt(delivered, 200);
    expect((await supplies()).some(({ megawattHours, ...each }) => each.delivered < megawattHours)).toBe(
      true,
    );
    const { code, out, err } = await runImport();
    expect([code, err]).toEqual([0, expect.stringContaining('(100 %)')]);
    for (const { origin, megawattHours: n } of await supplies())
      expect(out).toMatch(new RegExp(`^${origin.code}( +${n}){6}  ok$`, 'm'));
    expect(out).toContain('contracts: 7, differences: 0');
    expect(err).toContain('not all within 2020-01-01–2020-12-31 of contract ACT-14');
    expect(await leaves()).toBe(files.leaves);
  });

  it('run once more does nothing', async () => {
    expect(await runImport()).toMatchObject({ code: 0 });
    expect(await leaves()).toBe(files.leaves);
  });

  it('retires for the beneficiary that the certificate names', async () => {
    const found: z.infer<typeof Provenance>[] = [];
    for await (const { id } of api.list('/v1/facilities', z.object({ id: z.string() })))
      for await (const batch of api.list(`/v1/facilities/${id}/batches`, z.object({ id: z.string() }))) {
        const Block = z.object({ since: z.string(), status: z.string() });
        for await (const { since, status } of api.list(`/v1/batches/${batch.id}/blocks`, Block)) {
          expect(status).toBe('retired');
          found.push(await api.get(`/v1/retirements/${since}`, Provenance));
        }
      }
    // One retirement for each certificate, of its MWh, in its beneficiary's name.
    const expected = linesOf(files.certificates)
      .slice(1)
      .map((row) => row.split(','));
    expect(found.length).toBe(expected.length);
    for (const [code, , , , , , kilowattHours, beneficiary] of expected)
      expect(found.find(({ reason }) => reason.includes(` ${code}（`))).toMatchObject({
        quantity: Number(kilowattHours) / 1000,
        beneficiary,
      });
  });

  const HEADERS = {
    contracts: 'contract,seller,energy_source,contract_date,delivery_date,period_start,period_end,volume_mwh',
    certificates:
      'certificate,contract,generator,energy_source,generation_start,generation_end,volume_kwh,beneficiary',
  };
  const contract = (code: string, volume: number) =>
    `${code},卖方 Ltd,wind,2022-02-07,2022-05-30,2021-04-01,2021-06-30,${volume}`;
  const certificate = (
    code: string,
    of: string,
    kilowattHours: number,
    more = 'wind,2021-04-01,2021-06-30',
  ) => `${code},${of},新风电场,${more},${kilowattHours},f0999`;

  it('imports the sound rows of a bad file, and the rest once it is mended', async () => {
    const bad = written(
      'bad',
      [HEADERS.contracts, contract('T-1', 10), contract('T-2', 5).replace('2022-02-07', '2022-06-31')],
      [
        HEADERS.certificates,
        certificate('T-1-1', 'T-1', 6000),
        certificate('T-1-2', 'T-1', 3500),
        certificate('T-1-1', 'T-1', 6000),
        certificate('T-1-3', 'T-1', 1000, 'solar,2021-04-01,2021-06-30'),
        certificate('T-2-1', 'T-2', 5000),
        certificate('T-9-1', 'T-9', 5000),
      ],
    );
    const before = await leaves();
    const { code, out, err } = await runImport(bad);
    expect(code).toBe(1);
    const findings = err.split('\n').filter((line) => line.includes('error:'));
    expect(findings.map((line) => line.replace(`${folder}/`, ''))).toEqual([
      'bad-c.csv:3:17: error: contract_date: "2022-06-31" is no day of the calendar; write YYYY-MM-DD',
      'bad-e.csv:3:43: error: volume_kwh 3500 is no multiple of 1000: one certificate is 1 MWh; check the volume',
      'bad-e.csv:4:1: error: T-1-1 again, first on line 2',
      'bad-e.csv:5:16: error: energy_source solar: the contract T-1 is for wind; check either',
      'bad-e.csv:6:7: error: the row of contract T-2 has a fault; mend that row first',
      'bad-e.csv:7:7: error: unknown contract T-9; check the code, or add the contract',
    ]);
    expect(out).toMatch(/^T-1 +10 +6 +10 +6 +6 +6 {2}DIFFERS$/m);
    // Seller, generator, beneficiary, facility, contract, generation, delivery, retirement.
    expect(await leaves()).toBe(before + 8);
    const mended = written(
      'mended',
      [HEADERS.contracts, contract('T-1', 10)],
      [
        HEADERS.certificates,
        certificate('T-1-1', 'T-1', 6000),
        certificate('T-1-2', 'T-1', 3000),
        certificate('T-1-3', 'T-1', 1000),
      ],
    );
    for (const run of ['mended', 'again']) {
      expect([run, await runImport(mended)]).toMatchObject([run, { code: 0 }]);
      // A generation of the 4 MWh that were missing, two deliveries and retirements.
      expect(await leaves()).toBe(before + 8 + 5);
    }
  });

  it('says when the registry holds something else than the file', async () => {
    const before = await leaves();
    const cells = linesOf(files.contracts)[1]!.split(',');
    const more = [...cells.slice(0, -1), Number(cells.at(-1)) + 1].join();
    const own = linesOf(files.certificates).filter((row) => row.split(',')[1] === cells[0]);
    const changed = written('changed', [HEADERS.contracts, more], [HEADERS.certificates, ...own]);
    const { code, err } = await runImport(changed);
    expect(code).toBe(1);
    expect(err).toMatch(/changed-c\.csv:2:1: error: registered already as c-\w+, not as here: megawattHours/);
    const rows = [HEADERS.certificates, ...own.slice(1)];
    const short = await runImport(written('fewer', linesOf(files.contracts).slice(0, 2), rows));
    expect(short.code).toBe(1);
    expect(short.err).toMatch(/error: the registry has issued \d+ MWh for this period, the file has \d+/);
    expect(await leaves()).toBe(before);
  });

  it('registers nobody again for contracts that came from another source', async () => {
    const before = await leaves();
    const { code, out, err } = await runImport(files, '--source', 'elsewhere');
    expect([code, err]).toEqual([
      1,
      expect.stringContaining('the contract SP-1 was imported from "protocol/filecoin-renewables-purchases"'),
    ]);
    expect(err).toContain('(100 %)');
    expect(out).toMatch(/^SP-1 +\d+ +\d+ +- +- +- +- {2}DIFFERS$/m);
    expect(await leaves()).toBe(before);
  });

  it('does not issue more than the contract is for', async () => {
    const over = written(
      'over',
      [HEADERS.contracts, contract('T-3', 4)],
      [HEADERS.certificates, certificate('T-3-1', 'T-3', 3000), certificate('T-3-2', 'T-3', 2000)],
    );
    const { code, out, err } = await runImport(over);
    expect(code).toBe(1);
    expect(err).toMatch(/over-e\.csv:2:43: error: That is more than the contract is for/);
    expect(err).toContain('over-e.csv:3:7: error: not imported: neither was T-3-1, with which it is issued');
    expect(out).toMatch(/^T-3 +4 +5 +4 +0 +0 +0 {2}DIFFERS$/m);
  });

  it('takes no certificate a second time, in whatever file and for whatever contract', async () => {
    const file = (of: string, kilowattHours: number) =>
      written(
        `twice-${of}-${kilowattHours}`,
        [HEADERS.contracts, contract(of, kilowattHours / 1000)],
        [HEADERS.certificates, certificate('T-4-1', of, kilowattHours)],
      );
    expect(await runImport(file('T-4', 3000))).toMatchObject({ code: 0 });
    const again = await runImport(file('T-5', 3000));
    expect(again).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^T-5 +3 +3 +3 +0 +0 +0 {2}DIFFERS$/m),
    });
    expect(again.err).toMatch(
      /twice-T-5-3000-e\.csv:2:43: error: The certificate has been used up by imports already: .*3000 are taken/,
    );
    const other = await runImport(file('T-6', 4000));
    expect(other.err).toMatch(/error: .*another quantity before.*3000 kWh here, 4000 kWh now/);
  });

  it('takes shares of one certificate for several contracts, files and runs, and no more than it is', async () => {
    const share = (of: string, kilowattHours: number) =>
      written(
        `share-${of}`,
        [HEADERS.contracts, contract(of, kilowattHours / 1000)],
        [`${HEADERS.certificates},certificate_kwh`, `${certificate('T-7-1', of, kilowattHours)},5000`],
      );
    for (const [of, kilowattHours, code] of [
      ['T-7', 2000, 0],
      ['T-8', 3000, 0],
      ['T-9', 1000, 1],
    ] as const)
      expect([of, await runImport(share(of, kilowattHours))]).toMatchObject([of, { code }]);
    const before = await leaves();
    expect(await runImport(share('T-8', 3000))).toMatchObject({ code: 0 });
    expect(await leaves()).toBe(before);
  });

  it('retires what the seller uses itself, without a delivery, of a contract of mixed technology', async () => {
    const own = written(
      'own',
      [HEADERS.contracts, contract('T-10', 6).replace('wind', 'wind/solar')],
      [
        HEADERS.certificates,
        certificate('T-10-1', 'T-10', 3000).replace('f0999', '卖方 Ltd'),
        certificate('T-10-2', 'T-10', 2000, 'solar,2021-04-01,2021-06-30'),
        certificate('T-10-3', 'T-10', 1000),
      ],
    );
    const before = await leaves();
    const first = await runImport(own);
    expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/^T-10( +6){6} {2}ok$/m) });
    // Facility of the solar plant, contract, two generations, two deliveries, three retirements.
    expect(await leaves()).toBe(before + 9);
    expect(await runImport(own)).toMatchObject({ code: 0 });
    expect(await leaves()).toBe(before + 9);
    expect((await supplies()).find(({ origin }) => origin.code === 'T-10')).toMatchObject({
      technology: 'mixed',
      issued: 6,
      delivered: 3,
    });
  });

  it('does not go on without being let in', async () => {
    const bank = await registry.token(demoIdentity('bank')!);
    expect(await called(runCommand, argsOf(files), bank)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('403'),
    });
  });

  it('2 for arguments that make no sense', async () => {
    for (const args of [
      ['power-contracts', 'one.csv'],
      ['power-contracts', 'a', 'b', 'c'],
      ['power-contracts', 'a', 'b', '--lang', 'fr'],
      ['power'],
    ])
      expect([args, await called(runCommand, args)]).toMatchObject([args, { code: 2, out: '' }]);
  });
});
