/** CAD Trust's tables: they fit the published schema and each other, and add up to what was issued. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../events/cli/export.ts';
import {
  brokenLinks,
  type CadtRow,
  type CadtTable,
  faultsOf,
  INSERT_ORDER,
} from '../../events/exchange/cadt/schema.ts';
import { RETIRED, type ReportedRegistry, reportedRegistry } from '../support/reported.ts';

const BODY = 'China Quality Certification Center';

let registry: ReportedRegistry;
beforeAll(async () => {
  registry = await reportedRegistry();
});
afterAll(() => registry?.stop());

async function exported(name: string, ...more: string[]) {
  const { served, said, folder } = registry;
  said.text = '';
  const out = join(folder, name);
  const args = ['cadt', '-o', out, '--url', served.url, '--registry', '绿账', '--lang', 'en', ...more];
  return { code: await run(args), out, said: said.text };
}

function bodies(): string[] {
  const { native, folder } = registry;
  const file = join(folder, 'bodies.json');
  writeFileSync(file, JSON.stringify({ [native.validator.id]: BODY, [native.verifier2.id]: BODY }));
  return ['--bodies', file];
}

const tablesIn = (out: string) =>
  new Map(
    INSERT_ORDER.map((table, index): [CadtTable, CadtRow[]] => {
      const file = join(out, `${String(index + 1).padStart(2, '0')}-${table}.json`);
      return [table, JSON.parse(readFileSync(file, 'utf8'))];
    }),
  );

describe('export cadt', () => {
  it('writes every table in insert order, fitting the schema, keys and foreign keys', async () => {
    const { code, out, said } = await exported('whole', ...bodies());
    expect([code, said]).toEqual([0, expect.stringContaining('1 projects, ')]);
    expect(readdirSync(out)).toHaveLength(INSERT_ORDER.length);
    const tables = tablesIn(out);
    for (const [table, rows] of tables) {
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(faultsOf(table, row)).toEqual([]);
    }
    expect(brokenLinks(tables)).toEqual([]);
    expect(tables.get('project')).toMatchObject([
      { projectRegistryName: '绿账', projectStatus: 'Registered', projectCreditingProgram: 'VCS' },
    ]);
    expect(tables.get('verification')).toMatchObject([
      { verificationStartDate: '2024-01-01', verificationEndDate: '2024-12-31', verificationBody: BODY },
    ]);
  });

  it('adds up to what was issued, retired and buffered', async () => {
    const units = tablesIn((await exported('sums', ...bodies())).out).get('unit')!;
    const sums: Record<string, number> = {};
    for (const { unitStatus, unitStartBlock, unitEndBlock } of units)
      sums[String(unitStatus)] =
        (sums[String(unitStatus)] ?? 0) + Number(unitEndBlock) - Number(unitStartBlock) + 1;
    expect(sums).toEqual({ Held: 850 - RETIRED, Buffer: 150, Retired: RETIRED });
    const retired = units.find(({ unitStatus }) => unitStatus === 'Retired');
    expect(retired).toMatchObject({
      unitRetirementBeneficiary: '示例农投',
      unitStatusReason: '2025 年度抵销',
      unitVintageYear: 2024,
    });
    expect(String(retired!.unitSerialId)).toContain(registry.batch);
  });

  it('gives the same keys again', async () => {
    const [first, again] = [await exported('a', ...bodies()), await exported('b', ...bodies())];
    expect(tablesIn(again.out)).toEqual(tablesIn(first.out));
  });

  it('leaves out a project whose bodies the picklist lacks, and names them', async () => {
    const { code, out, said } = await exported('unnamed');
    expect(code).toBe(1);
    expect(said).toMatch(/validation\.validationBody: ".*" is not in the picklist validation_body/);
    expect(said).toMatch(/verification\.verificationBody: ".*" is not in the picklist/);
    expect([...tablesIn(out).values()].flat()).toEqual([]);
  });

  it.each<[string, string[], number, string]>([
    ['no address', ['--public', 'ftp://x'], 2, '--public ftp://x'],
    ['no such file of bodies', ['--bodies', '/nowhere.json'], 2, '/nowhere.json'],
  ])('names %s', async (_what, more, code, message) => {
    const done = await exported('refused', ...more);
    expect([done.code, done.said, existsSync(done.out)]).toEqual([
      code,
      expect.stringContaining(message),
      false,
    ]);
  });
});

describe('the schema', () => {
  const row = {
    cadTrustProgramId: 'a4e5b6c7-0000-8000-8000-000000000000',
    programName: 'P',
    programRegistry: 'R',
  };
  it.each<[string, CadtRow, string]>([
    ['a required field', row, 'program.programRegistryId: is required'],
    ['an unknown field', { ...row, programRegistryId: '1', x: 'y' }, 'program.x: no such field'],
    [
      'a key that is none',
      { ...row, programRegistryId: '1', cadTrustProgramId: '7' },
      'program.cadTrustProgramId: "7" is no GUID',
    ],
    ['a text that is too long', { ...row, programRegistryId: 'x'.repeat(256) }, 'is no String'],
  ])('finds %s', (_what, of, fault) => {
    expect(faultsOf('program', of)).toEqual([expect.stringContaining(fault)]);
  });

  it('finds a reference to what isn’t there, and a key twice', () => {
    const tables = new Map<CadtTable, CadtRow[]>([
      ['program', [row, row]],
      ['project', [{ cadTrustProjectId: '1', cadTrustProgramId: '2' }]],
    ]);
    expect(brokenLinks(tables)).toEqual([
      `program.cadTrustProgramId: ${row.cadTrustProgramId} stands twice`,
      'project.cadTrustProgramId: there is no 2',
    ]);
  });
});
