import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, ListEventBusesCommand, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { theBus } from '../../functions/bus/bus.ts';
import { cloudEventOf } from '../../functions/bus/cloud-event.ts';
import { EVENTS_FILE, type LocalBus, startBus } from '../../infra/local/events/bus.ts';
import { startSchedules } from '../../infra/local/schedule.ts';
import { openTemplate } from '../../infra/local/template/template.ts';
import { smallHistory } from '../support/history/small-history.ts';
import { ORIGIN } from '../support/log/log.ts';

const folder = mkdtempSync(join(tmpdir(), 'lvzhang-bus-'));
const resources = { Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'registry' } } };
let bus: LocalBus;
let client: EventBridgeClient;
const entry = { EventBusName: 'registry', Source: 's', DetailType: 't', Detail: '{"a":1}' };
const put = (Entries: object[]) => client.send(new PutEventsCommand({ Entries }));
const lines = () =>
  readFileSync(join(folder, EVENTS_FILE), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

beforeAll(async () => {
  bus = await startBus(openTemplate({ parameters: {}, resources }, {}), folder);
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  client = new EventBridgeClient({ endpoint: bus.endpoint, region: 'local', credentials, maxAttempts: 1 });
});
afterAll(async () => {
  await bus.stop();
  rmSync(folder, { recursive: true });
});

describe('the local event bus, by the AWS SDK', () => {
  it('writes down events as a rule’s target would get them', async () => {
    const Time = new Date('2026-11-28T01:02:03Z');
    const { FailedEntryCount, Entries } = await put([{ ...entry, Time }]);
    expect([FailedEntryCount, Entries]).toEqual([0, [{ EventId: expect.any(String) }]]);
    expect(lines()).toEqual([
      {
        version: '0',
        id: Entries![0]!.EventId,
        'detail-type': 't',
        source: 's',
        account: '000000000000',
        time: '2026-11-28T01:02:03Z',
        region: 'local',
        resources: [],
        detail: { a: 1 },
      },
    ]);
  });

  it('takes the others where one is malformed, and says which', async () => {
    const before = lines().length;
    const { FailedEntryCount, Entries } = await put([
      { ...entry, Detail: '{"a":2}' },
      { ...entry, Detail: 'no JSON' },
      { ...entry, Detail: '[1]' },
      { ...entry, EventBusName: 'other' },
      { ...entry, Source: 'aws.events' },
      { ...entry, Detail: '{"a":3}' },
    ]);
    expect(FailedEntryCount).toBe(4);
    expect(Entries!.map(({ ErrorCode }) => ErrorCode)).toEqual([
      undefined,
      'MalformedDetail',
      'MalformedDetail',
      'ResourceNotFoundException',
      'InvalidArgument',
      undefined,
    ]);
    expect(
      lines()
        .slice(before)
        .map(({ detail }) => detail),
    ).toEqual([{ a: 2 }, { a: 3 }]);
  });

  it('refuses what EventBridge refuses, and operations that it lacks', async () => {
    const invalid = { name: 'ValidationException' };
    await expect(put([])).rejects.toMatchObject(invalid);
    await expect(put(Array(11).fill(entry))).rejects.toMatchObject(invalid);
    const large = { ...entry, Detail: JSON.stringify({ a: 'x'.repeat(100_000) }) };
    await expect(put([large, large, large])).rejects.toMatchObject(invalid);
    await expect(client.send(new ListEventBusesCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
    const garbled = await fetch(bus.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSEvents.PutEvents' },
      body: '{',
    });
    expect([garbled.status, (await garbled.json()).__type]).toEqual([400, 'SerializationException']);
  });

  it('takes what the publisher puts, and tells it what was not taken', async () => {
    Object.assign(process.env, {
      AWS_REGION: 'local',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      AWS_ENDPOINT_URL_EVENTBRIDGE: bus.endpoint,
      LOG_ORIGIN: ORIGIN,
      EVENT_BUS_NAME: 'registry',
    });
    const events = smallHistory()
      .h.leaves.slice(0, 3)
      .map((leaf, i) => cloudEventOf(leaf, i, ORIGIN));
    const before = lines().length;
    expect(await theBus()(events)).toEqual([undefined, undefined, undefined]);
    const written = lines().slice(before);
    expect(written.map(({ detail }) => detail)).toEqual(events);
    expect(written[0]).toMatchObject({ source: ORIGIN, 'detail-type': 'organization.registered' });
    process.env.EVENT_BUS_NAME = 'other';
    expect(await theBus()(events.slice(0, 1))).toEqual(['ResourceNotFoundException: no event bus other']);
  });

  it('leaves rules on events to the cloud: they are refused by name', async () => {
    const Properties = { EventBusName: { Ref: 'Bus' }, EventPattern: { source: ['s'] }, Targets: [] };
    const template = openTemplate(
      { parameters: {}, resources: { ...resources, Audit: { Type: 'AWS::Events::Rule', Properties } } },
      {},
    );
    template.identify('Bus', 'registry');
    const runs = { note: () => {}, last: () => undefined };
    await expect(startSchedules(template, new Map(), () => {}, runs)).rejects.toThrow(
      /Audit .*EventPattern/s,
    );
  });
});
