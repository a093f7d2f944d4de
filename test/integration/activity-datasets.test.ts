/**
 * Activity datasets through the real handlers: deliveries and their revisions, platforms that sign,
 * statements that draw on them, and the command line with a file of more than 100,000 rows.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../../events/cli/import.ts';
import { run as sign } from '../../events/cli/sign.ts';
import { createSigningKey, possessionProof } from '../../events/cli/signing-key.ts';
import { ED25519, formatVkey } from '../../events/tlog/note-key.ts';
import { toBase64url, toUtf8 } from '../../shared/base/encoding.ts';
import { opens } from '../../shared/base/seal.ts';
import { commitId } from '../../shared/ledger/decision.ts';
import { gbk } from '../support/encodings.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { differences } from '../support/local/replay-table.ts';
import { sequenceAll } from '../support/local/world.ts';
import { ORIGIN } from '../support/log/log.ts';
import { checkLog } from '../support/log/log-check.ts';
import { type Caller, loadHandlers, registerOrganization, TestApi } from '../support/probes/api.ts';
import { delivery, PLATFORM, row, signedBy } from '../support/probes/datasets.ts';
import { registerKey } from '../support/probes/keys.ts';
import { type Member, onDay } from '../support/probes/lifecycle.ts';
import { must } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 23);
const PATH = '/v1/activity-datasets';
const problem = (name: string, more: object = {}) => ({
  body: { type: `urn:lvzhang:problem:${name}`, ...more },
});

let api: TestApi;
let client: DynamoDBDocumentClient;
let tableName: string;
let works: Member;
let stranger: Member;
let verifier: { caller: Caller };

beforeAll(async () => {
  onDay('2026-03-02');
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
  works = await registerOrganization(api, ['enterprise'], '远联钢铁（示例）');
  stranger = await registerOrganization(api, ['enterprise'], '中色锌业（示例）');
  verifier = await registerOrganization(api, ['verifier'], '核查机构（示例）');
});
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const send = (body: object, { caller }: { caller: Caller } = works, key?: string) =>
  api.send(`POST ${PATH}`, { caller, body, ...(key && { key }) });
let platforms = 0;
/** A platform of its own, so that tests don't meet. */
const apart = () => ({ platform: `${PLATFORM} ${++platforms} 号` });

