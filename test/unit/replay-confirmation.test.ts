/** Two pairs of eyes in the log: whatever one did where two are demanded is found. */
import { describe, expect, it } from 'vitest';
import { LiveState } from '../../events/audit/live-state.ts';
import { confirmationRequired } from '../../events/audit/rules/parties/confirmation.ts';
import { UNDER_WAY_SECONDS } from '../../events/tlog/promises.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { INITIATED_MAX_MS } from '../../shared/ledger/confirmation.ts';
import { organizationEntity, read } from '../../shared/ledger/entity.ts';
import type { EventOfType, RegistryEvent } from '../../shared/ledger/event.ts';
import { SIGNED_BEFORE_MAX_MS } from '../../shared/ledger/signature.ts';
import { requireConfirmation } from '../support/history/confirmation-steps.ts';
import { as, asRegistered, History, OPERATOR } from '../support/history/history.ts';
import { registerKey, revokeKey } from '../support/history/key-steps.ts';
import { replayed } from '../support/history/replayed.ts';
import { unite } from '../support/history/union-steps.ts';
import { TestSigner } from '../support/signing.ts';

const DAY_MS = 86_400_000;
const JUST_LATER = (1000 * (UNDER_WAY_SECONDS + 1)) / DAY_MS;

function holder() {
  const h = new History('confirmation');
  const { id, account } = h.organization({ name: '铜业', roles: ['developer'] });
  const buyer = h.organization({ name: '买方' });
  const batch = h.issue({ project: h.project({ developer: id }) });
  const items = [{ batch, quantity: 1 }];
  const retire = () => h.retire({ account, items }, as(id, 'developer'));
  const offer = () => h.offer({ from: account, to: buyer.account, items }, as(id, 'developer'));
  return { h, id, account, batch, buyer, retire, offer };
}
type Holder = ReturnType<typeof holder>;

/** Two are demanded for retirements, and have been for a day. */
function demanding(commands: Parameters<typeof requireConfirmation>[2] = ['retirement']) {
  const s = holder();
  requireConfirmation(s.h, s.id, commands);
  s.h.wait(1);
  return s;
}

/** The same, and each of the two has a key. */
function signing() {
  const s = holder();
  const [anna, bo] = [registerKey(s.h, s.id, 1), registerKey(s.h, s.id, 2)];
  requireConfirmation(s.h, s.id, ['retirement'], anna);
  s.h.wait(1);
  return { ...s, anna, bo };
}

/** The rules that a leaf breaks, which is the last one. */
function rulesOfLast({ leaves }: History): string[] {
  const found = replayed(leaves);
  expect(found.filter(({ index }) => index !== leaves.length - 1)).toEqual([]);
  return found.map(({ rule }) => rule);
}

function edit({ h }: Pick<Holder, 'h'>, change: (event: RegistryEvent) => unknown): void {
  const event = JSON.parse(h.leaves.pop()!) as RegistryEvent;
  change(event);
  h.leaves.push(canonicalize(event));
}

