/**
 * Green power, whatever happens to it: no kWh and no certificate appears, disappears, or is anybody else's.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Replay } from '../../events/audit/replay.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { type BlockState, TERMINAL } from '../../shared/units/states.ts';
import { type Cast, powerCast } from '../support/history/power-cast.ts';
import { generate, type Step, step, take, wholeMonth } from '../support/history/power-ledger.ts';
import { ORIGIN } from '../support/log/log.ts';

/** What a rule refuses, or a later part of the step, doesn't happen. */
function tried({ cast, given, refused }: { cast: Cast; given: Step; refused: Set<string> }): void {
  try {
    take(cast, given);
  } catch (error) {
    const { message } = error as Error;
    if (!message.startsWith('rejected')) throw error;
    refused.add(message.split(' ')[1]!);
  }
}

/** Every serial of every batch has one block, with the owner and the status that the model knows. */
function expectSameUnits({ h, model }: Cast): void {
  const seen = new Map<string, unknown[]>([...model.certificates.keys()].map((batch) => [batch, []]));
  for (const { state } of h.blocks()) {
    const { batch, from, to, account, status, traded = false } = state as BlockState;
    for (let serial = from; serial <= to; serial++) {
      expect(seen.get(batch)![serial - 1]).toBeUndefined();
      seen.get(batch)![serial - 1] = { account, status, traded };
    }
  }
  expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(model.certificates));
}

/** The audit finds nothing, both ways, and comes to the states that the deciders left. */
function expectSound({ h }: Cast): void {
  const [quick, careful] = [false, true].map((way) => {
    const replay = new Replay({ log: ORIGIN, careful: way });
    const found = h.leaves.flatMap((leaf, index) => [...replay.apply(index, leaf)]);
    expect([...found, ...replay.finish()]).toEqual([]);
    return replay;
  });
  expect(quick!.root()).toBe(careful!.root());
  for (const [id, { atSeconds: _, ...entity }] of quick!.live.entities)
    expect([id, entity]).toEqual([id, h.entities.get(id)]);
  for (const [id, { state }] of h.entities) {
    const { status } = state as { status?: BlockState['status'] };
    const ended = id.startsWith('transfer:') || (id.startsWith('block:') && TERMINAL.has(status!));
    if (!ended) expect(quick!.live.entities.has(id)).toBe(true);
  }
}

/** Tells the model what happened since; returns how many leaves it knows. */
function tell({ h, model }: Cast, told: number, happened = new Set<string>()): number {
  for (const leaf of h.leaves.slice(told)) {
    const event = JSON.parse(leaf) as RegistryEvent;
    happened.add(event.type);
    model.take(event);
  }
  return h.leaves.length;
}

it('keeps every kWh and every certificate where a naive account of it has them', () => {
  const happened = new Set<string>();
  const refused = new Set<string>();
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 40 }), (steps) => {
      const cast = powerCast();
      let told = cast.h.leaves.length;
      for (const given of steps) {
        tried({ cast, given, refused });
        told = tell(cast, told, happened);
        cast.model.expectConserved();
      }
      expectSameUnits(cast);
      expectSound(cast);
    }),
    { numRuns: 150 },
  );
  // What never happened was never held against the model.
  for (const type of ['contract.settled', 'certificates.cancelled', 'transfer.accepted', 'units.retired'])
    expect(happened).toContain(type);
  for (const rule of ['already-traded', 'month-settled', 'not-tradable', 'provincial-account'])
    expect(refused).toContain(rule);
});

it('gives no user certificates that stand for what the owner used itself', () => {
  const cast = powerCast();
  const [, multi, own] = [...cast.model.contracts.keys()];
  const given = { kind: 'month', a: 1, b: 1, c: 1, month: 0, amount: 40, answer: 'confirmed' } as const;
  // Of 29.76 MWh in July nothing is left by a correction, so of those of August no certificates are issued …
  generate(cast, '2026-07', given);
  generate(cast, '2026-07', { ...given, amount: 0 });
  generate(cast, '2026-08', { ...given, amount: 67 });
  tell(cast, 0);
  // … but for 20, of which the owner's own contract has what it consumes.
  const settle = (contract: string, amount: number) => {
    const told = cast.h.leaves.length;
    wholeMonth(cast, '2026-08', {
      ...given,
      b: 0,
      a: [...cast.model.contracts.keys()].indexOf(contract),
      amount,
    });
    tell(cast, told);
    return JSON.parse(cast.h.leaves.at(-1)!).facts;
  };
  expect(settle(own!, 34_000)).toMatchObject({ deliveredMegawattHours: 17 });
  expect(settle(multi!, 60)).toMatchObject({
    contractMegawattHours: 7,
    deliveredBeforeMegawattHours: 17,
    deliveredMegawattHours: 3,
    shortfall: { megawattHours: 4, side: 'seller' },
  });
  expectSound(cast);
});
