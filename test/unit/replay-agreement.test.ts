/** Audit rules of joint-development agreements (DOMAIN §2, benefit sharing). One line per fault. */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { agreementEntity } from '../../shared/ledger/entity.ts';
import type { Facts } from '../../shared/ledger/event.ts';
import {
  acceptVersion,
  agree,
  declineVersion,
  proposeAgreement,
  proposeVersion,
  sharesOf,
  someDocument,
} from '../support/history/agreement-steps.ts';
import { as, type By, History } from '../support/history/history.ts';
import { replayed } from '../support/history/replayed.ts';

/** A developer and a holder who have agreed, from 2026-11-21 on, which is the day of all that happens. */
function smallHistory() {
  const h = new History();
  const developer = h.organization({ name: '市农投集团', roles: ['developer'] }).id;
  const holder = h.organization({ name: '合作社' }).id;
  const banner = h.organization({ name: '敖汉旗' }).id;
  const verifier = h.organization({ name: '核查机构', roles: ['verifier'] }).id;
  return { h, developer, holder, banner, verifier, agreement: agree(h, developer, holder) };
}
type SmallHistory = ReturnType<typeof smallHistory>;
type Proposed = Facts<'agreement.proposed'>;

/** A second version as no decider would have it: proposed by the developer unless said otherwise. */
const forgeVersion =
  (change: (facts: Proposed, s: SmallHistory) => Partial<Proposed>, by?: (s: SmallHistory) => By) =>
  (s: SmallHistory) => {
    const { h, developer, holder, agreement } = s;
    const facts: Proposed = {
      agreement,
      version: 2,
      effectiveFrom: '2026-11-22',
      parties: sharesOf(developer, holder),
      document: someDocument,
    };
    const changed = { ...facts, ...change(facts, s) };
    h.forge(by?.(s) ?? as(developer, 'developer'), {
      type: 'agreement.proposed',
      facts: changed,
      advances: [agreementEntity(changed.agreement)],
    });
  };

const forgeAnswer =
  (version: number, inForce: boolean, by: (s: SmallHistory) => string) =>
  (s: SmallHistory): void => {
    const { h, agreement } = s;
    const facts = { agreement, version, inForce };
    h.forge(as(by(s)), { type: 'agreement.accepted', facts, advances: [agreementEntity(agreement)] });
  };

const propose = ({ h, developer, holder, agreement }: SmallHistory, further: string[] = []) =>
  proposeVersion(h, developer, agreement, {
    effectiveFrom: '2026-12-01',
    parties: [
      { ...sharesOf(developer, holder)[0]!, basisPoints: 3000 - 10 * further.length },
      sharesOf(developer, holder)[1]!,
      ...further.map((organization) => ({ organization, kind: 'banner' as const, basisPoints: 10 })),
    ],
  });

