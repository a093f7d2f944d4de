/** What the enterprises and the park's own sites state for 2025. Quantities are examples (示例). */
import { CONSUMED } from '../power/year.ts';
import type { Actor, Demo } from '../registry.ts';
import {
  direct,
  fuel,
  gas,
  grid,
  haulage,
  ownPower,
  process,
  type StatedLine,
  steam,
  YEAR,
} from './lines.ts';
import type { People } from './people.ts';
import { GENERATOR, type Metered } from './platform.ts';

export const PARK_NAME = '赤峰高新技术产业开发区（示例）';

/** One party's statement. */
export interface Site {
  by: Actor;
  /** Its name in a sentence. */
  short: string;
  boundary: string;
  sector: string;
  producingSince?: number;
  lines: readonly StatedLine[];
}

/**
 * kWh of waste heat that the smelter sends to the data centre, and GJ of steam that it gets from the steel
 * works.
 */
export const FLOWS = { kilowattHours: 2_600_000, gigajoules: '40000' } as const;

/** Of the steel works: the second version, and what the first forgot. */
export async function steelWorks(demo: Demo, { steel }: People): Promise<{ site: Site; forgotten: string }> {
  const bill = await demo.file(steel, '承运商年度运输量与排放核算');
  return {
    site: {
      by: steel,
      short: '远联钢铁（示例）',
      boundary: '运营控制：电炉钢厂全厂（示例）',
      sector: 'steel',
      lines: [
        grid('grid', 12 * CONSUMED.steel),
        fuel('gas', 'natural-gas', '620.5'),
        fuel('carburizer', 'anthracite', '2980.25'),
        fuel('diesel', 'diesel', '812.4'),
        process('electrode', 'steel-electrode', '905.6'),
        process('limestone', 'CaCO3', '11250'),
        process('dolomite', 'CaMg(CO3)2', '2400'),
        steam('steam', '42000', 'sent-out'),
        haulage('haulage', '41200000', bill),
      ],
    },
    forgotten: 'dolomite',
  };
}

export const copperSmelter = ({ copper }: People): Site => ({
  by: copper,
  short: '示例铜业',
  boundary: '运营控制：熔炼与电解（示例）',
  sector: 'copper',
  lines: [
    grid('grid', 58_400_000),
    ownPower('waste-heat', 9_600_000, 'received'),
    ownPower('sent-out', FLOWS.kilowattHours, 'sent-out'),
    fuel('coal', 'bituminous-coal', '5860'),
    fuel('gas', 'natural-gas', '240.75'),
    fuel('oil', 'fuel-oil', '410.5'),
    process('soda', 'Na2CO3', '1150'),
    steam('steam', FLOWS.gigajoules, 'received'),
    gas('breakers', 'SF6', '12.5'),
  ],
});

/** Its electricity and diesel are what the platform has measured. */
export const dataCentre = ({ centre }: People, { feeders, diesel }: Metered): Site => ({
  by: centre,
  short: '示例数据中心',
  boundary: '运营控制：一期机房（示例）',
  sector: 'data-centre-new',
  producingSince: YEAR,
  lines: [
    ...feeders.map(({ meterPoint, kilowattHours, datasets }, at) =>
      grid(`feeder-${at + 1}`, kilowattHours, { dataset: { datasets, meterPoint } }),
    ),
    fuel('generator', 'diesel', diesel.tonnes, {
      dataset: { datasets: diesel.datasets, meterPoint: GENERATOR },
    }),
    direct('line', FLOWS.kilowattHours),
    gas('cooling', 'HFC-134a', '86.4'),
  ],
});

/** Lighting, water and buses of the park itself. */
export const parkItself = ({ park }: People): Site => ({
  by: park,
  short: '园区',
  boundary: '园区运营机构自身与全部成员（示例）',
  sector: 'zero-carbon-park',
  lines: [
    grid('lighting', 4_860_000),
    fuel('heating', 'natural-gas', '118.2'),
    fuel('buses', 'diesel', '46'),
  ],
});
