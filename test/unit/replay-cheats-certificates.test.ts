/**
 * Cheats with certificates, metered here or brought in that hang together: whoever holds the table tells the
 * registry's own deciders something untrue (cheats.ts).
 */

import { daysOf } from '../../shared/base/month.ts';
import {
  accountEntity,
  batchEntity,
  blockEntity,
  facilityEntity,
  supplyEntity,
} from '../../shared/ledger/entity.ts';
import { certificateHistory, offer, retire } from '../support/history/certificate-steps.ts';
import { type Cheat, expectAllCaught, lie } from '../support/history/cheats.ts';
import { windFarm } from '../support/history/contract-steps.ts';
import { as, History, SYSTEM } from '../support/history/history.ts';
import { MONTH } from '../support/history/power-steps.ts';
import {
  deliverSupply,
  importFacility,
  importGeneration,
  importSupply,
} from '../support/history/supply-steps.ts';

function supplied() {
  const h = new History();
  const seller = h.organization({ name: '卖方' });
  const owner = h.organization({ name: '业主', roles: ['generator'] });
  const facility = importFacility(h, owner.id, 'Longli');
  const supply = importSupply(h, { seller: seller.id });
  const batch = importGeneration(h, { supply, facility });
  return { h, seller, owner, facility, supply, batch };
}

const CHEATS: readonly Cheat[] = [
  [
    'traded-again',
    'sells a certificate a second time',
    () => {
      const s = certificateHistory();
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
      const s = certificateHistory();
      lie(s.h, batchEntity(s.selfUse), { energy: 'on-grid' });
      offer(s, [{ batch: s.selfUse, quantity: 5 }]);
      return s.h;
    },
  ],
  [
    'provincial-account',
    "sells a province's",
    () => {
      const s = certificateHistory();
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
      const s = certificateHistory();
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
      const s = certificateHistory();
      s.h.commit(SYSTEM, () => ({
        type: 'units.expired',
        facts: {
          facility: s.facility,
          month: MONTH,
          quantity: 20,
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
      const give = (from: string, to: string) =>
        deliverSupply(h, from, { supply, to, items: [{ batch, quantity: 600 }] });
      give(s.seller.account, s.owner.account);
      const items = [{ batch, quantity: 600 }];
      const back = h.offer(
        { from: s.owner.account, to: s.seller.account, items },
        as(s.owner.id, 'generator'),
      );
      h.endTransfer(back.id, 'accept', as(s.seller.id));
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

expectAllCaught(CHEATS);
