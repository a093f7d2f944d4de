/** A reader: an endpoint that finds one thing, for those who may see it, and shows it as JSON. */
import type * as z from 'zod';
import type { Action } from '../../shared/ledger/role.ts';
import type { World } from '../ledger/ledger-world.ts';
import { type Endpoint, endpoint, type Parsed, type Request } from './endpoint.ts';

interface Declared<P extends z.ZodType, F extends object> extends Pick<Endpoint, 'summary' | 'opens'> {
  /** Absent on public routes. */
  action?: Action;
  path: P;
  reply: () => z.ZodType;
  /**
   * Refuses by throwing, where there is none or the caller may not see it. The version of what is found, if
   * it has one, is the ETag.
   */
  find: (asked: Request<unknown, Parsed<P>>, world: World) => Promise<F>;
  view: (found: F, asked: Request<unknown, Parsed<P>>, world: World) => object | Promise<object>;
}

/** Declares a reader. The members infer their types from those before them, so they keep this order. */
export function reader<P extends z.ZodType, F extends object>(declared: Declared<P, F>): Endpoint {
  const { find, view, ...described } = declared;
  return endpoint({
    ...described,
    status: 200,
    run: async (asked, world) => {
      const found = await find(asked, world);
      const json = await view(found, asked, world);
      return { json, ...('version' in found && { headers: { etag: `"v${found.version}"` } }) };
    },
  });
}
