/**
 * One history with every type of event, by the deciders: projects from the survey of their land to their
 * units' end, imports beside them, sales, pledges, and what goes wrong on the way. No state is given by hand.
 */

import type { Boundary } from '../../../shared/land/multi-polygon.ts';
import type { Category } from '../../../shared/sinks/category.ts';
import { decideReserveProject } from '../../../shared/sinks/reserve-project.ts';
import type { Standard } from '../../../shared/sinks/standard.ts';
import { surveyOf } from '../../../shared/sinks/survey.ts';
import { boundaryOf } from '../land/banners.ts';
import { square } from '../probes/lifecycle.ts';
import type { TestSigner } from '../signing.ts';
import { accredit, order } from './accreditation-steps.ts';
import {
  acceptVersion,
  declineVersion,
  proposeAgreement,
  proposeVersion,
  sharesOf,
} from './agreement-steps.ts';
import { requireConfirmation } from './confirmation-steps.ts';
import { as, type History, OPERATOR } from './history.ts';
import { SEALED } from './income-steps.ts';
import { registerKey, revokeKey } from './key-steps.ts';
import { registerParcel, withdrawParcel } from './land-steps.ts';
import {
  approve,
  comment,
  develop,
  type LifecycleHistory,
  lifecycleHistory,
  move,
  type Project,
  publish,
  register,
  removeText,
  request,
  reserve,
  someDocument,
  treat,
  validate,
} from './lifecycle-steps.ts';
import { admit, commentOpenly, refuseComment } from './public-comment-steps.ts';
import { actingFor, unite } from './union-steps.ts';
import { accountOf, issuances, pledges, reportsOf, sales } from './whole-units.ts';

export interface WholeHistory {
  h: History;
  /** Of the designs that it publishes. */
  boundaries: ReadonlyMap<string, Boundary>;
}

type Named = ReturnType<History['organization']>;

export function wholeHistory(): WholeHistory {
  const s = lifecycleHistory();
  const { h } = s;
  const market = {
    copper: h.organization({ name: '铜业' }),
    bank: h.organization({ name: '银行', roles: ['financier'] }),
  };
  inventory(s);
  imports(s, market.copper);
  const projects = lives(s);
  const r = reportsOf(s, projects.ccer.project, projects.vcs.project);
  const batch = issuances(r);
  sales(r, market.copper, batch);
  pledges(r, market.bank, batch);
  ends(s, projects);
  keys(s, market.copper);
  identities(s);
  supervision(s);
  h.recordState();
  return { h, boundaries: s.boundaries };
}

/** Parcels, and agreements of two and of three parties, adjusted and declined. */
function inventory({ h, developer, other, holder, agreement }: LifecycleHistory): void {
  withdrawParcel(h, registerParcel(h, developer, { holder }), developer);
  registerParcel(h, other, {
    holder: other,
    type: 'grassland',
    banner: '150421',
    convertedFrom: 'gcj02',
  });
  const fund = h.organization({ name: '生态基金' }).id;
  const [municipal, ...rest] = sharesOf(developer, holder);
  const parties = [
    { ...municipal!, basisPoints: 2000 },
    ...rest,
    { organization: fund, kind: 'eco-fund' as const, basisPoints: 1000 },
  ];
  proposeVersion(h, developer, agreement, { parties, effectiveFrom: '2026-03-01' });
  declineVersion(h, holder, agreement, 2);
  proposeVersion(h, developer, agreement, { parties, effectiveFrom: '2026-04-01' });
  acceptVersion(h, fund, agreement, 3);
  acceptVersion(h, holder, agreement, 3);
  const others = proposeAgreement(h, other, {
    parties: sharesOf(other, holder),
    effectiveFrom: '2026-01-01',
  });
  acceptVersion(h, holder, others);
}