describe('where two are demanded', () => {
  it('two are sound, for whatever the demand names, and one for all else', () => {
    const s = demanding(['retirement', 'transfer']);
    s.retire();
    s.offer();
    s.h.pairs.clear();
    s.h.subdivide({ batch: s.batch, block: 1, lanes: 2 }, as(s.id, 'developer'));
    expect(rulesOfLast(s.h)).toEqual([]);
  });

  it('one alone is found', () => {
    const s = demanding();
    s.h.pairs.clear();
    s.retire();
    expect(rulesOfLast(s.h)).toEqual(['confirmation-missing']);
  });

  it('one alone is none where it is not demanded for that', () => {
    const s = demanding(['transfer']);
    s.h.pairs.clear();
    s.retire();
    expect(rulesOfLast(s.h)).toEqual([]);
  });

  it('one subject that is told to be two is found', () => {
    const s = demanding();
    s.retire();
    edit(s, ({ confirmation }) => (confirmation!.initiator = confirmation!.confirmer));
    expect(rulesOfLast(s.h)).toEqual(['confirmation-same-subject']);
  });

  it('a command may not know of it for two minutes after it came', () => {
    const s = holder();
    requireConfirmation(s.h, s.id, ['retirement']);
    s.h.pairs.clear();
    s.retire();
    expect(rulesOfLast(s.h)).toEqual([]);
    s.h.wait(JUST_LATER);
    s.retire();
    expect(rulesOfLast(s.h)).toEqual(['confirmation-missing']);
  });

  it('a demand that is widened or narrowed goes on for what it had, without those two minutes', () => {
    const s = demanding(['claim', 'retirement']);
    requireConfirmation(s.h, s.id, ['retirement', 'transfer']);
    s.h.pairs.clear();
    s.offer();
    expect(rulesOfLast(s.h)).toEqual([]);
    s.retire();
    expect(rulesOfLast(s.h)).toEqual(['confirmation-missing']);
  });

  it('once it is lifted one alone is enough', () => {
    const s = demanding();
    requireConfirmation(s.h, s.id, []);
    s.h.pairs.clear();
    s.retire();
    expect(rulesOfLast(s.h)).toEqual([]);
    expect(read(s.h.entities, organizationEntity(s.id))?.state.confirmation).toBeUndefined();
  });

  it('whoever acts for the organization that demanded it is two as well', () => {
    const s = holder();
    const half = s.h.organization({
      name: 'Copper',
      roles: ['developer'],
      foreign: { source: 'Verra', name: 'Copper' },
    });
    requireConfirmation(s.h, half.id, ['retirement']);
    const items = [{ batch: s.h.issue({ project: s.h.project({ developer: half.id }) }), quantity: 1 }];
    unite(s.h, s.id, half.id);
    s.h.wait(1);
    const retire = () =>
      s.h.retire({ account: half.account, items }, { ...as(half.id, 'developer'), agent: s.id });
    s.h.pairs.set(s.id, undefined);
    retire();
    expect(rulesOfLast(s.h)).toEqual([]);
    s.h.pairs.clear();
    retire();
    expect(rulesOfLast(s.h)).toEqual(['confirmation-missing']);
  });

  it('an event that nobody demands two for has no place for them', () => {
    const s = demanding();
    s.h.subdivide({ batch: s.batch, block: 1, lanes: 2 }, as(s.id, 'developer'));
    edit(
      s,
      (event) =>
        (event.confirmation = {
          initiator: `sha256:${'1'.repeat(64)}`,
          confirmer: `sha256:${'2'.repeat(64)}`,
        }),
    );
    expect(rulesOfLast(s.h)).toEqual(['leaf-schema']);
  });
});

