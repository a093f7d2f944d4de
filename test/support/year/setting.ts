/** The clock of a random year. */
import { vi } from 'vitest';

/** Sets the clock, also back: each year begins where the founding ended. */
export function setClock(now: number): void {
  if (vi.isFakeTimers()) vi.setSystemTime(now);
  else vi.useFakeTimers({ toFake: ['Date'], now });
}
