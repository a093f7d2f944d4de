/** Rules of reversals and cancellations (DOMAIN §2), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import {
  accountEntity,
  batchEntity,
  blockEntity,
  projectEntity,
  read,
  reportEntity,
} from '../../../shared/ledger/entity.ts';
import { advancedEntities } from '../../../shared/ledger/evolve.ts';
import { isRejection } from '../../../shared/ledger/rejection.ts';
import { decideRecordReversal, type RecordReversal } from '../../../shared/sinks/record-reversal.ts';
import { type CancelUnits, decideCancelUnits } from '../../../shared/units/cancel-units.ts';
import type { Item } from '../../../shared/units/selection.ts';
import type { BatchState } from '../../../shared/units/states.ts';
import {
  expectEvent,
  holdLadder,
  holdUnknownBatch,
  type Rule,
  type Situation,
} from '../../support/ladder.ts';
import {
  BUFFER,
  change,
  developer,
  nativeEntities,
  nativeProject,
  PROJECT,
  REPORT,
  someDocument,
  stranger,
  vintage,
} from '../../support/states/native.ts';
import {
  block,
  blockEntry,
  blocksOf,
  contextOf,
  entity,
  idNamed,
  selectionRules,
} from '../../support/states/states.ts';

const project = projectEntity(PROJECT);
const batches = ['one', 'two'].map((name) => idNamed('b', name));

/** A project of 3000 t with 30 and 20 of them in its buffer. */
function losing(lengths = [30, 20]): Situation<RecordReversal> {
  const candidates = lengths.map((length, i) =>
    block({
      batch: batches[i] ?? idNamed('b', `batch ${i}`),
      from: 1001,
      to: 1000 + length,
      account: BUFFER,
      status: 'buffer',
    }),
  );
  const buffered = candidates.map(({ state: { batch, from, to } }, i) => ({
    batch,
    from,
    to,
    vintage: 2020 + i,
  }));
  return {
    entities: new Map([
      ...nativeEntities(nativeProject('VCS', { issued: 3000, buffered })),
      ...candidates.map(blockEntry),
    ]),
    candidates,
    command: {
      project: PROJECT,
      cause: 'fire',
      occurredOn: '2026-07-31',
      kilograms: 34_001,
      document: someDocument,
    },
    context: contextOf('lvzhang-operator', 'operator', 'any'),
  };
}
const lose = ({ entities, candidates, command, context }: Situation<RecordReversal>) =>
  decideRecordReversal(entities, candidates, command, context);

holdLadder('record a reversal', losing, lose, [
  ['not-found', undefined, ({ entities }) => entities.delete(project)],
  ['reversal-of-nothing', undefined, ({ entities }) => change(entities, project, { issued: 0 })],
  [
    'reversal-without-storage',
    undefined,
    ({ entities }) => change(entities, project, { methodology: 'VM0041' }),
  ],
  [
    'reversal-outside-crediting',
    '/occurredOn',
    ({ command }) => Object.assign(command, { occurredOn: '2021-03-31' }),
  ],
  [
    'reversal-not-yet',
    '/occurredOn',
    ({ command }) => {
      if (command.occurredOn > '2021-03-31') command.occurredOn = '2026-08-02';
    },
  ],
  [
    'reversal-exceeds-issued',
    '/kilograms',
    ({ command }) => Object.assign(command, { kilograms: 3_000_001 }),
  ],
  ['reversal-exceeds-issued', '/kilograms', ({ entities }) => change(entities, project, { reversed: 2966 })],
  ['buffer-in-motion', undefined, ({ candidates }) => candidates.splice(0, 1)],
]);

const lost = (situation: Situation<RecordReversal>) => {
  const event = expectEvent(situation, lose);
  return { facts: event.facts, next: advancedEntities(situation.entities, event) };
};

describe('a reversal', () => {
  it('is rounded up to whole tonnes, and takes whole blocks of the oldest vintage, then a tail', () => {
    const { facts, next } = lost(losing());
    expect(facts).toMatchObject({ tonnes: 35, cancelled: 35, uncovered: 0 });
    expect(read(next, blockEntity(batches[0]!, 1001))?.state).toMatchObject({
      status: 'cancelled',
      to: 1030,
    });
    expect(read(next, blockEntity(batches[1]!, 1001))?.state).toMatchObject({
      status: 'buffer',
      to: 1015,
    });
    expect(read(next, blockEntity(batches[1]!, 1016))?.state).toMatchObject({ status: 'cancelled' });
    expect(read(next, project)?.state).toMatchObject({
      reversed: 35,
      uncovered: 0,
      buffered: [{ batch: batches[1], from: 1001, to: 1015, vintage: 2021 }],
    });
  });

  it('says what the buffer does not cover', () => {
    const situation = losing();
    situation.command.kilograms = 60_000;
    const { facts, next } = lost(situation);
    expect(facts).toMatchObject({ tonnes: 60, cancelled: 50, uncovered: 10 });
    expect(read(next, project)?.state).toMatchObject({ uncovered: 10, buffered: [] });
  });

  it('of a project without a buffer is uncovered whole', () => {
    const situation = losing();
    situation.entities.set(project, nativeProject('CCER', { issued: 3000 }));
    const { facts } = lost(situation);
    expect(facts).toMatchObject({ tonnes: 35, cancelled: 0, uncovered: 35 });
    expect(facts).not.toHaveProperty('items');
  });

  it('adds to what is uncovered already', () => {
    const situation = losing();
    situation.entities.set(project, nativeProject('CCER', { issued: 3000, uncovered: 7 }));
    expect(read(lost(situation).next, project)?.state.uncovered).toBe(42);
  });

  it('of more blocks than a commit holds is refused, and says how much would fit; that much does', () => {
    const situation = losing(Array<number>(150).fill(2));
    situation.command.kilograms = 300_000;
    const refused = lose(situation);
    expect(refused).toMatchObject({ rejected: 'buffer-in-too-many-blocks', seen: { blocks: 150 } });
    const fits = isRejection(refused) ? Number(refused.seen?.fits) : 0;
    expect(fits).toBeGreaterThan(60);
    situation.command.kilograms = fits * 1000;
    expect(lost(situation).facts).toMatchObject({ cancelled: fits, uncovered: 0 });
    situation.command.kilograms = (fits + 2) * 1000;
    expect(lose(situation)).toMatchObject({ rejected: 'buffer-in-too-many-blocks' });
  });

  it('never takes units that are not in the buffer', () => {
    const situation = losing();
    situation.candidates[0]!.state.status = 'cancelled';
    expect(lose(situation)).toMatchObject({ rejected: 'buffer-in-motion' });
  });
});

