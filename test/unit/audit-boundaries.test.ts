/**
 * Boundaries beside the log: downloaded with it, held against their digests, and what is
 * missing or wrong is said.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit } from '../../events/audit/audit.ts';
import { loadBoundaries, publishedBoundaryOf } from '../../events/audit/boundaries.ts';
import { HttpSource } from '../../events/audit/http-source.ts';
import type { AuditReport } from '../../events/audit/report.ts';
import { AuditFolder } from '../../events/cli/audit/audit-folder.ts';
import { downloadLog } from '../../events/cli/audit/download.ts';
import { boundaryFile, FolderSource } from '../../events/cli/audit/folder-source.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';
import { boundaryText } from '../../shared/land/boundary.ts';
import { digestOf } from '../../shared/sinks/survey.ts';
import { lifecycleHistory, published } from '../support/history/lifecycle-steps.ts';
import { AUDITED_AT, logFiles, logSigner, MemorySource } from '../support/log/log.ts';
import { square } from '../support/probes/lifecycle.ts';

const lifecycle = lifecycleHistory();
published(lifecycle, 'CCER', square(118, 43));
published(lifecycle, 'VCS', square(118.02, 43));
const digests = [...lifecycle.boundaries.keys()];
const texts = new Map(
  [...lifecycle.boundaries].map(([digest, boundary]) => [digest, toUtf8(boundaryText(boundary))]),
);

const temporary = mkdtempSync(join(tmpdir(), 'lvzhang-boundaries-'));
let files: Map<string, Uint8Array>;
let server: Server;
let url: string;
beforeAll(async () => {
  files = await logFiles(lifecycle.h.leaves);
  for (const [digest, text] of texts) files.set(`boundary/${digest}`, text);
  server = createServer((request, response) => {
    const bytes = files.get((request.url ?? '').slice('/log/'.length));
    response.writeHead(bytes ? 200 : 404).end(bytes);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(temporary, { recursive: true });
});

const vkey = logSigner.key;

/** Downloads the log into a folder of that name and audits it there. */
async function downloaded(
  name: string,
): Promise<{ folder: AuditFolder; audited: () => Promise<AuditReport> }> {
  const folder = new AuditFolder(join(temporary, name));
  const checkpoint = files.get('checkpoint')!;
  await downloadLog(new HttpSource(url), folder, { checkpoint, size: lifecycle.h.leaves.length }, () => {});
  return { folder, audited: () => audit(new FolderSource(folder.path), { vkey, now: AUDITED_AT }) };
}

const rulesOf = ({ violations }: AuditReport) => violations.map(({ rule, tile }) => [rule, tile]);

describe('the download', () => {
  it('brings the boundaries, and the audit looks at the land', async () => {
    const { folder, audited } = await downloaded('whole');
    expect(readdirSync(join(folder.path, 'boundary')).sort()).toEqual(
      digests.map((digest) => `${digest}.geojson`).sort(),
    );
    expect(await audited()).toMatchObject({ clean: true, land: { checked: 2, unchecked: 0 } });
  });

  it('fetches again what was damaged, and the audit finds it where it stays so', async () => {
    const { folder, audited } = await downloaded('damaged');
    writeFileSync(join(folder.path, boundaryFile(digests[0]!)), '{}');
    expect(rulesOf(await audited())).toEqual([['boundary-digest', `boundary/${digests[0]}`]]);
    expect((await (await downloaded('damaged')).audited()).clean).toBe(true);
  });

  it('leaves out what the log doesn’t serve, and the audit misses it', async () => {
    files.delete(`boundary/${digests[1]}`);
    try {
      const report = await (await downloaded('missing')).audited();
      expect(rulesOf(report)).toEqual([['boundary-missing', `boundary/${digests[1]}`]]);
      expect(report.land).toEqual({ checked: 1, unchecked: 1 });
    } finally {
      files.set(`boundary/${digests[1]}`, texts.get(digests[1]!)!);
    }
  });
});

it('a source without boundaries is audited without, and the report says so', async () => {
  const report = await audit(new MemorySource(await logFiles(lifecycle.h.leaves)), { vkey, now: AUDITED_AT });
  expect(report).toMatchObject({ clean: true, land: { checked: 0, unchecked: 2 } });
});

describe('a boundary that is what its digest says, but no boundary', () => {
  const [west, south] = [118.1000011, 43.1000013];
  const bowtie = [
    [west, south],
    [west + 0.01, south + 0.01],
    [west + 0.01, south],
    [west, south + 0.01],
    [west, south],
  ];
  const sound = [...lifecycle.boundaries.values()][0]!;
  it.each([
    ['no JSON', '{'],
    ['no MultiPolygon', '{"coordinates":[],"type":"Polygon"}'],
    ['no numbers', '{"coordinates":[[[["a","b"]]]],"type":"MultiPolygon"}'],
    ['crosses itself', JSON.stringify({ coordinates: [[bowtie]], type: 'MultiPolygon' })],
    [
      'overlaps itself',
      JSON.stringify({ coordinates: [...sound.coordinates, ...sound.coordinates], type: 'MultiPolygon' }),
    ],
    ['is written in another way', JSON.stringify({ type: 'MultiPolygon', coordinates: sound.coordinates })],
  ])('%s', async (_what, text) => {
    const found: string[] = [];
    const boundary = async () => toUtf8(text);
    const read = await loadBoundaries({ boundary }, [digestOf(text)], ({ rule }) => found.push(rule));
    expect(found).toEqual(['boundary-unsound']);
    expect(read.size).toBe(0);
  });
});

it('a leaf of another type publishes no boundary', () => {
  const found = lifecycle.h.leaves.map((leaf) => publishedBoundaryOf(toUtf8(leaf))).filter(Boolean);
  expect(found).toEqual(digests);
});
