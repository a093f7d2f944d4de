/**
 * The actors in the demo of the whole chain. All are examples (示例); their USCCs can't exist (see
 * events/cli/identities.ts).
 */
import { gatherParties, type Parties } from '../power/people.ts';
import type { Actor, Demo } from '../registry.ts';
import { gatherPartners, inAohan, type Partners } from '../sinks/people.ts';

export interface People {
  /** Of the sink project. */
  sinks: Partners;
  /** Of the wind farm. */
  power: Parties;
  /** A solar plant, whose certificates are sold apart from its power. */
  solar: Actor;
  /** Who states emissions: three enterprises, */
  steel: Actor;
  copper: Actor;
  centre: Actor;
  /** and the operating organization of the park that holds them. */
  park: Actor;
  /** The energy-carbon platform, which signs what it has measured. */
  platform: Actor;
  verifier: Actor;
}

export async function gather(demo: Demo): Promise<People> {
  const enterprise = (name: string, uscc: string) => demo.organization(name, uscc, ['enterprise']);
  const copper = await enterprise('示例铜业有限公司', '91150400DEM000185K');
  const { banner, holder } = await inAohan(demo);
  const power = await gatherParties(demo);
  const sinks = await gatherPartners(demo, { banners: [banner], holders: [holder], copper });
  return {
    sinks,
    power,
    solar: await demo.organization('示例光伏发电有限公司', '91150400DEM0002266', ['generator']),
    steel: power.steel,
    copper,
    centre: await enterprise('示例数据中心有限公司', '91150400DEM000195L'),
    park: await enterprise('赤峰高新技术产业开发区管理委员会（示例）', '12150400DEM0002056'),
    platform: await enterprise('能碳监测平台运营方（示例）', '91150000DEM000215D'),
    verifier: sinks.validator,
  };
}
