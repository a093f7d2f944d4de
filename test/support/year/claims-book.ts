/** A naive account of retirements for statements, and of the claims made on them. */
import { coverageOf, isOfSame, type Statement, type StatementsBook } from './statements-book.ts';
import { type Item, quantityOf, type Range, type UnitsBook } from './units-book.ts';

export const LABELS = ['carbon-neutral', 'net-zero-after-offsetting', 'net-zero'] as const;
export type Label = (typeof LABELS)[number];

export interface Claim {
  id: string;
  statement: string;
  org: string;
  version: number;
  label: Label;
  status: 'made' | 'reopened' | 'withdrawn' | 'replaced';
}
export interface MakeClaim {
  statement: string;
  label: Label;
  standard?: string;
  plan?: object;
  baseStatement?: string;
}
export interface Retire {
  account: string;
  items: Item[];
  purpose?: string;
  consumptionYear?: number;
  statement?: string;
}

/** Purposes, and whether they use up tonnes and may cover a statement. */
export const PURPOSES: Record<string, { unit: 'tCO2e' | 'MWh'; covers: boolean }> = {
  'corporate-offset': { unit: 'tCO2e', covers: true },
  voluntary: { unit: 'tCO2e', covers: true },
  'national-ets': { unit: 'tCO2e', covers: false },
  'green-power-accounting': { unit: 'MWh', covers: true },
  'product-footprint': { unit: 'MWh', covers: false },
};
/** From this year of production on, a certificate accounts for that year alone. */
const SAME_YEAR_FROM = 2026;

export class ClaimsBook {
  readonly units: UnitsBook;
  readonly statements: StatementsBook;
  readonly claims = new Map<string, Claim>();

  constructor(units: UnitsBook, statements: StatementsBook) {
    this.units = units;
    this.statements = statements;
  }

  private get thisYear(): number {
    return Number(this.units.today().slice(0, 4));
  }

  whyNotRetired(by: string, command: Retire): string[] {
    const { account, items, statement } = command;
    const covered = statement === undefined ? undefined : this.statements.statements.get(statement);
    return [
      ...(this.units.owners.get(account) === by ? [] : ['not-yours']),
      ...this.units.whyNotUsed(items),
      ...this.whyNotUsedFor(command),
      ...(covered ? this.whyNotCovered(by, command, covered) : []),
      ...this.units.whyNotTaken(account, items),
    ];
  }

  private whyNotUsedFor({ items, purpose, consumptionYear, statement }: Retire): string[] {
    const why: string[] = [];
    const covered = statement === undefined ? undefined : this.statements.statements.get(statement)!;
    const year = consumptionYear ?? covered?.stated.year;
    if (purpose !== undefined && statement !== undefined && !PURPOSES[purpose]!.covers)
      why.push('purpose-not-for-statement');
    for (const { batch } of items) {
      const { unit, month = '' } = this.units.batches.get(batch)!;
      if (purpose !== undefined && PURPOSES[purpose]!.unit !== unit) why.push('purpose-not-for-instrument');
      if (unit === 'tCO2e') {
        if (consumptionYear !== undefined) why.push('consumption-year-not-for-instrument');
        continue;
      }
      const produced = Number(month.slice(0, 4));
      if (purpose === undefined && statement === undefined) why.push('purpose-missing');
      if (year === undefined) why.push('consumption-year-missing');
      else if (year < produced) why.push('consumption-year-too-early');
      else if (produced >= SAME_YEAR_FROM && year !== produced) why.push('consumption-year-of-production');
      else if (year > this.thisYear) why.push('consumption-year-too-late');
    }
    return why;
  }

  private whyNotCovered(by: string, { items, consumptionYear }: Retire, statement: Statement): string[] {
    const { org, status, stated } = statement;
    const why = [
      ...(org === by ? [] : ['statement-not-yours']),
      ...(status === 'returned' ? ['statement-not-open'] : []),
    ];
    if (this.units.batches.get(items[0]!.batch)!.unit === 'MWh')
      return [
        ...why,
        ...((consumptionYear ?? stated.year) === stated.year ? [] : ['statement-year-differs']),
      ];
    const asked = items.reduce((all, item) => all + quantityOf(item), 0);
    return [
      ...why,
      ...(this.thisYear > stated.year + 1 ? ['statement-window-closed'] : []),
      ...(asked > coverageOf(statement).openTonnes ? ['statement-covered'] : []),
    ];
  }

