/** Reads of the index of organizations that the log names. */
import { MENTIONED_KEY, mentionsPartition } from './keys.ts';
import type { LedgerReads, Page } from './reads.ts';
import type { MentionRecord } from './table.ts';

/** How many leaves have been searched, from the first on. Strongly consistent. */
export async function readMentioned(reads: LedgerReads): Promise<number> {
  const [item] = await reads.items([MENTIONED_KEY]);
  return (item as { size: number } | undefined)?.size ?? 0;
}

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
