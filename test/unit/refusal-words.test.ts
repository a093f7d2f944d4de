/** Refusals of the registry as an import shows them: for every rejection and problem, in both languages. */
import { describe, expect, it } from 'vitest';
import { RefusedError } from '../../events/cli/api-client.ts';
import { refusalWords, speaksOfApi } from '../../events/cli/import/refusal-words.ts';
import {
  Problem,
  type ProblemName,
  problemResponse,
  problems,
  rejectionResponse,
} from '../../functions/http/problem.ts';
import { type RejectionCode, rejections } from '../../shared/rejection.ts';
import type { RejectionKind } from '../../shared/rejections/kind.ts';

const LANGUAGES = ['zh', 'en'] as const;
const refusedBy = ({ statusCode, body }: { statusCode: number; body: string }) =>
  new RefusedError(statusCode, { errors: [], ...JSON.parse(body) });

describe('a refusal of a row', () => {
  it.each(LANGUAGES)('names its rule and never a request (%s)', (language) => {
    for (const [code, row] of Object.entries<RejectionKind>(rejections)) {
      const quoted = [...JSON.stringify(row).matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, 'so much']);
      const seen = { ...Object.fromEntries(quoted), areaSquareMetres: 7 };
      const rejection = { rejected: code as RejectionCode, pointer: '/items/0/batch', seen };
      const words = refusalWords(refusedBy(rejectionResponse(rejection, language)))[language];
      expect(words.replace(row.source ?? '', ''), code).not.toMatch(/#\/|\/v1\/|[{}]|^\d{3} |undefined/);
      expect(speaksOfApi(words.replace(row.source ?? '', '').replace(row.title[language], '')), words).toBe(
        false,
      );
      expect(words).toContain('area square metres 7');
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
    const rejection = { rejected: 'issuance-needs-verification', seen: { status: 'registered' } } as const;
    const { zh, en } = refusalWords(refusedBy(rejectionResponse(rejection, 'en')));
    expect(en).toContain('mend this row of the file and import it again (status registered)');
    expect(zh).toContain('请在文件中更正本行后重新导入');
  });
});
