/**
 * Signed commands through the API: from the first key on, nothing happens in an
 * organization's name without it.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { Replay } from '../../events/audit/replay.ts';
import { verifyCertificate } from '../../events/certificate/retirement-certificate.ts';
import { ED25519 } from '../../events/tlog/note-key.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { indexLog } from '../../functions/log/indexing.ts';
import { mentions } from '../../functions/log/mentions.ts';
import { theWorld } from '../../functions/world.ts';
import { fromUtf8, toBase64url } from '../../shared/base/encoding.ts';
import { commitId } from '../../shared/ledger/decision.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { sequenceAll, soon } from '../support/local/world.ts';
import { ORIGIN } from '../support/log/log.ts';
import { checkLog } from '../support/log/log-check.ts';
import {
  type Call,
  issueBatch,
  loadHandlers,
  OPERATOR,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import { freshKey } from '../support/probes/keys.ts';
import { retire } from '../support/probes/small-registry.ts';
import type { TestSigner } from '../support/signing.ts';
import { signerOf } from '../unit/file-signer.ts';

const logSigner = signerOf('lvzhang.test/log', ED25519, 7);
const PATH = '/v1/retirements';

/** As the API lists it. */
interface Mention {
  index: number;
  commit: { id: string };
  signedBy: string | null;
}

let api: TestApi;
let client: Sender;
let tableName: string;
let developer: Awaited<ReturnType<typeof issueBatch>>['developer'];
let batch: string;
let signer: TestSigner;
beforeAll(async () => {
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
  ({ developer, batch } = await issueBatch(api, 1000));
  signer = freshKey();
});

const body = () => retire(developer.account, batch);
const send = (request: string, call: Call = {}) => api.send(request, { caller: developer.caller, ...call });
const outcome = async (request: string, call: Call = {}) => {
  const { status, body: answer } = await send(request, call);
  return status < 300 ? status : [status, answer.type.replace('urn:lvzhang:problem:', '')];
};
const registration = (key: string, by = signer): Call => ({ key, body: by.registration(developer.id, key) });
const keysPath = () => `/v1/organizations/${developer.id}/keys`;
const signed = (key: string, path: string, json: unknown, by = signer, at = new Date()): Call => ({
  key,
  headers: { 'lvzhang-signature': by.header(developer.id, key, path, json, at.toISOString()) },
  ...(json !== undefined && { body: json }),
});

describe('without a key', () => {
  it('nothing is signed, and a signature is nobody’s', async () => {
    expect(await outcome(`POST ${PATH}`, { key: 'k-unsigned', body: body() })).toBe(201);
    expect(await outcome(`POST ${PATH}`, signed('k-0', PATH, body()))).toEqual([
      403,
      'signature-key-unknown',
    ]);
  });

  it.each([
    ['not a point', toBase64url(new Uint8Array(32).fill(0xff))],
    ['of small order', toBase64url(Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 1 : 0)))],
  ])('a key that is %s is refused', async (_what, publicKey) => {
    const body = { publicKey, proof: signer.proof(developer.id, 'x') };
    const { status, body: answer } = await send(`POST ${keysPath()}`, { body });
    expect([status, answer.errors[0].pointer]).toEqual([400, '#/publicKey']);
  });
});

describe('a key that nobody shows to hold', () => {
  const cases: [string, (theirs: TestSigner) => Call][] = [
    [
      'signed by another key',
      (theirs) => ({
        ...registration('p-1'),
        body: { ...theirs.registration(developer.id, 'p-1'), publicKey: signer.publicKey },
      }),
    ],
    ['signed for another command', () => ({ key: 'p-1', body: signer.registration(developer.id, 'p-2') })],
    ['signed for another organization', () => ({ key: 'p-1', body: signer.registration('o-other', 'p-1') })],
  ];
  it.each(cases)('is refused: %s', async (_, callOf) => {
    expect(await outcome(`POST ${keysPath()}`, callOf(freshKey()))).toEqual([403, 'key-not-held']);
    expect(await theWorld().reads.commit(commitId(developer.id, 'p-1'))).toBeUndefined();
  });

  it('is refused by the name of the proof, with what is to be signed', async () => {
    const { body: answer } = await send(`POST ${keysPath()}`, { ...registration('p-2'), key: 'p-1' });
    expect(answer.errors[0].pointer).toBe('#/proof');
    expect(answer.detail).toContain(`"commit":"${commitId(developer.id, 'p-1')}"`);
  });

  it('nor one of the operator that the deployment names: all that it says stands under the key of the log', async () => {
    const operator = freshKey();
    const path = `/v1/organizations/${OPERATOR.org}/keys`;
    const body = operator.registration(OPERATOR.org, 'p-3');
    const { status, body: answer } = await api.send(`POST ${path}`, { caller: OPERATOR, key: 'p-3', body });
    expect([status, answer.errors[0].parameter]).toEqual([400, 'id']);
  });
});

