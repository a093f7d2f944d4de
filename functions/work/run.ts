/**
 * Works on one job for a while. The job's item is the only memory: where the work stands, and who works on
 * it. Whoever dies here leaves a lease that ends, and a cursor behind which nothing but repeatable steps was
 * done.
 */
import { randomUUID } from 'node:crypto';
import { refusalWords } from '../../events/exchange/import/refusal-words.ts';
import { RefusedError } from '../../events/exchange/refused.ts';
import { finished } from './finishing.ts';
import {
  end,
  isGivenUp,
  type Job,
  keep,
  mayRetry,
  type ResultFile,
  save,
  stumble,
  take,
  type Unfinished,
  yieldJob,
} from './job.ts';
import type { Jobs } from './jobs.ts';
import type { ResultStore } from './results.ts';
import { type Begin, JobFault, type Snapshot, type Task, type Tools } from './task.ts';
import type { Work, WorkKey } from './work-table.ts';

/** What the running of jobs touches of the world, for tests to replace. */
export interface JobWorld {
  jobs: Jobs;
  results: Pick<ResultStore, 'put' | 'get'>;
  /** Refuses by throwing what the asker may no longer do. */
  admit(job: Job): Promise<void>;
  begin: Begin;
  toolsOf(job: Job): Tools;
  now(): Date;
  sleep(milliseconds: number): Promise<void>;
}

/** What became of a job in one run; `left`: somebody else works on it, or it has ended. */
export type Outcome = 'left' | 'yielded' | 'done' | 'failed' | 'cancelled' | 'stumbled';

/** How often a running job is written down: a row that is done is repeated only within so long, ms. */
const SAVE_MS = 2_000;
/** Text of a result above which it is worth a piece of its own, characters. */
const TAIL_MAX = 50_000;
/** The whole of a result, bytes: it is joined in memory. */
export const RESULT_BYTES_MAX = 64 * 1024 * 1024;
/** Media type of a piece, which nobody is given. */
const PIECE = 'application/octet-stream';
/** Somebody who moves a job at the same time is met again at most so often. */
const MOVES_MAX = 5;

/** A worker's hold on one job. */
class Hold {
  /** True once somebody else works on the job: then nothing more is written here. */
  lost = false;
  /**
   * True once something couldn't be written down: what was done since is found again from the last cursor.
   */
  broken = false;
  private readonly world: JobWorld;
  private readonly worker: string;
  private held: Work<Job>;
  /** The result so far. */
  unfinished: Unfinished;

  constructor(world: JobWorld, worker: string, held: Work<Job>, unfinished: Unfinished) {
    this.world = world;
    this.worker = worker;
    this.held = held;
    this.unfinished = unfinished;
  }

  get job(): Job {
    return this.held.data;
  }

  /**
   * Moves the job, together with what somebody asked of it meanwhile, and with the result so far where it has
   * grown; false where the job was lost.
   */
  async move(next: (job: Job, now: Date) => Job, result?: Unfinished): Promise<boolean> {
    for (let tries = 0; !this.lost && tries < MOVES_MAX; tries++) {
      const moved = await this.world.jobs.move(this.held, next(this.job, this.world.now()), result);
      if (moved) {
        this.held = moved;
        if (result) this.unfinished = result;
        return true;
      }
      const found = await this.world.jobs.findByKey(this.held.key);
      // A cancellation keeps the lease; whoever took the job over has another.
      if (found?.data.lease?.worker === this.worker) this.held = found;
      else this.lost = true;
    }
    return false;
  }

  /** Writes down what a task has done, and keeps the lease. @throws JobFault, or whatever may pass */
  async save(snapshot: Snapshot): Promise<void> {
    if (this.lost || this.broken) return;
    try {
      await this.write(snapshot);
    } catch (error) {
      this.broken = true;
      throw error;
    }
  }

  private async write(snapshot: Snapshot): Promise<void> {
    const { progress, cursor, counts, texts } = snapshot;
    const parts = [...this.unfinished.parts];
    const tails = { ...this.unfinished.tails };
    for (const [file, text] of Object.entries(texts)) {
      const tail = (tails[file] ?? '') + text;
      tails[file] = tail;
      if (tail.length <= TAIL_MAX) continue;
      const { key, bytes } = await this.world.results.put(folderOf(this.job), Buffer.from(tail), PIECE);
      parts.push({ file, key, bytes });
      tails[file] = '';
    }
    const done = { progress, cursor, counts };
    // A file of which nothing is told yet is one all the same.
    const before = this.unfinished.tails;
    const hasGrown = Object.entries(texts).some(([file, text]) => text !== '' || !(file in before));
    const grown = hasGrown ? { parts, tails } : undefined;
    if (grown) requireSize(grown);
    await this.move((job, now) => save(job, this.worker, done, now), grown);
  }

  /** Renews the lease; false where the job was lost. */
  keep(): Promise<boolean> {
    return this.move((job, now) => keep(job, this.worker, now));
  }

  stumble(): Promise<boolean> {
    return this.move((job, now) => stumble(job, this.worker, now));
  }
}

