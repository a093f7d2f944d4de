/** Certificates as PDF through the real handlers: each is proven, and what can't be drawn is told by name. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCarried } from '../../events/certificate/pdf/read.ts';
import { run } from '../../events/cli/verify.ts';
import { ED25519, formatVkey } from '../../events/tlog/note-key.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { fromUtf8 } from '../../shared/base/encoding.ts';
import { called, type Told } from '../support/command.ts';
import { freshTable } from '../support/local/memory-world.ts';
import { sequenceAll } from '../support/local/world.ts';
import { loadHandlers, OPERATOR, TestApi } from '../support/probes/api.ts';
import { makeSmallRegistry, must, type SmallRegistry } from '../support/probes/small-registry.ts';
import { claimed, greenStatement } from '../support/probes/statements.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('127.0.0.1:8080/log', ED25519, 46);
const folder = mkdtempSync(join(tmpdir(), 'lvzhang-pages-'));
afterAll(() => rmSync(folder, { recursive: true }));

let api: TestApi;
let client: Sender;
let tableName: string;
let registry: SmallRegistry;
let paths: string[];

beforeAll(async () => {
  ({ client, tableName } = freshTable());
  api = new TestApi(await loadHandlers());
  registry = await makeSmallRegistry(api);
  paths = [
    `/v1/retirements/${registry.retirement}/certificate`,
    `/v1/emission-statements/${await greenStatement(api)}/green-power-certificate`,
    `/v1/claims/${await claimed(api)}/certificate`,
    `/v1/batches/${registry.importedBatch}/certificate`,
  ];
  await sequenceAll(client, tableName, signer);
});

const retire = async (beneficiary: string, reason = '残余排放'): Promise<string> => {
  const items = [{ batch: registry.batch, quantity: 1 }];
  const { caller, account } = registry.developer;
  const body = { account, items, beneficiary, reason };
  const { id } = await must(api, 'POST /v1/retirements', caller, body);
  await sequenceAll(client, tableName, signer);
  return id;
};

async function verify(bytes: Uint8Array): Promise<Told> {
  const file = join(folder, 'c.pdf');
  writeFileSync(file, bytes);
  return called(run, [file, '--vkey', formatVkey(signer.key), '--lang', 'en']);
}

describe('a certificate as PDF', () => {
  it('of each kind is given to everyone, proven, with the JSON of the route beside it', async () => {
    for (const path of paths) {
      const { status, headers, body } = await api.send(`GET ${path}.pdf`);
      expect([path, status, headers['content-type']]).toEqual([path, 200, 'application/pdf']);
      expect(headers['content-disposition']).toMatch(/^attachment; filename="[\w-]+\.pdf"$/);
      const { code, out } = await verify(body);
      expect([path, code, out]).toEqual([path, 0, expect.stringContaining('what is seen is what is proven')]);
      const json = JSON.parse(fromUtf8(readCarried(body).json));
      expect(json).toEqual((await api.send(`GET ${path}.json`)).body);
      const again = await api.send(`GET ${path}.pdf`);
      expect(Buffer.from(again.body).equals(body)).toBe(true);
    }
  });

  it('leads to its public page, which on this machine has no TLS', async () => {
    const { body } = await api.send(`GET ${paths[0]}.pdf`);
    const page = `/p/retirements/${registry.retirement}`;
    expect(Buffer.from(body).toString('latin1')).toContain(`/Alt (QR: http://127.0.0.1:8080${page})`);
    expect((await api.send(`GET ${page}`)).status).toBe(200);
  });

  it('is refused by name for a character that the font lacks; the JSON is proven all the same', async () => {
    const path = `/v1/retirements/${await retire('示例😀铜业')}/certificate`;
    expect(await api.send(`GET ${path}.pdf`)).toMatchObject({
      status: 409,
      body: {
        type: 'urn:lvzhang:problem:certificate-character-missing',
        detail: expect.stringMatching(/no U\+1F600 of \/retirement\/beneficiary.*JSON/),
        seen: { character: '😀', codePoint: 'U+1F600', field: '/retirement/beneficiary' },
      },
    });
    expect((await api.send(`GET ${path}.json`)).status).toBe(200);
    const reason = await retire('示例铜业', 'سبب');
    expect((await api.send(`GET /v1/retirements/${reason}/certificate.pdf`)).body).toMatchObject({
      seen: { codePoint: 'U+0633', field: '/retirement/reason' },
    });
  });

  it('shows names of the longest kind', async () => {
    const id = await retire(
      '呼和浩特市示例铜业有限公司'.repeat(15).slice(0, 200),
      '为抵销残余排放，'.repeat(62),
    );
    const { body } = await api.send(`GET /v1/retirements/${id}/certificate.pdf`);
    expect((await verify(body)).code).toBe(0);
  });

  it('of what was retired in another registry says so, with what that one has of it', async () => {
    const { id } = await must(api, 'POST /v1/retirements', OPERATOR, {
      account: registry.developer.account,
      items: [{ batch: registry.importedBatch, quantity: 3 }],
      beneficiary: 'Example Airlines',
      reason: 'Flights of 2020',
      foreign: { retiredOn: '2021-06-15', details: 'Flights of 2020 (example)' },
    });
    await sequenceAll(client, tableName, signer);
    const { status, body } = await api.send(`GET /v1/retirements/${id}/certificate.pdf`);
    expect([status, (await verify(body)).code]).toEqual([200, 0]);
  });

  it('is refused where the JSON is refused', async () => {
    const none = 'A'.repeat(43);
    for (const form of ['json', 'pdf'])
      expect(await api.send(`GET /v1/retirements/${none}/certificate.${form}`)).toMatchObject({
        status: 404,
      });
    const items = [{ batch: registry.batch, quantity: 1 }];
    const { caller, account } = registry.developer;
    const body = { account, items, beneficiary: '示例铜业', reason: '残余排放' };
    const { id } = await must(api, 'POST /v1/retirements', caller, body);
    expect(await api.send(`GET /v1/retirements/${id}/certificate.pdf`)).toMatchObject({
      status: 404,
      body: { type: 'urn:lvzhang:problem:not-in-log-yet' },
    });
  });
});
