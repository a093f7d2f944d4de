/** Lambda: the indexer. Every minute it brings the indexes that are made of the log up to its new leaves. */
import { type Indexed, indexLog } from './log/indexing.ts';
import { mentions } from './log/mentions.ts';
import { searchIndex } from './log/search-index.ts';
import { gauge } from './metric.ts';
import { theWorld } from './world.ts';

/** Leaves some of the function's 60 s for the last write; each index has half of it. */
const RUN_MS = 45_000;

export async function handler(): Promise<{ mentions: Indexed; search: Indexed }> {
  const world = theWorld();
  const until = (share: number) => new Date(world.now().getTime() + share);
  const mentioned = await indexLog(world, mentions, until(RUN_MS / 2));
  const search = await indexLog(world, searchIndex, until(RUN_MS / 2));
  gauge('LeavesNotIndexed', Math.max(mentioned.behind, search.behind), 'Count');
  return { mentions: mentioned, search };
}
