/** The outer world of commit and sequencer, as tests have it: a table, the clock, and no waiting. */
import type { NoteSigner } from '../../../events/tlog/note-key.ts';
import type { World } from '../../../functions/ledger/ledger-world.ts';
import { LedgerReads } from '../../../functions/ledger/reads.ts';
import type { Sender } from '../../../functions/ledger/table.ts';
import { Sequencer } from '../../../functions/log/sequence.ts';
import { ORIGIN } from '../log/log.ts';

/** Work enough that a guess doesn't do, in a sixteenth of the time that the public's comments take. */
const COMMENT_WORK_BITS = 16;

export const worldAt = (sender: Sender, tableName: string, now = () => new Date()): World => ({
  reads: new LedgerReads(sender, tableName),
  rootOperator: 'lvzhang-operator',
  logOrigin: ORIGIN,
  commentWorkBits: COMMENT_WORK_BITS,
  now,
  sleep: () => Promise.resolve(),
});

/** A deadline that no test's sequencing reaches. */
export const soon = () => new Date(Date.now() + 30_000);

/** Puts all that waits into the log. */
export async function sequenceAll(sender: Sender, tableName: string, signer: NoteSigner): Promise<void> {
  await new Sequencer(worldAt(sender, tableName), signer).run(soon());
}
