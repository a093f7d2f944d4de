/** Methodologies, their parameters, and what land they are for (DOMAIN §2). */
import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../../shared/sinks/category.ts';
import {
  needsExtraApproval,
  noMethodologyReason,
  standardsEligible,
} from '../../../shared/sinks/eligibility.ts';
import {
  inForceOn,
  type Methodology,
  methodologies,
  methodologyInForce,
  methodologyOf,
} from '../../../shared/sinks/methodology.ts';
import { Standard } from '../../../shared/sinks/standard.ts';

describe('a methodology', () => {
  it.each(methodologies)('$code says where each of its figures comes from', (methodology) => {
    for (const { source, confidence } of [methodology, methodology.crediting, methodology.nonPermanence]) {
      expect(source).not.toBe('');
      expect(['H', 'M', 'K']).toContain(confidence);
    }
    expect(methodology.crediting.yearsMin ?? 1).toBeLessThanOrEqual(methodology.crediting.yearsMax);
  });

  it('has a code of its standard, once', () => {
    expect(new Set(methodologies.map(({ code }) => code)).size).toBe(methodologies.length);
    for (const { code, standard } of methodologies)
      expect(code).toMatch(standard === 'CCER' ? /^CCER-\d{2}-\d{3}-V\d{2}$/ : /^VM\d{4}$/);
  });

  it.each([
    ['CCER-14-001-V01', 20, 40, { kind: 'deduction', basisPoints: 1000 }],
    ['CCER-14-002-V01', 20, 40, { kind: 'deduction', basisPoints: 1000 }],
    ['CCER-01-001-V01', undefined, 10, { kind: 'none' }],
    ['CCER-01-002-V01', undefined, 10, { kind: 'none' }],
    ['CCER-15-001-V01', undefined, 10, { kind: 'none' }],
    ['VM0047', 40, 100, { kind: 'buffer' }],
    ['VM0010', 20, 100, { kind: 'buffer' }],
    ['VM0026', 20, 100, { kind: 'buffer' }],
    ['VM0042', 20, 100, { kind: 'buffer' }],
    ['VM0044', 7, 10, { kind: 'none' }],
    ['VM0041', 7, 10, { kind: 'none' }],
  ])('%s credits for %s to %i years', (code, yearsMin, yearsMax, nonPermanence) => {
    const methodology = methodologyOf(code);
    expect(methodology?.crediting).toMatchObject({ ...(yearsMin && { yearsMin }), yearsMax });
    expect(methodology?.crediting.yearsMin).toBe(yearsMin);
    expect(methodology?.nonPermanence).toMatchObject(nonPermanence);
  });

  it('of afforestation asks for 400 m²; no other for any', () => {
    const asking = methodologies.flatMap(({ code, parcelSquareMetresMin: min }) =>
      min ? [[code, min]] : [],
    );
    expect(asking).toEqual([['CCER-14-001-V01', 400]]);
  });

  it('is in force for its own standard, from its first day to its last', () => {
    expect(methodologyInForce('CCER', 'CCER-14-001-V01')?.name).toBe('造林碳汇');
    expect(methodologyInForce('VCS', 'CCER-14-001-V01')).toBeUndefined();
    expect(methodologyInForce('CCER', 'AR-ACM0003')).toBeUndefined();
    expect(methodologyInForce('CCER', 'CCER-14-001-V01', '2023-10-23')).toBeUndefined();
    expect(methodologyInForce('CCER', 'CCER-14-001-V01', '2023-10-24')).toBeDefined();
    const replaced: Methodology = { ...methodologyOf('VM0026')!, effectiveTo: '2025-12-31' };
    expect([inForceOn(replaced, '2025-12-31'), inForceOn(replaced, '2026-01-01')]).toEqual([true, false]);
  });
});

describe('land', () => {
  it.each([
    ['forest', ['CCER', 'VCS']],
    ['grassland', ['VCS']],
    // The CCER methodology for wetland is of mangroves.
    ['wetland', ['VCS']],
    ['farmland', ['VCS']],
    ['livestock', ['CCER', 'VCS']],
    ['energy', ['CCER']],
  ] as const)('that is %s may go to %s', (category, standards) => {
    expect(standardsEligible(category)).toEqual(standards);
  });

  it('had no CCER methodology before the first', () => {
    expect(standardsEligible('forest', '2023-10-23')).toEqual(['VCS']);
  });

  it.each(['grassland', 'farmland'] as const)(
    'that is %s has no CCER methodology, and is told so',
    (category) => {
      expect(noMethodologyReason('CCER', category)).toEqual({
        zh: '目前没有已生效的 CCER 草原或农田方法学',
        en: 'No CCER grassland or cropland methodology is in force',
      });
    },
  );

  it('is given a reason exactly where a standard has nothing for it', () => {
    for (const standard of Standard.options)
      for (const category of CATEGORIES)
        expect(noMethodologyReason(standard, category) === undefined).toBe(
          standardsEligible(category).includes(standard),
        );
  });

  it('needs the extra approval under VCS outside forestry only', () => {
    expect(CATEGORIES.filter((category) => !needsExtraApproval('VCS', category))).toEqual(['forest']);
    expect(CATEGORIES.filter((category) => needsExtraApproval('CCER', category))).toEqual([]);
  });
});
