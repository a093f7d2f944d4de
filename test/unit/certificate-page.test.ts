/**
 * The page of a certificate: the same bytes each time, all that is to be seen, and nothing left out unsaid.
 */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { measureBy, UndrawableError, wrap } from '../../events/certificate/pdf/font.ts';
import { PAGE_HEIGHT, PAGE_WIDTH } from '../../events/certificate/pdf/layout.ts';
import { renderCertificate } from '../../events/certificate/pdf/render.ts';
import { publicAddress } from '../../events/certificate/pdf/standing.ts';
import { unitLines } from '../../events/certificate/pdf/units.ts';
import { toHex } from '../../shared/base/encoding.ts';
import { sha256 } from '../../shared/base/sha256.ts';
import {
  CERTIFICATES,
  jsonOf,
  type Retold,
  retoldRetirement,
  theFont,
} from '../support/certificates/fixtures.ts';

const draw = (json: Uint8Array) => renderCertificate(json, theFont());

/** The text of the page without spaces, as readers of PDF get it. */
async function textOf(pdf: Uint8Array): Promise<string> {
  const document = await getDocument({ data: pdf.slice(), verbosity: 0 }).promise;
  expect(document.numPages).toBe(1);
  const { items } = await (await document.getPage(1)).getTextContent();
  await document.destroy();
  return items
    .map((item) => ('str' in item ? item.str : ''))
    .join('')
    .replace(/\s/g, '');
}
const bare = (text: string) => text.replace(/\s/g, '');

/**
 * Pages that are out there: a library or a layout that draws them otherwise needs a template of its own, or
 * none of them verifies any more.
 */
const DIGESTS: Record<(typeof CERTIFICATES)[number], string> = {
  retirement: 'a346b7e72c58be992f0607de4d5bc7894800540dfb9bb5da4e4d8e908b8643b5',
  'retirement-power': 'd059779a1dc0ffc06ff89a7ab42b8ce45db9a77c4077b7a788ce08a36f173b19',
  'green-power': '4b1568c226292c03f744b5b96956ed194e12397df65452636f0905cace5ee0b4',
  claim: '9fb04557cfe542fc6f4c101c74cefa5ce0fadfa0338e27f990ddeb2fafcca41c',
  issuance: 'e728feae2326fdfab0be05de0fa4d70656b915711c7ba241170d64c518dd3d39',
  'issuance-power': 'a4ae57c5161742b80f5a6c4ccf1c84fd405b51aef2a8fc382d69a8518342492a',
};

