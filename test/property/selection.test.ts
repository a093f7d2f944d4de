/** Which units a request takes: exactly those it names, exactly as many as it asks for, and each once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QUANTITY_MAX } from '../../shared/base/field.ts';
import type { Draft } from '../../shared/ledger/decision.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { advancedEntities } from '../../shared/ledger/evolve.ts';
import { isRejection, type Rejection } from '../../shared/ledger/rejection.ts';
import { movedQuantity, rangesByBlock } from '../../shared/units/block.ts';
import type { Movement } from '../../shared/units/facts.ts';
import { decideEndTransfer, decideOfferTransfer } from '../../shared/units/offer-transfer.ts';
import { decideRetireUnits } from '../../shared/units/retire-units.ts';
import { type Candidate, type Item, selectUnits } from '../../shared/units/selection.ts';
import { expectEvent, type Situation } from '../support/ladder.ts';
import {
  batchEntry,
  block,
  blockEntry,
  commitNamed,
  contextOf,
  idNamed,
  organizationNamed,
} from '../support/states/states.ts';

const BATCHES = [idNamed('b', 'one'), idNamed('b', 'other')];
const holder = organizationNamed('holder');
const receiver = organizationNamed('receiver');

/** Blocks of a batch with gaps between them (what others hold), in random order. */
const candidatesOf = (batch: string) =>
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 12 })), { maxLength: 8 })
    .map((stretches) => {
      let next = 1;
      return stretches.map(([gap, length]) => {
        const from = next + gap;
        next = from + length;
        return block({ batch, from, to: next - 1, account: holder.account });
      });
    });
/** Some are to be cut ahead, at a serial that may even lie outside. */
const cutAhead = (candidates: readonly Candidate[]) => {
  const { length } = candidates;
  const offset = fc.option(fc.integer({ min: -1, max: 14 }), { nil: undefined });
  return fc.array(offset, { minLength: length, maxLength: length }).map((offsets) =>
    candidates.map((candidate, i): Candidate => {
      const at = offsets[i];
      return at === undefined ? candidate : { ...candidate, aheadOf: candidate.state.from + at };
    }),
  );
};
const someCandidates = fc
  .tuple(...BATCHES.map(candidatesOf))
  .chain((lists) => fc.shuffledSubarray(lists.flat(), { minLength: lists.flat().length }))
  .chain(cutAhead);
const someItem: fc.Arbitrary<Item> = fc.oneof(
  fc.record({ batch: fc.constantFrom(...BATCHES), quantity: fc.integer({ min: 1, max: 30 }) }),
  fc
    .record({
      batch: fc.constantFrom(...BATCHES),
      from: fc.integer({ min: 1, max: 60 }),
      length: fc.integer({ min: 1, max: 10 }),
    })
    .map(({ batch, from, length }) => ({ batch, from, to: from + length - 1 })),
);
const someItems = fc.array(someItem, { minLength: 1, maxLength: 4 });

