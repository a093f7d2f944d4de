import { describe, expect, it } from 'vitest';
import { Replay } from '../../events/audit/replay.ts';
import { blockEntity } from '../../shared/ledger/entity.ts';
import type { BlockState } from '../../shared/units/states.ts';
import { as } from '../support/history/history.ts';
import { replayed } from '../support/history/replayed.ts';
import { edit, retire, smallHistory } from '../support/history/small-history.ts';
import { ORIGIN } from '../support/log/log.ts';

describe('a valid history', () => {
  it('breaks no rule', () => {
    const s = smallHistory();
    s.h.recordState();
    retire(s);
    s.h.endTransfer(s.offer.id, 'reject', as(s.copper.id));
    s.h.subdivide({ batch: s.batch, block: 911, quantities: [40, 50] }, as(s.copper.id));
    s.h.recordState(s.h.leaves.length - 2);
    expect(replayed(s.h.leaves)).toEqual([]);
  });

  it('keeps nothing of what is retired or settled but its sum', () => {
    const s = smallHistory();
    const before = new Set(replayOf(s.h.leaves).live.entities.keys());
    retire(s, 901, 1000);
    s.h.endTransfer(s.offer.id, 'accept', as(s.copper.id));
    const { live } = replayOf(s.h.leaves);
    const gone = [...before].filter((entity) => !live.entities.has(entity));
    expect(gone).toEqual([blockEntity(s.batch, 901), `transfer:${s.offer.id}`]);
    expect(live.totals.get(s.batch)).toMatchObject({ issued: 1000, live: 900, retired: 100 });
  });
});

describe('at the end of the log', () => {
  it('serial-in-two-hands: blocks that overlap', () => {
    const s = smallHistory();
    const replay = replayOf(s.h.leaves);
    const block = replay.live.entities.get(blockEntity(s.batch, 1))!;
    const state: BlockState = { ...(block.state as BlockState), to: 860 };
    replay.live.entities.set(blockEntity(s.batch, 1), { ...block, state });
    expect(replay.finish().map(({ rule }) => rule)).toEqual(['serial-in-two-hands', 'batch-conservation']);
  });

  it('project-conservation: an issuance repeated', () => {
    const s = smallHistory();
    s.h.leaves.push(s.h.leaves[4]!);
    expect(replayed(s.h.leaves)).toContainEqual(expect.objectContaining({ rule: 'project-conservation' }));
  });
});

describe('after a fault', () => {
  it('the history goes on as it was told: one wrong version is two wrong links', () => {
    const s = smallHistory();
    retire(s);
    edit(s, (e) => Object.assign(e.advances[1]!, { version: 5 }));
    retire(s, 911, 920);
    retire(s, 921, 930);
    const index = s.h.leaves.length - 3;
    expect(replayed(s.h.leaves).map((each) => [each.rule, each.index])).toEqual([
      ['version-chain', index],
      ['version-chain', index + 1],
    ]);
  });

  it('an organization and an account that are not there are reported once', () => {
    const s = smallHistory();
    s.h.leaves[1] = s.h.leaves[1]!.replace('"v":1', '"v":2');
    for (let serial = 901; serial < 906; serial++) retire(s, serial, serial);
    const rules = replayed(s.h.leaves).map(({ rule }) => rule);
    expect(rules).toEqual(['leaf-schema', 'account-unknown', 'actor-not-registered']);
  });
});

function replayOf(leaves: readonly string[]): Replay {
  const replay = new Replay({ log: ORIGIN });
  for (const [index, leaf] of leaves.entries()) expect(replay.apply(index, leaf)).toEqual([]);
  return replay;
}
