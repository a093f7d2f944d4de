/**
 * Cheats in green power that hang together: whoever holds the table tells the registry's own deciders something untrue,
 * and lets them make a leaf of it, so that every figure in it fits every other. The audit has the log alone.
 */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import type { Violation } from '../../events/audit/violation.ts';
import { canonicalize } from '../../shared/canonical.ts';
import { deriveId } from '../../shared/decision.ts';
import {
  accountEntity,
  batchEntity,
  blockEntity,
  consumptionEntity,
  contractEntity,
  type EntityId,
  facilityEntity,
  generationEntity,
  organizationEntity,
  provinceEntity,
  supplyEntity,
} from '../../shared/entity.ts';
import { daysOf } from '../../shared/month.ts';
import { as, History, OPERATOR, SYSTEM } from '../support/history.ts';
import { certificateScene, offer, retire } from '../support/history-certificate.ts';
import {
  amendContract,
  confirmConsumption,
  planOf,
  proposeContract,
  recordConsumption,
  signContract,
  termsFrom,
  windFarm,
} from '../support/history-contract.ts';
import { audited, freezingScene } from '../support/history-freezing.ts';
import {
  cancelOverIssued,
  confirmGeneration,
  facilityState,
  generate,
  MONTH,
  NEXT_MONTH,
  openAccount,
  powerScene,
  recordGeneration,
} from '../support/history-power.ts';
import { meter, settleMonth, settlementScene } from '../support/history-settlement.ts';
import { deliverSupply, importFacility, importGeneration, importSupply } from '../support/history-supply.ts';
import { replayed } from '../support/replayed.ts';

const JUNE = '2026-06';

/** Changes what the deciders are told; the log doesn't know of it. */
function lie(h: History, id: EntityId, members: object): void {
  const found = h.entities.get(id)!;
  h.entities.set(id, { ...found, state: { ...found.state, ...members } as typeof found.state });
}

/** 12.6 MWh on the grid and 600 kWh of own use, so that the two carries together would be one certificate more. */
function metered() {
  const s = powerScene();
  generate(s, { kilowattHours: 12_600 });
  generate(s, { energy: 'self-use', kilowattHours: 600 });
  const tell = (energy: object) =>
    lie(s.h, facilityEntity(s.facility), { energy: { ...facilityState(s).energy, ...energy } });
  return { ...s, tell };
}

/** A second buyer's contract for the same June, after the first one's was settled. */
function twoContracts() {
  const s = settlementScene('bilateral', [100_000]);
  const { h, seller, grid, zinc, facility } = s;
  const buyers = [{ organization: zinc.id, meterPoint: 'Z' }];
  const contract = proposeContract(h, seller.id, { kind: 'bilateral', facility, ...termsFrom(), buyers });
  signContract(h, zinc.id, contract);
  recordConsumption(h, zinc.id, { contract, month: JUNE, kilowattHours: 90_000 });
  confirmConsumption(h, grid.id, { contract, month: JUNE, buyer: zinc.id, revision: 1 });
  settleMonth(s);
  return { ...s, contract };
}

/** A contract of two buyers, with an amendment that waits for both. */
function amended() {
  const s = settlementScene('direct-multi');
  const terms = { ...termsFrom('2026-12'), megawattHours: Array<number>(24).fill(1), plan: planOf(2026, 2027, 2028) };
  amendContract(s.h, s.seller.id, s.contract, terms);
  return s;
}

function supplied() {
  const h = new History();
  const seller = h.organization({ name: '卖方' });
  const owner = h.organization({ name: '业主', roles: ['generator'] });
  const facility = importFacility(h, owner.id, 'Longli');
  const supply = importSupply(h, { seller: seller.id });
  const batch = importGeneration(h, { supply, facility });
  return { h, seller, owner, facility, supply, batch };
}

