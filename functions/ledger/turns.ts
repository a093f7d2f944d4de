/**
 * Turns at moving an entity, within one function instance. Of commits that move the same block only one can
 * win; the others would read and write for nothing, the more so the busier the machine. So a commit whose
 * block another commit of this instance is about to move waits until that one is done, and reads again: then
 * it meets the block that its predecessor left, mostly from memory (recent-blocks.ts). Between instances the
 * versions decide.
 */
import type { LedgerReads } from './reads.ts';

/** Waiting commits by entity that is being moved, in order of arrival; a free entity has no entry. */
type Queues = Map<string, (() => void)[]>;

/** One commit's turns. A commit that takes one has to `end` it in every case. */
export class Turn {
  private readonly queues: Queues;
  private readonly held = new Set<string>();

  constructor(queues: Queues) {
    this.queues = queues;
  }

  /**
   * Resolves true when all these entities are this commit's to move: at once, if they are free. Resolves
   * false after a wait: what was read before the wait is old.
   */
  async take(entities: readonly string[]): Promise<boolean> {
    const others = entities.find((entity) => this.queues.has(entity) && !this.held.has(entity));
    for (const entity of this.held)
      if (others !== undefined || !entities.includes(entity)) this.release(entity);
    if (others === undefined) {
      for (const entity of entities) {
        if (!this.queues.has(entity)) this.queues.set(entity, []);
        this.held.add(entity);
      }
      return true;
    }
    // No turn is held while waiting: two commits that wait for each other would wait for ever.
    await new Promise<void>((resolve) => this.queues.get(others)?.push(resolve));
    this.held.add(others);
    return false;
  }

  end(): void {
    for (const entity of this.held) this.release(entity);
  }

  /** The first commit in the queue gets the entity next. */
  private release(entity: string): void {
    this.held.delete(entity);
    const next = this.queues.get(entity)?.shift();
    if (next) next();
    else this.queues.delete(entity);
  }
}

const ofReads = new WeakMap<LedgerReads, Queues>();

/** A new commit's turn among those that this instance makes to the table behind `reads`. */
export function newTurn(reads: LedgerReads): Turn {
  const known = ofReads.get(reads) ?? new Map();
  ofReads.set(reads, known);
  return new Turn(known);
}
