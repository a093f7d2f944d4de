/**
 * The whole audit, beside the page and not in it: the page stays quick, and what the audit holds in memory
 * (every live block) goes when it ends.
 */
import { audit } from '../../events/audit/audit.ts';
import { HttpSource } from '../../events/audit/http-source.ts';
import type { BatchUnits } from '../../events/audit/report.ts';
import { reportHtml } from '../../events/audit/report-html.ts';
import { scopeText } from '../../events/audit/report-text.ts';
import { parseVkey } from '../../events/tlog/note-key.ts';
import { fromBase64 } from '../../shared/base/encoding.ts';
import type { AuditMessage, AuditOrder, AuditResult } from './messages.ts';

const tell = (message: AuditMessage) => self.postMessage(message);

self.onmessage = ({ data }: MessageEvent<AuditOrder>) => {
  carriedOut(data).then(
    (result) => tell({ kind: 'done', result }),
    (error: unknown) =>
      tell({ kind: 'failed', error: error instanceof Error ? error.message : String(error) }),
  );
};

async function carriedOut({ url, vkey, isIndependent, witnesses, seen }: AuditOrder): Promise<AuditResult> {
  const start = performance.now();
  let batches: BatchUnits[] = [];
  const found = await audit(new HttpSource(url), {
    vkey: parseVkey(vkey),
    witnesses: witnesses.map(parseVkey),
    ...(seen && { lastSeen: { size: seen.size, root: fromBase64(seen.root) } }),
    onProgress: (progress) => tell({ kind: 'progress', progress }),
    onBatches: (all) => {
      batches = all;
    },
  });
  const report = { ...found, keyTrust: isIndependent ? ('given' as const) : ('first-use' as const) };
  return {
    report,
    batches,
    html: reportHtml(report, new Date()),
    scope: { zh: scopeText(report, 'zh'), en: scopeText(report, 'en') },
    durationMs: performance.now() - start,
  };
}
