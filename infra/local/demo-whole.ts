/**
 * `npm run demo`: the whole chain, run through the HTTP API: land and units, a wind farm and its contracts,
 * measured activity data, statements of a steel works, a copper smelter and a data centre, green power,
 * offsets, the park that holds the three, claims, the way back from a claim to land and plants, and what
 * stays on disk of all this. At the end the figures are reconciled and the log is audited.
 */
import { leave } from './demo/left.ts';
import { register, sign } from './demo/power/plant.ts';
import { reckon as reckonPower } from './demo/power/reckoning.ts';
import { run } from './demo/power/year.ts';
import type { Demo } from './demo/registry.ts';
import { runDemo } from './demo/run.ts';
import { reckon as reckonSinks } from './demo/sinks/reckoning.ts';
import { claimForPark, reopen, walk } from './demo/statements/claims.ts';
import { retireGreen } from './demo/statements/green.ts';
import { develop, harvest } from './demo/statements/land.ts';
import { offsetAll } from './demo/statements/offset.ts';
import { cover, found, rollUp } from './demo/statements/park.ts';
import { gather } from './demo/statements/people.ts';
import { measure } from './demo/statements/platform.ts';
import { reckon } from './demo/statements/reckoning.ts';
import { supply } from './demo/statements/solar.ts';
import { stateAll } from './demo/statements/statement.ts';

/** June to December: the farm went on the grid in May. */
const MONTHS = 7;

async function tell(demo: Demo): Promise<boolean> {
  const people = await gather(demo);
  const project = await develop(demo, people);
  const units = await harvest(demo, people, project);
  const farm = await register(demo, people.power);
  const contracts = await sign(demo, people.power, farm);
  const wind = await run(demo, people.power, farm, contracts, MONTHS);
  const solar = await supply(demo, people);
  const platform = await measure(demo, people);
  const stated = await stateAll(demo, people, platform);
  await retireGreen(demo, stated, wind, solar);
  await offsetAll(demo, stated, units);
  const centre = await reopen(demo, people, stated.centre, platform, units);
  const park = await found(demo, people);
  const members = { ...stated, centre };
  const whole = await rollUp(demo, people, park, members);
  await cover(demo, whole, units);
  const claim = await claimForPark(demo, whole);
  const walked = await walk(demo, claim);
  const left = await leave(demo, {
    claim,
    project: project.project,
    batch: units.forest[0]!.batch,
    statement: members.steel.id,
    enterprise: people.steel,
    holder: people.sinks.nongtou,
    generator: people.power.wind,
    bodies: [people.sinks.validator, people.sinks.verifier],
  });
  demo.chapter('对账 · Reconciled');
  const sound = [
    walked,
    left,
    await reckonSinks(demo, people.sinks, [project]),
    await reckonPower(demo, people.power, farm, contracts),
    await reckonPower(demo, { ...people.power, wind: people.solar }, solar.facility, []),
    await reckon(demo, [members.steel, members.copper, members.centre], whole, units),
  ];
  return sound.every(Boolean);
}

await runDemo(
  {
    script: 'demo',
    begin: new Date('2024-02-26T02:00:00.000Z'),
    tell,
    lookAround: {
      identity: 'steel',
      others: 'nongtou, wind, zinc, grid, verifier, regulator, operator',
      paths: ['/v1/emission-statements', '/v1/claims', '/v1/parks'],
    },
  },
  process.argv.slice(2),
);
