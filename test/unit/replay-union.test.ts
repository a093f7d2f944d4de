/** Rules of two identities that are united, and of acting for one of them. One line per fault. */
import { describe, expect, it } from 'vitest';
import { Replay } from '../../events/audit/replay.ts';
import { UNDER_WAY_SECONDS } from '../../events/tlog/promises.ts';
import { organizationEntity } from '../../shared/ledger/entity.ts';
import { as, OPERATOR } from '../support/history/history.ts';
import { registerKey, revokeKey } from '../support/history/key-steps.ts';
import { replayed } from '../support/history/replayed.ts';
import {
  edit,
  type Fault,
  facts,
  faultsAreFound,
  nobody,
  type SmallHistory,
  smallHistory,
} from '../support/history/small-history.ts';
import { actingFor, unite } from '../support/history/union-steps.ts';
import { ORIGIN } from '../support/log/log.ts';
import { madeUpUscc } from '../support/uscc.ts';

/** Two spellings of one organization; the second has a batch, and a third is somebody else's. */
function spellings({ h }: SmallHistory, roles: ('developer' | 'enterprise')[] = ['developer', 'enterprise']) {
  const spelt = (name: string) => h.organization({ name, roles, foreign: { source: 'VROD', name } });
  const [full, half, other] = [spelt('林业（集团）'), spelt('林业(集团)'), spelt('牧业')];
  const batch = h.issue({ project: h.project({ developer: half.id }), quantity: 100 });
  const items = [{ batch, quantity: 1 }];
  const retire = (by = actingFor(full.id, half.id)) => h.retire({ account: half.account, items }, by);
  return { full, half, other, retire };
}
type Spellings = ReturnType<typeof spellings>;

/** The uniting of the two, changed. */
const unitedBut =
  (change: (s: SmallHistory, named: Spellings) => Record<string, unknown>): Fault =>
  (s) => {
    const named = spellings(s);
    const changed = change(s, named);
    unite(s.h, named.full.id, named.half.id, 880_001);
    edit(s, facts(changed));
  };

/** What is done once they are united. */
const then =
  (act: (s: SmallHistory, named: Spellings) => unknown): Fault =>
  (s) => {
    const named = spellings(s);
    unite(s.h, named.full.id, named.half.id, 880_001);
    act(s, named);
  };

faultsAreFound([
  ['organization-unknown', 'into nobody', unitedBut(() => ({ organization: nobody('o') }))],
  ['organization-unknown', 'of nobody', unitedBut(() => ({ united: nobody('o') }))],
  ['united-with-itself', 'with itself', unitedBut((_, { full }) => ({ united: full.id }))],
  ['united-uscc', 'no USCC', unitedBut(() => ({ uscc: undefined }))],
  ['united-uscc', 'a second USCC', unitedBut(({ copper }) => ({ organization: copper.id }))],
  ['united-legal-persons', 'of another legal person', unitedBut(({ copper }) => ({ united: copper.id }))],
  ['identity-taken', "another's USCC", unitedBut(() => ({ uscc: madeUpUscc(0) }))],
  [
    'united-before',
    'of one that was united before',
    then(({ h }, { full, half, other }) => {
      unite(h, full.id, other.id);
      edit({ h } as SmallHistory, facts({ united: half.id }));
    }),
  ],
  [
    'united-before',
    'into one that was united before',
    then(({ h }, { full, half, other }) => {
      unite(h, full.id, other.id);
      edit({ h } as SmallHistory, facts({ organization: half.id }));
    }),
  ],
  [
    'united-role',
    'of a verifier',
    unitedBut(({ h }) => ({
      united: h.organization({ name: 'V', roles: ['verifier'], foreign: { source: 'VROD', name: 'V' } }).id,
    })),
  ],
  [
    'united-key',
    'of one that has a key',
    unitedBut(({ h }, { other }) => {
      registerKey(h, other.id, 1);
      return { united: other.id };
    }),
  ],
  [
    'united-key-lost',
    'of one whose key the operator ended',
    unitedBut(({ h }, { other }) => {
      const { kid } = registerKey(h, other.id, 1);
      revokeKey(h, other.id, kid, OPERATOR);
      return { united: other.id };
    }),
  ],
  [
    'role-not-granted',
    'by the organization itself',
    then((s, { full, other }) => {
      unite(s.h, full.id, other.id);
      edit(s, (event) => Object.assign(event, { by: { org: full.id, role: 'enterprise' } }));
    }),
  ],
  [
    'acts-for-stranger',
    'for one that is its own',
    then((s, { other, retire }) => {
      retire();
      edit(s, (event) => Object.assign(event.by, { org: other.id, for: other.id }));
    }),
  ],
  [
    'acts-for-stranger',
    'another acts for it',
    then((_, { half, other, retire }) => retire(actingFor(other.id, half.id))),
  ],
  [
    'acts-for-stranger',
    'it acts for another',
    then((s, { full, other, retire }) => {
      retire();
      edit(s, (event) => Object.assign(event.by, { org: full.id, for: other.id }));
    }),
  ],
  [
    'not-owner',
    'in its own name',
    then((s, { retire }) => {
      retire();
      edit(s, (event) => delete event.by.for);
    }),
  ],
  [
    'actor-not-registered',
    'in a role that the other had not',
    then((s, { retire }) => {
      retire();
      edit(s, (event) => Object.assign(event.by, { role: 'financier' }));
    }),
  ],
  [
    'united-acts',
    'it still acts itself',
    then(({ h }, { half, retire }) => {
      h.wait(1);
      retire(as(half.id));
    }),
  ],
  [
    'actor-not-registered',
    'it acts in a role that it had not',
    then(({ h }, { half, retire }) => {
      h.wait(1);
      retire(as(half.id, 'financier'));
    }),
  ],
  [
    'united-before',
    'it gets a USCC',
    then((s, { half, other }) => {
      s.h.identify(other.id);
      edit(s, facts({ organization: half.id }));
    }),
  ],
  [
    'united-before',
    'it gets a key',
    then((s, { half, other }) => {
      registerKey(s.h, other.id, 1);
      edit(s, (event) => {
        Object.assign(event.by, { org: half.id });
        return facts({ organization: half.id })(event, s);
      });
    }),
  ],
]);

