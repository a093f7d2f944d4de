/**
 * The actors in the demo. All are examples (示例); their USCCs can't exist (see events/cli/identities.ts).
 */
import { accredit } from '../accreditation.ts';
import type { Actor, Demo } from '../registry.ts';

/** Who takes part in a project, wherever it is. */
export interface Partners {
  nongtou: Actor;
  /** 旗财政, one for each banner of the demo. */
  banners: readonly Actor[];
  /** Who holds the land. */
  holders: readonly Actor[];
  fund: Actor;
  validator: Actor;
  verifier: Actor;
  authority: Actor;
  /** Who comments on a publication. */
  copper: Actor;
}

export interface People extends Partners {
  aohan: Actor;
  keshiketeng: Actor;
  kalaqin: Actor;
  aohanHolder: Actor;
  keshiketengHolder: Actor;
  kalaqinHolder: Actor;
  bank: Actor;
  steel: Actor;
}

export async function gather(demo: Demo): Promise<People> {
  const aohan = await inAohan(demo);
  const keshiketeng = await holding(demo, '克什克腾旗财政局（示例）', '11150425DEM000085D');
  const kalaqin = await holding(demo, '喀喇沁旗财政局（示例）', '11150428DEM000095R');
  const keshiketengHolder = await holding(demo, '达来诺日嘎查股份经济合作社（示例）', 'N2150425DEM0001153');
  const kalaqinHolder = await holding(demo, '喀喇沁旗旺业甸林场（示例）', '12150428DEM0001255');
  const { banner, holder } = aohan;
  return {
    ...(await gatherPartners(demo, {
      banners: [banner, keshiketeng, kalaqin],
      holders: [holder, keshiketengHolder, kalaqinHolder],
      copper: await demo.known('copper'),
    })),
    aohan: banner,
    keshiketeng,
    kalaqin,
    aohanHolder: holder,
    keshiketengHolder,
    kalaqinHolder,
    bank: await demo.known('bank'),
    steel: await demo.known('steel'),
  };
}

const holding = (demo: Demo, name: string, uscc: string) => demo.organization(name, uscc, ['enterprise']);

/** The banner of Aohan, and who holds the land there. */
export const inAohan = async (demo: Demo) => ({
  banner: await holding(demo, '敖汉旗财政局（示例）', '11150430DEM000075K'),
  holder: await holding(demo, '敖汉旗国有三义井林场（示例）', '12150430DEM000105Y'),
});

/** The developer, the fund, the authority and the bodies that it accredits. */
export async function gatherPartners(
  demo: Demo,
  local: Pick<Partners, 'banners' | 'holders' | 'copper'>,
): Promise<Partners> {
  const partners = {
    ...local,
    nongtou: await demo.known('nongtou'),
    fund: await holding(demo, '赤峰市生态保护专项基金（示例）', '53150400DEM000135C'),
    validator: await demo.known('verifier'),
    verifier: await demo.organization('华北绿色认证（示例）', '91110000DEM000146D', ['verifier']),
    authority: await demo.known('regulator'),
  };
  for (const body of [partners.validator, partners.verifier]) await accredit(demo, partners.authority, body);
  return partners;
}

/** The short name for the kind of a party to an agreement. */
export function kindOf({ nongtou, banners, fund }: Partners, organization: string): string {
  if (organization === nongtou.id) return '市农投';
  if (organization === fund.id) return '生态基金';
  return banners.some(({ id }) => id === organization) ? '旗' : '权利人';
}
