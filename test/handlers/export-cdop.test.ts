/** CDOP's documents: they fit the published schemas, add up, and say what they leave out. */

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../events/cli/export.ts';
import { type CdopObject, faultsOf } from '../../events/exchange/cdop/schema.ts';
import { RETIRED, type ReportedRegistry, reportedRegistry } from '../support/reported.ts';

let registry: ReportedRegistry;
beforeAll(async () => {
  registry = await reportedRegistry();
});
afterAll(() => registry?.stop());

async function exported(name: string, ...more: string[]) {
  const { served, said, folder } = registry;
  said.text = '';
  const out = join(folder, name);
  const args = ['cdop', '-o', out, '--url', served.url, '--registry', '绿账', '--lang', 'en', ...more];
  return { code: await run(args), out, said: said.text };
}

function descriptions(text = 'Trees on degraded land.'): string[] {
  const file = join(registry.folder, 'descriptions.json');
  writeFileSync(file, JSON.stringify({ [registry.native.project]: text }));
  return ['--descriptions', file];
}

interface Unit {
  unit: {
    status: { status: string }[];
    credit_block: { quantity: number }[];
    reference: { serial_number: string }[];
  };
}

describe('export cdop', () => {
  it('writes a folder for each project of its own, each file fitting its schema', async () => {
    const { code, out, said } = await exported('whole', ...descriptions());
    expect([code, said]).toEqual([0, expect.stringContaining('1 projects, ')]);
    expect(said).toMatch(/Estimations: requires the years of an estimate/);
    expect(said).toMatch(/Verification_Metadata: requires the DID/);
    expect(readdirSync(out)).toEqual([registry.native.project]);
    const folder = join(out, registry.native.project);
    const files = readdirSync(folder).sort();
    expect(files).toEqual([
      'Crediting_Period.json',
      'Issuances.json',
      'Location_Details.json',
      'Project_Approach_Details.json',
      'Registry_Metadata.json',
      'Unit_Description.jsonl',
    ]);
    for (const file of files.filter((each) => each.endsWith('.json')))
      expect(
        faultsOf(file.slice(0, -5) as CdopObject, JSON.parse(readFileSync(join(folder, file), 'utf8'))),
      ).toEqual([]);
    const details = JSON.parse(readFileSync(join(folder, 'Project_Approach_Details.json'), 'utf8'));
    expect(details).toMatchObject({
      project: { project_description: 'Trees on degraded land.', status: [{ project_status: 'Registered' }] },
      methodology: { versions: [{ methodology: 'VCS - VM0047' }] },
    });
    // Its list of registries is closed, and this one isn't in it.
    expect(details).not.toHaveProperty('registry');
    expect(said).toContain("CDOP's list of registries has no 绿账, which is left out");
  });

  it('has a line for each block, which add up to what was issued, retired and buffered', async () => {
    const { out } = await exported('sums', ...descriptions());
    const text = readFileSync(join(out, registry.native.project, 'Unit_Description.jsonl'), 'utf8');
    const units: Unit[] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const sums: Record<string, number> = {};
    for (const each of units) {
      expect(faultsOf('Unit_Description', { ...each })).toEqual([]);
      const [{ status }, { quantity }] = [each.unit.status[0]!, each.unit.credit_block[0]!];
      sums[status] = (sums[status] ?? 0) + quantity;
      expect(each.unit.reference[0]!.serial_number).toContain(registry.batch);
    }
    expect(sums).toEqual({ Active: 850 - RETIRED, 'On Hold': 150, Retired: RETIRED });
  });

  it('leaves out a project’s details where nobody describes it, and says so', async () => {
    const { code, out, said } = await exported('undescribed');
    expect([code, said]).toEqual([1, expect.stringContaining('1 left out')]);
    expect(said).toMatch(/requires project_description, and the registry has none/);
    expect(readdirSync(join(out, registry.native.project))).not.toContain('Project_Approach_Details.json');
  });

  it('refuses a folder with files in it', async () => {
    const before = await exported('twice', ...descriptions());
    const again = await exported('twice', ...descriptions());
    expect([before.code, again.code, again.said]).toEqual([0, 2, expect.stringContaining('new or empty')]);
  });

  it.each<[string, string[], string]>([
    ['no address', ['--public', 'ftp://x'], '--public ftp://x'],
    ['no such file', ['--descriptions', '/nowhere.json'], '/nowhere.json'],
    ['an option that is none', ['--bodies', 'x.json'], '--bodies'],
  ])('names %s', async (_what, more, message) => {
    const { code, out, said } = await exported('refused', ...more);
    expect([code, said, existsSync(out)]).toEqual([2, expect.stringContaining(message), false]);
  });

  it('names a file of descriptions that is none', async () => {
    const file = join(registry.folder, 'broken.json');
    for (const text of ['', '[1]', '{"VCS1": 1}', '{"VCS1": "cut']) {
      writeFileSync(file, text);
      const { code, said } = await exported('refused', '--descriptions', file);
      expect([code, said]).toEqual([2, expect.stringMatching(/JSON object whose values are texts|is empty/)]);
    }
  });

  it('writes nowhere else, whatever a registry calls its projects', async () => {
    const { served, folder, native, said } = registry;
    const hostile = createServer(async ({ url = '' }, response) => {
      const asked = url.replace(/^.*escaped/, `/v1/projects/${native.project}`);
      const text = await (await fetch(served.url + asked)).text();
      response.end(text.replaceAll(native.project, '../escaped'));
    });
    await new Promise<void>((listening) => hostile.listen(0, '127.0.0.1', listening));
    try {
      const { port } = hostile.address() as AddressInfo;
      const url = `http://127.0.0.1:${port}`;
      said.text = '';
      const args = ['cdop', '-o', join(folder, 'held'), '--url', url, '--registry', '绿账', '--lang', 'en'];
      expect(await run(args)).toBe(1);
      expect(said.text).toMatch(/must be an id of the form p-…/);
      expect(existsSync(join(folder, 'escaped'))).toBe(false);
    } finally {
      hostile.close();
    }
  });
});
