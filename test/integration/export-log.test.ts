/** The public log as a folder and as Parquet: the whole log, unchanged, and only where it holds. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run as audit } from '../../events/cli/audit.ts';
import { columnNames, type Leaf, parquetOf } from '../../events/cli/export/log/parquet.ts';
import { run } from '../../events/cli/export.ts';
import { leafHash } from '../../events/tlog/merkle.ts';
import { ED25519, formatVkey } from '../../events/tlog/note-key.ts';
import { toHex, toUtf8 } from '../../shared/base/encoding.ts';
import { as, History } from '../support/history/history.ts';
import { AUDITED_AT, logFiles, logSigner } from '../support/log/log.ts';
import { signerOf } from '../unit/file-signer.ts';

const vkey = formatVkey(logSigner.key);
const temporary = mkdtempSync(join(tmpdir(), 'lvzhang-export-log-'));
afterAll(() => rmSync(temporary, { recursive: true }));

/** Some 300 leaves: two bundles, one of them full; a quarter of each batch is retired. */
const ISSUED = 145;
const RETIRED_EACH = 25;
function longHistory(): string[] {
  const h = new History();
  const { id, account } = h.organization({ name: '开发主体', roles: ['developer'] });
  const project = h.project({ developer: id });
  for (let i = 0; i < ISSUED; i++) {
    const batch = h.issue({ project, quantity: 100 });
    h.retire({ account, items: [{ batch, quantity: RETIRED_EACH }] }, as(id, 'developer'));
  }
  return h.leaves;
}
const leaves = longHistory();

async function folderOf(name: string, of = leaves): Promise<string> {
  const folder = join(temporary, name);
  for (const [path, bytes] of await logFiles(of)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return folder;
}

let said: string;
beforeEach(() => {
  said = '';
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      said += text;
      return true;
    });
});
afterEach(() => {
  vi.restoreAllMocks();
});
const exportLog = (...args: string[]) => run(['log', ...args, '--vkey', vkey, '--lang', 'en']);
const rowsOf = async (file: string) => parquetReadObjects({ file: await asyncBufferFromFile(file) });

