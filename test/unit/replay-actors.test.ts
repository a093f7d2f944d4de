/**
 * Who may act at a point of the log: organizations in the roles that they are registered with, and
 * one root operator.
 */
import { describe, expect, it } from 'vitest';
import { Replay } from '../../events/audit/replay.ts';
import { as, History, OPERATOR } from '../support/history/history.ts';
import { replayed } from '../support/history/replayed.ts';
import { ORIGIN } from '../support/log/log.ts';

/** What each way of reading finds, by leaf. */
const found = ({ leaves }: History) => {
  const quick = replayed(leaves).map(({ rule, index }) => [rule, index]);
  expect(replayed(leaves, { careful: true }).map(({ rule, index }) => [rule, index])).toEqual(quick);
  return quick;
};
const second = { ...OPERATOR, org: 'second-operator' };

function holding() {
  const h = new History('actors');
  const { id, account } = h.organization({ name: '铜业', roles: ['developer', 'enterprise'] });
  const batch = h.issue({ project: h.project({ developer: id }) });
  return { h, id, account, items: [{ batch, quantity: 1 }] };
}

describe('the first operator is the root', () => {
  it('and no other that nobody registered', () => {
    const { h } = holding();
    h.organization({ name: '乙' }, second);
    h.organization({ name: '丙' }, OPERATOR);
    expect(found(h)).toEqual([['actor-not-registered', 3]]);
  });

  it('but for one that is registered as operator, from then on', () => {
    const { h } = holding();
    const { id } = h.organization({ name: '第二登记机构', roles: ['operator'] });
    h.organization({ name: '乙' }, { ...OPERATOR, org: id });
    expect(found(h)).toEqual([]);
  });
});

describe('an organization', () => {
  it('acts in any role that it is registered with', () => {
    const { h, id, account, items } = holding();
    for (const role of ['developer', 'enterprise'] as const) h.retire({ account, items }, as(id, role));
    expect(found(h)).toEqual([]);
  });

  it('and in no other', () => {
    const { h, id, account, items } = holding();
    for (let n = 0; n < 2; n++) h.retire({ account, items }, as(id, 'financier'));
    expect(found(h)).toEqual([3, 4].map((index) => ['actor-not-registered', index]));
  });

  it('that is not there is reported once, however often it acts', () => {
    const { h, account, items } = holding();
    for (let n = 0; n < 3; n++) h.retire({ account, items }, { ...OPERATOR, role: 'regulator' });
    expect(found(h).filter(([rule]) => rule !== 'not-owner')).toEqual([['actor-not-registered', 3]]);
  });
});

it('a leaf before the registration is no word of the registered', () => {
  const { h, id, account, items } = holding();
  h.retire({ account, items }, as(id, 'developer'));
  const [registration = '', ...rest] = h.leaves;
  const replay = new Replay({ log: ORIGIN });
  const rules = [rest.pop()!, registration].flatMap((leaf, index) => replay.apply(index, leaf));
  expect(rules.map(({ rule }) => rule)).toContain('actor-not-registered');
});
