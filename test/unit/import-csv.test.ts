import { describe, expect, it } from 'vitest';
import { readSinkFiles } from '../../events/cli/import/sink-files.ts';
import { Findings, formatFinding } from '../../events/exchange/findings.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';
import { gbk } from '../support/encodings.ts';

const PROJECTS =
  'project_id,name,standard,scope,type,methodology,developer,status,estimated_annual_tco2e,total_issued,total_retired,total_remaining';
const VINTAGES = 'project_id,vintage,issued,retired,remaining';
const FOREST = 'Forestry & Land Use,Improved Forest Management,VM0010';
const GOOD = `VCS1,林场,VCS,${FOREST},开发者,Registered,100,10,4,6`;
const GOOD_VINTAGE = 'VCS1,2015,10,4,6';

/** Reads two files; a header stands before the rows unless the text is bytes. */
function read(projects: string | Uint8Array, vintages: string | Uint8Array = GOOD_VINTAGE) {
  const said: string[] = [];
  const findings = new Findings((finding) => said.push(formatFinding(finding, 'en')));
  const file = (name: string, header: string, text: string | Uint8Array) => ({
    name,
    bytes: typeof text === 'string' ? toUtf8(`${header}\n${text}`) : text,
  });
  const files = readSinkFiles(file('p.csv', PROJECTS, projects), file('v.csv', VINTAGES, vintages), findings);
  return { ...files, said, errors: findings.errors, warnings: findings.warnings };
}

const codes = (rows: readonly { code: string }[]) => rows.map(({ code }) => code);
const years = (rows: readonly { vintage: number }[]) => rows.map(({ vintage }) => vintage);

/** What | the bad row of the projects, put on line 3 between two good ones | what is said. */
const badProjects: [string, string, string][] = [
  ['too few columns', 'VCS2,name,VCS', 'p.csv:3:11: error: 3 columns where the header has 12'],
  ['too many columns', `${GOOD.replace('VCS1', 'VCS2')},7`, 'p.csv:3:93: error: 13 columns'],
  ['an empty id', `,n,VCS,${FOREST},d,s,1,0,0,0`, 'p.csv:3:1: error: project_id is empty'],
  ['an empty name', `VCS2, ,VCS,${FOREST},d,s,1,0,0,0`, 'p.csv:3:6: error: name is empty'],
  ['an empty developer', `VCS2,n,VCS,${FOREST},,s,1,0,0,0`, 'p.csv:3:66: error: developer is empty'],
  ['an unknown standard', `VCS2,n,VERRA,${FOREST},d,s,1,0,0,0`, 'p.csv:3:8: error: unknown standard "VERRA"'],
  ['no type', 'VCS2,n,VCS,Energy,,VM0010,d,s,1,0,0,0', 'p.csv:3:19: error: type is empty'],
  ['no number', `VCS2,n,VCS,${FOREST},d,s,1,x,0,0`, 'p.csv:3:72: error: total_issued: "x" is not a number'],
  [
    'commas that group nothing',
    `VCS2,n,VCS,${FOREST},d,s,1,"10,00",0,0`,
    'p.csv:3:72: error: total_issued: "10,00" is not',
  ],
  [
    'thousands or decimals',
    `VCS2,n,VCS,${FOREST},d,s,1,1.307,0,0`,
    'p.csv:3:72: error: total_issued: 1.307 may be thousands or decimals; write it without a separator',
  ],
  [
    'a negative number',
    `VCS2,n,VCS,${FOREST},d,s,-1,0,0,0`,
    'p.csv:3:70: error: estimated_annual_tco2e: -1 is neg',
  ],
  [
    'a fraction',
    `VCS2,n,VCS,${FOREST},d,s,1,0,0.5,0`,
    'p.csv:3:74: error: total_retired: 0.5 is not a whole',
  ],
  [
    'an exponent',
    `VCS2,n,VCS,${FOREST},d,s,1,1e3,0,0`,
    'p.csv:3:72: error: total_issued: "1e3" is not a number',
  ],
  [
    '2^53',
    `VCS2,n,VCS,${FOREST},d,s,1,9007199254740992,0,0`,
    'p.csv:3:72: error: total_issued: 9007199254740992 is over',
  ],
  [
    'a wrong sum',
    `VCS2,n,VCS,${FOREST},d,s,1,10,4,5`,
    'p.csv:3:72: error: total_issued 10 ≠ total_retired 4',
  ],
  ['an id again', GOOD, 'p.csv:3:1: error: VCS1 again, first on line 2'],
  ['an unclosed quote', `VCS2,"n,VCS,${FOREST},d,s,1,0,0,0`, 'p.csv:3:6: error: the quote is not closed'],
  ['a quote inside', `VCS2,n"o"p,VCS,${FOREST},d,s,1,0,0,0`, 'p.csv:3:6: error: a misplaced quote'],
  ['text after a quote', `VCS2,"n"o,VCS,${FOREST},d,s,1,0,0,0`, 'p.csv:3:6: error: a misplaced quote'],
];

