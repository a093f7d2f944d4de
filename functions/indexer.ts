/** Lambda: the indexer. Every minute it records which organizations the log's new leaves name. */
import { type Noted, noteMentions } from './log/mentions.ts';
import { gauge } from './metric.ts';
import { theWorld } from './world.ts';

/** Leaves some of the function's 60 s for the last write. */
const RUN_MS = 45_000;

export async function handler(): Promise<Noted> {
  const world = theWorld();
  const noted = await noteMentions(world, new Date(world.now().getTime() + RUN_MS));
  gauge('LeavesNotIndexed', noted.behind, 'Count');
  return noted;
}
