/**
 * A step that a test puts into the middle of a request, by way of a patched client. The code under test
 * treats any failure of its client alike: it retries or answers 500. The step therefore keeps how it
 * ended, and the test asks for that first.
 */
export class InjectedStep {
  private ending: Promise<unknown> | undefined;
  private readonly step: () => Promise<unknown>;

  constructor(step: () => Promise<unknown>) {
    this.step = step;
  }

  get hasRun(): boolean {
    return this.ending !== undefined;
  }

  /** Runs the step once; later calls wait for that one. */
  run(): Promise<unknown> {
    this.ending ??= this.step();
    return this.ending;
  }

  /** @throws where the step never ran, and what it threw where it failed. */
  async succeeded(): Promise<void> {
    if (!this.ending) throw new Error('the injected step never ran');
    await this.ending;
  }
}
