/** A sale stays the first one, whatever became of the units before; a unit's provenance says so. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyCertificate } from '../../events/certificate/retirement-certificate.ts';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { FEN_MAX } from '../../functions/units/price.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { differences } from '../support/local/replay-table.ts';
import { sequenceAll } from '../support/local/world.ts';
import { checkLog } from '../support/log/log-check.ts';
import { blocksOf, loadHandlers, OPERATOR, registerOrganization, TestApi } from '../support/probes/api.ts';
import { storedDocument } from '../support/probes/documents.ts';
import {
  type Member,
  type NativeProject,
  onDay,
  registerNativeProject,
  today,
} from '../support/probes/lifecycle.ts';
import { issueReport } from '../support/probes/reports.ts';
import { must, retire } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 29);

let api: TestApi;
let client: DynamoDBDocumentClient;
let tableName: string;
let native: NativeProject;
let batch: string;
let buyer: Member;
let bank: Member;
/** Besides developer and holder: with them 20 parties, the most that an agreement has. */
const others: { organization: string; kind: string; basisPoints: number }[] = [];
beforeAll(async () => {
  onDay('2026-01-05');
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
  buyer = await registerOrganization(api);
  bank = await registerOrganization(api, ['financier'], '农商银行');
  for (let i = 0; i < 18; i++) {
    const { id } = await registerOrganization(api);
    others.push({ organization: id, kind: 'third-party', basisPoints: i === 17 ? 500 : 1 });
  }
  native = await registerNativeProject(api, { standard: 'VCS', shares: others });
  const amounts = [{ vintage: 2024, kilograms: 1_000_000 }];
  const period = { from: '2024-01-01', to: '2024-12-31' };
  batch = (await issueReport(api, native, period, amounts, 1000)).batches[2024]!;
});
afterAll(() => {
  vi.useRealTimers();
});

const range = (from: number, to: number) => [{ batch, from, to }];
const offer = (seller: Member, to: Member, items: object[], fen = 5) =>
  must(api, 'POST /v1/transfers', seller.caller, {
    from: seller.account,
    to: to.account,
    items,
    price: { fen },
  });
const settle = (id: string, step: string, { caller }: Member) =>
  must(api, `POST /v1/transfers/${id}/${step}`, caller);
/** Pledged to the bank and accepted, then released or enforced. */
async function pledge(from: number, to: number, end?: 'release' | 'enforce') {
  const { developer } = native;
  const body = { from: developer.account, to: bank.account, items: range(from, to) };
  const { id } = await must(api, 'POST /v1/pledges', developer.caller, body);
  for (const step of ['accept', ...(end ? [end] : [])])
    await must(api, `POST /v1/pledges/${id}/${step}`, bank.caller);
}
const eventsOf = async (serial: number) => {
  const { steps } = await must(api, `GET /v1/units/${batch}/${serial}/provenance`, OPERATOR);
  return (steps as { type: string }[]).map(({ type }) => type);
};

describe('units that came back to the developer unsold', () => {
  it('by a withdrawn offer', async () => {
    const { developer } = native;
    const { id } = await offer(developer, buyer, range(1, 10));
    await settle(id, 'withdraw', developer);
    const again = await offer(developer, buyer, range(1, 10));
    expect(again.primary).toBe(native.project);
    await settle(again.id, 'accept', buyer);
  });

  it('by a released pledge, cut or not', async () => {
    const { developer } = native;
    await pledge(11, 30, 'release');
    await must(api, `POST /v1/batches/${batch}/subdivide`, developer.caller, { block: 11, lanes: 4 });
    const sale = await offer(developer, buyer, range(11, 18));
    expect(sale.primary).toBe(native.project);
    await settle(sale.id, 'accept', buyer);
  });
});

describe('units that changed hands', () => {
  it('by an enforced pledge are no first sale: not the bank’s, nor the developer’s that bought them back', async () => {
    const { developer } = native;
    await pledge(21, 60, 'enforce');
    const sold = await offer(bank, buyer, range(21, 40));
    const back = await offer(bank, developer, range(41, 60));
    await settle(sold.id, 'accept', buyer);
    await settle(back.id, 'accept', developer);
    const again = await offer(developer, buyer, range(41, 50));
    for (const sale of [sold, back, again]) expect(sale).not.toHaveProperty('primary');
    const body = {
      from: developer.account,
      to: buyer.account,
      items: range(55, 65),
      price: { fen: 5 },
    };
    expect(await api.send('POST /v1/transfers', { caller: developer.caller, body })).toMatchObject({
      status: 422,
      body: { type: 'urn:lvzhang:problem:first-sale-mixed' },
    });
  });
});

