/** A second plant, whose certificates are sold apart from their power: bought, they count as certificates. */
import { addDays } from '../../../../shared/base/day.ts';
import { daysOf } from '../../../../shared/base/month.ts';
import { megawattHours } from '../power/plant.ts';
import { type Issued, meter } from '../power/year.ts';
import type { Actor, Demo } from '../registry.ts';
import type { People } from './people.ts';

/** kWh of the last months of the year. */
const MONTHS = [
  ['2025-11', 13_412_660],
  ['2025-12', 12_905_318],
] as const;
/** MWh bought of each month, in their order. */
export const BOUGHT = { centre: [9_500, 9_500], copper: [3_000, 3_000] } as const;
const FEN_PER_MEGAWATT_HOUR = 620;

export interface Solar {
  facility: string;
  issued: Issued[];
}

export async function supply(demo: Demo, people: People): Promise<Solar> {
  demo.chapter('另购绿证：与电量分开的一次交易 · Certificates bought apart from their power');
  const { solar, centre, copper } = people;
  const { grid } = people.power;
  const body = {
    name: '示例光伏电站',
    technology: 'solar',
    banner: '150404',
    capacityKilowatts: 100_000,
    connectedOn: '2024-06-28',
    meters: [
      { id: 'GF-66kV-01', kind: 'on-grid' },
      { id: 'GF-GEN-01', kind: 'generation' },
    ],
    grid: grid.id,
  };
  const facility = await demo.create(solar, '/v1/facilities', body);
  demo.say('示例光伏电站 100 MW 建档立卡');
  const issued: Issued[] = [];
  for (const [month, kwh] of MONTHS) {
    const later = addDays(daysOf(month).to, 5);
    if (demo.today() < later) demo.day(later);
    issued.push(...(await meter(demo, { wind: solar, grid }, facility, { month, kwh, discharged: 0 })));
  }
  await sell(demo, solar, centre, issued, BOUGHT.centre);
  await sell(demo, solar, copper, issued, BOUGHT.copper);
  return { facility, issued };
}

async function sell(
  demo: Demo,
  from: Actor,
  to: Actor,
  issued: readonly Issued[],
  quantities: readonly number[],
): Promise<void> {
  const items = issued.map(({ batch }, at) => ({ batch, quantity: quantities[at] ?? 0 }));
  const sum = quantities.reduce((all, each) => all + each, 0);
  await demo.transfer(from, to, items, { fen: sum * FEN_PER_MEGAWATT_HOUR });
  demo.say(`${from.name}售予${to.name}绿证 ${megawattHours(sum)}（价格密封）`);
}
