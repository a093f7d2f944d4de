/** Version chains: each advanced entity gets the next version and names the commit that last moved it. */
import type { Advance, RegistryEvent } from '../../../../shared/ledger/event.ts';
import type { LiveEntity } from '../../live-state.ts';
import { instant } from '../../log-time.ts';
import type { Violates } from '../../violation.ts';

/** One link of an entity's chain. `current` is undefined where the entity is newly born or no longer live. */
export function checkLink(
  { entity, version, prev }: Advance,
  atSeconds: number,
  current: LiveEntity | undefined,
  violates: Violates,
): void {
  const expected = (current?.version ?? 0) + 1;
  if (version !== expected) violates('version-chain', { version, expected }, entity);
  if (prev !== current?.commit) violates('prev-wrong', { prev, expected: current?.commit }, entity);
  // The writer stamps no commit before its predecessors; compared to the second, as
  // the replay keeps instants.
  if (current && atSeconds < current.atSeconds) {
    const seen = { at: instant(atSeconds), before: instant(current.atSeconds) };
    violates('time-before-prev', seen, entity);
  }
}

/** `advances` names exactly the entities that the event changes. */
export function checkAdvanced(
  { advances }: RegistryEvent,
  changed: ReadonlySet<string>,
  violates: Violates,
): void {
  const named = new Set<string>();
  for (const { entity } of advances) {
    if (named.has(entity)) violates('advances-repeated', {}, entity);
    else if (!changed.has(entity)) violates('advances-extra', {}, entity);
    named.add(entity);
  }
  for (const entity of changed) if (!named.has(entity)) violates('advances-missing', {}, entity);
}
