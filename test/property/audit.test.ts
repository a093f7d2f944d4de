/** Whatever is changed in what a log publishes, the audit says what and where; a valid log is clean. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit } from '../../events/audit/audit.ts';
import type { AuditReport } from '../../events/audit/report.ts';
import { decodeEntries, encodeEntries } from '../../events/tlog/entries.ts';
import { fromUtf8, toUtf8 } from '../../shared/base/encoding.ts';
import { histories } from '../support/history/random-history.ts';
import { AUDITED_AT, logFiles, logSigner, MemorySource } from '../support/log/log.ts';

type Files = Map<string, Uint8Array>;

const auditOf = (files: Files): Promise<AuditReport> =>
  audit(new MemorySource(files), { vkey: logSigner.key, now: AUDITED_AT });

const bundleOf = (files: Files) => [...files.keys()].find((path) => path.startsWith('tile/entries/'))!;

/** The entries of the (only) bundle, changed. */
function withEntries(files: Files, change: (entries: Uint8Array[]) => Uint8Array[]): Files {
  const path = bundleOf(files);
  return new Map(files).set(path, encodeEntries(change(decodeEntries(files.get(path)!))));
}

describe('audit', () => {
  it('finds valid histories clean, recorded state roots and all', async () => {
    await fc.assert(
      fc.asyncProperty(histories(), async ({ leaves }) => {
        const report = await auditOf(await logFiles(leaves));
        expect(report.violations).toEqual([]);
        expect(report).toMatchObject({ clean: true, leaves: leaves.length });
      }),
      { numRuns: 40 },
    );
  });

  it('finds any changed byte of any file, and names the file', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories(8),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (h, f, at, bits) => {
          const files = await logFiles(h.leaves);
          const path = [...files.keys()][f % files.size]!;
          const bytes = Uint8Array.from(files.get(path)!);
          bytes[at % bytes.length]! ^= bits;
          const report = await auditOf(files.set(path, bytes));
          expect(report.clean).toBe(false);
          const named = report.violations.some(
            ({ tile, message }) => tile === path || message.en.includes(path),
          );
          expect(named).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('finds a dropped leaf where it is missing', async () => {
    await fc.assert(
      fc.asyncProperty(histories(8), fc.nat(), async ({ leaves }, n) => {
        const index = n % leaves.length;
        const files = await logFiles(leaves);
        const { violations } = await auditOf(withEntries(files, (entries) => entries.toSpliced(index, 1)));
        const rules = violations.map((each) => [each.rule, each.index]);
        expect(rules).toContainEqual(['bundle-width', 0]);
        if (index < leaves.length - 1) expect(rules).toContainEqual(['leaf-mismatch', index]);
      }),
      { numRuns: 40 },
    );
  });

  it('finds two leaves that were swapped, and where each belongs', async () => {
    await fc.assert(
      fc.asyncProperty(histories(8), fc.nat(), fc.nat(), async ({ leaves }, n, m) => {
        const [i, j] = [n % leaves.length, m % leaves.length];
        fc.pre(i !== j);
        const files = await logFiles(leaves);
        const swap = (entries: Uint8Array[]) => entries.with(i, entries[j]!).with(j, entries[i]!);
        const { violations } = await auditOf(withEntries(files, swap));
        const found = violations.filter(({ rule }) => rule === 'leaf-mismatch');
        expect(found.map(({ index }) => index)).toEqual([i, j].sort((a, b) => a - b));
        expect(found.find(({ index }) => index === i)!.message.en).toContain(`belongs at index ${j}`);
      }),
      { numRuns: 40 },
    );
  });

  it('finds a history that was signed with leaves in an impossible order', async () => {
    await fc.assert(
      fc.asyncProperty(histories(8), fc.nat(), async ({ leaves }, n) => {
        const at = n % (leaves.length - 1);
        const swapped = leaves.with(at, leaves[at + 1]!).with(at + 1, leaves[at]!);
        const { violations } = await auditOf(await logFiles(swapped));
        const prevs = (leaf: string) => JSON.parse(leaf).advances.map(({ prev }: { prev?: string }) => prev);
        const depends = prevs(leaves[at + 1]!).includes(JSON.parse(leaves[at]!).id);
        if (depends) expect(violations.some(({ index }) => index === at)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('finds a fork and a rollback against the head seen last', async () => {
    await fc.assert(
      fc.asyncProperty(histories(8), fc.nat(), async ({ leaves }, n) => {
        const size = 1 + (n % leaves.length);
        const seen = async (of: readonly string[]) => (await auditOf(await logFiles(of))).checkpoint!;
        const root = (hex: string) => Uint8Array.from(hex.match(/../g)!, (byte) => Number.parseInt(byte, 16));
        const head = await seen(leaves.slice(0, size));
        const other = await seen(leaves.slice(0, size).with(0, leaves[0]!.replace('市农', '县农')));
        const against = async (of: readonly string[], lastSeen: { size: number; root: string }) =>
          audit(new MemorySource(await logFiles(of)), {
            vkey: logSigner.key,
            now: AUDITED_AT,
            lastSeen: { size: lastSeen.size, root: root(lastSeen.root) },
          });
        expect((await against(leaves, head)).clean).toBe(true);
        expect(Object.keys((await against(leaves, other)).byRule)).toEqual(['checkpoint-fork']);
        if (size === leaves.length) return;
        const whole = await seen(leaves);
        const { byRule, violations } = await against(leaves.slice(0, size), whole);
        expect(Object.keys(byRule)).toEqual(['checkpoint-rollback']);
        expect(violations[0]!.message.en).toContain(`size ${leaves.length} (root ${whole.root})`);
      }),
      { numRuns: 20 },
    );
  });

  it('says so when the checkpoint is no checkpoint', async () => {
    const files = await logFiles([]);
    expect(await auditOf(files)).toMatchObject({ clean: true, leaves: 0 });
    const text = fromUtf8(files.get('checkpoint')!);
    for (const bad of ['', 'x', text.replace('lvzhang', 'lvzhanG'), text.slice(0, -1)]) {
      const report = await auditOf(new Map(files).set('checkpoint', toUtf8(bad)));
      expect(report.clean).toBe(false);
      expect(report.violations[0]!.tile).toBe('checkpoint');
    }
  });
});
