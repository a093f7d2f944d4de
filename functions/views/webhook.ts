/**
 * Webhooks and their deliveries as the API shows them. A secret is shown when it is made, and never again.
 */
import * as z from 'zod';
import { named } from '../http/named.ts';
import { DELIVERY_STATES, type Delivery, type Subscription } from '../webhooks/subscription.ts';

const shape = () => ({
  id: z.string(),
  url: z.string(),
  /** Types of events that are sent; absent: every one that concerns the organization. */
  events: z.array(z.string()).optional(),
  state: z.enum(['enabled', 'disabled']),
  disabled: z.strictObject({ at: z.string(), because: z.enum(['asked', 'gone', 'failing']) }).optional(),
  createdAt: z.string(),
  /** The first leaf of the log that wasn't looked at yet. */
  next: z.int(),
  /** Failed attempts on end, and since when. */
  failures: z.int(),
  failingSince: z.string().optional(),
  lastFailure: z.strictObject({ at: z.string(), reason: z.string() }).optional(),
  lastSuccess: z.string().optional(),
  /** After a rotation the secret before signs too, until then. */
  previousSecretUntil: z.string().optional(),
});

export const WebhookView = named('Webhook', () => z.strictObject(shape()));

export const WebhookSecretView = named('WebhookSecret', () =>
  // Standard Webhooks: `whsec_` and base64. It isn't shown again.
  z.strictObject({ ...shape(), secret: z.string() }),
);

export function webhookView(subscription: Subscription) {
  const { id, url, events, state, disabled, createdAt, next, failures, failingSince } = subscription;
  const { lastFailure, lastSuccess, previous } = subscription;
  return {
    id,
    url,
    ...(events && { events }),
    state,
    ...(disabled && { disabled }),
    createdAt,
    next,
    failures,
    ...(failingSince !== undefined && { failingSince }),
    ...(lastFailure && { lastFailure }),
    ...(lastSuccess !== undefined && { lastSuccess }),
    ...(previous && { previousSecretUntil: previous.until }),
  };
}

export const webhookSecretView = (subscription: Subscription) => ({
  ...webhookView(subscription),
  secret: subscription.secret,
});

export const WebhookDeliveryView = named('WebhookDelivery', () =>
  z.strictObject({
    /** The commit's id, and the `webhook-id` of each attempt. */
    id: z.string(),
    type: z.string(),
    /** Place of the leaf in the log; absent of a test. */
    index: z.int().optional(),
    state: z.enum(DELIVERY_STATES),
    madeAt: z.string(),
    attempts: z.int(),
    /** The last attempt: the receiver's status, or why there was none. */
    last: z
      .strictObject({ at: z.string(), status: z.int().optional(), failure: z.string().optional() })
      .optional(),
    nextAttempt: z.string().optional(),
  }),
);

export function deliveryView({ id, type, index, state, madeAt, attempts, last, nextAttempt }: Delivery) {
  return {
    id,
    type,
    ...(index !== undefined && { index }),
    state,
    madeAt,
    attempts,
    ...(last && { last }),
    ...(nextAttempt !== undefined && { nextAttempt }),
  };
}
