/** One line per rule: a small valid history, one fault, and the rule that finds it at the leaf where it is. */
import { describe, expect, it } from 'vitest';
import { Replay } from '../../events/replay.ts';
import type { Rule } from '../../events/rule-texts.ts';
import { canonicalize } from '../../shared/canonical.ts';
import { deriveId } from '../../shared/decision.ts';
import { blockEntity, organizationEntity, transferEntity, usccEntity } from '../../shared/entity.ts';
import type { RegistryEvent } from '../../shared/event.ts';
import { as, History, OPERATOR, SYSTEM } from '../support/history.ts';
import { replayed } from '../support/replayed.ts';
import { madeUpUscc } from '../support/uscc.ts';

/** A developer with 1000 units of which copper has bought 100 (serials 901–1000) and 50 (851–900) are on offer to it. */
function scene() {
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
  h.settle(sell(100).id, 'accept', as(copper.id));
  const offer = sell(50);
  return { h, developer, copper, steel, project, batch, offer };
}
type Scene = ReturnType<typeof scene>;

/** Changes the last leaf; an edit that returns a text puts that in its place. */
function edit({ h }: Scene, change: (event: RegistryEvent & { facts: Record<string, never> }) => unknown) {
  const event = JSON.parse(h.leaves.pop()!);
  const text = change(event);
  h.leaves.push(typeof text === 'string' ? text : canonicalize(event));
}

const retire = ({ h, copper, batch }: Scene, from = 901, to = 910) =>
  h.retire({ account: copper.account, items: [{ batch, from, to }] }, as(copper.id));

/** A retirement by copper, whatever it moves. */
function forgeRetirement({ h, copper, batch }: Scene, range: object, facts: object = {}, by = as(copper.id)) {
  const ranges = [{ from: 901, to: 910, ...range }];
  const quantity = ranges[0]!.to - ranges[0]!.from + 1;
  const draft = {
    type: 'units.retired' as const,
    facts: {
      account: copper.account,
      items: [{ batch, ranges }],
      quantity,
      beneficiary: '铜业',
      reason: '测试',
      purpose: 'voluntary' as const,
      imported: false,
      ...facts,
    },
  };
  const moved = [ranges[0]!.from, ranges[0]!.to + 1].map((from) => blockEntity(batch, from));
  try {
    h.forge(by, { ...draft, advances: moved });
  } catch {
    // What evolve can't make is still a leaf that a log may hold.
    const at = '2026-11-21T09:00:00.000Z';
    const id = 'A'.repeat(43);
    const advances = moved.map((entity) => ({ entity, version: 1 }));
    const { scope: _, ...acting } = by;
    h.leaves.push(canonicalize({ v: 1, id, at, by: acting, advances, ...draft }));
  }
}

const issueEdit = (change: (facts: Record<string, unknown>) => void) => (s: Scene) => {
  s.h.issue({ project: s.project, quantity: 10, lanes: 2 });
  edit(s, ({ facts }) => change(facts));
};
const projectEdit = (change: (facts: Record<string, unknown>) => void) => (s: Scene) => {
  s.h.project({ developer: s.developer.id });
  edit(s, ({ facts }) => change(facts));
};
const organizationEdit = (change: (facts: Record<string, unknown>) => void) => (s: Scene) => {
  s.h.organization({ name: '新机构' });
  edit(s, ({ facts }) => change(facts));
};

