/** Accreditations through the API: granted, read as they stand today, and asked at every act of a body. */

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { addDays } from '../../shared/base/day.ts';
import { freshTable } from '../support/local/memory-world.ts';
import { differences } from '../support/local/replay-table.ts';
import { sequenceAll } from '../support/local/world.ts';
import { checkLog } from '../support/log/log-check.ts';
import {
  accreditation,
  type Caller,
  loadHandlers,
  registerOrganization,
  TestApi,
} from '../support/probes/api.ts';
import { storedDocument } from '../support/probes/documents.ts';
import {
  developNativeProject,
  type NativeProject,
  onDay,
  publishNativeProject,
  REGULATOR,
  registerNativeProject,
  reserveNativeProject,
  today,
} from '../support/probes/lifecycle.ts';
import { issueReport, submitReport, verification } from '../support/probes/reports.ts';
import { must } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 7);
let api: TestApi;
let client: Sender;
let tableName: string;
let reader: Caller;
beforeAll(async () => {
  onDay('2026-01-05');
  ({ client, tableName } = freshTable());
  api = new TestApi(await loadHandlers());
  reader = (await registerOrganization(api)).caller;
});
afterAll(() => {
  vi.useRealTimers();
});

const problem = (name: string) => ({ status: 403, body: { type: `urn:lvzhang:problem:${name}` } });
const read = (verifier: string) => must(api, `GET /v1/accreditations/${verifier}`, reader);
const grant = (verifier: string, changed: object = {}) =>
  must(api, 'POST /v1/accreditations', REGULATOR, { ...accreditation(verifier), ...changed });
const order = (verifier: string, verb: 'suspend' | 'resume' | 'withdraw', reason = '年度抽查') =>
  must(api, `POST /v1/accreditations/${verifier}/${verb}`, REGULATOR, { reason });

describe('an accreditation', () => {
  it('is shown as it stands on the day of reading', async () => {
    const { id } = await registerOrganization(api, ['verifier'], '按日核查');
    const [from, to] = [addDays(today(), 2), addDays(today(), 3)];
    await grant(id, { standards: ['VCS', 'CCER'], sectors: ['forest'], validity: { from, to } });
    expect(await read(id)).toMatchObject({
      verifier: id,
      standards: ['CCER', 'VCS'],
      sectors: ['forest'],
      statements: true,
      validity: { from, to },
      grantedBy: REGULATOR.org,
      status: 'not-yet-valid',
      version: 2,
    });
    onDay(from);
    expect((await read(id)).status).toBe('valid');
    onDay(addDays(to, 1));
    expect((await read(id)).status).toBe('expired');
    expect(await order(id, 'suspend')).toMatchObject({ event: 'accreditation.suspended', version: 3 });
    expect(await read(id)).toMatchObject({ status: 'suspended', suspended: { reason: '年度抽查' } });
    await order(id, 'withdraw', '出具虚假报告');
    const { suspended, ...withdrawn } = await read(id);
    expect(suspended).toBeUndefined();
    expect(withdrawn).toMatchObject({ status: 'withdrawn', withdrawn: { reason: '出具虚假报告' } });
    await grant(id);
    expect(await read(id)).toMatchObject({ status: 'valid', version: 5 });
    const { items } = await must(api, 'GET /v1/accreditations?limit=200', reader);
    expect(items.filter(({ verifier }: { verifier: string }) => verifier === id)).toEqual([await read(id)]);
  });

  it('is granted once by a request that is sent twice', async () => {
    const { id } = await registerOrganization(api, ['verifier'], '重发核查');
    const send = () =>
      api.send('POST /v1/accreditations', {
        caller: REGULATOR,
        key: 'granted-twice',
        body: accreditation(id),
      });
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
    expect((await read(id)).version).toBe(2);
  });

  it('shows its certificate to the body and to supervision, and to nobody else', async () => {
    const verifier = await registerOrganization(api, ['verifier'], '持证核查');
    const certificate = { ...(await storedDocument(REGULATOR.org)) };
    const unstored = { ...certificate, sha256: 'e'.repeat(64) };
    const refused = await api.send('POST /v1/accreditations', {
      caller: REGULATOR,
      body: { ...accreditation(verifier.id), document: unstored },
    });
    expect(refused.body).toMatchObject({
      type: 'urn:lvzhang:problem:document-not-stored',
      errors: [{ pointer: '#/document' }],
    });
    await grant(verifier.id, { document: certificate, reference: undefined });
    expect(await read(verifier.id)).toMatchObject({ document: certificate });
    const path = `GET /v1/documents/${certificate.sha256}?of=${verifier.id}`;
    for (const caller of [verifier.caller, REGULATOR])
      expect((await must(api, path, caller)).document).toEqual(certificate);
    expect((await api.send(path, { caller: reader })).status).toBe(404);
  });

  it('of a body that nobody accredited is not found', async () => {
    const path = `/v1/accreditations/${reader.org}`;
    expect((await api.send(`GET ${path}`, { caller: reader })).status).toBe(404);
    const body = { reason: '抽查' };
    expect((await api.send(`POST ${path}/suspend`, { caller: REGULATOR, body })).status).toBe(404);
    const granted = await api.send('POST /v1/accreditations', {
      caller: REGULATOR,
      body: accreditation(reader.org),
    });
    expect(granted.body).toMatchObject({
      type: 'urn:lvzhang:problem:accredited-no-verifier',
      errors: [{ pointer: '#/verifier' }],
      seen: { roles: 'enterprise' },
    });
  });
});

