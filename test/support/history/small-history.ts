/**
 * A small valid history, ways to put a fault into its last leaf, and the table of faults with the
 * rules that find them.
 */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../events/audit/rule-texts.ts';
import { canonicalize } from '../../../shared/base/canonical.ts';
import { blockEntity } from '../../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../../shared/ledger/event.ts';
import { as, type By, History } from './history.ts';
import { replayed } from './replayed.ts';

/**
 * A developer with 1000 units of which copper has bought 100 (serials 901–1000) and 50 (851–900)
 * are on offer to it.
 */
export function smallHistory() {
  const h = new History();
  const developer = h.organization({ name: '市农投集团', roles: ['developer'] });
  const copper = h.organization({ name: '铜业' });
  const steel = h.organization({ name: '钢铁' });
  const project = h.project({ developer: developer.id });
  const batch = h.issue({ project });
  const sell = (quantity: number) =>
    h.offer(
      { from: developer.account, to: copper.account, items: [{ batch, quantity }] },
      as(developer.id, 'developer'),
    );
  h.endTransfer(sell(100).id, 'accept', as(copper.id));
  const offer = sell(50);
  return { h, developer, copper, steel, project, batch, offer };
}
export type SmallHistory = ReturnType<typeof smallHistory>;

/** Puts a fault into a history: appends a leaf that has it. */
export type Fault = (s: SmallHistory) => void;
type Edit = (event: RegistryEvent, s: SmallHistory) => unknown;

/** Changes the last leaf; an edit that returns a text puts that in its place. */
export function edit(s: SmallHistory, change: Edit): void {
  const event = JSON.parse(s.h.leaves.pop()!);
  const text = change(event, s);
  s.h.leaves.push(typeof text === 'string' ? text : canonicalize(event));
}

/** A step of the history, changed. */
export const but =
  (step: Fault) =>
  (change: Edit): Fault =>
  (s) => {
    step(s);
    edit(s, change);
  };

export const retire = ({ h, copper, batch }: SmallHistory, from = 901, to = 910) =>
  h.retire({ account: copper.account, items: [{ batch, from, to }] }, as(copper.id));
export const retiredBut = but((s) => retire(s));
export const acceptedBut = but(({ h, offer, copper }) => h.endTransfer(offer.id, 'accept', as(copper.id)));
export const withdrawnBut = but(({ h, offer, developer }) =>
  h.endTransfer(offer.id, 'withdraw', as(developer.id, 'developer')),
);
export const issuedBut = but(({ h, project }) => h.issue({ project, quantity: 10, lanes: 2 }));
export const projectBut = but(({ h, developer }) => h.project({ developer: developer.id }));
export const organizationBut = but(({ h }) => h.organization({ name: '新机构' }));
export const recordedBut = but(({ h }) => h.recordState());

/** Other facts, the rest left as it is. */
export const facts =
  (changed: Record<string, unknown>): Edit =>
  (event) => {
    for (const [name, value] of Object.entries(changed)) {
      if (value === undefined) delete (event.facts as Record<string, unknown>)[name];
      else Object.assign(event.facts, { [name]: value });
    }
  };

/** A retirement of serials 901–910 by copper, changed in a way that no decider would decide. */
export function forgeRetirement(
  { h, copper, batch }: SmallHistory,
  range: object,
  changed: object = {},
  by?: By,
): void {
  const acting = by ?? as(copper.id);
  const moved = { from: 901, to: 910, ...range };
  const draft = {
    type: 'units.retired' as const,
    facts: {
      account: copper.account,
      items: [{ batch, ranges: [moved] }],
      quantity: Math.max(1, moved.to - moved.from + 1),
      beneficiary: '铜业',
      reason: '测试',
      purpose: 'voluntary' as const,
      imported: false,
      ...changed,
    },
  };
  const entities = [moved.from, moved.to + 1].map((from) => blockEntity(batch, from));
  try {
    h.forge(acting, { ...draft, advances: entities });
  } catch {
    // What evolve can't make is still a leaf that a log may hold.
    const { org, role } = acting;
    const envelope = { v: 1, id: 'A'.repeat(43), at: '2026-11-21T09:00:00.000Z', by: { org, role } };
    h.leaves.push(
      canonicalize({ ...envelope, advances: entities.map((entity) => ({ entity, version: 1 })), ...draft }),
    );
  }
}

/** One test per line: the rule, what the fault is, and how the last leaf comes to have it. */
export function faultsAreFound(faults: readonly [Rule, string, Fault][]): void {
  describe('a fault is found where it is', () => {
    it.each(faults)('%s: %s', (rule, _, fault) => {
      const s = smallHistory();
      fault(s);
      const index = s.h.leaves.length - 1;
      const found = replayed(s.h.leaves);
      expect(found.map((each) => [each.rule, each.index])).toContainEqual([rule, index]);
      expect(found.filter((each) => each.index !== undefined && each.index < index)).toEqual([]);
      const { zh, en } = found.find((each) => each.rule === rule)!.message;
      expect(`${zh} ${en}`).not.toMatch(/\{\w+\}/);
    });
  });
}

export const nobody = (prefix: 'o' | 'a' | 'p' | 'b') => `${prefix}-${'0'.repeat(20)}`;
