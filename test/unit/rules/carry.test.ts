/** What a leaf can say of kWh that no certificate stands for. */
import { expect, it } from 'vitest';
import { KILOWATT_HOURS_MAX, powerFacts } from '../../../shared/power/facts.ts';

/** Two months of the most, both corrected to nothing after their certificates were issued. */
const lacking = -2 * KILOWATT_HOURS_MAX;

it.each([
  [lacking, lacking + 999, true],
  [999, -1, true],
  [0, 1000, false],
  [0.5, 0, false],
])('carries %d kWh before and %d after: %s', (carriedBefore, carriedAfter, said) => {
  const facts = {
    facility: `f-${'0'.repeat(20)}`,
    month: '2026-06',
    energy: 'on-grid',
    revision: 2,
    netKilowattHours: 0,
    carriedBefore,
    carriedAfter,
  };
  expect(powerFacts['generation.confirmed'].safeParse(facts).success).toBe(said);
});
