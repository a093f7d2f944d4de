/**
 * Cheats about metered power that hang together: whoever holds the table tells the registry's own deciders
 * something untrue (cheats.ts).
 */
import { it } from 'vitest';
import { canonicalize } from '../../shared/base/canonical.ts';
import type { Period } from '../../shared/base/day.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import {
  batchEntity,
  blockEntity,
  facilityEntity,
  generationEntity,
  provinceEntity,
} from '../../shared/ledger/entity.ts';
import { type Cheat, expectAllCaught, expectCaught, lie } from '../support/history/cheats.ts';
import { audited, freezingHistory, REPORT } from '../support/history/freezing-steps.ts';
import { as } from '../support/history/history.ts';
import {
  cancelOverIssued,
  confirmGeneration,
  facilityState,
  generate,
  MONTH,
  NEXT_MONTH,
  openAccount,
  powerHistory,
  recordGeneration,
} from '../support/history/power-steps.ts';

/**
 * 12.6 MWh on the grid and 600 kWh of own use, so that the two carries together would be
 * one certificate more.
 */
function metered() {
  const s = powerHistory();
  generate(s, { kilowattHours: 12_600 });
  generate(s, { energy: 'self-use', kilowattHours: 600 });
  const tell = (energy: object) =>
    lie(s.h, facilityEntity(s.facility), { energy: { ...facilityState(s).energy, ...energy } });
  return { ...s, tell };
}

const CHEATS: readonly Cheat[] = [
  [
    'certificates-not-generated',
    'a certificate more, and as much less carried',
    () => {
      const s = powerHistory();
      recordGeneration(s, { kilowattHours: 12_600 });
      s.h.commit(as(s.grid, 'grid'), ({ id }) => {
        const batch = deriveId('b', id);
        const reading = { facility: s.facility, month: MONTH, energy: 'on-grid', revision: 1 } as const;
        const issued = {
          batch,
          instrument: 'GEC',
          quantity: 13,
          account: s.owner.account,
          lanes: [1],
        } as const;
        return {
          type: 'generation.confirmed',
          facts: {
            ...reading,
            netKilowattHours: 12_600,
            carriedBefore: 0,
            carriedAfter: -400,
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
      const s = powerHistory();
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
      const s = powerHistory();
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
      const s = powerHistory();
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
      const s = powerHistory();
      generate(s, { kilowattHours: 12_600 });
      const { issued } = generate(s, { energy: 'self-use', kilowattHours: 5000 });
      generate(s, { kilowattHours: 2600, reason: '倍率' });
      lie(s.h, batchEntity(issued!.batch), { energy: 'on-grid' });
      cancelOverIssued(s, [{ batch: issued!.batch, quantity: 5 }]);
      return s.h;
    },
  ],
];

expectAllCaught(CHEATS);

it.each<[string, (project: string, period: Period) => object]>([
  ['while a CCER project has the power', (project, crediting) => ({ frozen: { project, crediting } })],
  ['though its reductions were issued', (_, period) => ({ credited: [{ report: REPORT, ...period }] })],
])('certificates-frozen-flag: born free %s', (_, taken) => {
  const s = freezingHistory();
  const { h, facility, project } = s;
  const crediting = { from: '2026-10-01', to: '2036-09-30' };
  const frozen = { [facilityEntity(facility)]: taken(project, crediting) };
  generate(s, { month: NEXT_MONTH, energy: 'self-use', kilowattHours: 5000 });
  const last = h.leaves.length - 1;
  expectCaught('certificates-frozen-flag', audited(s, [{ at: last, given: frozen }]), last);
});
