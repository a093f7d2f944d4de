/**
 * What looks like a person in a text that is public for good, and what only looks like it. One line per text.
 */
import { describe, expect, it } from 'vitest';
import { freeText, Uscc } from '../../../shared/base/field.ts';
import { isIdentityNumber, type PersonalData, personalDataIn } from '../../../shared/base/personal-data.ts';
import { isUscc, usccCheckCharacter } from '../../../shared/base/uscc.ts';

/** GB 11643-1999, of nobody: division 150402, born on a day, and the check character that belongs to it. */
const NUMBER = '11010519491231002X';

const found: [PersonalData, string][] = [
  ['identity-number', NUMBER],
  ['identity-number', `支持！张三，身份证${NUMBER}，手机13800000000`],
  ['identity-number', `身份证：${NUMBER}`],
  ['identity-number', `身份证号码${NUMBER.toLowerCase()}。`],
  ['identity-number', '110105 19491231 002X'],
  ['identity-number', '110105-19491231-002X'],
  ['identity-number', '1101 0519 4912 3100 2X'],
  ['identity-number', '１１０１０５１９４９１２３１００２Ｘ'],
  ['identity-number', '110105１9491231００2X'],
  ['identity-number', `id${NUMBER}`],
  ['identity-number', `2025 ${NUMBER}`],
  // A check character that doesn't belong to it: mistyped, and a person's all the same.
  ['identity-number', '110105194912310021'],
  ['identity-number', '身份证150402198001011231'],
  ['identity-number', '150402 19800101 1231'],
  ['identity-number', '150402-19800101-123x'],
  ['identity-number', '身份证 150402800101123'],
  ['identity-number', '150402 800101 123'],
  // Other digits, other gaps, other signs around it.
  ['identity-number', '110105  19491231  002X'],
  ['identity-number', '110105/19491231/002X'],
  ['identity-number', '110105(19491231)002X'],
  ['identity-number', `No.${NUMBER}`],
  ['identity-number', `ID.${NUMBER}`],
  ['identity-number', `SFZ-${NUMBER}`],
  ['identity-number', `身份证${NUMBER}/13800000000`],
  ['identity-number', `身份证${NUMBER}/138-0000-0000`],
  ['identity-number', 'ID-150402198001011231'],
  ['identity-number', '150402  19800101  1231'],
  ['mobile-number', 'Tel.13800000000'],
  ['mobile-number', 'Phone-13800000000'],
  ['mobile-number', 'M/13800000000'],
  ['mobile-number', '13812345678/13912345679'],
  ['mobile-number', '13812345678-13912345679'],
  ['mobile-number', '138-1234-5678/139-1234-5679'],
  ['mobile-number', 'tel-13812345678/13912345679'],
  ['mobile-number', 'WeChat13800000000'],
  ['mobile-number', 'weixin13800000000'],
  ['mobile-number', 'VX13800000000'],
  ['mobile-number', 'dianhua13800000000'],
  ['mobile-number', '(138)12345678'],
  ['mobile-number', '（138）1234-5678'],
  ['mobile-number', '138  1234  5678'],
  ['mobile-number', '138\u30001234\u30005678'],
  ['mobile-number', '138/1234/5678'],
  ['mobile-number', '138_1234_5678'],
  ['mobile-number', '(+86) 138 0000 0000'],
  ['mobile-number', '١٣٨١٢٣٤٥٦٧٨'],
  ['mobile-number', '१३८१२३४५६७८'],
  ['e-mail', 'zhang @ example.com'],
  ['e-mail', 'zhang@ example.com'],
  ['e-mail', 'zhang@example。com'],
  ['mobile-number', '13800000000'],
  ['mobile-number', '手机13800000000'],
  ['mobile-number', '电话：138-0000-0000'],
  ['mobile-number', '138 0000 0000'],
  ['mobile-number', '138.0000.0000'],
  ['mobile-number', '+8613800000000'],
  ['mobile-number', '+86 138 0000 0000'],
  ['mobile-number', '0086-13800000000'],
  ['mobile-number', '１３８０００００００0'],
  ['mobile-number', 'Tel13800000000'],
  ['mobile-number', '联系人李四（19912345678）'],
  ['mobile-number', '2025 13800000000'],
  ['mobile-number', '手机-13800000000'],
  ['e-mail', 'someone@example.com'],
  ['e-mail', '邮箱：zhang.san@例子.中国'],
  ['e-mail', 'someone＠example．com'],
];