/** The rule, what the fault is, and how the last leaf comes to have it. */
const faults: [Rule, string, (s: Scene) => void][] = [
  ['leaf-not-json', 'no JSON', ({ h }) => h.leaves.push('{"v":1')],
  ['leaf-not-canonical', 'a space', (s) => (retire(s), edit(s, (e) => canonicalize(e).replace(',', ', ')))],
  [
    'leaf-not-canonical',
    'an exponent',
    (s) => (retire(s), edit(s, (e) => canonicalize(e).replace(':10,', ':1e1,'))),
  ],
  [
    'leaf-schema',
    'an unknown member',
    (s) => (retire(s), edit(s, (e) => Object.assign(e.facts, { price: 80 }))),
  ],
  [
    'leaf-schema',
    'a type that is none',
    (s) => (retire(s), edit(s, (e) => Object.assign(e, { type: 'toString' }))),
  ],
  ['leaf-schema', 'no object', ({ h }) => h.leaves.push('null')],
  [
    'leaf-schema',
    'a day that is none',
    (s) => (retire(s), edit(s, (e) => Object.assign(e, { at: '2026-02-30T00:00:00.000Z' }))),
  ],
  ['leaf-too-long', 'over 16 KiB', ({ h }) => h.leaves.push(canonicalize({ x: '长'.repeat(6000) }))],
  [
    'commit-repeated',
    'the id of an earlier commit',
    (s) => (retire(s), edit(s, (e) => Object.assign(e, { id: s.offer.id }))),
  ],
  [
    'id-not-derived',
    'an organization of another commit',
    organizationEdit((f) => {
      f.organization = `o-${'0'.repeat(20)}`;
    }),
  ],
  [
    'id-not-derived',
    'an account of another commit',
    organizationEdit((f) => {
      f.account = `a-${'0'.repeat(20)}`;
    }),
  ],
  [
    'id-not-derived',
    'a project of another commit',
    projectEdit((f) => {
      f.project = `p-${'0'.repeat(20)}`;
    }),
  ],
  [
    'id-not-derived',
    'a batch of another commit',
    issueEdit((f) => {
      f.batch = `b-${'0'.repeat(20)}`;
    }),
  ],
  ['id-taken', 'an organization a second time', ({ h }) => h.leaves.push(h.leaves[0]!)],
  [
    'role-not-granted',
    'an enterprise issues',
    (s) => (s.h.issue({ project: s.project }), edit(s, (e) => Object.assign(e.by, { role: 'enterprise' }))),
  ],
  [
    'role-not-granted',
    'an enterprise records the state',
    (s) => (s.h.recordState(), edit(s, (e) => Object.assign(e.by, { role: 'operator' }))),
  ],
  [
    'role-not-granted',
    'the system retires',
    (s) => (retire(s), edit(s, (e) => Object.assign(e.by, { role: 'system' }))),
  ],
  [
    'not-owner',
    "another organization's units",
    (s) => (retire(s), edit(s, (e) => Object.assign(e.by, { org: s.steel.id }))),
  ],
  [
    'not-owner',
    'the sender accepts',
    (s) => (
      s.h.settle(s.offer.id, 'accept', as(s.copper.id)),
      edit(s, (e) => Object.assign(e.by, { org: s.developer.id }))
    ),
  ],
  [
    'not-owner',
    'the receiver withdraws',
    (s) => (
      s.h.settle(s.offer.id, 'withdraw', as(s.developer.id, 'developer')),
      edit(s, (e) => Object.assign(e.by, { org: s.copper.id }))
    ),
  ],
  ['version-chain', 'a version left out', (s) => (retire(s), edit(s, (e) => e.advances[0]!.version++))],
  ['version-chain', 'a version repeated', (s) => (retire(s), edit(s, (e) => e.advances[0]!.version--))],
  [
    'prev-wrong',
    'prev is another commit',
    (s) => (retire(s), edit(s, (e) => Object.assign(e.advances[0]!, { prev: s.offer.id }))),
  ],
  ['prev-wrong', 'prev is left out', (s) => (retire(s), edit(s, (e) => delete e.advances[0]!.prev))],
  [
    'prev-wrong',
    'what is born has a prev',
    (s) => (retire(s), edit(s, (e) => Object.assign(e.advances[1]!, { prev: s.offer.id }))),
  ],
  [
    'advances-missing',
    'the rest of the block is left out',
    (s) => (retire(s), edit(s, (e) => e.advances.pop())),
  ],
  [
    'advances-extra',
    'an entity that does not change',
    (s) => (retire(s), edit(s, (e) => e.advances.push({ entity: 'account:x', version: 2 }))),
  ],
  [
    'advances-repeated',
    'an entity twice',
    (s) => (retire(s), edit(s, (e) => e.advances.push(e.advances[0]!))),
  ],
  [
    'time-before-prev',
    'an hour before its predecessor',
    (s) => (retire(s), edit(s, (e) => Object.assign(e, { at: '2026-11-21T07:00:00.000Z' }))),
  ],
  [
    'organization-identity',
    'neither USCC nor foreign identity',
    organizationEdit((f) => {
      delete f.uscc;
    }),
  ],
  [
    'organization-identity',
    'both',
    organizationEdit((f) => {
      f.foreign = { source: 'VROD', name: 'x' };
    }),
  ],
  [
    'organization-roles',
    'a verifier that trades',
    organizationEdit((f) => {
      f.roles = ['enterprise', 'verifier'];
    }),
  ],
  [
    'organization-roles',
    'a role twice',
    organizationEdit((f) => {
      f.roles = ['enterprise', 'enterprise'];
    }),
  ],
  [
    'organization-account',
    'a verifier with an account',
    organizationEdit((f) => {
      f.roles = ['verifier'];
    }),
  ],
  [
    'organization-account',
    'an enterprise without',
    organizationEdit((f) => {
      delete f.account;
    }),
  ],
  [
    'identity-taken',
    'a USCC of another',
    organizationEdit((f) => {
      f.uscc = madeUpUscc(0);
    }),
  ],
  [
    'identity-taken',
    'a foreign identity of another',
    (s) => {
      const foreign = { source: 'VROD', name: 'Dev' };
      s.h.organization({ name: 'a', foreign });
      s.h.organization({ name: 'b', foreign: { source: 'VROD', name: 'Other' } });
      edit(s, (e) => Object.assign(e.facts, { foreign }));
    },
  ],
  [
    'identity-taken',
    'a registration code of another project',
    (s) => {
      const imported = {
        developer: s.developer.id,
        legacy: true,
        methodology: 'AMS',
        origin: { source: 'VROD', code: 'VCS1' },
      };
      s.h.project(imported);
      s.h.project({ ...imported, origin: { source: 'VROD', code: 'VCS2' } });
      edit(s, (e) => Object.assign(e.facts, { origin: imported.origin }));
    },
  ],
  [
    'organization-unknown',
    'identifies nobody',
    (s) => {
      s.h.identify(s.h.organization({ name: 'a', foreign: { source: 'VROD', name: 'A' } }).id);
      edit(s, (e) => Object.assign(e.facts, { organization: `o-${'0'.repeat(20)}` }));
    },
  ],
  [
    'already-identified',
    'a second USCC',
    (s) => {
      const uscc = madeUpUscc(99);
      const facts = { organization: s.copper.id, uscc };
      s.h.forge(OPERATOR, {
        type: 'organization.identified',
        facts,
        advances: [organizationEntity(s.copper.id), usccEntity(uscc)],
      });
    },
  ],
  [
    'organization-unknown',
    'a developer that is not registered',
    projectEdit((f) => {
      f.developer = `o-${'0'.repeat(20)}`;
    }),
  ],
  [
    'developer-role',
    'a developer without the role',
    (s) =>
      projectEdit((f) => {
        f.developer = s.copper.id;
      })(s),
  ],
  [
    'methodology-not-in-force',
    'a methodology that is not in force',
    projectEdit((f) => {
      f.methodology = 'CCER-99-001-V01';
    }),
  ],
  [
    'methodology-not-in-force',
    "another standard's",
    projectEdit((f) => {
      f.standard = 'GS';
    }),
  ],
  [
    'category-mismatch',
    'grassland under a forest methodology',
    projectEdit((f) => {
      f.category = 'grassland';
    }),
  ],
  [
    'legacy-without-origin',
    'a legacy project from nowhere',
    projectEdit((f) => {
      f.legacy = true;
    }),
  ],
  [
    'project-unknown',
    'issued for no project',
    issueEdit((f) => {
      f.project = `p-${'0'.repeat(20)}`;
    }),
  ],
  [
    'instrument-mismatch',
    'VCU of a CCER project',
    issueEdit((f) => {
      f.instrument = 'VCU';
    }),
  ],
  [
    'account-unknown',
    'issued to no account',
    issueEdit((f) => {
      f.account = `a-${'0'.repeat(20)}`;
    }),
  ],
  [
    'lanes-not-a-partition',
    'the first lane does not start at 1',
    issueEdit((f) => {
      f.lanes = [2, 6];
    }),
  ],
  [
    'lanes-not-a-partition',
    'a lane twice',
    issueEdit((f) => {
      f.lanes = [1, 1];
    }),
  ],
  [
    'lanes-not-a-partition',
    'a lane beyond the batch',
    issueEdit((f) => {
      f.lanes = [1, 11];
    }),
  ],
  [
    'legacy-flag',
    'legacy unlike its project',
    issueEdit((f) => {
      f.legacy = true;
    }),
  ],
  [
    'imported-flag',
    'imported unlike its project',
    issueEdit((f) => {
      f.imported = true;
    }),
  ],
  ['imported-flag', 'a holder retires as an import', (s) => forgeRetirement(s, {}, { imported: true })],
  [
    'operator-retires-imports-only',
    'the operator retires what is no import',
    (s) => forgeRetirement(s, {}, { imported: true }, OPERATOR),
  ],
  ['units-not-live', 'retired twice', (s) => (retire(s), forgeRetirement(s, {}))],
  ['units-not-live', 'a block that never was', (s) => forgeRetirement(s, { from: 5000, to: 5001 })],
  ['units-not-owned', "the developer's block", (s) => forgeRetirement(s, { from: 1, to: 10 })],
  ['units-not-held', 'units on offer', (s) => forgeRetirement(s, { from: 851, to: 860 })],
  ['range-outside-block', 'beyond the end of the block', (s) => forgeRetirement(s, { from: 901, to: 1001 })],
  [
    'range-outside-block',
    'ends before it starts',
    (s) => forgeRetirement(s, { from: 910, to: 905, block: 901 }),
  ],
  [
    'ranges-overlap',
    'a serial twice',
    (s) =>
      forgeRetirement(
        s,
        {},
        {
          items: [
            {
              batch: s.batch,
              ranges: [
                { from: 901, to: 910 },
                { from: 910, to: 911, block: 901 },
              ],
            },
          ],
          quantity: 12,
        },
      ),
  ],
  ['block-member', 'a block member that says nothing', (s) => forgeRetirement(s, { block: 901 })],
  ['since-member', 'a since that says nothing', (s) => forgeRetirement(s, { since: s.offer.id })],
  [
    'since-member',
    'since left out',
    (s) => {
      s.h.subdivide({ batch: s.batch, block: 901, lanes: 2 }, as(s.copper.id));
      retire(s);
      edit(
        s,
        (e) => delete (e.facts as { items: { ranges: { since?: string }[] }[] }).items[0]!.ranges[0]!.since,
      );
    },
  ],
  [
    'quantity-mismatch',
    'a tonne more than its serials',
    (s) => (retire(s), edit(s, (e) => Object.assign(e.facts, { quantity: 11 }))),
  ],
  [
    'quantity-mismatch',
    'an offer of more than it moves',
    ({ h }) => edit({ h } as Scene, (e) => Object.assign(e.facts, { quantity: 51 })),
  ],
  [
    'transfer-to-self',
    'offered to oneself',
    (s) => edit(s, (e) => Object.assign(e.facts, { to: s.developer.account })),
  ],
  [
    'account-unknown',
    'offered to nobody',
    (s) => edit(s, (e) => Object.assign(e.facts, { to: `a-${'0'.repeat(20)}` })),
  ],
  [
    'transfer-not-offered',
    'settled twice',
    (s) => {
      s.h.settle(s.offer.id, 'reject', as(s.copper.id));
      const accepted = JSON.parse(s.h.leaves.at(-1)!);
      s.h.leaves.push(canonicalize({ ...accepted, id: 'B'.repeat(43), type: 'transfer.accepted' }));
    },
  ],
  [
    'transfer-items',
    'settles less than was offered',
    (s) => {
      const { id } = s.offer;
      const facts = { transfer: id, items: [{ batch: s.batch, ranges: [{ from: 851, to: 899 }] }] };
      const advances = [blockEntity(s.batch, 851), blockEntity(s.batch, 900), transferEntity(id)];
      s.h.forge(as(s.copper.id), { type: 'transfer.accepted', facts, advances });
    },
  ],
  [
    'units-not-offered',
    'settles other units',
    (s) => {
      const { id } = s.offer;
      const facts = { transfer: id, items: [{ batch: s.batch, ranges: [{ from: 901, to: 1000 }] }] };
      s.h.forge(as(s.copper.id), {
        type: 'transfer.accepted',
        facts,
        advances: [blockEntity(s.batch, 901), transferEntity(id)],
      });
    },
  ],
  [
    'subdivision-starts',
    'parts that do not ascend',
    (s) => {
      const facts = { account: s.copper.account, batch: s.batch, block: 901, starts: [950, 940] };
      s.h.forge(as(s.copper.id), {
        type: 'block.subdivided',
        facts,
        advances: [901, 950, 940].map((from) => blockEntity(s.batch, from)),
      });
    },
  ],
  [
    'subdivision-starts',
    'a part beyond the block',
    (s) => {
      const facts = { account: s.copper.account, batch: s.batch, block: 901, starts: [1001] };
      s.h.forge(as(s.copper.id), {
        type: 'block.subdivided',
        facts,
        advances: [901, 1001].map((from) => blockEntity(s.batch, from)),
      });
    },
  ],
  [
    'units-not-owned',
    "cuts another's block",
    (s) => {
      const facts = { account: s.copper.account, batch: s.batch, block: 1, starts: [100] };
      s.h.forge(as(s.copper.id), {
        type: 'block.subdivided',
        facts,
        advances: [1, 100].map((from) => blockEntity(s.batch, from)),
      });
    },
  ],
  ['batch-conservation', 'more units after than before', (s) => forgeRetirement(s, { from: 901, to: 1001 })],
  [
    'state-root-size',
    'a size that is yet to come',
    (s) => {
      const facts = { size: s.h.leaves.length + 1, root: '0'.repeat(64) };
      s.h.forge(SYSTEM, { type: 'state.recorded', facts, advances: ['state:root'] });
    },
  ],
  ['state-root-size', 'a size before the last recording', (s) => (s.h.recordState(), s.h.recordState(2))],
  [
    'state-root',
    'another root',
    (s) => (s.h.recordState(), edit(s, (e) => Object.assign(e.facts, { root: '0'.repeat(64) }))),
  ],
];

