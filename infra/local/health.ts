/**
 * Whether an instance may answer: what its parts found out about its disk and its DynamoDB Local, for the gateway to
 * refuse by. A failure is for good; the rest passes.
 */

/** Why the instance ends: one sentence in both languages. */
export class InstanceFailure extends Error {}

/** What requests are refused for, beginning with the worst. */
export type Trouble = 'failed' | 'store-down' | 'low-space';

/** How long a store that was started again may take to be itself again, ms. */
const RECOVERY_MS = 15_000;

export class Health {
  /** So often was DynamoDB Local gone: whoever saw another number before may have lost an answer to it. */
  outages = 0;
  private storeDown = false;
  private backSince = Number.NEGATIVE_INFINITY;
  private lowSpace = false;
  private failure: InstanceFailure | undefined;
  private readonly ending = Promise.withResolvers<InstanceFailure>();

  /** What of this keeps a request from being answered. Reads go on while only space is short. */
  trouble(writes: boolean): Trouble | undefined {
    if (this.failure) return 'failed';
    if (this.storeDown) return 'store-down';
    return writes && this.lowSpace ? 'low-space' : undefined;
  }

  get failed(): InstanceFailure | undefined {
    return this.failure;
  }

  /** Resolves with what the instance has to end of; never, while there is nothing. */
  get failing(): Promise<InstanceFailure> {
    return this.ending.promise;
  }

  /** The first failure counts: those after it follow from it. */
  fail(sentence: string): void {
    this.failure ??= new InstanceFailure(sentence);
    this.ending.resolve(this.failure);
  }

  storeIsDown(): void {
    if (!this.storeDown) this.outages++;
    this.storeDown = true;
  }

  storeIsUp(): void {
    this.storeDown = false;
    this.backSince = performance.now();
  }

  /** The store has just come back: its first answers may take longer than a function waits. */
  get recovering(): boolean {
    return performance.now() - this.backSince < RECOVERY_MS;
  }

  spaceIs(low: boolean): void {
    this.lowSpace = low;
  }
}
