/**
 * `npm run demo`, as anyone runs it: it ends well and its figures are those that can be worked out by hand.
 * How a demo starts and ends is held by demo-sinks.test.ts.
 */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { readSheet } from 'read-excel-file/node';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** It takes over a minute on two idle cores; six were measured on very busy ones. */
const DEMO_TIMEOUT_MS = 480_000;
const run = promisify(execFile);

it(
  'the demo of the whole chain goes from the land to a park’s claim and back, reconciles, and is found clean by the audit',
  async () => {
    // Throws where the exit code isn't 0.
    const { stdout, stderr } = await run(process.execPath, ['infra/local/demo-whole.ts'], {
      cwd: root,
      timeout: DEMO_TIMEOUT_MS,
    });
    expect(stderr).toBe('');
    expect(stdout).not.toContain('≠');
    for (const line of [
      // 252 GWh bought; 11.5 + 9.5 + 10 + 13 + 17.5 + 20 + 20.5 GWh came with their certificates.
      '随电划转 102,000 MWh，另购绿证 0 MWh，绿电占比 40.47%',
      '责任 ≥ 80.00%：未达到',
      '责任 ≥ 80.00%：达到',
      '没有指名的消费责任',
      // 102,000 and 25,000 MWh at 609.6 kg.
      '园区：排放 260,549.728 t − 绿电 77,419.200 t = 残余 183,130.528 t',
      '须 183,131 t = 注销 183,131 t + 未抵销 0 t',
      // 2.6 GWh of waste heat at 0.6096.
      '园内流转 1,584.960 t',
      '缺经核查的基准年及至少 90% 的减排；含避免类减排量，须全部为清除类；缺减排计划',
      '状态 reopened（重开）',
      '园区声明「抵销后净零（非 ISO 14060/SBTi 净零）」',
      // Of five lines the platform measured three.
      '在线监测实施率 60.00%',
      '地块 2，购电协议 1，电站 2',
      '→ 电站「红山产业园风储绿色供电项目（示例）」',
      '→ 项目「敖汉旗规模化造林碳汇项目（示例）」 → 地块',
      '成立：赤峰远联钢铁有限责任公司（示例） 2025 年绿电消费 102,000 兆瓦时',
    ])
      expect(stdout).toContain(line);
    // Of the log as it is served, and of the folder that is left.
    expect(stdout.match(/^ *无违规$/gm)).toHaveLength(2);
    expect(stdout).toContain('账目相符，审计无误');
    await expectLeft(stdout);
    for (const rule of [
      ...['quantity-not-verified', 'platform-signature-invalid', 'dataset-unchanged', 'draw-sum'],
      ...['statement-covered', 'claim-not-verified', 'membership-not-requested', 'flow-exceeds-line'],
      ...['claim-standard-withdrawn', 'label-not-met'],
    ])
      expect(stdout).toContain(`规则 ${rule}`);
  },
  DEMO_TIMEOUT_MS,
);

/** What is left can be read by what is no part of this registry. */
async function expectLeft(stdout: string): Promise<void> {
  const left = join(root, '.local', 'demo');
  for (const name of ['retirement', 'claim', 'issuance', 'green-power']) {
    expect(stdout).toMatch(new RegExp(`verify .local/demo/${name}.pdf --vkey .*\n +成立：`));
    expect(
      readFileSync(join(left, `${name}.pdf`))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  }
  expect(stdout).toMatch(/verify .local\/demo\/retirement.credential.json --vkey .*\n +成立：/);
  for (const list of ['holdings', 'retirements', 'statements', 'settlements'])
    expect((await readSheet(join(left, `${list}.xlsx`))).length).toBeGreaterThan(1);
  const units = JSON.parse(readFileSync(join(left, 'cadt', '09-unit.json'), 'utf8')) as unknown[];
  expect(units.length).toBeGreaterThan(10);
  // A folder of the project's, in which each object fits its schema; none of them was left out.
  expect(stdout).toMatch(/\.local\/demo\/cdop：1 个项目，\d+ 个号段；未列 0 项/);
  const [project = ''] = readdirSync(join(left, 'cdop'));
  expect(readdirSync(join(left, 'cdop', project)).sort()).toEqual([
    'Crediting_Period.json',
    'Issuances.json',
    'Location_Details.json',
    'Project_Approach_Details.json',
    'Registry_Metadata.json',
    'Unit_Description.jsonl',
  ]);
  // Of the wind farm and the solar plant, as the reckoning has them.
  expect(stdout).toContain('EnergyTag 各号段 189,421 MWh = I-REC 各次核发 189,421 MWh');
  expect(stdout).toContain('EnergyTag 已注销 127,000 MWh = I-REC 各次注销 127,000 MWh');
  for (const [name, column] of [
    ['energytag', 'bundle_quantity'],
    ['irec-issuances', 'Volume Issued'],
    ['irec-redemptions', 'Volume Redeemed'],
  ] as const)
    expect(readFileSync(join(left, `${name}.csv`), 'utf8').split('\n', 1)[0]).toContain(column);
  const file = await asyncBufferFromFile(join(left, 'log.parquet'));
  const { num_rows } = await parquetMetadataAsync(file);
  expect(stdout).toContain(`.local/demo/log: ${num_rows} 条记录`);
}

it('refuses a flag that it does not know', async () => {
  const refused = run(process.execPath, ['infra/local/demo-whole.ts', '--kept'], { cwd: root });
  await expect(refused).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('npm run demo [-- --keep]'),
  });
});
