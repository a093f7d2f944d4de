/** Reads of the search's index, and of what is published for comments. */
import type { SearchField, SearchKind } from '../search/form.ts';
import { PUBLICATIONS_PARTITION, searchPartition } from './keys.ts';
import type { LedgerReads, Page } from './reads.ts';

/** A key of the index that begins as asked. */
export interface FoundKey {
  kind: SearchKind;
  id: string;
  title: string;
  field: SearchField;
  /** The text that the key is made of, and how many of its places come before this one. */
  text: string;
  start: number;
}

/** A page of the keys that begin with a form, in their order. */
export async function keysFrom(
  reads: LedgerReads,
  form: string,
  limit: number,
  cursor?: string,
): Promise<Page<FoundKey>> {
  const page = await reads.page(
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :form)',
      ExpressionAttributeValues: { ':pk': searchPartition(form), ':form': form },
    },
    `search:${form}`,
    limit,
    cursor,
  );
  return page as unknown as Page<FoundKey>;
}

/** Days on which the public may comment on a design (`subject` is the project) or on a report. */
export interface PublicationRecord {
  subject: string;
  project: string;
  title: string;
  from: string;
  to: string;
}

/** A page of the publications whose last day is `today` or later, those that end first before the others. */
export async function publicationsFrom(
  reads: LedgerReads,
  today: string,
  limit: number,
  cursor?: string,
): Promise<Page<PublicationRecord>> {
  const page = await reads.page(
    {
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :today AND :end',
      ExpressionAttributeValues: { ':pk': PUBLICATIONS_PARTITION, ':today': today, ':end': '9999' },
    },
    'publications',
    limit,
    cursor,
  );
  return page as unknown as Page<PublicationRecord>;
}
