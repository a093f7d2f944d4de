/** Audit rules of power contracts and consumption (DOMAIN §3). One line per fault. */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { contractEntity, settlementEntity } from '../../shared/ledger/entity.ts';
import type { Facts, RegistryEvent } from '../../shared/ledger/event.ts';
import { evolve } from '../../shared/ledger/evolve.ts';
import type { ContractTerms } from '../../shared/power/contract-terms.ts';
import { decideRecordGeneration } from '../../shared/power/record-generation.ts';
import { decideRecordStorage } from '../../shared/power/record-storage.ts';
import {
  amendContract,
  confirmConsumption,
  declineContract,
  PARK_STORAGE,
  parkPlanOf,
  planOf,
  proposeContract,
  recordConsumption,
  refuseConsumption,
  signContract,
  termsFrom,
  windFarm,
} from '../support/history/contract-steps.ts';
import { as, History } from '../support/history/history.ts';
import { replayed } from '../support/history/replayed.ts';

const MONTH = '2026-10';
const NOBODY = `o-${'0'.repeat(20)}`;

/**
 * A contract of two users, signed by all from 2026-01 on; the steel works has consumed in 2026-10, which
 * waits. The day is 2026-11-21.
 */
function smallHistory() {
  const h = new History();
  const wind = h.organization({ name: '国家电投', roles: ['generator'] });
  const grid = h.organization({ name: '国网蒙东', roles: ['grid'] }).id;
  const [steel, zinc, other] = ['远联钢铁', '中色锌业', '无关企业'].map(
    (name) => h.organization({ name }).id,
  ) as [string, string, string];
  const bank = h.organization({ name: '银行', roles: ['financier'] }).id;
  const facility = windFarm(h, wind.id, grid);
  const buyers = [
    { organization: steel, meterPoint: '一号' },
    { organization: zinc, meterPoint: '二号' },
  ];
  const seller = wind.id;
  const terms = { ...termsFrom(), plan: planOf(2026, 2027) };
  const propose = () => proposeContract(h, seller, { kind: 'direct-multi', facility, buyers, ...terms });
  const sell = (from = '2026-12') =>
    proposeContract(h, seller, {
      kind: 'bilateral',
      facility,
      buyers: buyers.slice(0, 1),
      ...termsFrom(from),
    });
  const park = windFarm(h, wind.id, grid, { storage: PARK_STORAGE });
  /** Of the park's plant, to both. */
  const supply = () =>
    proposeContract(h, seller, {
      kind: 'park-supply',
      facility: park,
      buyers,
      ...termsFrom(),
      plan: parkPlanOf(2026, 2027),
    });
  const contract = propose();
  for (const buyer of [steel, zinc]) signContract(h, buyer, contract);
  const record = (buyer = steel, month = MONTH) =>
    recordConsumption(h, buyer, { contract, month, kilowattHours: 90_000 });
  const reading = { contract, month: MONTH, buyer: steel, revision: 1 };
  record();
  return {
    h,
    seller,
    grid,
    steel,
    zinc,
    other,
    bank,
    facility,
    buyers,
    terms,
    contract,
    propose,
    supply,
    park,
    sell,
    record,
    reading,
  };
}
type SmallHistory = ReturnType<typeof smallHistory>;
type Fault = (s: SmallHistory) => unknown;

/** The last leaf, changed. */
function change(
  h: History,
  edit: (event: {
    facts: Record<string, unknown>;
    sealed?: string;
    by: { org: string; role: string };
  }) => unknown,
) {
  const event = JSON.parse(h.leaves.pop()!);
  edit(event);
  h.leaves.push(canonicalize(event));
}

/** After that step, facts of its event replaced. */
const lie =
  (step: Fault, facts: (s: SmallHistory) => object): Fault =>
  (s) => {
    step(s);
    change(s.h, (event) => Object.assign(event.facts, facts(s)));
  };
/** The same with another actor. */
const actor =
  (step: Fault, org: (s: SmallHistory) => string): Fault =>
  (s) => {
    step(s);
    change(s.h, (event) => {
      event.by.org = org(s);
    });
  };
/** The last leaf again, under another id. */
const again = ({ h }: SmallHistory) => {
  const event = JSON.parse(h.leaves.at(-1)!) as RegistryEvent;
  h.leaves.push(canonicalize({ ...event, id: 'B'.repeat(43) }));
};

const propose: Fault = (s) => s.propose();
const supply: Fault = (s) => s.supply();
const sell: Fault = (s) => s.sell();
const amend: Fault = (s) =>
  amendContract(s.h, s.seller, s.contract, { ...termsFrom('2026-12'), plan: planOf(2026, 2027, 2028) });
