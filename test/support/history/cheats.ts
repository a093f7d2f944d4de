/**
 * Cheats that hang together: the deciders are told something untrue and make a leaf of it, so that every
 * figure in it fits every other, its versions and ids too. The audit has the log alone, and must see that it
 * doesn't follow from it.
 */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../events/audit/rule-texts.ts';
import type { Violation } from '../../../events/audit/violation.ts';
import type { EntityId } from '../../../shared/ledger/entity.ts';
import type { History } from './history.ts';
import { replayed } from './replayed.ts';

/** The rule that finds it, what it is, and a history that ends with it. */
export type Cheat = [Rule, string, () => History];

/** Changes what the deciders are told; the log doesn't know of it. */
export function lie(h: History, id: EntityId, members: object): void {
  const found = h.entities.get(id)!;
  h.entities.set(id, { ...found, state: { ...found.state, ...members } as typeof found.state });
}

/** The last leaf is the cheat; all before it is sound. */
export function expectCaught(rule: Rule, found: readonly Violation[], last: number): void {
  expect(found.filter(({ index }) => index !== undefined && index < last)).toEqual([]);
  expect(found.filter(({ index }) => index === last).map((each) => each.rule)).toContain(rule);
}

export function expectAllCaught(cheats: readonly Cheat[]): void {
  describe('a cheat that hangs together is found', () => {
    it.each(cheats)('%s: %s', (rule, _, cheat) => {
      const { leaves } = cheat();
      expectCaught(rule, replayed(leaves), leaves.length - 1);
      expect(replayed(leaves, { careful: true })).toEqual(replayed(leaves));
    });
  });
}
