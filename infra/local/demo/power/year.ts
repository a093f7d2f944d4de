/**
 * A year of months: metered, confirmed, issued, settled; a shortfall on either side, and a corrected reading.
 */
import * as z from 'zod';
import { addDays } from '../../../../shared/base/day.ts';
import { addMonths, daysOf } from '../../../../shared/base/month.ts';
import type { Actor, Demo } from '../registry.ts';
import type { Parties } from './people.ts';
import { type Contract, FIRST_MONTH, kilowattHours, megawattHours } from './plant.ts';

/** Fed into the grid, and the part that storage discharged, kWh, June 2025 to May 2026: 320.6 GWh. */
const GENERATED: readonly (readonly [number, number])[] = [
  [20_412_337, 913_204],
  [12_105_918, 1_012_406],
  [17_630_245, 960_118],
  [22_811_702, 1_044_630],
  [29_306_541, 1_187_255],
  [33_418_909, 1_203_770],
  [34_960_118, 1_220_034],
  [33_905_473, 1_198_441],
  [29_817_660, 1_075_329],
  [31_720_084, 1_190_012],
  [29_411_395, 1_101_467],
  [25_108_226, 1_020_553],
];
/** Consumption of the works in a usual month, and of the smelter in the month of its overhaul, kWh. */
export const CONSUMED = { steel: 21_000_000, zinc: 31_250_000 };
const OVERHAUL = { month: '2025-10', kilowattHours: 4_812_600 };
/** The grid company's meter had counted double for an hour. */
const CORRECTED = { month: '2025-11', less: 31_400, on: '2026-01-12' };

/** A part of the spring's power was priced by mechanism; storage discharged none of it. */
const MECHANISM = { month: '2026-04', kwh: 412_650 };

export interface Issued {
  month: string;
  batch: string;
  quantity: number;
}

const Confirmed = z.object({
  batch: z.string().optional(),
  quantity: z.number().optional(),
  carriedAfter: z.number(),
});
const Settlement = z.object({
  deliveredMegawattHours: z.number(),
  shortfall: z.object({ megawattHours: z.number(), side: z.string() }).optional(),
});
const Revision = z.object({ revision: z.number() });
const Consumption = z.object({ pending: Revision });

/** Performs the first of the months, all of them where no number is given; returns what was issued. */
export async function run(
  demo: Demo,
  people: Parties,
  facility: string,
  contracts: readonly Contract[],
  months = GENERATED.length,
) {
  demo.chapter('逐月计量、确认、核发、结算 · Month by month');
  const issued: Issued[] = [];
  for (const [index, [kwh, discharged]] of GENERATED.slice(0, months).entries()) {
    const month = addMonths(FIRST_MONTH, index);
    demo.day(addDays(daysOf(month).to, 5));
    issued.push(...(await meter(demo, people, facility, { month, kwh, discharged })));
    if (month === MECHANISM.month) await meterMechanism(demo, people, facility);
    for (const contract of contracts) await settle(demo, people, contract, month, index);
    if (index === 0) await refuseTwice(demo, people, facility, contracts[0]!, month);
    if (demo.today() < CORRECTED.on && addMonths(month, 1) === CORRECTED.on.slice(0, 7)) {
      demo.day(CORRECTED.on);
      await correct(demo, people, facility);
    }
  }
  return issued;
}

/** 机制电价: its certificates belong to the province, and nobody may sell them. */
async function meterMechanism(demo: Demo, { wind, grid }: Parties, facility: string): Promise<void> {
  const { month, kwh } = MECHANISM;
  const path = `/v1/facilities/${facility}/generation`;
  const named = { month, energy: 'mechanism-priced' };
  const { revision } = await demo.postFor(wind, path, { ...named, kilowattHours: kwh }, Revision);
  const confirmed = await demo.postFor(grid, `${path}/confirm`, { ...named, revision }, Confirmed);
  const { quantity = 0, carriedAfter } = confirmed;
  demo.add(
    `另有机制电价电量 ${kilowattHours(kwh)}：${quantity} 个绿证归省级账户，结转 ${kilowattHours(carriedAfter)}`,
  );
}

