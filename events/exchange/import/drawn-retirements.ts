/**
 * Retirements that a file tells by vintage: each is one retirement, of the issuances that it is drawn from.
 */
import type { Words } from '../../../shared/base/words.ts';
import type { PostV1RetirementsBody } from '../../client/operations.schemas.ts';
import { postV1Retirements } from '../../client/operations.ts';
import { change } from '../../client/request.ts';
import { RefusedError } from '../refused.ts';
import type { RegistryClient } from '../registry-client.ts';
import type { DrawnRetirement, SinkProject, SinkVintage } from '../sink-rows.ts';
import { Made } from './sink-registry.ts';
import { keyOf } from './step-key.ts';

export const ISSUANCE_MISSING: Words = {
  zh: '其签发未能导入，注销未记录',
  en: 'its issuance could not be imported, so the retirement is not recorded',
};

/** Issuances whose retirements are recorded apart from them. */
export const drawnFrom = ({ drawn = [] }: SinkProject): ReadonlySet<SinkVintage> =>
  new Set(drawn.flatMap(({ shares }) => shares.map(({ of }) => of)));

/** Each with its Idempotency-Key, made of what the row says; rows that say the same are counted. */
export function keyedDrawn(
  { drawn = [] }: SinkProject,
  source: string,
): { drawn: DrawnRetirement; key: string }[] {
  const seen = new Map<string, number>();
  return drawn.map((each) => {
    const { code, vintage, quantity, retirement } = each;
    const { beneficiary = '', reason = '', foreign } = retirement;
    const { retiredOn = '', details = '', account = '' } = foreign ?? {};
    const parts = [source, code, vintage, quantity, retiredOn, beneficiary, reason, details, account];
    const same = JSON.stringify(parts);
    const count = (seen.get(same) ?? 0) + 1;
    seen.set(same, count);
    return { drawn: each, key: keyOf('drawn', ...parts, count) };
  });
}

/**
 * Records it, unless an earlier run did: of a longer list perhaps, which drew the same retirement from other
 * issuances.
 */
export async function recordOnce(
  client: RegistryClient,
  key: string,
  retiring: PostV1RetirementsBody,
): Promise<void> {
  try {
    await change(client, postV1Retirements(retiring), key, Made);
  } catch (error) {
    if (!(error instanceof RefusedError) || error.kind !== 'idempotency-key-reused') throw error;
  }
}
