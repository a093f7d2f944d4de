/** Names for schemas: the description of the API says each of them once, under its name. */
import type * as z from 'zod';

/**
 * A schema that the API's description knows by that name (a component; the field's own word in singular,
 * `Batch`). It is made when first asked for, and once, so that all that refer to it mean the same one.
 */
export function named<S extends z.ZodType>(id: string, make: () => S): () => S {
  let made: S | undefined;
  return () => {
    made ??= make().meta({ id });
    return made;
  };
}
