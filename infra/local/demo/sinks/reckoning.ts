/** The demo's figures, read back from the registry and compared. A difference ends it with exit 1. */
import * as z from 'zod';
import { LAND_TYPES, type LandType } from '../../../../shared/land/facts.ts';
import { type Demo, hectares, tonnes, yuan } from '../registry.ts';
import type { Developed } from './development.ts';
import type { Partners, People } from './people.ts';
import { readReport } from './units.ts';

const Project = z.object({ name: z.string(), issued: z.number() });
const Batch = z.object({ id: z.string(), vintage: z.number(), issued: z.number() });
const Block = z.object({ quantity: z.number(), status: z.string() });
const Report = z.object({ id: z.string() });
const Entitlement = z.object({ fen: z.number() });

const Land = z.object({ parcels: z.number(), areaSquareMetres: z.number() });
const Inventory = Land.extend({
  items: z.array(
    Land.extend({ bannerName: z.string(), type: z.enum(LAND_TYPES), standards: z.array(z.string()) }),
  ),
});
const landNames: Record<LandType, string> = {
  forest: '林地',
  grassland: '草原',
  wetland: '湿地',
  farmland: '农田',
  livestock: '畜牧',
  energy: '能源用地',
};

/** 资源底数: the land surveyed so far, and the standards that it is eligible for. */
export async function takeStock(demo: Demo, { nongtou }: People): Promise<void> {
  demo.chapter('资源底数 · The inventory');
  const { items, parcels, areaSquareMetres } = await demo.read(nongtou, '/v1/inventory', Inventory);
  for (const { bannerName, type, parcels: count, areaSquareMetres: area, standards } of items)
    console.log(
      `  ${hectares(area).padStart(12)}  ${bannerName}${landNames[type]} ${count} 块，可开发 ${standards.join('、')}`,
    );
  console.log(`  ${hectares(areaSquareMetres).padStart(12)}  合计 ${parcels} 块`);
}

const statusNames: Record<string, string> = {
  held: '持有',
  pledged: '质押',
  retired: '注销',
  cancelled: '取消',
  buffer: '缓冲',
};

/** 注销: the steelworks uses what it bought from Aohan for its residual emissions. */
export async function retire(demo: Demo, { steel }: People, batch: string, quantity: number): Promise<void> {
  demo.chapter('注销 · Retired');
  const retirement = await demo.create(steel, '/v1/retirements', {
    account: steel.account,
    items: [{ batch, quantity }],
    beneficiary: steel.name,
    reason: '抵销残余碳排放（示例）',
    purpose: 'corporate-offset',
  });
  demo.say(`${steel.name} 注销 ${tonnes(quantity)}，用于抵销残余碳排放`);
  demo.add(`注销号 ${retirement}`);
}

/** Whether all figures add up; prints a line per project and per party. */
export async function reckon(demo: Demo, people: Partners, projects: readonly Developed[]): Promise<boolean> {
  const sums = [];
  for (const { project } of projects) sums.push(await reckonProject(demo, people, project));
  const sold = demo.prices.reduce((sum, price) => sum + price, 0);
  const divided = await reckonIncome(demo, people);
  const same = divided === sold;
  console.log(`    ${yuan(divided).padStart(14)}  合计 ${same ? '=' : '≠'} 首次销售合计 ${yuan(sold)}`);
  return same && sums.every(Boolean);
}

async function reckonProject(
  demo: Demo,
  { nongtou, authority }: Partners,
  project: string,
): Promise<boolean> {
  const { name, issued } = await demo.read(nongtou, `/v1/projects/${project}`, Project);
  const byStatus = new Map<string, number>();
  let batches = 0;
  for await (const batch of authority.client.list(`/v1/projects/${project}/batches`, Batch)) {
    batches += batch.issued;
    for await (const { quantity, status } of authority.client.list(`/v1/batches/${batch.id}/blocks`, Block))
      byStatus.set(status, (byStatus.get(status) ?? 0) + quantity);
  }
  let entitled = 0;
  let mistaken = 0;
  for await (const { id } of nongtou.client.list(`/v1/projects/${project}/monitoring-reports`, Report))
    for (const { tonnes: quantity, cancelled } of (await readReport(demo, nongtou, id)).vintages) {
      entitled += quantity;
      mistaken += cancelled;
    }
  const all = [...byStatus.values()].reduce((sum, quantity) => sum + quantity, 0);
  const sound = issued === batches && issued === all && issued === entitled + mistaken;
  const parts = [...byStatus]
    .map(([status, quantity]) => `${statusNames[status] ?? status} ${tonnes(quantity)}`)
    .join(' + ');
  console.log(
    `  ${name}\n    应签发 ${tonnes(entitled)}${mistaken ? `，另有多签发后取消的 ${tonnes(mistaken)}` : ''}`,
  );
  console.log(`    已签发 ${tonnes(issued)} ${sound ? '=' : '≠'} ${parts}`);
  return sound;
}

/** Every party's entitlements over the whole demo, in fen. */
async function reckonIncome(demo: Demo, people: Partners): Promise<number> {
  const period = `from=2024-01-01&to=${demo.today()}`;
  let whole = 0;
  const { nongtou, banners, holders, fund } = people;
  for (const party of [nongtou, ...banners, ...holders, fund]) {
    const Page = z.object({ items: z.array(Entitlement), next: z.string().optional() });
    const { items } = await demo.read(party, `/v1/entitlements?${period}&limit=200`, Page);
    const fen = items.reduce((sum, entitlement) => sum + entitlement.fen, 0);
    console.log(`    ${yuan(fen).padStart(14)}  ${party.name}（${items.length} 笔）`);
    whole += fen;
  }
  return whole;
}
