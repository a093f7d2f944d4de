/** Where jobs lie in the table of work, and how they are moved there. */
import type { Page } from '../ledger/reads.ts';
import { dueAt, hasEnded, isFinal, type Job, type Unfinished } from './job.ts';
import type { Work, WorkKey, WorkTable, WorkWrite } from './work-table.ts';

/** A function that works on jobs reads and writes in partitions of this prefix alone (infra/working.ts). */
export const JOBS_PREFIX = 'JOB#';
const JOB_NAME = 'JOB#';
/** Names of the items that ring the worker, and no others do. */
export const RING_NAME = 'RING#';
/** A ring is heard within seconds, or given up after five minutes (infra/working.ts). */
const RING_KEPT_MS = 5 * 60_000;

const DUE_JOBS = `${JOBS_PREFIX}DUE`;

/** An organization's jobs lie together. */
const partitionOf = (organization: string): string => `${JOBS_PREFIX}${organization}`;
export const jobKey = (organization: string, id: string): WorkKey => ({
  partition: partitionOf(organization),
  name: `${JOB_NAME}${id}`,
});
/** One job of a kind is at work for an organization: this item says which. */
const slotKey = ({ asker, input }: Job): WorkKey => ({
  partition: partitionOf(asker.org),
  name: `SLOT#${input.kind}`,
});

const unfinishedKey = ({ asker, id }: Job): WorkKey => ({
  partition: partitionOf(asker.org),
  name: `RESULT#${id}`,
});

/** A slot is made, and given back; it has no second version. */
const SLOT_VERSION = 1;

export class Jobs {
  private readonly work: WorkTable;

  constructor(work: WorkTable) {
    this.work = work;
  }

  find(organization: string, id: string): Promise<Work<Job> | undefined> {
    return this.work.find<Job>(jobKey(organization, id));
  }

  findByKey(key: WorkKey): Promise<Work<Job> | undefined> {
    return this.work.find<Job>(key);
  }

  /** The job of that kind that hasn't ended, if any. */
  async atWork(job: Job): Promise<string | undefined> {
    return (await this.work.find<{ job: string }>(slotKey(job)))?.data.job;
  }

  /** A new job, with the slot of its kind. `moved`: there is such a job, or another has the slot. */
  create(job: Job): Promise<'written' | 'moved'> {
    return this.work.write([writeOf(job, undefined), takeSlot(job), ringOf(job, 1)]);
  }

  /** The result so far, for whoever works on the job. */
  async unfinished(job: Job): Promise<Unfinished> {
    const none = { parts: [], tails: {} };
    if (job.unfinished === undefined) return none;
    return (await this.work.find<Unfinished>(unfinishedKey(job)))?.data ?? none;
  }

  /**
   * Moves a job that was read, with the result so far where that has grown. Undefined where somebody else has
   * moved the job meanwhile.
   */
  async move(
    { key, version, data }: Work<Job>,
    moved: Job,
    result?: Unfinished,
  ): Promise<Work<Job> | undefined> {
    const { unfinished: seen } = data;
    const kept = isFinal(moved) ? undefined : result ? (seen ?? 0) + 1 : seen;
    const { unfinished: _, ...rest } = moved;
    const next: Job = kept === undefined ? rest : { ...rest, unfinished: kept };
    const writes = [writeOf(next, version)];
    if (kept !== seen) writes.push(writeUnfinished(next, seen, kept === undefined ? undefined : result));
    if (hasEnded(next) && !hasEnded(data)) writes.push(leaveSlot(data));
    if (!hasEnded(next) && hasEnded(data)) writes.push(takeSlot(next));
    if (next.state === 'waiting') writes.push(ringOf(next, version + 1));
    if ((await this.work.write(writes)) === 'moved') return undefined;
    return { key, version: version + 1, data: next };
  }

  /** How many jobs an organization has, counted no further than `most`. */
  count(organization: string, most: number): Promise<number> {
    return this.work.count(partitionOf(organization), most);
  }

  /** An organization's jobs, newest first. */
  list(organization: string, limit: number, cursor?: string): Promise<Page<Work<Job>>> {
    return this.work.list<Job>(partitionOf(organization), limit, cursor);
  }

  /** Jobs that nobody works on although they haven't ended. */
  due(limit: number): Promise<WorkKey[]> {
    return this.work.due(DUE_JOBS, limit);
  }
}

function writeOf(job: Job, seen: number | undefined): WorkWrite {
  const due = dueAt(job);
  return {
    key: jobKey(job.asker.org, job.id),
    seen,
    data: job,
    expires: new Date(job.expiresAt),
    listed: { list: partitionOf(job.asker.org), order: `${job.createdAt}#${job.id}` },
    ...(due !== undefined && { due: { kind: DUE_JOBS, at: new Date(due) } }),
  };
}

/** Written together with its job, so nobody writes it who hasn't seen the job as it is. */
const writeUnfinished = (job: Job, seen: number | undefined, data: Unfinished | undefined): WorkWrite => ({
  key: unfinishedKey(job),
  seen,
  data,
  expires: new Date(job.expiresAt),
});

const takeSlot = (job: Job): WorkWrite => ({
  key: slotKey(job),
  seen: undefined,
  data: { job: job.id },
  expires: new Date(job.expiresAt),
});

const leaveSlot = (job: Job): WorkWrite => ({
  key: slotKey(job),
  seen: SLOT_VERSION,
  data: undefined,
  expires: new Date(job.expiresAt),
});

/**
 * A job that begins to wait rings by an item that is made once for each of its versions: the table's stream
 * tells keys and nothing more, so it can't tell that a job's item says `waiting` now.
 */
const ringOf = (job: Job, version: number): WorkWrite => ({
  key: { partition: partitionOf(job.asker.org), name: `${RING_NAME}${job.id}#${version}` },
  seen: undefined,
  data: {},
  expires: new Date(Date.parse(job.movedAt) + RING_KEPT_MS),
});

/** The jobs that ring, each once. */
export function rungBy(rings: readonly WorkKey[]): WorkKey[] {
  const keys = new Map<string, WorkKey>();
  for (const { partition, name } of rings) {
    const [id = ''] = name.slice(RING_NAME.length).split('#');
    keys.set(`${partition} ${id}`, { partition, name: `${JOB_NAME}${id}` });
  }
  return [...keys.values()];
}
