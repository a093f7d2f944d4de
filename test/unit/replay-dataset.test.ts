/** Audit rules of activity datasets, and of statements that draw on them. One line per fault. */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { drawnRowName } from '../../shared/statements/draw.ts';
import { decideSubmitStatement } from '../../shared/statements/submit-statement.ts';
import { deliverDataset, PLATFORM, rowOf } from '../support/history/dataset-steps.ts';
import { asRegistered, History } from '../support/history/history.ts';
import { registerKey, revokeKey } from '../support/history/key-steps.ts';
import { replayed } from '../support/history/replayed.ts';
import { TestSigner } from '../support/signing.ts';

type Step = 'first' | 'signed' | 'again' | 'statement';

function smallHistory(last: Step) {
  const h = new History();
  const works = h.organization({ name: '用能单位' });
  const other = h.organization({ name: '另一单位' });
  const platform = h.organization({ name: '能碳平台' });
  const signer = registerKey(h, platform.id, 1);
  const s = { h, works, other, platform, signer };
  const foreign = deliverDataset(h, other.id, { rows: [rowOf('M1', '5')] }).dataset;
  const older = deliverDataset(h, works.id, { rows: [rowOf('M1', '1')], month: '2024-12' }).dataset;
  const { dataset } = deliverDataset(h, works.id, { rows: [rowOf('M1', '1')] });
  const made = { ...s, dataset, foreign, older };
  if (last === 'first') return made;
  const signed = { signer, organization: platform.id, beforeMs: 100 };
  deliverDataset(h, works.id, { rows: [rowOf('M1', '2')], signed });
  if (last === 'signed') return made;
  deliverDataset(h, works.id, { rows: [rowOf('M1', '3')], signed });
  if (last === 'again') return made;
  const row = rowOf('M1', '3');
  h.commit<'statement.submitted'>(asRegistered(h, works.id), (context) =>
    decideSubmitStatement(
      h.entities,
      {
        subject: { kind: 'organization', name: '用能单位' },
        year: 2025,
        province: '11',
        boundary: '全厂',
        sealed: `sha256:${'0'.repeat(64)}`,
        rows: new Map([[drawnRowName(dataset, row), row]]),
        lines: [
          {
            id: 'power',
            category: 2,
            kind: 'electricity',
            kWh: '3',
            supply: 'grid',
            direction: 'received',
            dataset: { datasets: [dataset], meterPoint: 'M1' },
          },
        ],
      },
      context,
    ),
  );
  return made;
}
type SmallHistory = ReturnType<typeof smallHistory>;

const NONE = `d-${'0'.repeat(20)}`;
const SEALED = `sha256:${'1'.repeat(64)}`;
const LATER = '2029-01-01T00:00:00.000Z';

type Delivered = EventOfType<'dataset.delivered'>['facts'];
const resigned = (more: object) => (facts: Delivered) => ({ signature: { ...facts.signature, ...more } });

