/** The actors in the demo of the wind farm. All are examples (示例). */
import type { Actor, Demo } from '../registry.ts';

/** Who takes part in the farm and its contracts. */
export interface Parties {
  /** Who generates, */
  wind: Actor;
  /** who meters, */
  grid: Actor;
  /** who buys under long contracts, */
  steel: Actor;
  zinc: Actor;
  /** and who keeps the province's account. */
  authority: Actor;
}

export interface People extends Parties {
  /** Who buys a certificate without its power. */
  copper: Actor;
}

export async function gatherParties(demo: Demo): Promise<Parties> {
  return {
    wind: await demo.known('wind'),
    grid: await demo.known('grid'),
    steel: await demo.known('steel'),
    zinc: await demo.known('zinc'),
    authority: await demo.known('regulator'),
  };
}

export const gather = async (demo: Demo): Promise<People> => ({
  ...(await gatherParties(demo)),
  copper: await demo.known('copper'),
});