describe('a delivery', () => {
  it('is shown with its rows to its organization and a verifier, and without them to a stranger', async () => {
    const made = await send(delivery([row('M2', '20.50'), row('M1', '10')]));
    expect(made).toMatchObject({
      status: 201,
      body: { revision: 1, rows: 2, meterPoints: 2, organization: works.id, month: '2025-03' },
    });
    const { id } = made.body;
    const mine = await must(api, `GET ${PATH}/${id}`, works.caller);
    expect(opens(mine.sealed, { sha256: mine.sha256, bytes: mine.bytes }, mine.seal.salt)).toBe(true);
    const rows = await must(api, `GET ${PATH}/${id}/rows`, verifier.caller);
    expect(rows).toEqual({ items: [row('M1', '10'), row('M2', '20.5')] });
    expect(await must(api, `GET ${PATH}/${id}/rows?meterPoint=M2`, works.caller)).toEqual({
      items: [row('M2', '20.5')],
    });
    const first = await must(api, `GET ${PATH}/${id}/rows?limit=1`, works.caller);
    const next = `GET ${PATH}/${id}/rows?limit=1&cursor=${first.next}`;
    expect(await must(api, next, works.caller)).toEqual({ items: [row('M2', '20.5')] });
    const theirs = await must(api, `GET ${PATH}/${id}`, stranger.caller);
    expect(theirs).not.toHaveProperty('sha256');
    expect(theirs).not.toHaveProperty('seal');
    expect((await api.send(`GET ${PATH}/${id}/rows`, { caller: stranger.caller })).status).toBe(403);
    expect((await must(api, `GET ${PATH}`, works.caller)).items).toMatchObject([{ id, revision: 1 }]);
    expect((await must(api, `GET ${PATH}`, stranger.caller)).items).toEqual([]);
  });

  it('sent again is the next revision, never a second dataset; the same rows are none', async () => {
    const named = apart();
    const { id } = (await send(delivery([row('M1', '1')], named))).body;
    const csv = 'meterPoint;carrier;quantity;unit\r\nM1;electricity;1,00;kWh\r\n';
    const again = { ...named, month: '2025-03', csv };
    expect(await send(again)).toMatchObject(problem('dataset-unchanged', { seen: { revision: 1 } }));
    const other = { ...again, csv: csv.replace('1,00', '2,5') };
    const answers = await Promise.all([
      send(other),
      send(other),
      send(other, works, 'k'),
      send(other, works, 'k'),
    ]);
    expect(new Set(answers.map(({ body }) => body.type ?? body.revision))).toEqual(
      new Set([2, 'urn:lvzhang:problem:dataset-unchanged']),
    );
    const read = await must(api, `GET ${PATH}/${id}/rows`, works.caller);
    expect(read).toEqual({ items: [row('M1', '2.5')] });
    expect(await must(api, `GET ${PATH}/${id}/rows?revision=1`, works.caller)).toEqual({
      items: [row('M1', '1')],
    });
    expect((await api.send(`GET ${PATH}/${id}/rows?revision=3`, { caller: works.caller })).status).toBe(404);
  });

  it.each([
    ['neither rows nor CSV', { rows: undefined }, 'dataset-rows-unclear'],
    ['both', { csv: 'meterPoint' }, 'dataset-rows-unclear'],
    ['no rows', { rows: [] }, 400],
    ['CSV without a row', { rows: undefined, csv: 'meterPoint,carrier,quantity,unit\n' }, 'dataset-empty'],
    ['a row twice', { rows: [row('M1', '1'), row('M1', '2')] }, 'dataset-row-repeated'],
    ['an unknown carrier', { rows: [row('M1', '1', 'peat', 't')] }, 'dataset-carrier-unknown'],
    ['a unit that does not fit', { rows: [row('M1', '1', 'heat', 'kWh')] }, 'dataset-unit'],
    ['a header of something else', { rows: undefined, csv: 'a,b\n1,2\n' }, 'dataset-header'],
    ['a month to come', { month: '2026-04' }, 'dataset-month-in-future'],
    ["another's data", { organization: `o-${'0'.repeat(20)}` }, 'dataset-not-yours'],
    ['a number in place of text', { rows: [{ ...row('M1', '1'), quantity: 1 }] }, 400],
    ['a platform with a telephone number', { platform: '平台 13812345678' }, 400],
    ['an unknown member', { price: 1 }, 400],
    ['a month that is none', { month: '2025-13' }, 400],
  ])('refuses %s, by name', async (_name, more, expected) => {
    const refused = await send({ ...delivery([row('M1', '1')], apart()), ...more });
    if (typeof expected === 'number') expect(refused.status).toBe(expected);
    else expect(refused).toMatchObject(problem(expected));
    expect(refused.status).toBeLessThan(500);
  });

  it('takes 100,000 rows with line ends of two characters, and refuses a body beyond 5 MiB by name', async () => {
    const lines = Array.from(
      { length: 100_000 },
      (_, n) => `JL-${String(n).padStart(6, '0')},electricity,${n}.125,kWh`,
    );
    const csv = ['meterPoint,carrier,quantity,unit', ...lines, ''].join('\r\n');
    const body = { ...apart(), month: '2025-05', csv };
    // As Lambda gets it: the body is a text within the event.
    expect(toUtf8(JSON.stringify(JSON.stringify(body))).length).toBeLessThan(6 * 1024 * 1024);
    const made = await send(body);
    expect(made).toMatchObject({ status: 201, body: { rows: 100_000, meterPoints: 100_000 } });
    const { id } = made.body;
    expect(await must(api, `GET ${PATH}/${id}/rows?meterPoint=JL-099999`, works.caller)).toEqual({
      items: [row('JL-099999', '99999.125')],
    });
    const beyond = await send({ ...body, csv: `${csv}${lines.join('\r\n')}` });
    expect(beyond).toMatchObject({
      status: 413,
      ...problem('body-too-large', { seen: { kibibytes: 5120 } }),
    });
  }, 60_000);
});