const proposeThenSign: Fault = (s) => signContract(s.h, s.steel, s.propose());
const proposeThenDecline: Fault = (s) => declineContract(s.h, s.zinc, s.propose());
const record: Fault = (s) => s.record(s.zinc);
const confirm: Fault = (s) => confirmConsumption(s.h, s.grid, s.reading);
const refuse: Fault = (s) => refuseConsumption(s.h, s.grid, s.reading);
const buyersOf = (...organizations: string[]) => ({
  buyers: organizations.map((organization) => ({ organization, meterPoint: '一号' })),
});
const plan = (sums: object) => () => ({ plan: [planOf(2026)[0], { ...planOf(2027)[0], ...sums }] });

/**
 * The month as settled, by a settlement that nobody decided; the decider of the next step doesn't know of it.
 */
function settle({ h, seller, contract, facility, steel, zinc }: SmallHistory) {
  const empty = { kilowattHours: 0, dischargedKilowattHours: 0 };
  const reading = { facility, month: MONTH, energy: 'self-use' as const, ...empty };
  h.commit(as(seller, 'generator'), (context) => decideRecordGeneration(h.entities, reading, context));
  const nothing = { consumedKilowattHours: 0, allocatedKilowattHours: 0, megawattHours: 0 };
  const facts: Facts<'contract.settled'> = {
    contract,
    version: 1,
    month: MONTH,
    facility,
    contractMegawattHours: 100,
    generatedKilowattHours: 0,
    deliveredBeforeMegawattHours: 0,
    onGridKilowattHours: 0,
    deliveredMegawattHours: 0,
    deliveries: [steel, zinc].map((buyer) => ({ buyer, account: `a-${'0'.repeat(20)}`, ...nothing })),
  };
  // Whatever it moves: that is not this file's to say.
  const by = { org: seller, role: 'generator' as const };
  const moves = { v: 1 as const, id: 'C'.repeat(43), at: '2026-11-21T08:00:00.000Z', by, advances: [] };
  const advances = evolve(h.entities, { ...moves, type: 'contract.settled', facts }).map(
    ([entity]) => entity,
  );
  h.forge(as(seller, 'generator'), { type: 'contract.settled', facts, advances });
  h.entities.delete(settlementEntity(contract, MONTH));
}

const regulation = { sha256: 'e'.repeat(64), mediaType: 'application/pdf', bytes: 1000 };
const parkPlan = (sums: object) => () => {
  const [first, second] = parkPlanOf(2026, 2027);
  return { plan: [first, JSON.parse(JSON.stringify({ ...second, ...sums }))] };
};

/**
 * The steel works signs once the plant has no storage: a document that the proposal named is taken out of
 * its leaf.
 */
function takeStorageAway({ h, seller, buyers, park, steel }: SmallHistory): void {
  const contract = proposeContract(h, seller, {
    kind: 'park-supply',
    facility: park,
    buyers,
    ...termsFrom(),
    plan: parkPlanOf(2026, 2027),
    regulation: regulation as NonNullable<ContractTerms['regulation']>,
  });
  const proposed = JSON.parse(h.leaves.pop()!);
  delete proposed.facts.regulation;
  h.leaves.push(canonicalize(proposed));
  h.commit<'facility.storage-recorded'>(as(seller, 'generator'), (context) => {
    const storage = { kilowatts: 0, kilowattHours: 0 };
    return decideRecordStorage(h.entities, { facility: park, storage }, context);
  });
  signContract(h, steel, contract);
}

/** One step, then the other. */
const both =
  (first: Fault, second: Fault): Fault =>
  (s) => {
    first(s);
    second(s);
  };
const unsealed: Fault = ({ h }) => change(h, (event) => delete event.sealed);
const lastContract = ({ h }: SmallHistory): string => JSON.parse(h.leaves.at(-1)!).facts.contract;
const lastSignature: Fault = (s) => signContract(s.h, s.zinc, lastContract(s));

