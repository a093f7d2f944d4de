/** A naive account of statements: what they come to, what was retired for them, who rolls up whom. */
import {
  type Activity,
  type Amounts,
  bought,
  emitted,
  KILOGRAM,
  NOTHING,
  plus,
  wholeKilograms,
} from './emission.ts';
import type { Kind } from './units-book.ts';

export interface Green {
  physical: number;
  certificate: number;
}
export type Tonnes = Record<Kind, number>;

/** A member as it was when it was rolled up; `used` in thousandths of a kWh. */
export interface Rolled {
  statement: string;
  version: number;
  green: Green;
  used: bigint;
  retired: Tonnes;
}

export interface Flow {
  from: { statement?: string; line: string };
  to: { statement?: string; line: string };
  milli: bigint;
}

/** What a version states. */
export interface Version {
  subject: { kind: 'organization' | 'park'; name: string };
  year: number;
  boundary: string;
  lines: Activity[];
  /** Of a park that rolls up its members. */
  park?: { park: string; members: Rolled[]; totals: Amounts; purchased: bigint };
}

export interface Statement {
  id: string;
  org: string;
  version: number;
  status: 'submitted' | 'verified' | 'returned';
  stated: Version;
  green: Green;
  retired: Tonnes;
  rolledInto?: string;
  claim?: string;
}

const MILLI_PER_MWH = 1_000_000n;
export const NO_TONNES: Tonnes = { removalLocal: 0, removalOther: 0, avoidanceLocal: 0, avoidanceOther: 0 };
const sumOf = (tonnes: Tonnes): number => Object.values(tonnes).reduce((all, each) => all + each, 0);
const least = (a: bigint, b: bigint) => (a < b ? a : b);
const most = (a: bigint, b: bigint) => (a > b ? a : b);

export function totalsOf({ lines, park }: Version): Amounts {
  return park?.totals ?? lines.reduce((all, line) => plus(all, emitted(line)), NOTHING);
}

export function purchasedOf({ lines, park }: Version): bigint {
  return park?.purchased ?? lines.reduce((all, line) => all + bought(line), 0n);
}

/** Thousandths of a kWh that green power covers. */
export function coveredOf({ stated, green }: Statement): bigint {
  const own = BigInt(green.physical + green.certificate) * MILLI_PER_MWH;
  const usable = (stated.park?.members ?? []).reduce((all, { used }) => all + used, own);
  return least(usable, most(purchasedOf(stated), 0n));
}

/** As the API shows it, but the parts that it doesn't. */
export function coverageOf(statement: Statement) {
  const members = statement.stated.park?.members ?? [];
  const retired = { ...statement.retired };
  const green = { ...statement.green };
  for (const member of members) {
    for (const kind of Object.keys(retired) as Kind[]) retired[kind] += member.retired[kind];
    green.physical += member.green.physical;
    green.certificate += member.green.certificate;
  }
  const covered = coveredOf(statement);
  const off = (covered * 6096n * KILOGRAM) / 10n ** 7n;
  const left = totalsOf(statement.stated).market - off;
  const residualKilograms = left > 0n ? Number(wholeKilograms(left)) : 0;
  const neededTonnes = Math.ceil(residualKilograms / 1000);
  const retiredTonnes = sumOf(retired);
  const unused = BigInt(green.physical + green.certificate) * MILLI_PER_MWH - covered;
  return {
    view: 'market',
    residualKilograms,
    neededTonnes,
    retiredTonnes,
    openTonnes: Math.max(0, neededTonnes - retiredTonnes),
    retired,
    greenMegawattHours: { ...green, unused: Number(unused / MILLI_PER_MWH) },
  };
}

/** Names that differ only in spaces are one. */
const plain = (name: string) => name.replaceAll(' ', '');

/** Of one organization, subject and boundary, whatever the year. */
export const isOfSame = (
  a: Pick<Statement, 'org' | 'stated'>,
  b: Pick<Statement, 'org' | 'stated'>,
): boolean =>
  a.org === b.org &&
  a.stated.subject.kind === b.stated.subject.kind &&
  a.stated.subject.name === b.stated.subject.name &&
  plain(a.stated.boundary) === plain(b.stated.boundary);

export class StatementsBook {
  readonly statements = new Map<string, Statement>();
  readonly today: () => string;

  constructor(today: () => string) {
    this.today = today;
  }

  whyNotStated({ year, lines }: Pick<Version, 'year' | 'lines'>): string[] {
    const ids = new Set(lines.map(({ id }) => id));
    return [
      ...(year > Number(this.today().slice(0, 4)) ? ['statement-year-in-future'] : []),
      ...(ids.size < lines.length ? ['line-repeated'] : []),
    ];
  }

  /** Another verified one of the organization, subject, boundary and year. */
  private isVerified(wanted: Pick<Statement, 'org' | 'stated'>): boolean {
    return [...this.statements.values()].some(
      (each) =>
        each !== wanted &&
        each.status === 'verified' &&
        each.stated.year === wanted.stated.year &&
        isOfSame(each, wanted),
    );
  }

  whyNotSubmitted(org: string, stated: Version): string[] {
    return [
      ...this.whyNotStated(stated),
      ...(this.isVerified({ org, stated }) ? ['statement-year-verified'] : []),
    ];
  }

  submit(id: string, org: string, stated: Version): void {
    const none = { green: { physical: 0, certificate: 0 }, retired: { ...NO_TONNES } };
    this.statements.set(id, { id, org, version: 1, status: 'submitted', stated, ...none });
    this.roll(id, undefined, stated);
  }

  whyNotRevised(by: string, { org, version, stated }: Statement, ifMatch: number, next: Version): string[] {
    const { kind, name } = stated.subject;
    const same = next.year === stated.year && next.subject.kind === kind && next.subject.name === name;
    return [
      ...(org === by ? [] : ['not-yours']),
      ...(version === ifMatch ? [] : ['statement-changed']),
      ...(same ? [] : ['statement-subject-fixed']),
      ...this.whyNotStated(next),
    ];
  }

  revise(statement: Statement, stated: Version): void {
    this.roll(statement.id, statement.stated, stated);
    statement.version++;
    statement.status = 'submitted';
    statement.stated = stated;
  }

  private roll(id: string, before: Version | undefined, after: Version): void {
    for (const { statement } of before?.park?.members ?? [])
      delete this.statements.get(statement)!.rolledInto;
    for (const { statement } of after.park?.members ?? []) this.statements.get(statement)!.rolledInto = id;
  }

  whyNotConcluded(suspended: boolean, { status }: Statement): string[] {
    return [
      ...(suspended ? ['accreditation-suspended'] : []),
      ...(status === 'submitted' ? [] : ['statement-not-submitted']),
    ];
  }

  whyNotVerified(suspended: boolean, statement: Statement): string[] {
    const { stated } = statement;
    return [
      ...this.whyNotConcluded(suspended, statement),
      ...(purchasedOf(stated) < 0n ? ['sent-out-exceeds-received'] : []),
      ...(this.isVerified(statement) ? ['statement-year-verified'] : []),
    ];
  }
}
