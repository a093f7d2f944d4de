/** A request's body as the endpoints take it. */
import { describe, expect, it } from 'vitest';
import { jsonBody } from '../../functions/http/input.ts';

const JSON_TYPE = 'application/json';
const refusal = expect.objectContaining({ kind: 'invalid-json' });

describe('a body', () => {
  it('is taken as it is read by every program', () => {
    expect(jsonBody('{"a":{"b":1},"b":[{"b":2}]}', false, JSON_TYPE)).toEqual({ a: { b: 1 }, b: [{ b: 2 }] });
  });

  it.each(['{"quantity":1,"quantity":1000}', '{"items":[{"batch":"b","b\\u0061tch":"c"}]}'])(
    'is refused where an object names a member twice: %s',
    (body) => {
      const base64 = Buffer.from(body).toString('base64');
      expect(() => jsonBody(body, false, JSON_TYPE)).toThrow(refusal);
      expect(() => jsonBody(base64, true, JSON_TYPE)).toThrow(refusal);
    },
  );
});
