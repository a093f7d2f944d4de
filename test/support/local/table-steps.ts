/**
 * Whatever the ledger may ask of its table, by chance: commits that move and keep entities, on the versions
 * and marks that stand there or on others, appends to the log, cosignatures, and every list by pages. For
 * comparing two tables.
 */
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { blocksOfAccount } from '../../../functions/ledger/account-reads.ts';
import { filteredPage, stateFilter } from '../../../functions/ledger/filtered-page.ts';
import { commentsList } from '../../../functions/ledger/keys.ts';
import { readHeads, readWaiting } from '../../../functions/ledger/log-reads.ts';
import type { LedgerReads } from '../../../functions/ledger/reads.ts';
import type { Stored, StoredEntities } from '../../../functions/ledger/stored.ts';
import {
  type CosignedHead,
  type LogHead,
  writeAppend,
  writeCommit,
  writeCosigned,
} from '../../../functions/ledger/table.ts';
import {
  blockEntity,
  commentEntity,
  degreeEntity,
  type Entity,
  type EntityId,
  type EntityState,
  kindOf,
  transferEntity,
} from '../../../shared/ledger/entity.ts';
import type { BlockStatus } from '../../../shared/units/states.ts';

const some = fc.nat({ max: 3 });
const limit = fc.integer({ min: 1, max: 5 });
const status = fc.constantFrom<BlockStatus>('held', 'offered');
/** Mostly it builds on what stands there; otherwise on a version and a mark of its own invention. */
const honest = fc.integer({ min: 0, max: 3 }).map((n) => n > 0);

const Committing = fc.record({
  kind: fc.constant('commit' as const),
  id: some,
  honest,
  version: some,
  readBy: fc.option(some, { nil: undefined }),
  moved: fc.uniqueArray(fc.nat({ max: 10 }), { minLength: 1, maxLength: 3 }),
  kept: fc.uniqueArray(fc.nat({ max: 10 }), { maxLength: 2 }),
  account: some,
  status,
  attached: fc.boolean(),
});

