/** `lvzhang job result`: a file that can't be fetched is told as that, not as one with another digest. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { run } from '../../events/cli/job.ts';
import { jobLines } from '../../events/cli/job-text.ts';
import { called } from '../support/command.ts';

const DONE = {
  id: 'j-2',
  input: { kind: 'import-credits' },
  state: 'done',
  createdAt: '',
  progress: { done: 1 },
  counts: {},
  files: [{ name: 'rows.csv', bytes: 3 }],
};

let server: Server;
let url: string;
/** Of a server that is gone. */
let closed: string;
/** Where the registry says that the file is. */
let address: string;

async function listening(of: Server): Promise<string> {
  await new Promise<void>((done) => of.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(of.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/expired') response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>');
    else if (request.url === '/other') response.end('something else');
    else if (request.url === '/v1/jobs/j-2') {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(DONE));
    } else {
      const files = [{ name: 'rows.csv', bytes: 3, sha256: '0'.repeat(64), url: address }];
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ files }));
    }
  });
  url = await listening(server);
  const gone = createServer();
  closed = await listening(gone);
  await new Promise((ended) => gone.close(ended));
});
afterAll(() => server.close());
afterEach(() => vi.restoreAllMocks());

it.each([
  ['an address that has expired', () => `${url}/expired`, /rows\.csv: .*HTTP 403/],
  ['an address that nobody answers', () => `${closed}/x`, /rows\.csv: .*ECONNREFUSED/],
  ['other content', () => `${url}/other`, /not what its digest names/],
])('%s', async (_, given, words) => {
  address = given();
  const err: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
  const code = await run(['result', 'j-1', '--url', url, '--token', 'x', '--lang', 'en']);
  const said = err.join('');
  expect([code, said]).toEqual([1, expect.stringMatching(words)]);
  // The address itself lets whoever has it fetch the file.
  expect(said).not.toContain(address);
});

it('sums are told in one order, the file before the registry, and what is amiss last', () => {
  const counts = {
    warnings: 9,
    errors: 8,
    differences: 7,
    later: 10,
    registryRemaining: 6,
    registryRetired: 5,
    registryIssued: 4,
    fileRemaining: 3,
    fileRetired: 2,
    fileIssued: 1,
  };
  const input = { kind: 'import-credits' };
  const job = { id: 'j-1', input, createdAt: '', progress: { done: 1 }, counts, files: [] };
  const lines = jobLines({ ...job, state: 'done' }, 'en').split('\n');
  expect(lines[1]!.match(/\d+/g)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
});

it.each([
  [[], '须为下列之一 must be one of: start, '],
  [['start', 'x'], '任务类别须为下列之一 the kind of job is one of: import-credits, '],
])('%j: says what there is in both languages', async (args, words) => {
  const { code, err } = await called(run, [...args, '--url', url, '--token', 'x']);
  expect([code, err]).toEqual([2, expect.stringContaining(words)]);
});

it('a hint goes to the same registry, and tells no token', async () => {
  const { code, out } = await called(run, [
    'follow',
    'j-2',
    '--url',
    url,
    '--token',
    'secret',
    '--as',
    'nongtou',
  ]);
  expect([code, out]).toEqual([
    0,
    expect.stringContaining(`lvzhang job result j-2 --as nongtou --url ${url} --file`),
  ]);
  expect(out).not.toContain('secret');
});
