/** Jobs as the API shows them. */
import * as z from 'zod';
import type { Language } from '../../shared/base/words.ts';
import { named } from '../http/named.ts';
import { JOB_STATES, type Job, JobInput } from '../work/job.ts';

export const JobView = named('Job', () =>
  z.strictObject({
    id: z.string(),
    input: JobInput,
    state: z.enum(JOB_STATES),
    /** True where it is to end at the next row. */
    cancelling: z.boolean().optional(),
    createdAt: z.string(),
    movedAt: z.string(),
    /** The job and its result are gone from then on. */
    expiresAt: z.string(),
    /** Rows, and how many there are, where that is known before the end. */
    progress: z.strictObject({ done: z.int(), of: z.int().optional() }),
    /**
     * Sums by name. Of an import: errors and warnings of rows, issuances that were there before their turn,
     * tonnes in the file and, read back, in the registry, and lines that differ.
     */
    counts: z.record(z.string(), z.int()),
    /** Why it failed, and what to do. */
    failure: z.string().optional(),
    /** Names of the result's files, once it has ended. */
    files: z.array(z.strictObject({ name: z.string(), bytes: z.int(), sha256: z.string() })),
    version: z.int(),
  }),
);

export function jobView(version: number, job: Job, language: Language) {
  const { id, input, state, cancelling, createdAt, movedAt, expiresAt, progress, counts, failure } = job;
  return {
    id,
    input,
    state,
    ...(cancelling && { cancelling }),
    createdAt,
    movedAt,
    expiresAt,
    progress,
    counts,
    ...(failure && { failure: failure[language] }),
    files: job.files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
    version,
  };
}

export const JobResultView = named('JobResult', () =>
  z.strictObject({
    job: z.string(),
    state: z.enum(JOB_STATES),
    /** GET each at its `url` before it `expires`. */
    files: z.array(
      z.strictObject({
        name: z.string(),
        bytes: z.int(),
        sha256: z.string(),
        url: z.string(),
        expires: z.string(),
      }),
    ),
  }),
);
