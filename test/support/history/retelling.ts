/**
 * A history that a lying operator tells and signs: the deciders are told something untrue, or what they
 * decide is said otherwise, and every later step builds on it. So each leaf fits all before it: ids,
 * versions, advances and copied figures. The audit has the leaves alone.
 */
import { type Context, type Draft, eventOf } from '../../../shared/ledger/decision.ts';
import type { EntityId, StateOf } from '../../../shared/ledger/entity.ts';
import type { EventOfType, EventType, Facts, RegistryEvent } from '../../../shared/ledger/event.ts';
import { evolve } from '../../../shared/ledger/evolve.ts';
import { isRejection, type Rejection } from '../../../shared/ledger/rejection.ts';
import { type By, History } from './history.ts';

type Twist = (facts: Facts<EventType>) => void;

export class Retelling extends History {
  private readonly twists = new Map<EventType, Twist>();

  /** The facts of the next event of the type are told otherwise: `change` edits them. */
  twist<T extends EventType>(type: T, change: (facts: Facts<T>) => void): void {
    this.twists.set(type, change as Twist);
  }

  /** The deciders see these members of an entity; the log doesn't know of it. */
  believe<I extends EntityId>(id: I, members: { [K in keyof StateOf<I>]?: StateOf<I>[K] | undefined }): void {
    const found = this.entities.get(id);
    if (!found) throw new Error(`there is no ${id}`);
    this.entities.set(id, { ...found, state: { ...found.state, ...members } as typeof found.state });
  }

  /** Twists that wait for their event: lies that were never told. */
  get untold(): EventType[] {
    return [...this.twists.keys()];
  }

  override commit<T extends EventType>(
    by: By,
    decide: (context: Context) => Draft | Rejection,
  ): EventOfType<T> {
    return super.commit<T>(by, (context) => {
      const draft = decide(context);
      return isRejection(draft) ? draft : this.retold(draft, context);
    });
  }

  private retold(draft: Draft, context: Context): Draft {
    const change = this.twists.get(draft.type);
    if (!change) return draft;
    this.twists.delete(draft.type);
    const told = structuredClone(draft);
    change(told.facts);
    const event: RegistryEvent = eventOf(told, this.entities, context);
    return { ...told, advances: evolve(this.entities, event).map(([entity]) => entity) } as Draft;
  }
}
