/** Lists of credits of other registries, each in its own columns, as records of one form. */
import { describe, expect, it } from 'vitest';
import { gatherCredits } from '../../events/exchange/credits/gather.ts';
import { layouts } from '../../events/exchange/credits/layouts.ts';
import { readCredits } from '../../events/exchange/credits/read-credits.ts';
import { linesOf, NoColumnError, tablesOf } from '../../events/exchange/credits/write-credits.ts';
import { Findings, formatFinding } from '../../events/exchange/findings.ts';
import { heldOf } from '../support/held.ts';

const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A file of rows by column names, in the columns of a layout. */
function fileOf(
  [format, table]: [string, string],
  rows: readonly Record<string, string | number>[],
  { name = `${table}.csv`, header = (columns: readonly string[]) => columns } = {},
) {
  const { columns } = layouts.find((each) => each.format === format && each.table === table)!;
  const lines = rows.map((row) => columns.map((column) => quoted(String(row[column] ?? ''))).join(','));
  return { name, text: [header(columns).map(quoted).join(','), ...lines].join('\n') };
}

function read(...files: { name: string; text: string }[]) {
  const said: string[] = [];
  const findings = new Findings((finding) => said.push(formatFinding(finding, 'en')));
  const { records, layouts: found } = readCredits(files, findings);
  const { projects, vintages } = gatherCredits(records, findings);
  return { projects, vintages, said, tables: found.map(({ format, table }) => `${format} ${table}`) };
}

/** In serials, quantities and days: what came of the units. */
const partsOf = ({ vintages }: ReturnType<typeof read>) =>
  vintages.map(({ vintage, amounts, foreign, retirement }) => [
    foreign?.serial ?? foreign?.issuedOn ?? vintage,
    amounts.issued,
    amounts.retired,
    ...(retirement?.foreign ? [retirement.foreign.retiredOn] : []),
  ]);

const gold = (from: number, to: number) => `GS1-1-KE-GS11603-16-2025-30256-${from}-${to}`;
const GOLD = {
  Vintage: 2025,
  'Credit Status': 'Issued',
  Quantity: 5485,
  GSID: 11603,
  'Project Name': 'Efficient and Clean Cooking for households in Kenya',
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
  'Serial Number': gold(1, 5485),
  Label: 'Emission Reduction',
  'Article Six Authorization': 'Not Applicable',
};
const GOLD_RETIRED = {
  ...GOLD,
  'Credit Status': 'Retired',
  Quantity: 5354,
  'Issuance Date': '2026-03-31',
  'Retirement Date': '2026-04-10',
  'Serial Number': gold(110, 5463),
  Note: 'Scope 1 2 and business travel emissions of the year 2025.\n',
  'Use Case': 'Voluntary',
  'Using Entity': 'Hilti Corporation',
};
const issuances = (...rows: object[]) =>
  fileOf(
    ['gold-standard', 'issuances'],
    rows.map((row) => ({ ...GOLD, ...row })),
  );
const retirements = (...rows: object[]) =>
  fileOf(
    ['gold-standard', 'retirements'],
    rows.map((row) => ({ ...GOLD_RETIRED, ...row })),
  );

