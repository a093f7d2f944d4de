/**
 * `npm run demo:sinks`: the developer's side in three projects, from the survey of the land to money in a
 * banner's account, run through the HTTP API. At the end the figures are reconciled and the log is audited.
 */

import type { Demo } from './demo/registry.ts';
import { runDemo } from './demo/run.ts';
import * as afforestation from './demo/sinks/afforestation.ts';
import * as forest from './demo/sinks/forest.ts';
import * as grassland from './demo/sinks/grassland.ts';
import { gather } from './demo/sinks/people.ts';
import { reckon, retire, takeStock } from './demo/sinks/reckoning.ts';

async function tell(demo: Demo): Promise<boolean> {
  const people = await gather(demo);
  const aohan = await afforestation.develop(demo, people);
  const neighbour = await afforestation.intrude(demo, people);
  const keshiketeng = await grassland.develop(demo, people);
  const kalaqin = await forest.develop(demo, people);
  await takeStock(demo, people);
  const [, second] = await afforestation.harvest(demo, people, aohan);
  await grassland.harvest(demo, people, keshiketeng);
  await forest.harvest(demo, people, kalaqin);
  await afforestation.deregister(demo, people, neighbour);
  if (!second) throw new Error('the second vintage of Aohan is missing');
  await retire(demo, people, second.batch, 4_000);
  demo.chapter('对账 · Reconciled');
  return reckon(demo, people, [aohan, keshiketeng, kalaqin]);
}

await runDemo(
  {
    script: 'demo:sinks',
    begin: new Date('2024-02-26T02:00:00.000Z'),
    tell,
    lookAround: {
      identity: 'nongtou',
      others: 'copper, steel, verifier, bank, regulator, operator',
      paths: ['/v1/inventory', '/v1/entitlements.csv?from=2025-01-01&to=2026-12-31'],
    },
  },
  process.argv.slice(2),
);
