/**
 * Two pairs of eyes through the API: what one initiates waits, another one confirms it, and it happens once
 * or not at all.
 */
import { beforeAll, describe, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { Replay } from '../../events/audit/replay.ts';
import { ED25519 } from '../../events/tlog/note-key.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { allEndpoints } from '../../functions/reference/endpoints.ts';
import { Initiations, type Taken } from '../../functions/work/initiations.ts';
import { WithinClient } from '../../functions/work/within.ts';
import { theWork } from '../../functions/work/work-table.ts';
import { theWorld } from '../../functions/world.ts';
import { fromUtf8 } from '../../shared/base/encoding.ts';
import { opens } from '../../shared/base/seal.ts';
import { commitId } from '../../shared/ledger/decision.ts';
import type { EventOfType } from '../../shared/ledger/event.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { workTableAt } from '../support/local/table.ts';
import { sequenceAll } from '../support/local/world.ts';
import { ORIGIN } from '../support/log/log.ts';
import { checkLog } from '../support/log/log-check.ts';
import {
  type Answer,
  type Call,
  issueBatch,
  loadHandlers,
  OPERATOR,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import { requireConfirmation } from '../support/probes/confirmations.ts';
import { freshKey } from '../support/probes/keys.ts';
import { retire } from '../support/probes/small-registry.ts';
import { actsFor, twoSpellings, unite } from '../support/probes/unions.ts';
import type { TestSigner } from '../support/signing.ts';
import { signerOf } from '../unit/file-signer.ts';

const logSigner = signerOf('lvzhang.test/log', ED25519, 7);
const PATH = '/v1/retirements';
const HEADER = 'lvzhang-confirmation';

let api: TestApi;
let client: Sender;
let tableName: string;
let developer: Awaited<ReturnType<typeof issueBatch>>['developer'];
let batch: string;
beforeAll(async () => {
  ({ client, tableName } = await freshTable());
  await workTableAt(inject('dynamoDbEndpoint'));
  api = new TestApi(await loadHandlers());
  ({ developer, batch } = await issueBatch(api, 1000));
});

let keys = 0;
const freshName = () => `c-${++keys}`;
const body = (quantity = 1) => retire(developer.account, batch, quantity);

interface Sent {
  sub: string;
  key: string;
  step?: string;
  body?: object;
  path?: string;
  signer?: TestSigner;
  at?: Date;
}

/** A command of the developer by one of its people. */
function sendAs({ sub, key, step, body: json = body(), path = PATH, signer, at = new Date() }: Sent) {
  const headers: Record<string, string> = {};
  if (step) headers[HEADER] = step;
  if (signer) headers['lvzhang-signature'] = signer.header(developer.id, key, path, json, at.toISOString());
  return api.send(`POST ${path}`, { caller: { ...developer.caller, sub }, key, headers, body: json });
}
const initiate = (key: string, more: Partial<Sent> = {}) =>
  sendAs({ sub: 'anna', key, step: 'initiate', ...more });
const confirm = (key: string, more: Partial<Sent> = {}) =>
  sendAs({ sub: 'bo', key, step: 'confirm', ...more });
const alone = (key: string, more: Partial<Sent> = {}) => sendAs({ sub: 'anna', key, ...more });
const told = ({ status, body: answer }: Answer) =>
  status < 300 ? status : [status, answer.type.replace('urn:lvzhang:problem:', '')];

const idOf = (key: string) => commitId(developer.id, key);
const ask = (request: string, sub = 'anna', call: Call = {}) =>
  api.send(request, { caller: { ...developer.caller, sub }, key: null, ...call });
const shown = async (key: string, sub?: string) =>
  (await ask(`GET /v1/confirmations/${idOf(key)}`, sub)).body;
const decline = (key: string, sub: string) => ask(`POST /v1/confirmations/${idOf(key)}/decline`, sub);
const leafOf = async (key: string): Promise<EventOfType<'units.retired'> | undefined> => {
  const record = await theWorld().reads.commit(idOf(key));
  return record && JSON.parse(record.leaf);
};
/** Has another request of the organization's read as one that was taken so long ago. */
async function takenAgo(key: string, ms: number): Promise<void> {
  const initiations = new Initiations(theWork());
  const found = await initiations.find(developer.id, idOf(key));
  const confirmingUntil = new Date(Date.now() - ms).toISOString();
  await initiations.move(found!, { ...found!.data, confirmingUntil });
}

describe('a command in two steps', () => {
  it('waits, holds nothing, and is done by another one of the organization', async () => {
    const key = freshName();
    const first = await initiate(key);
    expect(first).toMatchObject({
      status: 202,
      body: { id: idOf(key), state: 'waiting', event: 'units.retired', path: PATH, body: body(), mine: true },
    });
    expect(await leafOf(key)).toBeUndefined();
    expect(await shown(key, 'bo')).toMatchObject({ state: 'waiting', mine: false, initiator: 'anna' });
    const done = await confirm(key);
    expect(done.status).toBe(201);
    expect(done.body.commit.id).toBe(idOf(key));
    expect(await shown(key)).toMatchObject({ state: 'done', confirmer: 'bo', initiator: 'anna' });
    const { confirmation } = (await leafOf(key))!;
    const { salt } = await shown(key);
    expect(opens(confirmation!.initiator, { subject: 'anna' }, salt)).toBe(true);
    expect(opens(confirmation!.confirmer, { subject: 'bo' }, salt)).toBe(true);
    expect(JSON.stringify(await leafOf(key))).not.toMatch(/anna|"bo"/);
  });

  it('has one answer for each step, however often it is sent', async () => {
    const key = freshName();
    const { body: first } = await initiate(key);
    const again = await initiate(key);
    expect(again).toMatchObject({ status: 202, headers: { 'idempotent-replayed': 'true' }, body: first });
    expect(told(await initiate(key, { body: body(2) }))).toEqual([422, 'idempotency-key-reused']);
    expect(told(await confirm(key, { body: body(2) }))).toEqual([422, 'idempotency-key-reused']);
    const done = await confirm(key);
    for (const sub of ['bo', 'cai', 'anna'])
      expect(await confirm(key, { sub })).toMatchObject({
        status: 201,
        headers: { 'idempotent-replayed': 'true' },
        body: done.body,
      });
    expect((await initiate(key)).body).toMatchObject({ state: 'done', confirmer: 'bo' });
  });

  it('is never confirmed by who initiated it, nor by a stranger', async () => {
    const key = freshName();
    await initiate(key);
    expect(told(await confirm(key, { sub: 'anna' }))).toEqual([403, 'confirmation-same-subject']);
    expect(told(await confirm(freshName()))).toEqual([409, 'confirmation-not-initiated']);
    const stranger = await registerOrganization(api, ['developer']);
    const call = {
      caller: { ...stranger.caller, sub: 'bo' },
      key,
      headers: { [HEADER]: 'confirm' },
      body: body(),
    };
    expect((await api.send(`POST ${PATH}`, call)).status).toBe(403);
    const seen = await api.send(`GET /v1/confirmations/${idOf(key)}`, { caller: stranger.caller });
    expect(told(seen)).toEqual([404, 'not-found']);
    expect(await leafOf(key)).toBeUndefined();
    expect((await shown(key)).state).toBe('waiting');
  });

  it('needs people whom their tokens tell apart', async () => {
    const key = freshName();
    expect(told(await initiate(key, { sub: '' }))).toEqual([403, 'confirmation-subject-missing']);
    await initiate(key);
    expect(told(await confirm(key, { sub: '' }))).toEqual([403, 'confirmation-subject-missing']);
  });

  it('is refused at once where it would be refused now', async () => {
    expect(told(await initiate(freshName(), { body: body(1_000_000) }))).toEqual([409, 'insufficient-units']);
    const { body: page } = await ask('GET /v1/confirmations?limit=200');
    expect(
      page.items.some(
        ({ body: asked }: { body: { items: { quantity: number }[] } }) => asked.items[0]!.quantity > 999,
      ),
    ).toBe(false);
  });

  it('that a decision refuses waits on', async () => {
    const key = freshName();
    const other = freshName();
    const { body: holdings } = await ask(`GET /v1/accounts/${developer.account}/holdings`);
    const { quantity } = holdings.items.find(({ status }: { status: string }) => status === 'held');
    expect((await initiate(key, { body: body(quantity) })).status).toBe(202);
    expect((await alone(other)).status).toBe(201);
    expect(told(await confirm(key, { body: body(quantity) }))).toEqual([409, 'insufficient-units']);
    expect((await shown(key)).state).toBe('waiting');
    expect((await decline(key, 'anna')).body).toMatchObject({ state: 'withdrawn' });
  });

  it('only where there are two: anything else is refused by name', async () => {
    expect(told(await initiate(freshName(), { step: 'Initiate' }))).toEqual([400, 'confirmation-malformed']);
    const subdivision = { path: `/v1/batches/${batch}/subdivide`, body: { block: 1, lanes: 2 } };
    expect(told(await initiate(freshName(), subdivision))).toEqual([400, 'confirmation-malformed']);
  });
});

describe('declined, withdrawn, lapsed', () => {
  it.each([
    ['bo', 'declined'],
    ['anna', 'withdrawn'],
  ])('by %s it is %s, and stays undone', async (sub, state) => {
    const key = freshName();
    await initiate(key);
    expect(await decline(key, sub)).toMatchObject({ status: 200, body: { state } });
    const ended = await confirm(key);
    expect(told(ended)).toEqual([409, 'confirmation-ended']);
    expect(ended.body.seen).toMatchObject({ state });
    expect(told(await decline(key, sub))).toEqual([409, 'confirmation-ended']);
    expect((await initiate(key)).body.state).toBe(state);
    expect(await leafOf(key)).toBeUndefined();
  });

  it('what was done is not declined', async () => {
    const key = freshName();
    await initiate(key);
    await confirm(key);
    expect(told(await decline(key, 'anna'))).toEqual([409, 'confirmation-ended']);
  });

  it('nor what may be done right now', async () => {
    const key = freshName();
    await initiate(key);
    await takenAgo(key, -30_000);
    expect(told(await decline(key, 'cai'))).toEqual([409, 'confirmation-under-way']);
    await takenAgo(key, 1);
    expect((await decline(key, 'cai')).status).toBe(200);
  });

  it.each([
    [0, 'the first'],
    [1, 'the second'],
  ])('and one of two that have it gives it back for neither: %d', async (refused) => {
    const key = freshName();
    await initiate(key);
    const { request } = (await new Initiations(theWork()).find(developer.id, idOf(key)))!.data;
    const take = (subject: string) =>
      new Initiations(theWork()).take(
        { id: idOf(key), org: developer.id, request },
        subject,
        () => new Date(),
      );
    const both = [await take('bo'), await take('cai')] as Taken[];
    await both[refused]!.giveBack();
    expect((await shown(key)).state).toBe('confirming');
    expect(told(await decline(key, 'dan'))).toEqual([409, 'confirmation-under-way']);
  });

  it('two at once come to one end', async () => {
    for (let i = 0; i < 8; i++) {
      const key = freshName();
      await initiate(key);
      const [confirmed, declined] = await Promise.all([confirm(key), decline(key, 'cai')]);
      const isDone = (await leafOf(key)) !== undefined;
      expect([confirmed.status < 300, declined.status < 300]).toEqual([isDone, !isDone]);
    }
  });

  it('eight that confirm at once do it once', async () => {
    const key = freshName();
    await initiate(key);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => confirm(key, { sub: `s-${i}` })));
    const done = answers.filter(({ status }) => status === 201);
    expect(done.length).toBeGreaterThan(0);
    expect(new Set(done.map(({ body: { commit } }) => commit.leafHash)).size).toBe(1);
    expect(done.filter(({ headers }) => !headers['idempotent-replayed'])).toHaveLength(1);
    for (const { status } of answers) expect([201, 409]).toContain(status);
  });
});

