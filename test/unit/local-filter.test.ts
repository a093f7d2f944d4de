import { describe, expect, it } from 'vitest';
import { compileFilters } from '../../infra/local/streams/filter.ts';

const record = {
  eventName: 'INSERT',
  dynamodb: {
    Keys: { pk: { S: 'COMMIT#1' }, sk: { S: 'COMMIT' } },
    NewImage: { entity: { S: 'block:b/1' }, version: { N: '3' }, open: { BOOL: true }, none: { NULL: true } },
  },
  size: 7,
  tags: ['a', 'b'],
  empty: null,
};
const image = (pattern: object) => ({ dynamodb: { NewImage: pattern } });

const table: [object, boolean][] = [
  [{ eventName: ['INSERT'] }, true],
  [{ eventName: ['MODIFY', 'INSERT'] }, true],
  [{ eventName: ['REMOVE'] }, false],
  [{ eventName: ['insert'] }, false],
  [{ eventName: [{ 'equals-ignore-case': 'insert' }] }, true],
  [{ eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: ['COMMIT'] } } } }, true],
  [{ eventName: ['REMOVE'], dynamodb: { Keys: { sk: { S: ['COMMIT'] } } } }, false],
  [{ absent: ['x'] }, false],
  [image({ entity: { S: [{ exists: true }] } }), true],
  [image({ entity: { S: [{ exists: false }] } }), false],
  [image({ other: { S: [{ exists: true }] } }), false],
  [image({ other: { S: [{ exists: false }] } }), true],
  // Only leaves exist: an intermediate node doesn't.
  [image({ entity: [{ exists: true }] }), false],
  [image({ entity: [{ exists: false }] }), true],
  [{ dynamodb: { OldImage: { entity: { S: [{ exists: true }] } } } }, false],
  [image({ entity: { S: [{ prefix: 'block:' }] } }), true],
  [image({ entity: { S: [{ suffix: '/2' }] } }), false],
  [image({ entity: { S: [{ 'anything-but': ['x', 'y'] }] } }), true],
  [image({ entity: { S: [{ 'anything-but': { prefix: 'block:' } }] } }), false],
  [image({ other: { S: [{ 'anything-but': 'x' }] } }), false],
  [image({ version: { N: ['3'] } }), true],
  // DynamoDB's numbers are text.
  [image({ version: { N: [3] } }), false],
  [image({ version: { N: [{ numeric: ['>', 1] }] } }), false],
  [image({ open: { BOOL: [true] } }), true],
  [{ size: [{ numeric: ['>', 0, '<=', 7] }] }, true],
  [{ size: [{ numeric: ['>', 7] }] }, false],
  [{ tags: ['b'] }, true],
  [{ empty: [null] }, true],
  [{ empty: [''] }, false],
  [{ $or: [{ size: [1] }, { tags: ['a'] }] }, true],
  [{ $or: [{ size: [1] }, { tags: ['c'] }] }, false],
  [{ eventName: [] }, false],
];

describe('event patterns', () => {
  for (const [pattern, expected] of table) {
    it(`${JSON.stringify(pattern)} → ${expected}`, () => {
      expect(compileFilters([JSON.stringify(pattern)])(record)).toBe(expected);
    });
  }

  it('without patterns everything passes; of several, one is enough', () => {
    expect(compileFilters([])(record)).toBe(true);
    expect(compileFilters(['{"size":[1]}', '{"size":[7]}'])(record)).toBe(true);
  });

  for (const pattern of [
    '{"a":"b"}',
    '{"a":[{"wildcard":"*"}]}',
    '{"a":[{"cidr":"::/0"}]}',
    '[]',
    '{"a":[[1]]}',
    '{',
  ]) {
    it(`refuses ${pattern}`, () => expect(() => compileFilters([pattern])).toThrow());
  }
});
