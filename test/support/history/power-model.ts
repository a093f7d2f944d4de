/**
 * A second, naive account of green power: every certificate is an object of its own, every month a number. It
 * is told the events and works out what they should have said; it shares the format of events, and no rule,
 * with the deciders.
 */
import { expect } from 'vitest';
import { hoursIn } from '../../../shared/base/month.ts';
import type { EventOfType, Facts, RegistryEvent } from '../../../shared/ledger/event.ts';
import type { Movement } from '../../../shared/units/facts.ts';

interface Certificate {
  account: string;
  status: 'held' | 'offered' | 'retired' | 'cancelled';
  traded: boolean;
}

/** What a contract is, as it was signed. */
export interface ModelContract {
  kind: 'bilateral' | 'direct-multi' | 'direct-single';
  facility: string;
  /** Accounts of its buyers by organization, in their order. */
  accounts: Readonly<Record<string, string>>;
  megawattHours: (month: string) => number;
}

/** kWh of a reading; by the hour each of its hours is the same. */
interface Metered {
  kilowattHours: number;
  byHour: number | undefined;
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);

/** At most `total` in the proportion of one or two parts, whole, by the larger remainder. */
function split(total: number, parts: readonly number[]): number[] {
  const sum = sumOf(parts);
  if (sum <= total) return [...parts];
  const [a = 0] = parts;
  const first =
    Math.floor((total * a) / sum) + ((total * a) % sum >= sum / 2 && (total * a) % sum > 0 ? 1 : 0);
  return parts.length === 1 ? [total] : [first, total - first];
}

export class PowerModel {
  /** The accounts that certificates are born in, by facility … */
  readonly sellers = new Map<string, string>();
  readonly contracts = new Map<string, ModelContract>();
  /** … or of the province. */
  province = '';
  readonly certificates = new Map<string, Certificate[]>();
  /** Net kWh in force by facility, energy and month … */
  readonly net = new Map<string, number>();
  /** … and kWh without a certificate by facility and energy. */
  readonly carry = new Map<string, number>();
  readonly delivered = new Map<string, number>();
  private readonly monthOfBatch = new Map<string, string>();
  private readonly gross = new Map<string, Metered>();
  private readonly pending = new Map<string, { net: number } & Metered>();
  private readonly consumed = new Map<string, Metered>();
  private readonly transfers = new Map<string, { from: string; to: string }>();

  /** Holds what the event says against this account, and enters it. */
  take(event: RegistryEvent): unknown {
    switch (event.type) {
      case 'generation.recorded':
        return this.recorded(event.facts);
      case 'generation.confirmed':
        return this.confirmed(event.facts);
      case 'consumption.recorded': {
        const { contract, month, buyer, kilowattHours, intervals } = event.facts;
        const byHour = intervals && kilowattHours / intervals.rows;
        this.pending.set(`${contract}/${month}/${buyer}`, { net: 0, kilowattHours, byHour });
        return undefined;
      }
      case 'consumption.confirmed': {
        const { contract, month, buyer } = event.facts;
        this.consumed.set(
          `${contract}/${month}/${buyer}`,
          this.pending.get(`${contract}/${month}/${buyer}`)!,
        );
        return;
      }
      case 'units.offered': {
        const { from, to, items } = event.facts;
        this.transfers.set(event.id, { from, to });
        return this.move(items, from, 'held', (each) => {
          expect(each.traded).toBe(false);
          each.status = 'offered';
        });
      }
      case 'transfer.accepted':
      case 'transfer.rejected':
      case 'transfer.withdrawn':
        return this.answered(event);
      case 'units.retired':
        return this.move(event.facts.items, event.facts.account, 'held', (each) => (each.status = 'retired'));
      case 'certificates.cancelled':
        return this.cancelled(event.facts);
      case 'contract.settled':
        return this.settled(event.facts);
    }
  }

  private move(
    items: readonly Movement[],
    account: string,
    status: Certificate['status'],
    change: (each: Certificate) => unknown,
  ): void {
    for (const { batch, ranges } of items)
      for (const { from, to } of ranges)
        for (let serial = from; serial <= to; serial++) {
          const each = this.certificates.get(batch)![serial - 1]!;
          expect(each).toMatchObject({ account, status });
          change(each);
        }
  }

  private recorded({ facility, month, energy, ...reading }: Facts<'generation.recorded'>): void {
    const { kilowattHours, dischargedKilowattHours, intervals } = reading;
    const byHour = intervals && kilowattHours / intervals.rows;
    const net = kilowattHours - dischargedKilowattHours;
    this.pending.set(`${facility}/${energy}/${month}`, { net, kilowattHours, byHour });
  }

  private confirmed({ facility, month, energy, issued, ...said }: Facts<'generation.confirmed'>): void {
    const [key, kind] = [`${facility}/${energy}/${month}`, `${facility}/${energy}`];
    const reading = this.pending.get(key)!;
    const before = this.carry.get(kind) ?? 0;
    let after = before + reading.net - (this.net.get(key) ?? 0);
    let quantity = 0;
    for (; after >= 1000; after -= 1000) quantity++;
    expect(said).toMatchObject({ netKilowattHours: reading.net, carriedBefore: before, carriedAfter: after });
    expect(issued?.quantity ?? 0).toBe(quantity);
    this.net.set(key, reading.net);
    this.gross.set(key, reading);
    this.carry.set(kind, after);
    if (!issued) return;
    const account = energy === 'mechanism-priced' ? this.province : this.sellers.get(facility)!;
    expect(issued).toMatchObject({ account, frozen: false, instrument: 'GEC' });
    expect(this.certificates.has(issued.batch)).toBe(false);
    const born = (): Certificate => ({ account, status: 'held', traded: false });
    this.certificates.set(issued.batch, Array.from({ length: quantity }, born));
    this.monthOfBatch.set(issued.batch, key);
  }

