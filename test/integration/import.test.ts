/**
 * The real import of ../shared/data into the registry that `npm start` runs, killed and run again on the way.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ApiClient } from '../../events/cli/api-client.ts';
import { demoIdentity, OPERATOR } from '../../events/cli/identities.ts';
import { run } from '../../events/cli/import.ts';
import { type Registry, startRegistry } from '../../infra/local/registry.ts';
import { synthesizeApart } from '../../infra/local/template/synthesis.ts';
import { called, started } from '../support/command.ts';
import { leafCounter } from '../support/log/log-size.ts';

const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const projectsFile = join(data, 'cn-sink-projects.csv');
const vintagesFile = join(data, 'cn-sink-vintages.csv');
const hasData = existsSync(projectsFile) && existsSync(vintagesFile);
if (!hasData) console.warn('skipped: ../shared/data is absent (cn-sink-projects.csv, cn-sink-vintages.csv)');

const START_TIMEOUT_MS = 120_000;
const POLL_MS = 50;

/** Facts of the two files, counted by hand: each is one leaf. */
const DEVELOPERS = 26;
const PROJECTS = 48;
const BATCHES = 51;
const RETIREMENTS = 29;
const LEAVES = DEVELOPERS + PROJECTS + BATCHES + RETIREMENTS;

const Organization = z.object({ id: z.string(), name: z.string(), commit: z.object({ id: z.string() }) });
const Project = z.object({ id: z.string(), name: z.string(), legacy: z.boolean(), issued: z.number() });

describe.skipIf(!hasData)('import sink-projects', () => {
  let registry: Registry;
  let api: ApiClient;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lvzhang-import-'));
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

  const argsOf = (projects: string, vintages: string) => [
    'sink-projects',
    projects,
    vintages,
    '--url',
    registry.url,
    '--lang',
    'en',
  ];
  const runImport = async (projects = projectsFile, vintages = vintagesFile) =>
    called(run, argsOf(projects, vintages), await registry.token(OPERATOR));

  let leaves: () => Promise<number>;

  async function count(path: string): Promise<number> {
    let items = 0;
    for await (const _ of api.list(path, z.object({}))) items++;
    return items;
  }

  /** Kills an import as soon as there are so many of what `path` lists. */
  async function killAt(path: string, items: number): Promise<void> {
    const args = ['import', ...argsOf(projectsFile, vintagesFile)];
    const { child, ended } = started(args, { token: await registry.token(OPERATOR) });
    while ((await count(path)) < items) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    child.kill('SIGKILL');
    expect((await ended).code).toBe(null);
  }

  it('killed while it registers, run again and killed while it goes on, is whole after the third run', async () => {
    await killAt('/v1/organizations', 5);
    await killAt('/v1/projects', 25);
    const { code, out, err } = await runImport();
    expect([code, err]).toEqual([0, expect.stringContaining('importing 125/125 (100 %)')]);
    expect(out).toMatch(/^VCS1577\s+2013\s+52519\s+10000\s+42519\s+52519\s+10000\s+42519\s+ok$/m);
    expect(out).toContain('issued 5740795 = retired 1394149 + remaining 4346646');
    expect(out).toContain('differences: 0');
    expect(await leaves()).toBe(LEAVES);
  });

  it('run once more does nothing', async () => {
    const started = performance.now();
    expect(await runImport()).toMatchObject({ code: 0 });
    console.log(`import again: ${Math.round(performance.now() - started)} ms`);
    expect(await leaves()).toBe(LEAVES);
  });

  it('keeps names as they are published and marks what is legacy', async () => {
    const projects: z.infer<typeof Project>[] = [];
    for await (const project of api.list('/v1/projects', Project)) projects.push(project);
    expect(projects.filter(({ legacy }) => !legacy).length).toBe(8);
    expect(projects.find(({ name }) => name.startsWith('Jiâ€™an'))).toMatchObject({
      legacy: true,
      issued: 0,
    });
    expect(projects.reduce((sum, { issued }) => sum + issued, 0)).toBe(5_740_795);
  });

  it('imports the good rows of a bad file, for a developer that came with other data before', async () => {
    const foreign = { source: 'Berkeley VROD v2021-04', name: 'New Developer' };
    const body = { name: 'New Developer Ltd', roles: ['developer', 'enterprise'], foreign };
    await api.post('/v1/organizations', 'by-hand', body, Organization);
    const projects = join(folder, 'p.csv');
    const vintages = join(folder, 'v.csv');
    const header = readFileSync(projectsFile, 'utf8').split('\n', 1)[0]!.trim();
    const row = (code: string, rest: string) =>
      `${code},New ${code},VCS,Forestry & Land Use,Improved Forest Management,VM0010,New Developer,Registered,1,${rest}`;
    writeFileSync(
      projects,
      [header, row('VCS9001', '30,10,20'), row('VCS9002', '5,5,x'), row('VCS9003', '7,0,7')].join('\r\n'),
    );
    writeFileSync(
      vintages,
      `project_id,vintage,issued,retired,remaining
VCS9001,2020,10,10,0
VCS9001,2021,20,0,20
VCS9001,2021,20,0,20
VCS9002,2020,5,5,0
VCS9003,2020,8,1,6
VCS9003,1999,7,0,7
`,
    );
    const before = await leaves();
    const { code, out, err } = await runImport(projects, vintages);
    expect(code).toBe(1);
    const findings = err.split('\n').filter((line) => line.includes('error:'));
    expect(findings.map((line) => line.replace(`${folder}/`, ''))).toEqual([
      'p.csv:3:110: error: total_remaining: "x" is not a number',
      'v.csv:4:1: error: VCS9001 2021 again, first on line 3',
      'v.csv:5:1: error: the row of project VCS9002 has a fault',
      'v.csv:6:14: error: issued 8 ≠ retired 1 + remaining 6 (= 7)',
      'v.csv:7:9: error: vintage 1999 is not a year',
    ]);
    expect(out).toMatch(/^VCS9001\s+2020\s+10\s+10\s+0\s+10\s+10\s+0\s+ok$/m);
    expect(out).toMatch(/^VCS9003\s+total\s+7\s+0\s+7\s+0\s+0\s+0\s+DIFFERS$/m);
    // Two projects, two batches, one retirement; the developer was there.
    expect(await leaves()).toBe(before + 5);
  });

  it('says when the registry holds something else than the file', async () => {
    const changed = join(folder, 'changed.csv');
    const text = readFileSync(vintagesFile, 'utf8');
    writeFileSync(changed, text.replace('VCS1577,2013,52519,10000,42519', 'VCS1577,2013,52519,10001,42518'));
    const before = await leaves();
    const { code, out } = await runImport(projectsFile, changed);
    expect(code).toBe(1);
    expect(out).toMatch(/^VCS1577\s+2013\s+52519\s+10001\s+42518\s+52519\s+10000\s+42519\s+DIFFERS$/m);
    expect(await leaves()).toBe(before);
  });

  it('does not go on without being let in', async () => {
    const bank = await registry.token(demoIdentity('bank')!);
    expect(await called(run, argsOf(projectsFile, vintagesFile), bank)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('403'),
    });
  });
});
