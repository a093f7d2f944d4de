/** 绿电: certificates retired for statements, each MWh once, and the share beside the duty. */
import { megawattHours } from '../power/plant.ts';
import type { Issued } from '../power/year.ts';
import { type Actor, Block, type Demo, type Item } from '../registry.ts';
import { YEAR } from './lines.ts';
import { BOUGHT, type Solar } from './solar.ts';
import { percent, retireFor, type Shown, type Statement, show } from './statement.ts';

const USE = { reason: `${YEAR} 年度绿色电力消费（示例）`, purpose: 'green-power-accounting' };

export async function retireGreen(
  demo: Demo,
  { steel, copper, centre }: Record<'steel' | 'copper' | 'centre', Statement>,
  wind: readonly Issued[],
  solar: Solar,
): Promise<void> {
  demo.chapter('绿电：注销绿证，占比对照责任 · Green power, its share beside the duty');
  demo.day('2026-03-03');
  for (const item of await heldOf(steel.site.by, wind)) await retire(demo, steel, [item]);
  await tellShare(demo, steel);
  const bought = (quantities: readonly number[]): Item[] =>
    solar.issued.map(({ batch }, at) => ({ batch, quantity: quantities[at] ?? 0 }));
  await retire(demo, copper, bought(BOUGHT.copper));
  await tellShare(demo, copper);
  const [first, second] = bought(BOUGHT.centre);
  const part = { ...second!, quantity: SECOND_MONTH_FIRST };
  await retire(demo, centre, [first!, part]);
  await tellShare(demo, centre);
  await retire(demo, centre, [{ ...second!, quantity: second!.quantity - SECOND_MONTH_FIRST }]);
  await tellShare(demo, centre);
}

/** MWh of December that the data centre retires at first: not enough yet. */
const SECOND_MONTH_FIRST = 6_500;

/** What came with the power, by batch. */
async function heldOf({ account, client }: Actor, issued: readonly Issued[]): Promise<Item[]> {
  const held = new Map<string, number>();
  for await (const { batch, quantity, status } of client.list(`/v1/accounts/${account}/blocks`, Block))
    if (status === 'held') held.set(batch, (held.get(batch) ?? 0) + quantity);
  return issued.flatMap(({ batch }) => {
    const quantity = held.get(batch);
    return quantity === undefined ? [] : [{ batch, quantity }];
  });
}

const retire = (demo: Demo, statement: Statement, items: Item[]) => retireFor(demo, statement, items, USE);

async function tellShare(demo: Demo, { id, site }: Statement): Promise<void> {
  const { coverage, greenPower } = await show(demo, site.by, { id });
  const { physical, certificate } = coverage.greenMegawattHours;
  demo.say(
    `${site.short}：随电划转 ${megawattHours(physical)}，另购绿证 ${megawattHours(certificate)}，绿电占比 ${percent(greenPower.shareBasisPoints ?? 0)}`,
  );
  for (const line of dutiesOf(greenPower)) demo.add(line);
}

function dutiesOf({ duty, staged }: Shown['greenPower']): string[] {
  const met = (reached?: boolean) => (reached ? '达到' : '未达到');
  return [
    duty ? `责任 ≥ ${percent(duty.basisPoints)}：${met(duty.met)}（${duty.source}）` : '没有指名的消费责任',
    ...(staged ? [`分期目标 ≥ ${percent(staged.basisPoints)}：${met(staged.met)}（${staged.source}）`] : []),
  ];
}
