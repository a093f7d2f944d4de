/** Webhooks, from the commit to a receiver that is really there, and whatever may happen between. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { leafHash } from '../../events/tlog/merkle.ts';
import { ED25519 } from '../../events/tlog/note-key.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { indexLog } from '../../functions/log/indexing.ts';
import { mentions } from '../../functions/log/mentions.ts';
import { deliverAll } from '../../functions/webhooks/deliver.ts';
import { Hooks } from '../../functions/webhooks/hooks.ts';
import { type LookUp, NameNotFound } from '../../functions/webhooks/look-up.ts';
import { type Send, sender } from '../../functions/webhooks/send.ts';
import { WorkTable } from '../../functions/work/work-table.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { toHex, toUtf8 } from '../../shared/base/encoding.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { Crash, type Fault, faulty } from '../support/local/faults.ts';
import { workTableAt } from '../support/local/table.ts';
import { sequenceAll, soon, worldAt } from '../support/local/world.ts';
import { issueBatch, loadHandlers, OPERATOR, TestApi } from '../support/probes/api.ts';
import { must, retire } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 47);
const PATH = '/v1/webhooks';
const cert = (name: string) =>
  readFileSync(new URL(`../fixtures/webhooks/localhost-${name}.pem`, import.meta.url), 'utf8');

let api: TestApi;
let client: DynamoDBDocumentClient;
let tableName: string;
let work: { client: DynamoDBDocumentClient; tableName: string };
let now = () => new Date();
beforeAll(async () => {
  process.env.WEBHOOKS_TO_LOOPBACK = 'yes';
  ({ client, tableName } = await freshTable());
  work = await workTableAt(inject('dynamoDbEndpoint'));
  api = new TestApi(await loadHandlers());
});

const servers: Server[] = [];
afterEach(async () => {
  now = () => new Date();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** What the library gives of a verified request. */
interface Payload {
  type: string;
  timestamp: string;
  data: { index: number; leafHash: string; proof: string; event: { at: string } };
}

interface Got {
  headers: Record<string, string>;
  body: string;
  /** Which of this machine's addresses it came to. */
  at: string | undefined;
}
type Answer = (response: ServerResponse, got: Got, count: number) => void;

/** A receiver on this machine; `got` is what came, in order. */
async function receiver(answer: Answer = (response) => response.writeHead(204).end(), tls = false) {
  const got: Got[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const body = (await buffer(request)).toString();
    const one = { headers: request.headers as Record<string, string>, body, at: request.socket.localAddress };
    got.push(one);
    answer(response, one, got.length);
  };
  const server = tls ? createTlsServer({ key: cert('key'), cert: cert('cert') }, take) : createServer(take);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as AddressInfo;
  return { got, url: `${tls ? 'https://localhost' : 'http://127.0.0.1'}:${port}/hook`, port };
}

const reach = { loopback: true };
const world = () => worldAt(client, tableName, () => now());
const hooksAt = (at: Sender = work.client) =>
  new Hooks(new WorkTable(at, work.tableName, () => now()), () => now());

/** Puts commits in the log and the index, and has the deliverer run. */
async function deliver(send: Send = sender({ reach }), at: Sender = work.client) {
  await sequenceAll(client, tableName, signer);
  await indexLog(world(), mentions, soon());
  return deliverAll(world(), hooksAt(at), send, new Date(now().getTime() + 30_000));
}

/** An organization with units, each retirement of which is a commit that names it. */
async function party() {
  const { developer, batch } = await issueBatch(api, 1000);
  // What came before the subscription isn't sent.
  await deliver();
  return {
    ...developer,
    retire: async () =>
      (await must(api, 'POST /v1/retirements', developer.caller, retire(developer.account, batch))).id,
  };
}
type Party = Awaited<ReturnType<typeof party>>;

const subscribe = ({ caller }: Party, body: object) => must(api, `POST ${PATH}`, caller, body);
const stateOf = ({ caller }: Party, id: string) => must(api, `GET ${PATH}/${id}`, caller);
const deliveriesOf = async ({ caller }: Party, id: string, state: string) =>
  (await must(api, `GET ${PATH}/${id}/deliveries?state=${state}`, caller)).items;
const idsOf = (got: readonly Got[]) => got.map(({ headers }) => headers['webhook-id']);
const pass = (ms: number) => {
  const at = now().getTime() + ms;
  now = () => new Date(at);
};
const MINUTE = 60_000;

async function retireAll(who: Party, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) ids.push(await who.retire());
  return ids;
}

