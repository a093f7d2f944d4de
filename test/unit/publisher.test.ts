/** The log on the event bus: what an event says, and that none is lost, whatever fails. */
import { readFileSync } from 'node:fs';
import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { leafHash } from '../../events/tlog/merkle.ts';
import type { Put } from '../../functions/bus/bus.ts';
import { type CloudEvent, cloudEventOf } from '../../functions/bus/cloud-event.ts';
import { publishLog } from '../../functions/bus/publish.ts';
import type { Sender } from '../../functions/ledger/table.ts';
import { WorkTable } from '../../functions/work/work-table.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { toHex, toUtf8 } from '../../shared/base/encoding.ts';
import { LEAF_BYTES_MAX } from '../../shared/ledger/decision.ts';
import { wholeHistory } from '../support/history/whole.ts';
import { Crash, type Fault, faulty } from '../support/local/faults.ts';
import { tableOf } from '../support/local/history-table.ts';
import { soon, worldAt } from '../support/local/world.ts';
import { ORIGIN } from '../support/log/log.ts';

const { h: history } = wholeHistory();
const { leaves } = history;

/** The JSON schema that the CloudEvents project publishes. */
const published = z.fromJSONSchema(
  JSON.parse(readFileSync(new URL('../fixtures/cloudevents/schema-1.0.json', import.meta.url), 'utf8')),
);

describe('a leaf as a CloudEvent', () => {
  const events = leaves.map((leaf, index) => cloudEventOf(leaf, index, ORIGIN));

  it('keeps to the published schema, and to the specification where that is stricter', () => {
    // Required attributes, names of lower-case letters and digits, integers of 32 bits (CloudEvents 1.0.2,
    // 3.1).
    const URI = /^https:\/\/[^\s]+$/;
    for (const event of events) {
      expect(published.parse(event)).toEqual(event);
      expect(event.specversion).toBe('1.0');
      expect(event.source).toMatch(URI);
      expect(new Date(event.time).toISOString()).toBe(event.time);
      for (const name of Object.keys(event)) expect(name).toMatch(/^[a-z0-9]{1,20}$/);
      expect(event.index).toBeLessThan(2 ** 31);
    }
    expect(() => published.parse({ ...events[0], id: undefined })).toThrow();
    expect(() => published.parse({ ...events[0], time: 'today' })).toThrow();
  });

  it('has the leaf whole: its canonical JSON has the hash that the event names', () => {
    for (const { data, leafhash } of events)
      expect(toHex(leafHash(toUtf8(canonicalize(data))))).toBe(leafhash);
  });

  it('is known by its commit, whatever else is the same', () => {
    expect(new Set(events.map(({ source, id }) => `${source} ${id}`)).size).toBe(leaves.length);
    expect(events[0]).toMatchObject({
      source: 'https://lvzhang.test/log',
      type: 'cn.lvzhang.organization.registered',
      subject: expect.stringMatching(/^organization:o-/),
      index: 0,
    });
  });

  it('fits PutEvents ten at a time, however long the leaves are', () => {
    const around = events.map((event, i) => JSON.stringify(event).length - leaves[i]!.length);
    expect(10 * (LEAF_BYTES_MAX + Math.max(...around) + 200)).toBeLessThan(256 * 1024);
  });
});

/**
 * A bus that keeps what it is given; `failing` names calls after which it says of some that it didn't take
 * them.
 */
class Bus {
  readonly taken: CloudEvent[] = [];
  calls = 0;
  readonly failing: (call: number, event: CloudEvent) => string | undefined;

  constructor(failing: (call: number, event: CloudEvent) => string | undefined = () => undefined) {
    this.failing = failing;
  }

  put: Put = async (events) => {
    const call = this.calls++;
    return events.map((event) => {
      const failure = this.failing(call, event);
      if (failure === undefined) this.taken.push(event);
      return failure;
    });
  };

  get indexes(): number[] {
    return this.taken.map(({ index }) => index);
  }

  /** Indexes as they came first. */
  get first(): number[] {
    return [...new Set(this.indexes)];
  }
}

const all = leaves.map((_, i) => i);
const run = (table: Sender, bus: Bus, work: Sender = table, deadline = soon()) =>
  publishLog(worldAt(table, 'table'), new WorkTable(work, 'table'), bus.put, deadline);

