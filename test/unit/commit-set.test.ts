/** A commit id that comes a second time is seen; two that only begin alike are two. */
import { describe, expect, it } from 'vitest';
import { CommitSet } from '../../events/audit/commit-set.ts';
import { fromBase64url, toBase64url, toHex } from '../../shared/base/encoding.ts';
import { commitId } from '../../shared/ledger/decision.ts';
import { replayed } from '../support/history/replayed.ts';
import { retire, type SmallHistory, smallHistory } from '../support/history/small-history.ts';

/** Two keys of one organization, found in minutes, whose commit ids agree in bits 4 to 35 and 40 to 71. */
const ORGANIZATION = 'o-dd4f492561c3dc3d5244';
const PAIR = ['d9e93423ebfbbf3e', '1eb0a986e9aaea9f'].map((key) => commitId(ORGANIZATION, key));
const [FIRST = '', SECOND = ''] = PAIR;

/** Two ordinary retirements, under these commit ids. */
function twoRetirements(first: string, second: string): string[] {
  const s: SmallHistory = smallHistory();
  const ids = [retire(s).id, retire(s, 911, 920).id];
  const [old1 = '', old2 = ''] = ids;
  return s.h.leaves.map((leaf) => leaf.replaceAll(old1, first).replaceAll(old2, second));
}

describe('commit ids', () => {
  it('of the pair agree in 68 bits', () => {
    const [a = '', b = ''] = PAIR.map((id) => toHex(fromBase64url(id)));
    expect(a).not.toBe(b);
    expect([a.slice(1, 9), a.slice(10, 18)]).toEqual([b.slice(1, 9), b.slice(10, 18)]);
  });

  it('that agree in any 252 bits are two', () => {
    const set = new CommitSet();
    expect(set.add(FIRST)).toBe(true);
    for (let at = 0; at < 64; at++) {
      const digits = [...toHex(fromBase64url(FIRST))];
      digits[at] = digits[at] === '0' ? '1' : '0';
      const other = toBase64url(Uint8Array.from(digits.join('').match(/../g)!, (hex) => Number(`0x${hex}`)));
      expect(set.add(other), `digit ${at}`).toBe(true);
      expect(set.add(other)).toBe(false);
    }
    expect(set.size).toBe(65);
  });

  it('are all remembered while the table grows', () => {
    const set = new CommitSet();
    const ids = Array.from({ length: 5000 }, (_, i) => commitId('o', String(i)));
    expect(ids.map((id) => set.add(id))).not.toContain(false);
    expect(ids.map((id) => set.add(id))).not.toContain(true);
  });
});

describe('an audit', () => {
  it('of two ordinary retirements whose commit ids begin alike is clean', () => {
    const leaves = twoRetirements(FIRST, SECOND);
    expect(leaves.at(-1)).toContain(SECOND);
    expect(replayed(leaves)).toEqual([]);
    expect(replayed(leaves, { careful: true })).toEqual([]);
  });

  it('sees one of them come again', () => {
    const leaves = twoRetirements(FIRST, SECOND);
    const rules = replayed([...leaves, leaves.at(-1)!]).map(({ rule }) => rule);
    expect(rules).toContain('commit-repeated');
  });
});
