/**
 * The files behind the events: uploaded by whoever refers to them, fetched by those entitled and nobody else.
 */
import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshTable } from '../support/local/dynamodb.ts';
import { type Caller, loadHandlers, OPERATOR, registerOrganization, TestApi } from '../support/probes/api.ts';
import { startDocuments } from '../support/probes/documents.ts';
import { must } from '../support/probes/small-registry.ts';

let api: TestApi;
let developer: Awaited<ReturnType<typeof registerOrganization>>;
let holder: typeof developer;
let stranger: typeof developer;
let verifier: typeof developer;
let regulator: typeof developer;
beforeAll(async () => {
  await freshTable();
  await startDocuments();
  api = new TestApi(await loadHandlers());
  developer = await registerOrganization(api, ['developer'], '示例农投');
  holder = await registerOrganization(api, ['enterprise'], '示例合作社');
  stranger = await registerOrganization(api, ['enterprise'], '旁人');
  verifier = await registerOrganization(api, ['verifier'], '示例核查');
  regulator = await registerOrganization(api, ['regulator'], '示例主管部门');
});

function paper(text: string = randomUUID()) {
  const file = Buffer.from(text);
  const sha256 = createHash('sha256').update(file).digest('hex');
  return { file, document: { sha256, mediaType: 'application/pdf', bytes: file.length } };
}

const address = (caller: Caller, document: object) =>
  api.send('POST /v1/documents', { caller, body: document, key: null });

async function upload(caller: Caller, { file, document }: ReturnType<typeof paper>) {
  const { status, body } = await address(caller, document);
  expect(status).toBe(200);
  const sent = await fetch(body.upload.url, { method: 'PUT', headers: body.upload.headers, body: file });
  expect(sent.status).toBe(200);
  return document;
}

const propose = (caller: Caller, document: object, by = developer) =>
  api.send('POST /v1/agreements', {
    caller,
    body: {
      effectiveFrom: '2026-01-01',
      document,
      parties: [
        { organization: by.id, kind: 'municipal', basisPoints: 4000 },
        { organization: holder.id, kind: 'holder', basisPoints: 6000 },
      ],
    },
  });

describe('a document', () => {
  it('is uploaded once, and then known to be there', async () => {
    const one = paper();
    await upload(developer.caller, one);
    const again = await address(developer.caller, one.document);
    expect(again.body).toEqual({ document: one.document, stored: true });
  });

  it('is taken only as the bytes, length and type that were announced', async () => {
    const { document, file } = paper('some contract');
    const { body } = await address(developer.caller, document);
    const { url, headers } = body.upload;
    const put = (bytes: Buffer, other: object = {}) =>
      fetch(url, { method: 'PUT', headers: { ...headers, ...other }, body: new Uint8Array(bytes) });
    expect((await put(Buffer.from('SOME contract'))).status).toBe(400);
    expect((await put(file, { 'content-type': 'text/html' })).status).toBe(403);
    expect((await address(developer.caller, document)).body.stored).toBe(false);
    expect((await put(file)).status).toBe(200);
  });

  it.each([
    ['too large', { bytes: 50 * 1024 * 1024 + 1 }, '#/bytes'],
    ['empty', { bytes: 0 }, '#/bytes'],
    ['a web page', { mediaType: 'text/html' }, '#/mediaType'],
    ['with another digest', { sha256: 'ABC' }, '#/sha256'],
  ])('is refused when it is %s', async (_, change, pointer) => {
    const { status, body } = await address(developer.caller, { ...paper().document, ...change });
    expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
  });

  it('must be stored before an event refers to it', async () => {
    const { document } = paper();
    const { status, body } = await propose(developer.caller, document);
    expect([status, body.type, body.errors[0].pointer]).toEqual([
      422,
      'urn:lvzhang:problem:document-not-stored',
      '#/document',
    ]);
  });

  it("must be stored by whoever refers to it: another's upload is not one's own", async () => {
    const document = await upload(developer.caller, paper());
    const other = await registerOrganization(api, ['developer'], '另一家');
    expect((await propose(other.caller, document, other)).body.type).toMatch(/document-not-stored$/);
  });
});

