/**
 * A file as Verra's registry exports it, of any length: projects of several vintages, each issued in pieces
 * of some tonnes to a hundred thousand, most of them retired for somebody. The same arguments give the same
 * bytes.
 */
import { VCU_COLUMNS } from '../../events/exchange/vcu-columns.ts';

export interface VcuFile {
  text: string;
  rows: number;
  projects: number;
  issued: number;
  retired: number;
}

const TYPES = [
  ['Agriculture Forestry and Other Land Use', 'VM0010'],
  ['Energy industries (renewable/non-renewable sources)', 'ACM0002'],
  ['Waste handling and disposal', 'AMS-III.H.'],
] as const;
const BENEFICIARIES = [
  '"Example Ltd, London"',
  '示例铜业有限公司',
  'Société d’Exemple SA',
  'Beispiel GmbH & Co. KG',
  '',
];
const REASONS = ['Environmental Benefit', '"Retired on behalf of ""the fleet"" 2021"', 'CORSIA', ''];

/** Numbers of Park and Miller's generator: enough to look like a market. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const day = (year: number, offset: number): string =>
  new Date(Date.UTC(year, 0, 1 + offset)).toISOString().slice(0, 10);

/**
 * @param rowsPerProject on average; Verra's own list has some hundred
 * @param firstProject number of the first project: files of other projects have other serial numbers
 */
export function vcuFile(rows: number, rowsPerProject = 250, seed = 1, firstProject = 1000): VcuFile {
  const random = numbers(seed);
  const projects = Math.max(1, Math.round(rows / rowsPerProject));
  /** The next serial of each project's block, per vintage. */
  const next = new Map<string, number>();
  const totals = new Map<string, number>();
  const pieces: { series: string; cells: (total: number) => (string | number | undefined)[] }[] = [];
  let issued = 0;
  let retired = 0;
  for (let row = 0; row < rows; row++) {
    // Rows of a registry stand in order of issuance: its projects alternate.
    const project = firstProject + random(projects);
    const year = 2010 + random(10);
    const [type, methodology] = TYPES[project % TYPES.length]!;
    const series = `${project} ${year}`;
    const from = next.get(series) ?? 1;
    const quantity = 1 + random(random(10) === 0 ? 100_000 : 5_000);
    const to = from + quantity - 1;
    next.set(series, to + 1);
    // A block of serial numbers is of one vintage.
    const serial = `${project * 100 + year - 2000}-${from}-${to}-VCS-VCU-261-VER-CN-14-${project}-0101${year}-3112${year}-0`;
    const isRetired = random(10) < 7;
    const ends = isRetired
      ? [
          day(year + 3, random(900)),
          BENEFICIARIES[random(BENEFICIARIES.length)],
          REASONS[random(REASONS.length)],
          '',
        ]
      : ['', '', '', ''];
    pieces.push({
      series,
      cells: (total) => [
        day(year + 1, (project + year) % 300),
        '13: Climate Action; 15: Life on Land',
        `${year}-01-01`,
        `${year}-12-31`,
        project,
        `"Example project ${project}, ${TYPES[project % TYPES.length]![1]}"`,
        'China',
        `"${type}"`,
        methodology,
        `"${total.toLocaleString('en-US')}"`,
        `"${quantity.toLocaleString('en-US')}"`,
        serial,
        '',
        ...ends,
      ],
    });
    totals.set(series, to);
    issued += quantity;
    if (isRetired) retired += quantity;
  }
  const lines = [
    VCU_COLUMNS.join(','),
    ...pieces.map(({ series, cells }) => cells(totals.get(series)!).join(',')),
  ];
  return { text: `${lines.join('\r\n')}\r\n`, rows, projects, issued, retired };
}

// `node test/bench/vcu-file.ts ROWS > VCUS.csv`: what the import of so many rows was measured with.
if (import.meta.main) process.stdout.write(vcuFile(Number(process.argv[2] ?? 100_000)).text);
