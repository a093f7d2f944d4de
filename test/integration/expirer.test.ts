/**
 * The expirer against a real table: in pages, again after every crash, two at once, offers
 * left and taken later.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { type Expired, expireMonths, handler } from '../../functions/expirer.ts';
import { LedgerReads } from '../../functions/ledger/reads.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { expiryEntity } from '../../shared/ledger/entity.ts';
import { freshTable } from '../support/local/dynamodb.ts';
import { Crash, faulty } from '../support/local/faults.ts';
import { differences } from '../support/local/replay-table.ts';
import { sequenceAll, worldAt } from '../support/local/world.ts';
import { checkLog } from '../support/log/log-check.ts';
import { blocksOf, loadHandlers, registerOrganization, TestApi } from '../support/probes/api.ts';
import { onDay } from '../support/probes/lifecycle.ts';
import { recordAndConfirm, registerFacility, type TestFacility } from '../support/probes/power.ts';
import { must } from '../support/probes/small-registry.ts';
import { signerOf } from '../unit/file-signer.ts';

const signer = signerOf('lvzhang.test/log', ED25519, 3);

let api: TestApi;
let client: Sender;
let tableName: string;
let facility: TestFacility;
beforeAll(async () => {
  ({ client, tableName } = await freshTable());
  api = new TestApi(await loadHandlers());
  onDay('2025-04-10');
  facility = await registerFacility(api);
});
afterAll(() => vi.useRealTimers());

const never = new Date('2100-01-01');
const run = (sender = client): Promise<Expired> => expireMonths(worldAt(sender, tableName), never);
const isDone = async (month: string) =>
  (await new LedgerReads(client, tableName).entities([expiryEntity(month)])).has(expiryEntity(month));
const statuses = async (batch: string) => new Set((await blocksOf(api, batch)).map(({ status }) => status));

/** Batches of a month in so many blocks each; a month's certificates in MWh are its blocks' tenfold. */
async function generate(month: string, lanes: number): Promise<string> {
  const { batch } = await recordAndConfirm(api, { facility, month, kilowattHours: lanes * 10_000, lanes });
  return batch!;
}

describe('the expirer', () => {
  let march = '';
  it('has nothing to say of months without certificates, and leaves those that are still valid', async () => {
    march = await generate('2025-03', 90);
    const { months, expired } = await run();
    expect([months, expired, await isDone('2023-04')]).toEqual([0, 0, false]);
    expect(await run()).toEqual({ expired: 0, locked: 0, months: 0, unfinished: false });
  });

  it('expires a month of several pages on the day after its validity, and records it as done a day later', async () => {
    const selfUse = await recordAndConfirm(api, {
      facility,
      month: '2025-03',
      energy: 'self-use',
      kilowattHours: 800_000,
      lanes: 80,
    });
    onDay('2027-02-28');
    await run();
    expect(await statuses(march)).toEqual(new Set(['held']));
    onDay('2027-03-01');
    expect(await run()).toMatchObject({ expired: 1700, locked: 0, months: 0 });
    expect([await statuses(march), await statuses(selfUse.batch!)]).toEqual([
      new Set(['expired']),
      new Set(['expired']),
    ]);
    expect(await isDone('2025-03')).toBe(false);
    onDay('2027-03-02');
    expect(await run()).toMatchObject({ expired: 0, months: 1 });
    expect(await isDone('2025-03')).toBe(true);
  });

  it('leaves what is offered, and takes it once it comes back', async () => {
    onDay('2027-05-10');
    const batch = await generate('2027-04', 3);
    const buyer = await registerOrganization(api);
    const offer = {
      from: facility.owner.account,
      to: buyer.account,
      items: [{ batch, from: 11, to: 20 }],
    };
    const transfer = (await must(api, 'POST /v1/transfers', facility.owner.caller, offer)).id;
    onDay('2029-04-02');
    expect(await run()).toMatchObject({ expired: 20, locked: 10 });
    expect(await isDone('2027-04')).toBe(false);
    expect(await run()).toMatchObject({ expired: 0, locked: 10, months: 0 });
    await must(api, `POST /v1/transfers/${transfer}/withdraw`, facility.owner.caller);
    expect(await run()).toMatchObject({ expired: 10, locked: 0, months: 1 });
    expect([await statuses(batch), await isDone('2027-04')]).toEqual([new Set(['expired']), true]);
  });

  it('goes on after a crash before or after any write', async () => {
    onDay('2029-05-10');
    const batch = await generate('2029-04', 85);
    const more = await generate('2029-03', 85);
    onDay('2031-04-05');
    let expired = 0;
    for (let write = 0; ; write++) {
      const sender = faulty(client, (n) => (n === 0 ? (write % 2 ? 'crash after' : 'crash before') : 'none'));
      const died = await run(sender).catch((error: unknown) => error);
      if (!(died instanceof Crash)) {
        expired = (died as Expired).expired;
        break;
      }
    }
    // The last run found nothing to do any more: every write before it was done by a run that died of it.
    expect(expired).toBe(0);
    for (const each of [batch, more]) expect(await statuses(each)).toEqual(new Set(['expired']));
    expect([await isDone('2029-03'), await isDone('2029-04')]).toEqual([true, true]);
  });

  it('does everything once where two run at the same time, whatever writes meet', async () => {
    onDay('2031-05-10');
    await generate('2031-04', 90);
    onDay('2033-04-05');
    const first = Promise.withResolvers<void>();
    const throttled = faulty(client, (n) => {
      first.resolve();
      return (['persisted', 'none', 'lost', 'conflict'] as const)[n % 4]!;
    });
    // The others begin with its first write: before, they might leave it nothing to write.
    const others = first.promise.then(() => Promise.all([run(), run()]));
    const runs = [await run(throttled), ...(await others)];
    const rest = await run();
    expect(throttled.writes).toBeGreaterThan(0);
    const sum = [...runs, rest].reduce((all, { expired }) => all + expired, 0);
    expect(sum).toBe(900);
    expect(await isDone('2031-04')).toBe(true);
  });

  it('stops when its time is up, and the next run goes on', async () => {
    onDay('2033-05-10');
    await generate('2033-04', 90);
    onDay('2035-04-05');
    const late = await handler(undefined, { getRemainingTimeInMillis: () => 0 });
    expect(late).toEqual({ expired: 0, locked: 0, months: 0, unfinished: true });
    expect(await handler(undefined, { getRemainingTimeInMillis: () => 900_000 })).toMatchObject({
      expired: 900,
      unfinished: false,
    });
  });

  it('leaves a log that audits clean and says what the table says', async () => {
    await sequenceAll(client, tableName, signer);
    const log = await checkLog(api, signer.key);
    expect(await differences(client, tableName, log)).toEqual([]);
    const of = (type: string) => log.events.filter((event) => event.type === type);
    expect(of('units.expired').every(({ by }) => by.role === 'system')).toBe(true);
    expect(new Set(of('month.expired').map(({ facts }) => (facts as { month: string }).month)).size).toBe(
      of('month.expired').length,
    );
  });
});
