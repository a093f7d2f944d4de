import { expect, it } from 'vitest';
import { Replay } from '../../events/replay.ts';
import { as, History, OPERATOR } from '../support/history.ts';

it('finds nothing in a valid history', () => {
  const h = new History();
  const dev = h.organization({ name: '市农投集团', roles: ['developer'] });
  const a = h.organization({ name: '铜业' });
  const p = h.project({ developer: dev.id });
  const b = h.issue({ project: p, lanes: 3 });
  const o = h.offer(
    { from: dev.account, to: a.account, items: [{ batch: b, quantity: 100 }] },
    as(dev.id, 'developer'),
  );
  h.recordState();
  h.settle(o.id, 'accept', as(a.id));
  h.retire({ account: a.account, items: [{ batch: b, quantity: 40 }] }, as(a.id));
  h.recordState(7);
  const sizes = new Set([6, 7]);
  const replay = new Replay({ recordedSizes: sizes });
  const found = h.leaves.flatMap((leaf, i) => [...replay.apply(i, leaf)]);
  expect(found).toEqual([]);
  expect(replay.finish()).toEqual([]);
  console.log(OPERATOR, h.leaves.at(-2));
});