/** Units that another registry issued, cut, sold once and again, retired here and there. */
function imports({ h, other }: LifecycleHistory, copper: Named): void {
  const foreign = h.organization({
    name: 'Northern Wind',
    foreign: { source: 'Verra', name: 'Northern Wind' },
  });
  h.identify(foreign.id);
  const seller = accountOf(h, other);
  const project = h.project({ developer: other, standard: 'VCS', methodology: 'VM0047', category: 'forest' });
  const old = h.project({
    developer: other,
    standard: 'GS',
    methodology: 'GS-X',
    category: 'energy',
    legacy: true,
  });
  h.issue({ project: old, vintage: 2015, quantity: 77 });
  const batch = h.issue({ project, quantity: 1000, lanes: 3, retiredElsewhere: 50 });
  h.subdivide({ batch, block: 1, lanes: 3 }, as(other, 'developer'));
  const offer = (quantity: number, sealed?: string) =>
    h.offer(
      { from: seller, to: copper.account, items: [{ batch, quantity }], ...(sealed && { sealed }) },
      as(other, 'developer'),
    ).id;
  h.endTransfer(offer(300, SEALED), 'accept', as(copper.id));
  h.endTransfer(offer(30), 'reject', as(copper.id));
  h.endTransfer(offer(40), 'withdraw', as(other, 'developer'));
  offer(20);
  h.retire({ account: copper.account, items: [{ batch, quantity: 25 }] }, as(copper.id));
  h.retire({ account: seller, items: [{ batch, quantity: 10 }] }, OPERATOR);
  listedIssuances(h, { developer: other, seller });
}

/**
 * Two issuances of one vintage by their serials; of the first some units were retired there, on a
 * day that is known.
 */
function listedIssuances(h: History, { developer, seller }: { developer: string; seller: string }): void {
  const origin = { source: 'Verra', code: 'VCS1060' };
  const methodology = 'AR-ACM0003';
  const project = h.project({ developer, standard: 'VCS', methodology, legacy: true, origin });
  const issue = (first: number, retiredElsewhere?: number) =>
    h.issue({
      project,
      vintage: 2024,
      quantity: 100,
      retiredElsewhere,
      foreign: {
        serial: `77-${first}-${first + 99}-VCS-VCU-261-VER-CN-14-1060-01012024-31122024-0`,
        issuedOn: '2025-03-01',
      },
    });
  const batch = issue(1, 40);
  issue(101);
  const retired = { account: seller, items: [{ batch, quantity: 10 }], foreign: { retiredOn: '2025-05-01' } };
  h.retire(retired, OPERATOR);
}

/** Keys that come and go, and what is signed with them. */
function keys({ h }: LifecycleHistory, copper: Named): void {
  const first = registerKey(h, copper.id, 1);
  const second = registerKey(h, copper.id, 2);
  h.wait(1);
  revokeKey(h, copper.id, first.kid);
  const [block] = h.held(copper.account);
  const { batch, from } = block!.state;
  h.retire({ account: copper.account, items: [{ batch, from, to: from }] }, as(copper.id));
  pairs(h, copper, second);
  revokeKey(h, copper.id, second.kid, OPERATOR);
  h.signers.clear();
}

/** Two of one organization act, each with a key, while it demands that. */
function pairs(h: History, { id, account }: Named, confirmer: TestSigner): void {
  const initiator = registerKey(h, id, 3);
  h.signers.set(id, confirmer);
  requireConfirmation(h, id, ['retirement', 'transfer'], initiator);
  h.wait(1);
  const [block] = h.held(account);
  const { batch, from } = block!.state;
  h.retire({ account, items: [{ batch, from, to: from }] }, as(id));
  requireConfirmation(h, id, [], initiator);
  h.pairs.clear();
  revokeKey(h, id, initiator.kid);
}

/**
 * One organization under two spellings: what came in under the other is disposed of by the one that remains.
 */
function identities({ h }: LifecycleHistory): void {
  const spelt = (name: string) =>
    h.organization({ name, roles: ['developer', 'enterprise'], foreign: { source: 'VROD', name } });
  const [full, half, third] = ['赤峰林业（集团）', '赤峰林业(集团)', '赤峰林业集团'].map(spelt) as [
    Named,
    Named,
    Named,
  ];
  const batch = h.issue({ project: h.project({ developer: half.id }), quantity: 100 });
  unite(h, full.id, half.id, 770_001);
  h.retire({ account: half.account, items: [{ batch, quantity: 10 }] }, actingFor(full.id, half.id));
  unite(h, full.id, third.id);
  const items = [{ batch, quantity: 5 }];
  const { id } = h.offer({ from: half.account, to: third.account, items }, actingFor(full.id, half.id));
  h.endTransfer(id, 'accept', actingFor(full.id, third.id));
}