describe('a filed document', () => {
  let document: ReturnType<typeof paper>['document'];
  let agreement: string;
  const original = paper('生态碳汇联合开发协议');
  beforeAll(async () => {
    document = await upload(developer.caller, original);
    const proposed = await propose(developer.caller, document);
    expect(proposed.status).toBe(201);
    agreement = proposed.body.id;
  });
  const fetchAs = (caller: Caller, sha256 = document.sha256, of = agreement) =>
    api.send(`GET /v1/documents/${sha256}?of=${of}`, { caller });

  it('is fetched by its parties, verifiers and the regulator', async () => {
    for (const { caller } of [developer, holder, verifier, regulator]) {
      const { status, body } = await fetchAs(caller);
      expect([caller.roles, status]).toEqual([caller.roles, 200]);
      const file = await fetch(body.url);
      expect(file.headers.get('content-disposition')).toBe('attachment');
      expect(file.headers.get('content-type')).toBe('application/pdf');
      expect(Buffer.from(await file.arrayBuffer())).toEqual(original.file);
    }
  });

  it('is not there for a stranger, and not for the operator to give out', async () => {
    expect((await fetchAs(stranger.caller)).status).toBe(404);
    expect((await fetchAs(OPERATOR)).status).toBe(403);
  });

  it('is found only where it is filed', async () => {
    const other = await upload(developer.caller, paper());
    expect((await fetchAs(developer.caller, other.sha256)).status).toBe(404);
    expect((await fetchAs(developer.caller, document.sha256, `j-${'0'.repeat(20)}`)).status).toBe(404);
    expect((await fetchAs(developer.caller, document.sha256, 'x')).status).toBe(400);
  });
});

describe('the documents of an emission statement and its claim', () => {
  const PATH = '/v1/emission-statements';
  /** It is over, so that a claim may stand on it. */
  const year = new Date().getUTCFullYear() - 1;
  let statement: string;
  let claim: string;
  let evidence: object & { sha256: string };
  let report: typeof evidence;
  let plan: typeof evidence;

  beforeAll(async () => {
    // The works of the statement: an enterprise, like all that use energy.
    evidence = await upload(holder.caller, paper());
    plan = await upload(holder.caller, paper());
    report = await upload(verifier.caller, paper());
    const { id } = await must(api, `POST ${PATH}`, holder.caller, {
      subject: { kind: 'organization', name: '示例合作社' },
      year,
      province: '15',
      boundary: '全部设施',
      lines: [
        {
          ...{ id: 'haulage', category: 3, kind: 'process', name: '外委运输', quantity: '0', unit: 'tkm' },
          factor: { value: '0.07', unit: 'kgCO2e/tkm', source: '承运商核算（示例）' },
          evidence,
        },
      ],
    });
    statement = id;
    await must(api, `POST ${PATH}/${id}/verify`, verifier.caller, { assurance: 'limited', report });
    ({ id: claim } = await must(api, 'POST /v1/claims', holder.caller, { statement, plan }));
  });

  const statusOf = async ({ caller }: typeof holder, { sha256 }: typeof evidence, of: string) =>
    (await api.send(`GET /v1/documents/${sha256}?of=${of}`, { caller })).status;

  it('are fetched by the enterprise, verifiers and the regulator', async () => {
    for (const who of [holder, verifier, regulator])
      expect([
        await statusOf(who, evidence, statement),
        await statusOf(who, report, statement),
        await statusOf(who, plan, claim),
      ]).toEqual([200, 200, 200]);
  });

  it('are not there for a stranger, nor where they are not filed', async () => {
    expect([
      await statusOf(stranger, evidence, statement),
      await statusOf(stranger, plan, claim),
      await statusOf(holder, plan, statement),
      await statusOf(holder, evidence, claim),
      await statusOf(holder, evidence, `e-${'0'.repeat(20)}`),
      await statusOf(holder, plan, `k-${'0'.repeat(20)}`),
    ]).toEqual([404, 404, 404, 404, 404, 404]);
  });
});