describe('with a key', () => {
  beforeAll(async () => {
    const first = await send(`POST ${keysPath()}`, registration('key-1'));
    expect(first).toMatchObject({ status: 201, body: { kid: signer.kid, version: 2 } });
  });

  it('its registration is answered again when its answer was lost, signed or not', async () => {
    for (const call of [registration('key-1'), signed('key-1', keysPath(), registration('key-1').body)])
      expect(await send(`POST ${keysPath()}`, call)).toMatchObject({
        status: 201,
        headers: { 'idempotent-replayed': 'true' },
        body: { kid: signer.kid, version: 2 },
      });
    // Under the same key anything else is another request.
    const other = { ...registration('key-1'), body: freshKey().registration(developer.id, 'key-1') };
    expect(await outcome(`POST ${keysPath()}`, other)).toEqual([422, 'idempotency-key-reused']);
  });

  it('it is there for everybody to see', async () => {
    const { body: seen } = await api.send(`GET /v1/organizations/${developer.id}`, { caller: OPERATOR });
    expect(seen.keys).toMatchObject([{ kid: signer.kid, alg: 'Ed25519', publicKey: signer.publicKey }]);
  });

  it('a command is signed, or refused, and leaves nothing', async () => {
    const other = freshKey();
    const now = Date.now();
    expect(await outcome(`POST ${PATH}`, { body: body() })).toEqual([403, 'signature-missing']);
    const cases: [Call, number | [number, string]][] = [
      [signed('k-1', PATH, body(), other), [403, 'signature-key-unknown']],
      [signed('k-1', PATH, body(), signer, new Date(now - 11 * 60_000)), [403, 'signature-out-of-time']],
      [signed('k-1', PATH, body(), signer, new Date(now + 2 * 60_000)), [403, 'signature-out-of-time']],
      [signed('k-1', '/v1/transfers', body()), [403, 'signature-invalid']],
      [{ ...signed('k-1', PATH, body()), body: { ...body(), reason: '别的' } }, [403, 'signature-invalid']],
      [{ ...signed('k-1', PATH, body()), key: 'k-2' }, [403, 'signature-invalid']],
      [
        { ...signed('k-1', PATH, body()), headers: { 'lvzhang-signature': 'x' } },
        [400, 'signature-malformed'],
      ],
    ];
    for (const [call, expected] of cases) expect(await outcome(`POST ${PATH}`, call)).toEqual(expected);
    for (const key of ['k-1', 'k-2'])
      expect(await theWorld().reads.commit(commitId(developer.id, key))).toBeUndefined();
  });

  it('the leaf carries it, and so does a retry, signed anew', async () => {
    const done = await send(`POST ${PATH}`, signed('k-3', PATH, body()));
    expect(done.status).toBe(201);
    // Members in another order are the same body.
    const turned = Object.fromEntries(Object.entries(body()).reverse());
    const again = await send(`POST ${PATH}`, { ...signed('k-3', PATH, body()), body: turned });
    expect(again).toMatchObject({ status: 201, headers: { 'idempotent-replayed': 'true' }, body: done.body });
    const record = await theWorld().reads.commit(done.body.commit.id);
    expect(JSON.parse(record!.leaf).sig).toMatchObject({ kid: signer.kid, path: PATH, method: 'POST' });
    const organization = await api.send(`GET /v1/organizations/${developer.id}`, { caller: OPERATOR });
    expect(organization.body.version).toBe(2);
  });

  it('a new key is signed by the old one, which may then end; a lost one the operator ends', async () => {
    const next = freshKey();
    const asking = (key: string) => next.registration(developer.id, key);
    expect(await outcome(`POST ${keysPath()}`, registration('k-4', next))).toEqual([
      403,
      'signature-missing',
    ]);
    expect(await outcome(`POST ${keysPath()}`, signed('k-4', keysPath(), asking('k-4')))).toBe(201);
    expect(await outcome(`POST ${keysPath()}`, signed('k-5', keysPath(), asking('k-5')))).toEqual([
      409,
      'key-already-registered',
    ]);
    const reason = { reason: '换用新密钥' };
    const end = `${keysPath()}/${signer.kid}/revoke`;
    expect(await outcome(`POST ${end}`, signed('k-6', end, reason, next))).toBe(200);
    expect(await outcome(`POST ${PATH}`, signed('k-7', PATH, body()))).toEqual([
      403,
      'signature-key-unknown',
    ]);
    expect(await outcome(`POST ${PATH}`, signed('k-8', PATH, body(), next))).toBe(201);
    const lost = `POST ${keysPath()}/${next.kid}/revoke`;
    expect(await outcome(lost, { caller: OPERATOR, body: { reason: '密钥遗失' } })).toBe(200);
    expect(await outcome(lost, { caller: OPERATOR, body: { reason: '密钥遗失' } })).toEqual([
      409,
      'key-not-in-force',
    ]);
    expect(await outcome(`POST ${PATH}`, { body: body() })).toBe(201);
  });
});

