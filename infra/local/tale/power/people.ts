/** Who is who in the tale of the wind farm. All are examples (示例). */
import type { Actor, Stage } from '../stage.ts';

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

export async function gather(stage: Stage): Promise<People> {
  return {
    wind: await stage.known('wind'),
    grid: await stage.known('grid'),
    steel: await stage.known('steel'),
    zinc: await stage.known('zinc'),
    copper: await stage.known('copper'),
    authority: await stage.known('regulator'),
  };
}
