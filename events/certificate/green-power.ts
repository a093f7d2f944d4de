/**
 * Green-power consumption (绿电消费, DOMAIN §4) of one verified statement, read off the leaves that prove it:
 * the statement, its verification, the certificates retired for it, where they were generated, and the
 * settlements that delivered them with their power. The registry composes its certificate by this function,
 * and whoever verifies one composes it again from the proven leaves.
 */
import { groupedBy } from '../../shared/base/grouped-by.ts';
import { daysOf } from '../../shared/base/month.ts';
import { asDecimal, fraction } from '../../shared/base/rational.ts';
import { asParty, type EventOfType, type RegistryEvent } from '../../shared/ledger/event.ts';
import {
  addMegawattHours,
  coveredKilowattHours,
  NO_MEGAWATT_HOURS,
} from '../../shared/statements/coverage.ts';
import { greenShare } from '../../shared/statements/duty.ts';
import { quantityOf, serialsOf } from '../../shared/units/block.ts';
import type { SerialRange } from '../../shared/units/states.ts';
import { bornId } from '../audit/rules/log/birth.ts';
import type { Consumption } from './consumption.ts';
import type { Fault } from './evidence.ts';
import { type Origin, originsOf, overlapIn } from './origin.ts';
import { named, ofType, type Stating, statementLeaf, verificationLeaf, versionOf } from './stating.ts';
import { sourcesOf } from './unit-words.ts';

type Retired = EventOfType<'units.retired'>;
type Settled = EventOfType<'contract.settled'>;

/**
 * The consumption of a statement, from the leaves that prove it. `fault` hears what the leaves lack or
 * contradict; undefined where they don't show even the statement and its verification.
 */
export function consumptionOf(
  statement: string,
  events: readonly RegistryEvent[],
  fault: Fault,
): Consumption | undefined {
  const stating = statementLeaf(statement, events, fault);
  const verified = stating && verificationLeaf(stating, events, fault);
  if (!stating || !verified) return undefined;
  const { facts, by } = asParty(stating);
  const retired = retiredFor(facts, by.org, events, fault);
  const megawattHours = retired
    .map(({ facts: { covers } }) => covers!.megawattHours!)
    .reduce(addMegawattHours, NO_MEGAWATT_HOURS);
  const state = { stated: facts, green: megawattHours };
  const share = greenShare(state);
  const origins = retired.map((event) => ({ event, of: powerOf(event, events, fault) }));
  const sources = origins.flatMap(({ event, of }) =>
    deliveredOf(event, of, { buyer: by.org, events }, fault),
  );
  const contracts = [...new Set(sources.flatMap(({ contract }) => contract ?? []))];
  return {
    statement,
    version: versionOf(stating),
    organization: named(by.org, events, fault),
    subject: facts.subject,
    boundary: facts.boundary,
    year: facts.year,
    verification: {
      verifier: named(asParty(verified).by.org, events, fault),
      assurance: verified.facts.assurance,
      at: verified.at,
    },
    purchasedKilowattHours: kilowattHours(facts.purchasedKilowattHours),
    coveredKilowattHours: asDecimal(coveredKilowattHours(state), ENERGY_DIGITS),
    consumedKilowattHours: kilowattHours(facts.consumedKilowattHours),
    megawattHours,
    ...(share !== undefined && { shareBasisPoints: share }),
    sources,
    facilities: sourcesOf(origins.flatMap(({ of }) => of)).facilities,
    contracts: contracts.flatMap((id) => contractOf(id, { buyer: by.org, events }, fault)),
    retirements: retired.map((event) => ({
      id: event.id,
      at: event.at,
      beneficiary: event.facts.beneficiary,
      purpose: event.facts.purpose,
      megawattHours: event.facts.covers!.megawattHours!,
    })),
  };
}

const ENERGY_DIGITS = 6;
const kilowattHours = (text: string): string => asDecimal(fraction(text), ENERGY_DIGITS);

/**
 * Retirements of megawatt-hours for the statement, by the organization that states, of its year, each serial
 * once.
 */
