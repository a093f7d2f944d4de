/** Lambda: webhooks, subscribed to and looked after here; deliverer.ts sends. */
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { line, OrganizationId } from '../shared/base/field.ts';
import type { Language } from '../shared/base/words.ts';
import { type EventType, factSchemas } from '../shared/ledger/event.ts';
import { type Endpoints, endpoint, handlerOf, type Reply, type Request } from './http/endpoint.ts';
import { Paging, pager } from './http/pager.ts';
import { Problem } from './http/problem.ts';
import { notFound } from './http/require-entity.ts';
import type { World } from './ledger/ledger-world.ts';
import { readHead } from './ledger/log-reads.ts';
import {
  deliveryView,
  WebhookDeliveryView,
  WebhookSecretView,
  WebhookView,
  webhookSecretView,
  webhookView,
} from './views/webhook.ts';
import { reachOf, URL_LENGTH_MAX, type UrlFault, webhookUrl } from './webhooks/address.ts';
import { Hooks, SUBSCRIPTIONS_MAX } from './webhooks/hooks.ts';
import { newSecret } from './webhooks/signature.ts';
import { again, DELIVERY_STATES, newTest, ROTATION_MS, type Subscription } from './webhooks/subscription.ts';
import { theWork, type Work } from './work/work-table.ts';

/** What somebody else moves at the same time is read again so often. */
const MOVES_MAX = 5;
/** Dead deliveries replayed by one request. */
const REPLAYED_MAX = 100;

const eventTypes = Object.keys(factSchemas) as EventType[];
const WebhookPath = z.strictObject({ id: z.string().regex(/^w-[0-9a-f]{20}$/, 'w-…') });
const DeliveryPath = WebhookPath.extend({
  delivery: z.string().regex(/^(?:[A-Za-z0-9_-]{43}|test-[0-9a-f]{32})$/, 'the id of a delivery'),
});
const WebhookInput = z.strictObject({
  url: line(URL_LENGTH_MAX),
  events: z.array(z.enum(eventTypes)).min(1).max(eventTypes.length).optional(),
});

const hooksOf = ({ now }: World) => new Hooks(theWork(), now);
type HookRequest<B = unknown, P = { id: string }> = Request<B, P>;

/** Each rule of an address, with its remedy. */
const urlFaults: Record<UrlFault, Record<Language, string>> = {
  malformed: { zh: '不是有效的 URL', en: 'is no valid URL' },
  scheme: { zh: '须为 https', en: 'must begin with https://' },
  user: { zh: '不得含用户名或密码', en: 'must hold no user or password: receivers check the signature' },
  port: { zh: '须为 443 端口', en: 'must use port 443' },
  fragment: { zh: '不得含 # 部分', en: 'must hold no # part' },
  host: {
    zh: '须为公共互联网上的域名，不得为 IP 地址或本地名称',
    en: 'must name a host of the public internet by its domain, no IP address and no local name',
  },
};

function requireUrl(text: string, language: Language): URL {
  const url = webhookUrl(text, reachOf(process.env));
  if (url instanceof URL) return url;
  throw new Problem('invalid-input', [{ pointer: '#/url', detail: urlFaults[url][language] }]);
}

async function findHook({ path, identity }: HookRequest, hooks: Hooks): Promise<Work<Subscription>> {
  const found = await hooks.find(identity.org, path.id);
  if (!found) throw notFound(path.id);
  return found;
}