const badVintages: [string, string, string][] = [
  ['no number', 'VCS1,2016,10,4,six', 'v.csv:3:16: error: remaining: "six" is not a number'],
  ['a blank', 'VCS1,2016,10,,10', 'v.csv:3:14: error: retired: is empty'],
  ['a negative number', 'VCS1,2016,2,4,-2', 'v.csv:3:15: error: remaining: -2 is negative'],
  ['a wrong sum', 'VCS1,2016,11,4,6', 'v.csv:3:11: error: issued 11 ≠ retired 4 + remaining 6 (= 10)'],
  ['no year', 'VCS1,201,10,4,6', 'v.csv:3:6: error: vintage 201 is not a year'],
  ['an unknown project', 'VCS9,2016,10,4,6', 'v.csv:3:1: error: unknown project VCS9'],
  ['a vintage again', 'VCS1,2015,1,0,1', 'v.csv:3:1: error: VCS1 2015 again, first on line 2'],
  ['too few columns', 'VCS1,2016', 'v.csv:3:6: error: 2 columns where the header has 5'],
];

describe('a bad row of an import', () => {
  for (const [what, row, expected] of badProjects)
    it(`${what}: ${expected}`, () => {
      const { projects, said, errors } = read(`${GOOD}\n${row}\n${GOOD.replace('VCS1', 'VCS3')}\n`);
      expect([said.length, errors]).toEqual([1, 1]);
      expect(said[0]).toContain(expected);
      expect(codes(projects)).toEqual(['VCS1', 'VCS3']);
    });

  for (const [what, row, expected] of badVintages)
    it(`${what}: ${expected}`, () => {
      const { projects, said } = read(GOOD, `${GOOD_VINTAGE}\n${row}\nVCS1,2017,0,0,0`);
      expect(said.length).toBe(1);
      expect(said[0]).toContain(expected);
      expect(years(projects[0]!.vintages)).toEqual([2015, 2017]);
    });

  it('reports every fault of a row, and the vintages of its project', () => {
    const { said, projects } = read(`VCS1,,XX,${FOREST},d,s,1,-1,0,0`);
    expect(said).toEqual([
      'p.csv:2:6: error: name is empty',
      expect.stringContaining('p.csv:2:7: error: unknown standard "XX"'),
      'p.csv:2:70: error: total_issued: -1 is negative',
      'v.csv:2:1: error: the row of project VCS1 has a fault',
    ]);
    expect(projects).toEqual([]);
  });

  it('two unclosed quotes that pair up by accident cost no more than their own rows', () => {
    const open = (code: string) => `${code},"n,VCS,${FOREST},d,s,1,0,0,0`;
    const good = GOOD.replace('VCS1', 'VCS3');
    const { said, projects } = read([GOOD, open('VCS2'), good, open('VCS4')].join('\n'));
    expect(said).toEqual([
      'p.csv:3:6: error: the quote is not closed',
      'p.csv:5:6: error: the quote is not closed',
    ]);
    expect(codes(projects)).toEqual(['VCS1', 'VCS3']);
  });
});

