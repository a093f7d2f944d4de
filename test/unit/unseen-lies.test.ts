/**
 * Lies about plants, land and money that public facts can't show, told by whoever holds the log's key
 * or by a party: an audit finds nothing, and says in its report that it can't see this. The others
 * are in lies.test.ts.
 */
import { expect, it } from 'vitest';
import { unseenIn } from '../../events/audit/unseen.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import type { EventType, RegistryEvent } from '../../shared/ledger/event.ts';
import type { History } from '../support/history/history.ts';
import * as income from '../support/history/income-steps.ts';
import * as power from '../support/history/power-steps.ts';
import * as report from '../support/history/report-steps.ts';

const parsed = (leaf: string) => JSON.parse(leaf) as RegistryEvent;

/** Gives every event of the type another seal, and leaves all else as it is. */
function resealed({ h }: { h: History }, type: EventType): void {
  for (const [index, leaf] of h.leaves.entries()) {
    const event = parsed(leaf);
    if (event.type === type && event.sealed)
      h.leaves[index] = canonicalize({ ...event, sealed: `sha256:${'7'.repeat(64)}` });
  }
}

/** What its audit found, and the history. */
type Told = { found: readonly unknown[]; h: History };

/** `says` is of the line that tells so. */
const UNSEEN: [string, says: RegExp, () => Told][] = [
  [
    'a month that the plant never ran, within its capacity',
    /whether the grid company's word is true/,
    () => {
      const s = power.powerHistory();
      power.generate(s, { kilowattHours: 110_000 * 24 * 30 });
      return { found: power.audited(s), h: s.h };
    },
  ],
  [
    'the same plant once more, by other meters',
    /or a plant is registered twice by other meters/,
    () => {
      const s = power.powerHistory();
      power.register(s);
      return { found: power.audited(s), h: s.h };
    },
  ],
  [
    'reductions of a plant as an import, whose certificates are sold here',
    /an imported project is the same land or plant as one of this registry/,
    () => {
      const s = power.powerHistory();
      power.generate(s, { kilowattHours: 5_000_000 });
      const developer = s.h.organization({ name: '国家电投碳资产', roles: ['developer'] });
      const plant = { name: '红山风电', methodology: '风电', category: 'energy', legacy: true } as const;
      s.h.issue({ project: s.h.project({ developer: developer.id, ...plant }), quantity: 100_000 });
      return { found: power.audited(s), h: s.h };
    },
  ],
  [
    'a fire of thousands of tonnes, recorded as one',
    /whether every loss was reported, in full/,
    () => {
      const s = report.reportHistory();
      report.issueWhole(s);
      report.reverse(s, 1000);
      return { found: report.audited(s), h: s.h };
    },
  ],
  [
    'income divided into other amounts',
    /Prices and divided amounts are sealed/,
    () => {
      const s = income.incomeHistory();
      income.divideIncome(s);
      resealed(s, 'income.divided');
      return { found: income.audited(s).found, h: s.h };
    },
  ],
  [
    'another price in hindsight, and the log signed anew',
    /rewritten and signed anew before this first look/,
    () => {
      const s = income.incomeHistory();
      resealed(s, 'units.offered');
      return { found: income.audited(s).found, h: s.h };
    },
  ],
];

it.each(UNSEEN)('an audit says that it can not see: %s', (_, says, tell) => {
  const { found, h } = tell();
  expect(found).toEqual([]);
  const types = new Set(h.leaves.map((leaf) => parsed(leaf).type));
  expect(unseenIn(types).filter(({ en }) => says.test(en))).toHaveLength(1);
});
