import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ApiClient, UnavailableError } from '../../events/cli/api-client.ts';
import { RefusedError } from '../../events/exchange/refused.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const json =
  (status: number, body: object): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
const hangUp: Answer = (request) => void request.socket.destroy();
const contended = json(409, { type: 'urn:lvzhang:problem:contended', title: 'Others were faster' });
const page: Answer = (_request, response) => void response.writeHead(502).end('<html>Bad Gateway</html>');

const Thing = z.object({ id: z.string() });
let answers: Answer[] = [];
let seen: IncomingMessage[] = [];
const server = createServer((request, response) => {
  seen.push(request);
  (answers.shift() ?? json(200, { id: 'x' }))(request, response);
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  answers = [];
  seen = [];
});

let tokens = 0;
const client = (attemptsMax = 8) =>
  new ApiClient({ url: `${url}/`, token: async (renew) => `t${renew ? ++tokens : tokens}`, attemptsMax });
const post = () => client().post('/v1/things', 'key-1', { name: '林' }, Thing);

describe('the API client', () => {
  it('sends what may pass again, under the same key', async () => {
    answers = [hangUp, json(503, {}), contended, page, json(429, {}), json(201, { id: 'a' })];
    expect(await post()).toEqual({ id: 'a' });
    expect(seen.map(({ headers }) => headers['idempotency-key'])).toEqual(Array(6).fill('key-1'));
  });

  it('is not answered by a page that comes with 200, nor by another form', async () => {
    answers = [(_request, response) => void response.end('<html>Log in first</html>')];
    const unanswered = { constructor: UnavailableError, message: expect.stringMatching(/not one of the/) };
    await expect(post()).rejects.toMatchObject(unanswered);
    answers = [json(201, { id: 7 })];
    await expect(post()).rejects.toMatchObject(unanswered);
    expect(seen.length).toBe(2);
  });

  it('asks for another token once, when one has run out', async () => {
    answers = [json(401, { message: 'Unauthorized' }), json(201, { id: 'a' })];
    tokens = 1;
    expect(await post()).toEqual({ id: 'a' });
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer t1', 'Bearer t2']);
    answers = [json(401, { message: 'Unauthorized' }), json(401, { message: 'Unauthorized' })];
    await expect(post()).rejects.toMatchObject({ status: 401, message: '401 Unauthorized' });
  });

  it('makes a refusal readable, and does not repeat it', async () => {
    const problem = {
      type: 'urn:lvzhang:problem:invalid-input',
      title: '输入不合要求',
      detail: '请逐项更正所列各处',
      errors: [{ pointer: '#/name', detail: '太长' }],
      seen: { available: 40 },
      source: 'GB 32100-2015',
    };
    answers = [json(400, problem)];
    const refused = await post().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RefusedError);
    expect(refused).toMatchObject({
      status: 400,
      kind: 'invalid-input',
      pointers: ['#/name'],
      title: '输入不合要求',
      seen: { available: 40 },
      source: 'GB 32100-2015',
      message: '400 输入不合要求: 请逐项更正所列各处 (#/name 太长; available 40) [GB 32100-2015]',
    });
    expect(seen.length).toBe(1);
  });

  it('says nothing twice in its one line', async () => {
    const problem = {
      type: 'urn:lvzhang:problem:fuel-unknown',
      title: 'The fuel peat is no row',
      detail: 'Use one of diesel, coke',
      errors: [{ pointer: '#/lines/0/fuel', detail: 'The fuel peat is no row' }],
      seen: { fuel: 'peat', known: 'diesel, coke', line: 3 },
    };
    answers = [json(422, problem)];
    await expect(post()).rejects.toMatchObject({
      message: '422 The fuel peat is no row: Use one of diesel, coke (#/lines/0/fuel; line 3)',
    });
  });

  it('gives up after so many attempts, saying what it saw last', async () => {
    answers = [page, page];
    const given = client(2).get('/v1/things/x', Thing);
    await expect(given).rejects.toThrow(UnavailableError);
    await expect(given).rejects.toThrow(/502 网页而非答复 a page instead of an answer: <html>Bad Gateway/);
  });

  it('reads lists page after page', async () => {
    answers = [json(200, { items: [{ id: 'a' }], next: 'c+1' }), json(200, { items: [{ id: 'b' }] })];
    const ids: string[] = [];
    for await (const { id } of client().list('/v1/things', Thing)) ids.push(id);
    expect(ids).toEqual(['a', 'b']);
    expect(seen[1]!.url).toBe('/v1/things?limit=200&cursor=c%2B1');
  });
});