/** A body under supervision: a narrower scope, a suspension, its end, the withdrawal, a new beginning. */
function supervision({ h, regulator, second }: LifecycleHistory): void {
  const narrow = {
    standards: ['CCER', 'VCS'] as Standard[],
    sectors: ['forest', 'grassland'] as Category[],
    statements: false,
    validity: { from: '2026-01-01', to: '2031-12-31' },
  };
  accredit(h, regulator, second, { ...narrow, document: someDocument });
  for (const verb of ['suspend', 'resume', 'suspend', 'withdraw'] as const) order(h, regulator, second, verb);
  accredit(h, regulator, second, narrow);
}

interface Projects {
  ccer: Project;
  vcs: Project;
  grassland: Project;
  two: Project;
}

/** From the reserve pool to the registration, or to the refusal. */
function lives(s: LifecycleHistory): Projects {
  const { h } = s;
  const ccer = reserve(s, 'CCER', square(118, 41));
  const vcs = reserve(s, 'VCS', square(118.1, 41));
  const grassland = reserve(s, 'VCS', square(118.2, 41), 'VM0026');
  const two = reserveOfTwo(s);
  approve(s, grassland);
  const projects = [ccer, vcs, grassland, two];
  for (const each of projects) develop(s, each);
  for (const each of projects) publish(s, each);
  comment(s, ccer);
  comment(s, ccer);
  comment(s, ccer);
  for (const text of ['甲', '乙', '丙']) commentOpenly(s, ccer.project, text);
  comment(s, grassland);
  h.wait(36);
  treat(s, ccer, [1]);
  removeText(s, ccer, 2);
  admit(s, ccer.project, 2);
  refuseComment(s, ccer.project, 1);
  admit(s, ccer.project, 3);
  validate(s, ccer, [2, 3, 4, 5]);
  validate(s, vcs);
  validate(s, two);
  validate(s, grassland, [1], 'negative');
  for (const each of [ccer, vcs, two]) request(s, each);
  move(s, vcs, 'hold');
  move(s, vcs, 'resume');
  register(s, ccer, 'CCER-001');
  register(s, vcs, 'VCS-001');
  publish(s, grassland);
  comment(s, grassland);
  h.wait(31);
  register(s, two, 'CCER-002');
  validate(s, grassland, [2]);
  request(s, grassland);
  return { ccer, vcs, grassland, two };
}

function reserveOfTwo(s: LifecycleHistory): Project {
  const parcels = [square(118.3, 41), square(118.3, 41.1)].map((geometry) => {
    const boundary = boundaryOf(geometry);
    const { areaSquareMetres, boundary: digest } = surveyOf([{ parcel: 'l', boundary }]).land;
    const held = { holder: s.holder, areaSquareMetres, boundary: digest };
    return { parcel: registerParcel(s.h, s.developer, held), boundary };
  });
  const command = {
    name: '两块造林',
    standard: 'CCER' as const,
    methodology: 'CCER-14-001-V01',
    parcels: parcels.map(({ parcel }) => parcel),
  };
  const { facts } = s.h.commit<'project.reserved'>(as(s.developer, 'developer'), (context) =>
    decideReserveProject(s.h.entities, command, context),
  );
  return { project: facts.project, land: surveyOf(parcels) };
}

function ends(s: LifecycleHistory, { vcs, grassland, two }: Projects): void {
  move(s, grassland, 'refuse');
  move(s, vcs, 'deactivate');
  move(s, vcs, 'resume');
  move(s, two, 'deregister');
  const idle = reserve(s, 'CCER', square(118.5, 41));
  move(s, idle, 'withdraw');
  reserve(s, 'VCS', square(118.6, 41));
  s.h.recordState();
}
