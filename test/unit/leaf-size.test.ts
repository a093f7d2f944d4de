/**
 * How many blocks fit one leaf is measured: the largest command of each decider fits, and none that
 * would fit is refused.
 */
import { expect, it } from 'vitest';
import { canonicalize } from '../../shared/base/canonical.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';
import {
  ADVANCES_MAX,
  type Context,
  type Draft,
  deriveId,
  eventOf,
  LEAF_BYTES_MAX,
} from '../../shared/ledger/decision.ts';
import {
  type Entity,
  type EntityId,
  projectEntity,
  reportEntity,
  supplyEntity,
} from '../../shared/ledger/entity.ts';
import { advancedEntities } from '../../shared/ledger/evolve.ts';
import { isRejection, type Rejection } from '../../shared/ledger/rejection.ts';
import { decideCancelOverIssued } from '../../shared/power/cancel-over-issued.ts';
import { decideExpireUnits } from '../../shared/power/expire-units.ts';
import {
  decideCancelForReport,
  decideFreezeCertificates,
  decideReleaseCertificates,
} from '../../shared/power/freeze-certificates.ts';
import { decideDeliverSupply } from '../../shared/power/import-supply.ts';
import type { SupplyState } from '../../shared/power/states.ts';
import { decideRecordReversal } from '../../shared/sinks/record-reversal.ts';
import { decideCancelUnits } from '../../shared/units/cancel-units.ts';
import { decideEndTransfer, decideOfferTransfer } from '../../shared/units/offer-transfer.ts';
import { decidePledgeStep, decideProposePledge } from '../../shared/units/propose-pledge.ts';
import { decideRetireUnits } from '../../shared/units/retire-units.ts';
import type { Candidate } from '../../shared/units/selection.ts';
import type { BlockState } from '../../shared/units/states.ts';
import { certificates, FACILITY, generator, powerEntities } from '../support/states/certificate-states.ts';
import { facility, facilityEntities, owner } from '../support/states/facility-states.ts';
import {
  BUFFER,
  change,
  developer,
  nativeEntities,
  nativeProject,
  PROJECT,
  REPORT,
  report,
  someDocument,
  vintage,
} from '../support/states/native.ts';
import {
  batchEntry,
  block,
  blockEntry,
  commitNamed,
  contextOf,
  entity,
  idNamed,
  organizationNamed,
} from '../support/states/states.ts';

/** Beside a block's own bytes: digits of the quantity, and a comma per list. */
const SLACK_BYTES = 20;
/**
 * Of what is ended by a later leaf: its blocks' versions may have a digit more, and its envelope differs.
 */
const SLACK_LATER_BYTES = 300;

const [holder, other] = [
  organizationNamed('holder', ['developer']),
  organizationNamed('other', ['financier']),
];
const batch = idNamed('b', 'batch');
const [BENEFICIARY, REASON] = ['绿'.repeat(200), '"'.repeat(500)];
const agent = idNamed('o', 'agent');

/** Blocks of two whose serials are as long as can be, and that have been cut since they changed hands. */
const serialsOf = (index: number) => ({
  from: 100_000_000_000 + 2 * index,
  to: 100_000_000_001 + 2 * index,
  since: commitNamed('long ago'),
});
const blocksOf = (count: number, state: Pick<BlockState, 'account'> & Partial<BlockState>): Candidate[] =>
  Array.from({ length: count }, (_, index) => block({ batch, ...serialsOf(index), ...state })).map(
    (each) => ({
      ...each,
      commit: commitNamed('cut'),
    }),
  );

interface Decided {
  entities: Map<EntityId, Entity>;
  context: Context;
  outcome: Draft | Rejection;
}
type Entries = Iterable<[EntityId, Entity]>;

/** Decides on so many blocks of that account. */
function taking(
  count: number,
  account: string,
  context: Context,
  beside: Entries,
  decide: (
    entities: Map<EntityId, Entity>,
    candidates: Candidate[],
    items: [{ batch: string; quantity: number }],
  ) => Decided['outcome'],
  state: Partial<BlockState> = {},
): Decided {
  const candidates = blocksOf(count, { account, ...state });
  const entities = new Map<EntityId, Entity>([batchEntry(batch), ...beside, ...candidates.map(blockEntry)]);
  return { entities, context, outcome: decide(entities, candidates, [{ batch, quantity: 2 * count }]) };
}

