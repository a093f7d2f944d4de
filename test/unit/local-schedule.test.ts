import { describe, expect, it } from 'vitest';
import { isMissed, nextIn, parseSchedule } from '../../infra/local/schedule.ts';
import { eventRecord, firstFailure } from '../../infra/local/streams/batch.ts';
import type { StreamRecord } from '../../infra/local/streams/shards.ts';

describe('schedules', () => {
  it('reads rates and daily times', () => {
    expect(parseSchedule('rate(1 minute)')).toEqual({ everyMs: 60_000 });
    expect(parseSchedule('rate(6 hours)')).toEqual({ everyMs: 6 * 3_600_000 });
    expect(parseSchedule('cron(30 18 * * ? *)')).toEqual({ hour: 18, minute: 30 });
  });

  for (const expression of [
    'rate(0 minutes)',
    'rate(1 fortnight)',
    'cron(0 18 1 * ? *)',
    'cron(0/5 * * * ? *)',
    'cron(60 1 * * ? *)',
    'cron(0 24 * * ? *)',
    'at(2026-01-01T00:00:00)',
  ]) {
    it(`refuses ${expression}`, () => expect(() => parseSchedule(expression)).toThrow(expression));
  }

  it('counts to the next time of day, in UTC', () => {
    const daily = { hour: 18, minute: 0 };
    expect(nextIn(daily, Date.UTC(2026, 10, 21, 17, 59, 0))).toBe(60_000);
    expect(nextIn(daily, Date.UTC(2026, 11, 31, 18, 0, 0))).toBe(24 * 3_600_000);
  });

  it('knows what a machine that was off has missed', () => {
    const daily = { hour: 18, minute: 0 };
    const friday = Date.UTC(2026, 10, 20, 18, 0, 1);
    expect(isMissed(daily, undefined, friday)).toBe(true);
    expect(isMissed(daily, friday, Date.UTC(2026, 10, 21, 17, 59))).toBe(false);
    expect(isMissed(daily, friday, Date.UTC(2026, 10, 23, 1, 0))).toBe(true);
    expect(isMissed(daily, Date.UTC(2026, 10, 21, 12, 0), Date.UTC(2026, 10, 21, 18, 0))).toBe(true);
  });
});

describe('stream records', () => {
  it('have the form of Lambda’s events', () => {
    const record: StreamRecord = {
      eventID: '1',
      eventName: 'INSERT',
      dynamodb: {
        ApproximateCreationDateTime: new Date(1_700_000_000_000),
        Keys: { pk: { S: 'a' } },
        NewImage: { pk: { S: 'a' }, raw: { B: new Uint8Array([1, 2]) }, list: { L: [{ N: '1' }] } },
        SequenceNumber: '9',
      },
    };
    expect(eventRecord(record, 'arn')).toMatchObject({
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      eventSourceARN: 'arn',
      dynamodb: {
        ApproximateCreationDateTime: 1_700_000_000,
        Keys: { pk: { S: 'a' } },
        NewImage: { raw: { B: 'AQI=' }, list: { L: [{ N: '1' }] } },
        SequenceNumber: '9',
      },
    });
  });

  const numbers = ['7', '8', '9'];
  const table: [unknown, number][] = [
    [null, 3],
    [{}, 3],
    [{ batchItemFailures: [] }, 3],
    [{ batchItemFailures: [{ itemIdentifier: '9' }, { itemIdentifier: '8' }] }, 1],
    [{ batchItemFailures: [{ itemIdentifier: 'unknown' }] }, 0],
    [{ batchItemFailures: [{ itemIdentifier: '' }] }, 0],
    [{ batchItemFailures: [null] }, 0],
  ];
  for (const [answer, index] of table) {
    it(`${JSON.stringify(answer)} → goes on at ${index}`, () => {
      expect(firstFailure(JSON.stringify(answer), numbers)).toBe(index);
    });
  }
});