describe('an organization demands two', () => {
  const demand = (commands: string[], more: Partial<Sent>) => ({
    path: `/v1/organizations/${developer.id}/require-confirmation`,
    body: { commands },
    ...more,
  });

  it('which one alone cannot', async () => {
    expect(told(await alone(freshName(), demand(['retirement'], {})))).toEqual([
      403,
      'confirmation-required',
    ]);
    const key = freshName();
    expect((await initiate(key, demand(['transfer', 'retirement'], {}))).status).toBe(202);
    expect(await confirm(key, demand(['transfer', 'retirement'], {}))).toMatchObject({
      status: 200,
      body: { commands: ['retirement', 'transfer'] },
    });
    const { body: organization } = await ask(`GET /v1/organizations/${developer.id}`);
    expect(organization.confirmation).toMatchObject([{ command: 'retirement' }, { command: 'transfer' }]);
  });

  it('and then nobody acts alone, under whatever key', async () => {
    const refused = await alone(freshName());
    expect(told(refused)).toEqual([403, 'confirmation-required']);
    expect(refused.body.seen).toEqual({ org: developer.id, command: 'retirement' });
    const key = freshName();
    await initiate(key);
    expect(told(await alone(key, { sub: 'bo' }))).toEqual([403, 'confirmation-required']);
    expect((await confirm(key)).status).toBe(201);
    // A retry that lost its header finds what was done.
    expect(await alone(key)).toMatchObject({ status: 201, headers: { 'idempotent-replayed': 'true' } });
  });

  it('nor lifts it alone, nor narrows it', async () => {
    expect(told(await alone(freshName(), demand([], {})))).toEqual([403, 'confirmation-required']);
    expect(told(await alone(freshName(), demand(['transfer'], {})))).toEqual([403, 'confirmation-required']);
    expect(told(await initiate(freshName(), demand(['retirement', 'transfer'], {})))).toEqual([
      409,
      'confirmation-unchanged',
    ]);
  });

  it('an offer is accepted by two of whoever demands it', async () => {
    const { developer: seller, batch: theirs } = await issueBatch(api, 10);
    const offer = { from: seller.account, to: developer.account, items: [{ batch: theirs, quantity: 1 }] };
    const { body: transfer } = await api.send('POST /v1/transfers', { caller: seller.caller, body: offer });
    const path = `/v1/transfers/${transfer.id}/accept`;
    const asOne = (key: string, sub: string, headers = {}) =>
      api.send(`POST ${path}`, { caller: { ...developer.caller, sub }, key, headers });
    const key = freshName();
    expect(told(await asOne(key, 'bo'))).toEqual([403, 'confirmation-required']);
    expect((await asOne(key, 'anna', { [HEADER]: 'initiate' })).status).toBe(202);
    expect((await asOne(key, 'bo', { [HEADER]: 'confirm' })).status).toBe(200);
    // What takes a step back needs one alone.
    const { body: second } = await api.send('POST /v1/transfers', { caller: seller.caller, body: offer });
    expect((await ask(`POST /v1/transfers/${second.id}/reject`, 'anna', { key: freshName() })).status).toBe(
      200,
    );
  });
});

