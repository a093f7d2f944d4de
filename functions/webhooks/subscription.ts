/** What a subscription and a delivery are, and what an attempt makes of them. */
import { randomBytes } from 'node:crypto';
import type { EventType } from '../../shared/ledger/event.ts';
import type { Sent } from './send.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Waits after the first attempt, the second, … (Standard Webhooks 1.0.0); after the last a delivery is dead.
 */
export const BACKOFF_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
] as const;
/** Up to this share of a wait is added at random, so that what failed together isn't sent together. */
const JITTER = 0.2;
/** The longest that a receiver can make us wait (Retry-After). */
const RETRY_AFTER_MAX_MS = DAY_MS;

/** A subscription to which nothing could be delivered for so long is disabled. */
export const FAILING_MAX_MS = 5 * DAY_MS;
/** After so many failures on end new leaves are held back, … */
const FAILURES_BEFORE_PAUSE = 3;
/** … but for one at this interval, to see whether the receiver is back. What is held back is in the log. */
const PROBE_MS = 30 * MINUTE_MS;
/** How long both secrets sign after a rotation. */
export const ROTATION_MS = DAY_MS;

export interface Subscription {
  id: string;
  organization: string;
  url: string;
  /** Types of events to send; absent: every one that concerns the organization. */
  events?: EventType[];
  state: 'enabled' | 'disabled';
  disabled?: { at: string; because: 'asked' | 'gone' | 'failing' };
  createdAt: string;
  secret: string;
  previous?: { secret: string; until: string };
  /** The first leaf of the log that wasn't looked at. */
  next: number;
  /** Failures on end, and since when. */
  failures: number;
  failingSince?: string;
  lastFailure?: { at: string; reason: string };
  lastSuccess?: string;
  /** The delivery of the last test. */
  test?: string;
  /** The worker that is at it, until its lease ends. */
  lease?: { holder: string; until: string };
}

export const DELIVERY_STATES = ['waiting', 'delivered', 'dead'] as const;
export interface Delivery {
  /** The commit's id, and the `webhook-id` of each attempt; of a test one of its own. */
  id: string;
  subscription: string;
  type: EventType | typeof TEST_TYPE;
  /** Place of the leaf in the log; absent of a test. */
  index?: number;
  state: (typeof DELIVERY_STATES)[number];
  madeAt: string;
  /** Since it was made or replayed. */
  attempts: number;
  last?: { at: string; status?: number; failure?: string };
  nextAttempt?: string;
}

/** The event by which an owner tries its receiver. */
export const TEST_TYPE = 'webhook.test';

export function newTest(subscription: string, now: Date): Delivery {
  const at = now.toISOString();
  const id = `test-${randomBytes(16).toString('hex')}`;
  return { id, subscription, type: TEST_TYPE, state: 'waiting', madeAt: at, attempts: 0, nextAttempt: at };
}

/** A delivery to be sent again now, whatever became of it; it has all its attempts again. */
export const again = (delivery: Delivery, now: Date): Delivery => ({
  ...delivery,
  state: 'waiting',
  attempts: 0,
  nextAttempt: now.toISOString(),
});

export const secretsOf = ({ secret, previous }: Subscription, now: Date): string[] =>
  previous && previous.until > now.toISOString() ? [secret, previous.secret] : [secret];

/** Whether new leaves are sent now, or held back for a receiver that is down. */
export function takesNew({ failures, lastFailure }: Subscription, now: Date): boolean {
  if (failures < FAILURES_BEFORE_PAUSE || !lastFailure) return true;
  return now.getTime() - Date.parse(lastFailure.at) >= PROBE_MS;
}

const isDone = (sent: Sent): boolean => 'status' in sent && sent.status >= 200 && sent.status < 300;

/** Why an attempt failed, in words that the owner reads. */
function reasonOf(sent: Sent): string {
  if ('failure' in sent) return sent.failure;
  const { status } = sent;
  return status >= 300 && status < 400 ? `redirect-refused (${status})` : `status ${status}`;
}

/** Both as they are after an attempt. */
export function afterAttempt(
  subscription: Subscription,
  delivery: Delivery,
  sent: Sent,
  now: Date,
  random: () => number = Math.random,
): { subscription: Subscription; delivery: Delivery } {
  const at = now.toISOString();
  const attempts = delivery.attempts + 1;
  const last = { at, ...('status' in sent ? { status: sent.status } : { failure: sent.failure }) };
  const { nextAttempt: _, ...rest } = delivery;
  if (isDone(sent)) {
    const { failingSince: _since, ...healthy } = subscription;
    return {
      subscription: { ...healthy, failures: 0, lastSuccess: at },
      delivery: { ...rest, state: 'delivered', attempts, last },
    };
  }
  const wait = waitAfter(attempts, sent, now, random);
  return {
    subscription: afterFailure(subscription, sent, now),
    delivery:
      wait === undefined
        ? { ...rest, state: 'dead', attempts, last }
        : {
            ...rest,
            state: 'waiting',
            attempts,
            last,
            nextAttempt: new Date(now.getTime() + wait).toISOString(),
          },
  };
}

function afterFailure(subscription: Subscription, sent: Sent, now: Date): Subscription {
  const at = now.toISOString();
  const failingSince = subscription.failingSince ?? at;
  const failed: Subscription = {
    ...subscription,
    failures: subscription.failures + 1,
    failingSince,
    lastFailure: { at, reason: reasonOf(sent) },
  };
  const gone = 'status' in sent && sent.status === 410;
  if (gone) return { ...failed, state: 'disabled', disabled: { at, because: 'gone' } };
  const isFailing = now.getTime() - Date.parse(failingSince) >= FAILING_MAX_MS;
  return isFailing ? { ...failed, state: 'disabled', disabled: { at, because: 'failing' } } : failed;
}

/** ms until the next attempt; undefined after the last. */
export function waitAfter(attempts: number, sent: Sent, now: Date, random: () => number): number | undefined {
  const planned = BACKOFF_MS[attempts - 1];
  if (planned === undefined) return undefined;
  return Math.max(Math.round(planned * (1 + JITTER * random())), askedWait(sent, now));
}

/** What a receiver that is busy asks for, ms: Retry-After as seconds or as a date (RFC 9110, 10.2.3). */
function askedWait(sent: Sent, now: Date): number {
  if (!('status' in sent) || (sent.status !== 429 && sent.status !== 503)) return 0;
  const { retryAfter = '' } = sent;
  const asked = /^\d{1,9}$/.test(retryAfter)
    ? Number(retryAfter) * SECOND_MS
    : Date.parse(retryAfter) - now.getTime();
  return Number.isFinite(asked) ? Math.min(Math.max(0, asked), RETRY_AFTER_MAX_MS) : 0;
}
