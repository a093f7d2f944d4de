/**
 * What the deciders of green power let happen, an audit finds sound, the quick way and the careful way alike.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Replay } from '../../events/audit/replay.ts';
import { facilityEntity, read } from '../../shared/ledger/entity.ts';
import type { EventType, RegistryEvent } from '../../shared/ledger/event.ts';
import { carryOf } from '../../shared/power/facility.ts';
import { Liar } from '../support/history/lies.ts';
import { powerHistories } from '../support/history/random-power.ts';
import { Sandbox } from '../support/history/sandbox.ts';
import { wholePowerHistory } from '../support/history/whole-power.ts';
import { ORIGIN } from '../support/log/log.ts';

function outcome(leaves: readonly string[], careful: boolean) {
  const replay = new Replay({ log: ORIGIN, careful });
  const found = leaves.flatMap((leaf, index) => [...replay.apply(index, leaf)]);
  return { found: [...found, ...replay.finish()], root: replay.root(), live: replay.live };
}

describe('histories of green power', () => {
  it('are sound, quickly and carefully, and keep every kWh', () => {
    const happened = new Set<string>();
    fc.assert(
      fc.property(powerHistories(), ({ leaves }) => {
        const quick = outcome(leaves, false);
        expect(quick.found).toEqual([]);
        expect(quick.root).toBe(outcome(leaves, true).root);
        const events = leaves.map((leaf) => JSON.parse(leaf) as RegistryEvent);
        for (const { type } of events) happened.add(type);
        const born = events.find((event) => event.type === 'facility.registered')!;
        const state = read(quick.live.entities, facilityEntity(born.facts.facility))!.state;
        for (const account of Object.values(state.energy)) expect(carryOf(account)).toBeLessThan(1000);
      }),
      { numRuns: 150 },
    );
    for (const type of ['generation.confirmed', 'units.offered', 'contract.settled', 'units.retired'])
      expect(happened).toContain(type);
  }, 60_000);
});

const QUICK: readonly EventType[] = [
  'units.offered',
  'units.retired',
  'transfer.accepted',
  'transfer.rejected',
  'transfer.withdrawn',
];

it('lies about certificates that move are found in both ways alike', () => {
  const { h, boundaries } = wholePowerHistory();
  const events = h.leaves.map((leaf) => JSON.parse(leaf) as RegistryEvent);
  const liar = new Liar(events);
  const options = { boundaries: (digest: string) => boundaries.get(digest) };
  const [quick, careful] = [new Sandbox(options), new Sandbox({ ...options, careful: true })];
  let lies = 0;
  for (const [index, event] of events.entries()) {
    for (const { event: lie } of QUICK.includes(event.type) ? liar.about(event) : []) {
      const leaf = quick.leafOf(lie);
      expect(quick.attempt(index, leaf, []).found).toEqual(careful.attempt(index, leaf, []).found);
      lies++;
    }
    for (const sandbox of [quick, careful]) expect(sandbox.apply(index, h.leaves[index]!)).toEqual([]);
  }
  expect(lies).toBeGreaterThan(1000);
}, 60_000);