describe('the page of a certificate', () => {
  it.each(CERTIFICATES)('of %s is the same bytes each time, in every release', (name) => {
    const once = draw(jsonOf(name));
    expect(toHex(sha256(draw(jsonOf(name))))).toBe(toHex(sha256(once)));
    expect([name, toHex(sha256(once))]).toEqual([name, DIGESTS[name]]);
  });

  it.each<[(typeof CERTIFICATES)[number], string[]]>([
    [
      'retirement',
      [
        ...['注销证书', 'Certificate of Retirement', '31', '吨二氧化碳当量', '内蒙古示例铜业有限公司'],
        ...['企业排放抵销 Offset of corporate emissions', '2025 年抵销（示例）', '970–1000（31）'],
        ...['2026-03-02 10:00:08 (UTC+8)', '敖汉旗造林碳汇（示例）', 'CCER 2024', 'registry.example/log'],
        ...['index 20', 'tree size 22', 'https://registry.example/p/retirements/'],
        ...['npx lvzhang verify', 'CCER-14-001-V01'],
      ],
    ],
    [
      'retirement-power',
      ['60', '兆瓦时绿色电力', '91–150（60）', '2025-12-01 – 2025-12-31', '消费年份', '赤峰市红山区'],
    ],
    [
      'green-power',
      [
        ...['绿电消费认证', '100', '0 MWh / 100 MWh', '150,000.5 kWh / 100,000 kWh（66.66%）', '合理保证'],
        ...['91–150（60）', '51–90（40）', '单独交易', '2 段 ranges', '/p/emission-statements/'],
      ],
    ],
    [
      'claim',
      [
        ...['声明证书', '碳中和（抵销口径，当年有效）', 'Carbon neutral by offsetting, for that one year'],
        ...[
          '30,480 kgCO2e',
          '31 tCO2e',
          '100 MWh',
          '熔炼炉余热回收',
          '100 MWh + 31 tCO2e',
          '核查机构（示例）',
        ],
        '未经重新开启、撤回或取代',
      ],
    ],
    ['issuance', ['签发证书', '1,000', '核证自愿减排量', '1–1000（1,000）', '减排年份', '2024', '项目业主']],
    [
      'issuance-power',
      ['150', '绿色电力证书（绿证）', '1–150（150）', '发电企业', '2024-06-18', '110000 kW'],
    ],
  ])('of %s shows what it certifies', async (name, said) => {
    const text = await textOf(draw(jsonOf(name)));
    for (const each of said) expect(text).toContain(bare(each));
  });

  it.each<[string, string]>([
    ['😀', 'U+1F600'],
    ['\u202e', 'U+202E'],
    ['\u200b', 'U+200B'],
    ['\u0007', 'U+0007'],
    ['\u0645', 'U+0645'],
    ['\ue000', 'U+E000'],
    ['\u{2ffff}', 'U+2FFFF'],
  ])('is refused for %j, by name', (character, codePoint) => {
    const json = retoldRetirement({ beneficiary: `甲${character}乙` });
    const refused = (() => {
      try {
        return draw(json);
      } catch (error) {
        return error;
      }
    })();
    expect(refused).toBeInstanceOf(UndrawableError);
    expect(refused).toMatchObject({ character, codePoint, field: '/retirement/beneficiary' });
    expect(() => draw(retoldRetirement({ reason: character }))).toThrow('/retirement/reason');
  });

  const LONG: Retold[] = [
    { beneficiary: '呼和浩特市示例铜业有限公司与其全部分支机构'.repeat(6).slice(0, 120) },
    { ranges: 40 },
    { ranges: 99, beneficiary: '受益方名称'.repeat(40), reason: '为抵销残余排放，'.repeat(62) },
    { ranges: 2_000, reason: 'W'.repeat(500) },
    { beneficiary: 'W'.repeat(200) },
  ];
  it.each(LONG)('stays within its frame, line under line ($ranges ranges)', async (retold) => {
    const pdf = fromUtf8Lossy(draw(retoldRetirement(retold)));
    const lines = [...pdf.matchAll(/1 0 0 1 ([\d.]+) ([\d.]+) Tm/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    expect(lines.length).toBeGreaterThan(20);
    for (const [x, y] of lines) {
      expect(x).toBeGreaterThan(49);
      expect(x).toBeLessThan(PAGE_WIDTH - 49);
      expect(y).toBeGreaterThan(40);
      expect(y).toBeLessThan(PAGE_HEIGHT - 40);
    }
  });

  it('shows forty ranges, and of two thousand says how many and how much it leaves out', async () => {
    const forty = await textOf(draw(retoldRetirement({ ranges: 40 })));
    for (let i = 0; i < 40; i += 1) expect(forty).toContain(`${1 + i * 5}–${4 + i * 5}（4）`);
    expect(forty).not.toContain('未列于本页');
    const many = await textOf(draw(retoldRetirement({ ranges: 2_000 })));
    const shown = many.match(/\d+–\d+（4）/g)!.length;
    const rest = 2_000 - shown;
    expect(shown).toBeGreaterThan(100);
    expect(many).toContain(
      bare(
        `另有 ${rest} 段、合计 ${(rest * 4).toLocaleString('en-US')} tCO2e 未列于本页；全部 2000 段 ranges·8,000 tCO2e`,
      ),
    );
    expect(many).toContain(bare(`${rest} further ranges of ${(rest * 4).toLocaleString('en-US')} tCO2e`));
  });

  it('shows a long text whole while there is room, and says its length where there is none', async () => {
    const reason = '为抵销残余排放，'.repeat(62);
    const beneficiary = '受益方名称'.repeat(40);
    for (const ranges of [40, 2_000])
      expect(await textOf(draw(retoldRetirement({ reason, ranges, beneficiary })))).toContain(reason);
    const longer = reason.repeat(10);
    const cut = await textOf(draw(retoldRetirement({ reason: longer, ranges: 2_000, beneficiary })));
    expect(cut).not.toContain(longer);
    expect(cut).toContain('全文4960字，见所附JSON');
  });
});

describe('its parts', () => {
  it('wrap text by words, and a longer word anywhere', () => {
    const width = (text: string) => [...text].length;
    expect(wrap('ab cd efgh', 5, width)).toEqual(['ab cd', 'efgh']);
    expect(wrap('abcdefgh', 3, width)).toEqual(['abc', 'def', 'gh']);
    expect(wrap('甲乙，丙', 2, width)).toEqual(['甲', '乙，', '丙']);
    expect(wrap('', 3, width)).toEqual([]);
  });

  it('measure as the font has it', () => {
    const measure = measureBy(theFont());
    expect(measure('绿账', 10)).toBeCloseTo(20);
    expect(measure('111', 10)).toBeCloseTo(3 * measure('1', 10));
  });

  it('count units by unit, in the lines shown and in those that are not', () => {
    const groups = [
      { head: said('A'), source: said('a'), ranges: [{ from: 1, to: 10 }], unit: 'MWh' },
      { head: said('B'), source: said('b'), ranges: [{ from: 1, to: 3 }], unit: 'tCO2e' },
    ];
    const room = { linesMax: 6, width: 1_000, measured: (text: string) => text.length };
    expect(unitLines(groups, room)).toMatchObject({ whole: true });
    const { lines, whole } = unitLines(groups, { ...room, linesMax: 5 });
    expect(whole).toBe(false);
    expect(lines.map(({ text }) => text).slice(0, 3)).toEqual(['A', 'a', '1–10（10）']);
    expect(lines[3]!.text).toContain('另有 1 段、合计 3 tCO2e 未列于本页；全部 2 段 ranges·10 MWh + 3 tCO2e');
  });

  it('lead to the public page, over TLS but on this machine', () => {
    expect(publicAddress('registry.example/log', '/v1/x')).toBe('https://registry.example/v1/x');
    expect(publicAddress('registry.example', '/v1/x')).toBe('https://registry.example/v1/x');
    expect(publicAddress('127.0.0.1:8080/log', '/v1/x')).toBe('http://127.0.0.1:8080/v1/x');
    expect(publicAddress('localhost:8080/log', '/v1/x')).toBe('http://localhost:8080/v1/x');
    expect(publicAddress('localhost.example/log', '/v1/x')).toBe('https://localhost.example/v1/x');
  });
});

const said = (text: string) => ({ text, field: '' });
const fromUtf8Lossy = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