describe('a valid history', () => {
  it('breaks no rule', () => {
    const s = scene();
    s.h.recordState();
    retire(s);
    s.h.settle(s.offer.id, 'reject', as(s.copper.id));
    s.h.subdivide({ batch: s.batch, block: 911, quantities: [40, 50] }, as(s.copper.id));
    s.h.recordState(s.h.leaves.length - 2);
    expect(replayed(s.h.leaves)).toEqual([]);
  });

  it('may have clocks that differ a little', () => {
    const s = scene();
    retire(s);
    edit(s, (e) => Object.assign(e, { at: '2026-11-21T07:59:40.000Z' }));
    expect(replayed(s.h.leaves)).toEqual([]);
  });
});

describe('a fault is found where it is', () => {
  it.each(faults)('%s: %s', (rule, _, fault) => {
    const s = scene();
    fault(s);
    const index = s.h.leaves.length - 1;
    const found = replayed(s.h.leaves);
    expect(found.map((each) => [each.rule, each.index])).toContainEqual([rule, index]);
    expect(found.filter((each) => each.index !== undefined && each.index < index)).toEqual([]);
    const { zh, en } = found.find((each) => each.rule === rule)!.message;
    expect(`${zh} ${en}`).not.toMatch(/[{}]/);
  });
});

