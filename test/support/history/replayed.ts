import { Replay, type ReplayOptions } from '../../../events/audit/replay.ts';
import { recordedSizeOf } from '../../../events/audit/state-root.ts';
import type { Violation } from '../../../events/audit/violation.ts';
import { toUtf8 } from '../../../shared/base/encoding.ts';
import { ORIGIN } from '../log/log.ts';

/** All that a replay of these leaves finds, recorded state roots checked. */
export function replayed(
  leaves: readonly string[],
  options: Pick<ReplayOptions, 'careful'> = {},
): Violation[] {
  const sizes = leaves.map((leaf) => recordedSizeOf(toUtf8(leaf))).filter((size) => size !== undefined);
  const replay = new Replay({ log: ORIGIN, recordedSizes: new Set(sizes), ...options });
  const found = leaves.flatMap((leaf, index) => [...replay.apply(index, leaf)]);
  return [...found, ...replay.finish()];
}