const subscribe = endpoint({
  summary: '订阅推送 Subscribe to the events that concern the organization; the secret is shown once',
  action: 'webhook.change',
  changes: true,
  body: () => WebhookInput,
  status: 201,
  reply: WebhookSecretView,
  run: async ({ body, identity, language }, world) => {
    const { org } = identity;
    if (!OrganizationId.safeParse(org).success) throw new Problem('webhook-needs-organization');
    const url = requireUrl(body.url, language).href;
    const hooks = hooksOf(world);
    const next = (await readHead(world.reads))?.size ?? 0;
    for (let tries = 0; tries < MOVES_MAX; tries++) {
      const directory = await hooks.directory(org);
      const there = directory?.data.subscriptions ?? [];
      const same = there.find((each) => each.url === url);
      if (same) throw new Problem('webhook-url-taken', [], {}, { webhook: same.id });
      if (there.length >= SUBSCRIPTIONS_MAX)
        throw new Problem('too-many-webhooks', [], {}, { max: SUBSCRIPTIONS_MAX });
      const made: Subscription = {
        id: `w-${randomBytes(10).toString('hex')}`,
        organization: org,
        url,
        ...(body.events && { events: [...new Set(body.events)] }),
        state: 'enabled',
        createdAt: world.now().toISOString(),
        secret: newSecret(),
        next,
        failures: 0,
      };
      if (await hooks.create(directory, made)) return { json: webhookSecretView(made) };
    }
    throw new Problem('contended');
  },
});

const listHooks = endpoint({
  summary: '本机构的订阅 The organization’s webhooks',
  action: 'webhook.read',
  status: 200,
  reply: () => z.strictObject({ items: z.array(WebhookView()) }),
  run: async ({ identity }, world) => {
    const hooks = hooksOf(world);
    const there = (await hooks.directory(identity.org))?.data.subscriptions ?? [];
    const found = await Promise.all(there.map(({ id }) => hooks.find(identity.org, id)));
    return { json: { items: found.flatMap((each) => (each ? [webhookView(each.data)] : [])) } };
  },
});

const readHook = endpoint({
  summary: '查询订阅 A webhook’s state: last success, failures, why it is disabled',
  action: 'webhook.read',
  path: WebhookPath,
  status: 200,
  reply: WebhookView,
  run: async (request, world) => ({ json: webhookView((await findHook(request, hooksOf(world))).data) }),
});

/** Moves a subscription as `next` says; what the deliverer has written meanwhile stays. */
const moving =
  (next: (subscription: Subscription, now: Date) => Subscription, view: (moved: Subscription) => object) =>
  async (request: HookRequest, world: World): Promise<Reply> => {
    const hooks = hooksOf(world);
    for (let tries = 0; tries < MOVES_MAX; tries++) {
      const found = await findHook(request, hooks);
      const moved = await hooks.move(found, next(found.data, world.now()));
      if (moved) return { json: view(moved.data) };
    }
    throw new Problem('contended');
  };

const moves = { action: 'webhook.change', changes: true, path: WebhookPath, status: 200 } as const;

const rotate = endpoint({
  ...moves,
  summary: '更换密钥（旧密钥 24 小时内仍签名） Make a new secret; the one before signs too for 24 hours',
  reply: WebhookSecretView,
  run: moving((subscription, now) => {
    const until = new Date(now.getTime() + ROTATION_MS).toISOString();
    return { ...subscription, secret: newSecret(), previous: { secret: subscription.secret, until } };
  }, webhookSecretView),
});

const disable = endpoint({
  ...moves,
  summary: '停用订阅 Disable a webhook: nothing is sent until it is enabled',
  reply: WebhookView,
  run: moving(
    (subscription, now) => ({
      ...subscription,
      state: 'disabled',
      disabled: subscription.disabled ?? { at: now.toISOString(), because: 'asked' },
    }),
    webhookView,
  ),
});

const enable = endpoint({
  ...moves,
  summary: '启用订阅（自停下之处继续） Enable a webhook: it goes on where it stopped',
  reply: WebhookView,
  run: moving(({ disabled: _, failingSince: _since, ...subscription }) => {
    return { ...subscription, state: 'enabled', failures: 0 };
  }, webhookView),
});

const remove = endpoint({
  ...moves,
  summary: '删除订阅 Delete a webhook',
  reply: WebhookView,
  run: async (request, world) => {
    const hooks = hooksOf(world);
    for (let tries = 0; tries < MOVES_MAX; tries++) {
      const [found, directory] = await Promise.all([
        findHook(request, hooks),
        hooks.directory(request.identity.org),
      ]);
      if (directory && (await hooks.remove(directory, found))) return { json: webhookView(found.data) };
    }
    throw new Problem('contended');
  },
});