export const Step = fc.oneof(
  { weight: 6, arbitrary: Committing },
  fc.record({
    kind: fc.constant('append' as const),
    honest,
    oldSize: fc.option(some, { nil: undefined }),
    commits: fc.uniqueArray(some, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant('cosign' as const), honest, size: fc.nat({ max: 20 }) }),
  fc.record({
    kind: fc.constant('held' as const),
    account: some,
    serial: fc.nat({ max: 60 }),
    limit,
    status,
  }),
  fc.record({ kind: fc.constant('lists' as const), which: some, account: some, limit, status }),
  fc.record({ kind: fc.constant('waiting' as const), limit }),
);
type StepOf<K extends string> = Extract<typeof Step extends fc.Arbitrary<infer S> ? S : never, { kind: K }>;
export type Step = StepOf<string>;

const AT = '2026-01-05T00:00:00.000Z';

/**
 * Takes steps on a table; each run has entities, lists and commits of its own there, and all have one log.
 */
export class StepTaker {
  private readonly reads: LedgerReads;
  private readonly run: string;

  constructor(reads: LedgerReads, run: string) {
    this.reads = reads;
    this.run = run;
  }

  async take(step: Step): Promise<void> {
    if (step.kind === 'commit') await this.commit(step);
    else if (step.kind === 'append') await this.append(step);
    else if (step.kind === 'cosign') await this.cosign(step);
    else if (step.kind === 'held') await this.held(step);
    else if (step.kind === 'lists') await this.lists(step);
    else {
      await readWaiting(this.reads, step.limit * 8);
      await this.reads.outsideLog([0, 1, 2, 3].map((n) => this.commitId(n)));
    }
  }

  private commitId = (n: number) => `commit-${this.run}-${n}`;
  private batch = () => `b-${this.run}`;
  private account = (n: number) => `a-${this.run}-${n}`;
  private subject = () => `p-${this.run}`;

  /** Blocks, transfers (in their commits' items), comments (in a list), and something in no index. */
  private entity(n: number): EntityId {
    if (n < 4) return blockEntity(this.batch(), 1 + 10 * n);
    if (n < 8) return transferEntity(this.commitId(n - 4));
    if (n < 10) return commentEntity(this.subject(), n);
    return degreeEntity(this.run);
  }

  private state(entity: EntityId, step: StepOf<'commit'>): EntityState {
    const account = this.account(step.account);
    const from = Number(entity.slice(entity.indexOf('/') + 1));
    const state =
      kindOf(entity) === 'block'
        ? { batch: this.batch(), from, to: from + 9, account, status: step.status }
        : { status: step.status, to: account, list: [step.version, 'é 样 😀', { inner: null, yes: true }] };
    return state as unknown as EntityState;
  }

  private async commit(step: StepOf<'commit'>): Promise<void> {
    const moved = step.moved.map((n) => this.entity(n));
    const id = this.commitId(step.id);
    // A commit can't rest on the transfer that it makes: one transaction would take that item twice.
    const elsewhere = (entity: EntityId) => entity !== transferEntity(id) && !moved.includes(entity);
    const kept = step.kept.map((n) => this.entity(n)).filter(elsewhere);
    const stored = await this.reads.entities([...moved, ...kept]);
    const invented: Stored = {
      version: step.version,
      commit: this.commitId(0),
      moved: AT,
      state: {} as EntityState,
      ...(step.readBy !== undefined && { readBy: this.commitId(step.readBy), readAt: AT }),
    };
    const seen: StoredEntities = step.honest
      ? stored
      : new Map([...moved, ...kept].map((entity) => [entity, invented]));
    const next = (entity: EntityId): Entity => ({
      version: (seen.get(entity)?.version ?? 0) + 1,
      commit: id,
      state: this.state(entity, step),
    });
    await writeCommit(this.reads.client, this.reads.tableName, {
      record: { id, leaf: `{"n":${step.version}}`, request: this.run, at: `${AT}${this.run}${step.id}` },
      seen,
      advanced: new Map(moved.map((entity) => [entity, next(entity)])),
      // Only what there is can be kept as it is.
      kept: new Map(
        [...seen].filter(([entity, { version }]) => version > 0 && kept.includes(entity as EntityId)) as [
          EntityId,
          Stored,
        ][],
      ),
      attachments: step.attached
        ? [{ key: { pk: `BYTES#${this.run}`, sk: 'BYTES' }, bytes: Uint8Array.of(step.id, step.version) }]
        : [],
    });
  }

  private async append(step: StepOf<'append'>): Promise<void> {
    const oldSize = step.honest ? (await readHeads(this.reads)).head?.size : step.oldSize;
    const commits = step.commits.map((n) => this.commitId(n));
    await writeAppend(this.reads.client, this.reads.tableName, {
      oldSize,
      commits,
      head: headOf((oldSize ?? 0) + commits.length),
      tiles: [{ level: 0, n: 0, hashes: Uint8Array.of(1, 2, 3), commits }],
    });
  }

  private async cosign(step: StepOf<'cosign'>): Promise<void> {
    const { cosigned } = await readHeads(this.reads);
    const next: CosignedHead = { ...headOf(step.size), witnesses: { witness: step.size } };
    await writeCosigned(this.reads.client, this.reads.tableName, next, step.honest ? cosigned : undefined);
  }

  private async held(step: StepOf<'held'>): Promise<void> {
    const account = this.account(step.account);
    await this.reads.blocksHeld(account, this.batch(), step.serial, step.limit, step.status);
    await this.reads.blocksHeldNow(account, this.batch(), 100, step.status);
    await this.reads.blocksCovering(this.batch(), step.serial, step.serial + step.limit, step.limit);
  }

  private async lists({ which, account, limit: most, status: wanted }: StepOf<'lists'>): Promise<void> {
    const list = commentsList(this.subject());
    const lists = [
      (cursor?: string) => blocksOfAccount(this.reads, this.account(account), {}, most, cursor),
      (cursor?: string) => this.reads.blocksOfBatch(this.batch(), most, cursor),
      (cursor?: string) => this.reads.list(list, most, cursor),
      (cursor?: string) => filteredPage(this.reads, list, { status: wanted }, most, cursor),
    ];
    for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false)
      cursor = (await lists[which]!(cursor)).next;
    const { names, values, ...filter } = stateFilter({ status: wanted });
    await this.reads.client.send(
      new QueryCommand({
        TableName: this.reads.tableName,
        IndexName: 'byList',
        KeyConditionExpression: '#list = :list',
        ...filter,
        ProjectionExpression: '#state.#status, #state.#to',
        Limit: most,
        ExpressionAttributeNames: { '#list': 'list', '#to': 'to', ...names },
        ExpressionAttributeValues: { ':list': list, ...values },
      }),
    );
  }
}

const headOf = (size: number): LogHead => ({
  size,
  root: `root ${size}`,
  edge: [Uint8Array.of(size)],
  at: AT,
  checkpoint: `checkpoint ${size}`,
  vkey: 'name+hash+key',
});