const faults: [Rule, string, Fault][] = [
  ['contract-unsealed', 'without prices', both(propose, unsealed)],
  ['id-not-derived', 'of an id of its own', lie(propose, () => ({ contract: `c-${'0'.repeat(20)}` }))],
  ['contract-unknown', 'a second version of nothing', lie(propose, () => ({ version: 2 }))],
  ['contract-facility', 'of no facility', lie(propose, () => ({ facility: `f-${'0'.repeat(20)}` }))],
  ['contract-seller', "of another's facility", lie(propose, (s) => ({ seller: s.other }))],
  ['contract-seller', 'by another', actor(propose, (s) => s.other)],
  ['contract-grid', 'with another grid company', lie(propose, (s) => ({ grid: s.other }))],
  ['contract-kind', 'of one user though multi-user', lie(propose, (s) => buyersOf(s.steel))],
  ['contract-kind', 'of two buyers though bilateral', lie(sell, (s) => buyersOf(s.steel, s.zinc))],
  ['contract-buyer', 'to nobody', lie(sell, () => buyersOf(NOBODY))],
  ['contract-buyer', 'to a bank', lie(sell, (s) => buyersOf(s.bank))],
  ['contract-buyer', 'to the grid company', lie(sell, (s) => buyersOf(s.grid))],
  ['contract-buyer-grid', 'to whom confirms what it consumes', lie(sell, (s) => buyersOf(s.grid))],
  ['contract-buyer-repeated', 'to one twice', lie(propose, (s) => buyersOf(s.steel, s.steel))],
  ['contract-self-sale', 'to itself', lie(sell, (s) => buyersOf(s.seller))],
  [
    'contract-meter',
    'without the meter',
    (s) => {
      const facility = windFarm(s.h, s.seller, s.grid, { meters: [{ id: 'X-ON-1', kind: 'on-grid' }] });
      lie(propose, () => ({ facility }))(s);
    },
  ],
  [
    'contract-tradable',
    'of what is not tradable',
    (s) => {
      const facility = windFarm(s.h, s.seller, s.grid, { technology: 'hydro', marketBased: false });
      lie(sell, () => ({ facility }))(s);
    },
  ],
  ['contract-volume', 'of nothing', lie(sell, () => ({ megawattHours: [0, 0] }))],
  ['contract-months', 'before the grid connection', lie(sell, () => ({ from: '2024-05' }))],
  ['contract-months', 'in a far future', lie(sell, () => ({ from: '2031-12' }))],
  [
    'contract-short',
    'of 23 months though multi-year',
    lie(sell, () => ({ kind: 'multi-year', megawattHours: Array(23).fill(1) })),
  ],
  ['contract-short', 'of different owners', lie(propose, () => ({ megawattHours: Array(23).fill(1) }))],
  ['contract-plan', 'with a plan though bilateral', lie(sell, () => ({ plan: planOf(2026, 2027, 2028) }))],
  ['contract-plan', 'of a year too few', lie(propose, () => ({ plan: planOf(2026) }))],
  ['contract-plan', 'of other years', lie(propose, () => ({ plan: planOf(2026, 2028) }))],
  ['contract-plan-sums', 'beyond the generation', lie(propose, plan({ generation: 1999 }))],
  ['contract-plan-sums', 'beyond the consumption', lie(propose, plan({ consumption: 1599 }))],
  [
    'contract-plan-sums',
    'below the contract',
    lie(propose, plan({ selfUse: 1199, generation: 1998, consumption: 3996 })),
  ],
  ['contract-ratio', 'too little self-used', lie(propose, plan({ generation: 2667 }))],
  ['contract-ratio', 'of too large a consumption', lie(propose, plan({ consumption: 5334 }))],
  ['contract-ratio', 'too much on the grid', lie(propose, plan({ selfUse: 1599, onGrid: 401 }))],
  ['contract-changed', 'an amendment to others', lie(amend, (s) => buyersOf(s.steel, s.other))],
  ['contract-changed', 'an amendment of the kind', lie(amend, () => ({ kind: 'direct-single' }))],
  ['contract-version', 'a number left out', lie(amend, () => ({ version: 3 }))],
  ['contract-backwards', 'an amendment of what is past', lie(amend, () => ({ from: '2026-10' }))],
  ['contract-pending', 'while another waits', both(amend, again)],
  ['contract-not-pending', 'signed twice', both(both(proposeThenSign, lastSignature), again)],
  ['contract-storage', 'a plant without its storage', lie(supply, ({ facility }) => ({ facility }))],
  ['contract-storage', 'signed when the storage is gone', (s) => takeStorageAway(s)],
  ['contract-regulation', 'equal regulation of a direct connection', lie(propose, () => ({ regulation }))],
  ['contract-load', 'too small a load', lie(supply, parkPlan({ consumption: 499_999 }))],
  ['contract-ratio', 'fed in from a park', lie(supply, parkPlan({ onGrid: 1 }))],
  ['contract-ratio', 'too much held back', lie(supply, parkPlan({ curtailed: 223 }))],
  ['contract-plan-curtailment', 'nothing said of it', lie(supply, parkPlan({ curtailed: undefined }))],
  ['contract-plan-curtailment', 'said where none asks', lie(propose, plan({ curtailed: 0 }))],
  ['contract-plan-sums', 'more than generated', lie(supply, parkPlan({ selfUse: 2001 }))],
  ['contract-not-pending', 'another version', lie(proposeThenSign, () => ({ version: 2 }))],
  ['contract-turn', 'out of turn', actor(proposeThenSign, (s) => s.zinc)],
  ['contract-party', 'by a stranger', actor(proposeThenSign, (s) => s.other)],
  ['contract-in-force', 'before all have signed', lie(proposeThenSign, () => ({ inForce: true }))],
  ['contract-party', 'declined by a stranger', actor(proposeThenDecline, (s) => s.other)],
  ['contract-not-pending', 'declined twice', both(proposeThenDecline, again)],
  ['contract-unknown', 'consumption under nothing', lie(record, () => ({ contract: `c-${'0'.repeat(20)}` }))],
  ['consumption-buyer', "another's", lie(record, (s) => ({ buyer: s.steel }))],
  ['consumption-buyer', 'by the seller', actor(record, (s) => s.seller)],
  [
    'consumption-reported',
    'for a buyer whose own waits',
    (s) => {
      s.record();
      change(s.h, (event) => {
        event.by = { org: s.grid, role: 'grid' };
      });
    },
  ],
  [
    'consumption-buyer',
    'of no buyer',
    actor(
      lie(record, (s) => ({ buyer: s.other })),
      (s) => s.other,
    ),
  ],
  ['consumption-month', 'of a month that is not over', lie(record, () => ({ month: '2026-11' }))],
  ['consumption-month', 'of a month that has no volume', lie(record, () => ({ month: '2025-12' }))],
  ['consumption-revision', 'a number left out', lie(record, () => ({ revision: 2 }))],
  [
    'consumption-hours',
    'of the hours of another month',
    lie(record, () => ({ intervals: { sha256: 'a'.repeat(64), rows: 720 } })),
  ],
  ['consumption-grid', 'confirmed by the buyer', actor(confirm, (s) => s.steel)],
  ['consumption-grid', 'refused by the seller', actor(refuse, (s) => s.seller)],
  ['consumption-revision', 'confirmed, another one', lie(confirm, () => ({ revision: 2 }))],
  ['consumption-revision', 'confirmed twice', both(confirm, again)],
  ['consumption-revision', "refused, another's", lie(refuse, (s) => ({ buyer: s.zinc }))],
];

