/** Verra's list of VCUs: into a registry, out of it again, and into an empty one. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ApiClient } from '../../events/cli/api-client.ts';
import { run as runExport } from '../../events/cli/export.ts';
import { OPERATOR } from '../../events/cli/identities.ts';
import { run as runImport } from '../../events/cli/import.ts';
import { VCU_COLUMNS } from '../../events/exchange/vcu-columns.ts';
import { type Registry, startRegistry } from '../../infra/local/registry.ts';
import { synthesizeApart } from '../../infra/local/template/synthesis.ts';
import { called, started } from '../support/command.ts';
import { leafCounter } from '../support/log/log-size.ts';

const START_TIMEOUT_MS = 120_000;
const POLL_MS = 50;

/** A piece of block 9660, of a vintage of project 1577, unless another project is named. */
const serial = (from: number, to: number, year = 2013, project = 1577) =>
  `9660-${from}-${to}-VCS-VCU-261-VER-CN-14-${project}-0101${year}-3112${year}-0`;
const quantity = (from: number, to: number) => (to - from + 1).toLocaleString('en-US');
const row = (
  [from, to, year = 2013]: readonly number[],
  issued: string,
  { project = 1577, type = 'Agriculture Forestry and Other Land Use', retired = ',,,' } = {},
) =>
  [
    ...[
      issued,
      '13: Climate Action',
      `${year}-01-01`,
      `${year}-12-31`,
      project,
      `Forest ${project}`,
      'China',
    ],
    ...[type, 'VM0010', '"20,000"', `"${quantity(from!, to!)}"`, serial(from!, to!, year, project), ''],
    retired,
  ].join(',');

/** Two issuances of one vintage, retired in parts; another vintage; a project of a type that nobody knows. */
const ROWS = [
  row([1, 1000], '2016-03-01'),
  row([1001, 3000], '2016-03-01', {
    retired: '2018-05-06,"Example Ltd, London",Environmental Benefit,"2017, flights"',
  }),
  row([3001, 3001], '2016-03-01', { retired: '2019-01-02,,,' }),
  row([3002, 9000], '2017-09-30'),
  row([9001, 9500], '2017-09-30', { retired: '2020-02-29,示例铜业,,' }),
  row([9501, 9600, 2014], '2017-09-30', { retired: '2020-03-01,示例铜业,,' }),
  row([9601, 9700, 2014], '2017-09-30', { project: 1578, type: 'Seaweed Farming' }),
];

