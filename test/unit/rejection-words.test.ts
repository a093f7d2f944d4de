/** The words of every rejection, in both languages, as a caller gets them. */
import { describe, expect, it } from 'vitest';
import { speaksOfApi } from '../../events/exchange/import/refusal-words.ts';
import { Problem, problemResponse, problems, rejectionResponse } from '../../functions/http/problem.ts';
import { type RejectionCode, reject, rejections } from '../../shared/ledger/rejection.ts';
import type { RejectionRule } from '../../shared/ledger/rejection-rule.ts';

const LANGUAGES = ['zh', 'en'] as const;
const rows = Object.entries<RejectionRule>(rejections) as [RejectionCode, RejectionRule][];
const quotedIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

/** Facts for all that the words of a row quote, each its own name in capitals. */
const factsFor = ({ title, remedy }: RejectionRule) =>
  Object.fromEntries(
    [title, remedy].flatMap(({ zh, en }) => quotedIn(zh + en)).map((name) => [name, name.toUpperCase()]),
  );

describe('the words of a rejection', () => {
  it.each(LANGUAGES)('every one of them is filled with what was seen (%s)', (language) => {
    for (const [rejected, row] of rows) {
      const { body } = rejectionResponse({ rejected, seen: factsFor(row) }, language);
      const { title, detail } = JSON.parse(body);
      for (const text of [title, detail]) {
        expect(text, rejected).not.toMatch(/[{}]|\bseen\b|undefined/);
        expect(text.trim(), rejected).not.toBe('');
      }
      for (const name of quotedIn(row.title[language])) expect(title, rejected).toContain(name.toUpperCase());
      for (const name of quotedIn(row.remedy[language]))
        expect(detail, rejected).toContain(name.toUpperCase());
    }
  });

  it('of a role that may not act names those that may, where it knows them', () => {
    const detailOf = (seen?: Record<string, string>) =>
      LANGUAGES.map(
        (language) =>
          JSON.parse(problemResponse(new Problem('forbidden', [], {}, seen), language).body).detail,
      );
    expect(detailOf({ roles: 'operator, verifier' })).toEqual([
      '有权办理的角色：operator, verifier；请以其中之一办理',
      'The roles that may: operator, verifier. Act in one of them',
    ]);
    expect(detailOf()).toEqual([problems.forbidden.detail.zh, problems.forbidden.detail.en]);
  });

  it('names no member of the answer in place of what it holds', () => {
    for (const [rejected, { title, remedy }] of rows)
      for (const text of [title.zh, title.en, remedy.zh, remedy.en])
        expect(text, rejected).not.toMatch(/\bseen\b/);
    for (const [name, { title, detail }] of Object.entries(problems))
      for (const text of [title.zh, title.en, detail.zh, detail.en])
        expect(text, name).not.toMatch(/\bseen\b/);
  });

  /** What programs alone send, formats of files, and the steps of a confirmation by requests. */
  const FOR_PROGRAMS: readonly string[] = [
    ...['id-taken', 'signature-invalid', 'confirmation-required', 'confirmation-not-initiated'],
    ...['confirmation-ended', 'boundary-not-geojson', 'boundary-hole-outside', 'dataset-header'],
  ];

  it('names no route and no member of the API, where people can do what it says', () => {
    const bare = (text: string) => text.replaceAll(/\{\w+\}/g, '');
    const speaking = rows.filter(([, { title, remedy }]) =>
      [title.zh, title.en, remedy.zh, remedy.en].some((text) => speaksOfApi(bare(text))),
    );
    expect(speaking.map(([rejected]) => rejected).sort()).toEqual([...FOR_PROGRAMS].sort());
  });

  it('a rejection without the facts that its words quote is no program', () => {
    // By this the compiler holds every call of reject() in shared/ and functions/.
    // @ts-expect-error the words quote `turn`
    reject('not-your-turn');
    // @ts-expect-error the words quote `turn`
    reject('not-your-turn', undefined, { whose: 'o-1' });
    // @ts-expect-error of an unknown rule the words may quote anything
    reject('not-your-turn' as RejectionCode, undefined, { turn: 'o-1' });
    expect(reject('not-your-turn', undefined, { turn: 'o-1' }).seen).toEqual({ turn: 'o-1' });
    expect(reject('not-found')).toEqual({ rejected: 'not-found' });
  });
});

it.each([
  ['missing', 'not-found', 404],
  ['forbidden', 'not-yours', 403],
  ['conflict', 'organization-united', 409],
  ['invalid', 'identity-missing', 422],
] as const)('what is %s has the status of its kind (%s: %i)', (kind, rejected, status) => {
  expect(rejections[rejected].kind).toBe(kind);
  const { statusCode, body } = rejectionResponse({ rejected }, 'en');
  expect([statusCode, JSON.parse(body).status]).toEqual([status, status]);
});