it('a fault at the end of a line of a hundred thousand cells is found at once, at its place', () => {
  const { said } = read(`${'文,'.repeat(100_000)}b"c`);
  expect(said[0]).toBe(
    'p.csv:2:200001: error: a misplaced quote: a field with quotes is quoted as a whole, and a quote in it doubled',
  );
});

describe('a header', () => {
  it('may be in any order and hold more', () => {
    const { projects, said } = read(
      GOOD,
      toUtf8('note,issued,retired,remaining,vintage,project_id\nx,10,4,6,2015,VCS1\n'),
    );
    expect(said).toEqual(['v.csv:1:1: warning: ignoring the unknown column "note"']);
    expect(projects[0]!.vintages[0]!.amounts).toEqual({ issued: 10, retired: 4, remaining: 6 });
  });
  it('names what it holds more in one line', () => {
    const { said } = read(
      GOOD,
      toUtf8('note,issued,retired,remaining,vintage,project_id,by\nx,10,4,6,2015,VCS1,y\n'),
    );
    expect(said).toEqual(['v.csv:1:1: warning: ignoring the unknown columns "note", "by"']);
  });
  it('must not lack a column', () => {
    const { said, vintages } = read(GOOD, toUtf8('project_id,vintage,issued,retired\nVCS1,2015,10,4\n'));
    expect(said).toEqual(['v.csv:1:1: error: the header lacks: remaining']);
    expect(vintages).toEqual([]);
  });
  it('must not name one twice', () => {
    expect(read(GOOD, toUtf8(`${VINTAGES},vintage\n`)).said).toEqual([
      'v.csv:1:45: error: the column vintage stands twice',
    ]);
  });
  it('must be there', () => {
    expect(read(GOOD, new Uint8Array()).said).toEqual(['v.csv:1:1: error: the file is empty']);
  });
});

