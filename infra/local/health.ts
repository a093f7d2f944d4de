/**
 * Whether an instance may answer: what its parts found out about its disk and its DynamoDB Local, for the
 * gateway to refuse requests by. A failure is permanent; other troubles pass.
 */

/** The reason why the instance ends: one sentence in both languages. */
export class InstanceFailure extends Error {}

/** Reasons to refuse requests, beginning with the worst. */
export type Trouble = 'failed' | 'store-down' | 'low-space';

/** How long a restarted store may take to be fully back, ms. */
const RECOVERY_MS = 15_000;

export class Health {
  /**
   * Number of times DynamoDB Local was gone: if the number has changed during a request, an answer may have
   * been lost.
   */
  outages = 0;
  private storeDown = false;
  private backSince = Number.NEGATIVE_INFINITY;
  private lowSpace = false;
  private failure: InstanceFailure | undefined;
  private readonly ending = Promise.withResolvers<InstanceFailure>();

  /** The trouble that keeps a request from being answered. Reads go on while only space is short. */
  trouble(writes: boolean): Trouble | undefined {
    if (this.failure) return 'failed';
    if (this.storeDown) return 'store-down';
    return writes && this.lowSpace ? 'low-space' : undefined;
  }

  get failed(): InstanceFailure | undefined {
    return this.failure;
  }

  /** Resolves with the failure for which the instance has to end; pending while there is none. */
  get failing(): Promise<InstanceFailure> {
    return this.ending.promise;
  }

  /** Only the first failure counts: later ones follow from it. */
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

  /** True while the store has just come back: its first answers may take longer than a function waits. */
  get recovering(): boolean {
    return performance.now() - this.backSince < RECOVERY_MS;
  }

  spaceIs(low: boolean): void {
    this.lowSpace = low;
  }
}