describe('the demand itself', () => {
  const put = (s: Holder): Holder => {
    requireConfirmation(s.h, s.id, ['claim']);
    return s;
  };
  const unpaired = (s: Holder): Holder => {
    s.h.pairs.clear();
    return s;
  };
  const forge = (
    s: Holder,
    organization: string,
    commands: ('claim' | 'retirement')[],
    by = asRegistered(s.h, s.id),
  ) =>
    s.h.forge(by, {
      type: 'organization.confirmation-required',
      facts: { organization, commands },
      advances: [organizationEntity(organization)],
    });

  it.each<[string, (s: Holder) => unknown]>([
    ['put', (s) => forge(s, s.id, ['claim'])],
    ['lifted', (s) => forge(unpaired(put(s)), s.id, [])],
  ])('is %s by two', (_what, change) => {
    const s = holder();
    change(s);
    expect(rulesOfLast(s.h)).toEqual(['confirmation-missing']);
  });

  const pair = (s: Holder): Holder => {
    s.h.pairs.set(s.id, undefined);
    return s;
  };
  it.each<[string, (s: Holder) => unknown]>([
    ['confirmation-of-another', (s) => forge(pair(s), s.buyer.id, ['claim'])],
    ['confirmation-commands', (s) => forge(pair(s), s.id, [])],
    ['confirmation-commands', (s) => forge(pair(s), s.id, ['claim', 'claim'])],
    ['confirmation-commands', (s) => forge(pair(s), s.id, ['retirement', 'claim'])],
    ['confirmation-commands', (s) => forge(put(s), s.id, ['claim'])],
  ])('%s', (rule, fault) => {
    const s = holder();
    fault(s);
    expect(rulesOfLast(s.h)).toEqual([rule]);
  });

  it('is not put for what was united into another', () => {
    const s = holder();
    const half = s.h.organization({
      name: 'Copper',
      roles: ['developer'],
      foreign: { source: 'Verra', name: 'C' },
    });
    unite(s.h, s.id, half.id);
    pair(s);
    forge(s, half.id, ['claim'], { ...as(half.id, 'developer'), agent: s.id });
    expect(rulesOfLast(s.h)).toEqual(['united-before']);
  });

  it('is only lifted after a thousand changes', () => {
    const s = demanding();
    const event = JSON.parse(requireLeaf(s)) as EventOfType<'organization.confirmation-required'>;
    const rulesAt = (version: number, commands: ('claim' | 'retirement')[]) => {
      const { state } = read(s.h.entities, organizationEntity(s.id))!;
      const live = new LiveState();
      live.entities.set(organizationEntity(s.id), { version, commit: 'x', state, atSeconds: 0 });
      const rules: string[] = [];
      confirmationRequired(live, { ...event, facts: { organization: s.id, commands } }, (rule) =>
        rules.push(rule),
      );
      return rules;
    };
    expect([rulesAt(999, ['claim']), rulesAt(1000, ['claim']), rulesAt(1000, [])]).toEqual([
      [],
      ['confirmation-too-many-changes'],
      [],
    ]);
  });
});

const requireLeaf = ({ h }: Holder) =>
  h.leaves.find((leaf) => leaf.includes('"organization.confirmation-required"'))!;

describe('where the organization has keys', () => {
  it('both sign, each with a key of its own', () => {
    const s = signing();
    s.retire();
    expect(rulesOfLast(s.h)).toEqual([]);
  });

  type Signing = ReturnType<typeof signing>;
  const again = (s: Signing, event: RegistryEvent, ms: number) =>
    s.anna.sign({ org: s.id }, event.id, {
      ...event.confirmation!.sig!,
      at: new Date(Date.parse(event.at) - ms).toISOString(),
    });
  const signedBy = (signer: TestSigner, { id, sig }: RegistryEvent, org: string) => {
    const { path, body, at } = sig!;
    return signer.sign({ org }, id, { path, body, at });
  };
  const week = INITIATED_MAX_MS + SIGNED_BEFORE_MAX_MS;
  it.each<[string, string, (event: RegistryEvent, s: Signing) => unknown]>([
    ['confirmation-half-signed', 'the initiator not', ({ confirmation }) => delete confirmation!.sig],
    ['confirmation-same-key', 'both with one', (event) => (event.confirmation!.sig = event.sig!)],
    [
      'signature-invalid',
      'another value',
      ({ confirmation }) => (confirmation!.sig!.value = `${'A'.repeat(85)}A`),
    ],
    [
      'signature-key',
      'a key of somebody else',
      (event, s) => (event.confirmation!.sig = signedBy(new TestSigner(9), event, s.id)),
    ],
    ['signature-time', 'too long ago', (event, s) => (event.confirmation!.sig = again(s, event, week + 1))],
  ])('%s: %s', (rule, _what, fault) => {
    const s = signing();
    s.retire();
    edit(s, (event) => fault(event, s));
    expect(rulesOfLast(s.h)).toEqual([rule]);
  });

  it('the initiator may have signed a week before', () => {
    const s = signing();
    s.retire();
    edit(s, (event) => (event.confirmation!.sig = again(s, event, week)));
    expect(rulesOfLast(s.h)).toEqual([]);
  });

  it('with a key that ended since, nothing was initiated', () => {
    const s = signing();
    revokeKey(s.h, s.id, s.anna.kid, OPERATOR);
    s.h.wait(JUST_LATER);
    s.retire();
    expect(rulesOfLast(s.h)).toEqual(['signature-key-ended']);
  });
});
