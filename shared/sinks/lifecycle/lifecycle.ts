/**
 * How a project's status moves: one machine per standard (ccer.ts, vcs.ts), each transition named by the
 * event that records it. `evolve` takes the status from here; deciders and auditor check if an event may
 * happen.
 */
import type { EventType } from '../../ledger/event.ts';
import type { DevelopedStandard } from '../standard.ts';
import { ccer } from './ccer.ts';
import type { Lifecycle, Transition } from './transition.ts';
import { vcs } from './vcs.ts';

export { FINAL, type ProjectStatus } from './status.ts';

export const lifecycles: Readonly<Record<DevelopedStandard, Lifecycle>> = { CCER: ccer, VCS: vcs };

/** The transition that an event of that type makes under that standard; undefined if there is none. */
export function transitionOf(standard: string, event: EventType): Transition | undefined {
  return lifecycles[standard as DevelopedStandard]?.[event];
}
