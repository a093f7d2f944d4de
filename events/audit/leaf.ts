/** Turns a leaf's text into its event, or into the faults found in it. */
import { isCanonical } from '../../shared/base/canonical.ts';
import { toUtf8 } from '../../shared/base/encoding.ts';
import { leafBytesMax } from '../../shared/ledger/decision.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { type CatalogueEntry, catalogue } from './catalogue.ts';
import { SURELY_SHORT } from './quick-leaf.ts';
import type { Violates } from './violation.ts';

/** The event of a leaf. Undefined where it can't be replayed; every fault is reported. */
export function readLeaf(text: string, violates: Violates): RegistryEvent | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    violates('leaf-not-json', { error: (error as Error).message });
    return undefined;
  }
  if (text.length > SURELY_SHORT) checkLength(text, parsed, violates);
  if (!isCanonical(text, parsed)) violates('leaf-not-canonical');
  return heldAgainstSchema(parsed, violates);
}

function checkLength(text: string, parsed: unknown, violates: Violates): void {
  const bytes = toUtf8(text).length;
  const limit = leafBytesMax(typeof parsed === 'object' && parsed !== null ? parsed : {});
  if (bytes > limit) violates('leaf-too-long', { bytes, limit });
}

function heldAgainstSchema(parsed: unknown, violates: Violates): RegistryEvent | undefined {
  const type = (parsed as { type?: unknown } | null)?.type;
  if (typeof type !== 'string' || !Object.hasOwn(catalogue, type)) {
    violates('leaf-schema', { path: '/type', error: String(type) });
    return undefined;
  }
  const { schema } = catalogue[type as keyof typeof catalogue] satisfies CatalogueEntry;
  const result = schema.safeParse(parsed);
  if (result.success) return parsed as RegistryEvent;
  const { path, message } = result.error.issues[0]!;
  violates('leaf-schema', { path: path.map((part) => `/${String(part)}`).join(''), error: message });
  return undefined;
}
