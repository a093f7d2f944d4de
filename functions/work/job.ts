/**
 * A job: work beyond one request, as a state that moves by the functions here. They are pure, like deciders;
 * who moves a job writes it at the version that it read.
 *
 *     waiting ──take──► running ──yield──► waiting        (the chunk's time is up)
 *                          │ └──stumble──► running        (a failure that may pass: its lease ends soon)
 *                          └──end──► done | failed | cancelled
 *     failed ──resume──► waiting
 */
import * as z from 'zod';
import type { ListName } from '../../events/exchange/lists/lists.ts';
import { Day } from '../../shared/base/day.ts';
import { DOCUMENT_BYTES_MAX, DocumentReference, XLSX } from '../../shared/base/document.ts';
import { AccountId, line, OrganizationId } from '../../shared/base/field.ts';
import type { Language, Words } from '../../shared/base/words.ts';
import type { Action, Identity } from '../../shared/ledger/role.ts';

/** Media types of the lists that an import takes. */
const LIST_TYPES: readonly string[] = ['text/csv', XLSX];
/** Lists that are imported together, as credits and projects are. */
const DOCUMENTS_MAX = 4;

/** Of every list: whose it is, and as what it goes out. */
const ofList = {
  /** The caller's own if left out. */
  organization: OrganizationId.optional(),
  /** csv if left out. A workbook (xlsx) has 50,000 rows at most. */
  format: z.enum(['csv', 'xlsx']).optional(),
};

/** What is asked for, by kind. */
export const JobInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('import-credits'),
    /**
     * Lists of one source, known by their headers (Verra, Gold Standard, OffsetsDB, Berkeley's VROD), as CSV
     * or XLSX; uploaded by the caller's organization (POST /v1/documents).
     */
    documents: z
      .array(
        DocumentReference.refine(({ mediaType }) => LIST_TYPES.includes(mediaType), {
          path: ['mediaType'],
          error: `must be ${LIST_TYPES.join(' or ')}; 须为 CSV 或 XLSX`,
        }),
      )
      .min(1)
      .max(DOCUMENTS_MAX)
      .refine((documents) => documents.reduce((sum, { bytes }) => sum + bytes, 0) <= DOCUMENT_BYTES_MAX, {
        error: `must have ${DOCUMENT_BYTES_MAX} bytes together at most; 合计不得超过 ${DOCUMENT_BYTES_MAX} 字节`,
      }),
    /** The registry that the lists come from; by their format if left out. */
    source: line(100).optional(),
  }),
  z.strictObject({
    kind: z.literal('export-holdings'),
    ...ofList,
    /** Another account than the organization's own, as a province's is. */
    account: AccountId.optional(),
  }),
  z.strictObject({ kind: z.literal('export-transfers'), ...ofList }),
  z.strictObject({ kind: z.literal('export-retirements'), ...ofList }),
  z
    .strictObject({
      kind: z.literal('export-entitlements'),
      ...ofList,
      /** Days of settlement, both included. */
      from: Day,
      to: Day,
    })
    .refine(({ from, to }) => from <= to, {
      path: ['to'],
      error: 'must not be before from; 截止日期不得早于起始日期',
    }),
  z.strictObject({ kind: z.literal('export-settlements'), ...ofList }),
  z.strictObject({ kind: z.literal('export-statements'), ...ofList }),
]);
export type JobInput = z.infer<typeof JobInput>;
export type JobKind = JobInput['kind'];

/** The kinds that export a list, `export-` and its name. */
export const EXPORT_PREFIX = 'export-';
export type ExportInput = Extract<JobInput, { kind: `export-${ListName}` }>;

/**
 * Who may do the work by hand may have it done: what a job does, and what its endpoints ask the role table
 * for.
 */
export const JOB_ACTIONS = {
  'import-credits': ['project.import'],
  'export-holdings': ['account.read'],
  // Ended transfers and retirements are found through the log's mentions.
  'export-transfers': ['mention.read', 'transfer.read'],
  'export-retirements': ['mention.read'],
  'export-entitlements': ['entitlement.read'],
  'export-settlements': ['contract.read'],
  'export-statements': ['statement.read'],
} as const satisfies Record<JobKind, readonly Action[]>;

export const JOB_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** How far a job has come: rows of a file, or of a list whose length is known at its end only. */
export interface JobProgress {
  done: number;
  of?: number;
}

/** A file of the result, once it is whole. */
export interface ResultFile {
  name: string;
  mediaType: string;
  key: string;
  bytes: number;
  sha256: string;
}

/** A piece of a result's file: pieces are written as the work goes on, and joined at its end. */
export interface ResultPart {
  file: string;
  key: string;
  bytes: number;
}

/**
 * The result so far. It lies in an item of its own: only the worker needs it, and whoever lists an
 * organization's jobs reads none of it.
 */
export interface Unfinished {
  parts: ResultPart[];
  /** What each file has beyond its pieces, until it is worth one. */
  tails: Record<string, string>;
}

