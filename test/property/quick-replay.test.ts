/** The quick way to replay a leaf says yes only where the careful way does, and comes to the same state. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QuickReader } from '../../events/audit/quick-leaf.ts';
import { Replay } from '../../events/audit/replay.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { histories } from '../support/history/random-history.ts';
import { smallHistory } from '../support/history/small-history.ts';
import { wholePowerHistory } from '../support/history/whole-power.ts';
import { ORIGIN } from '../support/log/log.ts';

function outcome(leaves: readonly string[], careful: boolean) {
  const replay = new Replay({ log: ORIGIN, careful });
  const found = leaves.flatMap((leaf, index) => [...replay.apply(index, leaf)]);
  return { found: [...found, ...replay.finish()], root: replay.root(), counts: [...replay.counts] };
}

/** A leaf with one of its values, or its text, changed. */
type Change = (leaf: string) => string;

const values = fc.constantFrom<unknown>(
  0,
  -1,
  1,
  2,
  901,
  1_000_000_000_000,
  1.5,
  '',
  ' ',
  '1',
  'é',
  'e\u0301',
  '\u200b',
  'x'.repeat(600),
  true,
  null,
  [],
  {},
  'a-0123456789abcdef0123',
  'A'.repeat(43),
  'A'.repeat(42),
  '2026-11-21T08:00:00.000Z',
  '2026-02-29T08:00:00.000Z',
  '2026-11-21T08:00:00Z',
  'enterprise',
  'operator',
  'system',
  'units.retired',
  'units.offered',
);

/** Every place in a JSON value, as a path. */
function placesOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => placesOf(part, [...path, key]))];
}

const changedValue = fc.tuple(fc.nat(), values, fc.nat(3)).map(
  ([n, value, how]): Change =>
    (leaf) => {
      const event = JSON.parse(leaf);
      const places = placesOf(event).slice(1);
      const path = places[n % places.length]!;
      const parent = path.slice(0, -1).reduce((part, key) => part[key], event);
      const key = path.at(-1)!;
      if (how === 0) delete parent[key];
      else if (how === 1 && Number.isInteger(parent[key])) parent[key] += 1;
      else if (how === 2) parent[`${key}x`] = value;
      else parent[key] = value;
      return canonicalize(JSON.parse(JSON.stringify(event).replaceAll('1.5', '15')));
    },
);

/** Text that parses to the same, or to nothing. */
const changedText = fc
  .tuple(fc.nat(), fc.constantFrom(' ', ',', '"', '0', 'e0', '\\', '[', '}', '.0', '-', '\n'))
  .map(
    ([n, inserted]): Change =>
      (leaf) => {
        const at = n % leaf.length;
        return leaf.slice(0, at) + inserted + leaf.slice(at);
      },
  );
const duplicatedMember = fc.constantFrom('"v":1', '"imported":false', '"quantity":10').map(
  (member): Change =>
    (leaf) =>
      leaf.replace(member, `${member},${member}`),
);

describe('quick and careful replay agree', () => {
  it('on valid histories, which are clean', () => {
    fc.assert(
      fc.property(histories(), ({ leaves }) => {
        const quick = outcome(leaves, false);
        expect(quick).toEqual(outcome(leaves, true));
        expect(quick.found).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  it('on histories with a changed leaf', () => {
    const change = fc.oneof({ weight: 3, arbitrary: changedValue }, changedText, duplicatedMember);
    fc.assert(
      fc.property(histories(12), fc.nat(), change, ({ leaves }, n, apply) => {
        const at = leaves.length - 1 - (n % Math.min(6, leaves.length));
        const changed = leaves.with(at, apply(leaves[at]!));
        expect(outcome(changed, false)).toEqual(outcome(changed, true));
      }),
      { numRuns: 500 },
    );
  });

  it('the frequent types go the quick way', () => {
    const { h, copper, batch } = smallHistory();
    h.retire(
      { account: copper.account, items: [{ batch, quantity: 5 }] },
      { org: copper.id, role: 'enterprise', scope: 'own' },
    );
    const types = h.leaves
      .filter((leaf) => new QuickReader().read(leaf))
      .map((leaf) => JSON.parse(leaf).type);
    expect(new Set(types)).toEqual(new Set(['units.offered', 'transfer.accepted', 'units.retired']));
  });

  it('so do retirements of certificates, with their year of consumption', () => {
    // What covers a statement is read the careful way.
    const retirements = wholePowerHistory().h.leaves.filter(
      (leaf) => leaf.includes('"consumptionYear":') && !leaf.includes('"covers":'),
    );
    expect(retirements.length).toBeGreaterThan(0);
    for (const leaf of retirements) {
      const { facts, by, at } = JSON.parse(leaf) as RegistryEvent;
      expect(new QuickReader().read(leaf)?.event).toMatchObject({ facts, by, at });
    }
    const [leaf = ''] = retirements;
    for (const year of ['1999', '2101', '02025', '"2025"', '2025.5'])
      expect(new QuickReader().read(leaf.replace(/"consumptionYear":\d+/, `"consumptionYear":${year}`))).toBe(
        undefined,
      );
  });
});