describe('where the organization has keys', () => {
  const annas = freshKey();
  const bos = freshKey();
  const keysPath = () => `/v1/organizations/${developer.id}/keys`;
  const register = (signer: TestSigner, key: string, by?: TestSigner) =>
    alone(key, { path: keysPath(), body: signer.registration(developer.id, key), ...(by && { signer: by }) });

  it('both sign, each with a key of its own', async () => {
    const before = freshName();
    await initiate(before);
    expect((await register(annas, freshName())).status).toBe(201);
    expect((await register(bos, freshName(), annas)).status).toBe(201);
    expect(told(await confirm(before, { signer: bos }))).toEqual([409, 'confirmation-initiator-unsigned']);
    const key = freshName();
    expect(told(await initiate(key))).toEqual([403, 'signature-missing']);
    expect((await initiate(key, { signer: annas })).body).toMatchObject({ kid: annas.kid });
    expect(told(await confirm(key))).toEqual([403, 'signature-missing']);
    expect(told(await confirm(key, { signer: annas }))).toEqual([403, 'confirmation-same-key']);
    expect((await confirm(key, { signer: bos })).status).toBe(201);
    const { sig, confirmation } = (await leafOf(key))!;
    expect([confirmation?.sig?.kid, sig?.kid]).toEqual([annas.kid, bos.kid]);
  });

  it('and a key that ended since signs nothing', async () => {
    const key = freshName();
    await initiate(key, { signer: annas });
    const path = `${keysPath()}/${annas.kid}/revoke`;
    expect((await alone(freshName(), { path, body: { reason: '遗失' }, signer: bos })).status).toBe(200);
    expect(told(await confirm(key, { signer: bos }))).toEqual([409, 'confirmation-initiator-unsigned']);
    expect(await leafOf(key)).toBeUndefined();
  });
});