/** @throws JobFault where the result has become larger than one may be */
function requireSize({ parts, tails }: Unfinished): void {
  const stored = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const bytes = Object.values(tails).reduce((sum, tail) => sum + Buffer.byteLength(tail), stored);
  if (bytes > RESULT_BYTES_MAX)
    throw new JobFault({
      zh: `结果超过上限 ${RESULT_BYTES_MAX} 字节；请缩小范围后重新办理`,
      en: `the result is larger than one may be (${RESULT_BYTES_MAX} bytes); ask for less`,
    });
}

/** An organization's own folder, then the job's. */
const folderOf = ({ asker, id }: Job): string => `${asker.org}/${id}`;

/** @param isOver whether the job is to be given back at the next row, for work on it that began then */
export async function workOn(
  world: JobWorld,
  key: WorkKey,
  isOver: (since: Date) => boolean,
): Promise<Outcome> {
  const worker = randomUUID();
  const found = await world.jobs.findByKey(key);
  const taken = found && take(found.data, worker, world.now());
  const held = taken && (await world.jobs.move(found, taken));
  if (!held) return 'left';
  const hold = new Hold(world, worker, held, await world.jobs.unfinished(held.data));
  let task: Task | undefined;
  try {
    if (hold.job.cancelling) return await ended(world, hold, 'cancelled');
    if (isGivenUp(hold.job)) return await ended(world, hold, 'failed', GIVEN_UP);
    await world.admit(hold.job);
    task = await world.begin(hold.job, world.toolsOf(hold.job));
    const since = world.now();
    const finished = await runSaving(world, hold, task, () => isOver(since));
    if (hold.lost) return 'left';
    if (finished) return await ended(world, hold, 'done');
    if (hold.job.cancelling) return await ended(world, hold, 'cancelled');
    return (await hold.move(yieldJob)) ? 'yielded' : 'left';
  } catch (error) {
    return await failed(world, hold, task, error);
  }
}

/** Runs the task, writing it down now and then, and once at its end. True when all is done. */
async function runSaving(world: JobWorld, hold: Hold, task: Task, isOver: () => boolean): Promise<boolean> {
  const mayGoOn = () => !hold.lost && !hold.broken && !hold.job.cancelling && !isOver();
  const stopped = Promise.withResolvers<void>();
  let running = true;
  const saving = async () => {
    for (;;) {
      await Promise.race([world.sleep(SAVE_MS), stopped.promise]);
      if (!running || hold.lost) return;
      await hold.save(task.snapshot());
    }
  };
  // Where nothing can be written down, nothing more is done: mayGoOn sees it, and the failure is thrown
  // below.
  const saver = saving();
  saver.catch(() => {});
  try {
    return await task.run(mayGoOn);
  } finally {
    running = false;
    stopped.resolve();
    await saver;
    await hold.save(task.snapshot());
  }
}

const GIVEN_UP = {
  zh: '办理多次中断；已办理的仍然有效，请稍后以 resume 继续',
  en: 'the work was interrupted again and again; what was done stands, so resume the job later',
};

/** A failure that no repetition changes ends the job; any other is tried again a few times. */
async function failed(world: JobWorld, hold: Hold, task: Task | undefined, error: unknown): Promise<Outcome> {
  const words = wordsOf(error);
  if (words) {
    if (task) await hold.save(task.snapshot());
    return ended(world, hold, 'failed', words);
  }
  const { name, message, stack } = error as Error;
  console.error({ job: hold.job.id, name, message, stack });
  if (mayRetry(hold.job)) return (await hold.stumble()) ? 'stumbled' : 'left';
  return ended(world, hold, 'failed', GIVEN_UP);
}

function wordsOf(error: unknown): JobFault['words'] | undefined {
  if (error instanceof JobFault) return error.words;
  // Rows answer for their own refusals; this one concerns whoever asked.
  if (error instanceof RefusedError) return refusalWords(error);
  return undefined;
}

async function ended(
  world: JobWorld,
  hold: Hold,
  state: 'done' | 'cancelled' | 'failed',
  failure: JobFault['words'] = { zh: '', en: '' },
): Promise<Outcome> {
  const files = await join(world, hold, state === 'done');
  const moved = await hold.move((job, now) =>
    end(job, state === 'failed' ? { state, files, failure } : { state, files }, now),
  );
  return moved ? state : 'left';
}

/** Joins the pieces of each file of the result, and makes of them what the asker gets. */
async function join({ results }: JobWorld, hold: Hold, isWhole: boolean): Promise<ResultFile[]> {
  const { job, unfinished } = hold;
  const { parts, tails } = unfinished;
  const files: ResultFile[] = [];
  for (const [file, tail] of Object.entries(tails)) {
    const pieces: Uint8Array[] = [];
    for (const part of parts) if (part.file === file) pieces.push(await results.get(part.key));
    const joined = { name: file, bytes: Buffer.concat([...pieces, Buffer.from(tail)]) };
    const made = await finished(job, joined, isWhole, () => hold.keep());
    if (!made) continue;
    const { name, mediaType, bytes } = made;
    files.push({ name, mediaType, ...(await results.put(folderOf(job), bytes, mediaType)) });
  }
  return files;
}
