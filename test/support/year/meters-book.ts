/**
 * A naive account of one facility's kilowatt-hours: readings by month and kind of energy, what carries, what
 * each contract had of each month. Certificates are in the account of units.
 */
import { expires, type UnitsBook } from './units-book.ts';

export const ENERGIES = ['on-grid', 'self-use'] as const;
export type Energy = (typeof ENERGIES)[number];

interface Reading {
  revision: number;
  kWh: number;
}
export interface Metered {
  pending?: Reading;
  confirmed?: Reading;
  last: number;
  /** MWh that certificates were issued for with this month's readings, and that contracts had. */
  issued: number;
  delivered: number;
}
export interface Contract {
  id: string;
  buyer: string;
  account: string;
  energy: Energy;
  from: string;
  megawattHours: number[];
}

const monthNumber = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));

export class MetersBook {
  readonly units: UnitsBook;
  readonly readings = new Map<string, Metered>();
  readonly carry: Record<Energy, number> = { 'on-grid': 0, 'self-use': 0 };
  /** By contract and month. */
  readonly consumed = new Map<string, Metered>();
  readonly settled = new Set<string>();
  readonly contracts: readonly Contract[];
  readonly seller: { id: string; account: string };

  constructor(units: UnitsBook, contracts: readonly Contract[], seller: { id: string; account: string }) {
    this.units = units;
    this.contracts = contracts;
    this.seller = seller;
  }

  private get thisMonth(): string {
    return this.units.today().slice(0, 7);
  }

  of(energy: Energy, month: string): Metered {
    return this.readings.get(`${energy}/${month}`) ?? { last: 0, issued: 0, delivered: 0 };
  }

  whyNotMetered(energy: Energy, month: string, kWh: number, reason?: string): string[] {
    const { confirmed } = this.of(energy, month);
    return [
      ...(month < this.thisMonth ? [] : ['month-not-over']),
      ...(this.thisMonth >= expires(month) ? ['generation-expired'] : []),
      ...(confirmed && reason === undefined ? ['correction-reason-missing'] : []),
      ...(!confirmed && reason !== undefined ? ['nothing-to-correct'] : []),
      ...(confirmed && reason !== undefined && confirmed.kWh === kWh ? ['correction-changes-nothing'] : []),
    ];
  }

  meter(energy: Energy, month: string, kWh: number): number {
    const known = this.of(energy, month);
    const revision = known.last + 1;
    this.readings.set(`${energy}/${month}`, { ...known, last: revision, pending: { revision, kWh } });
    return revision;
  }

  whyNotAnswered(energy: Energy, month: string, revision: number, confirms: boolean): string[] {
    const { last, pending } = this.of(energy, month);
    return [
      ...(last === 0 ? ['not-found'] : []),
      ...(pending?.revision === revision ? [] : ['reading-not-pending']),
      ...(confirms && this.thisMonth >= expires(month) ? ['generation-expired'] : []),
    ];
  }

  /** What the grid company's word issues, and what carries before and after it. */
  confirm(energy: Energy, month: string) {
    const { pending, confirmed, ...known } = this.of(energy, month);
    const carriedBefore = this.carry[energy];
    const sum = carriedBefore + pending!.kWh - (confirmed?.kWh ?? 0);
    const quantity = sum < 1000 ? 0 : (sum - (sum % 1000)) / 1000;
    this.carry[energy] = sum - quantity * 1000;
    const issued = known.issued + quantity;
    this.readings.set(`${energy}/${month}`, { ...known, confirmed: pending!, issued });
    return { quantity, carriedBefore, carriedAfter: this.carry[energy] };
  }

  refuse(energy: Energy, month: string): void {
    const { pending: _refused, ...known } = this.of(energy, month);
    this.readings.set(`${energy}/${month}`, known);
  }

  volume({ from, megawattHours }: Contract, month: string): number | undefined {
    return megawattHours[monthNumber(month) - monthNumber(from)];
  }

  consumption(contract: string, month: string): Metered {
    return this.consumed.get(`${contract}/${month}`) ?? { last: 0, issued: 0, delivered: 0 };
  }

  whyNotConsumed(by: string, contract: Contract, month: string): string[] {
    return [
      ...(by === contract.buyer ? [] : [by === this.seller.id ? 'not-yours' : 'not-found']),
      ...(month < this.thisMonth ? [] : ['month-not-over']),
      ...(this.volume(contract, month) === undefined ? ['month-outside-contract'] : []),
      ...(this.settled.has(`${contract.id}/${month}`) ? ['month-settled'] : []),
    ];
  }

  consume(contract: string, month: string, kWh: number): number {
    const known = this.consumption(contract, month);
    const revision = known.last + 1;
    this.consumed.set(`${contract}/${month}`, { ...known, last: revision, pending: { revision, kWh } });
    return revision;
  }

  whyNotConfirmed(contract: string, month: string, revision: number): string[] {
    const { pending } = this.consumption(contract, month);
    return [
      ...(pending?.revision === revision ? [] : ['reading-not-pending']),
      ...(this.settled.has(`${contract}/${month}`) ? ['month-settled'] : []),
    ];
  }

  confirmConsumption(contract: string, month: string): void {
    const { pending, ...known } = this.consumption(contract, month);
    this.consumed.set(`${contract}/${month}`, { ...known, confirmed: pending! });
  }

  whyNotSettled(by: string, contract: Contract, month: string): string[] {
    const generation = this.of(contract.energy, month);
    // Direct supply also asks what was fed into the grid.
    const both = contract.energy === 'self-use' ? [generation, this.of('on-grid', month)] : [generation];
    const consumption = this.consumption(contract.id, month);
    return [
      ...(by === contract.buyer || by === this.seller.id ? [] : ['not-found']),
      ...(this.volume(contract, month) === undefined ? ['month-outside-contract'] : []),
      ...(this.settled.has(`${contract.id}/${month}`) ? ['month-settled'] : []),
      ...(month < this.thisMonth ? [] : ['month-not-over']),
      ...(both.every(({ confirmed }) => confirmed) ? [] : ['generation-not-confirmed']),
      ...([...both, consumption].some(({ pending }) => pending) ? ['reading-pending'] : []),
      ...(consumption.confirmed ? [] : ['consumption-not-confirmed']),
      ...(this.thisMonth >= expires(month) ? ['month-expired'] : []),
    ];
  }

  /** MWh that the month's settlement delivers, in the seller's unsold certificates of the month. */
  deliverable(contract: Contract, month: string): number {
    const { confirmed, delivered, issued } = this.of(contract.energy, month);
    const used = this.consumption(contract.id, month).confirmed!.kWh;
    const left = Math.max(0, confirmed!.kWh - delivered * 1000);
    const unsold = this.unsoldOf(contract.energy, month);
    const most = [left / 1000, used / 1000, this.volume(contract, month)!, unsold, issued - delivered];
    return Math.max(0, Math.floor(Math.min(...most)));
  }

  private unsoldOf(energy: Energy, month: string): number {
    let sum = 0;
    for (const batch of this.units.batches.values())
      if (batch.month === month && batch.energy === energy)
        for (const { account, status, traded } of batch.units)
          if (account === this.seller.account && status === 'held' && !traded) sum++;
    return sum;
  }

  settle(contract: Contract, month: string, megawattHours: number): void {
    const known = this.of(contract.energy, month);
    const delivered = known.delivered + megawattHours;
    this.readings.set(`${contract.energy}/${month}`, { ...known, delivered });
    this.settled.add(`${contract.id}/${month}`);
  }
}
