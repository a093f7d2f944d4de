/** Rules of units: transfers, retirements, subdivisions, conservation (DOMAIN §5). One line per fault. */

import { canonicalize } from '../../shared/base/canonical.ts';
import { blockEntity, transferEntity } from '../../shared/ledger/entity.ts';
import { decideOpenAccount } from '../../shared/power/provincial-account.ts';
import { as, OPERATOR } from '../support/history/history.ts';
import {
  edit,
  facts,
  faultsAreFound,
  forgeRetirement,
  issuedBut,
  nobody,
  retire,
  retiredBut,
  type SmallHistory,
} from '../support/history/small-history.ts';

function forgeAcceptance(
  { h, copper, batch, offer: { id } }: SmallHistory,
  from: number,
  to: number,
  born: number[] = [],
) {
  h.forge(as(copper.id), {
    type: 'transfer.accepted',
    facts: { transfer: id, items: [{ batch, ranges: [{ from, to }] }] },
    advances: [...[from, ...born].map((start) => blockEntity(batch, start)), transferEntity(id)],
  });
}

function forgeSubdivision({ h, copper, batch }: SmallHistory, block: number, starts: number[]) {
  h.forge(as(copper.id), {
    type: 'block.subdivided',
    facts: { account: copper.account, batch, block, starts },
    advances: [block, ...starts].map((from) => blockEntity(batch, from)),
  });
}

faultsAreFound([
  [
    'not-retired-elsewhere',
    "the operator takes a holder's units, because they were imported",
    (s) => forgeRetirement(s, {}, { imported: true }, OPERATOR),
  ],
  [
    'not-retired-elsewhere',
    'the operator takes a tonne more than came in as retired',
    ({ h, project, developer }) => {
      const batch = h.issue({ project, quantity: 10, retiredElsewhere: 4 });
      const { account } = developer;
      const ranges = [{ from: 6, to: 6, block: 1 }];
      h.forge(OPERATOR, {
        type: 'units.retired',
        facts: {
          account,
          items: [{ batch, ranges }],
          quantity: 1,
          beneficiary: '未载明',
          reason: '导入',
          purpose: 'voluntary',
          imported: true,
        },
        advances: [1, 6].map((from) => blockEntity(batch, from)),
      });
    },
  ],
  [
    'units-not-held',
    'the holder uses again what came in as retired',
    ({ h, project, developer }) => {
      const batch = h.issue({ project, quantity: 10, retiredElsewhere: 4 });
      const { account } = developer;
      const ranges = [{ from: 7, to: 10 }];
      h.forge(as(developer.id, 'developer'), {
        type: 'units.retired',
        facts: {
          account,
          items: [{ batch, ranges }],
          quantity: 4,
          beneficiary: '市农投',
          reason: '抵销',
          purpose: 'voluntary',
          imported: false,
        },
        advances: [blockEntity(batch, 7)],
      });
    },
  ],
  ['lanes-not-a-partition', 'lanes of what is retired elsewhere', issuedBut(facts({ retiredElsewhere: 9 }))],
  ['vintage-in-future', 'units of a year to come', issuedBut(facts({ vintage: 2027 }))],
  [
    'imported-account',
    "into a province's account",
    (s) => {
      const { account } = s.h.commit<'account.opened'>(OPERATOR, (context) =>
        decideOpenAccount(s.h.entities, { organization: s.copper.id, province: '15' }, context),
      ).facts;
      s.h.issue({ project: s.project, quantity: 10 });
      edit(s, facts({ account }));
    },
  ],
  ['imported-flag', 'a holder as an import', (s) => forgeRetirement(s, {}, { imported: true })],
  [
    'units-not-live',
    'retired twice',
    (s) => {
      retire(s);
      forgeRetirement(s, {});
    },
  ],
  ['units-not-live', 'a block that never was', (s) => forgeRetirement(s, { from: 5000, to: 5001 })],
  ['units-not-owned', "the developer's block", (s) => forgeRetirement(s, { from: 1, to: 10 })],
  ['units-not-held', 'units on offer', (s) => forgeRetirement(s, { from: 851, to: 860 })],
  ['range-outside-block', 'beyond its end', (s) => forgeRetirement(s, { from: 901, to: 1001 })],
  ['range-outside-block', 'backwards', (s) => forgeRetirement(s, { from: 910, to: 905, block: 901 })],
  [
    'ranges-overlap',
    'a serial twice',
    (s) => {
      const ranges = [
        { from: 901, to: 910 },
        { from: 910, to: 911, block: 901 },
      ];
      forgeRetirement(s, {}, { items: [{ batch: s.batch, ranges }], quantity: 12 });
    },
  ],
  ['block-member', 'says nothing', (s) => forgeRetirement(s, { block: 901 })],
  ['since-member', 'says nothing', (s) => forgeRetirement(s, { since: s.offer.id })],
  [
    'since-member',
    'left out',
    (s) => {
      s.h.subdivide({ batch: s.batch, block: 901, lanes: 2 }, as(s.copper.id));
      retire(s);
      edit(s, facts({ items: [{ batch: s.batch, ranges: [{ from: 901, to: 910 }] }] }));
    },
  ],
  ['quantity-mismatch', 'a tonne more than its serials', retiredBut(facts({ quantity: 11 }))],
  ['quantity-mismatch', 'an offer of more than it moves', (s) => edit(s, facts({ quantity: 51 }))],
  ['transfer-to-self', 'offered to oneself', (s) => edit(s, facts({ to: s.developer.account }))],
  ['account-unknown', 'offered to nobody', (s) => edit(s, facts({ to: nobody('a') }))],
  [
    'transfer-not-offered',
    'settled twice',
    ({ h, offer, copper }) => {
      h.endTransfer(offer.id, 'reject', as(copper.id));
      const rejected = JSON.parse(h.leaves.at(-1)!);
      h.leaves.push(canonicalize({ ...rejected, id: 'B'.repeat(43), type: 'transfer.accepted' }));
    },
  ],
  ['transfer-items', 'settles less than was offered', (s) => forgeAcceptance(s, 851, 899, [900])],
  ['units-not-offered', 'settles other units', (s) => forgeAcceptance(s, 901, 1000)],
  ['subdivision-starts', 'parts that do not ascend', (s) => forgeSubdivision(s, 901, [950, 940])],
  ['subdivision-starts', 'a part beyond the block', (s) => forgeSubdivision(s, 901, [1001])],
  ['units-not-owned', "cuts another's block", (s) => forgeSubdivision(s, 1, [100])],
  ['batch-conservation', 'more units after than before', (s) => forgeRetirement(s, { from: 901, to: 1001 })],
]);
