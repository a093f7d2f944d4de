/**
 * Imported supply contracts through the API: contract, generation, delivery, retirement; and what is refused.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyCertificate } from '../../events/certificate/retirement-certificate.ts';
import { certificateLines } from '../../events/certificate/told/certificate-text.ts';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { fromUtf8 } from '../../shared/base/encoding.ts';
import { replayed } from '../support/history/replayed.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { differences } from '../support/local/replay-table.ts';
import { sequenceAll } from '../support/local/world.ts';
import { checkLog } from '../support/log/log-check.ts';
import {
  blocksOf,
  type Caller,
  loadHandlers,
  OPERATOR,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import { openProvincialAccount, recordAndConfirm, registerFacility } from '../support/probes/power.ts';
import { freshOrigin, must } from '../support/probes/small-registry.ts';
import {
  freshCertificate,
  importSupply,
  importSupplyBatch,
  PERIOD,
  supplyTerms,
} from '../support/probes/supplies.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 17);
const problem = (name: string) => ({ type: `urn:lvzhang:problem:${name}` });

let api: TestApi;
let table: Awaited<ReturnType<typeof freshTable>>;
let beneficiary: Awaited<ReturnType<typeof registerOrganization>>;
beforeAll(async () => {
  table = await freshTable();
  api = new TestApi(await loadHandlers());
  beneficiary = await registerOrganization(api, ['enterprise'], 'f01152');
});

const read = (id: string) => must(api, `GET /v1/supply-contracts/${id}`, OPERATOR);
const post = (path: string, body: object, caller: Caller = OPERATOR) =>
  api.send(`POST /v1/supply-contracts/${path}`, { caller, body });

describe('a supply contract', () => {
  it('is imported, issued for, delivered and retired for its beneficiary', async () => {
    const { id, seller, facility } = await importSupply(api);
    expect(await read(id)).toMatchObject({
      seller: seller.id,
      account: seller.account,
      instrument: 'IREC',
      technology: 'wind',
      megawattHours: 1000,
      issued: 0,
      delivered: 0,
      version: 1,
      period: PERIOD,
    });
    const batch = await must(api, `POST /v1/supply-contracts/${id}/generation`, OPERATOR, {
      facility,
      period: PERIOD,
      ...freshCertificate(1_000_000),
      lanes: 3,
    });
    expect(batch).toMatchObject({
      facility,
      supply: id,
      instrument: 'IREC',
      unit: 'MWh',
      issued: 1000,
      imported: true,
      generated: PERIOD,
      vintage: 2021,
    });
    // No rule of the GEC applies: certificates of 2021 are as good as ever.
    expect(batch.validThrough).toBeUndefined();
    const delivered = await must(api, `POST /v1/supply-contracts/${id}/deliveries`, OPERATOR, {
      to: beneficiary.account,
      items: [{ batch: batch.id, quantity: 300 }],
      retiredElsewhere: true,
    });
    expect(delivered).toMatchObject({
      supply: id,
      from: seller.account,
      to: beneficiary.account,
      quantity: 300,
    });
    const byItself = await api.send('POST /v1/retirements', {
      caller: beneficiary.caller,
      body: {
        account: beneficiary.account,
        items: delivered.serials,
        beneficiary: 'f01152',
        reason: 'a second time',
        purpose: 'voluntary-statement',
      },
    });
    expect(byItself).toMatchObject({ status: 409, body: problem('units-not-available') });
    const retired = await must(api, 'POST /v1/retirements', OPERATOR, {
      account: beneficiary.account,
      items: delivered.serials,
      beneficiary: 'f01152',
      reason: 'certificate SP-1-1',
      purpose: 'voluntary-statement',
    });
    expect(retired).toMatchObject({ quantity: 300, imported: true });
    expect(await read(id)).toMatchObject({ megawattHours: 1000, issued: 1000, delivered: 300, version: 3 });
    await sequenceAll(table.client, table.tableName, signer);
    const evidence = `GET /v1/retirements/${retired.id}/certificate.json`;
    const check = verifyCertificate(JSON.stringify(await must(api, evidence, OPERATOR)), {
      logKey: signer.key,
    });
    expect(check.faults).toEqual([]);
    expect(check.origins).toMatchObject([
      {
        issued: { type: 'generation.imported' },
        facility: { type: 'facility.imported', facts: { facility } },
      },
    ]);
    const told = certificateLines(check, signer.key.name, 'zh').join('\n');
    expect(told).toContain(`IREC ${PERIOD.from}…${PERIOD.to} · ${batch.id}`);
    expect(told).toContain('Longli Windfarm (风电)');
    expect(told).toContain('导入，由登记机构注销');
    const [{ from: serial }] = retired.serials;
    const { steps } = await must(api, `GET /v1/units/${batch.id}/${serial}/provenance`, OPERATOR);
    expect(steps.map(({ type }: { type: string }) => type)).toEqual([
      'units.retired',
      'supply.delivered',
      'generation.imported',
    ]);
    const blocks = await blocksOf(api, batch.id);
    const sum = (status: string) =>
      blocks.filter((block) => block.status === status).reduce((all, { quantity }) => all + quantity, 0);
    expect([sum('retired'), sum('held')]).toEqual([300, 700]);
    const listed = await must(api, 'GET /v1/supply-contracts?limit=200', beneficiary.caller);
    expect(listed.items).toContainEqual(await read(id));
    const batches = await must(api, `GET /v1/facilities/${facility}/batches`, beneficiary.caller);
    expect(batches.items).toMatchObject([{ id: batch.id, supply: id }]);
  });

  it('is imported once by its code', async () => {
    const { id, seller } = await importSupply(api);
    const { origin } = await read(id);
    const again = await post('imports', { ...supplyTerms(seller.id), origin });
    expect(again).toMatchObject({ status: 409, body: problem('supply-already-imported') });
    expect(again.body.errors).toMatchObject([{ pointer: '#/origin/code' }]);
  });

  it.each(['GEC', 'CCER', 'GSVER'])('is none of %s', async (instrument) => {
    const terms = { ...supplyTerms(beneficiary.id), instrument };
    expect(await post('imports', terms)).toMatchObject({
      status: 422,
      body: problem('instrument-not-imported'),
    });
  });
});

describe('generation of a contract', () => {
  it.each<[string, number, string]>([
    ['a kilowatt-hour over', 1001, 'not-whole-certificates'],
    ['more than the contract', 1_001_000, 'supply-volume-exceeded'],
  ])('of %s is refused', async (_what, kilowattHours, code) => {
    const { id, facility } = await importSupply(api);
    const answer = await post(`${id}/generation`, {
      facility,
      period: PERIOD,
      ...freshCertificate(kilowattHours),
    });
    expect(answer.body).toMatchObject({ ...problem(code), errors: [{ pointer: '#/kilowattHours' }] });
    expect(await read(id)).toMatchObject({ issued: 0, version: 1 });
  });

  it('of two at once fills the contract, and no more', async () => {
    const { id, facility } = await importSupply(api);
    const body = () => ({ facility, period: PERIOD, ...freshCertificate(600_000) });
    const answers = await Promise.all([post(`${id}/generation`, body()), post(`${id}/generation`, body())]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await read(id)).toMatchObject({ issued: 600 });
  });

  it('is of a facility elsewhere, of the technology that was contracted', async () => {
    const { id } = await importSupply(api);
    const here = await registerFacility(api);
    const body = { facility: here.id, period: PERIOD, ...freshCertificate(1000) };
    expect(await post(`${id}/generation`, body)).toMatchObject({
      status: 422,
      body: problem('facility-not-imported'),
    });
    const solar = await importSupply(api, 'solar');
    expect(await post(`${id}/generation`, { ...body, facility: solar.facility })).toMatchObject({
      status: 422,
      body: problem('technology-not-contracted'),
    });
  });
});

describe('a delivery', () => {
  it('is of batches that were issued for the contract', async () => {
    const supply = await importSupplyBatch(api);
    const other = await importSupplyBatch(api);
    const body = { to: beneficiary.account, items: [{ batch: other.batch, quantity: 1 }] };
    expect(await post(`${supply.id}/deliveries`, body)).toMatchObject({
      status: 422,
      body: problem('not-of-this-supply'),
    });
  });

  it('is of no green certificate that was issued here', async () => {
    const supply = await importSupplyBatch(api);
    const facility = await registerFacility(api);
    const { batch } = await recordAndConfirm(api, { facility, month: '2025-03', kilowattHours: 5000 });
    const body = { to: beneficiary.account, items: [{ batch, quantity: 1 }] };
    expect(await post(`${supply.id}/deliveries`, body)).toMatchObject({
      body: problem('not-of-this-supply'),
    });
  });

  it('goes to no province, and to no one unknown', async () => {
    const { id, batch, seller } = await importSupplyBatch(api);
    const province = await openProvincialAccount(api);
    const items = [{ batch, quantity: 1 }];
    const to = (account: string) => post(`${id}/deliveries`, { to: account, items });
    expect((await to(province.account)).body).toMatchObject(problem('delivery-to-province'));
    expect((await to(seller.account)).body).toMatchObject(problem('transfer-to-self'));
    expect((await to(`a-${'0'.repeat(20)}`)).body).toMatchObject(problem('not-found'));
  });

  it('of many at once loses none and gives none twice', async () => {
    const { id, batch } = await importSupplyBatch(api, 20);
    const body = { to: beneficiary.account, items: [{ batch, quantity: 3 }] };
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(`${id}/deliveries`, body)));
    const done = answers.filter(({ status }) => status === 201).length;
    expect(await read(id)).toMatchObject({ issued: 20, delivered: done * 3 });
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThanOrEqual(6);
    const held = (await blocksOf(api, batch)).filter(({ account }) => account === beneficiary.account);
    expect(held.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(done * 3);
  });
});

it('the seller may not import, issue or deliver by itself', async () => {
  const { id, seller, facility, batch } = await importSupplyBatch(api);
  const requests: [string, object][] = [
    ['imports', { ...supplyTerms(seller.id), origin: freshOrigin() }],
    [`${id}/generation`, { facility, period: PERIOD, ...freshCertificate(1000) }],
    [`${id}/deliveries`, { to: beneficiary.account, items: [{ batch, quantity: 1 }] }],
  ];
  for (const [path, body] of requests)
    expect(await post(path, body, seller.caller)).toMatchObject({ status: 403, body: problem('forbidden') });
});

it('the log of all this audits clean, and the table is its replay', async () => {
  await sequenceAll(table.client, table.tableName, signer);
  const log = await checkLog(api, signer.key);
  expect(replayed(log.leaves.map(fromUtf8))).toEqual([]);
  expect(await differences(table.client, table.tableName, log)).toEqual([]);
});
