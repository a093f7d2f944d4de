/** Requests about webhooks that succeed. */
import { Hooks } from '../../../functions/webhooks/hooks.ts';
import type { Subscription } from '../../../functions/webhooks/subscription.ts';
import { theWork } from '../../../functions/work/work-table.ts';
import type { BodyCase } from './bodies.ts';
import type { Make } from './probe.ts';
import type { SmallRegistry } from './small-registry.ts';

let made = 0;
const hooks = () => new Hooks(theWork(), () => new Date());
/** A commit's id; any does for a delivery that nobody sends. */
const DELIVERY = 'c'.repeat(43);

/** Ten are the most that an organization has, and the probes make many. */
async function forgetThoseOf(organization: string): Promise<void> {
  const there = (await hooks().directory(organization))?.data.subscriptions ?? [];
  for (const { id } of there) {
    const [directory, found] = [await hooks().directory(organization), await hooks().find(organization, id)];
    if (directory && found) await hooks().remove(directory, found);
  }
}

/** An enabled webhook of the developer, with a dead delivery. */
async function webhookOf({ developer }: SmallRegistry): Promise<string> {
  await forgetThoseOf(developer.id);
  const number = ++made;
  const id = `w-${String(number).padStart(20, '0')}`;
  const subscription: Subscription = {
    id,
    organization: developer.id,
    url: `https://hooks.example.com/${number}`,
    state: 'enabled',
    createdAt: new Date().toISOString(),
    secret: `whsec_${Buffer.alloc(32).toString('base64')}`,
    next: 0,
    failures: 0,
  };
  await hooks().create(await hooks().directory(developer.id), subscription);
  await hooks().moveDelivery(developer.id, undefined, {
    id: DELIVERY,
    subscription: id,
    type: 'units.retired',
    index: 0,
    state: 'dead',
    madeAt: subscription.createdAt,
    attempts: 10,
  });
  return id;
}

const ofWebhook =
  (method: 'GET' | 'POST', rest = ''): Make =>
  async (registry) => ({
    request: `${method} /v1/webhooks/${await webhookOf(registry)}${rest}`,
    owner: registry.developer.id,
  });

export const webhookProbes: Record<string, Make> = {
  'POST /v1/webhooks': async (registry) => {
    for (const each of [registry.developer.id, registry.supervisor]) if (each) await forgetThoseOf(each);
    return { request: 'POST /v1/webhooks', body: { url: `https://hooks.example.com/${++made}` } };
  },
  'GET /v1/webhooks/{id}': ofWebhook('GET'),
  'POST /v1/webhooks/{id}/rotate': ofWebhook('POST', '/rotate'),
  'POST /v1/webhooks/{id}/disable': ofWebhook('POST', '/disable'),
  'POST /v1/webhooks/{id}/enable': ofWebhook('POST', '/enable'),
  'POST /v1/webhooks/{id}/delete': ofWebhook('POST', '/delete'),
  'POST /v1/webhooks/{id}/test': ofWebhook('POST', '/test'),
  'GET /v1/webhooks/{id}/deliveries': ofWebhook('GET', '/deliveries?state=dead'),
  'POST /v1/webhooks/{id}/deliveries/replay': ofWebhook('POST', '/deliveries/replay'),
  'POST /v1/webhooks/{id}/deliveries/{delivery}/replay': ofWebhook('POST', `/deliveries/${DELIVERY}/replay`),
};

export const webhookBodies = ({ developer }: SmallRegistry): BodyCase[] => [
  {
    name: 'webhook',
    request: 'POST /v1/webhooks',
    caller: developer.caller,
    body: { url: 'https://hooks.example.com/', events: ['units.retired', 'units.offered'] },
    fields: { '/url': 'text', '/events': 'list?', '/events/1': 'name' },
  },
];