it('a quantity is of units never sold, however many of those bought back lie beside them', async () => {
  const { developer } = native;
  const sales = await Promise.all(
    Array.from({ length: 8 }, () => offer(developer, buyer, [{ batch, quantity: 1 }])),
  );
  for (const sale of sales) {
    expect(sale.primary).toBe(native.project);
    await settle(sale.id, 'withdraw', developer);
  }
  const all = await offer(developer, buyer, [{ batch, quantity: 3 }], 1);
  expect(all.primary).toBe(native.project);
  await settle(all.id, 'withdraw', developer);
});

it.each([1, 19, 20, 10_001, FEN_MAX])('%d fen among 20 parties are divided whole', async (fen) => {
  const { developer } = native;
  const { id } = await offer(developer, buyer, [{ batch, quantity: 1 }], fen);
  await settle(id, 'accept', buyer);
  const { parts } = await must(api, `POST /v1/transfers/${id}/settle`, developer.caller, {
    settledOn: today(),
  });
  expect(parts).toHaveLength(20);
  expect((parts as { fen: number }[]).reduce((sum, part) => sum + BigInt(part.fen), 0n)).toBe(BigInt(fen));
});

it('what isn’t held moves by nothing that its owner may ask for', async () => {
  const { developer, project } = native;
  await pledge(71, 80);
  await must(api, 'POST /v1/retirements', developer.caller, {
    ...retire(developer.account, batch),
    items: range(81, 90),
  });
  await must(api, `POST /v1/projects/${project}/reversals`, OPERATOR, {
    cause: 'pests',
    occurredOn: today(),
    kilograms: 20_000,
    document: await storedDocument(OPERATOR.org),
  });
  const blocks = (await blocksOf(api, batch)).filter(({ status }) => status !== 'held');
  const statuses = new Set(blocks.map(({ status }) => status));
  expect(statuses).toEqual(new Set(['offered', 'pledged', 'retired', 'buffer', 'cancelled']));
  for (const { from, status, account } of blocks) {
    const items = range(from, from);
    const attempts: [string, object][] = [
      [`/v1/batches/${batch}/subdivide`, { block: from, lanes: 2 }],
      ['/v1/retirements', { ...retire(account, batch), items }],
      ['/v1/transfers', { from: account, to: buyer.account, items }],
      ['/v1/pledges', { from: account, to: bank.account, items }],
    ];
    for (const [path, body] of attempts) {
      const answer = await api.send(`POST ${path}`, { caller: developer.caller, body });
      expect([status, path, answer.status, answer.body.type]).toEqual([
        ...[status, path, 409],
        'urn:lvzhang:problem:units-not-available',
      ]);
    }
  }
  const { buffer } = await must(api, `GET /v1/projects/${project}`, OPERATOR);
  const sumsOf = async (account: string) => {
    const { items } = await must(api, `GET /v1/accounts/${account}/holdings`, developer.caller);
    return (items as { status: string; quantity: number }[]).map(({ status, quantity }) => [
      status,
      quantity,
    ]);
  };
  expect(await sumsOf(buffer)).toEqual([
    ['buffer', 80],
    ['cancelled', 20],
  ]);
  expect(await sumsOf(developer.account)).toEqual([
    ['held', 827],
    ['offered', 10],
    ['pledged', 10],
    ['retired', 10],
  ]);
});

it('each unit’s provenance is its own, and what the buyer retires of all kinds is proven offline', async () => {
  const bought = ['transfer.accepted', 'units.offered'];
  const pledged = (end: string) => [`pledge.${end}`, 'pledge.accepted', 'pledge.proposed'];
  expect(await eventsOf(1)).toEqual([...bought, 'transfer.withdrawn', 'units.offered', 'units.issued']);
  expect(await eventsOf(11)).toEqual([...bought, ...pledged('released'), 'units.issued']);
  expect(await eventsOf(25)).toEqual([
    ...bought,
    ...pledged('enforced'),
    ...pledged('released'),
    'units.issued',
  ]);
  expect(await eventsOf(45)).toEqual(['units.offered', ...bought, ...pledged('enforced'), 'units.issued']);
  expect(await eventsOf(1000)).toEqual(['reversal.recorded', 'units.issued']);
  const items = [...range(1, 18), ...range(21, 40)];
  const body = { ...retire(buyer.account, batch), items };
  const { id } = await must(api, 'POST /v1/retirements', buyer.caller, body);
  await sequenceAll(client, tableName, signer);
  const certificate = await must(api, `GET /v1/retirements/${id}/certificate.json`, buyer.caller);
  expect(verifyCertificate(JSON.stringify(certificate), { logKey: signer.key })).toMatchObject({
    faults: [],
    origins: [{ project: { type: 'project.registered', facts: { project: native.project } } }],
  });
  expect(await differences(client, tableName, await checkLog(api, signer.key))).toEqual([]);
});
