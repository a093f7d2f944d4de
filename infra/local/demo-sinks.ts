/**
 * `npm run demo:sinks`: the developer's side as a tale of three projects, from the survey of the land to money in a
 * banner's account, told through the HTTP API. At the end the figures are reconciled and the log is audited.
 */
import { runTale } from './performance.ts';
import * as afforestation from './tale/sinks/afforestation.ts';
import * as forest from './tale/sinks/forest.ts';
import * as grassland from './tale/sinks/grassland.ts';
import { gather } from './tale/sinks/people.ts';
import { reckon, retire, takeStock } from './tale/sinks/reckoning.ts';
import type { Stage } from './tale/stage.ts';

async function tell(stage: Stage): Promise<boolean> {
  const people = await gather(stage);
  const aohan = await afforestation.develop(stage, people);
  const neighbour = await afforestation.intrude(stage, people);
  const keshiketeng = await grassland.develop(stage, people);
  const kalaqin = await forest.develop(stage, people);
  await takeStock(stage, people);
  const [, second] = await afforestation.harvest(stage, people, aohan);
  await grassland.harvest(stage, people, keshiketeng);
  await forest.harvest(stage, people, kalaqin);
  await afforestation.deregister(stage, people, neighbour);
  if (!second) throw new Error('the second vintage of Aohan is missing');
  await retire(stage, people, second.batch, 4_000);
  return reckon(stage, people, [aohan, keshiketeng, kalaqin]);
}

await runTale(
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
