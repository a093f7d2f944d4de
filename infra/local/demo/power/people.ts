/** The actors in the demo of the wind farm. All are examples (示例). */
import type { Actor, Demo } from '../registry.ts';

export interface People {
  /** Who generates, */
  wind: Actor;
  /** who meters, */
  grid: Actor;
  /** who buys under long contracts, */
  steel: Actor;
  zinc: Actor;
  /** who buys a certificate without its power, */
  copper: Actor;
  /** and who keeps the province's account. */
  authority: Actor;
}

export async function gather(demo: Demo): Promise<People> {
  return {
    wind: await demo.known('wind'),
    grid: await demo.known('grid'),
    steel: await demo.known('steel'),
    zinc: await demo.known('zinc'),
    copper: await demo.known('copper'),
    authority: await demo.known('regulator'),
  };
}
