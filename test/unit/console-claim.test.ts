/** What a statement still needs before a claim can be made on it. */
import { describe, expect, it } from 'vitest';
import { claimSteps } from '../../console/statements/claim/claim-steps.ts';
import type { EmissionStatement } from '../../events/client/operations.schemas.ts';

describe('steps to a claim', () => {
  const covered = {
    year: 2024,
    status: 'verified',
    coverage: { openTonnes: 0 },
    purchasedKilowattHours: '1500.75',
    views: { market: { green: { kilowattHours: '1000' } } },
  } as unknown as EmissionStatement;
  it('are done once it is verified, covered, and its year over', () => {
    expect(claimSteps(covered, '2025-01-01T00:00:00.000+08:00')).toEqual({
      verification: 'verified',
      openTonnes: 0,
      last: '2025-12-31',
      isClosed: false,
      uncoveredKilowattHours: 500,
      isYearOver: true,
      canClaim: true,
    });
  });
  it.each([
    ['not verified', { status: 'submitted' }, '2025-02-01T00:00:00.000Z'],
    ['not covered', { coverage: { openTonnes: 1 } }, '2025-02-01T00:00:00.000Z'],
    ['its year isn’t over', {}, '2024-12-31T15:59:59.000Z'],
  ])('aren’t where it is %s', (_, more, at) => {
    expect(claimSteps({ ...covered, ...(more as Partial<EmissionStatement>) }, at).canClaim).toBe(false);
  });
  it('close twelve months after the year, in China', () => {
    expect(claimSteps(covered, '2025-12-31T15:59:59.000Z').isClosed).toBe(false);
    expect(claimSteps(covered, '2025-12-31T16:00:00.000Z').isClosed).toBe(true);
  });
});