async function findEnabled(request: HookRequest, hooks: Hooks): Promise<Work<Subscription>> {
  const found = await findHook(request, hooks);
  if (found.data.state !== 'enabled') throw new Problem('webhook-disabled');
  return found;
}

const tryOut = endpoint({
  ...moves,
  summary: '发送测试事件（同时至多一个） Send a test event, within a minute; one at a time',
  status: 202,
  reply: WebhookDeliveryView,
  run: async (request, world) => {
    const hooks = hooksOf(world);
    for (let tries = 0; tries < MOVES_MAX; tries++) {
      const found = await findEnabled(request, hooks);
      const { id, organization, test } = found.data;
      const last = test === undefined ? undefined : await hooks.findDelivery(organization, id, test);
      if (last?.data.state === 'waiting')
        throw new Problem('webhook-test-open', [], {}, { webhook: id, test: last.data.id });
      const made = newTest(id, world.now());
      const moved = await hooks.move(
        found,
        { ...found.data, test: made.id },
        { seen: undefined, data: made },
      );
      if (moved) return { json: deliveryView(made) };
    }
    throw new Problem('contended');
  },
});

const listDeliveries = pager({
  summary:
    '推送记录 Deliveries in a state, the newest first: dead (30 days; the default), waiting, delivered (7 days)',
  action: 'webhook.read',
  path: WebhookPath,
  query: Paging.extend({ state: z.enum(DELIVERY_STATES).default('dead') }),
  item: WebhookDeliveryView,
  of: (request, world) => findHook(request, hooksOf(world)),
  page: ({ path, query: { state, limit, cursor } }, world) =>
    hooksOf(world).deliveries(path.id, state, limit, cursor),
  view: ({ data }) => deliveryView(data),
});

const replay = endpoint({
  ...moves,
  summary: '重发一次推送 Send a delivery again, whatever became of it',
  path: DeliveryPath,
  status: 202,
  reply: WebhookDeliveryView,
  run: async (request, world) => {
    const hooks = hooksOf(world);
    const { id, organization } = (await findEnabled(request, hooks)).data;
    for (let tries = 0; tries < MOVES_MAX; tries++) {
      const found = await hooks.findDelivery(organization, id, request.path.delivery);
      if (!found) throw notFound(request.path.delivery, 'delivery');
      const data = again(found.data, world.now());
      if (await hooks.moveDelivery(organization, found.version, data)) return { json: deliveryView(data) };
    }
    throw new Problem('contended');
  },
});

const replayDead = endpoint({
  ...moves,
  summary: '重发死信 Send dead deliveries again, a hundred at a time; `more` says that there are others',
  status: 202,
  reply: () => z.strictObject({ replayed: z.int(), more: z.boolean() }),
  run: async (request, world) => {
    const hooks = hooksOf(world);
    const { id, organization } = (await findEnabled(request, hooks)).data;
    const { items, next } = await hooks.deliveries(id, 'dead', REPLAYED_MAX);
    const moved = await Promise.all(
      // The list may be some milliseconds old: one that somebody else has replayed is left to that.
      items.map(({ version, data }) => hooks.moveDelivery(organization, version, again(data, world.now()))),
    );
    return { json: { replayed: moved.filter(Boolean).length, more: next !== undefined } };
  },
});

export const endpoints: Endpoints = {
  'POST /v1/webhooks': subscribe,
  'GET /v1/webhooks': listHooks,
  'GET /v1/webhooks/{id}': readHook,
  'POST /v1/webhooks/{id}/rotate': rotate,
  'POST /v1/webhooks/{id}/disable': disable,
  'POST /v1/webhooks/{id}/enable': enable,
  'POST /v1/webhooks/{id}/delete': remove,
  'POST /v1/webhooks/{id}/test': tryOut,
  'GET /v1/webhooks/{id}/deliveries': listDeliveries,
  'POST /v1/webhooks/{id}/deliveries/replay': replayDead,
  'POST /v1/webhooks/{id}/deliveries/{delivery}/replay': replay,
};

export const handler = handlerOf(endpoints);
