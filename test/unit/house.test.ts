/** The house rules, as a test: which way imports point, who may write, what no file may hold. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Standard } from '../../shared/sinks/standard.ts';
import { InstrumentCode } from '../../shared/units/instrument.ts';
import { COMMON_LAW } from './common-law.ts';

const root = resolve(import.meta.dirname, '..', '..');
const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
});
const files = [...new Set(listed.split('\n'))].filter((file) => /\.tsx?$/.test(file));
const source = (file: string) => readFileSync(join(root, file), 'utf8');
const product = files.filter((file) => !file.startsWith('test/') && file.includes('/'));
/**
 * Made by `npm run client` from the API's description: orval gives their form, which biome and knip leave
 * alone too, and the description has the codes and places that they name. Their imports are held as all
 * others are.
 */
const isGenerated = (file: string) => /^events\/client\/operations(\.schemas)?\.ts$/.test(file);
const written = product.filter((file) => !isGenerated(file));

/** Specifiers of all imports and re-exports of a file, dynamic ones too. */
function importsOf(file: string): string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|import\s*\(\s*['"]([^'"]+)['"]|(?:^|\n)import\s+['"]([^'"]+)['"]/g;
  return [...source(file).matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** The files of ours that a file imports. */
const neededBy = (file: string): string[] =>
  importsOf(file)
    .filter((each) => each.startsWith('.'))
    .map((specifier) => relative(root, resolve(root, dirname(file), specifier)));

/** What a file imports from shared/ as values: module and name, `*` where it takes the module as a whole. */
function valuesFromShared(file: string): { module: string; name: string }[] {
  const statement = /(?:^|\n)(?:import|export)\s+(?!type\b)([^'";]*?)\s*from\s*'[^']*\/shared\/([^']+)'/g;
  return [...source(file).matchAll(statement)].flatMap(([, clause = '', module = '']) => {
    const names = /^\{([^}]*)\}$/.exec(clause)?.[1] ?? '*';
    const each = names.split(',').map((name) => name.trim());
    return each
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => ({ module, name: name.split(' as ')[0]! }));
  });
}

const roomOf = (file: string) => file.split('/')[0] ?? '';
/**
 * Each room, and what it may import from: shared ← events ← functions ← infra, and events ← console. The
 * manifest says the version.
 */
const MAY_IMPORT: Record<string, string[]> = {
  shared: ['shared'],
  events: ['shared', 'events', 'package.json'],
  functions: ['shared', 'events', 'functions'],
  infra: ['shared', 'events', 'functions', 'infra'],
  console: ['shared', 'events', 'console'],
};

describe('the house', () => {
  it('is found', () => {
    expect(product.length).toBeGreaterThan(50);
    expect(product.flatMap(importsOf).length).toBeGreaterThan(200);
  });

  it('imports point one way: shared ← events ← functions ← infra', () => {
    const upward = product.flatMap((file) =>
      neededBy(file)
        .filter((target) => !MAY_IMPORT[roomOf(file)]?.includes(roomOf(target)))
        .map((target) => `${file} imports ${target}`),
    );
    expect(upward).toEqual([]);
  });

  it('imports go in no circle', () => {
    const left = new Map(files.map((file) => [file, neededBy(file)]));
    // What needs nothing that is left stands on firm ground; what never does so leads into a circle.
    for (let firm: string[] = ['']; firm.length > 0; ) {
      firm = [...left].filter(([, needed]) => !needed.some((each) => left.has(each))).map(([file]) => file);
      for (const file of firm) left.delete(file);
    }
    expect([...left.keys()]).toEqual([]);
  });

  it('shared/ knows no AWS and no I/O', () => {
    // Each is pure arithmetic or a table, with no I/O of its own; chinese-days is the
    // calendar of working days.
    const pure = /^(\.|zod$|@noble\/|chinese-days\/)/;
    // Geometry is exact only in libraries that others have proven; nothing but land needs them.
    const geometry = /^(polyclip-ts|robust-predicates|geographiclib-geodesic)$/;
    const isLand = (file: string) => file.startsWith('shared/land/');
    const foreign = product
      .filter((file) => roomOf(file) === 'shared')
      .flatMap((file) => importsOf(file).map((specifier) => ({ file, specifier })))
      .filter(({ file, specifier }) => !pure.test(specifier) && !(isLand(file) && geometry.test(specifier)));
    expect(foreign).toEqual([]);
  });

  it('events/ runs in a browser, but for its command line', () => {
    const verifying = product.filter((file) => roomOf(file) === 'events' && !file.startsWith('events/cli/'));
    const bound = verifying.filter(
      (file) =>
        importsOf(file).some((each) => each.startsWith('node:') || each.startsWith('@aws-sdk')) ||
        // A column of another registry's list may be named for its buffer.
        /\bBuffer\b|\bprocess\./.test(source(file).replaceAll(/'[^'\n]*'/g, '')),
    );
    expect(bound).toEqual([]);
  });

  it("the auditor's wall: nothing that an audit rests on decides", () => {
    const reached = new Set<string>();
    const reach = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      for (const each of neededBy(file)) reach(each);
    };
    for (const file of files.filter((each) => each.startsWith('events/audit/'))) reach(file);
    expect(reached.has('shared/ledger/evolve.ts')).toBe(true);
    const decides = /\bexport (async )?(function|const) decide[A-Z]/;
    const deciders = [...reached].filter((file) => decides.test(source(file)) || file.includes('/guards/'));
    expect(deciders).toEqual([]);
  });

  it('the auditor takes from shared/ what is common law, and does all other sums itself', () => {
    const audit = files.filter((file) => file.startsWith('events/audit/'));
    const taken = audit.flatMap(valuesFromShared);
    const isLawful = ({ module, name }: { module: string; name: string }) =>
      module in COMMON_LAW && name !== '*' && (COMMON_LAW[module]?.names ?? [name]).includes(name);
    const unlawful = audit.flatMap((file) =>
      valuesFromShared(file)
        .filter((each) => !isLawful(each))
        .map(({ module, name }) => `${file} takes ${name} from shared/${module}`),
    );
    expect(unlawful).toEqual([]);
    const unused = Object.entries(COMMON_LAW).flatMap(([module, { names = [undefined] }]) =>
      names
        .filter((name) => !taken.some((each) => each.module === module && (name ?? each.name) === each.name))
        .map((name) => `${module} ${name ?? ''}`),
    );
    expect(unused).toEqual([]);
  });

  it('the command line is a room of its own, and nothing of the trail needs it', () => {
    const trail = product.filter((file) => roomOf(file) === 'events' && !file.startsWith('events/cli/'));
    expect(trail.filter((file) => neededBy(file).some((each) => each.startsWith('events/cli/')))).toEqual([]);
  });

  it('exactly one module writes to each table: the ledger’s, and that of work in progress', () => {
    const writes =
      /\b(TransactWrite|Put|Update|Delete|BatchWrite|ExecuteStatement|BatchExecuteStatement|ExecuteTransaction)(Item)?Command\b/;
    expect(product.filter((file) => writes.test(source(file)))).toEqual([
      'functions/ledger/table.ts',
      'functions/work/work-table.ts',
    ]);
    // Neither knows the other's table.
    expect(source('functions/work/work-table.ts')).not.toMatch(/'TABLE_NAME'/);
    expect(source('functions/ledger/table.ts')).not.toMatch(/WORK_TABLE_NAME|work-table/);
  });

  it("the tables' attributes and keys are known to the ledger, and to the store of work, alone", () => {
    const named =
      /\b(pk|sk|readBy|readAt|IndexName|TableName|KeyConditionExpression|FilterExpression)\b|'(byList|byAccount)'/;
    const outside = product.filter(
      (file) =>
        file.startsWith('functions/') &&
        !file.startsWith('functions/ledger/') &&
        file !== 'functions/work/work-table.ts',
    );
    expect(outside.filter((file) => named.test(source(file)))).toEqual([]);
  });

  it('a command reads texts in one way', () => {
    // Tiles and documents are bytes.
    const bytes = ['events/cli/audit/folder-source.ts', 'events/cli/document-upload.ts'];
    const readers = product.filter(
      (file) => /^events\/(cli|exchange)\//.test(file) && /\breadFile(Sync)?\(|'utf-?8'/.test(source(file)),
    );
    expect(readers.filter((file) => !bytes.includes(file))).toEqual([
      'events/cli/file/text-file.ts',
      'events/exchange/encoding.ts',
    ]);
  });

  it('what a command prints, it prints through one door', () => {
    const printing = product.filter(
      (file) => file.startsWith('events/') && /\bconsole\.|process\.std(out|err)\.write/.test(source(file)),
    );
    expect(printing).toEqual(['events/cli/terminal.ts']);
  });

  it('a file is one thing: 300 lines at most', () => {
    expect(written.filter((file) => source(file).split('\n').length > 300)).toEqual([]);
  });

  it('a standard and an instrument are rows: nothing but a table names one', () => {
    const codes = [...Standard.options, ...InstrumentCode.options].join('|');
    const named = new RegExp(`['"\`](?:${codes})['"\`]`);
    const asking = written.filter((file) => roomOf(file) !== 'infra' && named.test(source(file)));
    expect(asking).toEqual([
      // Formats of other registries: each is of one standard or instrument.
      'events/cli/import/power-import.ts',
      'events/exchange/credits/gold-standard.ts',
      'events/exchange/credits/record.ts',
      'events/exchange/vcu-columns.ts',
      'shared/sinks/methodology.ts',
      'shared/units/foreign-serial.ts',
      'shared/units/instrument.ts',
    ]);
    const { raw } = String;
    const name = named.source;
    const compares = new RegExp(raw`[!=]==?\s*${name}|${name}\s*[!=]==?|\bcase\s+${name}`);
    expect(asking.filter((file) => compares.test(source(file)))).toEqual([]);
  });

  it('places are data: nothing but a table names one', () => {
    const place = /chifeng|赤峰|inner mongolia|内蒙古|['"`]15\d{0,4}['"`]/i;
    const naming = written.filter((file) => roomOf(file) !== 'infra' && place.test(source(file)));
    expect(naming).toEqual([
      // Example organizations, outlines, division codes, areas of factors, sources of law; and a figure that
      // looks like a code.
      'events/cli/identities.ts',
      'shared/land/banner-outlines.ts',
      'shared/land/banner.ts',
      'shared/power/province.ts',
      'shared/statements/duty.ts',
      'shared/statements/factors/electricity.ts',
      'shared/statements/factors/gas.ts',
    ]);
  });

  it('a state has the type that its id gives it: no file asserts one', () => {
    // `read`, `live.state` and `isStateOf` give the type; the one assertion beneath them is theirs.
    const asserted =
      /\bas (?!const\b)(?:\w+<)?(?:\w*State\b|NextStates?\b|StateOf\b|StateByKind\b|(?:Live)?Entity\b|\{ holder\b)/;
    const checked = product.filter((file) => ['shared', 'events', 'functions'].includes(roomOf(file)));
    expect(checked.filter((file) => asserted.test(source(file)))).toEqual([
      // What comes from the table has no type yet.
      'functions/ledger/reads.ts',
      'shared/ledger/entity.ts',
    ]);
  });

  it('a comment is no wider than code: 110 columns, of which a Chinese character takes two', () => {
    const columns = (line: string) =>
      line.replace(/[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]/g, '••').length;
    const wide = files
      .filter((file) => !isGenerated(file))
      .flatMap((file) =>
        source(file)
          .split('\n')
          .flatMap((line, i) =>
            /^\s*(\/\/|\/?\*)/.test(line) && columns(line) > 110 ? [`${file}:${i + 1}`] : [],
          ),
      );
    expect(wide).toEqual([]);
  });

  it('nothing spreads a literal: what is conditional is a member, or has a name', () => {
    expect(product.filter((file) => /\.\.\.\{/.test(source(file)))).toEqual([]);
  });

  it('the environment is changed and never replaced: vitest restores the object that it first saw', () => {
    const replaced = /\bprocess\.env = /;
    expect(files.filter((file) => replaced.test(source(file)))).toEqual([]);
  });

  it('there are no loose ends', () => {
    const loose = /\b(TODO|FIXME|XXX)\b|\.(only|todo)\(|@ts-(ignore|nocheck)|\bas any\b/;
    expect(files.filter((file) => file !== 'test/unit/house.test.ts' && loose.test(source(file)))).toEqual(
      [],
    );
  });
});
