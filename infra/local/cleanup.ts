type Step = () => Promise<void> | void;

/** Steps that clean up at the end, the last first. */
export interface Cleanup {
  add(step: Step): void;
  /** Runs all steps, even when one fails; then throws the first failure. Later calls wait for the first. */
  run(): Promise<void>;
}

export function createCleanup(): Cleanup {
  const steps: Step[] = [];
  let running: Promise<void> | undefined;
  const run = async () => {
    const failures: unknown[] = [];
    for (let step = steps.pop(); step; step = steps.pop()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };
  return {
    add: (step) => void steps.push(step),
    run: () => {
      running ??= run();
      return running;
    },
  };
}
