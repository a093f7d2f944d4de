import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUscc, usccCheckCharacter } from '../../shared/base/uscc.ts';

/**
 * The example of GB 32100-2015, annex A, and codes of listed companies as their annual reports print them.
 */
const REAL = [
  '91350100M000100Y43',
  '914403001922038216',
  '9144030071526726XG',
  '91330100799655058B',
  '91110000802100433B',
  '91110000710925462X',
  '9152000071430580XT',
  '91100000100003962T',
];
const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];

describe('统一社会信用代码', () => {
  it.each(REAL)('%s is one', (code) => {
    expect(isUscc(code)).toBe(true);
    expect(usccCheckCharacter(code.slice(0, 17))).toBe(code.at(-1));
  });

  it('with any one character changed it is none', () => {
    for (const code of REAL)
      for (let at = 0; at < code.length; at++)
        for (const other of ALPHABET)
          if (other !== code[at]) expect(isUscc(code.slice(0, at) + other + code.slice(at + 1))).toBe(false);
  });

  it('with two neighbours swapped it is none', () => {
    for (const code of REAL)
      for (let at = 0; at < code.length - 1; at++)
        if (code[at] !== code[at + 1])
          expect(isUscc(code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2))).toBe(false);
  });

  it.each([
    [''],
    ['91350100M000100Y4'],
    ['91350100M000100Y430'],
    ['91350100m000100y43'],
    [' 91350100M000100Y43'],
    ['91350100M000100Y43\n'],
    ['９１３５０１００M000100Y43'],
    ['91350100I000100Y43'],
    ['91350100O000100Y43'],
    ['91350100S000100Y43'],
    ['91350100V000100Y43'],
    ['91350100Z000100Y43'],
    // The check character is right, but no department registers under 0 and no division is
    // written in letters.
    ['000000000000000000'],
    [`91ABCDEFM000100Y4${usccCheckCharacter('91ABCDEFM000100Y4')}`],
  ])('%j is none', (code) => {
    expect(isUscc(code)).toBe(false);
  });

  it('every 17 characters of the alphabet have one check character, others have none', () => {
    const first17 = fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 17, maxLength: 17 });
    fc.assert(fc.property(first17, (text) => ALPHABET.includes(usccCheckCharacter(text) ?? '')));
    fc.assert(fc.property(fc.string({ maxLength: 16 }), (text) => usccCheckCharacter(text) === undefined));
  });
});
