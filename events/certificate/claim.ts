/**
 * A claim (声明) read off the leaves that prove it: the claim, the verified version of the statement that it
 * was made on, of a park its members' versions, all that was retired for them before, and where those units
 * came from. The registry composes its certificate by this function, and whoever verifies one composes it
 * again from the proven leaves. The claim's figures are worked out anew from what was retired.
 */
import { canonicalize } from '../../shared/base/canonical.ts';
import { asParty, type EventOfType, type RegistryEvent } from '../../shared/ledger/event.ts';
import {
  addMegawattHours,
  addTonnes,
  coverageOf,
  megawattHoursOf,
  NO_MEGAWATT_HOURS,
  NO_TONNES,
  tonnesOf,
} from '../../shared/statements/coverage.ts';
import type { RolledMember } from '../../shared/statements/rolled-up.ts';
import type { StatementState } from '../../shared/statements/states.ts';
import { grossOf } from '../../shared/statements/total.ts';
import { serialsOf } from '../../shared/units/block.ts';
import { unitOfPurpose } from '../../shared/units/purpose.ts';
import { bornId } from '../audit/rules/log/birth.ts';
import type { Claimed } from './claimed.ts';
import type { ProvenLeaf } from './consent.ts';
import { compareMembers, type Fault } from './evidence.ts';
import { originsOf, overlapIn } from './origin.ts';
import { named, type Stating, statementLeaf, verificationLeaf, versionOf } from './stating.ts';
import { sourcesOf } from './unit-words.ts';

type Made = EventOfType<'claim.made'>;
type Retired = EventOfType<'units.retired'>;
type Verified = EventOfType<'statement.verified'>;
type Covered = Pick<StatementState, 'green' | 'retired'>;

/**
 * What the claim says, from the leaves that prove it. `fault` hears what the leaves lack or contradict;
 * undefined where they don't show even the claim, its statement and the verification.
 */
export function claimedOf(claim: string, leaves: readonly ProvenLeaf[], fault: Fault): Claimed | undefined {
  const events = leaves.map(({ event }) => event);
  const made = claimLeaf(claim, events, fault);
  const stating = made && statementLeaf(made.facts.statement, events, fault);
  const verified = stating && verificationLeaf(stating, events, fault);
  if (!made || !stating || !verified) return undefined;
  const placeOf = (event: RegistryEvent) => leaves.find((leaf) => leaf.event === event)!.index;
  if (!(placeOf(stating) < placeOf(verified) && placeOf(verified) < placeOf(made)))
    fault('/evidence', '声明不在其核查之后', 'the claim does not stand behind its verification');
  const own = retiredFor(stating, placeOf(made), leaves, fault);
  const members = (stating.facts.park?.members ?? []).flatMap(
    (member) => memberOf(member, placeOf(stating), leaves, fault) ?? [],
  );
  const retired = [own, ...members.map((member) => member.retired)].flat();
  checkCounted(retired, events, fault);
  checkFigures(made, { stating, verified }, coverOf(own), fault);
  const origins = retired.map((event) =>
    originsOf(event, events, (_path, zh, en) => fault('/evidence', zh, en)),
  );
  const { facts } = made;
  return {
    ...facts,
    commit: made.id,
    at: made.at,
    organization: named(asParty(made).by.org, events, fault),
    verification: {
      verifier: named(asParty(verified).by.org, events, fault),
      assurance: verified.facts.assurance,
      at: verified.at,
    },
    members: members.map((member) => member.words),
    retirements: retired.map(retirementWords),
    ...sourcesOf(origins.flat()),
  };
}

function claimLeaf(claim: string, events: readonly RegistryEvent[], fault: Fault): Made | undefined {
  const found = events.find(
    (event): event is Made =>
      event.type === 'claim.made' && event.facts.claim === claim && bornId('k', event.id) === claim,
  );
  if (!found) fault('/evidence', `缺少声明 ${claim} 的证明`, `no proof of claim ${claim}`);
  return found;
}

const isRetired = (event: RegistryEvent): event is Retired => event.type === 'units.retired';

/**
 * Everything among the leaves that was retired for the statement, by its organization, in the log's order.
 */
function retiredFor(
  stating: Stating,
  before: number,
  leaves: readonly ProvenLeaf[],
  fault: Fault,
): Retired[] {
  const { statement } = stating.facts;
  const found = new Map<number, Retired>();
  for (const { event, index } of leaves)
    if (isRetired(event) && event.facts.covers?.statement === statement) found.set(index, event);
  for (const [index, event] of found) {
    const { id, facts } = event;
    const { tonnes, megawattHours } = facts.covers!;
    if (index >= before)
      fault('/evidence', `注销 ${id} 在其后`, `retirement ${id} stands behind what counts it`);
    if (asParty(event).by.org !== asParty(stating).by.org)
      fault('/evidence', `注销 ${id} 非其所为`, `retirement ${id} is another organization's`);
    if (
      tonnesOf(tonnes ?? NO_TONNES) + megawattHoursOf(megawattHours ?? NO_MEGAWATT_HOURS) !==
      facts.quantity
    )
      fault('/evidence', `注销 ${id} 数量不符`, `retirement ${id} covers another quantity`);
  }
  return [...found].sort(([a], [b]) => a - b).map(([, event]) => event);
}

