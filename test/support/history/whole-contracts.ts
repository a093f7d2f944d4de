/** Contracts in the whole history of power: signed, amended, declined; consumption; months settled. */
import { addMonths } from '../../../shared/base/month.ts';
import { isRejection } from '../../../shared/ledger/rejection.ts';
import type { ContractTerms } from '../../../shared/power/contract-terms.ts';
import type { Hours } from '../../../shared/power/delivery.ts';
import type { ProposeContract } from '../../../shared/power/propose-contract.ts';
import { decideRecordConsumption } from '../../../shared/power/record-consumption.ts';
import { decideSettleContract } from '../../../shared/power/settle-contract.ts';
import { someDocument } from '../states/native.ts';
import {
  amendContract,
  confirmConsumption,
  declineContract,
  parkPlanOf,
  planOf,
  proposeContract,
  recordConsumption,
  refuseConsumption,
  signContract,
  someSeal,
} from './contract-steps.ts';
import { disclose } from './disclosure-steps.ts';
import { as, type By, type History } from './history.ts';
import { evenHours, type Plant, recordStorage } from './whole-power-steps.ts';

type Named = ReturnType<History['organization']>;

const PRICES = { energyFenPerMegawattHour: 30_000, environmentalFenPerMegawattHour: 500 };
const SALT = new Uint8Array(32).fill(5);

export interface Market {
  h: History;
  /** With readings on the grid of 2025-10 to 2025-12, and for its own use of 2025-11. */
  hongshan: Plant;
  /** With no meter but that of its own use, and no storage at first. */
  own: Plant;
  /** All sold on the market. */
  hydro: Plant;
  steel: Named;
  zinc: Named;
}

const buyers = (...organizations: string[]) =>
  organizations.map((organization, index) => ({ organization, meterPoint: `计量点 ${index + 1}` }));

const terms = (from: string, megawattHours: number[], more: Partial<ContractTerms> = {}): ContractTerms => ({
  from,
  megawattHours,
  deviationToleranceBasisPoints: 0,
  sealed: someSeal,
  ...more,
});

const months = (count: number, megawattHours: number): number[] => Array<number>(count).fill(megawattHours);

/** Reads and confirms what a buyer consumed. */
function consume(
  { h, hongshan }: Market,
  contract: string,
  { id: buyer }: Pick<Named, 'id'>,
  reading: { month: string; kilowattHours: number; hours?: ReturnType<typeof evenHours> },
): void {
  const { revision } = recordConsumption(h, buyer, { contract, ...reading }).facts;
  confirmConsumption(h, hongshan.grid, { contract, month: reading.month, buyer, revision });
}

export function settleMonth(
  h: History,
  plant: Plant,
  contract: string,
  month: string,
  by: By,
  hours?: Hours,
) {
  return h.commit<'contract.settled'>(by, (context) => {
    const command = { contract, month, prices: PRICES, salt: SALT, ...(hours && { hours }) };
    const outcome = decideSettleContract(h.entities, h.held(plant.account), command, context);
    if (isRejection(outcome)) return outcome;
    const { amounts: _sealed, ...draft } = outcome;
    return draft;
  });
}

export function contracts(market: Market): void {
  const { h, hongshan, hydro, steel } = market;
  const bilateral = proposeContract(
    h,
    hongshan.owner,
    sale(
      hongshan,
      'bilateral',
      [steel.id],
      terms('2025-10', [60, 100, 40, 10, 10], { document: someDocument }),
    ),
  );
  declineContract(h, steel.id, bilateral);
  amendContract(
    h,
    hongshan.owner,
    bilateral,
    terms('2025-10', [60, 100, 40, 10, 10], { deviationToleranceBasisPoints: 500 }),
  );
  signContract(h, steel.id, bilateral, 2);
  bilateralMonths(market, bilateral);
  amendContract(h, hongshan.owner, bilateral, terms('2026-03', [70]));
  declineContract(h, hongshan.owner, bilateral, 3);
  amendContract(h, hongshan.owner, bilateral, terms('2026-02', [70, 80], { document: someDocument }));
  signContract(h, steel.id, bilateral, 4);
  proposeContract(h, hydro.owner, sale(hydro, 'bilateral', [steel.id], terms('2026-03', [5])));
  multiYear(market);
  ownUse(market);
  severalUsers(market);
  park(market);
}

const sale = (
  { facility }: Plant,
  kind: ProposeContract['kind'],
  organizations: string[],
  open: ContractTerms,
): ProposeContract => ({ kind, facility, buyers: buyers(...organizations), ...open });

