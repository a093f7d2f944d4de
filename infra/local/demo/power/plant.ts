/**
 * 红山产业园风储绿色供电项目: 110 MW of wind, 18 turbines (2 × 5 MW and 16 × 6.25 MW), 16.5 MW / 66 MWh of
 * storage, on the grid since May 2025, all of its power sold to two works of the park under long contracts.
 */
import * as z from 'zod';
import type { Demo } from '../registry.ts';
import type { Parties } from './people.ts';

export interface Contract {
  id: string;
  buyer: 'steel' | 'zinc';
  /** MWh by delivery month, from the first on. */
  volumes: number[];
}

export const FIRST_MONTH = '2025-06';
/** Two years: the least that 多年期 is taken to mean. */
const CONTRACT_MONTHS = 24;
/** MWh by month of a year, June first: the wind of Chifeng blows in winter and spring. */
const STEEL = [11_500, 9_500, 10_000, 13_000, 17_500, 20_000, 20_500, 20_000, 17_500, 19_000, 17_500, 14_000];
const ZINC = [7_000, 6_000, 6_500, 8_500, 10_500, 12_500, 13_000, 12_500, 11_000, 11_500, 10_500, 8_500];
const PRICES = {
  steel: {
    energyFenPerMegawattHour: 28_290,
    environmentalFenPerMegawattHour: 700,
    deviationFenPerMegawattHour: 2_000,
  },
  zinc: {
    energyFenPerMegawattHour: 28_650,
    environmentalFenPerMegawattHour: 650,
    deviationFenPerMegawattHour: 2_000,
  },
} as const;

const Facility = z.object({ id: z.string() });

/** 建档立卡. */
export async function register(demo: Demo, { wind, grid, authority }: Parties): Promise<string> {
  demo.chapter('红山产业园 110 MW 风电：建档立卡 · The wind farm is registered');
  demo.day('2025-05-20');
  await demo.post(demo.operator, '/v1/provincial-accounts', { province: '15', organization: authority.id });
  demo.say('内蒙古自治区省级绿证账户开立（机制电价电量的绿证归入）');
  const body = {
    name: '红山产业园风储绿色供电项目（示例）',
    technology: 'wind',
    banner: '150402',
    capacityKilowatts: 110_000,
    connectedOn: '2025-05-12',
    meters: [
      { id: 'HS-66kV-01', kind: 'on-grid' },
      { id: 'HS-GEN-01', kind: 'generation' },
      { id: 'HS-SELF-01', kind: 'self-use' },
      { id: 'HS-ESS-01', kind: 'storage' },
    ],
    grid: grid.id,
  };
  const early = { ...body, connectedOn: '2025-12-01' };
  await demo.refused('以未来的并网日期建档', 'connected-in-future', () =>
    demo.post(wind, '/v1/facilities', early),
  );
  const { id } = await demo.postFor(wind, '/v1/facilities', body, Facility);
  demo.say('风电 110 MW（18 台：2 × 5 MW + 16 × 6.25 MW），2025-05-12 并网');
  demo.add('可交易与否由技术、并网日期与电量类别推定，不由人填写');
  return id;
}

/** 购电协议: proposed by the seller, signed in turn. */
export async function sign(demo: Demo, people: Parties, facility: string): Promise<Contract[]> {
  const { wind, zinc } = people;
  demo.chapter('两份多年期购电协议 · Two multi-year contracts');
  demo.day('2025-05-22');
  await refuseDirect(demo, people, facility);
  await supplyPark(demo, people, facility);
  const contracts: Contract[] = [];
  for (const [buyer, year] of [
    ['steel', STEEL],
    ['zinc', ZINC],
  ] as const) {
    const volumes = [...year, ...year].slice(0, CONTRACT_MONTHS);
    const id = await demo.create(wind, '/v1/power-purchase-agreements', {
      kind: 'multi-year',
      facility,
      buyers: [
        { organization: people[buyer].id, meterPoint: buyer === 'steel' ? 'YL-220kV-2' : 'ZS-110kV-1' },
      ],
      from: FIRST_MONTH,
      megawattHours: volumes,
      deviationToleranceBasisPoints: 500,
      prices: PRICES[buyer],
    });
    if (buyer === 'steel')
      await demo.refused('未受邀的一方签署', 'not-found', () =>
        demo.post(zinc, `/v1/power-purchase-agreements/${id}/sign`, { version: 1 }),
      );
    await demo.post(people[buyer], `/v1/power-purchase-agreements/${id}/sign`, { version: 1 });
    const total = year.reduce((sum, each) => sum + each, 0);
    demo.say(
      `${people[buyer].name}签署：${CONTRACT_MONTHS} 个月，每年 ${megawattHours(total)}，偏差 5% 以内免补偿，电能与环境价格分列（密封）`,
    );
    contracts.push({ id, buyer, volumes });
  }
  return contracts;
}

