/**
 * Signatures, held against the library of Standard Webhooks; waits, and what an attempt makes of a
 * subscription.
 */
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import type { Sent } from '../../functions/webhooks/send.ts';
import { newSecret, signedHeaders } from '../../functions/webhooks/signature.ts';
import {
  afterAttempt,
  BACKOFF_MS,
  type Delivery,
  FAILING_MAX_MS,
  type Subscription,
  secretsOf,
  takesNew,
  waitAfter,
} from '../../functions/webhooks/subscription.ts';

const body = JSON.stringify({ type: 'units.retired', data: { 说: '绿账' } });
const now = new Date();
const later = (ms: number) => new Date(now.getTime() + ms);

describe('a signature', () => {
  const secret = newSecret();

  it('is verified by the library, and equals the one that it makes', () => {
    const headers = signedHeaders([secret], { id: 'msg', at: now, body });
    const library = new Webhook(secret);
    expect(library.verify(body, headers)).toEqual(JSON.parse(body));
    expect(headers['webhook-signature']).toBe(library.sign('msg', now, body));
  });

  it('doesn’t verify with another body, id, secret or time', () => {
    const headers = signedHeaders([secret], { id: 'msg', at: now, body });
    expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow();
    expect(() => new Webhook(secret).verify(body, { ...headers, 'webhook-id': 'other' })).toThrow();
    expect(() => new Webhook(newSecret()).verify(body, headers)).toThrow();
    const old = signedHeaders([secret], { id: 'msg', at: later(-10 * 60_000), body });
    expect(() => new Webhook(secret).verify(body, old)).toThrow();
  });

  it('is there of both secrets during a rotation', () => {
    const next = newSecret();
    const headers = signedHeaders([next, secret], { id: 'msg', at: now, body });
    for (const each of [next, secret]) expect(new Webhook(each).verify(body, headers)).toBeDefined();
    const rotated = { secret: next, previous: { secret, until: later(1000).toISOString() } } as Subscription;
    expect(secretsOf(rotated, now)).toEqual([next, secret]);
    expect(secretsOf(rotated, later(1000))).toEqual([next]);
  });

  it('has a secret of 32 random bytes', () => {
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(newSecret()).not.toBe(secret);
  });
});

const subscription: Subscription = {
  id: 'w-1',
  organization: 'o-1',
  url: 'https://firm.cn/',
  state: 'enabled',
  createdAt: now.toISOString(),
  secret: 'whsec_x',
  next: 0,
  failures: 0,
};
const delivery: Delivery = {
  id: 'c',
  subscription: 'w-1',
  type: 'units.retired',
  index: 3,
  state: 'waiting',
  madeAt: now.toISOString(),
  attempts: 0,
};
const tried = (sent: Sent, attempts = 0, before = subscription, at = now) =>
  afterAttempt(before, { ...delivery, attempts }, sent, at, () => 0);

describe('an attempt', () => {
  it('waits longer each time, with jitter, and is the last one after three days', () => {
    const seconds = BACKOFF_MS.map((ms) => ms / 1000);
    expect(seconds).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]);
    BACKOFF_MS.forEach((planned, i) => {
      expect(waitAfter(i + 1, { status: 500 }, now, () => 0)).toBe(planned);
      expect(waitAfter(i + 1, { status: 500 }, now, () => 1)).toBe(Math.round(planned * 1.2));
    });
    expect(waitAfter(BACKOFF_MS.length + 1, { status: 500 }, now, () => 0)).toBeUndefined();
    expect(tried({ status: 500 }, BACKOFF_MS.length).delivery).toMatchObject({ state: 'dead', attempts: 10 });
    expect(tried({ status: 500 }, BACKOFF_MS.length).delivery).not.toHaveProperty('nextAttempt');
  });

  it.each<[Sent, number]>([
    [{ status: 429, retryAfter: '60' }, 60_000],
    [{ status: 503, retryAfter: '60' }, 60_000],
    [{ status: 503, retryAfter: '1' }, 5000],
    [{ status: 503, retryAfter: '999999999' }, 86_400_000],
    [{ status: 503, retryAfter: later(90_000).toUTCString() }, 90_000],
    [{ status: 503, retryAfter: 'soon' }, 5000],
    [{ status: 503, retryAfter: '-60' }, 5000],
    [{ status: 500, retryAfter: '60' }, 5000],
    [{ failure: 'timeout' }, 5000],
  ])('%j is tried again after %i ms', (sent, ms) => {
    const wait = waitAfter(1, sent, now, () => 0)!;
    expect(Math.abs(wait - ms)).toBeLessThan(1000);
  });

  it('is done by any 2xx, and by nothing else', () => {
    for (const status of [200, 201, 202, 204, 299])
      expect(tried({ status }).delivery).toMatchObject({ state: 'delivered', attempts: 1, last: { status } });
    for (const status of [100, 199, 300, 301, 302, 307, 308, 400, 404, 500])
      expect(tried({ status }).delivery.state).toBe('waiting');
    expect(tried({ status: 302 }).subscription.lastFailure?.reason).toBe('redirect-refused (302)');
    expect(tried({ failure: 'address-refused' }).subscription.lastFailure?.reason).toBe('address-refused');
  });

  it('counts failures on end; a success ends them', () => {
    const failed = tried({ status: 500 }).subscription;
    expect(failed).toMatchObject({ failures: 1, failingSince: now.toISOString(), state: 'enabled' });
    const healed = tried({ status: 200 }, 0, failed).subscription;
    expect(healed).toMatchObject({ failures: 0, lastSuccess: now.toISOString() });
    expect(healed).not.toHaveProperty('failingSince');
  });

  it('disables by 410 at once, and by five days of failures', () => {
    expect(tried({ status: 410 }).subscription).toMatchObject({
      state: 'disabled',
      disabled: { because: 'gone' },
    });
    const failed = tried({ status: 500 }).subscription;
    expect(tried({ status: 500 }, 1, failed, later(FAILING_MAX_MS - 1)).subscription.state).toBe('enabled');
    expect(tried({ status: 500 }, 1, failed, later(FAILING_MAX_MS)).subscription).toMatchObject({
      state: 'disabled',
      disabled: { because: 'failing' },
    });
  });

  it('holds new leaves back after three failures, but for one every half hour', () => {
    const failing = (failures: number) => ({
      ...subscription,
      failures,
      lastFailure: { at: now.toISOString(), reason: 'timeout' },
    });
    expect([0, 1, 2, 3, 9].map((failures) => takesNew(failing(failures), later(1000)))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(takesNew(failing(9), later(30 * 60_000))).toBe(true);
  });
});
