/** Finds things by the beginning of a name, an id or a number; and the block that holds one serial. */
import type { LedgerReads, Page } from '../ledger/reads.ts';
import { type FoundKey, keysFrom } from '../ledger/search-reads.ts';
import { FORM_MIN, formOf, type SearchField, type SearchKind, startsOf } from './form.ts';

/** A thing that was found, and the text by which it was. */
export interface Hit {
  kind: SearchKind | 'unit';
  id: string;
  title: string;
  matched: { field: SearchField; text: string };
  /** Where the API shows it, and where a page does. */
  path: string;
  page: string;
}

/** Whether a text has enough letters to be searched. */
export const isSearchable = (text: string): boolean =>
  (formOf(text).match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= FORM_MIN;

/** A page of what begins with the text: exact matches first, then in the order of the characters. */
export async function find(
  reads: LedgerReads,
  text: string,
  limit: number,
  cursor?: string,
): Promise<Page<Hit>> {
  const form = formOf(text);
  const [unit, page] = await Promise.all([
    cursor === undefined ? unitOf(reads, text) : undefined,
    keysFrom(reads, form, limit, cursor),
  ]);
  const hits = page.items.filter((key) => isFirstPlace(key, form)).map(hitOf);
  return { items: unit ? [unit, ...hits] : hits, ...(page.next !== undefined && { next: page.next }) };
}

/** A name may begin as asked in several places; it is found once, by the first. */
function isFirstPlace({ field, text, start }: FoundKey, form: string): boolean {
  if (field !== 'name' || start === 0) return true;
  return !startsOf(text)
    .slice(0, start)
    .some((each) => each.startsWith(form));
}

const hitOf = ({ kind, id, title, field, text }: FoundKey): Hit => ({
  kind,
  id,
  title,
  matched: { field, text },
  ...placesOf(kind, id),
});

/** Of kinds whose collection is named otherwise than by the plural. */
const COLLECTIONS: Record<SearchKind, string> = {
  organization: 'organizations',
  project: 'projects',
  facility: 'facilities',
  batch: 'batches',
  statement: 'emission-statements',
  claim: 'claims',
  retirement: 'retirements',
};

function placesOf(kind: SearchKind, id: string): Pick<Hit, 'path' | 'page'> {
  const place = `${COLLECTIONS[kind]}/${id}`;
  // The statement itself may open a seal, so its public part has a route of its own.
  return { path: `/v1/${place}${kind === 'statement' ? '/totals' : ''}`, page: `/p/${place}` };
}

/** `b-…/123`: one unit by its batch and serial. */
const UNIT = /^\s*(b-[0-9a-f]{20})\s*[/#: ]\s*(\d{1,12})\s*$/;

async function unitOf(reads: LedgerReads, text: string): Promise<Hit | undefined> {
  const [, batch, digits] = UNIT.exec(text) ?? [];
  if (batch === undefined || digits === undefined) return undefined;
  const serial = Number(digits);
  const [block] = await reads.blocksCovering(batch, serial, serial, 1);
  if (!block) return undefined;
  const { from, to, status } = block.state;
  return {
    kind: 'unit',
    id: `${batch}/${serial}`,
    title: `${batch} ${serial}（${from}–${to}，${status}）`,
    matched: { field: 'serial', text: `${batch}/${serial}` },
    path: `/v1/units/${batch}/${serial}/provenance`,
    page: `/p/batches/${batch}`,
  };
}