function retiredFor(
  { statement, year }: Stating['facts'],
  organization: string,
  events: readonly RegistryEvent[],
  fault: Fault,
): Retired[] {
  const found = new Map<string, Retired>();
  for (const event of ofType(events, 'units.retired')) {
    const { covers, quantity, consumptionYear } = event.facts;
    if (covers?.statement !== statement || !covers.megawattHours) {
      fault(
        '/evidence',
        `注销 ${event.id} 不为此排放声明`,
        `retirement ${event.id} is not for this statement`,
      );
      continue;
    }
    if (asParty(event).by.org !== organization)
      fault('/evidence', `注销 ${event.id} 非其所为`, `retirement ${event.id} is another organization's`);
    const { physical, certificate } = covers.megawattHours;
    if (physical + certificate !== quantity)
      fault('/evidence', `注销 ${event.id} 数量不符`, `retirement ${event.id} covers another quantity`);
    if (consumptionYear !== year)
      fault(
        '/evidence',
        `注销 ${event.id} 非当年消费`,
        `retirement ${event.id} is of another year's consumption`,
      );
    found.set(event.id, event);
  }
  const retired = [...found.values()];
  const twice = overlapIn(retired.flatMap(({ facts }) => serialsOf(facts.items)));
  if (twice) {
    const { batch, from, to } = twice;
    const serials = `${batch}/${from}-${to}`;
    fault('/evidence', `${serials} 被注销两次`, `${serials} is retired twice`);
  }
  return retired;
}

type PowerOrigin = Extract<Origin, { facility: unknown }>;

/** The origins of a retirement's certificates. */
const powerOf = (event: Retired, events: readonly RegistryEvent[], fault: Fault): PowerOrigin[] =>
  originsOf(event, events, (_path, zh, en) => fault('/evidence', zh, en)).filter(
    (origin): origin is PowerOrigin => 'facility' in origin,
  );

/** Who states, as the buyer whom contracts deliver to, and the leaves. */
interface Delivered {
  buyer: string;
  events: readonly RegistryEvent[];
}

/**
 * Certificates by batch, those that a contract delivered apart, and as many of them as the retirement says.
 */
function deliveredOf(
  { id, facts }: Retired,
  origins: readonly PowerOrigin[],
  { buyer, events }: Delivered,
  fault: Fault,
): Consumption['sources'] {
  const settlements = ofType(events, 'contract.settled');
  const sources = origins.flatMap((origin) => {
    const here = settlements.filter((settled) => isOfMonth(settled, origin));
    const to = { buyer, account: facts.account };
    const byContract = groupedBy(origin.serials, (range) => contractOver(range, to, here));
    return [...byContract].map(([contract, serials]) => sourceOf(origin, contract, serials));
  });
  const delivered = sources.filter(({ contract }) => contract !== undefined);
  const physical = delivered.reduce((sum, { megawattHours }) => sum + megawattHours, 0);
  const said = facts.covers?.megawattHours?.physical;
  if (physical !== said)
    fault(
      '/evidence',
      `注销 ${id} 计物理电量 ${said} 兆瓦时，结算可证 ${physical}`,
      `retirement ${id} counts ${said} MWh as physical, and settlements prove ${physical}`,
    );
  return sources;
}

/** A settlement delivers what its month's generation was issued. */
const isOfMonth = ({ facts: { facility, month } }: Settled, { issued }: PowerOrigin): boolean =>
  issued.type === 'generation.confirmed' &&
  issued.facts.facility === facility &&
  issued.facts.month === month;

/** The contract whose settlement delivered the range to the buyer's account. */
function contractOver(
  { batch, from, to }: SerialRange,
  { buyer, account }: { buyer: string; account: string },
  settlements: readonly Settled[],
): string | undefined {
  const holds = (each: SerialRange) => each.batch === batch && each.from <= from && to <= each.to;
  return settlements.find(({ facts }) =>
    facts.deliveries.some(
      (each) => each.buyer === buyer && each.account === account && serialsOf(each.items ?? []).some(holds),
    ),
  )?.facts.contract;
}

function sourceOf(
  { batch, issued }: PowerOrigin,
  contract: string | undefined,
  serials: readonly SerialRange[],
): Consumption['sources'][number] {
  const code = issued.type === 'generation.confirmed' ? issued.facts.issued?.code : undefined;
  return {
    batch: batch.batch,
    instrument: batch.instrument,
    facility: issued.facts.facility,
    generated: issued.type === 'generation.confirmed' ? daysOf(issued.facts.month) : issued.facts.period,
    ...(issued.type === 'generation.confirmed' && { energy: issued.facts.energy }),
    ...(code !== undefined && { code }),
    ...(contract !== undefined && { contract }),
    megawattHours: serials.reduce((sum, range) => sum + quantityOf(range), 0),
    serials: serials.map(({ from, to }) => ({ from, to })),
  };
}

/** The contract as its first version proposed it, with whoever states among its buyers. */
function contractOf(id: string, { buyer, events }: Delivered, fault: Fault): Consumption['contracts'] {
  const proposed = ofType(events, 'contract.proposed').find(
    ({ id: commit, facts: { contract, buyers } }) =>
      contract === id &&
      bornId('c', commit) === id &&
      buyers.some(({ organization }) => organization === buyer),
  );
  if (proposed) return [{ id, kind: proposed.facts.kind, seller: proposed.facts.seller }];
  fault('/evidence', `缺少合同 ${id} 的证明`, `no proof of contract ${id}`);
  return [];
}
