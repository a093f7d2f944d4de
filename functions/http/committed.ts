/** What every committing response has in common. */
import * as z from 'zod';
import { leafHash } from '../../events/tlog/merkle.ts';
import { toHex, toUtf8 } from '../../shared/base/encoding.ts';
import type { Context, Draft } from '../../shared/ledger/decision.ts';
import type { Entities, EntityId } from '../../shared/ledger/entity.ts';
import { asParty, type RegistryEvent } from '../../shared/ledger/event.ts';
import type { Rejection } from '../../shared/ledger/rejection.ts';
import type { Loaded } from '../ledger/basis.ts';
import { commit, type Plan } from '../ledger/commit.ts';
import type { CommitRecord } from '../ledger/commit-record.ts';
import type { World } from '../ledger/ledger-world.ts';
import type { Reply, Request } from './endpoint.ts';

/** The receipt: the commit's id and the hash of its leaf, by which anyone finds it in the log. */
export const CommitReceipt = () =>
  z.strictObject({ id: z.string(), leafHash: z.string().regex(/^[0-9a-f]{64}$/) });

/** The receipt of a commit as it is stored. */
export const receiptOf = ({ id, leaf }: Pick<CommitRecord, 'id' | 'leaf'>) => ({
  id,
  leafHash: toHex(leafHash(toUtf8(leaf))),
});

/** Commits what the plan decides and renders the answer from the event alone, so that a retry gets the same one. */
export async function commitReply<E extends RegistryEvent, L extends Loaded, D extends Draft>(
  world: World,
  request: Request,
  plan: Plan<L, D>,
  render: (event: E) => { json: object; etag?: number },
): Promise<Reply> {
  const { identity, grant, idempotencyKey, digest, signature } = request;
  const { org, agent } = identity;
  const { role, scope } = grant;
  const asked = { org, agent, role, scope, idempotencyKey, request: digest, signature };
  const done = await commit(world, { ...asked, ...plan });
  const { json, etag } = render(asParty(done.event) as E);
  return {
    headers: {
      ...(etag && { etag: `"v${etag}"` }),
      ...(done.replayed && { 'idempotent-replayed': 'true' }),
    },
    json: { ...json, commit: { id: done.id, leafHash: done.leafHash } },
  };
}

/** Commits a step that looks at one entity only, and moves it: the answer has its next version. */
export function stepReply<E extends RegistryEvent>(
  world: World,
  request: Request,
  entity: EntityId,
  decide: (entities: Entities, context: Context) => Draft | Rejection,
  render: (facts: E['facts']) => object,
): Promise<Reply> {
  return commitReply(
    world,
    request,
    {
      load: async () => ({ entities: await world.reads.entities([entity]) }),
      decide: ({ entities }, context) => decide(entities, context),
    },
    ({ facts, advances }: E) => {
      const version = advances[0]?.version ?? 0;
      return { json: { ...render(facts), version }, etag: version };
    },
  );
}