describe('a fault is found where it is', () => {
  it.each(faults)('%s: %s', (rule, _, fault) => {
    const s = smallHistory();
    fault(s);
    const found = replayed(s.h.leaves);
    expect(found.map((each) => [each.rule, each.index])).toContainEqual([rule, s.h.leaves.length - 1]);
    expect(found.filter(({ index }) => index !== undefined && index < s.h.leaves.length - 1)).toEqual([]);
    const { zh, en } = found.find((each) => each.rule === rule)!.message;
    expect(`${zh} ${en}`).not.toMatch(/\{\w+\}/);
  });

  it.each([
    ['recorded', record],
    ['confirmed', confirm],
  ])('consumption-settled: %s after the month was settled', (_, step) => {
    const s = smallHistory();
    settle(s);
    step(s);
    const rules = replayed(s.h.leaves).filter(({ index }) => index === s.h.leaves.length - 1);
    expect(rules.map(({ rule }) => rule)).toContain('consumption-settled');
  });

  it('contract-backwards: signed after a month that it changes was settled', () => {
    const s = smallHistory();
    // Of December, it couldn't be settled yet.
    lie(amend, () => ({ from: MONTH }))(s);
    settle(s);
    const facts = { contract: s.contract, version: 2, inForce: false };
    const advances = [contractEntity(s.contract)];
    s.h.forge(as(s.steel, 'enterprise'), { type: 'contract.signed', facts, advances });
    const rules = replayed(s.h.leaves).filter(({ index }) => index === s.h.leaves.length - 1);
    expect(rules.map(({ rule }) => rule)).toContain('contract-backwards');
  });
});

describe('a sound history is clean', () => {
  it('of contracts proposed, signed, amended and declined, and of consumption', () => {
    const s = smallHistory();
    const { h, seller, grid, steel, zinc, contract, reading } = s;
    amend(s);
    for (const buyer of [steel, zinc]) signContract(h, buyer, contract, 2);
    declineContract(h, steel, s.sell());
    declineContract(h, seller, s.sell());
    refuseConsumption(h, grid, reading);
    s.record();
    confirmConsumption(h, grid, { ...reading, revision: 2 });
    s.record(zinc, '2026-09');
    s.record(zinc, '2026-09');
    const own = { ...termsFrom('2026-12'), plan: planOf(2026, 2027, 2028) };
    const alone = { kind: 'direct-single' as const, facility: s.facility, ...own, ...buyersOf(seller) };
    amendContract(h, seller, proposeContract(h, seller, alone), own);
    const supplied = s.supply();
    for (const buyer of [steel, zinc]) signContract(h, buyer, supplied);
    expect(replayed(h.leaves)).toEqual([]);
  });
});