interface Metered {
  month: string;
  kwh: number;
  discharged: number;
  reason?: string;
}

export async function meter(
  demo: Demo,
  { wind, grid }: Pick<Parties, 'wind' | 'grid'>,
  facility: string,
  { month, kwh, discharged, reason }: Metered,
): Promise<Issued[]> {
  const path = `/v1/facilities/${facility}/generation`;
  const reading = {
    month,
    energy: 'on-grid',
    kilowattHours: kwh,
    dischargedKilowattHours: discharged,
    ...(reason && { reason }),
  };
  const { revision } = await demo.postFor(wind, path, reading, Revision);
  const confirmation = { month, energy: 'on-grid', revision };
  const answer = await demo.postFor(grid, `${path}/confirm`, confirmation, Confirmed);
  const { batch, quantity = 0, carriedAfter } = answer;
  const net = reason || discharged === 0 ? '' : `（扣储能放电 ${kilowattHours(discharged)}）`;
  demo.say(
    `${month} 上网 ${kilowattHours(kwh)}${net}，电网确认：核发 ${quantity.toLocaleString('en-US')} 个绿证，结转 ${kilowattHours(carriedAfter)}`,
  );
  return batch === undefined ? [] : [{ month, batch, quantity }];
}

async function correct(demo: Demo, people: Parties, facility: string): Promise<void> {
  const { month, less } = CORRECTED;
  const [kwh, discharged] = GENERATED[5]!;
  demo.add(`表计更正 ${month}：少 ${kilowattHours(less)}（绿证不收回，以后的电量先补足）`);
  await meter(demo, people, facility, {
    month,
    kwh: kwh - less,
    discharged,
    reason: '计量装置重复计数一小时',
  });
}

async function settle(
  demo: Demo,
  people: Parties,
  { id, buyer, volumes }: Contract,
  month: string,
  index: number,
): Promise<void> {
  const by: Actor = people[buyer];
  const path = `/v1/power-purchase-agreements/${id}`;
  const overhaul = buyer === 'zinc' && month === OVERHAUL.month;
  const consumption = { month, kilowattHours: overhaul ? OVERHAUL.kilowattHours : CONSUMED[buyer] };
  const recorded = await demo.postFor(by, `${path}/consumption`, consumption, Consumption);
  const { revision } = recorded.pending;
  await demo.post(people.grid, `${path}/consumption/confirm`, { month, buyer: by.id, revision });
  const settled = await demo.postFor(by, `${path}/settlements`, { month }, Settlement);
  const { deliveredMegawattHours: delivered, shortfall } = settled;
  const side = { seller: '发电侧', buyer: '用电侧', both: '双方' }[shortfall?.side ?? ''];
  const missing = shortfall ? `；短缺 ${megawattHours(shortfall.megawattHours)}，责任在${side}` : '';
  demo.add(
    `${by.name}：合同 ${megawattHours(volumes[index] ?? 0)}，交付 ${megawattHours(delivered)}，绿证随电划转${missing}`,
  );
}

/** Neither the reading nor the settlement of a month happens twice. */
async function refuseTwice(
  demo: Demo,
  { wind, steel }: Parties,
  facility: string,
  { id }: Contract,
  month: string,
): Promise<void> {
  await demo.refused(`再次结算 ${month}`, 'month-settled', () =>
    demo.post(steel, `/v1/power-purchase-agreements/${id}/settlements`, { month }),
  );
  const impossible = { month: addMonths(month, -1), energy: 'on-grid', kilowattHours: 110_000 * 744 + 1 };
  await demo.refused(
    '填报超过装机容量的电量',
    'generation-exceeds-capacity',
    () => demo.post(wind, `/v1/facilities/${facility}/generation`, impossible),
    ({ most }) => `填报 ${kilowattHours(impossible.kilowattHours)}，该月至多 ${kilowattHours(Number(most))}`,
  );
}
