/** A naive account of parks' members by dates, and of what parks' statements may roll up. */
import { type Amounts, bought, emitted, NOTHING, plus } from './emission.ts';
import {
  coveredOf,
  type Flow,
  purchasedOf,
  type Rolled,
  type Statement,
  type StatementsBook,
  totalsOf,
  type Version,
} from './statements-book.ts';

export interface Park {
  id: string;
  name: string;
  operator: string;
}
interface Stay {
  park: string;
  organization: string;
  from: string;
  to?: string;
}

/** What a park's body asks to roll up. */
export interface RollUp {
  park: string;
  members: { statement: string; version: number }[];
  flows: Flow[];
}

export class ParksBook {
  readonly parks: readonly Park[];
  readonly statements: StatementsBook;
  readonly stays: Stay[] = [];
  /** What organizations asked for last, and wait for. */
  readonly asked = new Map<string, { park: string; from: string }>();

  constructor(parks: readonly Park[], statements: StatementsBook) {
    this.parks = parks;
    this.statements = statements;
  }

  private operatorOf = (park: string) => this.parks.find(({ id }) => id === park)!.operator;

  whyNotAsked(organization: string, from: string): string[] {
    const others = this.stays.filter((stay) => stay.organization === organization);
    return others.some(({ to }) => to === undefined || to >= from) ? ['member-of-a-park'] : [];
  }

  whyNotAdmitted(by: string, park: string, organization: string): string[] {
    return [
      ...(by === this.operatorOf(park) ? [] : ['not-yours']),
      ...(this.asked.get(organization)?.park === park ? [] : ['membership-not-requested']),
    ];
  }

  admit(organization: string): void {
    this.stays.push({ organization, ...this.asked.get(organization)! });
    this.asked.delete(organization);
  }

  private stayOf = (park: string, organization: string) =>
    this.stays.find(
      (stay) => stay.park === park && stay.organization === organization && stay.to === undefined,
    );

  whyNotLeft(by: string, park: string, organization: string, to: string): string[] {
    const stay = this.stayOf(park, organization);
    return [
      ...(by === organization || by === this.operatorOf(park) ? [] : ['not-yours']),
      ...(stay ? [] : ['not-a-member']),
      ...(stay && to < stay.from ? ['leaves-before-joining'] : []),
    ];
  }

  leave(park: string, organization: string, to: string): void {
    this.stayOf(park, organization)!.to = to;
  }

  isMember(park: string, organization: string, year: number): boolean {
    const [first, last] = [`${year}-01-01`, `${year}-12-31`];
    const own = this.stays.filter((stay) => stay.park === park && stay.organization === organization);
    return own.some(({ from, to }) => from <= last && (to === undefined || to >= first));
  }

  /** Of the park's statement `into` where that is revised. */
  whyNotRolled(by: string, version: Version, { park, members, flows }: RollUp, into?: string): string[] {
    const { statements } = this.statements;
    const why: string[] = [];
    if (version.subject.kind !== 'park') return ['park-part-not-for-organization'];
    const { operator, name } = this.parks.find(({ id }) => id === park)!;
    if (by !== operator) why.push('park-not-yours');
    if (version.subject.name !== name) why.push('park-name-differs');
    const others = [...statements.values()].filter(
      ({ stated, id }) => stated.park?.park === park && id !== into,
    );
    if (others.some(({ stated }) => stated.year === version.year)) why.push('park-year-stated');
    if (members.length === 0 && version.lines.length === 0) why.push('statement-empty');
    const seen = new Set<string>();
    for (const { statement, version: named } of members) {
      if (seen.has(statement)) why.push('member-repeated');
      seen.add(statement);
      const member = statements.get(statement)!;
      if (member.stated.subject.kind === 'park') why.push('member-statement-kind');
      if (member.stated.year !== version.year) why.push('member-year-differs');
      if (!this.isMember(park, member.org, version.year)) why.push('member-not-in-park');
      if (member.status !== 'verified') why.push('member-not-verified');
      if (member.version !== named) why.push('member-version-differs');
      if (member.rolledInto !== undefined && member.rolledInto !== into) why.push('member-rolled-up');
    }
    return [...why, ...this.whyNotFlowing(version, members, flows)];
  }

  private lineOf(version: Version, members: RollUp['members'], { statement, line }: Flow['from']) {
    if (statement === undefined) return version.lines.find(({ id }) => id === line);
    if (!members.some((member) => member.statement === statement)) return undefined;
    return this.statements.statements.get(statement)!.stated.lines.find(({ id }) => id === line);
  }

  private whyNotFlowing(version: Version, members: RollUp['members'], flows: readonly Flow[]): string[] {
    const why: string[] = [];
    const flowed = new Map<string, bigint>();
    for (const { from, to, milli } of flows) {
      const [source, sink] = [this.lineOf(version, members, from), this.lineOf(version, members, to)];
      const carried = [source, sink].map((line) => line && CARRIED[line.what]);
      if (carried.some((each) => each === undefined)) {
        why.push('flow-line-unknown');
        continue;
      }
      const ends = source!.what.endsWith('out') && !sink!.what.endsWith('out');
      if (carried[0] !== carried[1] || !ends || from.statement === to.statement) why.push('flow-ends');
      if (milli === 0n) why.push('flow-nothing');
      for (const [end, line] of [
        [from, source!],
        [to, sink!],
      ] as const) {
        const key = `${end.statement} ${end.line}`;
        flowed.set(key, (flowed.get(key) ?? 0n) + milli);
        if (flowed.get(key)! > line.milli) why.push('flow-exceeds-line');
      }
    }
    return why;
  }

  /** The whole of the park: its own lines and its members' totals, less both ends of each flow. */
  rolled(version: Version, { park, members, flows }: RollUp): Version {
    const of = members.map(({ statement }) => this.statements.statements.get(statement)!);
    let totals: Amounts = of.reduce((all, { stated }) => plus(all, totalsOf(stated)), NOTHING);
    let purchased = of.reduce((all, { stated }) => all + purchasedOf(stated), 0n);
    for (const line of version.lines) totals = plus(totals, emitted(line));
    for (const line of version.lines) purchased += bought(line);
    for (const { from, to, milli } of flows)
      for (const end of [from, to]) {
        const part = { ...this.lineOf(version, members, end)!, milli };
        totals = plus(totals, emitted(part), -1n);
        purchased -= bought(part);
      }
    return { ...version, park: { park, members: of.map(rolledMember), totals, purchased } };
  }
}

/** What lines carry: only of these there are flows. */
const CARRIED: Partial<Record<Version['lines'][number]['what'], 'power' | 'heat'>> = {
  grid: 'power',
  direct: 'power',
  'grid-out': 'power',
  'own-out': 'power',
  steam: 'heat',
  'steam-out': 'heat',
};

const rolledMember = (member: Statement): Rolled => ({
  statement: member.id,
  version: member.version,
  green: { ...member.green },
  used: coveredOf(member),
  retired: { ...member.retired },
});