/** What both works would sign with the farm, whatever the kind of the contract. */
function termsToBoth({ steel, zinc }: Parties, facility: string) {
  return {
    facility,
    buyers: [
      { organization: steel.id, meterPoint: 'YL-220kV-2' },
      { organization: zinc.id, meterPoint: 'ZS-110kV-1' },
    ],
    from: FIRST_MONTH,
    megawattHours: Array.from({ length: CONTRACT_MONTHS }, () => 10_000),
    prices: PRICES.steel,
  };
}

/**
 * 工业园区绿色供电, the programme that the farm stands under: it asks for the storage that the farm has. A
 * contract under it is proposed and taken back, since this year's power goes through the public grid.
 */
async function supplyPark(demo: Demo, people: Parties, facility: string): Promise<void> {
  const { wind } = people;
  const plan = [2025, 2026, 2027].map((year) => ({
    year,
    generation: 320_000,
    selfUse: 320_000,
    onGrid: 0,
    consumption: 627_000,
    curtailed: 12_000,
  }));
  const body = { kind: 'park-supply', plan, ...termsToBoth(people, facility) };
  const path = '/v1/power-purchase-agreements';
  await demo.refused(
    '拟按工业园区绿色供电签约，储能尚未登记',
    'storage-too-small',
    () => demo.post(wind, path, body),
    ({ kilowattsMin, kilowattHoursMin }) =>
      `须储能 ${Number(kilowattsMin).toLocaleString('en-US')} kW、${kilowattHours(Number(kilowattHoursMin))}（15%，4 小时）`,
  );
  const storage = { kilowatts: 16_500, kilowattHours: 66_000 };
  await demo.post(wind, `/v1/facilities/${facility}/storage`, storage);
  demo.say('登记储能 16.5 MW/66 MWh：恰为装机的 15%、4 小时');
  const [first, ...rest] = plan;
  const fedIn = [{ ...first, selfUse: 310_000, onGrid: 10_000 }, ...rest];
  await demo.refused('计划上网 10,000 MWh', 'fed-in', () => demo.post(wind, path, { ...body, plan: fedIn }));
  const id = await demo.create(wind, path, body);
  const reason = '本年电量经公网交易，另行签约（示例）';
  await demo.post(wind, `${path}/${id}/decline`, { version: 1, reason });
  demo.say('园区绿色供电协议：利用率 96.4%、不上网、用电 627 GWh，符合要求；本年改经公网交易，撤回');
}

/** A direct connection that would consume too little of its own generation. */
async function refuseDirect(demo: Demo, people: Parties, facility: string): Promise<void> {
  const plan = [2025, 2026, 2027].map((year) => ({
    year,
    generation: 320_000,
    selfUse: 160_000,
    onGrid: 60_000,
    consumption: 500_000,
  }));
  const body = { kind: 'direct-multi', plan, ...termsToBoth(people, facility) };
  await demo.refused(
    '拟签绿电直连，计划自发自用仅一半',
    'self-use-share-of-generation',
    () => demo.post(people.wind, '/v1/power-purchase-agreements', body),
    () => '自用 160,000 ÷ 发电 320,000 MWh = 50%，不足 60%',
  );
}

export const megawattHours = (quantity: number): string => `${quantity.toLocaleString('en-US')} MWh`;
export const kilowattHours = (quantity: number): string => `${quantity.toLocaleString('en-US')} kWh`;
