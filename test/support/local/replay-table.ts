/** Holds the table against the replay of its log, as auditor and reconciler would. */
import { Replay } from '../../../events/audit/replay.ts';
import { entityItems, type TableEntity } from '../../../functions/ledger/entity-items.ts';
import type { Sender } from '../../../functions/ledger/table.ts';
import { Reconciliation } from '../../../functions/log/reconcile.ts';
import { fromUtf8 } from '../../../shared/base/encoding.ts';
import type { RegistryEvent } from '../../../shared/ledger/event.ts';
import { ORIGIN } from '../log/log.ts';
import type { CheckedLog } from '../log/log-check.ts';

/** What a test put into the table by hand, given to the replay after the event that it follows. */
export type Give = (replay: Replay, event: RegistryEvent, items: readonly TableEntity[]) => void;

/** Everything that leaves break, and everything in which log and table differ. */
export async function differences(
  client: Sender,
  tableName: string,
  { leaves, events }: CheckedLog,
  give: Give = () => {},
): Promise<string[]> {
  const items: TableEntity[] = [];
  for await (const item of entityItems({ client, tableName })) items.push(item);
  const replay = new Replay({ log: ORIGIN });
  const found: string[] = [];
  for (const [index, leaf] of leaves.entries()) {
    found.push(...replay.apply(index, fromUtf8(leaf)).map(({ rule }) => `leaf ${index} breaks ${rule}`));
    give(replay, events[index]!, items);
  }
  found.push(...replay.finish().map(({ rule }) => `the log breaks ${rule}`));
  const reconciliation = new Reconciliation(replay.live, new Set(events.map(({ id }) => id)));
  for (const item of items) reconciliation.compare(item);
  reconciliation.finish();
  return [...found, ...reconciliation.violations];
}
