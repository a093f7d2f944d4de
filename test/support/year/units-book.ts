/**
 * A naive account of tonnes and megawatt-hours: one entry for each serial of each batch, and what it is used
 * for. It knows the rules by their words and shares no code with the registry.
 */
export const TONNES = ['removalLocal', 'removalOther', 'avoidanceLocal', 'avoidanceOther'] as const;
export type Kind = (typeof TONNES)[number];

export interface Unit {
  account: string;
  status: 'held' | 'offered' | 'retired' | 'expired' | 'cancelled' | 'buffer';
  traded: boolean;
  /** The contract under which it came with its power. */
  delivered?: string;
  /** The statement that it was retired for. */
  statement?: string;
}

export interface Batch {
  unit: 'tCO2e' | 'MWh';
  /** Its project or facility, and the year in which it came about. */
  source: string;
  vintage: number;
  /** Of tonnes. */
  kind?: Kind;
  /** Of tonnes: the project shares its income. */
  shared?: boolean;
  /** Of megawatt-hours: YYYY-MM, and the kind of energy. */
  month?: string;
  energy?: string;
  units: Unit[];
}

export interface Range {
  batch: string;
  from: number;
  to: number;
}
export type Item = { batch: string; quantity: number } | Range;
export const quantityOf = (item: Item): number =>
  'quantity' in item ? item.quantity : item.to - item.from + 1;

export interface Transfer {
  id: string;
  from: string;
  to: string;
  serials: Range[];
  status: 'offered' | 'accepted' | 'rejected' | 'withdrawn';
  /** Whether its income is to be divided, and the day of its acceptance. */
  primary: boolean;
  fen?: number;
  acceptedOn?: string;
  divided?: boolean;
}

/** Certificates are good for 24 months, that of generation included. */
export const expires = (month: string): string => `${Number(month.slice(0, 4)) + 2}${month.slice(4)}`;

export class UnitsBook {
  readonly batches = new Map<string, Batch>();
  readonly transfers = new Map<string, Transfer>();
  /** Organizations by account. */
  readonly owners = new Map<string, string>();
  readonly today: () => string;

  constructor(today: () => string) {
    this.today = today;
  }

  issue(batch: string, of: Omit<Batch, 'units'>, account: string, quantity: number, buffer = 0): void {
    if (this.batches.has(batch)) throw new Error(`${batch} was issued twice`);
    const units = Array.from({ length: quantity }, (_, at): Unit => {
      const status = at < quantity - buffer ? 'held' : 'buffer';
      return { account, status, traded: false };
    });
    this.batches.set(batch, { ...of, units });
  }

  unitsOf(serials: readonly Range[]): Unit[] {
    return serials.flatMap(({ batch, from, to }) => this.batches.get(batch)!.units.slice(from - 1, to));
  }

  held(account: string, batch: string): Unit[] {
    return this.batches
      .get(batch)!
      .units.filter((unit) => unit.account === account && unit.status === 'held');
  }

  isExpired({ month }: Batch, today = this.today()): boolean {
    return month !== undefined && today.slice(0, 7) >= expires(month);
  }

  /** Why these can't be used together on this day, whatever for. */
  whyNotUsed(items: readonly Item[]): string[] {
    const batches = items.map(({ batch }) => this.batches.get(batch)!);
    return [
      ...(new Set(batches.map(({ unit }) => unit)).size > 1 ? ['units-mixed'] : []),
      ...(batches.some((batch) => this.isExpired(batch)) ? ['certificate-expired'] : []),
    ];
  }

  /**
   * Why the account doesn't have these; of units that may be sold once, those sold don't count for a sale.
   */
  whyNotTaken(account: string, items: readonly Item[], forSale = false): string[] {
    const why = new Set<string>();
    const taken = new Set<Unit>();
    // Ranges go first, as a quantity may come from anywhere.
    const inOrder = [...items].sort((a, b) => Number('quantity' in a) - Number('quantity' in b));
    for (const item of inOrder) {
      const { units, unit: kind } = this.batches.get(item.batch)!;
      const isSpent = (unit: Unit) => forSale && kind === 'MWh' && unit.traded;
      const own = units.filter((unit) => unit.account === account && unit.status === 'held');
      if ('quantity' in item) {
        const free = own.filter((unit) => !isSpent(unit) && !taken.has(unit));
        if (free.length < item.quantity) why.add(own.some(isSpent) ? 'already-traded' : 'insufficient-units');
        continue;
      }
      for (let serial = item.from; serial <= item.to; serial++) {
        const unit = units[serial - 1];
        if (unit && taken.has(unit)) why.add('items-overlap');
        if (!unit || !own.includes(unit)) why.add('units-not-available');
        else if (isSpent(unit)) why.add('already-traded');
        if (unit) taken.add(unit);
      }
    }
    return [...why];
  }

  /** Quantities are chosen by the registry: what it names has to be the account's, each serial once. */
  take(account: string, serials: readonly Range[], change: (unit: Unit) => void): void {
    const why = this.whyNotTaken(account, serials);
    if (why.length > 0) throw new Error(`the registry took what isn't there to take: ${why}`);
    for (const unit of this.unitsOf(serials)) change(unit);
  }

  whyNotOffered(by: string, from: string, to: string, items: readonly Item[]): string[] {
    const untradable = items.some(({ batch }) => this.batches.get(batch)!.energy === 'self-use');
    return [
      ...(this.owners.get(from) === by ? [] : ['not-yours']),
      ...(from === to ? ['transfer-to-self'] : []),
      ...this.whyNotUsed(items),
      ...(untradable ? ['not-tradable'] : []),
      ...this.whyNotTaken(from, items, true),
    ];
  }

  whyNotEnded(by: string, { from, to, status, serials }: Transfer, end: string): string[] {
    const side = this.owners.get(end === 'withdraw' ? from : to);
    const expired = serials.some(({ batch }) => this.isExpired(this.batches.get(batch)!));
    return [
      ...(side === by ? [] : ['not-yours']),
      ...(status === 'offered' ? [] : ['transfer-not-offered']),
      ...(end === 'accept' && expired ? ['certificate-expired'] : []),
    ];
  }

  end(transfer: Transfer, end: 'accept' | 'reject' | 'withdraw'): void {
    transfer.status = ({ accept: 'accepted', reject: 'rejected', withdraw: 'withdrawn' } as const)[end];
    for (const unit of this.unitsOf(transfer.serials)) {
      unit.status = 'held';
      if (end !== 'accept') continue;
      unit.account = transfer.to;
      unit.traded = true;
      transfer.acceptedOn = this.today();
    }
  }

  /** What nobody has locked, of months that are no longer valid; returns how many. */
  expire(): number {
    const gone = [...this.batches.values()]
      .filter((batch) => this.isExpired(batch))
      .flatMap(({ units }) => units.filter(({ status }) => status === 'held'));
    for (const unit of gone) unit.status = 'expired';
    return gone.length;
  }
}
