/**
 * Two identities of one organization through the API: one remains and acts for the other, which is closed.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { Replay } from '../../events/audit/replay.ts';
import { verifyCertificate } from '../../events/certificate/retirement-certificate.ts';
import { ED25519 } from '../../events/tlog/note-key.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { fromUtf8 } from '../../shared/base/encoding.ts';
import { commitId } from '../../shared/ledger/decision.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { sequenceAll } from '../support/local/world.ts';
import { ORIGIN } from '../support/log/log.ts';
import { checkLog } from '../support/log/log-check.ts';
import { type Call, loadHandlers, OPERATOR, registerOrganization, TestApi } from '../support/probes/api.ts';
import { registerKey } from '../support/probes/keys.ts';
import { freshUscc, must, retire } from '../support/probes/small-registry.ts';
import { actsFor, spelt, twoSpellings, unite, uniting } from '../support/probes/unions.ts';
import { signerOf } from '../unit/file-signer.ts';

const logSigner = signerOf('lvzhang.test/log', ED25519, 7);

let api: TestApi;
let client: Sender;
let tableName: string;
beforeAll(async () => {
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
});

/** The answer in a word: its status, or the rule that refuses. */
async function outcome(request: string, call: Call): Promise<number | string> {
  const { status, body } = await api.send(request, call);
  return status < 300 ? status : body.type.replace('urn:lvzhang:problem:', '');
}
const byOperator = (organization: string, body: object, key?: string) =>
  api.send(`POST /v1/organizations/${organization}/unite`, {
    caller: OPERATOR,
    body,
    ...(key !== undefined && { key }),
  });
const read = async (id: string) => (await api.send(`GET /v1/organizations/${id}`, { caller: OPERATOR })).body;

describe('one organization under two spellings', () => {
  let s: Awaited<ReturnType<typeof twoSpellings>>;
  let uscc: string;
  beforeAll(async () => {
    s = await twoSpellings(api);
    uscc = freshUscc();
  });
  const own = () => ({ body: retire(s.half.account, s.batch) });

  it('is united under one USCC, once, and a retry gets the same answer', async () => {
    const { full, half } = s;
    const done = await byOperator(full.id, uniting(half.id, uscc), 'unite-1');
    expect(done).toMatchObject({ status: 200, body: { id: full.id, united: half.id, uscc, version: 2 } });
    const again = await byOperator(full.id, uniting(half.id, uscc), 'unite-1');
    expect(again).toMatchObject({ status: 200, headers: { 'idempotent-replayed': 'true' }, body: done.body });
    expect(await byOperator(full.id, uniting(half.id, uscc))).toMatchObject({
      status: 409,
      body: {
        type: expect.stringContaining('organization-united'),
        detail: expect.stringContaining(full.id),
      },
    });
  });

  it('shows itself so, on both sides', async () => {
    const { full, half } = s;
    expect(await read(full.id)).toMatchObject({ uscc, united: [half.id] });
    expect(await read(half.id)).toMatchObject({ unitedInto: full.id, foreign: half.foreign });
    expect((await read(half.id)).uscc).toBeUndefined();
  });

  it('registers neither name nor code again', async () => {
    const { full, half } = s;
    const roles = ['developer'];
    for (const { foreign } of [full, half])
      expect(
        await outcome('POST /v1/organizations', {
          caller: OPERATOR,
          body: { name: foreign.name, foreign, roles },
        }),
      ).toBe('foreign-already-registered');
    const call = { caller: OPERATOR, headers: { 'if-match': '"v2"' }, body: { uscc: freshUscc() } };
    expect(await outcome(`POST /v1/organizations/${half.id}/identify`, call)).toBe('organization-united');
  });

  it('acts no more as the other, and is told as whom', async () => {
    const { full, half } = s;
    const refused = await api.send('POST /v1/retirements', { caller: half.caller, ...own() });
    expect(refused).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('organization-united'), seen: { org: half.id, into: full.id } },
    });
    expect(refused.body.detail).toContain(`Lvzhang-Acts-For: ${half.id}`);
    const holdings = `GET /v1/accounts/${half.account}/holdings`;
    expect(await outcome(holdings, { caller: half.caller })).toBe('organization-united');
  });

  it('disposes of what the other has, and sees it, where it says for whom', async () => {
    const { full, half } = s;
    const forHalf = { caller: full.caller, headers: actsFor(half.id) };
    const holdings = `GET /v1/accounts/${half.account}/holdings`;
    expect(await outcome('POST /v1/retirements', { caller: full.caller, ...own() })).toBe('not-yours');
    expect(await outcome(holdings, { caller: full.caller })).toBe('forbidden');
    const retired = await api.send('POST /v1/retirements', { ...forHalf, ...own(), key: 'for-1' });
    expect(retired.status).toBe(201);
    const leaf = await api.send(`GET /v1/commits/${retired.body.commit.id}`, { caller: OPERATOR });
    expect(leaf.body.event.by).toEqual({ org: full.id, role: 'developer', for: half.id });
    expect((await api.send(holdings, forHalf)).status).toBe(200);
    // Keys are the party's: under the same one for itself it is another command.
    const itself = { caller: full.caller, key: 'for-1', ...own() };
    expect(await outcome('POST /v1/retirements', itself)).toBe('not-yours');
  });

  it('sells from either account, and is both sides of what was offered', async () => {
    const { full, half, batch } = s;
    const items = [{ batch, quantity: 100 }];
    const sale = { from: half.account, to: full.account, items };
    const { body } = await api.send('POST /v1/transfers', {
      caller: full.caller,
      headers: actsFor(half.id),
      body: sale,
    });
    expect(await outcome(`POST /v1/transfers/${body.id}/accept`, { caller: full.caller })).toBe(200);
    expect(
      await outcome('POST /v1/retirements', { caller: full.caller, body: retire(full.account, batch) }),
    ).toBe(201);
  });

  it('nobody else acts for it, and it acts for nobody else', async () => {
    const { full, half } = s;
    const stranger = await registerOrganization(api, ['developer', 'enterprise']);
    const cases: [Call, string][] = [
      [{ caller: stranger.caller, headers: actsFor(half.id) }, 'acts-for-stranger'],
      [{ caller: full.caller, headers: actsFor(stranger.id) }, 'acts-for-stranger'],
      [{ caller: half.caller, headers: actsFor(full.id) }, 'acts-for-stranger'],
      [{ caller: full.caller, headers: actsFor(`o-${'0'.repeat(20)}`) }, 'acts-for-stranger'],
      [{ caller: full.caller, headers: actsFor('某') }, 'acts-for-malformed'],
      [{ caller: half.caller, headers: actsFor(half.id) }, 'organization-united'],
      [
        { caller: { ...full.caller, roles: ['financier'] }, headers: actsFor(half.id) },
        'role-not-registered',
      ],
    ];
    for (const [call, expected] of cases) {
      expect(await outcome('POST /v1/retirements', { ...call, ...own() })).toBe(expected);
      expect(await outcome(`GET /v1/accounts/${half.account}/holdings`, call)).toBe(expected);
    }
    const [[call, expected]] = cases as [[Call, string]];
    expect(await outcome('GET /v1/facilities', call)).toBe(expected);
  });
});

