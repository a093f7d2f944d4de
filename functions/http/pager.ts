/** A pager: an endpoint that shows a list, page by page: `?limit&cursor` → `{items, next}`. */
import * as z from 'zod';
import type { Action } from '../../shared/ledger/role.ts';
import { filteredList } from '../ledger/filtered-list.ts';
import type { World } from '../ledger/ledger-world.ts';
import type { Listed, Page } from '../ledger/reads.ts';
import type { Endpoint, Parsed, Request } from './endpoint.ts';
import { wholeParameter } from './whole-parameter.ts';

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 200;

export const Paging = z.strictObject({
  limit: wholeParameter(LIMIT_MAX).default(LIMIT_DEFAULT),
  cursor: z.string().min(1).max(2000).optional(),
});

/** `Asked` is the request with the thing that the list belongs to. */
interface Declared<
  P extends z.ZodType,
  Q extends z.ZodType,
  O,
  T,
  Asked = Request<unknown, Parsed<P>, Parsed<Q>> & { of: O },
> extends Pick<Endpoint, 'summary' | 'uncached'> {
  /** Absent on public routes. */
  action?: Action;
  path?: P;
  /** Paging with a filter; Paging alone if left out. */
  query?: Q;
  /** Schema of an item. */
  item: () => z.ZodType;
  /** Finds what the list belongs to. Refuses by throwing, before the list is read. */
  of?: (request: Request<unknown, Parsed<P>, Parsed<Q>>, world: World) => Promise<O>;
  page: (asked: Asked, world: World) => Promise<Page<T>>;
  view: (item: T, asked: Asked, world: World) => object | Promise<object>;
  /** What each page tells besides its items, with the schema of its members. */
  told?: { shape: () => z.core.$ZodShape; view: (asked: Asked) => object };
}

/** Declares a pager. The members infer their types from those before them, so they keep this order. */
export function pager<P extends z.ZodType, O, T, Q extends z.ZodType = typeof Paging>({
  item,
  of,
  page,
  view,
  told,
  ...declared
}: Declared<P, Q, O, T>): Endpoint {
  const run = async (request: Request<unknown, Parsed<P>, Parsed<Q>>, world: World) => {
    const asked = { ...request, of: (await of?.(request, world)) as O };
    const { items, next } = await page(asked, world);
    return {
      json: {
        items: await Promise.all(items.map((each) => view(each, asked, world))),
        ...(next && { next }),
        ...told?.view(asked),
      },
    };
  };
  const reply = () =>
    z.strictObject({ items: z.array(item()), next: z.string().optional(), ...told?.shape() });
  return { query: Paging, ...declared, status: 200, reply, run: run as Endpoint['run'] };
}

/** The `page` of a list of which supervision sees all, and any other caller what `isOwn`. */
export const ownList =
  <S>(list: string, isOwn: (state: S, organization: string) => boolean) =>
  (
    { query: { limit, cursor }, identity, grant }: Request<unknown, unknown, Window>,
    { reads }: World,
  ): Promise<Page<Listed<S>>> =>
    grant.scope === 'any'
      ? reads.list<S>(list, limit, cursor)
      : filteredList<S>(reads, list, limit, cursor, (state) => isOwn(state, identity.org));

type Window = z.infer<typeof Paging>;
