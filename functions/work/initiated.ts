/**
 * A command that one representative initiated, until another one confirms it: no fact of the ledger, and it
 * holds nothing there. It moves by the functions here, which are pure; who moves it writes it at the version
 * that was read.
 *
 *     waiting ──take──► confirming ──(its commit exists)──► done
 *        │ ▲──release, or a minute──┘
 *        ├──decline──► declined | withdrawn        (by another one, or by who initiated it)
 *        └──7 days──► lapsed
 *
 * `done` is nowhere written: it is that the commit exists. The commit's id is made of the Idempotency-Key, so
 * however many confirm at once, the command happens once.
 */
import { INITIATED_MAX_MS } from '../../shared/ledger/confirmation.ts';
import type { EventType } from '../../shared/ledger/event.ts';
import type { Signature } from '../../shared/ledger/signature.ts';

export const INITIATED_STATES = ['waiting', 'confirming', 'done', 'declined', 'withdrawn', 'lapsed'] as const;
export type InitiatedState = (typeof INITIATED_STATES)[number];

export interface Initiated {
  /** The commit that it will be. */
  id: string;
  /** The party in whose name it is done. */
  org: string;
  /** The event that it leads to. */
  event: EventType;
  path: string;
  /** As it was sent; absent where the command takes none. */
  body?: unknown;
  idempotencyKey: string;
  /** Digest of the request: nothing else is confirmed. */
  request: string;
  /** Subject of the token of who initiated it, and the salt under which the leaf will seal it. Hex. */
  initiator: string;
  salt: string;
  signature?: Signature;
  initiatedAt: string;
  lapsesAt: string;
  /** Until when a confirmation may be under way. */
  confirmingUntil?: string;
  ended?: { state: 'declined' | 'withdrawn'; at: string };
}

/** Longer than any request takes: a confirmation that is older has done what it will do. */
export const CONFIRMING_MS = 60_000;
/** What became of it can be seen for so long after it lapsed, or would have. */
export const KEPT_MS = INITIATED_MAX_MS;

const plus = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString();

export const newInitiated = (
  given: Omit<Initiated, 'initiatedAt' | 'lapsesAt' | 'confirmingUntil' | 'ended'>,
  now: Date,
): Initiated => ({ ...given, initiatedAt: now.toISOString(), lapsesAt: plus(now, INITIATED_MAX_MS) });

/** The state of one whose commit doesn't exist. */
export function stateOf(
  { ended, confirmingUntil, lapsesAt }: Initiated,
  now: Date,
): Exclude<InitiatedState, 'done'> {
  if (ended) return ended.state;
  const at = now.toISOString();
  if (confirmingUntil !== undefined && confirmingUntil > at) return 'confirming';
  return lapsesAt > at ? 'waiting' : 'lapsed';
}

/** Another one confirms it: nobody declines it meanwhile. Undefined where it has ended. */
export function take(initiated: Initiated, now: Date): Initiated | undefined {
  const { ended, lapsesAt } = initiated;
  if (ended || lapsesAt <= now.toISOString()) return undefined;
  return { ...initiated, confirmingUntil: plus(now, CONFIRMING_MS) };
}

/** The confirmation was refused, and no other is under way. */
export function release({ confirmingUntil: _, ...initiated }: Initiated): Initiated {
  return initiated;
}

/**
 * One of the organization wants it not to be done. Undefined where it has ended, or may be done right now.
 */
export function decline(initiated: Initiated, subject: string, now: Date): Initiated | undefined {
  if (stateOf(initiated, now) !== 'waiting') return undefined;
  const state = subject === initiated.initiator ? 'withdrawn' : 'declined';
  return { ...release(initiated), ended: { state, at: now.toISOString() } };
}
