/**
 * Random histories of green power through the real deciders: two facilities of one owner, mechanism-priced
 * power besides, a contract of each kind that divides generation, corrections, cancellations, trade and
 * retirement, in any order.
 */
import fc from 'fast-check';
import { hoursIn } from '../../../shared/base/month.ts';
import { batchEntity, consumptionEntity, generationEntity, read } from '../../../shared/ledger/entity.ts';
import { isRejection } from '../../../shared/ledger/rejection.ts';
import { decideCancelOverIssued } from '../../../shared/power/cancel-over-issued.ts';
import { decideConfirmGeneration, decideRefuseGeneration } from '../../../shared/power/confirm-generation.ts';
import type { Hours } from '../../../shared/power/delivery.ts';
import { decideRecordGeneration } from '../../../shared/power/record-generation.ts';
import { decideSettleContract } from '../../../shared/power/settle-contract.ts';
import type { Energy } from '../../../shared/power/technology.ts';
import { confirmConsumption, recordConsumption, refuseConsumption } from './contract-steps.ts';
import { as, type History } from './history.ts';
import type { Cast } from './power-cast.ts';

export const MONTHS = ['2026-07', '2026-08', '2026-09'];
export const STEPS = ['generate', 'consume', 'settle', 'month', 'cancel', 'trade', 'retire'] as const;
export interface Step {
  kind: (typeof STEPS)[number];
  /** Choices, by remainder. */
  a: number;
  b: number;
  c: number;
  month: number;
  /** kWh, or kWh of each hour, or MWh. */
  amount: number;
  answer: 'confirmed' | 'refused' | 'pending';
}
export const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom<Step['kind']>(...STEPS, 'generate', 'month', 'month', 'trade', 'cancel'),
  a: fc.nat(99),
  b: fc.nat(99),
  c: fc.nat(99),
  month: fc.nat(MONTHS.length - 1),
  amount: fc.oneof(fc.constantFrom(0, 1, 999, 1000, 1001), { weight: 4, arbitrary: fc.nat(60_000) }),
  answer: fc.constantFrom<Step['answer']>(...Array(8).fill('confirmed'), 'refused', 'pending'),
});

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
/** Of one figure for every hour. */
const hoursOf = (rows: number, each: number) => ({
  sha256: 'a'.repeat(64),
  rows,
  kilowattHours: rows * each,
});

const heldBy = (h: History, account: string) => h.held(account).map(({ state }) => state.batch);

/** Tries a step; throws `rejected: …` where a rule refuses it, or a part of it. */
export function take(cast: Cast, given: Step): void {
  const month = MONTHS[given.month]!;
  if (given.kind === 'generate') generate(cast, month, given);
  if (given.kind === 'consume') consume(cast, month, given);
  if (given.kind === 'settle') settle(cast, pick(cast.contracts, given.a), month, given);
  if (given.kind === 'month') wholeMonth(cast, month, given);
  if (given.kind === 'cancel') cancel(cast, given);
  if (given.kind === 'trade') trade(cast, given);
  if (given.kind === 'retire') retire(cast, given);
}

/** Mostly what contracts deliver. */
const ENERGIES: Energy[] = ['on-grid', 'self-use', 'on-grid', 'self-use', 'mechanism-priced'];

export function generate(
  { h, owner, grid, plants }: Cast,
  month: string,
  { a, b, c, amount, answer }: Step,
): void {
  const reading = { facility: plants[a % 5 === 0 ? 1 : 0]!, month, energy: pick(ENERGIES, b) };
  const id = generationEntity(reading.facility, month, reading.energy);
  const record = () => read(h.entities, id)?.state;
  const rows = hoursIn(month);
  const hours = reading.energy === 'self-use' && c % 8 !== 0 ? hoursOf(rows, amount % 70) : undefined;
  const kilowattHours = hours?.kilowattHours ?? amount;
  const command = {
    ...reading,
    kilowattHours,
    hours,
    dischargedKilowattHours: c % 4 === 0 ? Math.floor((kilowattHours * c) / 200) : 0,
    ...(record()?.confirmed && { reason: '更正' }),
  };
  h.commit(as(owner.id, 'generator'), (context) => decideRecordGeneration(h.entities, command, context));
  const named = { ...reading, revision: record()!.lastRevision };
  if (answer === 'confirmed')
    h.commit(as(grid.id, 'grid'), (context) =>
      decideConfirmGeneration(
        h.entities,
        { ...named, lanes: 1 + (amount > 4000 && !hours ? c % 3 : 0) },
        context,
      ),
    );
  if (answer === 'refused')
    h.commit(as(grid.id, 'grid'), (context) =>
      decideRefuseGeneration(h.entities, { ...named, reason: '表计异常' }, context),
    );
}

/** Every buyer of a contract reports its consumption. */
function consume({ h, grid, model, contracts }: Cast, month: string, { a, c, amount, answer }: Step): void {
  const contract = pick(contracts, a);
  const { kind, accounts } = model.contracts.get(contract)!;
  for (const [at, buyer] of Object.keys(accounts).entries()) {
    const hours =
      kind === 'direct-multi' ? hoursOf(hoursIn(month), (at === 0 ? amount : amount + c) % 60) : undefined;
    recordConsumption(h, buyer, { contract, month, kilowattHours: hours?.kilowattHours ?? amount, hours });
    const id = consumptionEntity(contract, month, buyer);
    const { lastRevision: revision } = read(h.entities, id)!.state;
    if (answer === 'confirmed') confirmConsumption(h, grid.id, { contract, month, buyer, revision });
    if (answer === 'refused') refuseConsumption(h, grid.id, { contract, month, buyer, revision });
  }
}

