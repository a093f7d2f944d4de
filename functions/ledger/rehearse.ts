/**
 * What refuses a command now, without doing it: whoever initiates one for another to confirm learns it at
 * once.
 */
import { type Context, commitId, type Draft } from '../../shared/ledger/decision.ts';
import { isRejection } from '../../shared/ledger/rejection.ts';
import { standingOf } from './acting.ts';
import { instantOf, type Loaded } from './basis.ts';
import { type Command, newest } from './commit.ts';
import type { World } from './ledger-world.ts';
import { RejectedError } from './refused.ts';
import { refuseSignature } from './signed.ts';

/**
 * Holds nothing and promises nothing: what is decided here is decided again when it is confirmed.
 * @throws RejectedError, or what the command itself refuses by
 */
export async function rehearse<L extends Loaded, D extends Draft, F extends object>(
  world: World,
  command: Command<L, D, F>,
): Promise<void> {
  const { org, agent, role, scope, idempotencyKey } = command;
  const id = commitId(org, idempotencyKey);
  const loading = command.load({ reads: world.reads, id, org, attempt: { number: 0, thorough: true } });
  // A caller that may not act learns only that.
  loading.catch(() => {});
  const acting = await standingOf(world, command);
  if (acting.refusal) throw new RejectedError(acting.refusal);
  const loaded = await loading;
  const seen = newest(acting.entities, loaded.entities);
  const at = instantOf(world.now(), { ...loaded, entities: seen });
  const unsigned = refuseSignature(seen, command, { log: world.logOrigin, id, at });
  if (unsigned) throw new RejectedError(unsigned);
  const context: Context = { id, at, org, agent, role, scope };
  const outcome = command.decide(loaded, context);
  if (isRejection(outcome)) throw new RejectedError(outcome);
  await command.confirm?.();
}
