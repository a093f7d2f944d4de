/** Version chains: each advanced entity gets the next version and names the commit that last moved it. */
import type { Advance, RegistryEvent } from '../../../shared/event.ts';
import type { LiveEntity } from '../live-state.ts';
import type { Report } from '../violation.ts';

/**
 * How much earlier than its predecessor a commit may claim to be. The time is the clock of whichever Lambda instance
 * took the command; those are kept within milliseconds of each other, and a commit's own attempt may be some
 * seconds old when it is written. Time is monotone per entity, and not along the log: the log is in order of `prev`.
 */
const CLOCK_SKEW_SECONDS = 60;

/** One link of an entity's chain. `current` is undefined where the entity is born, or isn't live any more. */
export function checkLink(
  { entity, version, prev }: Advance,
  atSeconds: number,
  current: LiveEntity | undefined,
  report: Report,
): void {
  const expected = (current?.version ?? 0) + 1;
  if (version !== expected) report('version-chain', { version, expected }, entity);
  if (prev !== current?.commit) report('prev-wrong', { prev, expected: current?.commit }, entity);
  if (current && atSeconds < current.atSeconds - CLOCK_SKEW_SECONDS) {
    const seen = { at: timeOf(atSeconds), before: timeOf(current.atSeconds) };
    report('time-before-prev', seen, entity);
  }
}

/** `advances` names exactly the entities that the event changes. */
export function checkAdvanced(
  { advances }: RegistryEvent,
  changed: ReadonlySet<string>,
  report: Report,
): void {
  const named = new Set<string>();
  for (const { entity } of advances) {
    if (named.has(entity)) report('advances-repeated', {}, entity);
    else if (!changed.has(entity)) report('advances-extra', {}, entity);
    named.add(entity);
  }
  for (const entity of changed) if (!named.has(entity)) report('advances-missing', {}, entity);
}

const timeOf = (seconds: number) => new Date(seconds * 1000).toISOString();
