/** A leaf before it is read: whom it may name, of every leaf of a log. */
import { isCanonical } from '../shared/base/canonical.ts';
import type { RegistryEvent } from '../shared/ledger/event.ts';

/** So much of a leaf's form as tells whom it names. */
export type Sketch = Pick<RegistryEvent, 'by' | 'advances'> & {
  type?: unknown;
  facts?: Record<string, unknown>;
};

/** Undefined where the text is no leaf, or could hide whom it names. */
export function sketchOf(leafText: string): Sketch | undefined {
  let parsed: Partial<Sketch> | null;
  try {
    parsed = JSON.parse(leafText);
  } catch {
    return undefined;
  }
  // An id written otherwise (`\u006f-…`) would be overlooked.
  if (!isCanonical(leafText, parsed)) return undefined;
  const { by, advances, type, facts } = parsed ?? {};
  if (typeof by !== 'object' || by === null || !Array.isArray(advances)) return undefined;
  return advances.every((each) => typeof each?.entity === 'string')
    ? { by, advances, type, ...(typeof facts === 'object' && facts !== null && { facts }) }
    : undefined;
}

/** Whether an id stands anywhere but as the one who acts. */
export const namedInFacts = (leafText: string, id: string): boolean =>
  leafText.replace(`"org":"${id}","role":`, '').includes(`"${id}"`);