const PRICES = {
  energyFenPerMegawattHour: 28_290,
  environmentalFenPerMegawattHour: 700,
  deviationFenPerMegawattHour: 2000,
};

function settle(cast: Cast, contract: string, month: string, { b }: Step): void {
  const { h, owner, model } = cast;
  const [buyer = ''] = Object.keys(model.contracts.get(contract)!.accounts);
  const command = {
    contract,
    month,
    prices: PRICES,
    salt: new Uint8Array(32).fill(3),
    hours: hoursInForce(cast, contract, month),
  };
  const candidates = h.held(owner.account);
  h.commit(
    as(b % 2 ? owner.id : buyer, b % 2 || buyer === owner.id ? 'generator' : 'enterprise'),
    (context) => {
      const outcome = decideSettleContract(h.entities, candidates, command, context);
      if (isRejection(outcome)) return outcome;
      const { amounts: _sealed, ...draft } = outcome;
      return draft;
    },
  );
}

/** Where all readings in force have their hours. */
function hoursInForce({ h, model }: Cast, contract: string, month: string): Hours | undefined {
  const { kind, facility, accounts } = model.contracts.get(contract)!;
  const energy = kind === 'bilateral' ? 'on-grid' : 'self-use';
  const readings = [
    read(h.entities, generationEntity(facility, month, energy))?.state.confirmed,
    ...Object.keys(accounts).map(
      (buyer) => read(h.entities, consumptionEntity(contract, month, buyer))?.state.confirmed,
    ),
  ];
  const rows = hoursIn(month);
  const [generation = [], ...consumption] = readings.map((reading) =>
    reading?.intervals ? Array<number>(rows).fill(reading.kilowattHours / rows) : [],
  );
  const all = [generation, ...consumption].every(({ length }) => length > 0);
  return all ? { generation, consumption } : undefined;
}

/** Everything that a settlement asks for, as far as it isn't there, and the settlement. */
export function wholeMonth(cast: Cast, month: string, given: Step): void {
  const contract = pick(cast.contracts, given.a);
  const { kind, facility } = cast.model.contracts.get(contract)!;
  const plant = { a: cast.plants.indexOf(facility) === 1 ? 0 : 1 };
  const answer = 'confirmed';
  // Of a direct connection also what it feeds into the grid.
  for (const [b, energy] of ENERGIES.slice(0, kind === 'bilateral' ? 1 : 2).entries()) {
    const id = generationEntity(facility, month, energy);
    const known = read(cast.h.entities, id)?.state;
    if (!known?.confirmed || known.pending)
      generate(cast, month, { ...given, ...plant, b, c: given.c | 1, answer });
  }
  consume(cast, month, { ...given, amount: (given.amount * (1 + (given.b % 3))) >> 1, answer });
  settle(cast, contract, month, given);
}

/** Certificates that a correction left without kWh, of any batch of that kind. */
function cancel({ h, owner, plants, model }: Cast, { a, b, c, amount }: Step): void {
  const short = [...model.carry].filter(([, carry]) => carry < 0);
  const [facility = plants[0]!, energy = pick(ENERGIES, b)] = (pick(short, a)?.[0].split('/') ?? []) as [
    string?,
    Energy?,
  ];
  const own = heldBy(h, owner.account).filter((batch) => {
    const state = read(h.entities, batchEntity(batch))!.state;
    return c % 9 === 0 || (state.facility === facility && state.energy === energy);
  });
  const items = [{ batch: pick(own, c) ?? '', quantity: 1 + (amount % 12) }];
  const command = { facility, energy, account: owner.account, items, reason: '更正后多核发' };
  h.commit(as(owner.id, 'generator'), (context) =>
    decideCancelOverIssued(h.entities, h.held(owner.account), command, context),
  );
}

function trade({ h, traders }: Cast, { a, b, c, amount }: Step): void {
  const [one, two] = [pick(traders, a % 2 ? 0 : a), pick(traders, b)];
  const items = [{ batch: pick(heldBy(h, one.account), c) ?? '', quantity: 1 + (amount % 15) }];
  const { id } = h.offer({ from: one.account, to: two.account, items }, as(one.id));
  const end = pick(['accept', 'accept', 'reject', 'withdraw', undefined] as const, amount + b);
  if (end) h.endTransfer(id, end, as(end === 'withdraw' ? one.id : two.id));
}

function retire({ h, traders }: Cast, { a, c, amount }: Step): void {
  const { id, account } = pick(traders, a);
  const items = [{ batch: pick(heldBy(h, account), c) ?? '', quantity: 1 + (amount % 15) }];
  const use = { purpose: 'green-power-accounting', consumptionYear: 2026 } as const;
  h.retire({ account, items, ...use }, as(id, id === traders[3]!.id ? 'regulator' : 'enterprise'));
}