const serialsOf = (batch: string, { from, to }: { from: number; to: number }) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${batch}/${from + i}`);
const serialsHeld = (candidates: readonly Candidate[]) =>
  new Set(candidates.flatMap(({ state }) => serialsOf(state.batch, state)));
const serialsTaken = (movements: readonly Movement[]) =>
  movements.flatMap(({ batch, ranges }) => ranges.flatMap((range) => serialsOf(batch, range)));
const rangesOf = (items: readonly Item[]) => items.flatMap((item) => ('quantity' in item ? [] : [item]));

/** Tries the property on every selection that isn't refused. */
function whenSelected(
  check: (movements: Movement[], candidates: readonly Candidate[], items: readonly Item[]) => void,
) {
  fc.assert(
    fc.property(someCandidates, someItems, (candidates, items) => {
      const selected = selectUnits(candidates, items, 10_000);
      if (!isRejection(selected)) check(selected, candidates, items);
    }),
    { numRuns: 1000 },
  );
}

describe('selectUnits', () => {
  it('takes each serial once, and only of the candidates', () => {
    whenSelected((movements, candidates) => {
      const taken = serialsTaken(movements);
      expect(new Set(taken).size).toBe(taken.length);
      const held = serialsHeld(candidates);
      expect(taken.filter((serial) => !held.has(serial))).toEqual([]);
    });
  });

  it('takes every range that is named, and as much of each batch as is asked for', () => {
    whenSelected((movements, _candidates, items) => {
      const taken = new Set(serialsTaken(movements));
      for (const item of rangesOf(items))
        expect(serialsOf(item.batch, item).filter((serial) => !taken.has(serial))).toEqual([]);
      for (const batch of BATCHES) {
        const wanted = items
          .filter((item) => item.batch === batch)
          .reduce((sum, item) => sum + ('quantity' in item ? item.quantity : item.to - item.from + 1), 0);
        expect(movedQuantity(movements.filter((movement) => movement.batch === batch))).toBe(wanted);
      }
    });
  });

  it('names the block that each range is cut from, and keeps to it', () => {
    whenSelected((movements, candidates) => {
      const blocks = new Map(candidates.map((candidate) => [blockEntry(candidate)[0], candidate.state]));
      for (const [id, ranges] of rangesByBlock(movements)) {
        const { from, to } = blocks.get(id)!;
        let next = from;
        for (const range of ranges) {
          expect(range.from).toBeGreaterThanOrEqual(next);
          expect(range.to).toBeLessThanOrEqual(to);
          // Touching ranges of one block would be one, so that no block is cut where nothing changes.
          next = range.to + 2;
        }
      }
    });
  });

  it('refuses only what can not be had', () => {
    fc.assert(
      fc.property(someCandidates, someItems, (candidates, items) => {
        const refused = selectUnits(candidates, items, 10_000);
        if (!isRejection(refused)) return;
        const named = rangesOf(items).flatMap((item) => serialsOf(item.batch, item));
        const held = serialsHeld(candidates);
        const overlap = new Set(named).size < named.length;
        const missing = named.some((serial) => !held.has(serial));
        expect(refused.rejected).toBe(
          overlap ? 'items-overlap' : missing ? 'units-not-available' : 'insufficient-units',
        );
      }),
      { numRuns: 1000 },
    );
  });
});

/**
 * As much as a leaf can be made to hold: long serials, `since` on every block, many batches,
 * text that escapes.
 */
const crowded = fc
  .record({
    count: fc.oneof(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 96, max: 100 })),
    batches: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 99 })),
    cut: fc.constantFrom('whole', 'tail', 'middle'),
    text: fc.constantFrom('"', '绿', '𝄞', 'x'),
    org: fc.integer({ min: 1, max: 100 }),
    version: fc.constantFrom(1, 8, 98, 998, 999_998),
    moved: fc.boolean(),
  })
  .map(({ count, batches, cut, text, org, version, moved }) => {
    const candidates = Array.from({ length: count }, (_, i) => ({
      ...block({
        batch: idNamed('b', `${i % batches}`),
        from: QUANTITY_MAX - 10 * (i + 1),
        to: QUANTITY_MAX - 10 * i - 2,
        account: holder.account,
        ...(moved && { since: commitNamed(`since ${i}`) }),
      }),
      version,
    }));
    const items = candidates.map(({ state: { batch, from, to } }): Item => {
      if (cut === 'whole') return { batch, from, to };
      return { batch, from: from + 3, to: cut === 'tail' ? to : to - 3 };
    });
    return { candidates, items, text, org: 'o'.repeat(org) };
  });

/** The event, if the decider finds that it fits; it must hold to every bound then. */
function eventThatFits<C>(
  situation: Situation<C>,
  decide: (situation: Situation<C>) => Draft | Rejection,
): RegistryEvent | undefined {
  const outcome = decide(situation);
  if (!isRejection(outcome)) return expectEvent(situation, decide);
  expect(outcome.rejected).toBe('too-many-blocks');
  return undefined;
}

/** Of certificates, which have the longer leaves. */
const situationOf = <C>(candidates: Candidate[], org: string, command: C): Situation<C> => ({
  entities: new Map([
    ...holder.entities,
    ...receiver.entities,
    ...candidates.map(({ state }) => batchEntry(state.batch, { instrument: 'GEC' })),
    ...candidates.map(blockEntry),
  ]),
  candidates,
  command,
  context: contextOf(org, 'enterprise', 'any'),
});

describe('a movement that is not refused fits its transaction and its leaf', () => {
  it('a retirement', () => {
    fc.assert(
      fc.property(crowded, ({ candidates, items, text, org }) => {
        const command = {
          account: holder.account,
          items,
          beneficiary: text.repeat(200 / text.length),
          reason: text.repeat(500 / text.length),
          purpose: 'consumption-responsibility' as const,
          consumptionYear: 2025,
        };
        eventThatFits(situationOf(candidates, org, command), (s) =>
          decideRetireUnits(s.entities, s.candidates, s.command, s.context),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('an offer, and then each of its settlements: what is offered can always be had back', () => {
    fc.assert(
      fc.property(crowded, ({ candidates, items, org }) => {
        const command = { from: holder.account, to: receiver.account, items };
        const situation = situationOf(candidates, org, command);
        const offer = eventThatFits(situation, (s) =>
          decideOfferTransfer(s.entities, s.candidates, s.command, s.context),
        );
        if (!offer) return;
        for (const [id, state] of advancedEntities(situation.entities, offer))
          situation.entities.set(id, state);
        situation.context.id = commitNamed('settlement');
        for (const end of ['accept', 'reject', 'withdraw'] as const)
          expectEvent(situation, (s) => decideEndTransfer(s.entities, offer.id, end, s.context));
      }),
      { numRuns: 400 },
    );
  });
});
