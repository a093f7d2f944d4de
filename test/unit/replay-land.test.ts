/** Rules of parcels as the auditor holds them (DOMAIN §2). One line per fault. */
import { describe, expect, it } from 'vitest';
import { deriveId } from '../../shared/ledger/decision.ts';
import { parcelEntity } from '../../shared/ledger/entity.ts';
import { as, OPERATOR } from '../support/history/history.ts';
import { registerParcel, withdrawParcel } from '../support/history/land-steps.ts';
import { replayed } from '../support/history/replayed.ts';
import {
  but,
  edit,
  facts,
  faultsAreFound,
  nobody,
  type SmallHistory,
  smallHistory,
} from '../support/history/small-history.ts';

const parcelBut = but(({ h, developer }) => registerParcel(h, developer.id));
const stranger = (s: SmallHistory) => s.h.organization({ name: '另一开发主体', roles: ['developer'] }).id;

function forgeWithdrawal({ h }: SmallHistory, parcel: string, by: ReturnType<typeof as>) {
  const facts = { parcel, reason: '测试' };
  h.forge(by, { type: 'parcel.withdrawn', facts, advances: [parcelEntity(parcel)] });
}

describe('a history of parcels', () => {
  it('is sound', () => {
    const s = smallHistory();
    registerParcel(s.h, s.developer.id, { holder: s.copper.id });
    withdrawParcel(s.h, registerParcel(s.h, s.developer.id), s.developer.id);
    expect(replayed(s.h.leaves)).toEqual([]);
  });
});

faultsAreFound([
  [
    'id-not-derived',
    'a parcel by another id',
    ({ h, developer }) => {
      const parcel = deriveId('l', 'A'.repeat(43));
      registerParcel(h, developer.id);
      const { facts } = JSON.parse(h.leaves.pop()!);
      h.forge(as(developer.id, 'developer'), {
        type: 'parcel.registered',
        facts: { ...facts, parcel },
        advances: [parcelEntity(parcel)],
      });
    },
  ],
  ['organization-unknown', 'a holder that is nobody', parcelBut(facts({ holder: nobody('o') }))],
  [
    'organization-unknown',
    'entered by nobody',
    parcelBut((event) => Object.assign(event.by, { org: nobody('o') })),
  ],
  [
    'developer-role',
    'entered by an enterprise',
    parcelBut((event, { copper }) => Object.assign(event.by, { org: copper.id })),
  ],
  [
    'role-not-granted',
    'entered by the operator',
    parcelBut((event) => Object.assign(event.by, { role: OPERATOR.role })),
  ],
  ['leaf-schema', 'a banner that is none', parcelBut(facts({ banner: '150401' }))],
  ['leaf-schema', 'land of no size', parcelBut(facts({ areaSquareMetres: 0 }))],
  [
    'parcel-not-registrants',
    'withdrawn by another developer',
    (s) => {
      const parcel = registerParcel(s.h, s.developer.id);
      forgeWithdrawal(s, parcel, as(stranger(s), 'developer'));
    },
  ],
  [
    'parcel-withdrawn-twice',
    'withdrawn again',
    (s) => {
      const parcel = registerParcel(s.h, s.developer.id);
      withdrawParcel(s.h, parcel, s.developer.id);
      forgeWithdrawal(s, parcel, as(s.developer.id, 'developer'));
    },
  ],
  [
    'parcel-unknown',
    'one that never was',
    (s) => {
      withdrawParcel(s.h, registerParcel(s.h, s.developer.id), s.developer.id);
      edit(s, facts({ parcel: `l-${'0'.repeat(20)}` }));
    },
  ],
]);
