/**
 * How a project's status moves: a machine per standard (ccer.ts, vcs.ts), each transition named by the event that
 * records it. `evolve` takes the status from here, deciders and auditor ask it whether an event may happen.
 */
import type { EventType } from '../event.ts';
import type { DevelopedStandard } from '../facts/project.ts';
import { ccer } from './ccer.ts';
import { vcs } from './vcs.ts';

export type ProjectStatus =
  | 'imported'
  | 'reserved'
  // CCER
  | 'developing'
  | 'published'
  | 'validated'
  | 'registration-requested'
  | 'registered'
  | 'refused'
  | 'deregistered'
  | 'withdrawn'
  // VCS, as its registry names them
  | 'under-development'
  | 'under-validation'
  | 'verification-approval-requested'
  | 'on-hold'
  | 'inactive'
  | 'rejected';

export interface Transition {
  from: readonly ProjectStatus[];
  /** `before` is the status that the project had before it was held or became inactive. */
  to: ProjectStatus | 'before';
  /** Where the event may also go otherwise: a negative validation leads back. */
  otherwise?: ProjectStatus;
}

export type Lifecycle = Readonly<Partial<Record<EventType, Transition>>>;

export const lifecycles: Readonly<Record<DevelopedStandard, Lifecycle>> = { CCER: ccer, VCS: vcs };

/** Statuses without a way back. Such a project no longer occupies its land. */
export const FINAL: ReadonlySet<ProjectStatus> = new Set<ProjectStatus>([
  'refused',
  'rejected',
  'withdrawn',
  'deregistered',
]);

/** The transition that an event of that type is for such a project; undefined where its standard knows none. */
export function transitionOf(standard: string, event: EventType): Transition | undefined {
  return lifecycles[standard as DevelopedStandard]?.[event];
}