it('the list has what was initiated, the newest first, for its organization alone', async () => {
  const { body: page } = await ask('GET /v1/confirmations?limit=200', 'bo');
  const instants = page.items.map(({ initiatedAt }: { initiatedAt: string }) => initiatedAt);
  expect(instants.length).toBeGreaterThan(20);
  expect(instants).toEqual([...instants].sort().reverse());
  const states = new Set(page.items.map(({ state }: { state: string }) => state));
  expect([...states].sort()).toEqual(['confirming', 'declined', 'done', 'waiting', 'withdrawn']);
  const { body: theirs } = await api.send('GET /v1/confirmations', { caller: OPERATOR });
  expect(theirs.items).toEqual([]);
});

it('a demand is put by two of any organization that holds units', async () => {
  const { caller } = await registerOrganization(api);
  await requireConfirmation(api, caller, ['claim']);
});

describe('an organization that demands two', () => {
  it('is asked for two in a job too', async () => {
    const { developer: asking, batch: theirs } = await issueBatch(api, 10);
    await requireConfirmation(api, asking.caller, ['retirement']);
    const { org, roles } = asking.caller;
    const asker = { sub: 'anna', org, roles };
    const client = new WithinClient(allEndpoints(), { asker, language: 'en' }, () => Promise.resolve());
    const retired = client.post(PATH, freshName(), retire(asking.account, theirs), z.unknown());
    await expect(retired).rejects.toMatchObject({ status: 403, kind: 'confirmation-required' });
  });

  it('and was united into another is acted for by two of that one', async () => {
    const { full, half, batch: theirs } = await twoSpellings(api);
    await requireConfirmation(api, half.caller, ['retirement']);
    await unite(api, full.id, half.id);
    const json = retire(half.account, theirs);
    const send = (key: string, sub: string, step?: string) =>
      api.send(`POST ${PATH}`, {
        caller: { ...full.caller, sub },
        key,
        headers: { ...actsFor(half.id), ...(step && { [HEADER]: step }) },
        body: json,
      });
    const refused = await send(freshName(), 'anna');
    expect([told(refused), refused.body.seen.org]).toEqual([[403, 'confirmation-required'], half.id]);
    const key = freshName();
    expect((await send(key, 'anna', 'initiate')).status).toBe(202);
    const list = { caller: { ...full.caller, sub: 'bo' }, headers: actsFor(half.id) };
    expect((await api.send('GET /v1/confirmations', list)).body.items[0]).toMatchObject({ mine: false });
    expect(told(await send(key, 'anna', 'confirm'))).toEqual([403, 'confirmation-same-subject']);
    expect((await send(key, 'bo', 'confirm')).status).toBe(201);
    // What was demanded before the uniting can't be lifted any more.
    const lift = {
      caller: { ...full.caller, sub: 'anna' },
      headers: { ...actsFor(half.id), [HEADER]: 'initiate' },
      body: { commands: [] },
    };
    const lifted = await api.send(`POST /v1/organizations/${half.id}/require-confirmation`, lift);
    expect(told(lifted)).toEqual([409, 'organization-united']);
  });
});

it('an audit of it all is clean', async () => {
  await sequenceAll(client, tableName, logSigner);
  const { leaves } = await checkLog(api, logSigner.key);
  const replay = new Replay({ log: ORIGIN });
  expect(leaves.flatMap((leaf, index) => [...replay.apply(index, fromUtf8(leaf))])).toEqual([]);
});
