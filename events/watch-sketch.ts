/** A quick look at a leaf, before it is read in full: which ids it may name. */
import { isCanonical } from '../shared/base/canonical.ts';
import type { RegistryEvent } from '../shared/ledger/event.ts';

/** The members of a leaf that tell whom it names, with only their form checked. */
export type Sketch = Pick<RegistryEvent, 'by' | 'advances'> & {
  type?: unknown;
  facts?: Record<string, unknown>;
};

/** Undefined where the text is no leaf, or could hide an id that it names. */
export function sketchOf(leafText: string): Sketch | undefined {
  let parsed: Partial<Sketch> | null;
  try {
    parsed = JSON.parse(leafText);
  } catch {
    return undefined;
  }
  // An id in another spelling (`\u006f-…`) would be overlooked.
  if (!isCanonical(leafText, parsed)) return undefined;
  const { by, advances, type, facts } = parsed ?? {};
  if (typeof by !== 'object' || by === null || !Array.isArray(advances)) return undefined;
  return advances.every((each) => typeof each?.entity === 'string')
    ? { by, advances, type, ...(typeof facts === 'object' && facts !== null && { facts }) }
    : undefined;
}

/** Whether an id occurs anywhere but as the actor. */
export const namedInFacts = (leafText: string, id: string): boolean =>
  leafText.replace(`"org":"${id}","role":`, '').includes(`"${id}"`);