describe('a webhook', () => {
  it('gets what concerns its organization, in the log’s order, once, signed, with the leaf that is proven', async () => {
    const [who, other] = [await party(), await party()];
    const hook = await receiver();
    const { id, secret } = await subscribe(who, { url: hook.url });
    await other.retire();
    const ids = await retireAll(who, 3);
    await deliver();
    await deliver();
    expect(idsOf(hook.got)).toEqual(ids);
    for (const { headers, body } of hook.got) {
      const { type, timestamp, data } = new Webhook(secret).verify(body, headers) as Payload;
      expect([type, timestamp]).toEqual(['units.retired', data.event.at]);
      expect(headers['content-type']).toBe('application/json');
      expect(toHex(leafHash(toUtf8(canonicalize(data.event))))).toBe(data.leafHash);
      const { status, body: proof } = await api.send(`GET ${data.proof}`);
      expect([status, String(proof).includes(`index ${data.index}\n`)]).toEqual([200, true]);
    }
    expect(await stateOf(who, id)).toMatchObject({
      state: 'enabled',
      failures: 0,
      lastSuccess: expect.any(String),
    });
    expect((await deliveriesOf(who, id, 'delivered')).map((each: { id: string }) => each.id)).toEqual(
      ids.toReversed(),
    );
  });

  it('gets the types that it asked for, and no other', async () => {
    const who = await party();
    const hook = await receiver();
    await subscribe(who, { url: hook.url, events: ['transfer.accepted'] });
    await retireAll(who, 2);
    expect((await deliver()).attempts).toBe(0);
    expect(hook.got).toEqual([]);
  });

  it('passes over any number of leaves that it did not ask for in one run', async () => {
    const who = await party();
    const hook = await receiver();
    const { id } = await subscribe(who, { url: hook.url, events: ['transfer.accepted'] });
    const before = (await stateOf(who, id)).next;
    await retireAll(who, 130);
    await deliver();
    expect(hook.got).toEqual([]);
    expect((await stateOf(who, id)).next - before).toBeGreaterThanOrEqual(130);
  });

  it('is tried again, goes dead, and is replayed: one, or all', async () => {
    const who = await party();
    let up = false;
    const hook = await receiver((response) => response.writeHead(up ? 200 : 500).end());
    const { id } = await subscribe(who, { url: hook.url });
    const [first = '', second = ''] = await retireAll(who, 2);
    await deliver();
    expect(await deliveriesOf(who, id, 'waiting')).toMatchObject([
      { id: second },
      { id: first, attempts: 1 },
    ]);
    await deliver();
    expect(hook.got.length).toBe(2);
    for (let i = 0; i < 9; i++) {
      pass(29 * 60 * MINUTE);
      await deliver();
      // A receiver that fails for five days is disabled; its owner goes on.
      await must(api, `POST ${PATH}/${id}/enable`, who.caller);
    }
    expect(hook.got.length).toBe(20);
    expect(await deliveriesOf(who, id, 'waiting')).toEqual([]);
    expect(await deliveriesOf(who, id, 'dead')).toMatchObject([
      { id: second, attempts: 10, last: { status: 500 } },
      { id: first, attempts: 10 },
    ]);
    up = true;
    expect(await must(api, `POST ${PATH}/${id}/deliveries/${first}/replay`, who.caller)).toMatchObject({
      state: 'waiting',
    });
    await deliver();
    expect(idsOf(hook.got).at(-1)).toBe(first);
    expect(await must(api, `POST ${PATH}/${id}/deliveries/replay`, who.caller)).toEqual({
      replayed: 1,
      more: false,
    });
    await deliver();
    expect(idsOf(hook.got).at(-1)).toBe(second);
    expect(await deliveriesOf(who, id, 'dead')).toEqual([]);
    expect(hook.got.length).toBe(22);
  });

  it('is held back while it is down, and misses nothing', async () => {
    const who = await party();
    let up = false;
    const hook = await receiver((response) => response.writeHead(up ? 200 : 503).end());
    const { id } = await subscribe(who, { url: hook.url });
    const ids = await retireAll(who, 6);
    await deliver();
    expect(idsOf(hook.got)).toEqual(ids.slice(0, 3));
    expect(await stateOf(who, id)).toMatchObject({ failures: 3, lastFailure: { reason: 'status 503' } });
    up = true;
    pass(31 * MINUTE);
    await deliver();
    expect(new Set(idsOf(hook.got))).toEqual(new Set(ids));
    expect([...new Set(idsOf(hook.got))]).toEqual(ids);
    expect(await deliveriesOf(who, id, 'delivered')).toHaveLength(6);
  });

  it('has no further attempt in a run once it has let one time out', async () => {
    const who = await party();
    const hook = await receiver(() => {});
    const { id } = await subscribe(who, { url: hook.url });
    const ids = await retireAll(who, 3);
    await deliver(sender({ reach, timeoutMs: 300 }));
    expect(idsOf(hook.got)).toEqual(ids.slice(0, 1));
    await deliver(sender({ reach, timeoutMs: 300 }));
    expect(idsOf(hook.got)).toEqual(ids.slice(0, 2));
    expect(await stateOf(who, id)).toMatchObject({ failures: 2, lastFailure: { reason: 'timeout' } });
  });

  it('is disabled by 410, and after five days of failures; enabled, it goes on where it stopped', async () => {
    const who = await party();
    let status = 410;
    const hook = await receiver((response) => response.writeHead(status).end());
    const { id } = await subscribe(who, { url: hook.url });
    const ids = await retireAll(who, 2);
    await deliver();
    expect(await stateOf(who, id)).toMatchObject({ state: 'disabled', disabled: { because: 'gone' } });
    expect(hook.got.length).toBe(1);
    const refused = await api.send(`POST ${PATH}/${id}/test`, { caller: who.caller });
    expect([refused.status, refused.body.type]).toEqual([409, 'urn:lvzhang:problem:webhook-disabled']);
    status = 500;
    await must(api, `POST ${PATH}/${id}/enable`, who.caller);
    await deliver();
    pass(5 * 24 * 60 * MINUTE);
    await deliver();
    expect(await stateOf(who, id)).toMatchObject({ state: 'disabled', disabled: { because: 'failing' } });
    status = 200;
    await must(api, `POST ${PATH}/${id}/enable`, who.caller);
    pass(25 * 60 * MINUTE);
    await deliver();
    expect([...new Set(idsOf(hook.got))]).toEqual(ids);
    expect(await deliveriesOf(who, id, 'waiting')).toEqual([]);
  });

  it('has two signatures for a day after a rotation, and shows its secret once', async () => {
    const who = await party();
    const hook = await receiver();
    const { id, secret } = await subscribe(who, { url: hook.url });
    const { secret: next } = await must(api, `POST ${PATH}/${id}/rotate`, who.caller);
    await must(api, `POST ${PATH}/${id}/test`, who.caller);
    await deliver();
    const [{ headers, body }] = hook.got as [Got];
    for (const each of [secret, next])
      expect(new Webhook(each).verify(body, headers)).toMatchObject({ type: 'webhook.test' });
    const shown = JSON.stringify([
      await stateOf(who, id),
      await must(api, `GET ${PATH}`, who.caller),
      await must(api, `POST ${PATH}/${id}/disable`, who.caller),
      await must(api, `POST ${PATH}/${id}/delete`, who.caller),
    ]);
    for (const each of [secret, next]) expect(shown).not.toContain(each);
    expect((await api.send(`GET ${PATH}/${id}`, { caller: who.caller })).status).toBe(404);
    expect((await must(api, `GET ${PATH}`, who.caller)).items).toEqual([]);
  });

  it('has one test at a time, until that has come or is dead', async () => {
    const who = await party();
    let status = 500;
    const hook = await receiver((response) => response.writeHead(status).end());
    const { id } = await subscribe(who, { url: hook.url });
    const ask = () => api.send(`POST ${PATH}/${id}/test`, { caller: who.caller });
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([202, 409, 409]);
    const { body: first } = answers.find((answer) => answer.status === 202)!;
    const refusal = { type: 'urn:lvzhang:problem:webhook-test-open', seen: { webhook: id, test: first.id } };
    for (const answer of answers) if (answer.status === 409) expect(answer.body).toMatchObject(refusal);
    await deliver();
    // It failed, and is still to be sent again.
    expect((await ask()).body).toMatchObject(refusal);
    status = 204;
    // What the refusal names sends it at once.
    await must(api, `POST ${PATH}/${id}/deliveries/${first.id}/replay`, who.caller);
    await deliver();
    expect(idsOf(hook.got)).toEqual([first.id, first.id]);
    const second = await ask();
    expect([second.status, second.body.id === first.id]).toEqual([202, false]);
    expect(JSON.stringify(await stateOf(who, id))).not.toContain(second.body.id);
  });

  it('is one for each URL, ten for each organization, and none for the root operator', async () => {
    const who = await party();
    const send = async (url: string, caller = who.caller) =>
      (await api.send(`POST ${PATH}`, { caller, body: { url } })).body;
    const first = await send('https://hooks.firm.cn/0');
    expect(await send('https://HOOKS.firm.cn:443/0')).toMatchObject({
      type: 'urn:lvzhang:problem:webhook-url-taken',
      detail: expect.stringContaining(`POST ${PATH}/${first.id}/delete`),
      seen: { webhook: first.id },
    });
    for (let i = 1; i < 10; i++) expect((await send(`https://hooks.firm.cn/${i}`)).state).toBe('enabled');
    expect(await send('https://hooks.firm.cn/10')).toMatchObject({
      type: 'urn:lvzhang:problem:too-many-webhooks',
    });
    expect(await send('https://hooks.firm.cn/', OPERATOR)).toMatchObject({
      type: 'urn:lvzhang:problem:webhook-needs-organization',
    });
    expect(await send('https://169.254.169.254/latest')).toMatchObject({
      type: 'urn:lvzhang:problem:invalid-input',
      errors: [{ pointer: '#/url', detail: expect.stringContaining('public internet') }],
    });
  });
});

