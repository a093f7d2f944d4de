/** Refusals of the registry as an import shows them: for every rejection and problem, in both languages. */
import { describe, expect, it } from 'vitest';
import { refusalWords, speaksOfApi } from '../../events/exchange/import/refusal-words.ts';
import { RefusedError } from '../../events/exchange/refused.ts';
import { ruleWords } from '../../events/exchange/rule-words.ts';
import {
  Problem,
  type ProblemName,
  problemResponse,
  problems,
  rejectionResponse,
} from '../../functions/http/problem.ts';
import { type RejectionCode, rejections } from '../../shared/ledger/rejection.ts';
import type { RejectionRule } from '../../shared/ledger/rejection-rule.ts';

const LANGUAGES = ['zh', 'en'] as const;
const refusedBy = ({ statusCode, body }: { statusCode: number; body: string }) =>
  new RefusedError(statusCode, { errors: [], ...JSON.parse(body) });

describe('a refusal of a row', () => {
  it.each(LANGUAGES)('names its rule and never a request (%s)', (language) => {
    for (const [code, row] of Object.entries<RejectionRule>(rejections)) {
      const quoted = [...JSON.stringify(row).matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, 'so much']);
      const seen = { ...Object.fromEntries(quoted), areaSquareMetres: 7 };
      const rejection = { rejected: code as RejectionCode, pointer: '/items/0/batch', seen };
      const words = refusalWords(refusedBy(rejectionResponse(rejection, language)))[language];
      expect(words.replace(row.source ?? '', ''), code).not.toMatch(/#\/|\/v1\/|[{}]|^\d{3} |undefined/);
      expect(speaksOfApi(words.replace(row.source ?? '', '').replace(row.title[language], '')), words).toBe(
        false,
      );
      expect(words).toContain({ zh: '面积（平方米） 7', en: 'area square metres 7' }[language]);
    }
    for (const kind of Object.keys(problems) as ProblemName[]) {
      const words = refusalWords(refusedBy(problemResponse(new Problem(kind), language)))[language];
      expect(words, kind).toContain(problems[kind].title[language]);
    }
  });

  it('says what is wrong with a cell, and leaves the place to its finding', () => {
    const problem = new Problem('invalid-input', [{ pointer: '#/beneficiary', detail: 'too long' }]);
    expect(refusalWords(refusedBy(problemResponse(problem, 'en'))).en).toBe(
      'The input breaks a rule: too long',
    );
  });

  it('tells what the reader of a file can do where the remedy is for programmers', () => {
    const rejection = { rejected: 'id-taken', seen: { status: 'registered' } } as const;
    const { zh, en } = refusalWords(refusedBy(rejectionResponse(rejection, 'en')));
    expect(en).toContain('mend this row of the file and import it again (status registered)');
    expect(zh).toContain('请在文件中更正本行后重新导入 (状态 registered)');
  });
});

describe('a rule that an import finds broken before anything is sent', () => {
  const words = (rule: RejectionCode, seen: Record<string, string | number>) =>
    ruleWords(rejections[rule], seen);
  const beyond = (text: string) => /\(([^()]*)\) — /.exec(text)?.[1];

  it("names what it saw in the reader's language", () => {
    const { zh, en } = words('boundary-ring', { positions: 4, closed: 'no' });
    expect([beyond(zh), beyond(en)]).toEqual(['坐标点 4；首尾相接 否', 'positions 4, closed no']);
    const coarse = words('boundary-precision', { ordinates: 7, precise: 0, decimalsMin: 6 });
    expect(beyond(coarse.zh)).toBe('不同坐标值 7；小数位足够者 0；至少小数位 6');
    expect(beyond(coarse.en)).toBe('distinct ordinates 7, with decimals enough 0, decimals at least 6');
  });

  it('says nothing twice', () => {
    const where = { longitude: 118.9, latitude: 42.2, metres: 5000, metresMax: 2000 };
    const { zh, en } = words('parcel-outside-banner', { banner: 150402, bannerName: '红山区', ...where });
    expect([zh.match(/红山区/g)?.length, beyond(zh), beyond(en)]).toEqual([1, undefined, 'banner 红山区']);
    const unknown = words('boundary-crs-unknown', { crs: 'GCS_Xian_1980', system: 'GCS_Xian_1980' });
    for (const text of Object.values(unknown)) expect(text.match(/Xian/g)).toHaveLength(1);
  });
});
