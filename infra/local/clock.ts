/**
 * The time of a local instance. A demo of years (a publication of 20 working days, a monitoring period)
 * can't wait for them, so an instance may be given a clock that runs ahead of this machine's or behind it:
 * the functions' `Date` and the presigned URLs follow that clock. Tokens and timers keep to the real time.
 * The cloud has no such clock.
 */
export class LocalClock {
  /** Milliseconds between this machine's time and the instance's; shared with the functions' threads. */
  readonly offset: SharedArrayBuffer = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  private readonly milliseconds = new BigInt64Array(this.offset);

  now(): Date {
    return new Date(Date.now() + Number(Atomics.load(this.milliseconds, 0)));
  }

  /** Sets the instance's time; it runs on from there. */
  set(instant: Date): void {
    Atomics.store(this.milliseconds, 0, BigInt(instant.getTime() - Date.now()));
  }
}

/** Makes every `Date` of this thread show the clock's time. To be called before anything else is loaded. */
export function followClock(offset: SharedArrayBuffer): void {
  const milliseconds = new BigInt64Array(offset);
  const Real = globalThis.Date;
  const now = () => Real.now() + Number(Atomics.load(milliseconds, 0));
  class ClockDate extends Real {
    constructor(...given: unknown[]) {
      if (given.length === 0) super(now());
      else super(...(given as [number]));
    }
    static override now(): number {
      return now();
    }
  }
  globalThis.Date = ClockDate as DateConstructor;
}