/** A month that is whole, one of which the buyer took less, and one in which neither had enough. */
function bilateralMonths(market: Market, contract: string): void {
  const { h, hongshan, steel } = market;
  const month = '2025-10';
  const first = { contract, month, buyer: steel.id };
  recordConsumption(h, steel.id, { contract, month, kilowattHours: 1 });
  refuseConsumption(h, hongshan.grid, { ...first, revision: 1 });
  consume(market, contract, steel, { month, kilowattHours: 70_000 });
  const hours = evenHours(month, 100, '7');
  consume(market, contract, steel, { month, kilowattHours: hours.kilowattHours, hours });
  const hourly = (each: number) => Array<number>(hours.rows).fill(each);
  const both = { generation: hourly(200), consumption: [hourly(100)] };
  settleMonth(h, hongshan, contract, month, as(hongshan.owner, 'generator'), both);
  consume(market, contract, steel, { month: '2025-11', kilowattHours: 50_400 });
  settleMonth(h, hongshan, contract, '2025-11', as(steel.id));
  consume(market, contract, steel, { month: '2025-12', kilowattHours: 20_500 });
  settleMonth(h, hongshan, contract, '2025-12', as(steel.id));
  disclose(h, as(steel.id), { subject: { kind: 'settlement', id: contract, month }, to: market.zinc.id });
  const prices = { kind: 'contract', id: contract, version: 2 } as const;
  disclose(h, as(hongshan.owner, 'generator'), { subject: prices, to: market.zinc.id });
}

/** What another contract left; nothing taken in a second month, nothing left in a third. */
function multiYear(market: Market): void {
  const { h, hongshan, zinc } = market;
  const open = terms('2025-10', months(24, 50));
  const contract = proposeContract(h, hongshan.owner, sale(hongshan, 'multi-year', [zinc.id], open));
  signContract(h, zinc.id, contract);
  const consumed = [90_000, 0, 60_000];
  for (const [index, kilowattHours] of consumed.entries()) {
    const month = addMonths('2025-10', index);
    consume(market, contract, zinc, { month, kilowattHours });
    settleMonth(h, hongshan, contract, month, as(zinc.id));
  }
  amendContract(h, hongshan.owner, contract, terms('2026-06', months(24, 40)));
}

/** A generator that is its own user: nobody else signs, and no certificate moves. */
function ownUse(market: Market): void {
  const { h, own } = market;
  const plan = planOf(2025);
  const contract = proposeContract(
    h,
    own.owner,
    sale(own, 'direct-single', [own.owner], terms('2025-11', [20, 30], { plan })),
  );
  const reading = { contract, month: '2025-11' };
  h.commit<'consumption.recorded'>(as(own.owner, 'generator'), (context) =>
    decideRecordConsumption(h.entities, { ...reading, kilowattHours: 45_000 }, context),
  );
  confirmConsumption(h, own.grid, { ...reading, buyer: own.owner, revision: 1 });
  settleMonth(h, own, contract, '2025-11', as(own.owner, 'generator'));
}

/** Two users of what a direct connection generates hour by hour. */
function severalUsers(market: Market): void {
  const { h, hongshan, steel, zinc } = market;
  const month = '2025-11';
  const plan = planOf(2025, 2026, 2027);
  const contract = proposeContract(
    h,
    hongshan.owner,
    sale(
      hongshan,
      'direct-multi',
      [steel.id, zinc.id],
      terms('2025-11', months(24, 60), { plan, document: someDocument }),
    ),
  );
  signContract(h, steel.id, contract);
  signContract(h, zinc.id, contract);
  for (const [buyer, each, digit] of [
    [steel, 60, '5'],
    [zinc, 30, '6'],
  ] as const) {
    const hours = evenHours(month, each, digit);
    consume(market, contract, buyer, { month, kilowattHours: hours.kilowattHours, hours });
  }
  const hourly = (each: number) => Array<number>(720).fill(each);
  const hours = { generation: hourly(100), consumption: [hourly(60), hourly(30)] };
  settleMonth(h, hongshan, contract, month, as(zinc.id), hours);
}

/** A plant for its park: by a document of equal regulation first, then by its storage. */
function park(market: Market): void {
  const { h, own, steel } = market;
  const month = '2025-12';
  const plan = parkPlanOf(2025, 2026, 2027);
  const regulated = terms(month, months(24, 5), { plan, regulation: someDocument });
  const contract = proposeContract(h, own.owner, sale(own, 'park-supply', [steel.id], regulated));
  signContract(h, steel.id, contract);
  recordStorage(h, own, { kilowatts: 1350, kilowattHours: 5400 });
  amendContract(h, own.owner, contract, terms('2026-06', months(18, 6), { plan: parkPlanOf(2026, 2027) }));
  signContract(h, steel.id, contract, 2);
  const { revision } = recordConsumption(h, steel.id, { contract, month, kilowattHours: 9_000 }).facts;
  confirmConsumption(h, own.grid, { contract, month, buyer: steel.id, revision });
  settleMonth(h, own, contract, month, as(steel.id));
}
