/**
 * What only a liar would write: found by trying every lie (test/property/lies.test.ts). One line per fault.
 */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { commentEntity, commenterEntity, projectEntity } from '../../shared/ledger/entity.ts';
import { COMMENTS_EACH_MAX } from '../../shared/sinks/facts.ts';
import { blocksAdvanced } from '../../shared/units/block.ts';
import type { Movement } from '../../shared/units/facts.ts';
import { as, OPERATOR } from '../support/history/history.ts';
import { registerParcel } from '../support/history/land-steps.ts';
import {
  audited,
  comment,
  develop,
  lifecycleHistory,
  publish,
  reserve,
} from '../support/history/lifecycle-steps.ts';
import {
  DOWN,
  expectFound,
  type Fault,
  forge,
  requestedBut,
  submittedBut,
  verifiedBut,
} from '../support/history/report-faults.ts';
import {
  audited as auditedReports,
  correct,
  issueWhole,
  type ReportHistory,
  reportHistory,
  reverse,
} from '../support/history/report-steps.ts';
import { but, facts, faultsAreFound, organizationBut, retiredBut } from '../support/history/small-history.ts';
import { someDocument } from '../support/states/native.ts';

const SEAL = `sha256:${'9'.repeat(64)}`;
/** 43 letters that no SHA-256 is written as: the last one has bits to spare. */
const NO_DIGEST = 'u'.repeat(43);

faultsAreFound([
  [
    'leaf-schema',
    'a retirement with something sealed',
    retiredBut((e) => Object.assign(e, { sealed: SEAL })),
  ],
  [
    'id-not-derived',
    'a commit id that is no digest',
    organizationBut((e) => Object.assign(e, { id: NO_DIGEST })),
  ],
  [
    'parcel-too-large',
    'more land than the city has',
    but(({ h, developer }) => registerParcel(h, developer.id))(facts({ areaSquareMetres: 90_021_000_001 })),
  ],
]);

/** A loss that cancels these units of the buffer. */
function forgeReversal(s: ReportHistory, cancelled: number, items: Movement[]): void {
  const loss = { cause: 'fire', occurredOn: '2026-01-01', document: someDocument } as const;
  forge(s, OPERATOR, {
    type: 'reversal.recorded',
    facts: { project: s.vcs, ...loss, tonnes: cancelled, cancelled, items, uncovered: 0 },
    advances: [...blocksAdvanced(s.h.entities, items), projectEntity(s.vcs)],
  });
}
/** Of 2023: serials 426–500 of 500; of 2024: 851–1000 of 1000. */
const buffered = (vintage: number, from: number, to: number) => (s: ReportHistory) => {
  const batch = issueWhole(s).batches.get(vintage)!;
  forgeReversal(s, to - from + 1, [{ batch, ranges: [{ from, to }] }]);
};

const FAULTS: [Rule, string, Fault][] = [
  ['buffer-order', 'of a later vintage first', buffered(2024, 851, 1000)],
  ['buffer-order', 'of the first serials of a block', buffered(2023, 426, 435)],
  [
    'reversal-exceeds-issued',
    'of what was lost before',
    (s) => {
      issueWhole(s);
      reverse(s, 1_400_000);
      reverseAgain(s);
    },
  ],
  ['report-vintages', 'claims its years backwards', submittedBut((f) => f.amounts.reverse())],
  ['report-vintages', 'is verified with its years backwards', verifiedBut((f) => f.amounts.reverse())],
  [
    'report-vintages',
    'is corrected with its years backwards',
    (s) => {
      const { report } = issueWhole(s);
      correct(s, report, DOWN);
      const event = JSON.parse(s.h.leaves.pop()!);
      event.facts.amounts.reverse();
      s.h.leaves.push(JSON.stringify(event));
    },
  ],
  ['requested-order', 'is applied for with its years backwards', requestedBut((f) => f.quantities.reverse())],
];

/** 200 t more than are left of what was issued. */
function reverseAgain(s: ReportHistory): void {
  const loss = { cause: 'fire', occurredOn: '2026-01-01', document: someDocument } as const;
  forge(s, OPERATOR, {
    type: 'reversal.recorded',
    facts: { project: s.vcs, ...loss, tonnes: 300, cancelled: 0, uncovered: 300 },
    advances: [projectEntity(s.vcs)],
  });
}

it('finds the comment that is one too many on its publication', () => {
  const s = lifecycleHistory();
  const project = reserve(s);
  develop(s, project);
  publish(s, project);
  for (let i = 0; i < COMMENTS_EACH_MAX; i++) comment(s, project);
  expect(audited(s)).toEqual([]);
  const number = COMMENTS_EACH_MAX + 1;
  s.h.forge(as(s.holder), {
    type: 'comment.received',
    facts: { subject: project.project, number, sha256: 'a'.repeat(64), bytes: 90 },
    advances: [
      projectEntity(project.project),
      commentEntity(project.project, number),
      commenterEntity(project.project, s.holder),
    ],
  });
  expect(audited(s).map(({ rule }) => rule)).toEqual(['comments-full']);
});

describe('a lie about a report or a loss is found where it is', () => {
  it.each(FAULTS)('%s: %s', (rule, _, fault) => expectFound(rule, fault));

  it.each<[string, Fault]>([
    [
      'the last serials of the oldest vintage',
      (s) => {
        issueWhole(s);
        reverse(s, 10_000);
      },
    ],
    [
      'all of the oldest and some of the next',
      (s) => {
        issueWhole(s);
        reverse(s, 100_000);
      },
    ],
  ])('takes %s for what a loss cancels first', (_, step) => {
    const s = reportHistory();
    step(s);
    expect(auditedReports(s)).toEqual([]);
  });
});