describe('uniting is refused, and leaves nothing', () => {
  it('of two legal persons, of whoever judges, and without a code', async () => {
    const [a, b] = [await registerOrganization(api), await registerOrganization(api)];
    const foreign = await spelt(api, '牧业');
    const verifier = await spelt(api, '核查', ['verifier']);
    const cases: [string, object, string][] = [
      [a.id, uniting(b.id), 'two-legal-persons'],
      [foreign.id, uniting(a.id), 'two-legal-persons'],
      [a.id, uniting(a.id), 'united-with-itself'],
      [a.id, uniting(verifier.id), 'united-not-holders'],
      [a.id, uniting(foreign.id, freshUscc()), 'already-identified'],
      [foreign.id, uniting((await spelt(api, '农业')).id), 'uscc-missing'],
      [
        foreign.id,
        uniting((await spelt(api, '林场')).id, (await read(a.id)).uscc),
        'uscc-already-registered',
      ],
      [a.id, uniting(`o-${'0'.repeat(20)}`), 'not-found'],
      [`o-${'0'.repeat(20)}`, uniting(foreign.id), 'not-found'],
    ];
    for (const [kept, body, expected] of cases)
      expect((await byOperator(kept, body)).body.type).toBe(`urn:lvzhang:problem:${expected}`);
    expect(await read(foreign.id)).toMatchObject({ version: 1 });
  });

  it('of one that has a key, until it has ended it', async () => {
    const kept = await registerOrganization(api);
    const other = await spelt(api, '有密钥的');
    const signer = await registerKey(api, other.id, ['enterprise']);
    expect((await byOperator(kept.id, uniting(other.id))).body).toMatchObject({
      type: 'urn:lvzhang:problem:united-key-in-force',
      detail: expect.stringContaining(signer.kid),
    });
    const end = `POST /v1/organizations/${other.id}/keys/${signer.kid}/revoke`;
    await must(api, end, { org: other.id, roles: ['enterprise'] }, { reason: '并入集团' });
    api.signers.delete(other.id);
    await must(api, `POST /v1/organizations/${kept.id}/unite`, OPERATOR, uniting(other.id));
  });
});

it('what is done for another is signed for it', async () => {
  const { full, half, batch } = await twoSpellings(api);
  await unite(api, full.id, half.id);
  const signer = await registerKey(api, full.id, ['developer']);
  api.signers.delete(full.id);
  const body = retire(half.account, batch);
  const path = '/v1/retirements';
  const send = (by: { org: string; for?: string }, key: string) =>
    outcome(`POST ${path}`, {
      caller: full.caller,
      key,
      body,
      headers: { ...actsFor(half.id), 'lvzhang-signature': signer.header(by, key, path, body) },
    });
  expect(await send({ org: full.id }, 's-1')).toBe('signature-invalid');
  expect(await send({ org: full.id, for: full.id }, 's-1')).toBe('signature-invalid');
  expect(await send({ org: full.id, for: half.id }, 's-1')).toBe(201);
  await sequenceAll(client, tableName, logSigner);
  const id = commitId(half.id, 's-1');
  const { body: certificate } = await api.send(`GET /v1/retirements/${id}/certificate.json`, {
    caller: OPERATOR,
  });
  expect(verifyCertificate(JSON.stringify(certificate), { logKey: logSigner.key })).toMatchObject({
    valid: true,
    faults: [],
    consent: { org: full.id, for: half.id, kid: signer.kid },
  });
});

it('an audit of it all is clean', async () => {
  await sequenceAll(client, tableName, logSigner);
  const { leaves } = await checkLog(api, logSigner.key);
  const replay = new Replay({ log: ORIGIN });
  expect(leaves.flatMap((leaf, index) => [...replay.apply(index, fromUtf8(leaf))])).toEqual([]);
  expect(replay.counts.get('organization.united')).toBe(3);
});
