/** What an import asks of a registry, whether over HTTP or within it. */
import * as z from 'zod';

export interface RegistryClient {
  /** @throws RefusedError */
  get<T>(path: string, reply: z.ZodType<T>): Promise<T>;
  /** A change, which happens once under its key. @throws RefusedError */
  post<T>(path: string, idempotencyKey: string, body: object | undefined, reply: z.ZodType<T>): Promise<T>;
  /** Every item of a list, page after page; `path` may have a query of its own. @throws RefusedError */
  list<T>(path: string, item: z.ZodType<T>): AsyncGenerator<T>;
}

/** Page size of a list, the API's maximum. */
const PAGE_LIMIT = 200;

/** Every item of a list, read page by page. */
export async function* itemsOf<T>(
  client: Pick<RegistryClient, 'get'>,
  path: string,
  item: z.ZodType<T>,
): AsyncGenerator<T> {
  const Page = z.object({ items: z.array(item), next: z.string().optional() });
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ limit: String(PAGE_LIMIT), ...(cursor && { cursor }) });
    const page: z.infer<typeof Page> = await client.get(
      `${path}${path.includes('?') ? '&' : '?'}${query}`,
      Page,
    );
    yield* page.items;
    cursor = page.next;
  } while (cursor);
}
