/** An emission statement as its form has it, and as the API takes it. */
import type {
  DocumentReference,
  EmissionStatement,
  MemberFlow,
  StatedShares,
  StatementBody,
  StatementBodyLinesItem,
  StatementSubject,
} from '../../../events/client/operations.schemas.ts';
import { fuelOf } from '../../../shared/statements/factors/fuel.ts';

/** Kinds of lines as people know them: a process with a factor of one's own is a kind of its own here. */
export const LINE_KINDS = ['fuel', 'electricity', 'heat', 'process', 'gas', 'own'] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** A stored document, with the name that it had here. */
export type Evidence = DocumentReference & { name?: string };

/** Members have the API's names, so that what it finds fault with is found here. */
export interface LineForm {
  kind: LineKind;
  id?: string;
  category?: number;
  fuel?: string;
  process?: string;
  gas?: string;
  name?: string;
  quantity?: string;
  unit?: string;
  kilograms?: string;
  kWh?: string;
  GJ?: string;
  supply?: 'grid' | 'direct' | 'self-generated';
  direction?: 'received' | 'sent-out';
  origin?: 'fossil' | 'non-fossil';
  international?: boolean;
  factor?: { value?: string; unit?: string; source?: string };
  dataset?: { datasets?: string[]; meterPoint?: string; carrier?: string };
  remark?: string;
  evidence?: Evidence;
}

export interface StatementForm {
  subject: StatementSubject;
  year?: number;
  province?: string;
  boundary?: string;
  sector?: string;
  producingSince?: number;
  lines: LineForm[];
  /** Of a park: the members' statements that it rolls up. */
  park?: { park: string; members: string[] };
  /** Of a park: what its indicator needs of the year. */
  energy?: { kgcePerKilowattHour?: string; source?: string; shares?: StatedShares };
}

/** Beside a park's form: the statements that it may roll up, and the flows that its version before had. */
export interface Rolling {
  candidates: readonly EmissionStatement[];
  flows?: MemberFlow[];
}

/** Members of each kind of line, in the order in which they are filled in. */
const MEMBERS = {
  fuel: ['fuel', 'quantity', 'unit', 'international', 'dataset'],
  electricity: ['supply', 'direction', 'kWh', 'factor', 'dataset'],
  heat: ['origin', 'direction', 'GJ', 'factor', 'dataset'],
  process: ['process', 'quantity', 'unit'],
  gas: ['gas', 'kilograms'],
  own: ['name', 'quantity', 'unit', 'factor'],
} as const satisfies Record<LineKind, readonly (keyof LineForm)[]>;

/** Where the amount of a line stands. */
export const amountOf = {
  fuel: 'quantity',
  electricity: 'kWh',
  heat: 'GJ',
  process: 'quantity',
  gas: 'kilograms',
  own: 'quantity',
} as const satisfies Record<LineKind, keyof LineForm>;

/** What most lines of a kind are. */
const USUAL: Record<LineKind, Omit<LineForm, 'id'>> = {
  fuel: { kind: 'fuel', category: 1 },
  electricity: { kind: 'electricity', category: 2, supply: 'grid', direction: 'received' },
  heat: { kind: 'heat', category: 2, origin: 'fossil', direction: 'received' },
  process: { kind: 'process', category: 1, unit: 't' },
  gas: { kind: 'gas', category: 1 },
  own: { kind: 'own', category: 1 },
};

/** An id that no line has yet: `fuel-2`. */
export function freeId(lines: readonly LineForm[], kind: LineKind): string {
  const taken = new Set(lines.map(({ id }) => id));
  let number = 1;
  while (taken.has(`${kind}-${number}`)) number++;
  return `${kind}-${number}`;
}

export const newLine = (lines: readonly LineForm[], kind: LineKind): LineForm => ({
  ...USUAL[kind],
  id: freeId(lines, kind),
});

/** Without the id, which is the other's, and what was drawn from meters: no row is stated twice. */
export function copyOf(lines: readonly LineForm[], line: LineForm): LineForm {
  const { dataset: _drawn, ...copied } = line;
  return { ...copied, id: freeId(lines, line.kind) };
}

