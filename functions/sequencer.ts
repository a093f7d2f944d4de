/** Lambda: the sequencer, run by the doorbell (the table's stream) and by the sweep every minute. */

import { KMSClient } from '@aws-sdk/client-kms';
import type { World } from './ledger/ledger-world.ts';
import { readWaiting } from './ledger/log-reads.ts';
import { Sequencer } from './log/sequence.ts';
import { kmsSigner } from './log/signer.ts';
import { gauge } from './metric.ts';
import { setting, theWorld } from './world.ts';

/** Leaves some of the function's 60 s for the last append. */
const RUN_MS = 45_000;

let sequencer: Promise<Sequencer> | undefined;

/**
 * Every call does the same: append all waiting commits. The records of the stream are not even read, so
 * shuffled, doubled and lost ones make no difference.
 */
export async function handler(): Promise<{ appended: number; size: number }> {
  const world = theWorld();
  sequencer ??= makeSequencer(world).catch((error: unknown) => {
    sequencer = undefined;
    throw error;
  });
  // Reported on every run, zero included: a sequencer that reports nothing counts as one that does nothing.
  await reportOldest(world);
  return (await sequencer).run(new Date(world.now().getTime() + RUN_MS));
}

async function makeSequencer(world: World): Promise<Sequencer> {
  const signer = await kmsSigner(new KMSClient({}), setting('LOG_KEY_ID'), setting('LOG_ORIGIN'));
  return new Sequencer(world, signer);
}

/** Reports how long the oldest commit has waited; the promise is 60 s, and an alarm watches this number. */
async function reportOldest({ reads, now }: World): Promise<void> {
  const [oldest] = await readWaiting(reads, 1);
  const seconds = oldest ? (now().getTime() - Date.parse(oldest.at)) / 1000 : 0;
  gauge('OldestUnsequencedSeconds', seconds, 'Seconds');
}