const own = { ...contextOf(holder.id, 'developer', 'own'), agent };
const operator = contextOf('lvzhang-operator', 'operator', 'any');
const holders: Entries = [...holder.entities, ...other.entities];

const retire = (count: number) =>
  taking(count, holder.account, own, holders, (entities, candidates, items) =>
    decideRetireUnits(
      entities,
      candidates,
      { account: holder.account, items, beneficiary: BENEFICIARY, reason: REASON, purpose: 'voluntary' },
      own,
    ),
  );
const offer = (count: number) =>
  taking(count, holder.account, own, holders, (entities, candidates, items) =>
    decideOfferTransfer(entities, candidates, { from: holder.account, to: other.account, items }, own),
  );
const pledge = (count: number) =>
  taking(count, holder.account, own, holders, (entities, candidates, items) =>
    decideProposePledge(
      entities,
      candidates,
      { from: holder.account, to: other.account, items, sealed: `sha256:${'a'.repeat(64)}` },
      own,
    ),
  );
const cancel = (count: number) => {
  const context = { ...contextOf(developer.id, 'developer', 'own'), agent };
  const beside = nativeEntities(nativeProject('VCS', { uncovered: 3000 }));
  return taking(count, developer.account, context, beside, (entities, candidates, items) =>
    decideCancelUnits(
      entities,
      candidates,
      { project: PROJECT, cause: 'reversal', account: developer.account, items, reason: REASON },
      context,
    ),
  );
};
const reverse = (count: number) => {
  const buffered = [{ batch, from: 100_000_000_000, to: 100_000_000_000 + 2 * count - 1, vintage: 2020 }];
  const beside = nativeEntities(nativeProject('VCS', { issued: 3000, buffered }));
  const lost = { project: PROJECT, cause: 'fire', occurredOn: '2026-07-31', document: someDocument } as const;
  return taking(
    count,
    BUFFER,
    operator,
    beside,
    (entities, candidates) =>
      decideRecordReversal(entities, candidates, { ...lost, kilograms: 2000 * count }, operator),
    { status: 'buffer' },
  );
};
const overIssued = (count: number) => {
  const context = { ...contextOf(owner.id, 'generator', 'own'), agent };
  const beside: Entries = [
    ...facilityEntities(
      facility({ energy: { 'on-grid': { kilowattHours: 0, issued: 1000, cancelled: 0 } } }),
    ),
    batchEntry(batch, { instrument: 'GEC', vintage: 2026, facility: FACILITY, energy: 'on-grid' }),
  ];
  return taking(count, owner.account, context, beside, (entities, candidates, items) =>
    decideCancelOverIssued(
      entities,
      candidates,
      { facility: FACILITY, energy: 'on-grid', account: owner.account, items, reason: REASON },
      context,
    ),
  );
};
const deliver = (count: number) => {
  const supply = deriveId('c', commitNamed('supply'));
  const contract = { account: holder.account, issued: 1000, delivered: 0 } as SupplyState;
  const beside: Entries = [
    ...holders,
    [supplyEntity(supply), entity(contract)],
    batchEntry(batch, { instrument: 'IREC', imported: true, supply }),
  ];
  return taking(count, holder.account, operator, beside, (entities, candidates, items) =>
    decideDeliverSupply(
      entities,
      candidates,
      { supply, to: other.account, items, retiredElsewhere: true },
      operator,
    ),
  );
};

