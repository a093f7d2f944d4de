/** 抵销: credits retired for what green power leaves, and never more than is open. */
import { type Demo, type Item, tonnes } from '../registry.ts';
import { BOUGHT_ABROAD, type Units } from './land.ts';
import { YEAR } from './lines.ts';
import { retireFor, type Statement, show, tellNeed, tellWaterfall } from './statement.ts';

const USE = { reason: `抵销 ${YEAR} 年残余排放（示例）`, purpose: 'corporate-offset' };

/** Retires a statement's open tonnes from these stores, the first first; one more tonne is refused before. */
export async function offset(
  demo: Demo,
  statement: Statement,
  stores: readonly Item[],
  tried?: 'one more',
): Promise<void> {
  const { site } = statement;
  const { coverage } = await show(demo, site.by, statement);
  demo.say(`${site.short}：${tellNeed(coverage)}，尚缺 ${tonnes(coverage.openTonnes)}`);
  if (tried) {
    const wanted = coverage.openTonnes + 1;
    await demo.refused(
      `${site.short}多注销 1 t`,
      'statement-covered',
      () => retire(demo, statement, taken(stores, wanted)),
      ({ open }) => `未抵销的仅 ${tonnes(Number(open))}`,
    );
  }
  await retire(demo, statement, taken(stores, coverage.openTonnes));
  demo.say(`${site.short}注销 ${tonnes(coverage.openTonnes)}`);
  tellWaterfall(demo, await show(demo, site.by, statement));
}

export async function offsetAll(
  demo: Demo,
  { steel, copper, centre }: Record<'steel' | 'copper' | 'centre', Statement>,
  { forest, avoidance }: Units,
): Promise<void> {
  demo.chapter('抵销残余排放 · Credits for what remains');
  demo.day('2026-03-10');
  const [first, second, third] = forest.map(({ batch }) => batch);
  const store = (batch: string | undefined, quantity: number) => ({ batch: batch!, quantity });
  const ofSteel = [store(first, 60_000), store(second, 65_000)];
  await offset(demo, steel, ofSteel, 'one more');
  await offset(demo, copper, [store(avoidance, BOUGHT_ABROAD), store(third, 46_000)]);
  const { coverage } = await show(demo, copper.site.by, copper);
  const { removalLocal, avoidanceOther } = coverage.retired;
  demo.add(`其中本地清除 ${tonnes(removalLocal)}，外地避免 ${tonnes(avoidanceOther)}：分列，不相混`);
  await offset(demo, centre, [store(third, 4_000)]);
}

/** As much from each store as is still wanted. @throws Error where the stores hold less */
function taken(stores: readonly Item[], wanted: number): Item[] {
  let left = wanted;
  const items = stores.flatMap(({ batch, quantity }) => {
    const from = Math.min(left, quantity);
    left -= from;
    return from > 0 ? [{ batch, quantity: from }] : [];
  });
  if (left > 0) throw new Error(`the demo has bought ${left} t too few`);
  return items;
}

const retire = (demo: Demo, statement: Statement, items: Item[]) => retireFor(demo, statement, items, USE);