describe('as a folder', () => {
  it('from an address, it is a log that the audit finds clean', async () => {
    const files = await logFiles(leaves);
    const server = createServer(({ url = '' }, response) => {
      const bytes = files.get(url.replace('/log/', ''));
      response.writeHead(bytes ? 200 : 404).end(bytes);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const out = join(temporary, 'from-address');
    expect([await exportLog(url, '-o', out), said]).toEqual([0, `${out}: ${leaves.length} leaves\n`]);
    const file = join(temporary, 'from-address.parquet');
    const kept = ['--folder', join(temporary, 'kept')];
    expect(await exportLog(url, '--format', 'parquet', '-o', file, ...kept)).toBe(0);
    server.closeAllConnections();
    server.close();
    expect(await audit([out, '--vkey', vkey, '--now', AUDITED_AT.toISOString()])).toBe(0);
    for (const [path, bytes] of files) expect(readFileSync(join(out, path))).toEqual(Buffer.from(bytes));
    expect((await rowsOf(file)).map(({ leaf }) => leaf)).toEqual(leaves);
  });

  it('from a folder, it has the same files', async () => {
    const out = join(temporary, 'copy');
    expect(await exportLog(await folderOf('copied'), '-o', out)).toBe(0);
    for (const [path, bytes] of await logFiles(leaves))
      expect(readFileSync(join(out, path))).toEqual(Buffer.from(bytes));
  });
});

describe('as Parquet', () => {
  it('has each leaf unchanged, with what its columns say of it', async () => {
    const file = join(temporary, 'log.parquet');
    expect(await exportLog(await folderOf('whole'), '--format', 'parquet', '-o', file)).toBe(0);
    const rows = await rowsOf(file);
    expect(rows.map(({ leaf }) => leaf)).toEqual(leaves);
    for (const [index, row] of rows.entries()) {
      const { id, type, at, by, advances, facts } = JSON.parse(leaves[index]!);
      expect(Object.keys(row)).toEqual(columnNames);
      expect(row).toMatchObject({ index: BigInt(index), id, type, at: new Date(at), facts });
      expect(row).toMatchObject({ org: by.org, role: by.role });
      expect(row.entities).toBe(advances.map((each: { entity: string }) => each.entity).join(' '));
      expect(row.leaf_hash).toBe(toHex(leafHash(toUtf8(leaves[index]!))));
    }
    const retired = rows.filter(({ type }) => type === 'units.retired');
    expect(retired.reduce((sum, { facts }) => sum + facts.quantity, 0)).toBe(ISSUED * RETIRED_EACH);
  });

  it('is written in groups, and names the checkpoint that it was made under', async () => {
    const event = JSON.parse(leaves[5]!);
    async function* many(): AsyncGenerator<Leaf> {
      for (let index = 0; index < 20_000; index++) yield { index, text: leaves[5]!, event };
    }
    const file = join(temporary, 'groups.parquet');
    const chunks = [];
    for await (const chunk of parquetOf(many(), { 'lvzhang.root': 'ab' })) chunks.push(chunk);
    writeFileSync(file, Buffer.concat(chunks));
    const { num_rows, row_groups, key_value_metadata } = await parquetMetadataAsync(
      await asyncBufferFromFile(file),
    );
    expect([num_rows, row_groups.map((group) => Number(group.num_rows))]).toEqual([
      20_000n,
      [8_192, 8_192, 3_616],
    ]);
    expect(key_value_metadata).toEqual([{ key: 'lvzhang.root', value: 'ab' }]);
    const last = { rowStart: 19_999, rowEnd: 20_000, file: await asyncBufferFromFile(file) };
    expect(await parquetReadObjects(last)).toMatchObject([{ index: 19_999n, leaf: leaves[5] }]);
  });

  it('is not made of a log that was changed: the old file stays', async () => {
    const changed = await folderOf('changed');
    const [bundle] = [...(await logFiles(leaves)).keys()].filter((path) => path.startsWith('tile/entries'));
    const path = join(changed, bundle!);
    const bytes = readFileSync(path);
    bytes[100]! ^= 1;
    writeFileSync(path, bytes);
    const file = join(temporary, 'kept.parquet');
    writeFileSync(file, 'old');
    expect(await exportLog(changed, '--format', 'parquet', '-o', file)).toBe(1);
    expect(said).toContain('the log doesn’t hold');
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(temporary).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it('nor of a leaf that is no event, though the key signed it', async () => {
    const file = join(temporary, 'no-event.parquet');
    const folder = await folderOf('no-event', leaves.with(7, '{"x":1}'));
    expect(await exportLog(folder, '--format', 'parquet', '-o', file)).toBe(1);
    expect([said, existsSync(file)]).toEqual([expect.stringContaining('#7: '), false]);
  });
});

describe('wrong arguments are named', () => {
  const other = formatVkey(signerOf('other.test/log', ED25519, 9).key);
  it.each<[string, string[], number, string]>([
    ['nothing', [], 2, 'give one url or folder'],
    ['no key', ['x', '-o', 'y'], 2, '--vkey is needed'],
    ['no place', ['x', '--vkey', vkey], 2, '-o is needed'],
    ['no such format', ['x', '--vkey', vkey, '-o', 'y', '--format', 'orc'], 2, '--format orc'],
    ['no folder', ['/nowhere', '--vkey', vkey, '-o', 'y'], 2, '/nowhere: '],
    ['onto itself', ['/tmp', '--vkey', vkey, '-o', '/tmp/'], 2, 'is what is exported'],
    ['a download of a folder', ['x', '--vkey', vkey, '-o', 'y', '--folder', 'z'], 2, '--folder'],
  ])('%s', async (_what, args, code, message) => {
    expect([await run(['log', ...args]), said]).toEqual([code, expect.stringContaining(message)]);
  });

  it('another key', async () => {
    const out = join(temporary, 'other');
    expect(await run(['log', await folderOf('mine'), '--vkey', other, '-o', out])).toBe(1);
    expect([said, existsSync(out)]).toEqual([expect.stringContaining('not signed with the key'), false]);
  });
});