describe('a history is sound', () => {
  it('in which the one that remains disposes of what the other had', () => {
    const s = smallHistory();
    const { half, full, retire } = spellings(s);
    unite(s.h, full.id, half.id, 880_001);
    retire();
    expect(replayed(s.h.leaves)).toEqual([]);
    expect(replayed(s.h.leaves, { careful: true })).toEqual([]);
  });

  it('in which a command of the other was under way for two minutes', () => {
    const found = [UNDER_WAY_SECONDS, UNDER_WAY_SECONDS + 1].map((seconds) => {
      const s = smallHistory();
      const { half, full, retire } = spellings(s);
      unite(s.h, full.id, half.id, 880_001);
      s.h.stepMs = 1000;
      s.h.wait((seconds - 1) / 86_400);
      retire(as(half.id));
      return replayed(s.h.leaves).map(({ rule }) => rule);
    });
    expect(found).toEqual([[], ['united-acts']]);
  });

  it('in which it signs what it does for the other, and a signature without the other is another one', () => {
    const s = smallHistory();
    const { half, full, retire } = spellings(s);
    const first = registerKey(s.h, half.id, 1);
    revokeKey(s.h, half.id, first.kid);
    unite(s.h, full.id, half.id, 880_001);
    s.h.signers.clear();
    const signer = registerKey(s.h, full.id, 2);
    s.h.wait(1);
    retire();
    expect(replayed(s.h.leaves)).toEqual([]);
    const replay = new Replay({ log: ORIGIN });
    for (const [index, leaf] of s.h.leaves.entries()) replay.apply(index, leaf);
    expect(replay.consent).toMatchObject({ proven: 2, actingFor: 1 });
    edit(s, (event) => (event.sig = signer.sign({ org: full.id }, event.id, event.sig!)));
    expect(replayed(s.h.leaves).map(({ rule }) => rule)).toEqual(['signature-invalid']);
  });

  it('in which one whose key the operator ended gets another, and ends it itself', () => {
    const s = smallHistory();
    const { half, full } = spellings(s);
    const lost = registerKey(s.h, half.id, 1);
    revokeKey(s.h, half.id, lost.kid, OPERATOR);
    expect(() => unite(s.h, full.id, half.id, 880_001)).toThrow('united-key-lost');
    s.h.signers.delete(half.id);
    const next = registerKey(s.h, half.id, 2);
    revokeKey(s.h, half.id, next.kid);
    unite(s.h, full.id, half.id, 880_001);
    expect(replayed(s.h.leaves)).toEqual([]);
  });

  it('up to fifty identities', () => {
    const s = smallHistory();
    const { full, half } = spellings(s);
    unite(s.h, full.id, half.id, 880_001);
    const more = (n: number) =>
      s.h.organization({ name: `n ${n}`, foreign: { source: 'VROD', name: `n ${n}` } });
    for (let n = 0; n < 49; n++) unite(s.h, full.id, more(n).id);
    expect(replayed(s.h.leaves)).toEqual([]);
    const id = more(50).id;
    const advances = [full.id, id].map(organizationEntity);
    s.h.forge(OPERATOR, {
      type: 'organization.united',
      facts: { organization: full.id, united: id, reason: '测试' },
      advances: [...advances, 'foreign:VROD/n 50'],
    });
    expect(replayed(s.h.leaves).map(({ rule }) => rule)).toEqual(['united-too-many']);
  });
});
