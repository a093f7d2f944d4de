/** Lists: `?limit&cursor` → `{items, next}`. */
import * as z from 'zod';
import type { Page } from '../ledger/reads.ts';

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 200;

/** Query parameters are strings; a limit is a plain decimal. */
export const Paging = z.strictObject({
  limit: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .transform(Number)
    .pipe(z.int().max(LIMIT_MAX))
    .default(LIMIT_DEFAULT),
  cursor: z.string().min(1).max(2000).optional(),
});

/** The schema of a page of items. */
export const pageOf =
  <T extends z.ZodType>(item: () => T) =>
  () =>
    z.strictObject({ items: z.array(item()), next: z.string().optional() });

/** A page of entities as the API shows them. */
export function pageReply<T>({ items, next }: Page<T>, view: (item: T) => object): { json: object } {
  return { json: { items: items.map(view), ...(next && { next }) } };
}
