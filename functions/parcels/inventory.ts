/**
 * Endpoint of the inventory's totals (摸清资源底数): land by banner and type, and by the standards
 * it is eligible for.
 */
import * as z from 'zod';
import { BannerCode, banners } from '../../shared/land/banner.ts';
import { LAND_TYPES } from '../../shared/land/facts.ts';
import { standardsEligible } from '../../shared/sinks/eligibility.ts';
import type { Standard } from '../../shared/sinks/standard.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import type { Wanted } from '../ledger/filtered-page.ts';
import { todayOf } from '../ledger/ledger-world.ts';
import { type Budget, landOf } from '../ledger/parcel-reads.ts';
import type { LedgerReads } from '../ledger/reads.ts';
import { type InventoryItemView, InventoryView } from '../views/parcel.ts';

type InventoryItem = z.infer<ReturnType<typeof InventoryItemView>>;

/**
 * Queries that one answer may take; those of banners without parcels don't count. Each reads 1 MB, which is
 * some 1,400 parcels, whoever's they are. 10,000 parcels took 1 to 1.6 s on a busy core, so all that these
 * queries can read, some 55,000, should fit the 29 s that a Lambda with a third of a core has.
 */
const QUERIES_MAX = 40;

async function itemsOf(
  reads: LedgerReads,
  banner: BannerCode,
  wanted: Wanted,
  today: string,
  budget: Budget,
): Promise<InventoryItem[]> {
  const sums = new Map<string, { parcels: number; areaSquareMetres: number }>();
  for await (const { type, areaSquareMetres } of landOf(reads, banner, wanted, budget)) {
    const { parcels, areaSquareMetres: sum } = sums.get(type) ?? { parcels: 0, areaSquareMetres: 0 };
    sums.set(type, { parcels: parcels + 1, areaSquareMetres: sum + areaSquareMetres });
  }
  return LAND_TYPES.flatMap((type) => {
    const sum = sums.get(type);
    const standards = standardsEligible(type, today);
    return sum ? [{ banner, bannerName: banners[banner], type, standards, ...sum }] : [];
  });
}

/** Land by eligible standard, and in total. */
function totalsOf(items: readonly InventoryItem[]) {
  const sumOf = (some: readonly InventoryItem[]) => ({
    parcels: some.reduce((sum, { parcels }) => sum + parcels, 0),
    areaSquareMetres: some.reduce((sum, { areaSquareMetres }) => sum + areaSquareMetres, 0),
  });
  const eligible = new Set<Standard>(items.flatMap(({ standards }) => standards));
  const standards = [...eligible].sort().map((standard) => ({
    standard,
    ...sumOf(items.filter((item) => item.standards.includes(standard))),
  }));
  return { standards, ...sumOf(items) };
}

/**
 * The inventory of some banners on a day (China), of the parcels that match.
 * @throws RejectedError `inventory-too-large` where it takes more than `queriesMax` queries: one per MB and
 * banner
 */
export async function inventoryOf(
  reads: LedgerReads,
  some: readonly BannerCode[],
  wanted: Wanted,
  today: string,
  queriesMax = QUERIES_MAX,
): Promise<z.infer<ReturnType<typeof InventoryView>>> {
  const budget: Budget = { left: queriesMax };
  const items = await Promise.all(some.map((banner) => itemsOf(reads, banner, wanted, today, budget)));
  return { items: items.flat(), ...totalsOf(items.flat()) };
}

const readInventory = endpoint({
  summary:
    '资源底数汇总（不含已撤回） Totals of the inventory by banner, type and eligible standard, withdrawn parcels left out',
  action: 'parcel.read',
  query: z.strictObject({ banner: BannerCode.optional() }),
  status: 200,
  reply: InventoryView,
  run: async ({ query, identity, grant }, { reads, now }) => {
    const wanted = { status: 'surveyed', ...(grant.scope === 'own' && { registrant: identity.org }) };
    const today = todayOf({ now });
    const some = query.banner ? [query.banner] : BannerCode.options;
    return { json: await inventoryOf(reads, some, wanted, today) };
  },
});

export const inventoryEndpoints: Endpoints = { 'GET /v1/inventory': readInventory };