describe("the Gold Standard's lists", () => {
  it('cut an issuance where parts of it are retired, each under its own serial numbers', () => {
    const found = read(issuances({}), retirements({}));
    expect(found.said).toEqual([
      'retirements.csv:2:248: warning: Note: line breaks or tabs made spaces',
      'retirements.csv:2:248: warning: Note: surrounding spaces removed',
    ]);
    expect(partsOf(found)).toEqual([
      [gold(1, 109), 109, 0],
      [gold(110, 5463), 5354, 5354, '2026-04-10'],
      [gold(5464, 5485), 22, 0],
    ]);
    expect(found.projects).toMatchObject([
      {
        code: 'GS11603',
        standard: 'GS',
        name: GOLD['Project Name'],
        developer: 'ECC- Talanton Trust',
        country: 'Kenya',
        type: 'Energy Efficiency - Domestic',
      },
    ]);
  });

  it('keep beneficiary, reason and note, and the cells that no member tells', () => {
    const { vintages } = read(issuances({}), retirements({}));
    expect(vintages[1]).toMatchObject({
      foreign: {
        issuedOn: '2026-03-31',
        period: { from: '2024-03-02', to: '2025-03-10' },
        certifications: 'Emission Reduction',
        written: { 'Issuance Date': '2026-03-31T14:08:58.606444', 'POA GSID': '10789.0' },
      },
      retirement: {
        beneficiary: 'Hilti Corporation',
        reason: 'Voluntary',
        foreign: {
          retiredOn: '2026-04-10',
          details: 'Scope 1 2 and business travel emissions of the year 2025.',
          written: { Label: 'Emission Reduction', 'Product Type': 'VER' },
        },
      },
    });
  });

  it('may come alone: issuances live, retirements retired', () => {
    expect(partsOf(read(issuances({})))).toEqual([[gold(1, 5485), 5485, 0]]);
    expect(partsOf(read(retirements({})))).toEqual([[gold(110, 5463), 5354, 5354, '2026-04-10']]);
  });

  it.each<[string, { name: string; text: string }[], RegExp, number]>([
    [
      'another status',
      [issuances({ 'Credit Status': 'Planned' })],
      /:2:6: error: Credit Status "Planned"/,
      0,
    ],
    [
      'other units than the serial',
      [issuances({ Quantity: 5484 })],
      /the serial is of 5485 units, Quantity is 5484/,
      0,
    ],
    [
      'units retired twice',
      [issuances({}), retirements({}, { 'Serial Number': gold(5460, 5470), Quantity: 11 })],
      /retirements.csv:4:\d+: error: GS1-.*-5460-5470 is retired in part on line 2 already/,
      3,
    ],
    [
      'units retired beyond the issuance',
      [issuances({}), retirements({ 'Serial Number': gold(5480, 5490), Quantity: 11 })],
      /lies only in part within the issuance/,
      1,
    ],
    [
      'a retirement before its issuance',
      [retirements({ 'Retirement Date': '2026-03-30' })],
      /error: It was retired elsewhere before it was issued/,
      0,
    ],
    [
      'no day',
      [issuances({ 'Issuance Date': 'April' })],
      /Issuance Date: "April" is no day; write YYYY-MM-DD/,
      0,
    ],
    [
      'an e-mail address for a beneficiary',
      [retirements({ 'Using Entity': 'a.person@example.com' })],
      /error: Using Entity: /,
      0,
    ],
  ])('refuse %s, with the cell', (_, files, fault, left) => {
    const found = read(...files);
    expect(found.said).toContainEqual(expect.stringMatching(fault));
    expect(found.vintages).toHaveLength(left);
  });
});

const TRANSACTION = {
  project_id: 'VCS1577',
  quantity: '1000.0',
  transaction_date: '2019-03-26 00:00:00+00:00',
  transaction_type: 'issuance',
  vintage: 2017,
};
const retiring = (row: object) => ({
  ...TRANSACTION,
  transaction_type: 'retirement',
  transaction_date: '2020-06-15 00:00:00+00:00',
  ...row,
});
const credits = (...rows: object[]) =>
  fileOf(
    ['offsets-db', 'credits'],
    rows.map((row) => ({ ...TRANSACTION, ...row })),
  );
const PROJECT = {
  category: "['forest']",
  country: 'China',
  is_compliance: 'False',
  issued: '1500.0',
  name: 'Inner Mongolia Forest',
  project_id: 'VCS1577',
  project_type: 'Afforestation/Reforestation',
  project_type_source: 'carbonplan',
  project_url: 'https://registry.verra.org/app/projectDetail/VCS/1577',
  proponent: 'Forest Industry Group',
  protocol: "['vm0010']",
  registry: 'verra',
  retired: '1100.0',
  status: 'registered',
};
const described = (...rows: object[]) =>
  fileOf(
    ['offsets-db', 'projects'],
    rows.map((row) => ({ ...PROJECT, ...row })),
  );