describe('the publisher', () => {
  it('puts every leaf once, in the log’s order, and then nothing', async () => {
    const table = tableOf(history).client;
    const bus = new Bus();
    expect(await run(table, bus)).toEqual({ next: leaves.length, put: leaves.length, waitingSeconds: 0 });
    expect(bus.indexes).toEqual(all);
    expect(await run(table, bus)).toEqual({ next: leaves.length, put: 0, waitingSeconds: 0 });
    expect(bus.calls).toBe(Math.ceil(leaves.length / 10) + extraForTiles());
  });

  it('stops in time, tells how long the oldest has waited, and goes on from there', async () => {
    const table = tableOf(history).client;
    const bus = new Bus();
    const late = await run(table, bus, table, new Date(0));
    const at = JSON.parse(leaves[0]!).at as string;
    expect(late).toMatchObject({ next: 0, put: 0 });
    expect(late.waitingSeconds).toBeCloseTo((Date.now() - Date.parse(at)) / 1000, -2);
    await run(table, bus);
    expect(bus.indexes).toEqual(all);
  });

  it('puts again what the bus did not take, before anything that follows', async () => {
    const bus = new Bus((call, { index }) => (call % 2 === 0 && index % 3 === 1 ? 'throttled' : undefined));
    await run(tableOf(history).client, bus);
    expect([...bus.indexes].sort((a, b) => a - b)).toEqual(all);
    // What is on the bus is never ahead of what isn't by more than was put with it.
    bus.indexes.forEach((index, i) => {
      expect(Math.abs(index - i)).toBeLessThan(10);
    });
  });

  it('gives up where the bus never takes one, and begins again with it', async () => {
    const table = tableOf(history).client;
    const stuck = new Bus((_, { index }) => (index === 12 ? 'InternalFailure' : undefined));
    await expect(run(table, stuck)).rejects.toThrow(
      'the bus did not take 1 events, first 12: InternalFailure',
    );
    const bus = new Bus();
    await run(table, bus);
    expect(bus.indexes).toEqual(all.slice(10));
    await expect(run(tableOf(history).client, throwing())).rejects.toThrow('no bus');
  });

  const faults: Fault[] = ['lost', 'persisted', 'conflict', 'throttled', 'crash before', 'crash after'];
  it.each(faults.flatMap((fault) => [0, 1, 2].map((write) => [fault, write] as const)))(
    'its position’s write is %s (number %i): run again, and nothing is lost or out of order',
    async (fault, write) => {
      const table = tableOf(history).client;
      const bus = new Bus();
      const dying = faulty(table, (n) => (n === write ? fault : 'none'));
      const outcome = await run(table, bus, dying).catch((error: unknown) => error);
      expect(dying.writes).toBe(write + 1);
      if (fault.startsWith('crash')) expect(outcome).toBeInstanceOf(Crash);
      await run(table, bus);
      expect(bus.first).toEqual(all);
      expect(bus.taken.length).toBeLessThanOrEqual(leaves.length + 10);
    },
  );

  it('leaves the field where another run is ahead', async () => {
    const table = tableOf(history).client;
    const [slow, fast] = [new Bus(), new Bus()];
    let overtaken = false;
    const overtaking: Put = async (events) => {
      if (!overtaken) {
        overtaken = true;
        await run(table, fast);
      }
      return slow.put(events);
    };
    const { next } = await publishLog(
      worldAt(table, 'table'),
      new WorkTable(table, 'table'),
      overtaking,
      soon(),
    );
    expect([next, slow.indexes]).toEqual([0, all.slice(0, 10)]);
    expect(fast.indexes).toEqual(all);
  });

  it('reads nothing of a commit but its leaf', async () => {
    const table = tableOf(history).client;
    const asked: unknown[] = [];
    const watched = {
      send: (command: unknown) => {
        asked.push(command);
        return table.send(command as never);
      },
    };
    await run(watched as unknown as Sender, new Bus());
    const batches = asked.filter((each) =>
      JSON.stringify((each as { input: unknown }).input).includes('COMMIT#'),
    );
    expect(batches.length).toBeGreaterThan(0);
    for (const each of batches)
      expect(JSON.stringify((each as { input: unknown }).input)).toContain(
        '"ProjectionExpression":"id, leaf, seq"',
      );
    expect(asked.some((each) => each instanceof GetCommand || each instanceof TransactWriteCommand)).toBe(
      true,
    );
  });
});

function throwing(): Bus {
  return new Bus(() => {
    throw new Error('no bus');
  });
}

/** Batches that end early, with a tile of the log. */
function extraForTiles(): number {
  const tiles = Math.ceil(leaves.length / 256);
  const whole = Array.from({ length: tiles }, (_, n) => Math.min(256, leaves.length - n * 256));
  return whole.reduce((sum, width) => sum + Math.ceil(width / 10), 0) - Math.ceil(leaves.length / 10);
}