  private answered({
    type,
    facts,
  }: EventOfType<'transfer.accepted' | 'transfer.rejected' | 'transfer.withdrawn'>) {
    const { from, to } = this.transfers.get(facts.transfer)!;
    this.move(facts.items, from, 'offered', (each) => {
      Object.assign(each, type === 'transfer.accepted' ? { account: to, traded: true } : {}, {
        status: 'held',
      });
    });
  }

  private cancelled({ facility, energy, account, items, quantity }: Facts<'certificates.cancelled'>): void {
    const kind = `${facility}/${energy}`;
    for (const { batch } of items) expect(this.monthOfBatch.get(batch)!.startsWith(`${kind}/`)).toBe(true);
    this.move(items, account, 'held', (each) => (each.status = 'cancelled'));
    const after = this.carry.get(kind)! + quantity * 1000;
    // Never so many that whole certificates would be owed again.
    expect(after).toBeLessThan(1000);
    this.carry.set(kind, after);
  }

  private settled(facts: Facts<'contract.settled'>): void {
    const { contract, month, facility, deliveries } = facts;
    const { kind, accounts, megawattHours } = this.contracts.get(contract)!;
    const key = `${facility}/${kind === 'bilateral' ? 'on-grid' : 'self-use'}/${month}`;
    const [volume, net, before] = [megawattHours(month), this.net.get(key)!, this.delivered.get(key) ?? 0];
    const left = Math.max(0, net - before * 1000);
    const readings = Object.keys(accounts).map(
      (buyer) => this.consumed.get(`${contract}/${month}/${buyer}`)!,
    );
    const consumed = readings.map(({ kilowattHours }) => kilowattHours);
    const hourly = split(
      this.gross.get(key)!.byHour ?? 0,
      readings.map(({ byHour }) => byHour ?? 0),
    );
    const each = kind === 'direct-multi' ? hourly.map((kWh) => kWh * hoursIn(month)) : consumed;
    const allocated = split(left, each);
    const most = allocated.map((kWh) => Math.floor(kWh / 1000));
    const available = Math.min(this.free(key, facility), this.issuedOf(key) - before);
    const parts = split(Math.min(volume, available), most);
    const sum = sumOf(parts);
    const supplied = available < sumOf(most) ? available : Math.floor(left / 1000);
    const taken = Math.floor(sumOf(consumed) / 1000);
    const lesser = supplied < taken ? 'seller' : 'buyer';
    const side = supplied === taken || Math.min(supplied, taken) >= volume ? 'both' : lesser;
    expect(facts).toMatchObject({
      contractMegawattHours: volume,
      generatedKilowattHours: net,
      deliveredBeforeMegawattHours: before,
      deliveries: Object.entries(accounts).map(([buyer, account], at) => ({
        buyer,
        account,
        consumedKilowattHours: consumed[at],
        allocatedKilowattHours: allocated[at],
        megawattHours: parts[at],
      })),
      deliveredMegawattHours: sum,
    });
    expect(facts.shortfall).toEqual(sum < volume ? { megawattHours: volume - sum, side } : undefined);
    this.delivered.set(key, before + sum);
    if (sum > 0) expect((before + sum) * 1000).toBeLessThanOrEqual(net);
    expect(before + sum).toBeLessThanOrEqual(this.issuedOf(key));
    this.handOver(deliveries, key, this.sellers.get(facility)!);
  }

  /** As many certificates of the month as MWh, each from the seller's hands and never sold before. */
  private handOver(deliveries: Facts<'contract.settled'>['deliveries'], key: string, seller: string): void {
    for (const { account, megawattHours, items = [] } of deliveries) {
      let moved = 0;
      for (const { batch } of items) expect(this.monthOfBatch.get(batch)).toBe(key);
      this.move(items, seller, 'held', (each) => {
        expect(each.traded).toBe(false);
        Object.assign(each, { account, traded: true });
        moved++;
      });
      expect(moved).toBe(account === seller ? 0 : megawattHours);
    }
  }

  private ofMonth(key: string): Certificate[] {
    return [...this.certificates].flatMap(([batch, all]) =>
      this.monthOfBatch.get(batch) === key ? all : [],
    );
  }

  private free(key: string, facility: string): number {
    const seller = this.sellers.get(facility);
    return this.ofMonth(key).filter(
      ({ account, status, traded }) => account === seller && status === 'held' && !traded,
    ).length;
  }

  private issuedOf(key: string): number {
    return this.ofMonth(key).length;
  }

  /** Σ (issued − cancelled) × 1000 + carry = Σ net kWh, by facility and kind of energy. */
  expectConserved(): void {
    for (const [kind, carry] of this.carry) {
      let sum = 0;
      for (const [key, kWh] of this.net) if (key.startsWith(`${kind}/`)) sum += kWh;
      let live = 0;
      for (const [batch, all] of this.certificates)
        if (this.monthOfBatch.get(batch)!.startsWith(`${kind}/`))
          live += all.filter(({ status }) => status !== 'cancelled').length;
      expect([kind, live * 1000 + carry]).toEqual([kind, sum]);
    }
  }
}
