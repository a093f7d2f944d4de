/**
 * The actors in the demo. All are examples (示例); their USCCs can't exist (see events/cli/identities.ts).
 */
import { accredit } from '../accreditation.ts';
import type { Actor, Demo } from '../registry.ts';

export interface People {
  nongtou: Actor;
  /** 旗财政, one for each banner of the demo. */
  aohan: Actor;
  keshiketeng: Actor;
  kalaqin: Actor;
  /** Who holds the land. */
  aohanHolder: Actor;
  keshiketengHolder: Actor;
  kalaqinHolder: Actor;
  fund: Actor;
  validator: Actor;
  verifier: Actor;
  authority: Actor;
  bank: Actor;
  copper: Actor;
  steel: Actor;
}

export async function gather(demo: Demo): Promise<People> {
  const holder = (name: string, uscc: string) => demo.organization(name, uscc, ['enterprise']);
  const people = {
    nongtou: await demo.known('nongtou'),
    aohan: await holder('敖汉旗财政局（示例）', '11150430DEM000075K'),
    keshiketeng: await holder('克什克腾旗财政局（示例）', '11150425DEM000085D'),
    kalaqin: await holder('喀喇沁旗财政局（示例）', '11150428DEM000095R'),
    aohanHolder: await holder('敖汉旗国有三义井林场（示例）', '12150430DEM000105Y'),
    keshiketengHolder: await holder('达来诺日嘎查股份经济合作社（示例）', 'N2150425DEM0001153'),
    kalaqinHolder: await holder('喀喇沁旗旺业甸林场（示例）', '12150428DEM0001255'),
    fund: await holder('赤峰市生态保护专项基金（示例）', '53150400DEM000135C'),
    validator: await demo.known('verifier'),
    verifier: await demo.organization('华北绿色认证（示例）', '91110000DEM000146D', ['verifier']),
    authority: await demo.known('regulator'),
    bank: await demo.known('bank'),
    copper: await demo.known('copper'),
    steel: await demo.known('steel'),
  };
  for (const body of [people.validator, people.verifier]) await accredit(demo, people.authority, body);
  return people;
}

/** The short name for the kind of a party to an agreement. */
export function kindOf(people: People, organization: string): string {
  const { nongtou, aohan, keshiketeng, kalaqin, fund } = people;
  if (organization === nongtou.id) return '市农投';
  if (organization === fund.id) return '生态基金';
  return [aohan, keshiketeng, kalaqin].some(({ id }) => id === organization) ? '旗' : '权利人';
}
