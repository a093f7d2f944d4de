/** Reads of the index of organizations that the log names. */
import { mentionsPartition } from './keys.ts';
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