const CHEATS: [Rule, string, () => History][] = [
  [
    'certificates-not-generated',
    'a certificate more, and as much less carried',
    () => {
      const s = powerScene();
      recordGeneration(s, { kilowattHours: 12_600 });
      s.h.commit(as(s.grid, 'grid'), ({ id }) => {
        const batch = deriveId('b', id);
        const reading = { facility: s.facility, month: MONTH, energy: 'on-grid', revision: 1 } as const;
        const issued = { batch, instrument: 'GEC', quantity: 13, account: s.owner.account, lanes: [1] } as const;
        return {
          type: 'generation.confirmed',
          facts: {
            ...{ ...reading, netKilowattHours: 12_600, carriedBefore: 0, carriedAfter: -400 },
            issued: { ...issued, lanes: [1], frozen: false },
          },
          advances: [
            generationEntity(s.facility, MONTH, 'on-grid'),
            facilityEntity(s.facility),
            batchEntity(batch),
            blockEntity(batch, 1),
          ],
        };
      });
      return s.h;
    },
  ],
  [
    'carry',
    "one kind of energy's remainder for another's certificate",
    () => {
      const { tell, ...s } = metered();
      tell({ 'self-use': { kilowattHours: 900, issued: 0, cancelled: 0 } });
      generate(s, { month: NEXT_MONTH, energy: 'self-use', kilowattHours: 100 });
      return s.h;
    },
  ],
  [
    'carry',
    'what was over-issued is forgotten',
    () => {
      const { tell, ...s } = metered();
      generate(s, { kilowattHours: 2600, reason: '倍率' });
      tell({ 'on-grid': { kilowattHours: 12_600, issued: 12, cancelled: 0 } });
      generate(s, { month: NEXT_MONTH, kilowattHours: 5000 });
      return s.h;
    },
  ],
  [
    'generation-net',
    'what storage gave back is issued too',
    () => {
      const s = powerScene();
      recordGeneration(s, { kilowattHours: 12_600, dischargedKilowattHours: 5000 });
      const pending = { revision: 1, kilowattHours: 12_600, dischargedKilowattHours: 0 };
      lie(s.h, generationEntity(s.facility, MONTH, 'on-grid'), { pending });
      confirmGeneration(s);
      return s.h;
    },
  ],
  [
    'reading-not-pending',
    'confirms what was never reported',
    () => {
      const s = powerScene();
      generate(s, { kilowattHours: 9000 });
      const { advances, ...event } = JSON.parse(s.h.leaves.pop()!);
      // Of the reading there is no leaf: its record is born with the confirmation.
      s.h.leaves.pop();
      const [{ prev: _, ...record }, ...others] = advances;
      s.h.leaves.push(canonicalize({ ...event, advances: [{ ...record, version: 1 }, ...others] }));
      return s.h;
    },
  ],
  [
    'reading-not-pending',
    'confirms a month twice',
    () => {
      const { tell: _, ...s } = metered();
      const pending = { revision: 1, kilowattHours: 12_600, dischargedKilowattHours: 0 };
      lie(s.h, generationEntity(s.facility, MONTH, 'on-grid'), { pending, confirmed: undefined });
      confirmGeneration(s);
      return s.h;
    },
  ],
  [
    'certificates-account',
    'mechanism-priced certificates are the owner’s',
    () => {
      const s = powerScene();
      openAccount(s);
      lie(s.h, provinceEntity('15'), { holder: s.owner.account });
      generate(s, { energy: 'mechanism-priced', kilowattHours: 12_600 });
      return s.h;
    },
  ],
  [
    'over-issuance-exceeded',
    'gives up certificates to issue them once more',
    () => {
      const { tell, ...s } = metered();
      tell({ 'on-grid': { kilowattHours: 2600, issued: 12, cancelled: 0 } });
      const [block] = s.h.held(s.owner.account);
      cancelOverIssued(s, [{ batch: block!.state.batch, quantity: 10 }]);
      return s.h;
    },
  ],
  [
    'over-issuance-batch',
    'gives up worthless certificates in place of those over-issued',
    () => {
      const s = powerScene();
      generate(s, { kilowattHours: 12_600 });
      const { issued } = generate(s, { energy: 'self-use', kilowattHours: 5000 });
      generate(s, { kilowattHours: 2600, reason: '倍率' });
      lie(s.h, batchEntity(issued!.batch), { energy: 'on-grid' });
      cancelOverIssued(s, [{ batch: issued!.batch, quantity: 5 }]);
      return s.h;
    },
  ],

  [
    'settlement-consumption',
    'more consumed than was confirmed',
    () => {
      const s = settlementScene('bilateral');
      const confirmed = { revision: 1, kilowattHours: 99_000 };
      lie(s.h, consumptionEntity(s.contract, JUNE, s.steel.id), { confirmed });
      settleMonth(s);
      return s.h;
    },
  ],
  [
    'settlement-generation',
    'less generated, so that the seller keeps its certificates',
    () => {
      const s = settlementScene('bilateral');
      const confirmed = { revision: 1, kilowattHours: 10_000, dischargedKilowattHours: 0 };
      lie(s.h, generationEntity(s.facility, JUNE, 'on-grid'), { confirmed });
      settleMonth(s);
      return s.h;
    },
  ],
  [
    'settlement-available',
    'delivers less than there is',
    () => {
      const s = settlementScene('bilateral');
      for (const { state } of s.h.held(s.seller.account))
        if (state.batch === s.batch) lie(s.h, blockEntity(s.batch, state.from), { status: 'pledged' });
      settleMonth(s);
      return s.h;
    },
  ],
  [
    'settlement-delivered-before',
    'forgets what another contract had',
    () => {
      const s = twoContracts();
      const { seller, contract } = s;
      lie(s.h, generationEntity(s.facility, JUNE, 'on-grid'), { delivered: 0 });
      settleMonth({ ...s, contract }, as(seller.id, 'generator'));
      return s.h;
    },
  ],
  [
    'settlement-traded',
    "delivers another contract's certificates again",
    () => {
      const s = twoContracts();
      lie(s.h, generationEntity(s.facility, JUNE, 'on-grid'), { delivered: 0 });
      for (const { state } of s.h.blocks())
        if (state.batch === s.batch)
          lie(s.h, blockEntity(s.batch, state.from), { account: s.seller.account, traded: undefined });
      settleMonth({ ...s, contract: s.contract }, as(s.seller.id, 'generator'));
      return s.h;
    },
  ],
  [
    'settlement-account',
    'into an account of somebody else',
    () => {
      const s = settlementScene('bilateral');
      lie(s.h, organizationEntity(s.steel.id), { account: s.zinc.account });
      settleMonth(s);
      return s.h;
    },
  ],
  [
    'settlement-account',
    'to nobody: the seller keeps them',
    () => {
      const s = settlementScene('bilateral');
      lie(s.h, organizationEntity(s.steel.id), { account: s.seller.account });
      settleMonth(s);
      return s.h;
    },
  ],
  [
    'settlement-batch',
    "another month's certificates",
    () => {
      const s = settlementScene('bilateral');
      lie(s.h, generationEntity(s.facility, JUNE, 'on-grid'), { batches: [s.otherBatch] });
      settleMonth(s);
      return s.h;
    },
  ],
  [
    'settlement-volume',
    'another volume than was signed',
    () => {
      const s = settlementScene('bilateral');
      const { versions } = s.h.entities.get(contractEntity(s.contract))!.state as { versions: object[] };
      lie(s.h, contractEntity(s.contract), {
        versions: [{ ...versions[0], megawattHours: Array<number>(24).fill(20) }],
      });
      settleMonth(s);
      return s.h;
    },
  ],
  [
    'settlement-twice',
    'a month again, once its readings were corrected',
    () => {
      const s = settlementScene('bilateral');
      settleMonth(s);
      meter(s.h, s.plant, 'on-grid', 500_000, undefined, '更正');
      s.h.entities.delete(`settlement:${s.contract}/${JUNE}`);
      settleMonth(s);
      return s.h;
    },
  ],
  [
    'settlement-on-grid',
    'less fed in, for the ratios of the year',
    () => {
      const s = settlementScene('direct-multi');
      const confirmed = { revision: 1, kilowattHours: 1, dischargedKilowattHours: 0 };
      lie(s.h, generationEntity(s.facility, JUNE, 'on-grid'), { confirmed });
      settleMonth(s);
      return s.h;
    },
  ],

  [
    'contract-turn',
    'one buyer signs for both',
    () => {
      const s = amended();
      const id = contractEntity(s.contract);
      const { pending } = s.h.entities.get(id)!.state as { pending: { signed: string[] } };
      lie(s.h, id, { pending: { ...pending, signed: [...pending.signed, s.steel.id] } });
      signContract(s.h, s.zinc.id, s.contract, 2);
      return s.h;
    },
  ],
  [
    'contract-in-force',
    'in force by the first signature',
    () => {
      const s = amended();
      s.h.commit(as(s.steel.id), () => ({
        type: 'contract.signed',
        facts: { contract: s.contract, version: 2, inForce: true },
        advances: [contractEntity(s.contract)],
      }));
      return s.h;
    },
  ],
  [
    'contract-backwards',
    'terms of a month that is past',
    () => {
      const s = settlementScene('bilateral');
      lie(s.h, contractEntity(s.contract), { versions: [] });
      amendContract(s.h, s.seller.id, s.contract, termsFrom(JUNE));
      return s.h;
    },
  ],

  [
    'traded-again',
    'sells a certificate a second time',
    () => {
      const s = certificateScene();
      const third = s.h.organization({ name: '二手' });
      lie(s.h, blockEntity(s.batch, 41), { traded: undefined });
      const items = [{ batch: s.batch, quantity: 5 }];
      s.h.offer({ from: s.buyer.account, to: third.account, items }, as(s.buyer.id));
      return s.h;
    },
  ],
  [
    'not-tradable',
    'sells certificates of its own use',
    () => {
      const s = certificateScene();
      lie(s.h, batchEntity(s.selfUse), { energy: 'on-grid' });
      offer(s, [{ batch: s.selfUse, quantity: 5 }]);
      return s.h;
    },
  ],
  [
    'provincial-account',
    "sells a province's",
    () => {
      const s = certificateScene();
      lie(s.h, accountEntity(s.province), { province: undefined });
      lie(s.h, batchEntity(s.provincial), { energy: 'on-grid' });
      const items = [{ batch: s.provincial, quantity: 5 }];
      s.h.offer({ from: s.province, to: s.buyer.account, items }, as(s.authority, 'regulator'));
      return s.h;
    },
  ],
  [
    'used-expired',
    'retires what has expired',
    () => {
      const s = certificateScene();
      s.h.wait(720);
      lie(s.h, batchEntity(s.batch), { generated: daysOf('2028-10') });
      retire(s, s.owner, [{ batch: s.batch, quantity: 5 }]);
      return s.h;
    },
  ],
  [
    'expired-early',
    'takes away what is still valid',
    () => {
      const s = certificateScene();
      s.h.commit(SYSTEM, () => ({
        type: 'units.expired',
        facts: {
          ...{ facility: s.facility, month: MONTH, quantity: 20 },
          items: [{ batch: s.selfUse, ranges: [{ from: 1, to: 20 }] }],
        },
        advances: [blockEntity(s.selfUse, 1)],
      }));
      return s.h;
    },
  ],

  [
    'supply-over-issued',
    'issues beyond the contract',
    () => {
      const s = supplied();
      lie(s.h, supplyEntity(s.supply), { issued: 0 });
      importGeneration(s.h, { supply: s.supply, facility: s.facility });
      return s.h;
    },
  ],
  [
    'supply-over-delivered',
    'delivers what came back once more',
    () => {
      const s = supplied();
      const { h, supply, batch } = s;
      const give = (from: string, to: string) => deliverSupply(h, from, { supply, to, items: [{ batch, quantity: 600 }] });
      give(s.seller.account, s.owner.account);
      const items = [{ batch, quantity: 600 }];
      const back = h.offer({ from: s.owner.account, to: s.seller.account, items }, as(s.owner.id, 'generator'));
      h.settle(back.id, 'accept', as(s.seller.id));
      lie(h, supplyEntity(supply), { delivered: 0 });
      give(s.seller.account, s.owner.account);
      return h;
    },
  ],
  [
    'supply-facility-registered',
    'certificates of another registry for metered power',
    () => {
      const s = supplied();
      const grid = s.h.organization({ name: '电网', roles: ['grid'] });
      const facility = windFarm(s.h, s.owner.id, grid.id);
      lie(s.h, facilityEntity(facility), { origin: { source: 'I-REC', code: 'X' }, meters: undefined });
      importGeneration(s.h, { supply: s.supply, facility, kilowattHours: 1000, lanes: 1 });
      return s.h;
    },
  ],
];

/** The last leaf is the cheat; all before it is sound. */
function expectCaught(rule: Rule, found: readonly Violation[], last: number): void {
  expect(found.filter(({ index }) => index !== undefined && index < last)).toEqual([]);
  expect(found.filter(({ index }) => index === last).map((each) => each.rule)).toContain(rule);
}

describe('a cheat that hangs together is found', () => {
  it.each(CHEATS)('%s: %s', (rule, _, cheat) => {
    const { leaves } = cheat();
    expectCaught(rule, replayed(leaves), leaves.length - 1);
    expect(replayed(leaves, { careful: true })).toEqual(replayed(leaves));
  });

  it('certificates-frozen-flag: born free while a CCER project has the power', () => {
    const s = freezingScene();
    const { h, facility, project } = s;
    const crediting = { from: '2026-10-01', to: '2036-09-30' };
    const frozen = { [facilityEntity(facility)]: { frozen: { project, crediting } } };
    generate(s, { month: NEXT_MONTH, energy: 'self-use', kilowattHours: 5000 });
    const last = h.leaves.length - 1;
    expectCaught('certificates-frozen-flag', audited(s, [{ at: last, given: frozen }]), last);
  });
});