const faults: [Rule, string, (s: SmallHistory) => unknown][] = [
  [
    'id-not-derived',
    'an agreement of a made-up id',
    forgeVersion(() => ({ agreement: `j-${'0'.repeat(20)}`, version: 1 })),
  ],
  ['id-taken', 'a first version again', forgeVersion(() => ({ version: 1 }))],
  ['agreement-unknown', 'of none', forgeVersion(() => ({ agreement: `j-${'0'.repeat(20)}` }))],
  ['agreement-version', 'a number left out', forgeVersion(() => ({ version: 3 }))],
  [
    'agreement-version',
    'a declined number again',
    (s) => {
      propose(s);
      declineVersion(s.h, s.holder, s.agreement, 2);
      forgeVersion(() => ({}))(s);
    },
  ],
  [
    'agreement-developer',
    'by another developer',
    forgeVersion(
      () => ({}),
      ({ holder }) => as(holder, 'developer'),
    ),
  ],
  [
    'agreement-pending',
    'while another waits',
    (s) => {
      propose(s);
      forgeVersion(() => ({ version: 3, effectiveFrom: '2027-01-01' }))(s);
    },
  ],
  ['agreement-backwards', 'from the same day', forgeVersion(() => ({ effectiveFrom: '2026-11-21' }))],
  [
    'agreement-backwards',
    'before its proposal',
    (s) => {
      const early = { effectiveFrom: '2020-01-01', parties: sharesOf(s.developer, s.holder) };
      s.agreement = proposeAgreement(s.h, s.developer, early);
      acceptVersion(s.h, s.holder, s.agreement);
      forgeVersion(() => ({ effectiveFrom: '2026-11-20' }))(s);
    },
  ],
  [
    'agreement-shares',
    'a basis point more',
    forgeVersion(({ parties: [a, b] }) => ({ parties: [{ ...a!, basisPoints: 3001 }, b!] })),
  ],
  [
    'agreement-shares',
    'a basis point less',
    forgeVersion(({ parties: [a, b] }) => ({ parties: [{ ...a!, basisPoints: 2999 }, b!] })),
  ],
  [
    'agreement-party-repeated',
    'one share in two',
    forgeVersion(({ parties: [a, b] }) => ({
      parties: [{ ...a!, basisPoints: 1000 }, { ...a!, basisPoints: 2000 }, b!],
    })),
  ],
  [
    'organization-unknown',
    'a party that is none',
    forgeVersion(({ parties: [a, b] }) => ({
      parties: [a!, { ...b!, organization: `o-${'0'.repeat(20)}` }],
    })),
  ],
  [
    'agreement-verifier',
    'a verification body shares',
    forgeVersion(({ parties: [a, b] }, { verifier }) => ({
      parties: [a!, { ...b!, organization: verifier }],
    })),
  ],
  [
    'agreement-developer-no-party',
    'without the developer',
    forgeVersion(({ parties: [a, b] }, { banner }) => ({ parties: [{ ...a!, organization: banner }, b!] })),
  ],
  [
    'agreement-not-pending',
    'accepted when nothing waits',
    ({ h }) => {
      const accepted = JSON.parse(h.leaves.at(-1)!);
      h.leaves.push(canonicalize({ ...accepted, id: 'B'.repeat(43) }));
    },
  ],
  [
    'agreement-not-pending',
    'another version than the one that waits',
    (s) => {
      propose(s);
      forgeAnswer(1, true, ({ holder }) => holder)(s);
    },
  ],
  [
    'agreement-not-a-party',
    'accepted by a stranger',
    (s) => {
      propose(s);
      forgeAnswer(2, false, ({ banner }) => banner)(s);
    },
  ],
  [
    'agreement-not-a-party',
    'declined by a stranger',
    (s) => {
      propose(s);
      const facts = { agreement: s.agreement, version: 2, reason: '无' };
      const advances = [agreementEntity(s.agreement)];
      s.h.forge(as(s.banner), { type: 'agreement.declined', facts, advances });
    },
  ],
  [
    'agreement-accepted-twice',
    'by the developer, who proposed it',
    (s) => {
      propose(s);
      forgeAnswer(2, false, ({ developer }) => developer)(s);
    },
  ],
  [
    'agreement-in-force',
    'before the last has accepted',
    (s) => {
      propose(s, [s.banner]);
      forgeAnswer(2, true, ({ holder }) => holder)(s);
    },
  ],
  [
    'agreement-in-force',
    'not though all have accepted',
    (s) => {
      propose(s);
      forgeAnswer(2, false, ({ holder }) => holder)(s);
    },
  ],
  [
    'role-not-granted',
    'an agreement proposed by a verifier',
    (s) => {
      propose(s);
      const event = JSON.parse(s.h.leaves.pop()!);
      event.by.role = 'verifier';
      s.h.leaves.push(canonicalize(event));
    },
  ],
];

describe('a fault is found where it is', () => {
  it.each(faults)('%s: %s', (rule, _, fault) => {
    const s = smallHistory();
    fault(s);
    const found = replayed(s.h.leaves);
    expect(found.map((each) => [each.rule, each.index])).toContainEqual([rule, s.h.leaves.length - 1]);
    expect(found.filter(({ index }) => index !== undefined && index < s.h.leaves.length - 1)).toEqual([]);
    const { zh, en } = found.find((each) => each.rule === rule)!.message;
    expect(`${zh} ${en}`).not.toMatch(/\{\w+\}/);
  });
});

describe('a sound history is clean', () => {
  it('proposed, accepted, declined, adjusted', () => {
    const s = smallHistory();
    const { h, developer, holder, banner, agreement } = s;
    propose(s, [banner]);
    acceptVersion(h, holder, agreement, 2);
    declineVersion(h, banner, agreement, 2);
    propose(s, [banner]);
    acceptVersion(h, banner, agreement, 3);
    acceptVersion(h, holder, agreement, 3);
    declineVersion(h, developer, proposeAgreement(h, developer, { parties: sharesOf(developer, banner) }));
    expect(replayed(h.leaves)).toEqual([]);
  });
});
