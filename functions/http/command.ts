/**
 * A command: an endpoint that commits. It is declared by the event that it leads to: its decider drafts only
 * that event, and its view shows only that one.
 */
import type * as z from 'zod';
import type { Context, Draft } from '../../shared/ledger/decision.ts';
import {
  asParty,
  confirmedAs,
  type EventOfType,
  type EventType,
  type RegistryEvent,
} from '../../shared/ledger/event.ts';
import type { Rejection } from '../../shared/ledger/rejection.ts';
import type { Action } from '../../shared/ledger/role.ts';
import type { Counted, Loaded } from '../ledger/basis.ts';
import { type Beside, type Command, commit, type Reading } from '../ledger/commit.ts';
import type { World } from '../ledger/ledger-world.ts';
import type { TwoEyes } from '../work/two-eyes.ts';
import type { Endpoint, Parsed, Reply, Request } from './endpoint.ts';

/** What a command answers, besides the receipt. */
interface Shown {
  json: object;
  /** Version of the entity that the command made or moved. */
  etag?: number;
}

/**
 * `Asked` is the request with what `prepare` made of it; `L` is what is loaded, `D` the draft, `F` the facts
 * that stand beside the commit.
 */
interface Declared<
  E extends EventType,
  B extends z.ZodType,
  P extends z.ZodType,
  C,
  L extends Loaded,
  D extends Draft & { type: E },
  F extends object,
  Asked = Request<Parsed<B>, Parsed<P>> & C,
> extends Pick<Endpoint, 'summary' | 'bodyBytesMax' | 'status' | 'ifMatch'> {
  action: Action;
  event: E;
  path?: P;
  body?: () => B;
  reply: () => z.ZodType;
  /** Where one may initiate it and another one confirm it: each event that `confirmedAs` has a word for. */
  twoEyes?: TwoEyes | undefined;
  /** Derives, once, what all further steps need. Refuses by throwing, before anything is read. */
  prepare?: (request: Request<Parsed<B>, Parsed<P>>, world: World) => C;
  load: (asked: Asked, reading: Reading) => Promise<L>;
  /** Pure: the decision sees only what was loaded and asked. */
  decide: (loaded: L, asked: Asked, context: Context) => D | Rejection;
  /** What the decision counted besides what it moves, where that is more than the loaded entities. */
  counted?: (draft: D, loaded: L, asked: Asked) => Counted;
  /** What is written with the commit but isn't in its leaf. */
  beside?: (draft: D, loaded: L, asked: Asked, context: Context) => Beside<F>;
  /** Asks for what isn't in the table, after the decision stands. Refuses by throwing. */
  confirm?: (asked: Asked) => Promise<void>;
  /** Made from the event, the request and the facts beside only: so a retry gets the same answer. */
  view: (event: EventOfType<E>, asked: Asked, facts: F | undefined) => Shown;
}

/** Declares a command. The members infer their types from those before them, so they keep this order. */
export function command<
  E extends EventType,
  B extends z.ZodType,
  P extends z.ZodType,
  L extends Loaded,
  D extends Draft & { type: E },
  F extends object,
  C = unknown,
>(declared: Declared<E, B, P, C, L, D, F>): Endpoint {
  const {
    event: type,
    twoEyes,
    prepare,
    load,
    decide,
    counted,
    beside,
    confirm,
    view,
    ...endpoint
  } = declared;
  if ((twoEyes === undefined) !== (confirmedAs(type) === undefined))
    throw new Error(`${type}: twoEyes and confirmedAs differ`);
  const run = async (request: Request<Parsed<B>, Parsed<P>>, world: World): Promise<Reply> => {
    const asked = { ...request, ...prepare?.(request, world) } as Request<Parsed<B>, Parsed<P>> & C;
    const { identity, grant, idempotencyKey, digest, signature, confirmation } = request;
    const { org, agent } = identity;
    const { role, scope } = grant;
    const asCommand: Command<L, D, F> = {
      org,
      agent,
      role,
      scope,
      idempotencyKey,
      request: digest,
      signature,
      load: (reading) => load(asked, reading),
      decide: (loaded, context) => decide(loaded, asked, context),
      counted: counted && ((draft, loaded) => counted(draft, loaded, asked)),
      beside: beside && ((draft, loaded, context) => beside(draft, loaded, asked, context)),
      confirm: confirm && (() => confirm(asked)),
    };
    if (twoEyes && confirmation?.step === 'initiate')
      return twoEyes.initiate(request, { ...confirmation, event: type }, asCommand, world);
    const done = await (twoEyes && confirmation
      ? twoEyes.confirm<F>(request, (confirmed) => commit(world, { ...asCommand, confirmed }), world)
      : commit(world, asCommand));
    const { json, etag } = view(ofType(asParty(done.event), type), asked, done.private);
    return {
      headers: {
        ...(etag && { etag: `"v${etag}"` }),
        ...(done.replayed && { 'idempotent-replayed': 'true' }),
      },
      json: { ...json, commit: { id: done.id, leafHash: done.leafHash } },
    };
  };
  return { ...endpoint, commits: true, ...(twoEyes && { confirmable: true }), run: run as Endpoint['run'] };
}

/** @throws Error if the event is of another type: the same request under the same key can't have led to it */
function ofType<E extends EventType>(event: RegistryEvent, type: E): EventOfType<E> {
  if (!isOfType(event, type)) throw new Error(`${event.id} is ${event.type}, not ${type}`);
  return event;
}

const isOfType = <E extends EventType>(event: RegistryEvent, type: E): event is EventOfType<E> =>
  event.type === type;

/** What a step answers: the next version of the entity that it moved first, in the body and as its ETag. */
export function moved({ advances }: RegistryEvent, json: object): Shown {
  const version = advances[0]?.version ?? 0;
  return { json: { ...json, version }, etag: version };
}
