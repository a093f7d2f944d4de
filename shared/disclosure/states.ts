/** States of disclosures. */
import type * as z from 'zod';
import type { disclosureFacts } from './facts.ts';

/** Who opened what to whom; it lies in the item of its own commit. */
export type DisclosureState = z.infer<(typeof disclosureFacts)['disclosure.made']> & { by: string };
