/**
 * `npm run demo:power`: the wind farm of the Hongshan park as a tale of a year and its aftermath, from the meter to a
 * retired certificate, told through the HTTP API. At the end the figures are reconciled and the log is audited.
 */
import { runTale } from './performance.ts';
import { expire, retire, tradeOnce } from './tale/power/market.ts';
import { gather } from './tale/power/people.ts';
import { register, sign } from './tale/power/plant.ts';
import { reckon } from './tale/power/reckoning.ts';
import { run } from './tale/power/year.ts';
import type { Stage } from './tale/stage.ts';

async function tell(stage: Stage): Promise<boolean> {
  const people = await gather(stage);
  const facility = await register(stage, people);
  const contracts = await sign(stage, people, facility);
  const issued = await run(stage, people, facility, contracts);
  await tradeOnce(stage, people, issued);
  await retire(stage, people, issued);
  await expire(stage, people, issued);
  return reckon(stage, people, facility, contracts);
}

await runTale(
  {
    script: 'demo:power',
    begin: new Date('2025-05-19T02:00:00.000Z'),
    tell,
    lookAround: {
      identity: 'wind',
      others: 'steel, zinc, copper, grid, verifier, regulator, operator',
      paths: ['/v1/facilities', '/v1/power-purchase-agreements'],
    },
  },
  process.argv.slice(2),
);
