/** The store of work in progress: versions, lists, what is due, and what has expired. */
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { BadCursor, encodeCursor } from '../../functions/ledger/reads.ts';
import { theWork, WorkTable, type WorkWrite } from '../../functions/work/work-table.ts';
import { type TestTable, workTableAt } from '../support/local/table.ts';

interface Task {
  says: string;
}

const T0 = new Date('2026-11-28T00:00:00.000Z');
const later = (seconds: number) => new Date(T0.getTime() + seconds * 1000);

let table: TestTable;
let now = T0;
let work: WorkTable;
beforeEach(async () => {
  table = await workTableAt(inject('dynamoDbEndpoint'));
  now = T0;
  work = new WorkTable(table.client, table.tableName, () => now);
});

const keyOf = (name: string) => ({ partition: 'TEST#org', name });
const put = (
  name: string,
  seen: number | undefined,
  more: Partial<WorkWrite<Task>> = {},
): WorkWrite<Task> => ({
  key: keyOf(name),
  seen,
  data: { says: `${name} after ${seen}` },
  expires: later(3600),
  ...more,
});

describe('the store of work in progress', () => {
  it('counts an item’s versions, and finds what was written last', async () => {
    expect(await work.find<Task>(keyOf('a'))).toBeUndefined();
    expect(await work.write([put('a', undefined)])).toBe('written');
    expect(await work.find<Task>(keyOf('a'))).toEqual({
      key: keyOf('a'),
      version: 1,
      data: { says: 'a after undefined' },
    });
    expect(await work.write([put('a', 1)])).toBe('written');
    expect((await work.find<Task>(keyOf('a')))?.version).toBe(2);
  });

  it('lets one of two writers move an item, and tells the other', async () => {
    await work.write([put('a', undefined)]);
    const outcomes = await Promise.all([work.write([put('a', 1)]), work.write([put('a', 1)])]);
    expect(outcomes.sort()).toEqual(['moved', 'written']);
    expect((await work.find<Task>(keyOf('a')))?.version).toBe(2);
  });

  it('makes an item once', async () => {
    const outcomes = await Promise.all([
      work.write([put('a', undefined)]),
      work.write([put('a', undefined)]),
    ]);
    expect(outcomes.sort()).toEqual(['moved', 'written']);
  });

  it('writes all or nothing', async () => {
    await work.write([put('a', undefined)]);
    expect(await work.write([put('b', undefined), put('a', 7)])).toBe('moved');
    expect(await work.find<Task>(keyOf('b'))).toBeUndefined();
  });

  it('deletes an item at the version that was read alone', async () => {
    await work.write([put('a', undefined)]);
    expect(await work.write([put('a', 2, { data: undefined })])).toBe('moved');
    expect(await work.write([put('a', 1, { data: undefined })])).toBe('written');
    expect(await work.find<Task>(keyOf('a'))).toBeUndefined();
  });

  it('finds nothing that has expired, deleted or not, and makes it anew', async () => {
    await work.write([put('a', undefined, { listed: { list: 'l', order: '1' }, expires: later(60) })]);
    now = later(59);
    expect(await work.find<Task>(keyOf('a'))).toBeDefined();
    now = later(60);
    expect(await work.find<Task>(keyOf('a'))).toBeUndefined();
    expect((await work.list('l', 10)).items).toEqual([]);
    expect((await table.client.send(new ScanCommand({ TableName: table.tableName }))).Count).toBe(1);
    expect(await work.write([put('a', undefined)])).toBe('written');
    expect((await work.find<Task>(keyOf('a')))?.version).toBe(1);
  });

  it('lists newest first, page by page, each list for itself', async () => {
    for (const [i, name] of ['a', 'b', 'c'].entries())
      await work.write([put(name, undefined, { listed: { list: 'l', order: `2026-${i}` } })]);
    await work.write([put('d', undefined, { listed: { list: 'other', order: '2026' } })]);
    const first = await work.list<Task>('l', 2);
    expect(first.items.map(({ key }) => key.name)).toEqual(['c', 'b']);
    const second = await work.list<Task>('l', 2, first.next);
    expect(second.items.map(({ key }) => key.name)).toEqual(['a']);
    await expect(work.list('other', 2, first.next)).rejects.toThrow(BadCursor);
    await expect(work.list('l', 2, encodeCursor({ forged: 'x' }, 'l'))).rejects.toThrow(BadCursor);
  });

  it('counts a list whatever its items weigh, up to what is asked for', async () => {
    // A page of a query ends at 1 MB.
    const says = 'x'.repeat(390_000);
    for (const [i, name] of ['a', 'b', 'c', 'd'].entries())
      await work.write([put(name, undefined, { data: { says }, listed: { list: 'l', order: `2026-${i}` } })]);
    await work.write([put('e', undefined, { expires: later(1), listed: { list: 'l', order: '2027' } })]);
    now = later(2);
    expect(await work.count('l', 10)).toBe(4);
    expect(await work.count('l', 1), 'no further page is read').toBeLessThan(4);
    expect(await work.count('other', 10)).toBe(0);
  });

  it('tells what is due, the longest overdue first, until somebody has moved it', async () => {
    await work.write([put('late', undefined, { due: { kind: 'task', at: later(10) } })]);
    await work.write([put('later', undefined, { due: { kind: 'task', at: later(20) } })]);
    await work.write([put('other', undefined, { due: { kind: 'else', at: later(1) } })]);
    now = later(9);
    expect(await work.due('task', 10)).toEqual([]);
    now = later(30);
    expect(await work.due('task', 10)).toEqual([keyOf('late'), keyOf('later')]);
    expect(await work.due('task', 1)).toEqual([keyOf('late')]);
    await work.write([put('late', 1)]);
    expect(await work.due('task', 10)).toEqual([keyOf('later')]);
  });

  it('is this function’s one table', async () => {
    const soon = new Date(Date.now() + 60_000);
    expect(await theWork().write([put('a', undefined, { expires: soon })])).toBe('written');
    expect(theWork()).toBe(theWork());
    expect((await theWork().find<Task>(keyOf('a')))?.data.says).toBe('a after undefined');
  });
});
