/**
 * Tests of a decider as a ladder of rules: each rule, broken alone, refuses by its name; of two
 * broken at once the earlier speaks; with none broken the decision is an event that `evolve`, schema
 * and leaf agree with.
 */
import { describe, expect, it } from 'vitest';
import { canonicalize } from '../../shared/base/canonical.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';
import {
  type Context,
  commitId,
  type Draft,
  deriveId,
  eventOf,
  LEAF_BYTES_MAX,
} from '../../shared/ledger/decision.ts';
import type { Entity } from '../../shared/ledger/entity.ts';
import { eventSchemas, type RegistryEvent } from '../../shared/ledger/event.ts';
import { advancedEntities } from '../../shared/ledger/evolve.ts';
import { isRejection, type Rejection, type RejectionCode } from '../../shared/ledger/rejection.ts';
import type { Candidate, Item } from '../../shared/units/selection.ts';

/** All that a decider sees. A rule's breaker changes it in place. */
export interface Situation<C> {
  entities: Map<string, Entity>;
  candidates: Candidate[];
  command: C;
  context: Context;
}

/** The rejection's name, the pointer that it gives, and the smallest thing that breaks the rule. */
export type Rule<C> = [RejectionCode, string | undefined, (situation: Situation<C>) => unknown];

/** Of a batch that doesn't exist a command that moves units says so, instead of counting what it has. */
export function holdUnknownBatch<C extends { items: readonly Item[] }>(
  situation: () => Situation<C>,
  decide: (situation: Situation<C>) => Draft | Rejection,
): void {
  it.each([
    ['a quantity', { quantity: 1 }],
    ['serials', { from: 1, to: 2 }],
  ])('is not found where it names %s of a batch that is not there', (_, wanted) => {
    const batch = deriveId('b', commitId('nobody', 'nowhere'));
    const broken = situation();
    const index = broken.command.items.length;
    broken.command = { ...broken.command, items: [...broken.command.items, { batch, ...wanted }] };
    const pointer = `/items/${index}/batch`;
    expect(decide(broken)).toEqual({ rejected: 'not-found', pointer, seen: { batch } });
  });
}

export function holdLadder<C>(
  name: string,
  situation: () => Situation<C>,
  decide: (situation: Situation<C>) => Draft | Rejection,
  rules: readonly Rule<C>[],
): void {
  describe(name, () => {
    it('decides an event when no rule is broken', () => {
      expectEvent(situation(), decide);
    });

    it.each(rules)('%s at %s', (code, pointer, breakRule) => {
      const broken = situation();
      breakRule(broken);
      const outcome = decide(broken);
      expect([outcome, 'pointer' in outcome]).toMatchObject([
        { rejected: code, ...(pointer !== undefined && { pointer }) },
        pointer !== undefined,
      ]);
    });

    it('names the earlier of two broken rules', () => {
      for (const [index, [earlier, pointer, breakEarlier]] of rules.entries()) {
        for (const [later, , breakLater] of rules.slice(index + 1)) {
          const broken = situation();
          breakLater(broken);
          breakEarlier(broken);
          const outcome = decide(broken);
          const seen = isRejection(outcome) ? outcome.rejected : outcome.type;
          expect(`${earlier} ${pointer} before ${later}: ${seen}`).toBe(
            `${earlier} ${pointer} before ${later}: ${earlier}`,
          );
        }
      }
    });
  });
}

/** Decides, and holds the event against its schema, `evolve` and the bound of a leaf. */
export function expectEvent<C>(
  situation: Situation<C>,
  decide: (situation: Situation<C>) => Draft | Rejection,
): RegistryEvent {
  const outcome = decide(situation);
  if (isRejection(outcome)) throw new Error(JSON.stringify(outcome));
  const event = eventOf(outcome, situation.entities, situation.context);
  expect(eventSchemas[event.type].safeParse(event).error).toBeUndefined();
  expect(advancedEntities(situation.entities, event).size).toBe(event.advances.length);
  expect(toUtf8(canonicalize(event)).length).toBeLessThanOrEqual(LEAF_BYTES_MAX);
  return event;
}