describe('a platform', () => {
  it('signs what the enterprise delivers, so that no figure is changed on the way and none comes back', async () => {
    const platform = await registerOrganization(api, ['enterprise'], '平台运营（示例）');
    const key = await registerKey(api, platform.id);
    const rows = [row('M7', '7')];
    const month = '2025-06';
    const organization = works.id;
    const at = new Date(Date.now() - 10_000).toISOString();
    const signature = signedBy(key, platform.id, { organization, rows, month, at });
    const changed = delivery([row('M7', '6')], { month, signature });
    expect(await send(changed)).toMatchObject(problem('platform-signature-invalid'));
    expect(await send(delivery(rows, { month, signature }), stranger)).toMatchObject(
      problem('platform-signature-invalid'),
    );
    const nobody = { ...signature, organization: `o-${'0'.repeat(20)}` };
    expect(await send(delivery(rows, { month, signature: nobody }))).toMatchObject(
      problem('platform-unknown'),
    );
    expect(
      await send(delivery(rows, { month, signature: { ...signature, organization: stranger.id } })),
    ).toMatchObject(problem('platform-key-unknown'));
    expect(await send(delivery(rows, { month, signature }))).toMatchObject({
      status: 201,
      body: { revision: 1, signedBy: { organization: platform.id, kid: key.kid } },
    });
    const corrected = [row('M7', '8')];
    const later = signedBy(key, platform.id, {
      organization,
      rows: corrected,
      month,
      at: new Date().toISOString(),
    });
    expect((await send(delivery(corrected, { month, signature: later }))).body).toMatchObject({
      revision: 2,
    });
    expect(await send(delivery(rows, { month, signature }))).toMatchObject(problem('platform-signature-old'));
  });
});

const power = (kWh: string, datasets: string[], more: object = {}) => ({
  id: 'power',
  category: 2,
  kind: 'electricity',
  kWh,
  supply: 'grid',
  direction: 'received',
  dataset: { datasets, meterPoint: 'M1', ...more },
});
const diesel = { id: 'diesel', category: 1, kind: 'fuel', fuel: 'diesel', quantity: '10', unit: 't' };
const statement = (lines: object[], more: object = {}) => ({
  subject: { kind: 'organization', name: '远联钢铁（示例）' },
  year: 2025,
  province: '内蒙古',
  boundary: '运营控制：全厂（示例）',
  lines,
  ...more,
});
const submit = (lines: object[], more: object = {}, { caller }: { caller: Caller } = works) =>
  api.send('POST /v1/emission-statements', { caller, body: statement(lines, more) });