export interface Job {
  id: string;
  /** In whose name the work is done: checked against the registry at every step of it. */
  asker: Pick<Identity, 'sub' | 'org' | 'agent' | 'roles'>;
  /** In which the asker reads its result. */
  language: Language;
  input: JobInput;
  /** Digest of the request: the same key with another request is refused. */
  request: string;
  state: JobState;
  createdAt: string;
  movedAt: string;
  /** RFC 3339; the job, its result too, is gone from then on. */
  expiresAt: string;
  progress: JobProgress;
  /** Where the work goes on; its form is the kind's own. */
  cursor?: unknown;
  /** Sums of what was done, by name. */
  counts: Record<string, number>;
  /** Version of the item that has the unfinished result, once there is one. */
  unfinished?: number;
  /** The result, also of what was done before a failure or a cancellation. */
  files: ResultFile[];
  /** Set while running: who works on it, and until when nobody else takes it over. */
  lease?: { worker: string; until: string };
  /** How often in a row it was left by a worker that failed or died, without any progress between. */
  stumbles: number;
  /** True where somebody wants it to end; whoever works on it stops at the next row. */
  cancelling?: boolean;
  /** Why it failed, and what to do. */
  failure?: Words;
}

/** Jobs and their results are kept so long, days (infra/results.ts). */
export const JOB_DAYS = 30;
/** Somebody else takes a job over when its worker was silent so long. */
export const LEASE_MS = 60_000;
/** A failure that may pass is tried again after so long, and so often before the job fails. */
export const RETRY_MS = 10_000;
export const STUMBLES_MAX = 5;

const DAY_MS = 24 * 60 * 60 * 1000;
const plus = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString();

export function newJob(given: Pick<Job, 'id' | 'asker' | 'language' | 'input' | 'request'>, now: Date): Job {
  return {
    ...given,
    state: 'waiting',
    createdAt: now.toISOString(),
    movedAt: now.toISOString(),
    expiresAt: plus(now, JOB_DAYS * DAY_MS),
    progress: { done: 0 },
    counts: {},
    files: [],
    stumbles: 0,
  };
}

/** Whether nothing is left to be done, by a resumption neither. */
export const isFinal = ({ state }: Pick<Job, 'state'>): boolean => state === 'done' || state === 'cancelled';

export const hasEnded = ({ state }: Pick<Job, 'state'>): boolean =>
  state !== 'waiting' && state !== 'running';

/**
 * The worker takes the job; undefined where it has ended, or another is at work on it. One that is running
 * still has been left by whoever failed at it or died.
 */
export function take(job: Job, worker: string, now: Date): Job | undefined {
  if (hasEnded(job)) return undefined;
  if (job.lease && job.lease.until > now.toISOString()) return undefined;
  return {
    ...job,
    state: 'running',
    stumbles: job.stumbles + (job.state === 'running' ? 1 : 0),
    lease: { worker, until: plus(now, LEASE_MS) },
    movedAt: now.toISOString(),
  };
}

/** What a worker has done since it last wrote the job. */
export type Done = Pick<Job, 'progress' | 'cursor' | 'counts'>;

/** The worker writes down what it has done, and goes on. */
export function save(job: Job, worker: string, done: Done, now: Date): Job {
  const moved =
    done.progress.done !== job.progress.done || JSON.stringify(done.cursor) !== JSON.stringify(job.cursor);
  return {
    ...job,
    ...done,
    stumbles: moved ? 0 : job.stumbles,
    lease: { worker, until: plus(now, LEASE_MS) },
    movedAt: now.toISOString(),
  };
}

/** The worker goes on with what nothing is written down of until it is done. */
export const keep = (job: Job, worker: string, now: Date): Job => ({
  ...job,
  lease: { worker, until: plus(now, LEASE_MS) },
  movedAt: now.toISOString(),
});

/** The worker gives the job back, to be taken again at once. */
export function yieldJob({ lease: _, ...job }: Job, now: Date): Job {
  return { ...job, state: 'waiting', movedAt: now.toISOString() };
}

/** The worker met a failure that may pass: the job is taken again a little later. */
export function stumble(job: Job, worker: string, now: Date): Job {
  const lease = { worker, until: plus(now, RETRY_MS) };
  return { ...job, lease, movedAt: now.toISOString() };
}

/** Whether a job that fails now is tried again. */
export const mayRetry = ({ stumbles }: Job): boolean => stumbles + 1 < STUMBLES_MAX;

/** Whether a job that is taken has been left too often. */
export const isGivenUp = ({ stumbles }: Job): boolean => stumbles >= STUMBLES_MAX;

/** The end of a job, with the files of what was done. */
export type Ending =
  | { state: 'done' | 'cancelled'; files: ResultFile[] }
  | { state: 'failed'; files: ResultFile[]; failure: Words };

export function end({ lease: _, cancelling: __, ...job }: Job, ending: Ending, now: Date): Job {
  const ended = { ...job, ...ending, movedAt: now.toISOString() };
  if (ending.state === 'failed') return ended;
  // A job that isn't resumed needs nothing of what it was made from.
  const { cursor: ___, ...rest } = ended;
  return rest;
}

/** Asks for the end of a job that hasn't ended; a job that waits is taken once more, and ends itself. */
export function cancel(job: Job, now: Date): Job | undefined {
  if (hasEnded(job)) return undefined;
  return { ...job, cancelling: true, movedAt: now.toISOString() };
}

/** Takes a failed job up again where it stopped. */
export function resume({ failure: _, ...job }: Job, now: Date): Job | undefined {
  if (job.state !== 'failed') return undefined;
  return { ...job, state: 'waiting', files: [], stumbles: 0, movedAt: now.toISOString() };
}

/** By when somebody has to look at the job, whatever becomes of its worker; undefined once it has ended. */
export const dueAt = (job: Job): string | undefined => {
  if (hasEnded(job)) return undefined;
  return job.lease?.until ?? job.movedAt;
};
