/** A registry with one project of its own, issued, partly retired and in its log; and an imported one. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { ED25519 } from '../../events/tlog/note-key.ts';
import { signerOf } from '../unit/file-signer.ts';
import { freshTable } from './local/memory-world.ts';
import { type ServedApi, serve, tokenOf } from './local/served-api.ts';
import { sequenceAll } from './local/world.ts';
import { loadHandlers, OPERATOR, TestApi } from './probes/api.ts';
import { makeSeller } from './probes/first-sale.ts';
import { type NativeProject, onDay, registerNativeProject } from './probes/lifecycle.ts';
import { issueReport } from './probes/reports.ts';
import { must } from './probes/small-registry.ts';

/** Tonnes of the project that are retired, of 1000 that are issued with 150 in the buffer. */
export const RETIRED = 40;

export interface ReportedRegistry {
  served: ServedApi;
  native: NativeProject;
  batch: string;
  /** What the commands said since it was last emptied, on either stream. */
  said: { text: string };
  /** A folder for files, removed with the rest. */
  folder: string;
  stop(): Promise<void>;
}

/** The clock stands still, the token of the operator is in the environment, and both streams are caught. */
export async function reportedRegistry(): Promise<ReportedRegistry> {
  onDay('2026-03-02');
  const { client, tableName } = freshTable();
  const api = new TestApi(await loadHandlers());
  const served = await serve(api);
  const folder = mkdtempSync(join(tmpdir(), 'lvzhang-reported-'));
  const native = await registerNativeProject(api, { standard: 'VCS', methodology: 'VM0047' });
  const period = { from: '2024-01-01', to: '2024-12-31' };
  const amounts = [{ vintage: 2024, kilograms: 1_000_000 }];
  const { 2024: batch = '' } = (await issueReport(api, native, period, amounts, 1500)).batches;
  await must(api, 'POST /v1/retirements', native.developer.caller, {
    account: native.developer.account,
    items: [{ batch, quantity: RETIRED }],
    beneficiary: '示例农投',
    reason: '2025 年度抵销',
    purpose: 'voluntary',
  });
  // An imported project, which its own registry reports.
  await makeSeller(api);
  await sequenceAll(client, tableName, signerOf('lvzhang.test/log', ED25519, 8));
  vi.stubEnv('LVZHANG_TOKEN', tokenOf(OPERATOR));
  const said = { text: '' };
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      said.text += text;
      return true;
    });
  const stop = async () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    vi.useRealTimers();
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { served, native, batch, said, folder, stop };
}