const passed: string[] = [
  '真正的公众意见：样地重复计入',
  '赤峰铜业有限公司',
  '2025 年度残余排放抵销',
  // Serials of other registries: VCS (with and without its programme's segments), Gold Standard, CDM.
  '9322-82436371-82437370-VCS-VCU-279-VER-CN-1-856-01042014-31122014-0',
  '13800-13800000001-13800000900-VCS-VCU-279-VER-CN-1-856-01042014-31122014-0',
  'GS1-1-CN-GS6236-12-2019-23456-13800000001-13800000900',
  'CN-5-13800000000-2-2-0-1234',
  'KE1-1-13912345678-13912345699-0-1-0-5-KE-1-100000',
  // A GEC of 32 characters, a USCC, a commit id, digests, ids.
  '15011234567890123202503010000112',
  '15011234567890123A0250301B000112',
  '91150400MA0N1XY7AB',
  '911504006640138000',
  'b-13800000000138000000',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '1380000000013800000000138000000001380000000013800000000138000000',
  'a13800000000b',
  // Codes: letters and more than one number, another length, a programme's letters, a path.
  ...[
    'VCS-1234',
    'VCS1234',
    'VCS13800000000',
    'VCU-13800000000-13800000900-CN',
    'PO-13800000000-02',
    'CCER-2024-001',
  ],
  ...[
    '2025-13800000000',
    '13800000000-01',
    'CN-GF-13800000000',
    'registry.example/13800000000',
    'GEC13800000000',
  ],
  ...[
    'cafe13800000000',
    'H102771824-85975-85979',
    'CAR-1-US-9-138-0000-0000',
    'CN-5-168312345-168312444-1-1-0-1234',
  ],
  // Lists of amounts and sizes.
  ...['150、1200、3400 吨', '150, 1200, 3400', '150,1200,3400', '150*1200*3400 mm', '150:1200:3400'],
  ...['150421、120130、500', '150421, 120130, 500', '(150)2,000', '150 / 2000 / 3000'],
  ...['2025-01-01/2025-12-31', '2025/01/01 - 2025/12/31', '2024.01.01—2024.12.31', '2025-01-01 08:00:00.000'],
  ...['5 t @ 40.5 元', '单价 @ 40。共计 5 吨', '支持@赤峰市。谢谢', '@FOB.'],
  // Days, amounts, documents.
  '2025-01-01 至 2025-12-31',
  '20250101-20251231',
  '2025-01-01T00:00:00.000Z',
  '合计 13,800,000,000 千瓦时',
  '赤政办发〔2024〕59号',
  '(2026) 赤行审 0001 号',
  '0476-8331234',
  '400-810-0000',
  // The form with a wrong check character of nobody's birth, no division, no order, or in other groups.
  '150402202501010012',
  '150402188001011231',
  '150000198001011231',
  '150400198001011231',
  '150402198001010001',
  '1504 0219 8001 0112 31',
  'GF-150402198001011231',
  '150402198001011231-01',
  '150402198001011231123456',
  // No date, no such province.
  '11010519491331002X',
  '100105194912310021',
  '990105800101123',
  'CO2@2025, 5 t @ 40',
  '@赤峰市',
];

describe('personal data', () => {
  it.each(found)('%s: %s', (kind, text) => {
    expect(personalDataIn(text)).toBe(kind);
    expect(freeText(1000).safeParse(text.normalize('NFC')).success).toBe(false);
  });

  it.each(passed)('is not seen in %s', (text) => {
    expect(personalDataIn(text)).toBeUndefined();
    expect(freeText(1000).safeParse(text).success).toBe(true);
  });

  it('is not seen in the code of an organization whose digits are a birth', () => {
    const codes = Array.from({ length: 3000 }, (_, i) => {
      const first17 = `911501${19700101 + (i % 28)}${String(i % 1000).padStart(3, '0')}`;
      return first17 + usccCheckCharacter(first17);
    }).filter((code) => /^\d{18}$/.test(code) && !isIdentityNumber(code));
    expect(codes.length).toBeGreaterThan(500);
    expect(codes.filter((code) => personalDataIn(`受益方 ${code}`) !== undefined)).toEqual([]);
  });

  it('is refused by the name of what it looks like and of the rule', () => {
    const { error } = freeText(1000).safeParse('手机13800000000');
    expect(error?.issues.map(({ message }) => message)).toEqual([
      expect.stringMatching(/mobile number.*PIPL art\. 6.*; .*手机号码.*个人信息保护法/),
    ]);
  });

  it('is looked for in a long text without end', () => {
    const started = performance.now();
    for (const part of [
      '1',
      '1 ',
      '1 - ',
      '1(',
      '13800000000-',
      '13800000000/',
      'a13800000000',
      'a@',
      'a @ ',
      '1@',
      'aA.',
    ])
      personalDataIn(part.repeat(1000).slice(0, 1000));
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('in the place of a USCC is refused as what it is', () => {
    // Of ten thousand days some numbers pass the check of a USCC too.
    const both = Array.from(
      { length: 2000 },
      (_, i) => `110119${19700101 + (i % 28)}${String(i % 1000).padStart(3, '0')}`,
    )
      .flatMap((first17) => [...'0123456789X'].map((check) => first17 + check))
      .filter((number) => isIdentityNumber(number) && isUscc(number));
    for (const number of [NUMBER, ...both]) {
      const { error } = Uscc.safeParse(number);
      expect(error?.issues.map(({ message }) => message)).toEqual([
        expect.stringContaining('identity number'),
      ]);
    }
  });
});