describe('a statement', () => {
  it('draws the exact sum of rows, shows its share, and tells of a newer revision', async () => {
    const named = apart();
    const months = ['2025-01', '2025-02'];
    const ids: string[] = [];
    for (const month of months)
      ids.push(
        (await send(delivery([row('M1', '0.1'), row('M1', '3', 'diesel', 't')], { ...named, month }))).body
          .id,
      );
    expect(await submit([power('0.21', ids), diesel])).toMatchObject(
      problem('draw-sum', { seen: { stated: '0.21', sum: '0.2', unit: 'kWh' } }),
    );
    const fuel = {
      ...diesel,
      id: 'metered',
      quantity: '6000',
      unit: 'kg',
      dataset: { datasets: ids, meterPoint: 'M1' },
    };
    const made = await submit([power('0.2', ids), fuel, diesel]);
    const evidence = { count: 3, documented: 0, metered: 2, ownFactors: 0, meteredBasisPoints: 6666 };
    expect(made).toMatchObject({
      status: 201,
      body: { evidence, datasets: [{ revision: 1 }, { revision: 1 }] },
    });
    expect(made.body.lines[0].dataset).toEqual({ datasets: ids, meterPoint: 'M1' });
    await send(delivery([row('M1', '0.4')], { ...named, month: '2025-02' }));
    const read = await must(api, `GET /v1/emission-statements/${made.body.id}`, verifier.caller);
    expect(read.datasets).toEqual(
      [
        { dataset: ids[0], revision: 1 },
        { dataset: ids[1], revision: 1, newer: 2 },
      ].sort((a, b) => (a.dataset! < b.dataset! ? -1 : 1)),
    );
    const drawn = `GET ${PATH}/${ids[1]}/rows?revision=1&meterPoint=M1`;
    expect((await must(api, drawn, verifier.caller)).items).toContainEqual(row('M1', '0.1'));
    const revised = await api.send(`POST /v1/emission-statements/${made.body.id}/versions`, {
      caller: works.caller,
      body: statement([power('0.5', ids), diesel]),
      headers: { 'if-match': '"v1"' },
    });
    expect(revised).toMatchObject({ status: 200 });
    const now = await must(api, `GET /v1/emission-statements/${made.body.id}`, works.caller);
    expect(now.datasets.map(({ newer }: { newer?: number }) => newer)).toEqual([undefined, undefined]);
    expect(now.evidence).toMatchObject({ metered: 1, meteredBasisPoints: 5000 });
  });

  it.each<[string, (id: string) => Promise<object>, string]>([
    ['of no dataset', () => submit([power('1', [`d-${'0'.repeat(20)}`])]), 'draw-dataset-unknown'],
    ["of another's", (id) => submit([power('1', [id])], {}, stranger), 'draw-dataset-of-another'],
    ['of another year', (id) => submit([power('1', [id])], { year: 2024 }), 'draw-month'],
    [
      'of a meter point that is not there',
      (id) => submit([power('1', [id], { meterPoint: 'M9' })]),
      'draw-row-missing',
    ],
    ['of another carrier', (id) => submit([power('1', [id], { carrier: 'heat' })]), 'draw-carrier'],
    [
      'of a row twice',
      (id) => submit([power('1', [id]), { ...power('1', [id]), id: 'again' }]),
      'draw-repeated',
    ],
  ])('refuses a draw %s', async (_name, outcome, expected) => {
    const { id } = (await send(delivery([row('M1', '1')], { ...apart(), month: '2025-07' }))).body;
    expect(await outcome(id)).toMatchObject(problem(expected));
  });
});

