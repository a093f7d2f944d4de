/** Who is who in the tale. All are examples (示例); their USCCs can be nobody's (see events/cli/identities.ts). */
import { demoOrganizations } from '../../../events/cli/identities.ts';
import type { Actor, Stage } from './stage.ts';

export interface People {
  nongtou: Actor;
  /** 旗财政, one for each banner of the tale. */
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

export async function gather(stage: Stage): Promise<People> {
  const known = (name: keyof typeof demoOrganizations) => {
    const { name: words, uscc, roles } = demoOrganizations[name];
    return stage.organization(words.zh, uscc, roles);
  };
  return {
    nongtou: await known('nongtou'),
    aohan: await stage.organization('敖汉旗财政局（示例）', '11150430DEM000075K', ['enterprise']),
    keshiketeng: await stage.organization('克什克腾旗财政局（示例）', '11150425DEM000085D', ['enterprise']),
    kalaqin: await stage.organization('喀喇沁旗财政局（示例）', '11150428DEM000095R', ['enterprise']),
    aohanHolder: await stage.organization('敖汉旗国有三义井林场（示例）', '12150430DEM000105Y', [
      'enterprise',
    ]),
    keshiketengHolder: await stage.organization('达来诺日嘎查股份经济合作社（示例）', 'N2150425DEM0001153', [
      'enterprise',
    ]),
    kalaqinHolder: await stage.organization('喀喇沁旗旺业甸林场（示例）', '12150428DEM0001255', [
      'enterprise',
    ]),
    fund: await stage.organization('赤峰市生态保护专项基金（示例）', '53150400DEM000135C', ['enterprise']),
    validator: await known('verifier'),
    verifier: await stage.organization('华北绿色认证（示例）', '91110000DEM000146D', ['verifier']),
    authority: await known('regulator'),
    bank: await known('bank'),
    copper: await known('copper'),
    steel: await known('steel'),
  };
}