const year = (vintage: number) => ({ from: `${vintage}-01-01`, to: `${vintage}-12-31` });
const amounts = (vintage: number) => [{ vintage, kilograms: 500_000 }];
const RISK = { riskBasisPoints: 1000 };

/** The acts of a report's verifier, each of which would do. */
async function actsOf(native: NativeProject): Promise<(() => ReturnType<TestApi['send']>)[]> {
  const { caller, id } = native.verifier2;
  const { report: issued } = await issueReport(api, native, year(2022), amounts(2022), 1000);
  const waiting = await submitReport(api, native, year(2023), amounts(2023));
  const doubtful = await submitReport(api, native, year(2024), amounts(2024));
  const verified = await verification(native, amounts(2023), RISK);
  const document = await storedDocument(id);
  const corrected = { document, amounts: [{ vintage: 2022, kilograms: 400_000 }], reason: '更正' };
  const act = (report: string, verb: string, body: object) => () =>
    api.send(`POST /v1/monitoring-reports/${report}/${verb}`, { caller, body });
  return [
    act(waiting, 'verify', verified),
    act(doubtful, 'refuse', { reason: '样地不足' }),
    act(issued, 'correct', corrected),
  ];
}

describe('a verification body', () => {
  it('acts only while it is accredited, for what it is accredited', async () => {
    const native = await registerNativeProject(api, { standard: 'VCS' });
    const { id } = native.verifier2;
    const acts = await actsOf(native);
    const refused = async (name: string, seen: object) => {
      for (const act of acts)
        expect(await act()).toMatchObject({ ...problem(name), body: { ...problem(name).body, seen } });
    };
    await order(id, 'suspend', '样地复查');
    await refused('accreditation-suspended', { reason: '样地复查' });
    await order(id, 'resume');
    await grant(id, { sectors: ['wetland'], standards: ['CCER'] });
    await refused('accreditation-out-of-scope', { missing: 'standard VCS, sector forest' });
    const later = { from: addDays(today(), 1), to: addDays(today(), 1) };
    await grant(id, { validity: later });
    await refused('accreditation-not-yet-valid', { ...later, today: today() });
    onDay(addDays(later.to, 1));
    await refused('accreditation-expired', { ...later, today: today() });
    await order(id, 'withdraw', '出具虚假报告');
    await refused('accreditation-withdrawn', { reason: '出具虚假报告' });
    await grant(id);
    for (const act of acts) expect((await act()).status).toBe(200);
  });

  it('concludes no validation while it is suspended, and treats no comment', async () => {
    const native = await reserveNativeProject(api);
    const { validator, holder, project } = native;
    await developNativeProject(api, native);
    const { comments } = await publishNativeProject(api, native);
    await must(api, `POST /v1/projects/${project}/comments`, holder.caller, { text: '边界压占草场' });
    onDay(addDays(comments.to, 1));
    const treatments = [{ comment: 1, treatment: 'adopted' }];
    const conclusion = { document: await storedDocument(validator.id), conclusion: 'positive', treatments };
    await order(validator.id, 'suspend');
    for (const [step, body] of [
      ['treatments', { treatments }],
      ['validate', conclusion],
    ] as const) {
      const answer = await api.send(`POST /v1/projects/${project}/${step}`, {
        caller: validator.caller,
        body,
      });
      expect(answer).toMatchObject(problem('accreditation-suspended'));
    }
    await order(validator.id, 'resume');
    await must(api, `POST /v1/projects/${project}/validate`, validator.caller, conclusion);
  });

  it('leaves a log that audits clean, and a table that is what the log says', async () => {
    await sequenceAll(client, tableName, signer);
    const log = await checkLog(api, signer.key);
    expect(await differences(client, tableName, log)).toEqual([]);
  });
});