describe('import activity', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lvzhang-activity-'));
  let said = '';
  let sent: string[] = [];
  /** Requests that get no answer, though they were carried out. */
  let lost = 0;
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The command as in a shell; its requests come to the handlers without a network between. */
  async function imports(file: string, ...args: string[]): Promise<number> {
    said = '';
    sent = [];
    const token = `e30.${toBase64url(toUtf8(JSON.stringify(works.caller)))}.x`;
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      const headers = init.headers as Record<string, string>;
      const request = `${init.method} ${url.replace('http://registry', '')}`;
      if (init.method === 'POST') sent.push(headers['idempotency-key']!);
      const { status, body } = await api.send(request, {
        caller: works.caller,
        ...(init.body && { raw: init.body as string }),
        key: headers['idempotency-key'] ?? null,
      });
      if (init.method === 'POST' && lost-- > 0) throw new Error('lost');
      return new Response(JSON.stringify(body), { status });
    });
    try {
      const options = ['--url', 'http://registry', '--token', token, '--lang', 'en'];
      return await spoken(() => run(['activity', file, ...options, ...args]));
    } finally {
      vi.unstubAllGlobals();
    }
  }
  /** Keeps what a command prints. */
  async function spoken(command: () => Promise<number>): Promise<number> {
    const write = (chunk: unknown) => {
      said += String(chunk);
      return true;
    };
    const spies = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation(write),
    );
    try {
      return await command();
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  }
  const written = (name: string, content: string | Uint8Array): string => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };

  it('delivers a file of 120,000 rows month by month, and repeated changes nothing', async () => {
    const lines = Array.from(
      { length: 120_000 },
      (_, n) =>
        `JL-${String(n % 60_000).padStart(5, '0')},${n < 60_000 ? '2025-08' : '2025-09'},electricity,${n}.5,kWh`,
    );
    const file = written('large.csv', ['meterPoint,month,carrier,quantity,unit', ...lines, ''].join('\n'));
    const platform = ['--platform', '大文件平台'];
    expect([await imports(file, ...platform, '--dry-run'), sent]).toEqual([0, []]);
    expect(said).toContain('2025-08: 60000 rows');
    expect(await imports(file, ...platform)).toBe(0);
    expect(said).toMatch(/2025-08: 60000 rows, delivered, d-\w+ revision 1\n2025-09: 60000 rows, delivered/);
    expect(await imports(file, ...platform)).toBe(0);
    expect([said.match(/unchanged/g)?.length, sent]).toEqual([2, []]);
  }, 120_000);

  it('killed or without an answer, goes on; an older file after a newer one is a revision of its own', async () => {
    const header = '计量点,月份,能源品种,用量,单位';
    const first = written('first.csv', gbk(`${header}\n一号主变,2025-10,电力,1,千瓦时\n`));
    const second = written('second.csv', gbk(`${header}\n一号主变,2025-10,电力,2,千瓦时\n`));
    const platform = ['--platform', '小文件平台', '--org', works.id];
    lost = 1;
    expect(await imports(first, ...platform)).toBe(0);
    expect(new Set(sent).size).toBe(1);
    expect(sent).toHaveLength(2);
    expect(said).toContain('revision 1');
    expect(await imports(second, ...platform)).toBe(0);
    expect(said).toContain('revision 2');
    expect(await imports(first, ...platform)).toBe(0);
    expect(said).toContain('delivered, ');
    expect(said).toContain('revision 3');
  }, 60_000);

  it('delivers what the platform signed on its own machine', async () => {
    const platform = await registerOrganization(api, ['enterprise'], '签名平台（示例）');
    const keyFile = join(folder, 'platform.key');
    const key = (await createSigningKey(keyFile))!;
    const commit = { log: ORIGIN, id: commitId(platform.id, 'platform-key') };
    const registered = await api.send(`POST /v1/organizations/${platform.id}/keys`, {
      caller: platform.caller,
      key: 'platform-key',
      body: { publicKey: key.publicKey, proof: possessionProof(key, platform.id, commit) },
    });
    expect(registered.status).toBe(201);
    const file = written('signed.csv', 'meterPoint,month,carrier,quantity,unit\nM1,2025-11,heat,5,GJ\n');
    const named = ['--platform', '签名平台'];
    expect(await imports(file, ...named)).toBe(0);
    const vkey = formatVkey(signer.key);
    const parties = ['--by', platform.id, '--for', works.id, '--key', keyFile, '--vkey', vkey];
    said = '';
    expect(await spoken(() => sign(['activity', file, ...named, ...parties, '--lang', 'en']))).toBe(0);
    const signatures = written('signatures.json', said);
    expect(await imports(file, ...named, '--signatures', signatures)).toBe(0);
    expect(said).toContain('revision 2');
    expect(await imports(file, ...named, '--signatures', signatures)).toBe(0);
    expect(said).toContain('unchanged');
    expect(await imports(file, ...named, '--signatures', file)).toBe(2);
  }, 60_000);

  it('sends nothing of a file with a fault, and tells row and column', async () => {
    const file = written('faulty.csv', 'meterPoint,month,carrier,quantity,unit\nM1,2025-10,heat,-1,GJ\n');
    expect([await imports(file, '--platform', '平台'), sent]).toEqual([1, []]);
    expect(said).toContain('faulty.csv:2:17: error: Line 2, column quantity');
    expect([await imports(file), await imports(join(folder, 'none.csv'), '--platform', '平台')]).toEqual([
      2, 2,
    ]);
  });
});

describe('the log of it all', () => {
  it('tells no quantity, audits clean, and is the table', async () => {
    await sequenceAll(client, tableName, signer);
    const log = await checkLog(api, signer.key);
    expect(await differences(client, tableName, log)).toEqual([]);
  }, 60_000);
});
