/** Reads of the index of organizations that the log names. */
import { mentionKey, mentionsPartition } from './keys.ts';
import type { LedgerReads, Page } from './reads.ts';
import type { MentionRecord } from './table.ts';

/** A page of the leaves that name an organization, in the log's order. Strongly consistent. */
export async function mentionsOf(
  reads: LedgerReads,
  organization: string,
  limit: number,
  cursor?: string,
): Promise<Page<MentionRecord>> {
  const page = await reads.page(
    {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': mentionsPartition(organization) },
      ConsistentRead: true,
    },
    `mentions:${organization}`,
    limit,
    cursor,
  );
  return page as unknown as Page<MentionRecord>;
}

/**
 * The leaves from an index on that name an organization, in the log's order, at most `limit`. Strongly
 * consistent.
 */
export async function mentionsFrom(
  reads: LedgerReads,
  organization: string,
  from: number,
  limit: number,
): Promise<MentionRecord[]> {
  const { pk, sk } = mentionKey(organization, from);
  const { items } = await reads.page(
    {
      KeyConditionExpression: 'pk = :pk AND sk >= :from',
      ExpressionAttributeValues: { ':pk': pk, ':from': sk },
      ConsistentRead: true,
    },
    `mentions:${organization}`,
    limit,
  );
  return items as unknown as MentionRecord[];
}
