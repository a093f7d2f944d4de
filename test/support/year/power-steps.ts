/** Steps about power: months metered, confirmed into certificates, consumed, and settled under contracts. */
import { buyerOf } from '../probes/contracts.ts';
import { type Scene, type Step, same } from './attempt.ts';
import { type Contract, ENERGIES, type Energy } from './meters-book.ts';
import type { Range } from './units-book.ts';

/** A month from the first whose certificates are in this world to the one after the present. */
export function monthOf({ books, dice }: Scene): string {
  const last = (Number(books.today().slice(0, 4)) - 2024) * 12 + Number(books.today().slice(5, 7));
  // Mostly lately, so that months are metered before they are forgotten.
  const number = dice.chance(0.1)
    ? dice.integer(11, last + 1)
    : dice.chance(0.6)
      ? dice.integer(Math.max(11, last - 4), last - 1)
      : dice.integer(11, last - 1);
  const year = 2024 + Math.floor((number - 1) / 12);
  return `${year}-${String(((number - 1) % 12) + 1).padStart(2, '0')}`;
}

const kilowattHoursOf = ({ dice }: Scene): number =>
  dice.chance(0.2) ? dice.pick([0, 1, 999, 1000, 1001]) : dice.integer(0, 40_000);

export function* meterAndAnswer(scene: Scene, energy: Energy, month: string) {
  const { cast, books, dice } = scene;
  const { id, owner, grid } = cast.facility;
  const path = `POST /v1/facilities/${id}/generation`;
  const known = books.meters.of(energy, month).confirmed;
  const kilowattHours = known && dice.chance(0.15) ? known.kWh : kilowattHoursOf(scene);
  const corrects = known ? !dice.chance(0.15) : dice.chance(0.03);
  const reason = corrects ? '倍率更正' : undefined;
  let revision = books.meters.of(energy, month).pending?.revision ?? 0;
  yield {
    kind: 'meter',
    request: path,
    caller: owner.caller,
    body: { month, energy, kilowattHours, reason },
    why: books.meters.whyNotMetered(energy, month, kilowattHours, reason),
    took: (answer: { revision: number }) => {
      revision = books.meters.meter(energy, month, kilowattHours);
      same('revision', answer.revision, revision);
    },
  };
  if (dice.chance(0.06)) return;
  const seen = dice.chance(0.05) ? revision + 1 : Math.max(1, revision);
  const named = { month, energy, revision: seen };
  if (dice.chance(0.08)) {
    yield {
      ...{ kind: 'refuse reading', request: `${path}/refuse`, caller: grid.caller },
      body: { ...named, reason: '表计异常' },
      why: books.meters.whyNotAnswered(energy, month, seen, false),
      took: () => books.meters.refuse(energy, month),
    };
    return;
  }
  yield {
    ...{ kind: 'confirm', request: `${path}/confirm`, caller: grid.caller, body: named },
    why: books.meters.whyNotAnswered(energy, month, seen, true),
    took: (answer: { batch?: string; quantity: number; carriedBefore: number; carriedAfter: number }) => {
      const { batch, quantity, carriedBefore, carriedAfter } = answer;
      const expected = books.meters.confirm(energy, month);
      same('certificates of the month', { quantity, carriedBefore, carriedAfter }, expected);
      if (quantity === 0) return;
      const of = { unit: 'MWh', source: id, vintage: Number(month.slice(0, 4)), month, energy } as const;
      books.units.issue(batch!, of, owner.account, quantity);
    },
  };
}

export const meter: Step = function* (scene) {
  yield* meterAndAnswer(scene, scene.dice.pick(ENERGIES), monthOf(scene));
};

/** The buyer's reading, and the grid company's word. */
function* consumeAndConfirm(scene: Scene, contract: Contract, month: string) {
  const { cast, books, dice } = scene;
  const { owner, grid } = cast.facility;
  const path = `POST /v1/power-purchase-agreements/${contract.id}/consumption`;
  const kilowattHours = kilowattHoursOf(scene);
  const by = dice.chance(0.95) ? contract.buyer : dice.pick([owner.id, dice.pick(cast.works).id]);
  let revision = Math.max(1, books.meters.consumption(contract.id, month).pending?.revision ?? 0);
  yield {
    kind: 'consume',
    request: path,
    caller: by === owner.id ? owner.caller : buyerOf(by),
    body: { month, kilowattHours },
    why: books.meters.whyNotConsumed(by, contract, month),
    took: () => {
      revision = books.meters.consume(contract.id, month, kilowattHours);
    },
  };
  if (dice.chance(0.06)) return;
  yield {
    kind: 'confirm consumption',
    request: `${path}/confirm`,
    caller: grid.caller,
    body: { month, buyer: contract.buyer, revision },
    why: books.meters.whyNotConfirmed(contract.id, month, revision),
    took: () => books.meters.confirmConsumption(contract.id, month),
  };
}

export const settle: Step = function* (scene) {
  const { cast, books, dice } = scene;
  const contract = dice.pick(cast.contracts);
  const month = monthOf(scene);
  const { owner } = cast.facility;
  // Mostly whatever is missing first; direct supply also reads what was fed in.
  const energies = contract.energy === 'self-use' ? ENERGIES : (['on-grid'] as const);
  for (const energy of energies)
    if (!books.meters.of(energy, month).confirmed && dice.chance(0.95))
      yield* meterAndAnswer(scene, energy, month);
  if (!books.meters.consumption(contract.id, month).confirmed && dice.chance(0.95))
    yield* consumeAndConfirm(scene, contract, month);
  const by = dice.chance(0.03) ? dice.pick(cast.works).id : dice.pick([contract.buyer, owner.id]);
  const why = books.meters.whyNotSettled(by, contract, month);
  yield {
    kind: 'settle',
    request: `POST /v1/power-purchase-agreements/${contract.id}/settlements`,
    caller: by === owner.id ? owner.caller : buyerOf(by),
    body: { month },
    why,
    took: (answer: { deliveredMegawattHours: number; deliveries: { serials: Range[] }[] }) => {
      const expected = books.meters.deliverable(contract, month);
      same('MWh delivered', answer.deliveredMegawattHours, expected);
      const serials = answer.deliveries.flatMap((delivery) => delivery.serials);
      let moved = 0;
      books.units.take(owner.account, serials, (unit) => {
        if (unit.traded) throw new Error('a certificate that was sold moved with the power');
        Object.assign(unit, { account: contract.account, traded: true, delivered: contract.id });
        moved++;
      });
      same('certificates that moved', moved, expected);
      for (const { batch } of serials) {
        const of = books.units.batches.get(batch)!;
        same('month and energy of the certificates', [of.month, of.energy], [month, contract.energy]);
      }
      books.meters.settle(contract, month, expected);
    },
  };
};
