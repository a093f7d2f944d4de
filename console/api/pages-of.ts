/** Lists that are needed as a whole, page after page. */
import type { Read } from '../../events/client/request.ts';
import type { Api } from './api.ts';

const PAGE = '200';
/** 10,000 items: whoever has more of them sees the first, and works by the API. */
const PAGES_MAX = 50;

interface Page<Item> {
  items: Item[];
  next?: string;
}

/** Every page of a list, up to the bound. @throws Refusal, NoAnswer */
export async function pagesOf<Item>(
  api: Api,
  page: (query: { limit: string; cursor?: string }) => Read<Page<Item>>,
  signal: AbortSignal,
): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | undefined;
  for (let count = 0; count < PAGES_MAX; count++) {
    const { items, next } = await api.read(page({ limit: PAGE, ...(cursor && { cursor }) }), signal);
    all.push(...items);
    if (next === undefined) break;
    cursor = next;
  }
  return all;
}