describe("OffsetsDB's tables", () => {
  it('tell issuances by day, and retirements draw on the earliest that were made by then', () => {
    const found = read(
      described({}),
      credits(
        {},
        { quantity: '500.0', transaction_date: '2018-01-01 00:00:00+00:00' },
        retiring({
          quantity: '1100.0',
          retirement_account: 'Broker Ltd',
          retirement_beneficiary: 'Shell plc',
          retirement_note: 'Flights',
          retirement_reason: 'Environmental Benefit',
          retirement_beneficiary_harmonized: 'Shell',
        }),
      ),
    );
    expect(found.said).toEqual([]);
    expect(partsOf(found)).toEqual([
      ['2019-03-26', 1000, 600],
      ['2018-01-01', 500, 500],
    ]);
    const [project] = found.projects;
    expect(project).toMatchObject({
      code: 'VCS1577',
      name: 'Inner Mongolia Forest',
      category: 'forest',
      developer: 'Forest Industry Group',
      status: 'registered',
      written: { is_compliance: 'False', project_url: PROJECT.project_url },
    });
    expect(project!.drawn).toMatchObject([
      {
        quantity: 1100,
        shares: [{ quantity: 500 }, { quantity: 600 }],
        retirement: {
          beneficiary: 'Shell plc',
          reason: 'Environmental Benefit',
          foreign: {
            retiredOn: '2020-06-15',
            account: 'Broker Ltd',
            details: 'Flights',
            written: { retirement_beneficiary_harmonized: 'Shell' },
          },
        },
      },
    ]);
  });

  it('without the table of projects name a project by its code, and say so once', () => {
    const { projects, said } = read(credits({}, { vintage: 2018 }));
    expect(projects).toMatchObject([{ code: 'VCS1577', name: 'VCS1577' }]);
    expect(said).toEqual([expect.stringContaining('give the table of projects too')]);
  });

  it("know the Gold Standard's projects by GLD, and list the same retirement as often as it happened", () => {
    const same = retiring({ project_id: 'GLD751', quantity: '10.0' });
    const { projects, said } = read(
      described({ project_id: 'GLD751', registry: 'gold-standard' }),
      credits({ project_id: 'GLD751' }, same, same),
    );
    expect(said).toEqual([]);
    expect(projects).toMatchObject([{ code: 'GS751', standard: 'GS' }]);
    expect(projects[0]!.drawn).toHaveLength(2);
    expect(projects[0]!.vintages[0]!.amounts).toEqual({ issued: 1000, retired: 20, remaining: 980 });
  });

  it('have cancellations, which are retirements for no beneficiary', () => {
    const { projects } = read(
      described({}),
      credits({}, retiring({ transaction_type: 'cancellation', quantity: '5.0' })),
    );
    expect(projects[0]!.drawn).toMatchObject([
      { retirement: { reason: 'Cancellation', foreign: { written: { transaction_type: 'cancellation' } } } },
    ]);
  });

  it.each<[string, object[], RegExp]>([
    ['a fraction of a tonne', [{ quantity: '250.5' }], /:2:9: error: quantity: 250.5 is not a whole number/],
    ['nothing', [{ quantity: '0.0' }], /error: quantity is 0; leave the row out/],
    ['another type', [{ transaction_type: 'transfer' }], /error: unknown transaction_type "transfer"/],
    ['no day', [{ transaction_date: '' }], /error: transaction_date: "" is no day/],
    [
      'a registry that has no row here',
      [{ project_id: 'ACR9' }],
      /project ids "ACR…" are of a standard that has no row here/,
    ],
    [
      'more retired than was issued by then',
      [{}, retiring({ quantity: '1001.0' })],
      /:3:\d+: error: VCS1577 2017: 1001 are retired, and of what was issued by 2020-06-15 only 1000 remain/,
    ],
    [
      'retired before it was issued',
      [{}, retiring({ transaction_date: '2019-03-25' })],
      /of what was issued by 2019-03-25 only 0 remain/,
    ],
    ['an issuance twice', [{}, {}], /:3:1: error: VCS1577 2017 2019-03-26 again, first on line 2/],
    ['no year', [{ vintage: '' }], /error: vintage "" is not a year/],
  ])('refuse %s, with the cell', (_, rows, fault) => {
    expect(read(described({}), credits(...rows)).said).toContainEqual(expect.stringMatching(fault));
  });
});

const VROD = {
  'Project ID': 'VCS1577',
  'Project Name': 'Inner Mongolia Forest',
  'Voluntary Registry': 'VCS',
  'Voluntary Status': 'Registered',
  Scope: 'Forestry & Land Use',
  Type: 'Improved Forest Management',
  'Methodology / Protocol': 'VM0010',
  Country: 'China',
  'Project Developer': 'Forest Industry Group',
  'Total Credits Issued': '1,500',
  'Total Credits Retired': 400,
  'Total Credits Remaining': '1,100',
  'issued: 2013': 1000,
  'issued: 2014': 500,
  'retired: 2018': 400,
  'remaining: 2013': 600,
  'remaining: 2014': 500,
  'issuance: 2016': '1,500',
};
const WIDTH = layouts.find(({ format }) => format === 'vrod')!.columns.length;
/** As the sheet has it: years without their block, and line breaks within names. */
const sheetNames = (columns: readonly string[]) =>
  columns.map((each) => each.replace(/^\w+: (\d{4})$/, '$1').replace('Total Credits', 'Total Credits\n'));
const vrod = (...rows: object[]) => {
  const file = fileOf(
    ['vrod', 'projects'],
    rows.map((row) => ({ ...VROD, ...row })),
    { header: sheetNames },
  );
  return { ...file, text: `Berkeley Carbon Trading Project${','.repeat(WIDTH - 1)}\n\n${file.text}` };
};

