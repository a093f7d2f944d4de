/**
 * `npm run demo:power`: a demo of the wind farm of the Hongshan park over a year and its aftermath, from the
 * meter to a retired certificate, run through the HTTP API. At the end the figures are reconciled and the log
 * is audited.
 */

import { expire, retire, tradeOnce } from './demo/power/market.ts';
import { gather } from './demo/power/people.ts';
import { register, sign } from './demo/power/plant.ts';
import { reckon } from './demo/power/reckoning.ts';
import { run } from './demo/power/year.ts';
import type { Demo } from './demo/registry.ts';
import { runDemo } from './demo/run.ts';

async function tell(demo: Demo): Promise<boolean> {
  const people = await gather(demo);
  const facility = await register(demo, people);
  const contracts = await sign(demo, people, facility);
  const issued = await run(demo, people, facility, contracts);
  await tradeOnce(demo, people, issued);
  await retire(demo, people, issued);
  await expire(demo, people, issued);
  demo.chapter('对账 · Reconciled');
  return reckon(demo, people, facility, contracts);
}

await runDemo(
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