/** So many blocks of a plant's certificates, under a project of that status. */
function plant(
  count: number,
  status: 'registration-requested' | 'registered' | 'refused',
  frozen: boolean,
): Map<EntityId, Entity> {
  const crediting = { from: '2025-03-15', to: '2035-03-14' };
  const period = { from: '2025-03-15', to: '2025-04-14' };
  const of = { ...(frozen && { status: 'frozen' as const }) };
  const blocks = Array.from({ length: count }, (_, index) => ({ ...serialsOf(index), ...of }));
  const entities = powerEntities(
    frozen ? { frozen: { project: PROJECT, crediting } } : {},
    certificates('march', '2025-03', blocks),
  );
  const state = nativeProject('CCER', {
    status,
    methodology: 'CCER-01-001-V01',
    category: 'energy',
    developer: generator.id,
    facility: FACILITY,
  });
  entities.set(projectEntity(PROJECT), state);
  entities.set(
    reportEntity(REPORT),
    report({ period, status: 'issuance-requested', vintages: [vintage(2025, 100)] }),
  );
  change(entities, projectEntity(PROJECT), { design: { ...state.state.design, crediting } });
  for (const [id, each] of entities)
    if (id.startsWith('block:')) entities.set(id, { ...each, commit: commitNamed('cut') });
  return entities;
}
const freeze = (count: number): Decided => {
  const entities = plant(count, 'registration-requested', false);
  return { entities, context: operator, outcome: decideFreezeCertificates(entities, PROJECT, operator) };
};
const release = (count: number): Decided => {
  const entities = plant(count, 'refused', true);
  return { entities, context: operator, outcome: decideReleaseCertificates(entities, PROJECT, operator) };
};
const cancelFrozen = (count: number): Decided => {
  const entities = plant(count, 'registered', true);
  const outcome = decideCancelForReport(entities, { report: REPORT, reason: REASON }, operator);
  return { entities, context: operator, outcome };
};
const expire = (count: number): Decided => {
  const entities = plant(count, 'registered', false);
  const blocks = [...entities]
    .filter(([id]) => id.startsWith('block:'))
    .map(([, each]) => each as Entity<BlockState>);
  const context = {
    ...contextOf('lvzhang', 'operator', 'any'),
    role: 'system' as const,
    at: '2030-01-01T00:00:00.000Z',
  };
  const outcome = decideExpireUnits(entities, { facility: FACILITY, month: '2025-03', blocks }, context);
  return { entities, context, outcome };
};

const leafOf = ({ entities, context, outcome }: Decided): number | undefined =>
  isRejection(outcome) ? undefined : toUtf8(canonicalize(eventOf(outcome, entities, context))).length;

/** Leaf sizes for 1, 2, … blocks, as far as one commit holds them. */
const sizesOf = (decided: (count: number) => Decided): number[] =>
  Array.from({ length: ADVANCES_MAX - 2 }, (_, index) => leafOf(decided(index + 1))).filter(
    (size) => size !== undefined,
  );

it.each<[string, (count: number) => Decided, number]>([
  ['units.retired', retire, SLACK_BYTES],
  ['units.offered', offer, SLACK_LATER_BYTES],
  ['pledge.proposed', pledge, SLACK_LATER_BYTES],
  ['units.cancelled', cancel, SLACK_BYTES],
  ['reversal.recorded', reverse, SLACK_BYTES],
  ['certificates.cancelled for over-issuance', overIssued, SLACK_BYTES],
  ['supply.delivered', deliver, SLACK_BYTES],
  ['certificates.frozen', freeze, SLACK_BYTES],
  ['certificates.released', release, SLACK_BYTES],
  ['certificates.cancelled for a report', cancelFrozen, SLACK_BYTES],
  ['units.expired', expire, SLACK_BYTES],
])('%s: the largest fits a leaf, and one block more would not', (_, decided, slack) => {
  const sizes = sizesOf(decided);
  const largest = Math.max(...sizes);
  const aBlock = sizes[11]! - sizes[10]!;
  // It is the leaf that is full, not the transaction.
  expect(new Set(sizes).size).toBeLessThan(ADVANCES_MAX - 2);
  expect(largest).toBeLessThanOrEqual(LEAF_BYTES_MAX);
  expect(largest + aBlock + slack).toBeGreaterThan(LEAF_BYTES_MAX);
});

/** The entities after the largest of these, whose blocks have moved as often as makes a version longer. */
function afterLargest(decided: (count: number) => Decided): Map<EntityId, Entity> {
  const { entities, context, outcome } = decided(sizesOf(decided).length);
  if (isRejection(outcome)) throw new Error(outcome.rejected);
  const after = new Map([...entities, ...advancedEntities(entities, eventOf(outcome, entities, context))]);
  for (const [id, each] of after) if (id.startsWith('block:')) after.set(id, { ...each, version: 9 });
  return after;
}

it('the largest offer can be settled, the largest pledge released, by whoever acts for the party', () => {
  const offered = afterLargest(offer);
  const ended = decideEndTransfer(offered, own.id, 'withdraw', own);
  expect(leafOf({ entities: offered, context: own, outcome: ended })).toBeLessThanOrEqual(LEAF_BYTES_MAX);
  const pledged = afterLargest(pledge);
  const withdrawn = decidePledgeStep(pledged, own.id, 'withdraw', own);
  expect(leafOf({ entities: pledged, context: own, outcome: withdrawn })).toBeLessThanOrEqual(LEAF_BYTES_MAX);
});