describe('text of an import', () => {
  const named = (name: string) => GOOD.replace('林场', name);

  it('takes a byte order mark, CRLF, blank lines and quoted line breaks', () => {
    const text = `\ufeff${PROJECTS}\r\n\r\n${named('"林\n场, ""甲"""')}\r\nVCS2,,VCS\r\n`;
    const { projects, said } = read(toUtf8(text));
    expect(projects[0]!.name).toBe('林 场, "甲"');
    expect(said).toEqual([
      'p.csv:5:7: error: 3 columns where the header has 12',
      'p.csv:3:6: warning: name: line breaks or tabs made spaces',
    ]);
  });
  it('takes whole numbers as spreadsheets write them', () => {
    const { projects, vintages, said } = read(
      GOOD.replace('100,10,4,6', '100.0,"1,307",７.０,1300'),
      'VCS1,2015.0,1307.0,7,"1,300.0"',
    );
    expect(projects[0]!.totals).toEqual({ issued: 1307, retired: 7, remaining: 1300 });
    expect(vintages[0]).toMatchObject({
      vintage: 2015,
      amounts: { issued: 1307, retired: 7, remaining: 1300 },
    });
    expect(said).toEqual([]);
  });
  it('rows of empty cells are no rows, wherever they stand and however wide they are', () => {
    const empty = [',,,,,,,,,,,', ' ,,\u3000', '"",""', ',,,,,,,,,,,,,,,'];
    const text = [empty[0], PROJECTS, ...empty, GOOD, ...empty, '', ' ', ''].join('\r\n');
    const { projects, said } = read(toUtf8(text), `${GOOD_VINTAGE}\n,,,,\n\n`);
    expect([codes(projects), said]).toEqual([['VCS1'], []]);
  });
  it.each([';', '\t', '|'])('cells separated by %j are told by the header', (delimiter) => {
    const separated = (text: string) => text.replaceAll(',', delimiter);
    const { projects, said } = read(toUtf8(separated(`${PROJECTS}\n${GOOD}\nVCS2,n`)));
    expect(projects[0]).toMatchObject({ code: 'VCS1', totals: { issued: 10, retired: 4, remaining: 6 } });
    expect(said).toEqual(['p.csv:3:6: error: 2 columns where the header has 12']);
  });
  it('a first line sep= says what separates cells, and is no row', () => {
    const text = `sep=;\r\n${PROJECTS}\n${GOOD}`.replaceAll(',', ';');
    const { projects, said } = read(toUtf8(`${text}\nVCS2;n`));
    expect([codes(projects), said]).toEqual([
      ['VCS1'],
      ['p.csv:4:6: error: 2 columns where the header has 12'],
    ]);
  });
  it('a comma of a file of semicolons may be a decimal one', () => {
    const row = GOOD.replaceAll(',', ';').replace(';10;4;6', ';1,307;0;1,307');
    expect(read(toUtf8(`${PROJECTS.replaceAll(',', ';')}\n${row}`)).said[0]).toContain(
      '1,307 may be thousands or decimals',
    );
  });
  it('names separators that are none', () => {
    const { said } = read(toUtf8(PROJECTS.replaceAll(',', '，')));
    expect(said).toContainEqual(
      expect.stringMatching(/^p\.csv:1:1: error: the header is separated by "，"; use a comma/),
    );
  });
  it('spells out what would steer a terminal', () => {
    const { said } = read(`VCS1,n,VCS,F,\u001b[2J\u202eall sound\u009b,VM,d,s,1,1,0,1,x`);
    expect(said.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    const header = read(toUtf8(`${PROJECTS},\u001b]0;owned\u0007\n${GOOD},x`)).said;
    expect(header[0]).toMatch(/: warning: ignoring the unknown column "\\u001b\]0;owned\\u0007"$/);
  });
  it('keeps mojibake as it is published', () => {
    const { projects, said } = read(named('Jiâ€™an Yong‚Äôan'));
    expect([projects[0]!.name, said]).toEqual(['Jiâ€™an Yong‚Äôan', []]);
  });
  it('says what it had to change', () => {
    const { projects, said } = read(named(' Cafe\u0301\u200b '));
    expect(projects[0]!.name).toBe('Café');
    expect(said).toEqual([
      'p.csv:2:6: warning: name: brought into NFC',
      'p.csv:2:6: warning: name: surrounding spaces removed',
    ]);
  });
  it('keeps apart what was UTF-8, read as Latin-1 and saved again: both are refused', () => {
    const misread = (text: string) => String.fromCharCode(...toUtf8(text));
    const rows = ['赤峰林业公司', '赤峰李业公司'].map((name, i) =>
      named(misread(name)).replace('VCS1', `VCS${i}`),
    );
    const { projects, said } = read(toUtf8(`${PROJECTS}\n${rows.join('\n')}\n`));
    expect(projects).toEqual([]);
    expect(said.filter((each) => each.includes(': name: '))).toEqual([
      expect.stringMatching(
        /^p\.csv:2:6: error: name: holds the control character U\+00[89][0-9A-F]: .*export/,
      ),
      expect.stringMatching(
        /^p\.csv:3:6: error: name: holds the control character U\+00[89][0-9A-F]: .*export/,
      ),
    ]);
  });
  it.each([
    ['\u0007', 'control character U+0007'],
    ['\u007f', 'control character U+007F'],
    ['\u0085', 'control character U+0085'],
    ['\u00ad', 'invisible character U+00AD'],
    ['\u200b', 'invisible character U+200B'],
    ['\u200d', 'invisible character U+200D'],
    ['\u2060', 'invisible character U+2060'],
    ['\u202e', 'invisible character U+202E'],
    ['\ufe0f', 'invisible character U+FE0F'],
    ['\u{e0041}', 'invisible character U+E0041'],
  ])('refuses %j within a name by its name, and takes nothing away', (char, expected) => {
    const { projects, said } = read(named(`公司${char}甲`));
    expect(projects).toEqual([]);
    expect(said[0]).toContain(`p.csv:2:6: error: name: holds the ${expected}`);
  });
  it('refuses bytes that are neither UTF-8 nor GB18030', () => {
    const bytes = toUtf8(`${PROJECTS}\n${named('n#me')}\n`).map((byte) => (byte === 0x23 ? 0xff : byte));
    expect(() => read(bytes)).toThrow(/^p\.csv: .* line 2 is not UTF-8/);
  });
  it('keeps apart in GBK what is apart, and says how it was read', () => {
    const rows = [
      GOOD.replace('开发者', '赤峰林业公司'),
      GOOD.replace('VCS1', 'VCS2').replace('开发者', '赤峰牧业公司'),
    ];
    const { projects, said } = read(gbk(`${PROJECTS}\r\n${rows.join('\r\n')}`));
    expect(projects.map(({ developer }) => developer)).toEqual(['赤峰林业公司', '赤峰牧业公司']);
    expect(said).toEqual([
      expect.stringMatching(/^p\.csv:1:1: warning: not UTF-8, read as GB18030, such as "林场"/),
    ]);
  });
  it('leaves out a row with U+FFFD', () => {
    const { projects, said } = read(`${GOOD}\n${named('赤峰\ufffd业').replace('VCS1', 'VCS2')}`);
    expect(codes(projects)).toEqual(['VCS1']);
    expect(said).toEqual([
      expect.stringMatching(/^p\.csv:3:6: error: holds U\+FFFD: a character was misread before/),
    ]);
  });
  it('counts columns in characters, not bytes or code units', () => {
    expect(read(`VCS1,𠮷林,VCS,Forestry,造林,VM0010,d,s,1,0,0,0`).said[0]).toMatch(
      /^p\.csv:2:22: warning: the type "造林" is in no table/,
    );
  });
  it('names a methodology that is not stated', () => {
    const { projects, said } = read(GOOD.replace('VM0010', ''));
    expect(projects[0]).toMatchObject({ methodology: '未载明 not stated', legacy: true });
    expect(said).toEqual([expect.stringMatching(/^p\.csv:2:60: warning: methodology is empty/)]);
  });
});

describe('a project of an import', () => {
  const legacy = (row: string) => read(row).projects[0]!.legacy;
  it('is legacy unless its methodology is in force here for its category', () => {
    expect(legacy(GOOD)).toBe(false);
    expect(legacy(GOOD.replace('VM0010', 'AR-ACM0003'))).toBe(true);
    expect(legacy(GOOD.replace(',VCS,', ',GS,'))).toBe(true);
    expect(legacy(GOOD.replace('Improved Forest Management', 'Wetland Restoration'))).toBe(true);
  });
});

describe("another registry's words", () => {
  const typed = (type: string, methodology = 'ACM0002') =>
    read(GOOD.replace(FOREST, `Any,"${type}",${methodology}`));
  it.each([
    ['Sustainable Grassland Management', 'grassland'],
    ['REDD+', 'forest'],
    ['Wind', 'energy'],
    ['wetland  restoration', 'wetland'],
    ['Manure Methane Digester', 'livestock'],
    ['Energy industries (renewable/non-renewable sources)', 'energy'],
    ['Wind; PV', 'energy'],
    ['Wind; REDD+', undefined],
    ['Waste handling and disposal', undefined],
  ])('%s is %s here, and stays as it is written', (type, category) => {
    const { projects, said } = typed(type);
    expect([projects[0]!.type, projects[0]!.category, said]).toEqual([type, category, []]);
  });

  it('of land say less than its methodology', () => {
    const { projects } = typed('Agriculture Forestry and Other Land Use', 'VM0026');
    expect(projects[0]).toMatchObject({ category: 'grassland', legacy: false });
    expect(typed('Agriculture Forestry and Other Land Use').projects[0]).toMatchObject({ legacy: true });
  });

  it('that nobody knows are taken, and told', () => {
    const { projects, said, errors } = typed('Seaweed Farming');
    expect([projects[0]!.type, projects[0]!.category, errors]).toEqual(['Seaweed Farming', undefined, 0]);
    expect(said).toEqual([expect.stringContaining('the type "Seaweed Farming" is in no table of ours')]);
  });
});
