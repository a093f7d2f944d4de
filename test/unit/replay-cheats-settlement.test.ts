/**
 * Cheats in settlements and contracts that hang together: whoever holds the table tells the registry's own
 * deciders something untrue (cheats.ts).
 */
import { describe, expect, it } from 'vitest';
import {
  blockEntity,
  consumptionEntity,
  contractEntity,
  generationEntity,
  organizationEntity,
} from '../../shared/ledger/entity.ts';
import { type Cheat, expectAllCaught, expectCaught, lie } from '../support/history/cheats.ts';
import {
  amendContract,
  confirmConsumption,
  planOf,
  proposeContract,
  recordConsumption,
  signContract,
  termsFrom,
} from '../support/history/contract-steps.ts';
import { as, History } from '../support/history/history.ts';
import { replayed } from '../support/history/replayed.ts';
import {
  decideSettlement,
  meter,
  settleMonth,
  settlementHistory,
} from '../support/history/settlement-steps.ts';

const JUNE = '2026-06';

/** A second buyer's contract for the same June, after the first one's was settled. */
function twoContracts() {
  const s = settlementHistory('bilateral', [100_000]);
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
  const s = settlementHistory('direct-multi');
  const terms = {
    ...termsFrom('2026-12'),
    megawattHours: Array<number>(24).fill(1),
    plan: planOf(2026, 2027, 2028),
  };
  amendContract(s.h, s.seller.id, s.contract, terms);
  return s;
}

const CHEATS: readonly Cheat[] = [
  [
    'settlement-consumption',
    'more consumed than was confirmed',
    () => {
      const s = settlementHistory('bilateral');
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
      const s = settlementHistory('bilateral');
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
      const s = settlementHistory('bilateral');
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
      const s = settlementHistory('bilateral');
      lie(s.h, organizationEntity(s.steel.id), { account: s.zinc.account });
      settleMonth(s);
      return s.h;
    },
  ],
  [
    'settlement-account',
    'to nobody: the seller keeps them',
    () => {
      const s = settlementHistory('bilateral');
      lie(s.h, organizationEntity(s.steel.id), { account: s.seller.account });
      settleMonth(s);
      return s.h;
    },
  ],
  [
    'settlement-batch',
    "another month's certificates",
    () => {
      const s = settlementHistory('bilateral');
      lie(s.h, generationEntity(s.facility, JUNE, 'on-grid'), { batches: [s.otherBatch] });
      settleMonth(s);
      return s.h;
    },
  ],
  [
    'settlement-volume',
    'another volume than was signed',
    () => {
      const s = settlementHistory('bilateral');
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
      const s = settlementHistory('bilateral');
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
      const s = settlementHistory('direct-multi');
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
      const s = settlementHistory('bilateral');
      lie(s.h, contractEntity(s.contract), { versions: [] });
      amendContract(s.h, s.seller.id, s.contract, termsFrom(JUNE));
      return s.h;
    },
  ],
];

expectAllCaught(CHEATS);

describe('a settlement of a moment that is past', () => {
  /** Decided while 100 of the month's certificates were offered, and in the log after they came back. */
  function raced(waitedDays: number) {
    const s = settlementHistory('bilateral');
    const { h, seller, zinc, batch } = s;
    const items = [{ batch, quantity: 100 }];
    const { id } = h.offer({ from: seller.account, to: zinc.account, items }, as(seller.id, 'generator'));
    const seen = new Map(h.entities);
    h.endTransfer(id, 'reject', as(zinc.id));
    h.wait(waitedDays);
    h.commit(as(s.steel.id), (context) =>
      decideSettlement({ ...s, h: Object.assign(new History(), { entities: seen }) })(context),
    );
    return h;
  }

  it.each([0, 1])('says that the seller had less than it has, %i days later', (days) => {
    const { leaves } = raced(days);
    expect(JSON.parse(leaves.at(-1)!).facts).toMatchObject({
      deliveredMegawattHours: 44,
      shortfall: { megawattHours: 56 },
    });
    expectCaught('settlement-available', replayed(leaves), leaves.length - 1);
  });
});
