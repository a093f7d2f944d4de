import { describe, expect, it } from 'vitest';
import {
  foreignRange,
  overlapIn,
  partOfSerial,
  type TakenRanges,
  withTaken,
} from '../../shared/units/foreign-serial.ts';

const VERRA = '9660-115597313-115618057-VCS-VCU-261-VER-US-14-1060-01012019-31122019-0';
const VERRA_OLD = '8040-449402275-449402275-VCU-042-MER-PE-14-1360-01072013-30062014-1';
const GOLD = 'GS1-1-KE-GS7495-16-2025-30645-608-30350';

describe('the range that a serial names', () => {
  it.each<[string, number, object]>([
    [
      VERRA,
      20_745,
      {
        registry: 'VCU',
        series: 'VCU-9660',
        from: 115_597_313,
        to: 115_618_057,
        project: '1060',
        year: 2019,
      },
    ],
    [
      'CN-5-168312345-168312444-1-1-0-1234',
      100,
      { registry: 'CDM', series: 'CN-5', from: 168_312_345, to: 168_312_444 },
    ],
    [
      VERRA_OLD,
      1,
      {
        registry: 'VCU',
        series: 'VCU-8040',
        from: 449_402_275,
        to: 449_402_275,
        project: '1360',
        year: 2013,
      },
    ],
    [
      GOLD,
      29_743,
      {
        registry: 'GSVER',
        series: 'GS1-1-KE-GS7495-16-2025-30645',
        from: 608,
        to: 30_350,
        project: '7495',
        year: 2025,
      },
    ],
    // Of older forms nothing but the range is known, …
    ['H102771824-85975-85979', 5, { registry: 'other', series: 'H102771824', from: 85_975, to: 85_979 }],
    // … whatever quantity stands beside it, …
    ['CAR-1-US-9-1-100', 50, { registry: 'other', series: 'CAR-1-US-9', from: 1, to: 100 }],
    // … and where the last two numbers can't be one, the text is one thing.
    ['CN-12-2009-77', 40, { registry: 'other', series: 'CN-12-2009-77', from: 1, to: 40 }],
    ['ABC-9-0-1234', 40, { registry: 'other', series: 'ABC-9-0-1234', from: 1, to: 40 }],
    ['H102771824', 40, { registry: 'other', series: 'H102771824', from: 1, to: 40 }],
  ])('%s', (serial, quantity, expected) => expect(foreignRange(serial, quantity)).toEqual(expected));

  it('is the same in another case, with spaces or leading zeros', () => {
    const written = ' 0009660-115597313 -115618057-vcs-vcu-261-ver-us-14-1060-01012019-31122019-0';
    expect(foreignRange(written, 20_745)).toEqual(foreignRange(VERRA, 20_745));
  });

  it.each([
    ['en dashes', VERRA.replaceAll('-', '–')],
    [
      'a non-breaking hyphen, a minus and a full-width one',
      VERRA.replace('-', '‑').replace('-', '−').replace('-', '－'),
    ],
    ['full-width digits', VERRA.replace('9660', '９６６０')],
    ['full-width letters', VERRA.replace('VCS', 'ＶＣＳ')],
    ['a full stop behind it', `${VERRA}.`],
    ['a Chinese one', `${VERRA}。`],
    ['an apostrophe and no-break spaces around it', `'\u00a0${VERRA}\u00a0`],
  ])('is the same with %s', (_, written) => {
    expect(foreignRange(written, 20_745)).toEqual(foreignRange(VERRA, 20_745));
    expect(partOfSerial(written, 20_745, 2, 11).replace(/[.。]$/, '')).toContain('115597314');
  });

  it('of an unknown form is the same too, and of another text another', () => {
    expect(foreignRange('cn–１２', 40)).toEqual(foreignRange('CN-12', 40));
    expect(foreignRange('CN-12(1)', 40)).not.toEqual(foreignRange('CN-12(2)', 40));
    expect(foreignRange('……', 40).series).not.toBe('');
  });

  it('is of a block, whatever project and vintage the serial claims', () => {
    const other = VERRA.replace('-1060-01012019-31122019-', '-1061-01012018-31122018-');
    expect(foreignRange(other, 20_745).series).toBe(foreignRange(VERRA, 20_745).series);
  });
});

describe('the serial of a part', () => {
  it.each([
    [VERRA, 20_745, VERRA.replace('115597313-115618057', '115597314-115597323')],
    [GOLD, 29_743, 'GS1-1-KE-GS7495-16-2025-30645-609-618'],
    ['H102771824-85975-85989', 15, 'H102771824-85976-85985'],
    ['H102771824', 40, 'H102771824'],
  ])('units 2 to 11 of %s', (serial, quantity, expected) =>
    expect(partOfSerial(serial, quantity, 2, 11)).toBe(expected),
  );
});

describe('ranges that are taken', () => {
  it('grow together where they touch, and tell what overlaps', () => {
    let taken: TakenRanges = [];
    for (const [from, to] of [
      [11, 20],
      [31, 40],
      [1, 10],
      [22, 30],
    ] as const)
      taken = withTaken(taken, { from, to });
    expect(taken).toEqual([
      [1, 20],
      [22, 40],
    ]);
    expect(overlapIn(taken, { from: 21, to: 21 })).toBeUndefined();
    expect(overlapIn(taken, { from: 21, to: 22 })).toEqual([22, 40]);
    expect(overlapIn(taken, { from: 1, to: 100 })).toEqual([1, 20]);
  });
});
