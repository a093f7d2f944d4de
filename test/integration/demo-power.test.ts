/**
 * `npm run demo:power`, as anyone runs it: it ends well and its figures are those that can be worked out by
 * hand. How a demo starts and ends is held by demo-sinks.test.ts.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** It takes some 30 s on two idle cores. */
const DEMO_TIMEOUT_MS = 150_000;
const run = promisify(execFile);

it(
  'the demo of green power goes from the meter to the retired certificate, reconciles, and is found clean by the audit',
  async () => {
    // Throws where the exit code isn't 0.
    const { stdout, stderr } = await run(process.execPath, ['infra/local/demo-power.ts'], {
      cwd: root,
      timeout: DEMO_TIMEOUT_MS,
    });
    expect(stderr).toBe('');
    expect(stdout).not.toContain('≠');
    for (const figures of [
      '：绿证 307,449 × 1000 + 结转 989 kWh = 净电量 307,449,989 kWh',
      '：绿证 412 × 1000 + 结转 650 kWh = 净电量 412,650 kWh',
      '核发 307,861 MWh = 注销 155,620 MWh + 失效 7,244 MWh + 持有 144,997 MWh',
      '合同 190,000 MWh = 交付 190,000 MWh + 短缺 0 MWh；所得绿证 190,000 MWh = 交付',
      '合同 118,000 MWh = 交付 107,620 MWh + 短缺 10,380 MWh；所得绿证 107,620 MWh = 交付',
      // Beyond 5 % of the month's contract, at 20 yuan per MWh: 4,407 − 300, and 5,688 − 525.
      '偏差补偿：发电侧应付 ¥82,140.00，用电侧应付 ¥103,260.00',
    ])
      expect(stdout).toContain(figures);
    expect(stdout).toMatch(/^无违规$/m);
    expect(stdout).toContain('账目相符，审计无误');
    for (const rule of [
      ...['connected-in-future', 'self-use-share-of-generation', 'not-found', 'month-settled'],
      ...[
        'generation-exceeds-capacity',
        'already-traded',
        'purpose-not-for-instrument',
        'certificate-expired',
      ],
    ])
      expect(stdout).toContain(`规则 ${rule}`);
  },
  DEMO_TIMEOUT_MS,
);
