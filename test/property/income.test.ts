/**
 * Whatever the price and the shares: Σ parts = price, each part within a fen of its quota, the
 * seal opens to them.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FEN_MAX } from '../../functions/units/price.ts';
import { BASIS_POINTS_WHOLE } from '../../shared/base/basis-points.ts';
import { toHex } from '../../shared/base/encoding.ts';
import { opens } from '../../shared/base/seal.ts';
import { PARTY_KINDS } from '../../shared/land/facts.ts';
import { type Entity, transferEntity } from '../../shared/ledger/entity.ts';
import { isRejection } from '../../shared/ledger/rejection.ts';
import { decideDivideIncome } from '../../shared/units/divide-income.ts';
import { dividedIncome } from '../../shared/units/income.ts';
import { agreementNamed, agreementOf, projectOf } from '../support/states/income-states.ts';
import { commitNamed, contextOf, entity, idNamed, organizationNamed } from '../support/states/states.ts';

const developer = organizationNamed('developer', ['developer']);
const transfer = commitNamed('transfer');

/** 2 to 20 parties' shares, which sum to 10,000. */
const shares = fc
  .uniqueArray(fc.integer({ min: 1, max: BASIS_POINTS_WHOLE - 1 }), { minLength: 1, maxLength: 19 })
  .map((cuts) => [0, ...cuts.toSorted((a, b) => a - b), BASIS_POINTS_WHOLE])
  .map((cuts) => cuts.slice(1).map((cut, index) => cut - cuts[index]!));

it('divides every price among all parties, to the fen', () => {
  const price = fc.oneof(
    fc.integer({ min: 1, max: 100_000 }),
    fc.maxSafeInteger().map((n) => 1 + (Math.abs(n) % FEN_MAX)),
  );
  const salt = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(price, shares, salt, (fen, basisPoints, bytes) => {
      const parties = basisPoints.map((share, index) => ({
        organization: idNamed('o', `party ${index}`),
        kind: PARTY_KINDS[index % PARTY_KINDS.length]!,
        basisPoints: share,
      }));
      const day = '2026-07-01';
      const sale = { from: developer.account, to: 'a', status: 'accepted' as const, quantity: 1, items: [] };
      const entities = new Map<string, Entity>([
        ...developer.entities,
        projectOf(developer.id, 'forest', agreementNamed('forest')),
        agreementOf(developer.id, 'forest', [{ effectiveFrom: day, parties }]),
        [transferEntity(transfer), entity({ ...sale, primary: idNamed('p', 'forest'), acceptedOn: day })],
      ]);
      const context = contextOf(developer.id, 'developer', 'own');
      const draft = decideDivideIncome(entities, { transfer, settledOn: day, fen, salt: bytes }, context);
      if (isRejection(draft)) throw new Error(draft.rejected);
      const divided = dividedIncome(fen, draft.facts.shares);
      expect(divided.parts.reduce((sum, part) => sum + BigInt(part.fen), 0n)).toBe(BigInt(fen));
      for (const [index, part] of divided.parts.entries()) {
        const tenThousandths = BigInt(part.fen) * 10_000n - BigInt(fen) * BigInt(basisPoints[index]!);
        expect(tenThousandths > -10_000n && tenThousandths < 10_000n).toBe(true);
      }
      expect(opens(draft.sealed ?? '', divided, toHex(bytes))).toBe(true);
      expect(opens(draft.sealed ?? '', { ...divided, fen: fen + 1 }, toHex(bytes))).toBe(false);
    }),
    { numRuns: 300 },
  );
});