/** A factor of one's own belongs to few lines of these kinds. */
export const takesFactor = ({ kind, supply, direction, origin }: LineForm): boolean =>
  kind === 'own' ||
  (kind === 'electricity' && supply === 'self-generated' && direction === 'sent-out') ||
  (kind === 'heat' && origin === 'fossil');

/** Fuels have units of their own: one that doesn't fit gives way to the table's. */
export function fitting(lines: readonly LineForm[]): LineForm[] {
  return lines.map((line) => {
    const fuel = line.kind === 'fuel' && line.fuel !== undefined ? fuelOf(line.fuel) : undefined;
    if (!fuel || Object.hasOwn(fuel.conversions, line.unit ?? '')) return line;
    return { ...line, unit: fuel.unit };
  });
}

/** As the API takes it; what isn't filled in is left out, and the registry says what is missing. */
export function lineInput(line: LineForm): object {
  const { kind, id, category, remark, evidence } = line;
  const members = MEMBERS[kind].filter((name) => name !== 'factor' || takesFactor(line));
  const own = Object.fromEntries(members.map((name) => [name, line[name]]));
  const document = evidence && {
    sha256: evidence.sha256,
    mediaType: evidence.mediaType,
    bytes: evidence.bytes,
  };
  const all = { id, category, kind: kind === 'own' ? 'process' : kind, ...own, remark, evidence: document };
  return filledIn(all) ?? {};
}

export function statementInput(form: StatementForm, rolling?: Rolling): StatementBody {
  const { subject, year, province, boundary, sector, producingSince, lines, park, energy = {} } = form;
  const stated = filledIn({ year, province, boundary, sector, producingSince }) ?? {};
  const needed = filledIn(energy) as StatementBody['energy'];
  return {
    subject: { kind: subject.kind, name: subject.name.trim() },
    ...(stated as Pick<StatementBody, 'year' | 'province' | 'boundary'>),
    lines: lines.map((line) => lineInput(line) as StatementBodyLinesItem),
    ...(park && rolling && { park: rolledInput(park, rolling) }),
    ...(needed && { energy: needed }),
  };
}

/** The members' statements in the versions that the page shows. */
function rolledInput({ park, members }: { park: string; members: string[] }, { candidates, flows }: Rolling) {
  return {
    park,
    members: candidates
      .filter(({ id }) => members.includes(id))
      .map(({ id, version }) => ({ statement: id, version })),
    ...(flows && { flows }),
  };
}

/** Without members that are empty, at any depth; texts without the spaces around them. */
function filledIn(value: object): object | undefined {
  const members = Object.entries(value).flatMap(([name, each]: [string, unknown]) => {
    if (typeof each === 'string') return each.trim() === '' ? [] : [[name, each.trim()] as const];
    if (each === undefined || each === null || each === false) return [];
    if (typeof each !== 'object') return [[name, each] as const];
    if (Array.isArray(each)) return each.length === 0 ? [] : [[name, each] as const];
    const inner = filledIn(each);
    return inner ? [[name, inner] as const] : [];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

/** A statement that is revised, as it stands. Its lines are there for those who may see them. */
export function formOf(statement: EmissionStatement): StatementForm {
  const { subject, year, province, boundary, greenPower, lines = [], park, indicator } = statement;
  const shares = Object.fromEntries((indicator?.shares ?? []).map(({ name, stated }) => [name, stated]));
  const energy = indicator?.energy && {
    kgcePerKilowattHour: indicator.energy.kgcePerKilowattHour,
    source: indicator.energy.source,
    shares,
  };
  return {
    subject: { kind: subject.kind, name: subject.name },
    year,
    province,
    boundary,
    ...(greenPower.sector !== undefined && { sector: greenPower.sector }),
    ...(greenPower.producingSince !== undefined && { producingSince: greenPower.producingSince }),
    lines: lines.map((line) => {
      const stated = line as unknown as LineForm;
      return stated.kind === 'process' && stated.process === undefined ? { ...stated, kind: 'own' } : stated;
    }),
    ...(park && { park: { park: park.park, members: park.members.map((member) => member.statement) } }),
    ...(energy && { energy }),
  };
}

/** A quantity as people type it, without the marks between thousands, in ASCII's digits. */
export const plainNumber = (typed: string): string => typed.normalize('NFKC').replaceAll(/[,\s_]/g, '');