describe('import vcu, export vcu', () => {
  let registry: Registry;
  let empty: Registry;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lvzhang-vcu-'));
    const start = (name: string) =>
      startRegistry({ port: 0, memory: true, folder: join(folder, name), assembly: synthesizeApart });
    registry = await start('one');
    empty = await start('other');
    leaves = leafCounter(registry);
  }, 2 * START_TIMEOUT_MS);
  afterAll(async () => {
    await registry?.stop();
    await empty?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function written(name: string, rows: readonly string[]): string {
    const path = join(folder, `${name}.csv`);
    writeFileSync(path, `${[VCU_COLUMNS.join(','), ...rows].join('\r\n')}\r\n`);
    return path;
  }

  const run = async (command: typeof runImport, args: readonly string[], { url, token } = registry) =>
    called(command, [...args, '--url', url, '--lang', 'en'], await token(OPERATOR));
  const importing = (path: string, into = registry) => run(runImport, ['vcu', path], into);
  const exported = (from = registry) => run(runExport, ['vcu'], from);

  const apiOf = ({ url, token }: Registry) => new ApiClient({ url, token: () => token(OPERATOR) });
  let leaves: () => Promise<number>;

  // Two developers and projects, seven issuances, four retirements.
  const LEAVES = 4 + ROWS.length + 4;

  it('killed on the way, is whole after the next run, issuance by issuance', async () => {
    const path = written('all', ROWS);
    const token = await registry.token(OPERATOR);
    const { child, ended } = started(['import', 'vcu', path, '--url', registry.url, '--lang', 'en'], {
      token,
    });
    const count = async () => {
      let projects = 0;
      for await (const _ of apiOf(registry).list('/v1/projects', z.object({}))) projects++;
      return projects;
    };
    while ((await count()) < 1) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    child.kill('SIGKILL');
    expect((await ended).code).toBe(null);
    const { code, out, err } = await importing(path);
    expect([code, err]).toEqual([0, expect.stringContaining('the type "Seaweed Farming" is in no table')]);
    expect(out).toMatch(/^VCS1577 +2013 \/ 2016-03-01 +3001 +2001 +1000 +3001 +2001 +1000 +ok$/m);
    expect(out).toMatch(/^VCS1577 +2013 \/ 2017-09-30 +6499 +500 +5999 +6499 +500 +5999 +ok$/m);
    expect(out).toMatch(/^VCS1578 +2014 \/ 2017-09-30 +100 +0 +100 +100 +0 +100 +ok$/m);
    expect(await leaves()).toBe(LEAVES);
    expect(await importing(path)).toMatchObject({ code: 0 });
    expect(await leaves()).toBe(LEAVES);
  });

  it('takes no serial number twice, from whatever file, project or vintage', async () => {
    const file = written('twice', [
      row([9001, 9100], '2017-09-30'),
      row([9501, 9600, 2015], '2018-01-01'),
      row([9701, 9800, 2014], '2017-09-30', { project: 1578 }),
    ]);
    const { code, err } = await importing(file);
    expect(code).toBe(1);
    expect(err).toMatch(
      /twice\.csv:2:.*These serial numbers came in already.*9001–9100 of VCU-9660 overlap 1–9[78]00/,
    );
    expect(err).toMatch(/twice\.csv:3:.*These serial numbers came in already/);
    // The third is new.
    expect(await leaves()).toBe(LEAVES + 1);
  });

  it('issues nothing of a row whose retirement would be refused', async () => {
    const file = written('to-come', [
      row([9801, 9900], '2017-09-30', { retired: '2099-05-01,Example Ltd,,' }),
    ]);
    const before = await leaves();
    const { code, out, err } = await importing(file);
    expect(code).toBe(1);
    expect(err).toMatch(/to-come\.csv:2:.*The day of retirement elsewhere has not come/);
    expect(out).toMatch(/^VCS1577 +2013 \/ 2017-09-30 +100 +100 +0 +0 +0 +0 +DIFFERS$/m);
    expect(await leaves()).toBe(before);
  });

  it('comes out as it went in, and into an empty registry with the same numbers', async () => {
    const first = await exported();
    expect(first).toMatchObject({ code: 0, err: '' });
    const cells = first.out.trim().split('\n');
    expect(cells[0]).toBe(VCU_COLUMNS.join(','));
    const asExported = [...ROWS, row([9701, 9800, 2014], '2017-09-30', { project: 1578 })].map((line) =>
      // The project keeps the type that it came in with.
      line.replace(
        'Forest 1578,China,Agriculture Forestry and Other Land Use',
        'Forest 1578,China,Seaweed Farming',
      ),
    );
    const plain = (lines: readonly string[]) => lines.map((line) => line.replaceAll('"', '')).sort();
    expect(plain(cells.slice(1))).toEqual(plain(asExported));
    const path = join(folder, 'exported.csv');
    writeFileSync(path, first.out);
    expect(await importing(path, empty)).toMatchObject({ code: 0 });
    const again = await exported(empty);
    expect(plain(again.out.trim().split('\n'))).toEqual(plain(cells));
  });

  it('knows what came in as whole vintages by its own export, and exports a project by the ID that it shows', async () => {
    const projects = join(folder, 'p.csv');
    const vintages = join(folder, 'v.csv');
    writeFileSync(
      projects,
      `project_id,name,standard,scope,type,methodology,developer,status,estimated_annual_tco2e,total_issued,total_retired,total_remaining
VCS9001,Forest,VCS,Forestry & Land Use,Improved Forest Management,VM0010,Developer,Registered,1,30,14,16
`,
    );
    writeFileSync(
      vintages,
      'project_id,vintage,issued,retired,remaining\nVCS9001,2020,10,10,0\nVCS9001,2021,20,4,16\n',
    );
    const whole = await run(runImport, ['sink-projects', projects, vintages]);
    expect(whole).toMatchObject({ code: 0, err: expect.not.stringContaining('error') });
    const { code, out } = await run(runExport, ['vcu', '--project', '9001']);
    expect([code, out.trim().split('\n').length]).toEqual([0, 4]);
    const path = join(folder, 'own.csv');
    writeFileSync(path, out);
    const before = await leaves();
    const again = await importing(path);
    expect(again).toMatchObject({
      code: 0,
      err: expect.stringMatching(/warning: vintage 2021 of project VCS9001 is here already/),
    });
    expect(again.out).toMatch(/^VCS9001 +2021 +20 +4 +16 +20 +4 +16 +ok$/m);
    expect(await leaves()).toBe(before);
    expect(await run(runExport, ['vcu', '--project', '9009'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('no such project'),
    });
  });
});
