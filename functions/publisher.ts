/** Lambda: the publisher. Every minute it puts the log's new leaves on the event bus as CloudEvents. */
import { theBus } from './bus/bus.ts';
import { type Published, publishLog } from './bus/publish.ts';
import { gauge } from './metric.ts';
import { theWork } from './work/work-table.ts';
import { theWorld } from './world.ts';

/** Leaves some of the function's 60 s for the last batch. */
const RUN_MS = 45_000;

const put = theBus();

export async function handler(): Promise<Published> {
  const world = theWorld();
  const published = await publishLog(world, theWork(), put, new Date(world.now().getTime() + RUN_MS));
  // Reported on every run, zero included: a publisher that reports nothing counts as one that does nothing.
  gauge('OldestUnpublishedSeconds', published.waitingSeconds, 'Seconds');
  return published;
}
