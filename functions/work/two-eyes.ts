/**
 * A command in two steps. One representative sends it to be initiated: it is decided as if it were done, so
 * that what refuses it is told at once, and then waits. Another one sends the same request to confirm it, and
 * it goes the whole way that any command goes: roles, schemas, signature, decision, commit.
 */
import { toHex } from '../../shared/base/encoding.ts';
import { commitId, type Draft } from '../../shared/ledger/decision.ts';
import type { EventType } from '../../shared/ledger/event.ts';
import { isRejection, type Rejection } from '../../shared/ledger/rejection.ts';
import type { Step } from '../http/confirmation.ts';
import type { Reply, Request } from '../http/endpoint.ts';
import { Problem } from '../http/problem.ts';
import type { Loaded } from '../ledger/basis.ts';
import type { Command, Committed } from '../ledger/commit.ts';
import type { Confirmed } from '../ledger/confirmed.ts';
import type { World } from '../ledger/ledger-world.ts';
import { KeyReusedError, RejectedError } from '../ledger/refused.ts';
import { rehearse } from '../ledger/rehearse.ts';
import { newSalt } from '../ledger/sealed.ts';
import { confirmationView } from '../views/confirmation.ts';
import { newInitiated } from './initiated.ts';
import { Initiations } from './initiations.ts';
import { theWork } from './work-table.ts';

type Asked = Pick<Request, 'identity' | 'idempotencyKey' | 'digest' | 'signature'>;

/** The two steps, for the commands that have them. */
export interface TwoEyes {
  initiate: <L extends Loaded, D extends Draft, F extends object>(
    asked: Asked,
    step: Step & { event: EventType },
    command: Command<L, D, F>,
    world: World,
  ) => Promise<Reply>;
  confirm: <F extends object>(
    asked: Asked,
    commit: (confirmed: Confirmed | Rejection) => Promise<Committed<F>>,
    world: World,
  ) => Promise<Committed<F>>;
}

export const theInitiations = () => new Initiations(theWork());

/** @throws Problem `confirmation-subject-missing` */
export function subjectOf({ sub }: { sub: string }): string {
  if (sub === '') throw new Problem('confirmation-subject-missing');
  return sub;
}

async function initiate<L extends Loaded, D extends Draft, F extends object>(
  asked: Asked,
  { event, path, body }: Step & { event: EventType },
  command: Command<L, D, F>,
  world: World,
): Promise<Reply> {
  const { reads, now } = world;
  const { identity, idempotencyKey, digest, signature } = asked;
  const { org } = identity;
  const initiator = subjectOf(identity);
  const id = commitId(org, idempotencyKey);
  const initiations = theInitiations();
  const again = async (): Promise<Reply | undefined> => {
    const found = await initiations.find(org, id);
    if (!found) return undefined;
    if (found.data.request !== digest) throw new KeyReusedError();
    const json = confirmationView(found, await reads.commit(id), initiator, now());
    return { status: 202, headers: { 'idempotent-replayed': 'true' }, json };
  };
  const before = await again();
  if (before) return before;
  // What was done under this key isn't initiated any more.
  if (await reads.commit(id)) throw new KeyReusedError();
  await rehearse(world, command);
  const given = { id, org, event, path, idempotencyKey, request: digest, initiator };
  const salt = toHex(newSalt());
  const initiated = newInitiated(
    { ...given, salt, ...(body !== undefined && { body }), ...(signature && { signature }) },
    now(),
  );
  if ((await initiations.create(initiated)) === 'moved') {
    const first = await again();
    if (first) return first;
    throw new Problem('contended');
  }
  const found = { key: { partition: '', name: '' }, version: 1, data: initiated };
  return { status: 202, json: confirmationView(found, undefined, initiator, now()) };
}

async function confirm<F extends object>(
  { identity, idempotencyKey, digest }: Asked,
  commit: (confirmed: Confirmed | Rejection) => Promise<Committed<F>>,
  { now }: World,
): Promise<Committed<F>> {
  const { org } = identity;
  const id = commitId(org, idempotencyKey);
  const taken = await theInitiations().take({ id, org, request: digest }, subjectOf(identity), now);
  // What was done is answered again, even if nothing can be confirmed any more.
  if (isRejection(taken)) return commit(taken);
  try {
    return await commit(taken.confirmed);
  } catch (error) {
    // Only where nothing of it can be under way; otherwise a minute tells.
    if (error instanceof RejectedError || error instanceof Problem) await taken.giveBack();
    throw error;
  }
}

export const twoEyes: TwoEyes = { initiate, confirm };
