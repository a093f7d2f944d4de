/** Projects and batches as the API shows them. */
import * as z from 'zod';
import type { BatchState } from '../../shared/entity.ts';
import { Origin } from '../../shared/field.ts';
import type { ProjectState } from '../../shared/project.ts';
import { CommitReceipt } from '../http/committed.ts';

export const ProjectView = () =>
  z.strictObject({
    id: z.string(),
    name: z.string(),
    standard: z.string(),
    methodology: z.string(),
    category: z.string(),
    developer: z.string(),
    legacy: z.boolean(),
    origin: Origin.optional(),
    /** Σ of its batches, in the instrument's base unit. */
    issued: z.int(),
    status: z.string(),
    version: z.int(),
    commit: CommitReceipt().optional(),
  });

export function projectView(id: string, version: number, state: Omit<ProjectState, 'registered'>) {
  const { name, standard, methodology, category, developer, legacy, origin, issued, status } = state;
  return {
    id,
    name,
    standard,
    methodology,
    category,
    developer,
    legacy,
    ...(origin && { origin }),
    issued,
    status,
    version,
  };
}

export const BatchView = () =>
  z.strictObject({
    id: z.string(),
    project: z.string(),
    instrument: z.string(),
    vintage: z.int(),
    /** Base units; serials run from 1 to this. */
    issued: z.int(),
    legacy: z.boolean(),
    imported: z.boolean(),
    version: z.int(),
    commit: CommitReceipt().optional(),
  });

export function batchView(id: string, version: number, state: BatchState) {
  const { project, instrument, vintage, issued, legacy, imported } = state;
  return { id, project, instrument, vintage, issued, legacy, imported, version };
}