const faults: [Step, Rule, string, (facts: never, s: SmallHistory) => object][] = [
  ['first', 'dataset-id', 'an id of nothing', () => ({ dataset: NONE })],
  ['first', 'dataset-id', 'an id of another platform', () => ({ platform: '另一平台' })],
  ['first', 'dataset-of-another', "another's", (_, { foreign }) => ({ dataset: foreign, revision: 2 })],
  ['first', 'dataset-month', 'of a month to come', () => ({ month: '2027-01' })],
  ['first', 'dataset-revision', 'a revision left out', () => ({ revision: 2 })],
  ['again', 'dataset-revision', 'a revision again', () => ({ revision: 2 })],
  ['first', 'dataset-counts', 'more meter points than rows', () => ({ meterPoints: 2 })],
  [
    'signed',
    'dataset-key',
    'signed by nobody',
    (facts: Delivered) => resigned({ organization: NONE.replace('d', 'o') })(facts),
  ],
  [
    'signed',
    'dataset-key',
    'by a key of nobody',
    (facts: Delivered) => resigned({ kid: new TestSigner(2).kid })(facts),
  ],
  [
    'signed',
    'dataset-signature',
    'at another time',
    (facts: Delivered) => resigned({ at: '2026-01-01T00:00:00.000Z' })(facts),
  ],
  [
    'signed',
    'dataset-signed-ahead',
    'after its delivery',
    (facts: Delivered) => resigned({ at: LATER })(facts),
  ],
  [
    'again',
    'dataset-signed-before',
    'before the last',
    (facts: Delivered) => resigned({ at: '2026-01-01T00:00:00.000Z' })(facts),
  ],
  [
    'statement',
    'draw-lines',
    'no line that draws',
    (facts: { lines: object }) => ({ lines: { ...facts.lines, metered: 0 } }),
  ],
  ['statement', 'draw-lines', 'lines that draw on nothing', () => ({ datasets: undefined })],
  [
    'statement',
    'draw-lines',
    'more lines than there are',
    (facts: { lines: object }) => ({ lines: { ...facts.lines, metered: 9 } }),
  ],
  [
    'statement',
    'draw-order',
    'one twice',
    (_, { dataset }) => ({
      datasets: [
        { dataset, revision: 3 },
        { dataset, revision: 3 },
      ],
    }),
  ],
  ['statement', 'draw-unknown', 'of none', () => ({ datasets: [{ dataset: NONE, revision: 1 }] })],
  [
    'statement',
    'draw-of-another',
    "of another's",
    (_, { foreign }) => ({ datasets: [{ dataset: foreign, revision: 1 }] }),
  ],
  [
    'statement',
    'draw-year',
    'of another year',
    (_, { older }) => ({ datasets: [{ dataset: older, revision: 1 }] }),
  ],
  [
    'statement',
    'draw-revision',
    'of a revision that is past',
    (_, { dataset }) => ({ datasets: [{ dataset, revision: 2 }] }),
  ],
];

function lastChanged(s: SmallHistory, change: (facts: never, s: SmallHistory) => object): string[] {
  const leaves = [...s.h.leaves];
  const event = JSON.parse(leaves.pop()!) as { facts: object };
  const facts = JSON.parse(JSON.stringify({ ...event.facts, ...change(event.facts as never, s) }));
  return [...leaves, canonicalize({ ...event, facts })];
}

describe('an audit of activity datasets', () => {
  it.each(['first', 'signed', 'again', 'statement'] as const)('finds nothing after the step %s', (last) => {
    expect(replayed(smallHistory(last).h.leaves)).toEqual([]);
  });

  it.each(faults)('%s: %s, %s', (last, rule, _name, change) => {
    const leaves = lastChanged(smallHistory(last), change);
    const found = replayed(leaves);
    expect(found.map((each) => [each.rule, each.index])).toContainEqual([rule, leaves.length - 1]);
    const { zh, en } = found.find((each) => each.rule === rule)!.message;
    expect(`${zh} ${en}`).not.toMatch(/\{\w+\}/);
  });

  it('finds a dataset without its seal', () => {
    const { h } = smallHistory('first');
    const { sealed: _gone, ...event } = JSON.parse(h.leaves.at(-1)!);
    const found = replayed([...h.leaves.slice(0, -1), canonicalize(event)]);
    expect(found.map(({ rule }) => rule)).toContain('dataset-unsealed');
  });

  it('finds a key that had ended', () => {
    const s = smallHistory('first');
    const { h, works, platform, signer } = s;
    registerKey(h, platform.id, 2);
    revokeKey(h, platform.id, signer.kid);
    h.wait(1);
    h.commit<'dataset.delivered'>(asRegistered(h, works.id), (context) => ({
      type: 'dataset.delivered',
      facts: {
        dataset: s.dataset,
        platform: PLATFORM,
        month: '2025-03',
        revision: 2,
        rows: 1,
        meterPoints: 1,
        signature: signer.dataset(
          { organization: works.id, platform: PLATFORM, month: '2025-03', sealed: SEALED },
          { organization: platform.id, at: context.at },
        ),
      },
      advances: [`dataset:${s.dataset}`],
      sealed: SEALED,
    }));
    expect(replayed(h.leaves).map(({ rule }) => rule)).toEqual(['dataset-key-ended']);
  });
});