const batch = batches[0]!;
const report = reportEntity(REPORT);
type Cancel = CancelUnits & { items: Item[] };
const batchState: BatchState = {
  project: PROJECT,
  instrument: 'VCU',
  vintage: 2020,
  issued: 100,
  legacy: false,
  imported: false,
};

function cancelling(cause: CancelUnits['cause'] = 'over-issuance'): Situation<Cancel> {
  const candidates = blocksOf(developer.account, batch, 100);
  const vintages = [
    vintage(2023, 5, { issued: 10 }),
    vintage(2024, 5, { issued: 10, cancelled: 2 }),
    vintage(2025, 9, { issued: 9 }),
  ];
  return {
    entities: new Map([
      ...nativeEntities(nativeProject('VCS', { excess: 9, uncovered: 9 }), { status: 'issued', vintages }),
      ...candidates.map(blockEntry),
      [batchEntity(batch), entity(batchState)],
    ]),
    candidates,
    command: {
      project: PROJECT,
      cause,
      ...(cause === 'over-issuance' && { report: REPORT }),
      account: developer.account,
      items: [{ batch, quantity: 8 }],
      reason: '更正后补足',
    },
    context: contextOf(developer.id, 'developer', 'own'),
  };
}
const cancel = ({ entities, candidates, command, context }: Situation<Cancel>) =>
  decideCancelUnits(entities, candidates, command, context);

const cancellationRules = (open: Rule<Cancel>[]): Rule<Cancel>[] => [
  ['not-found', '/project', ({ entities }) => entities.delete(project)],
  ['not-found', '/account', ({ entities }) => entities.delete(accountEntity(developer.account))],
  ['not-yours', '/account', ({ context }) => Object.assign(context, { org: stranger.id, scope: 'own' })],
  [
    'not-the-developers-account',
    '/account',
    ({ entities }) => change(entities, project, { developer: stranger.id }),
  ],
  ...open,
  [
    'other-instrument',
    '/items/0/batch',
    ({ entities }) => entities.set(batchEntity(batch), entity({ ...batchState, instrument: 'CCER' })),
  ],
  ...selectionRules<Cancel>(batch),
  ['cancellation-exceeds-open', '/items', ({ command }) => command.items.push({ batch, quantity: 2 })],
];
describe('cancel units', () => holdUnknownBatch(cancelling, cancel));
holdLadder(
  'cancel for a mistaken issuance',
  cancelling,
  cancel,
  cancellationRules([
    ['not-found', '/report', ({ entities }) => entities.delete(report)],
    ['not-found', '/report', ({ entities }) => change(entities, report, { project: idNamed('p', 'other') })],
    [
      'nothing-to-cancel',
      undefined,
      ({ entities }) => change(entities, report, { vintages: [vintage(2023, 5, { issued: 5 })] }),
    ],
  ]),
);
holdLadder(
  'cancel for a reversal',
  () => cancelling('reversal'),
  cancel,
  cancellationRules([
    ['nothing-to-cancel', undefined, ({ entities }) => change(entities, project, { uncovered: 0 })],
  ]),
);

describe('a cancellation', () => {
  const states = (situation: Situation<Cancel>) => {
    const next = advancedEntities(situation.entities, expectEvent(situation, cancel));
    return { project: read(next, project)?.state, report: read(next, report)?.state };
  };

  it("settles the report's excess, the oldest vintage's first", () => {
    expect(states(cancelling())).toMatchObject({
      project: { excess: 1, uncovered: 9 },
      report: { vintages: [{ cancelled: 5 }, { cancelled: 5 }, { cancelled: 0 }] },
    });
  });

  it("settles a reversal's gap, and touches no report", () => {
    expect(states(cancelling('reversal'))).toMatchObject({ project: { excess: 9, uncovered: 1 } });
    expect(states(cancelling('reversal')).report).toBeUndefined();
  });

  it("may be done by the operator, with the developer's units", () => {
    const situation = cancelling();
    situation.context = contextOf('lvzhang-operator', 'operator', 'any');
    expectEvent(situation, cancel);
  });

  it("takes nothing out of the developer's buffer account", () => {
    const situation = cancelling();
    situation.command.account = BUFFER;
    expect(cancel(situation)).toMatchObject({ rejected: 'not-the-developers-account' });
  });
});
