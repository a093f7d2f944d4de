import { beforeAll, describe, expect, it } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { verifyProof } from '../../events/tlog/proof.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { sequenceAll } from '../support/local/world.ts';
import { issueBatch, loadHandlers, OPERATOR, registerOrganization, TestApi } from '../support/probes/api.ts';
import { signerOf } from '../unit/file-signer.ts';

let api: TestApi;
let client: Sender;
let tableName: string;
const signer = signerOf('lvzhang.test/log', ED25519, 9);
beforeAll(async () => {
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
});

const sequence = () => sequenceAll(client, tableName, signer);

type Registered = Awaited<ReturnType<typeof registerOrganization>>;

async function transfer(from: Registered, to: Registered, items: object[]) {
  const offer = await api.send('POST /v1/transfers', {
    caller: from.caller,
    body: { from: from.account, to: to.account, items },
  });
  expect(offer.status).toBe(201);
  const accepted = await api.send(`POST /v1/transfers/${offer.body.id}/accept`, { caller: to.caller });
  expect(accepted.status).toBe(200);
}

async function retire(holder: Registered, items: object[]) {
  const body = { account: holder.account, items, beneficiary: '赤峰示例铜业', reason: '2025 年度残余排放' };
  const answer = await api.send('POST /v1/retirements', { caller: holder.caller, body });
  expect(answer.status).toBe(201);
  return answer.body;
}

const provenanceOf = async (batch: string, serial: number) =>
  (await api.send(`GET /v1/units/${batch}/${serial}/provenance`, { caller: OPERATOR })).body;

describe('provenance', () => {
  it('walks from a retired tonne to its issuance, through every hand', async () => {
    const { batch, developer } = await issueBatch(api, 1000);
    const [copper, steel] = [await registerOrganization(api), await registerOrganization(api)];
    await transfer(developer, copper, [{ batch, quantity: 400 }]);
    await transfer(copper, steel, [{ batch, from: 701, to: 800 }]);
    await retire(steel, [{ batch, from: 750, to: 760 }]);
    const types = async (serial: number) =>
      (await provenanceOf(batch, serial)).steps.map(({ type }: { type: string }) => type);
    const twoHands = [
      'transfer.accepted',
      'units.offered',
      'transfer.accepted',
      'units.offered',
      'units.issued',
    ];
    expect(await types(755)).toEqual(['units.retired', ...twoHands]);
    expect(await types(749)).toEqual(twoHands);
    expect(await types(650)).toEqual(['transfer.accepted', 'units.offered', 'units.issued']);
    expect(await types(1)).toEqual(['units.issued']);
  });

  it("is as long as the unit's own history, however often its block was cut for others", async () => {
    const { batch, developer } = await issueBatch(api, 1000);
    for (let i = 0; i < 30; i++) await retire(developer, [{ batch, quantity: 1 }]);
    await retire(developer, [{ batch, from: 1, to: 970 }]);
    const { steps, block } = await provenanceOf(batch, 500);
    expect(block.version).toBe(32);
    expect(steps.map(({ type }: { type: string }) => type)).toEqual(['units.retired', 'units.issued']);
  });

  it('crosses a subdivision without a step of its own', async () => {
    const { batch, developer } = await issueBatch(api, 1000);
    await api.send(`POST /v1/batches/${batch}/subdivide`, {
      caller: developer.caller,
      body: { block: 1, lanes: 4 },
    });
    await retire(developer, [{ batch, from: 300, to: 310 }]);
    const { steps } = await provenanceOf(batch, 305);
    expect(steps.map(({ type }: { type: string }) => type)).toEqual(['units.retired', 'units.issued']);
  });

  it.each([
    ['b-00000000000000000000/1', 404],
    ['b-00000000000000000000/0', 400],
    ['b-00000000000000000000/1e3', 400],
    ['nonsense/1', 400],
  ])('%s is %i', async (unit, status) => {
    expect((await api.send(`GET /v1/units/${unit}/provenance`, { caller: OPERATOR })).status).toBe(status);
  });

  it('a serial beyond the batch is 404', async () => {
    const { batch } = await issueBatch(api, 10);
    expect((await api.send(`GET /v1/units/${batch}/11/provenance`, { caller: OPERATOR })).status).toBe(404);
  });
});

describe('proofs and certificates', () => {
  it('a commit is proven once it is in the log, and not before', async () => {
    const { batch, developer } = await issueBatch(api, 10);
    const { commit } = await retire(developer, [{ batch, quantity: 3 }]);
    const early = await api.send(`GET /v1/commits/${commit.id}/proof`, { caller: OPERATOR });
    expect(early).toMatchObject({
      status: 404,
      headers: { 'retry-after': '1' },
      body: { type: 'urn:lvzhang:problem:not-in-log-yet' },
    });
    await sequence();
    const read = await api.send(`GET /v1/commits/${commit.id}`, { caller: OPERATOR });
    expect(read.body).toMatchObject({
      id: commit.id,
      leafHash: commit.leafHash,
      event: { type: 'units.retired' },
    });
    const proof = await api.send(`GET /v1/commits/${commit.id}/proof`, { caller: OPERATOR });
    const { canonicalize } = await import('../../shared/base/canonical.ts');
    const leaf = toUtf8(canonicalize(read.body.event));
    expect(verifyProof(String(proof.body), { bytes: leaf }, signer.key).index).toBe(read.body.index);
  });

  it('a certificate carries the retirement, its issuances and their projects, each with its proof', async () => {
    const [one, two] = [await issueBatch(api, 100), await issueBatch(api, 100)];
    await transfer(two.developer, one.developer, [{ batch: two.batch, quantity: 50 }]);
    const retired = await retire(one.developer, [
      { batch: one.batch, quantity: 100 },
      { batch: two.batch, quantity: 50 },
    ]);
    await sequence();
    const { body } = await api.send(`GET /v1/retirements/${retired.id}/certificate.json`, {
      caller: OPERATOR,
    });
    expect(body.retirement).toMatchObject({ id: retired.id, quantity: 150, beneficiary: '赤峰示例铜业' });
    const types = body.evidence.map(({ leaf, proof }: { leaf: string; proof: string }) => {
      verifyProof(proof, { bytes: toUtf8(leaf) }, signer.key);
      return JSON.parse(leaf).type;
    });
    expect(types.toSorted()).toEqual(
      ['units.retired', 'units.issued', 'units.issued', 'project.imported', 'project.imported'].toSorted(),
    );
    expect(types[0]).toBe('units.retired');
  });

  it('a commit that is no retirement has no certificate', async () => {
    const { developer, batch } = await issueBatch(api, 10);
    const buyer = await registerOrganization(api);
    const body = { from: developer.account, to: buyer.account, items: [{ batch, quantity: 1 }] };
    const offer = await api.send('POST /v1/transfers', { caller: developer.caller, body });
    expect((await api.send(`GET /v1/retirements/${offer.body.id}`, { caller: OPERATOR })).status).toBe(404);
  });
});