describe('at the end of the log', () => {
  it('serial-in-two-hands: blocks that overlap', () => {
    const s = scene();
    // The retirement reaches into the block after its own.
    forgeRetirement(s, { from: 851, to: 950 });
    s.h.leaves.push();
    const replay = new Replay();
    for (const [index, leaf] of s.h.leaves.entries()) replay.apply(index, leaf);
    const block = replay.live.entities.get(blockEntity(s.batch, 901))!;
    replay.live.entities.set(blockEntity(s.batch, 1), {
      ...block,
      state: { ...block.state, from: 1, to: 905 } as never,
    });
    expect(replay.finish().map(({ rule }) => rule)).toContain('serial-in-two-hands');
  });

  it('project-conservation: an issuance repeated', () => {
    const s = scene();
    s.h.leaves.push(s.h.leaves[4]!);
    expect(replayed(s.h.leaves)).toContainEqual(expect.objectContaining({ rule: 'project-conservation' }));
  });
});

describe('after a fault', () => {
  it('the history goes on as it was told: one wrong version is two wrong links', () => {
    const s = scene();
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

  it('an unreadable registration is missed once', () => {
    const s = scene();
    const broken = s.h.leaves[1]!.replace('"v":1', '"v":2');
    s.h.leaves[1] = broken;
    for (let i = 0; i < 5; i++) retire(s, 901 + i, 901 + i);
    expect(replayed(s.h.leaves).filter(({ rule }) => rule === 'account-unknown')).toHaveLength(1);
  });

  it('ids are made of the commit', () => {
    const { h } = scene();
    const { id, facts } = JSON.parse(h.leaves[0]!);
    expect(facts.organization).toBe(deriveId('o', id));
  });
});
