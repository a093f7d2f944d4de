/** The year's figures, read back from the registry and compared. A difference ends the demo with exit 1. */
import * as z from 'zod';
import { ENERGIES, energyNames } from '../../../../shared/power/technology.ts';
import { type Demo, yuan } from '../registry.ts';
import type { Parties } from './people.ts';
import { type Contract, kilowattHours, megawattHours } from './plant.ts';

const Facility = z.object({
  energy: z.array(
    z.object({
      energy: z.enum(ENERGIES),
      kilowattHours: z.number(),
      issued: z.number(),
      cancelled: z.number(),
      carriedKilowattHours: z.number(),
    }),
  ),
});
const Batch = z.object({ id: z.string(), issued: z.number() });
const Block = z.object({ quantity: z.number(), status: z.string(), account: z.string() });
const Settlement = z.object({
  contractMegawattHours: z.number(),
  deliveredMegawattHours: z.number(),
  shortfall: z.object({ megawattHours: z.number() }).optional(),
  amounts: z.object({
    parts: z.array(z.object({ energyFen: z.number(), environmentalFen: z.number() })),
    deviation: z.object({ fen: z.number(), owedBy: z.string() }).optional(),
  }),
});
const statusNames: Record<string, string> = {
  held: '持有',
  retired: '注销',
  expired: '失效',
  cancelled: '核销',
};

export async function reckon(
  demo: Demo,
  people: Parties,
  facility: string,
  contracts: readonly Contract[],
): Promise<boolean> {
  const { energy } = await demo.read(people.wind, `/v1/facilities/${facility}`, Facility);
  let issued = 0;
  let exact = true;
  for (const account of energy) {
    const { kilowattHours: metered, cancelled, carriedKilowattHours: carry } = account;
    const sound = (account.issued - cancelled) * 1000 + carry === metered;
    console.log(
      `  ${energyNames[account.energy].zh}：绿证 ${account.issued.toLocaleString('en-US')} × 1000 + 结转 ${kilowattHours(carry)} ${sound ? '=' : '≠'} 净电量 ${kilowattHours(metered)}`,
    );
    issued += account.issued;
    exact &&= sound;
  }
  const byStatus = new Map<string, number>();
  const byHolder = new Map<string, number>();
  let batches = 0;
  for await (const batch of people.authority.client.list(`/v1/facilities/${facility}/batches`, Batch)) {
    batches += batch.issued;
    for await (const { quantity, status, account } of people.authority.client.list(
      `/v1/batches/${batch.id}/blocks`,
      Block,
    )) {
      byStatus.set(status, (byStatus.get(status) ?? 0) + quantity);
      byHolder.set(account, (byHolder.get(account) ?? 0) + quantity);
    }
  }
  const all = [...byStatus.values()].reduce((sum, quantity) => sum + quantity, 0);
  const whole = issued === batches && issued === all;
  const parts = [...byStatus].map(
    ([status, quantity]) => `${statusNames[status] ?? status} ${megawattHours(quantity)}`,
  );
  console.log(`  核发 ${megawattHours(issued)} ${whole ? '=' : '≠'} ${parts.join(' + ')}`);
  const sums = [];
  for (const contract of contracts) sums.push(await reckonContract(people, contract, byHolder));
  return exact && whole && sums.every(Boolean);
}

/** Checks contract = delivered + shortfall, and that the buyer has the delivery, in whatever status. */
async function reckonContract(
  people: Parties,
  { id, buyer }: Contract,
  byHolder: ReadonlyMap<string, number>,
): Promise<boolean> {
  const by = people[buyer];
  let [contracted, delivered, missing] = [0, 0, 0];
  let [energyFen, environmentalFen] = [0, 0];
  const deviationFen: Record<string, number> = { seller: 0, buyer: 0 };
  for await (const each of by.client.list(`/v1/power-purchase-agreements/${id}/settlements`, Settlement)) {
    contracted += each.contractMegawattHours;
    delivered += each.deliveredMegawattHours;
    missing += each.shortfall?.megawattHours ?? 0;
    const { parts, deviation } = each.amounts;
    for (const part of parts) {
      energyFen += part.energyFen;
      environmentalFen += part.environmentalFen;
    }
    if (deviation) deviationFen[deviation.owedBy] = (deviationFen[deviation.owedBy] ?? 0) + deviation.fen;
  }
  const owned = byHolder.get(by.account) ?? 0;
  const sound = contracted === delivered + missing && owned === delivered;
  console.log(
    `  ${by.name}：合同 ${megawattHours(contracted)} ${contracted === delivered + missing ? '=' : '≠'} 交付 ${megawattHours(delivered)} + 短缺 ${megawattHours(missing)}；所得绿证 ${megawattHours(owned)} ${owned === delivered ? '=' : '≠'} 交付`,
  );
  const { seller: bySeller = 0, buyer: byBuyer = 0 } = deviationFen;
  const owed =
    bySeller + byBuyer === 0 ? '' : `；偏差补偿：发电侧应付 ${yuan(bySeller)}，用电侧应付 ${yuan(byBuyer)}`;
  console.log(
    `    电能 ${yuan(energyFen)}，环境 ${yuan(environmentalFen)}${owed}（密封，仅当事方、核查机构与主管部门可见）`,
  );
  return sound;
}
