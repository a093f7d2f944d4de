/** The audit's report says what was checked, and no more where the audit stopped. */
import { expect, it } from 'vitest';
import { audit } from '../../events/audit/audit.ts';
import { reportHtml } from '../../events/audit/report-html.ts';
import { reportText } from '../../events/audit/report-text.ts';
import type { LogSource } from '../../events/audit/source.ts';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { formatTilePath } from '../../events/tlog/tile.ts';
import { AUDITED_AT, logFiles, logSigner, ORIGIN } from '../support/log/log.ts';
import { signerOf } from './file-signer.ts';

const files = await logFiles(['no leaf', 'nor this']);
const bundle = [...files.keys()].find((path) => path.includes('entries'))!;

async function told(change: (files: Map<string, Uint8Array>) => void, key = logSigner.key) {
  const changed = new Map(files);
  change(changed);
  const source: LogSource = {
    name: 'x',
    checkpoint: async () => changed.get('checkpoint')!,
    tile: async (address) => changed.get(formatTilePath(address)),
  };
  const report = await audit(source, { vkey: key, now: AUDITED_AT });
  const html = reportHtml(report, AUDITED_AT);
  return { report, html, zh: reportText(report, 'zh'), en: reportText(report, 'en') };
}

it.each<[string, Parameters<typeof told>]>([
  ['a wrong key', [() => undefined, signerOf(ORIGIN, ED25519, 8).key]],
  ['an empty checkpoint', [(all) => all.set('checkpoint', new Uint8Array())]],
])('%s: no leaf was checked', async (_, given) => {
  const { html, zh, en } = await told(...given);
  for (const text of [html, en]) {
    expect(text).toContain('No leaf was checked');
    expect(text).not.toContain('every leaf');
  }
  expect(en).toContain('\n1 VIOLATION\n');
  expect(html).toContain('>1 violation<');
  for (const text of [html, zh]) expect(text).toContain('未核任何记录');
  expect(zh).not.toContain('每条记录');
});

it('a cut bundle: how far it was checked', async () => {
  const { html, zh, en } = await told((all) => all.set(bundle, all.get(bundle)!.slice(0, -1)));
  for (const text of [html, en]) {
    expect(text).toContain('Checked no further than leaf 0 of 2');
    expect(text).not.toContain('every leaf');
  }
  expect(zh).toContain('只核至第 0 条，共 2 条');
});

it('a whole log: everything but what was never seen before', async () => {
  const { report, en } = await told(() => undefined);
  expect(en).toContain('every leaf');
  expect(en).not.toContain('seen before');
  expect(en).toContain(' VIOLATIONS\n');
  const { size, root } = report.checkpoint!;
  expect(reportText({ ...report, lastSeen: { size, root } }, 'en')).toContain(
    'consistency with what was seen',
  );
});
