import type { EventOfType, EventType } from '../../../shared/ledger/event.ts';
import type { LiveState } from '../live-state.ts';
import type { Violates } from '../violation.ts';

/** The rules of one type of event: report an event's violations, given the live state before it. */
export type Rules<T extends EventType> = (live: LiveState, event: EventOfType<T>, violates: Violates) => void;
