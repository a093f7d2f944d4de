/**
 * Forty lies and more about statements and claims that hang together: a lying operator tells the whole story
 * otherwise and signs it. No leaf contradicts its schema, its chain or its own sums; what finds the lie is
 * the rule that it breaks, and that rule alone. The same story without the lie audits clean.
 */
import { describe, expect, it } from 'vitest';
import { type Rule, ruleTexts } from '../../events/audit/rule-texts.ts';
import { eventSchemas, type RegistryEvent } from '../../shared/ledger/event.ts';
import { liesOfClaims } from '../support/history/lies-of-claims.ts';
import { liesOfCover } from '../support/history/lies-of-cover.ts';
import { liesOfParks } from '../support/history/lies-of-parks.ts';
import { liesOfVerification } from '../support/history/lies-of-verification.ts';
import { type Lie, stage } from '../support/history/lying-stage.ts';
import { replayed } from '../support/history/replayed.ts';

const lies: readonly Lie[] = [...liesOfVerification, ...liesOfCover, ...liesOfClaims, ...liesOfParks];

/** Rules that a leaf breaks by itself or against its chain, whatever it is about. */
const TELLTALE: readonly Rule[] = (Object.keys(ruleTexts) as Rule[]).filter((rule) =>
  /^(leaf|advances|state-root|time|signature|id|commit)-|^version-chain|^prev-wrong|^not-evolvable|-mismatch$/.test(
    rule,
  ),
);

function told([, , story]: Lie, lying: boolean): string[] {
  const s = stage();
  story(s, lying);
  if (lying) expect(s.h.untold).toEqual([]);
  return s.h.leaves;
}

const rulesOf = (leaves: string[]): Rule[] => [...new Set(replayed(leaves).map(({ rule }) => rule))].sort();

describe('a lie that is consistent', () => {
  it.each(lies)('%s', (...lie) => {
    const [, rules] = lie;
    const leaves = told(lie, true);
    for (const leaf of leaves) {
      const event = JSON.parse(leaf) as RegistryEvent;
      expect(eventSchemas[event.type].safeParse(event).success, leaf).toBe(true);
    }
    expect(rulesOf(leaves)).toEqual([...rules].sort());
    expect(rules.some((rule) => !TELLTALE.includes(rule))).toBe(true);
    expect(replayed(leaves, { careful: true })).toEqual(replayed(leaves));
    expect(rulesOf(told(lie, false))).toEqual([]);
  });
});

it('there are forty and more, and none is told twice', () => {
  expect(lies.length).toBeGreaterThanOrEqual(40);
  expect(new Set(lies.map(([name]) => name)).size).toBe(lies.length);
});