const coverOf = (retired: readonly Retired[]): Covered => ({
  green: retired.reduce(
    (sum, { facts }) => addMegawattHours(sum, facts.covers?.megawattHours ?? NO_MEGAWATT_HOURS),
    NO_MEGAWATT_HOURS,
  ),
  retired: retired.reduce((sum, { facts }) => addTonnes(sum, facts.covers?.tonnes ?? NO_TONNES), NO_TONNES),
});

/** A statement that a park's rolls up, with what its leaf says was retired for it by then. */
function memberOf(
  { statement, version, green, retired }: RolledMember,
  before: number,
  leaves: readonly ProvenLeaf[],
  fault: Fault,
): { words: Claimed['members'][number]; retired: Retired[] } | undefined {
  const events = leaves.map(({ event }) => event);
  const stating = statementLeaf(statement, events, fault);
  if (!stating) return undefined;
  if (versionOf(stating) !== version)
    fault(
      '/evidence',
      `缺少成员排放声明 ${statement} 第 ${version} 版`,
      `no proof of version ${version} of the member's statement ${statement}`,
    );
  const found = retiredFor(stating, before, leaves, fault);
  const { physical, certificate } = green ?? NO_MEGAWATT_HOURS;
  const said = { green: { physical, certificate }, retired: retired ?? NO_TONNES };
  if (canonicalize(coverOf(found)) !== canonicalize(said))
    fault(
      '/evidence',
      `成员排放声明 ${statement} 的注销与汇总不符`,
      `what was retired for the member's statement ${statement} is not what the roll-up counts`,
    );
  const organization = named(asParty(stating).by.org, events, fault);
  return { words: { statement, version, organization }, retired: found };
}

/** Each retirement among the leaves counts, and each serial once. */
function checkCounted(retired: readonly Retired[], events: readonly RegistryEvent[], fault: Fault): void {
  const counted = new Set(retired.map(({ id }) => id));
  for (const event of events)
    if (isRetired(event) && !counted.has(event.id))
      fault('/evidence', `注销 ${event.id} 不为此声明`, `retirement ${event.id} is not for this claim`);
  const twice = overlapIn(retired.flatMap(({ facts }) => serialsOf(facts.items)));
  if (!twice) return;
  const serials = `${twice.batch}/${twice.from}-${twice.to}`;
  fault('/evidence', `${serials} 被注销两次`, `${serials} is retired twice`);
}

/** The claim's figures are those of the statement and of what was retired, and it is covered. */
function checkFigures(
  { facts }: Made,
  { stating, verified }: { stating: Stating; verified: Verified },
  own: Covered,
  fault: Fault,
): void {
  const { statement: _, ...stated } = stating.facts;
  const { view, residualKilograms, neededTonnes, greenMegawattHours, retired, openTonnes } = coverageOf({
    stated,
    ...own,
  });
  const { version, subject, boundary, period, gross, green, residual, retired: tonnes, factors } = facts;
  compareMembers(
    {
      version,
      subject,
      boundary,
      period,
      gross,
      green,
      residual,
      tonnes,
      factors,
      verification: facts.verification,
    },
    {
      version: versionOf(stating),
      subject: stated.subject,
      boundary: stated.boundary,
      period: { from: `${stated.year}-01-01`, to: `${stated.year}-12-31` },
      gross: grossOf(stated.totals),
      green: greenMegawattHours,
      residual: { view, kilograms: residualKilograms, tonnes: neededTonnes },
      tonnes: retired,
      factors: stated.factors,
      verification: {
        verifier: asParty(verified).by.org,
        assurance: verified.facts.assurance,
        commit: verified.id,
      },
    },
    (member, claimed, comes) =>
      fault(
        '/evidence',
        `声明的 ${member} 为 ${claimed}，排放声明与注销得 ${comes}`,
        `the claim's ${member} is ${claimed}, statement and retirements come to ${comes}`,
      ),
  );
  if (openTonnes > 0) fault('/evidence', `尚有 ${openTonnes} 吨未抵销`, `${openTonnes} t are not covered`);
}

function retirementWords({ id, at, facts }: Retired): Claimed['retirements'][number] {
  const { beneficiary, reason, purpose, quantity, items, covers } = facts;
  return {
    id,
    at,
    ...covers!,
    beneficiary,
    reason,
    purpose,
    quantity,
    unit: unitOfPurpose(purpose),
    serials: serialsOf(items),
  };
}