  /** Uses the serials up; returns what the answer says that they cover. */
  retire({ account, statement }: Retire, serials: readonly Range[]) {
    this.units.take(account, serials, (unit) => {
      unit.status = 'retired';
      if (statement !== undefined) unit.statement = statement;
    });
    const covered = statement === undefined ? undefined : this.statements.statements.get(statement);
    if (!covered) return undefined;
    const tonnes = { removalLocal: 0, removalOther: 0, avoidanceLocal: 0, avoidanceOther: 0 };
    const megawattHours = { physical: 0, certificate: 0 };
    let unit: 'tCO2e' | 'MWh' = 'tCO2e';
    for (const range of serials) {
      const batch = this.units.batches.get(range.batch)!;
      unit = batch.unit;
      for (const { delivered } of this.units.unitsOf([range]))
        if (batch.kind) {
          tonnes[batch.kind]++;
          covered.retired[batch.kind]++;
        } else {
          const came = delivered === undefined ? 'certificate' : 'physical';
          megawattHours[came]++;
          covered.green[came]++;
        }
    }
    return unit === 'MWh' ? { statement, megawattHours } : { statement, tonnes };
  }

  private membersMoved({ stated }: Statement): boolean {
    return (stated.park?.members ?? []).some(({ statement, version }) => {
      const now = this.statements.statements.get(statement)!;
      return now.status !== 'verified' || now.version !== version;
    });
  }

  /** The reduction from the base year in basis points, towards zero; undefined without a sound base. */
  reduction(statement: Statement, baseStatement: string | undefined) {
    const base = baseStatement === undefined ? undefined : this.statements.statements.get(baseStatement)!;
    if (base?.status !== 'verified' || !isOfSame(base, statement)) return undefined;
    const [then, now] = [base, statement].map((each) => coverageOf(each).residualKilograms) as [
      number,
      number,
    ];
    const { year } = base.stated;
    if (year >= statement.stated.year || then === 0) return undefined;
    const basisPoints = Number(((BigInt(then) - BigInt(now)) * 10_000n) / BigInt(then));
    return { baseStatement, baseYear: year, basisPoints };
  }

  whyNotClaimed(by: string, { statement: id, label, standard, plan, baseStatement }: MakeClaim): string[] {
    const statement = this.statements.statements.get(id)!;
    const { retired, openTonnes } = coverageOf(statement);
    const before = statement.claim === undefined ? undefined : this.claims.get(statement.claim);
    const reduced = this.reduction(statement, baseStatement)?.basisPoints ?? 0;
    const isNet = reduced >= 9000 && plan && retired.avoidanceLocal + retired.avoidanceOther === 0;
    return [
      ...(statement.org === by ? [] : ['not-yours']),
      ...(standard?.startsWith('PAS 2060') ? ['claim-standard-withdrawn'] : []),
      ...(statement.status === 'verified' ? [] : ['claim-not-verified']),
      ...(statement.stated.year < this.thisYear ? [] : ['claim-year-unfinished']),
      ...(this.membersMoved(statement) ? ['claim-members-revised'] : []),
      ...(before?.status === 'made' ? ['claim-standing'] : []),
      ...(openTonnes > 0 ? ['claim-not-covered'] : []),
      ...(label !== 'net-zero' || isNet ? [] : ['label-not-met']),
    ];
  }

  make(id: string, org: string, { statement: on, label }: MakeClaim): void {
    const statement = this.statements.statements.get(on)!;
    if (statement.claim !== undefined) this.claims.get(statement.claim)!.status = 'replaced';
    this.claims.set(id, { id, statement: on, org, version: statement.version, label, status: 'made' });
    statement.claim = id;
  }

  whyNotWithdrawn(by: string, { org, status }: Claim): string[] {
    return [
      ...(org === by ? [] : ['not-yours']),
      ...(status === 'made' || status === 'reopened' ? [] : ['claim-withdrawn']),
    ];
  }

  withdraw(claim: Claim): void {
    claim.status = 'withdrawn';
    delete this.statements.statements.get(claim.statement)!.claim;
  }

  /** A revision reopens the claim that stands on its statement. */
  reopen({ claim }: Statement): boolean {
    const standing = claim === undefined ? undefined : this.claims.get(claim);
    if (standing?.status !== 'made') return false;
    standing.status = 'reopened';
    return true;
  }
}