describe('a receiver that means harm', () => {
  const secrets = { 'webhook-id': 'x' };
  const failureFor = (url: string, options: Partial<Parameters<typeof sender>[0]> = {}) =>
    sender({ reach: { loopback: false }, timeoutMs: 3000, ...options })(new URL(url), secrets, '{}');
  const leadingTo =
    (...addresses: string[]): LookUp =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

  it.each([
    ['10.0.0.1'],
    ['127.0.0.1'],
    ['169.254.169.254'],
    ['fd00:ec2::254'],
    ['::ffff:169.254.169.254'],
    ['1.1.1.1', '127.0.0.1'],
    ['2606:4700::1111', '::1'],
  ])('is not called where its name leads to %s %s', async (...addresses) => {
    expect(await failureFor('https://hooks.firm.cn/', { lookUp: leadingTo(...addresses) })).toEqual({
      failure: 'address-refused',
    });
  });

  it.each([
    'https://127.0.0.1/',
    'https://10.1.1.1/',
    'https://[::1]/',
    'http://169.254.169.254/latest/meta-data/',
  ])('is not called at %s, even if that came to be stored', async (url) =>
    expect(await failureFor(url)).toEqual({ failure: 'address-refused' }),
  );

  it('is reached at the address that was checked, whatever its name leads to afterwards', async () => {
    const hook = await receiver();
    let looks = 0;
    const rebinding: LookUp = async () => [{ address: looks++ === 0 ? '127.0.0.2' : '10.0.0.1', family: 4 }];
    const send = sender({ reach, lookUp: rebinding });
    expect(await send(new URL(`http://localhost:${hook.port}/`), secrets, '{}')).toEqual({ status: 204 });
    expect([looks, hook.got[0]?.at, hook.got[0]?.headers.host]).toEqual([
      1,
      '127.0.0.2',
      `localhost:${hook.port}`,
    ]);
    // The next attempt looks again, and is refused.
    expect(await send(new URL(`http://localhost:${hook.port}/`), secrets, '{}')).toEqual({
      failure: 'address-refused',
    });
    expect(hook.got.length).toBe(1);
  });

  it('leads nowhere by redirects', async () => {
    const who = await party();
    const inner = await receiver();
    const targets = [inner.url, 'http://169.254.169.254/latest/meta-data/'];
    for (const status of [301, 302, 303, 307, 308]) {
      const location = targets[status % 2]!;
      const hook = await receiver((response) => response.writeHead(status, { location }).end());
      const { id } = await subscribe(who, { url: hook.url });
      await must(api, `POST ${PATH}/${id}/test`, who.caller);
      await deliver();
      expect(await stateOf(who, id)).toMatchObject({
        lastFailure: { reason: `redirect-refused (${status})` },
      });
      await must(api, `POST ${PATH}/${id}/delete`, who.caller);
    }
    expect(inner.got).toEqual([]);
  });

  it('holds nobody up by dripping, silence or length', async () => {
    const drip = await receiver((response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(timer));
    });
    const silent = await receiver(() => {});
    const flood = await receiver((response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    });
    const heads = await receiver((response) => response.writeHead(200, { x: 'y'.repeat(100_000) }).end());
    const send = sender({ reach, timeoutMs: 1500 });
    const started = Date.now();
    expect(
      await Promise.all([drip, silent, flood, heads].map(({ url }) => send(new URL(url), secrets, '{}'))),
    ).toEqual([{ status: 200 }, { failure: 'timeout' }, { status: 200 }, { failure: 'connection-failed' }]);
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  it('has a certificate that holds, or gets nothing', async () => {
    const hook = await receiver(undefined, true);
    const send = (ca?: string) =>
      sender({ reach, ...(ca !== undefined && { ca }) })(new URL(hook.url), secrets, '{}');
    expect(await send()).toEqual({ failure: 'certificate-invalid' });
    expect(await send(cert('cert'))).toEqual({ status: 204 });
    const byAddress = sender({ reach, ca: cert('cert') })(
      new URL(hook.url.replace('localhost', '127.0.0.1')),
      secrets,
      '{}',
    );
    expect(await byAddress).toEqual({ failure: 'certificate-invalid' });
    expect(hook.got.length).toBe(1);
  });

  it('is told from one that isn’t there', async () => {
    const missing: LookUp = async () => {
      throw new NameNotFound('hooks.firm.cn');
    };
    expect(await failureFor('https://hooks.firm.cn/', { lookUp: missing })).toEqual({
      failure: 'name-not-found',
    });
    expect(await failureFor('https://hooks.firm.cn/', { lookUp: leadingTo() })).toEqual({
      failure: 'name-not-found',
    });
    const { url } = await receiver();
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
    expect(await failureFor(url, { reach })).toEqual({ failure: 'connection-failed' });
  });
});

describe('the deliverer', () => {
  const faults: Fault[] = ['lost', 'persisted', 'conflict', 'throttled', 'crash before', 'crash after'];
  it.each(faults.flatMap((fault) => [0, 1, 2, 3].map((write) => [fault, write] as const)))(
    'meets a write that is %s (number %i): run again, and each leaf was sent, in order',
    async (fault, write) => {
      const who = await party();
      const hook = await receiver();
      const { id } = await subscribe(who, { url: hook.url });
      const ids = await retireAll(who, 2);
      const dying = faulty(work.client, (n) => (n === write ? fault : 'none'));
      const outcome = await deliver(undefined, dying).catch((error: unknown) => error);
      expect(dying.writes).toBeGreaterThan(write);
      if (fault.startsWith('crash')) expect(outcome).toBeInstanceOf(Crash);
      pass(2 * MINUTE);
      await deliver();
      expect([...new Set(idsOf(hook.got))]).toEqual(ids);
      expect(hook.got.length).toBeLessThanOrEqual(ids.length + 1);
      expect(await deliveriesOf(who, id, 'delivered')).toHaveLength(2);
      await must(api, `POST ${PATH}/${id}/delete`, who.caller);
    },
  );

  it('lets no organization hold up another by receivers that are slow', async () => {
    const [slow, quick] = [await party(), await party()];
    const came: string[] = [];
    let open = 0;
    let openMax = 0;
    const dawdler = await receiver((response) => {
      came.push('slow');
      openMax = Math.max(openMax, ++open);
      setTimeout(() => {
        open--;
        response.writeHead(204).end();
      }, 2000);
    });
    const prompt = await receiver((response) => {
      came.push('quick');
      response.writeHead(204).end();
    });
    for (let i = 0; i < 6; i++) await subscribe(slow, { url: `${dawdler.url}/${i}` });
    await subscribe(quick, { url: prompt.url });
    await slow.retire();
    // More than one turn's worth.
    await retireAll(quick, 25);
    await deliver();
    expect([came.filter((each) => each === 'quick').length, dawdler.got.length]).toEqual([25, 6]);
    expect(openMax).toBe(2);
    expect(came.lastIndexOf('quick')).toBeLessThan(came.lastIndexOf('slow') - 1);
  });

  it('may run twice at once, and keeps a change that its owner makes during an attempt', async () => {
    const who = await party();
    let changed = false;
    const hook = await receiver();
    const { id } = await subscribe(who, { url: hook.url });
    const ids = await retireAll(who, 3);
    await sequenceAll(client, tableName, signer);
    await indexLog(world(), mentions, soon());
    const plain = sender({ reach });
    const changing: Send = async (...args) => {
      if (!changed) {
        changed = true;
        await must(api, `POST ${PATH}/${id}/rotate`, who.caller);
      }
      return plain(...args);
    };
    await Promise.all([deliver(changing), deliver(changing)]);
    expect(idsOf(hook.got)).toEqual(ids);
    expect(await stateOf(who, id)).toHaveProperty('previousSecretUntil');
    let disabled = false;
    const disabling: Send = async (...args) => {
      if (!disabled) await must(api, `POST ${PATH}/${id}/disable`, who.caller);
      disabled = true;
      return plain(...args);
    };
    await retireAll(who, 3);
    await deliver(disabling);
    expect(hook.got.length).toBe(4);
    expect(await stateOf(who, id)).toMatchObject({ state: 'disabled', disabled: { because: 'asked' } });
  });
});