describe("VROD's sheet", () => {
  it('tells by vintage what was issued and remains; the rest is retired, on no day and for nobody', () => {
    const found = read(vrod({}));
    expect(found.said).toEqual([]);
    expect(partsOf(found)).toEqual([
      [2013, 1000, 400],
      [2014, 500, 0],
    ]);
    expect(found.projects).toMatchObject([
      {
        code: 'VCS1577',
        status: 'Registered',
        totals: { issued: 1500, retired: 400, remaining: 1100 },
        written: { Scope: 'Forestry & Land Use', 'retired: 2018': '400', 'issuance: 2016': '1,500' },
      },
    ]);
  });

  it.each<[string, object, RegExp]>([
    [
      'more remaining than issued',
      { 'remaining: 2014': 501 },
      /of 2014 501 remain, more than the 500 issued/,
    ],
    ['totals that do not add up', { 'Total Credits Retired': 401 }, /Total Credits Issued 1500 ≠/],
    ['a vintage of before', { 'issued: 1998': 5, 'remaining: 1998': 5 }, /credits of 1998 are older/],
    [
      'another registry',
      { 'Project ID': 'CAR123' },
      /project ids "CAR…" are of a standard that has no row here/,
    ],
    ['no number', { 'issued: 2014': 'many' }, /error: issued: 2014: "many" is not a number/],
  ])('refuses %s', (_, row, fault) => {
    const found = read(vrod(row));
    expect(found.said).toContainEqual(expect.stringMatching(fault));
    expect(found.projects).toEqual([]);
  });
});

describe('a year after those that an export lists', () => {
  const [table] = tablesOf('vrod');
  const columns = table!.layout.columns.flatMap((column) =>
    column.endsWith(': 2026') ? [column, column.replace('2026', '2027')] : [column],
  );
  const later = (cells: object) => {
    const row: Record<string, string | number> = { ...VROD, ...cells };
    const lines = [sheetNames(columns), columns.map((column) => String(row[column] ?? ''))];
    return { name: 'projects.csv', text: lines.map((line) => line.map(quoted).join(',')).join('\n') };
  };

  it.each<[string, object]>([
    [
      'of credits',
      {
        'issued: 2027': 7,
        'remaining: 2027': 7,
        'Total Credits Issued': 1507,
        'Total Credits Remaining': 1107,
      },
    ],
    ['of a cell that is kept as written', { 'retired: 2027': 400 }],
  ])('%s is read, and its project written into no list without it', (_, cells) => {
    const found = read(later(cells));
    expect(found.said.filter((each) => each.includes('error'))).toEqual([]);
    const [project] = heldOf(found);
    expect(() => linesOf(table!, project!)).toThrow(new NoColumnError('2027'));
  });

  it('leaves the others as they are', () => {
    expect(heldOf(read(vrod({}))).flatMap((project) => linesOf(table!, project))).toHaveLength(1);
  });
});

describe('the header', () => {
  it('tells which list it is', () => {
    const { tables } = read(issuances({}), retirements({}), credits({}), described({}), vrod({}));
    expect(tables).toEqual([
      'gold-standard issuances',
      'gold-standard retirements',
      'offsets-db credits',
      'offsets-db projects',
      'vrod projects',
    ]);
  });

  it('of no list names the nearest, and what it lacks', () => {
    const { name, text } = issuances({});
    expect(read({ name, text: text.replace('GSID', 'Project') }).said).toEqual([
      "issuances.csv:1:1: error: the header is of no list that is known; the nearest is the Gold Standard's list of issuances, and it lacks: GSID",
    ]);
    expect(read({ name: 'x.csv', text: 'a,b\n1,2' }).said[0]).toMatch(
      /none of the first 2 rows is the header/,
    );
    expect(read({ name: 'x.csv', text: '' }).said).toEqual(['x.csv:1:1: error: the file is empty']);
  });

  it.each([
    ['"abc', '1:1: error: the quote is not closed'],
    ['\nID,"Vintage"s\n1,2\n', '2:4: error: a misplaced quote'],
    ['{\n  "format": "x"\n}\n', '1:1: error: this is JSON; a list is CSV or XLSX'],
    ['{"format": "x"}', '1:1: error: this is JSON; a list is CSV or XLSX'],
    ['[{"format": "x"}]', '1:1: error: this is JSON; a list is CSV or XLSX'],
  ])('that cannot be read is told as that: %j', (text, fault) => {
    expect(read({ name: 'x.csv', text }).said).toEqual([expect.stringContaining(`x.csv:${fault}`)]);
  });

  it('has its columns in any order', () => {
    const file = credits({});
    const lines = file.text.split('\n').map((line) => line.split(',').reverse().join(','));
    expect(partsOf(read(described({}), { ...file, text: lines.join('\n') }))).toEqual([
      ['2019-03-26', 1000, 0],
    ]);
  });
});
