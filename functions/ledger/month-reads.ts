/** Records by month: generation of a facility, consumption and settlements of a contract. */
import type { StateByKind } from '../../shared/ledger/entity.ts';
import { monthSortKey, monthsPartition } from './keys.ts';
import type { LedgerReads, Listed, Page } from './reads.ts';

/** A page of the months of a facility or contract, the earliest first, strongly consistent. */
export async function monthsOf<K extends 'generation' | 'consumption' | 'settlement'>(
  reads: LedgerReads,
  kind: K,
  of: string,
  limit: number,
  cursor?: string,
): Promise<Page<Listed<StateByKind[K]>>> {
  const partition = monthsPartition(kind, of);
  return reads.page<StateByKind[K]>(
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :months)',
      ExpressionAttributeValues: { ':pk': partition, ':months': monthSortKey('') },
      ConsistentRead: true,
    },
    partition,
    limit,
    cursor,
  );
}