it('an audit of it all is clean, and tells how much consent is proven', async () => {
  await sequenceAll(client, tableName, logSigner);
  const { leaves } = await checkLog(api, logSigner.key);
  const replay = new Replay({ log: ORIGIN });
  expect(leaves.flatMap((leaf, index) => [...replay.apply(index, fromUtf8(leaf))])).toEqual([]);
  expect(replay.consent).toEqual({ leaves: leaves.length, proven: 4 });
});

describe('the certificate of a retirement', () => {
  const certificateOf = async (key: string) => {
    const path = `/v1/retirements/${commitId(developer.id, key)}/certificate.json`;
    const { status, body: value } = await send(`GET ${path}`);
    expect(status).toBe(200);
    return { value, check: verifyCertificate(JSON.stringify(value), { logKey: logSigner.key }) };
  };

  it('that was signed proves that its holder asked for it', async () => {
    const { value, check } = await certificateOf('k-3');
    expect(check.faults).toEqual([]);
    expect(check.consent).toMatchObject({ org: developer.id, kid: signer.kid, name: expect.any(String) });
    expect(JSON.parse(value.consent.body)).toEqual(body());
    // Its key was replaced afterwards.
    expect(check.consent!.revokedAt! > value.retirement.at).toBe(true);
  });

  it('that nobody signed says nothing of it', async () => {
    const { value, check } = await certificateOf('k-unsigned');
    expect([check.faults, check.consent, value.consent]).toEqual([[], undefined, undefined]);
  });
});

describe('the page of what the log says of an organization', () => {
  const page = (call: Call = {}) => send(`GET /v1/organizations/${developer.id}/mentions?limit=200`, call);

  it('has every leaf, and by which key it was signed', async () => {
    expect(await page()).toMatchObject({ status: 200, body: { items: [], size: 0 } });
    const { size } = await indexLog(theWorld(), mentions, soon());
    const { body: found } = await page();
    expect(found).toMatchObject({ size, note: expect.stringContaining('npx lvzhang watch') });
    const signedBy = new Map(found.items.map((each: Mention) => [each.commit.id, each.signedBy]));
    const keyOf = (key: string) => signedBy.get(commitId(developer.id, key));
    expect([keyOf('k-3'), keyOf('k-unsigned'), keyOf('k-1')]).toEqual([signer.kid, null, undefined]);
    const { leaves } = await checkLog(api, logSigner.key);
    const own = leaves.flatMap((leaf, index) =>
      fromUtf8(leaf).includes(`"${developer.id}"`) ? [index] : [],
    );
    expect(found.items.map(({ index }: Mention) => index)).toEqual(expect.arrayContaining(own));
    // The operator's registration of it, and its revocation of the lost key, are among them.
    expect(found.items[0]).toMatchObject({ type: 'organization.registered', by: { role: 'operator' } });
  });

  it('is read page by page', async () => {
    const all: number[] = [];
    let next = '';
    do {
      const { body: found } = await send(`GET /v1/organizations/${developer.id}/mentions?limit=3${next}`);
      all.push(...found.items.map(({ index }: Mention) => index));
      next = found.next ? `&cursor=${found.next}` : '';
    } while (next);
    expect(all).toEqual((await page()).body.items.map(({ index }: Mention) => index));
  });

  it("is the organization's own, and supervision's", async () => {
    const other = await registerOrganization(api);
    expect((await page({ caller: other.caller })).status).toBe(403);
    expect((await page({ caller: OPERATOR })).status).toBe(200);
  });
});
