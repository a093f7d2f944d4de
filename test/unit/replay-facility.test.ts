/**
 * Rules of facilities, metered months and their certificates, as the auditor finds them broken.
 * One line per fault.
 */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { facilityRuleTexts } from '../../events/audit/rules/power/facility-texts.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { facilityEntity, generationEntity, read } from '../../shared/ledger/entity.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { as, OPERATOR } from '../support/history/history.ts';
import {
  audited,
  CODE,
  cancelOverIssued,
  confirmGeneration,
  generate,
  importFacility,
  MONTH,
  NEXT_MONTH,
  openAccount,
  type PowerHistory,
  powerHistory,
  recordGeneration,
  recordStorage,
  refuseGeneration,
  register,
} from '../support/history/power-steps.ts';
import { ORIGIN } from '../support/log/log.ts';

type Fault = (s: PowerHistory) => unknown;
// biome-ignore lint/suspicious/noExplicitAny: a fault is whatever a leaf may hold.
type Change = (facts: any, event: RegistryEvent, s: PowerHistory) => unknown;

/** A step, its leaf changed in a way that no decider would decide. */
const but =
  (step: Fault, change: Change): Fault =>
  (s) => {
    step(s);
    const event = JSON.parse(s.h.leaves.pop()!);
    change(event.facts, event, s);
    s.h.leaves.push(canonicalize(event));
  };
const openedBut = (change: Change) => but(openAccount, change);
const registeredBut = (change: Change) => but((s) => register(s, { code: `${CODE.slice(0, 16)}B` }), change);
const importedBut = (change: Change) => but(importFacility, change);
const storedBut = (change: Change) =>
  but((s) => recordStorage(s, { kilowatts: 16_500, kilowattHours: 66_000 }), change);
const recordedBut = (change: Change) =>
  but((s) => recordGeneration(s, { kilowattHours: 12_345, dischargedKilowattHours: 45, rows: 720 }), change);
const confirmedBut = (change: Change, lanes = 2) =>
  but((s) => generate(s, { kilowattHours: 12_345 }, { lanes, code: `${CODE}${'0'.repeat(15)}` }), change);
const refusedBut = (change: Change) =>
  but((s) => {
    recordGeneration(s, { kilowattHours: 5 });
    refuseGeneration(s);
  }, change);
/** Ten certificates, and a correction that leaves 7.5 MWh. */
const short = (s: PowerHistory) => {
  const { issued } = generate(s, { kilowattHours: 10_000 });
  generate(s, { kilowattHours: 7500, reason: '倍率' });
  return issued!.batch;
};
const cancelledBut = (change: Change, quantity = 2) =>
  but((s) => {
    const batch = short(s);
    cancelOverIssued(s, [{ batch, quantity }]);
  }, change);
/** A correction as no decider would take it. */
const correctedBut = (change: Change) =>
  but((s) => {
    generate(s, { kilowattHours: 10_000 });
    recordGeneration(s, { kilowattHours: 9000, reason: '倍率' });
  }, change);

const nobody = (prefix: string) => `${prefix}-${'0'.repeat(20)}`;
const drop =
  (member: string): Change =>
  (facts) =>
    delete facts[member];

const dropAdvances = (event: RegistryEvent, kind: string) => {
  event.advances = event.advances.filter(({ entity }) => !entity.startsWith(kind));
};
const facilityState = ({ h, facility }: PowerHistory) => read(h.entities, facilityEntity(facility))!.state;

const FAULTS: [Rule, string, Fault][] = [
  ['id-not-derived', "an account's id of one's own", openedBut((facts) => (facts.account = nobody('a')))],
  ['organization-unknown', 'opens for nobody', openedBut((facts) => (facts.organization = nobody('o')))],
  ['province-holder', 'opens for a grid company', openedBut((facts, _, s) => (facts.organization = s.grid))],
  [
    'identity-taken',
    'opens a second one for the province',
    (s) => {
      openAccount(s);
      s.h.commit(OPERATOR, ({ id }) => {
        const account = `a-${Buffer.from(id, 'base64url').toString('hex').slice(0, 20)}`;
        const facts = { account, organization: s.authority, province: '15' } as const;
        return { type: 'account.opened', facts, advances: [`account:${account}`, 'province:15'] };
      });
    },
  ],

  [
    'id-not-derived',
    "a facility's id of one's own",
    registeredBut((facts) => (facts.facility = nobody('f'))),
  ],
  ['facility-not-owners', "registers another's", registeredBut((facts, _, s) => (facts.owner = s.other.id))],
  [
    'facility-generator',
    'is no generator',
    registeredBut((facts, event, s) => (facts.owner = event.by.org = s.grid)),
  ],
  [
    'facility-account',
    "gives another's account",
    registeredBut((facts, _, s) => (facts.account = s.other.account)),
  ],
  ['organization-unknown', 'names no grid company', registeredBut((facts) => (facts.grid = nobody('o')))],
  [
    'facility-grid',
    'names a grid company that is none',
    registeredBut((facts, _, s) => (facts.grid = s.authority)),
  ],
  ['facility-grid-own', 'confirms itself', registeredBut((facts) => (facts.grid = facts.owner))],
  [
    'facility-connected-early',
    'will be connected tomorrow',
    registeredBut((facts) => (facts.connectedOn = '2026-11-22')),
  ],
  ['facility-market-based', 'is market-based wind', registeredBut((facts) => (facts.marketBased = true))],
  ['facility-meters', 'names a meter twice', registeredBut((facts) => facts.meters.push(facts.meters[0]))],
  [
    'identity-taken',
    "has another's meter",
    registeredBut((facts, _, s) => (facts.meters[0].id = facilityState(s).meters![0]!.id)),
  ],
  ['advances-missing', 'holds no meter', registeredBut((_, event) => dropAdvances(event, 'meter:'))],
  ['facility-province', 'is in another province', registeredBut((facts) => (facts.province = '21'))],
  ['identity-taken', "has another's code", registeredBut((facts) => (facts.code = CODE))],
  [
    'facility-storage',
    'has storage without energy',
    registeredBut((facts) => (facts.storage = { kilowatts: 16_500, kilowattHours: 0 })),
  ],
  ['facility-unknown', 'stores at no facility', storedBut((facts) => (facts.facility = nobody('f')))],
  [
    'facility-imported',
    'stores at an import',
    (s) => {
      const facility = importFacility(s);
      storedBut((facts) => (facts.facility = facility))(s);
    },
  ],
  ['facility-not-owners', "stores at another's", storedBut((_, event, s) => (event.by.org = s.other.id))],
  ['facility-storage', 'stores without power', storedBut((facts) => (facts.storage.kilowatts = 0))],
  [
    'facility-storage-same',
    'records what is recorded',
    (s) => {
      recordStorage(s, { kilowatts: 1, kilowattHours: 4 });
      storedBut((facts) => (facts.storage = { kilowatts: 1, kilowattHours: 4 }))(s);
    },
  ],
  [
    'facility-storage-same',
    'records that there is none where there was none',
    storedBut((facts) => (facts.storage = { kilowatts: 0, kilowattHours: 0 })),
  ],
  [
    'facility-account',
    "imports for another's account",
    importedBut((facts, _, s) => (facts.account = s.other.account)),
  ],
  ['organization-unknown', 'imports for nobody', importedBut((facts) => (facts.owner = nobody('o')))],
  ['id-not-derived', "an import's id of one's own", importedBut((facts) => (facts.facility = nobody('f')))],
  [
    'identity-taken',
    'imports the same twice',
    (s) => {
      importFacility(s);
      const { origin } = JSON.parse(s.h.leaves.at(-1)!).facts;
      importedBut((facts) => (facts.origin = origin))(s);
    },
  ],

  ['facility-unknown', 'records of no facility', recordedBut((facts) => (facts.facility = nobody('f')))],
  [
    'facility-imported',
    'records of an import',
    (s) => {
      const facility = importFacility(s);
      recordedBut((facts) => (facts.facility = facility))(s);
    },
  ],
  ['generation-not-owners', "records another's", recordedBut((_, event, s) => (event.by.org = s.other.id))],
  [
    'generation-reported',
    'is reported twice, by the grid company as well',
    but(
      (s) => {
        recordGeneration(s, { kilowattHours: 12_345 });
        recordGeneration(s, { kilowattHours: 12_346 });
      },
      (_, event, s) => (event.by = { org: s.grid, role: 'grid' }),
    ),
  ],
  ['generation-month-open', 'is not over', recordedBut((facts) => (facts.month = '2026-11'))],
  [
    'generation-before-connection',
    'is before the connection',
    recordedBut((facts) => (facts.month = '2024-05')),
  ],
  ['issued-after-expiry', 'is past its validity', recordedBut((facts) => (facts.month = '2024-10'))],
  ['generation-meter', 'has no meter for it', recordedBut((facts) => (facts.energy = 'off-grid'))],
  ['generation-off-grid', 'is off the grid and on it', recordedBut((facts) => (facts.energy = 'off-grid'))],
  [
    'generation-meter',
    'discharges storage that it has not',
    (s) => {
      s.facility = register(s, { meters: [{ id: 'ON', kind: 'on-grid' }] });
      but(
        (again) => recordGeneration(again, { kilowattHours: 5 }),
        (facts) => (facts.dischargedKilowattHours = 1),
      )(s);
    },
  ],
  [
    'generation-discharge',
    'discharges more than all',
    recordedBut((facts) => (facts.dischargedKilowattHours = 12_346)),
  ],
  ['reading-revision', 'skips a revision', recordedBut((facts) => (facts.revision = 2))],
  ['reading-hours', 'lacks an hour', recordedBut((facts) => (facts.intervals.rows = 719))],
  [
    'generation-capacity',
    'is beyond the capacity',
    recordedBut((facts) => (facts.kilowattHours = 79_200_046)),
  ],
  [
    'generation-curtailment',
    'is, with what was held back, beyond the capacity',
    recordedBut((facts) => (facts.curtailedKilowattHours = 79_187_701)),
  ],
  ['generation-reason', 'corrects what is not confirmed', recordedBut((facts) => (facts.reason = '倍率'))],
  ['generation-reason', 'corrects without a reason', correctedBut(drop('reason'))],
  [
    'generation-correction-empty',
    'corrects nothing',
    correctedBut((facts) => (facts.kilowattHours = 10_000)),
  ],

  [
    'generation-not-its-grid',
    'is confirmed by another',
    confirmedBut((_, event, s) => (event.by.org = s.other.id)),
  ],
  ['reading-not-pending', 'confirms what does not wait', confirmedBut((facts) => (facts.revision = 2))],
  [
    'reading-not-pending',
    'confirms twice',
    (s) => {
      generate(s, { kilowattHours: 12_345 });
      s.h.leaves.push(s.h.leaves.at(-1)!);
    },
  ],
  [
    'issued-after-expiry',
    'is issued past its validity',
    confirmedBut((_, event) => (event.at = '2028-09-01T00:00:00.000Z')),
  ],
  ['generation-net', 'is another net', confirmedBut((facts) => facts.netKilowattHours++)],
  ['carry', 'carried another remainder in', confirmedBut((facts) => facts.carriedBefore++)],
  ['carry', 'carries another remainder', confirmedBut((facts) => facts.carriedAfter++)],
  ['certificates-not-generated', 'issues one more', confirmedBut((facts) => facts.issued.quantity++)],
  ['certificates-not-generated', 'issues none', confirmedBut(drop('issued'))],
  [
    'generation-capacity',
    'is, with the other kinds of energy, beyond the capacity',
    (s) => {
      s.facility = register(s, { capacityKilowatts: 10 });
      generate(s, { kilowattHours: 5000, energy: 'self-use' });
      recordGeneration(s, { kilowattHours: 2000 });
      but(
        () => confirmGeneration(s),
        () => {},
      )(s);
      // The second reading claimed less when it was decided: its leaf says 3000.
      const at = s.h.leaves.length - 2;
      const event = JSON.parse(s.h.leaves[at]!);
      event.facts.kilowattHours = 3000;
      s.h.leaves[at] = canonicalize(event);
    },
  ],
  [
    'id-not-derived',
    "a batch's id of one's own",
    confirmedBut((facts) => (facts.issued.batch = nobody('b'))),
  ],
  [
    'certificate-instrument',
    'issues another instrument',
    confirmedBut((facts) => (facts.issued.instrument = 'IREC')),
  ],
  [
    'certificates-account',
    'issues to another',
    confirmedBut((facts, _, s) => (facts.issued.account = s.other.account)),
  ],
  [
    'certificates-account',
    "gives the owner the province's",
    (s) => {
      openAccount(s);
      const energy = 'mechanism-priced';
      but(
        () => generate(s, { kilowattHours: 5000, energy }),
        (facts) => (facts.issued.account = s.owner.account),
      )(s);
    },
  ],
  [
    'lanes-not-a-partition',
    'leaves the first serial out',
    confirmedBut((facts) => (facts.issued.lanes[0] = 2)),
  ],
  [
    'lanes-not-a-partition',
    'has a lane beyond the last',
    confirmedBut((facts) => (facts.issued.lanes[1] = 13)),
  ],
  ['lanes-not-a-partition', 'has a lane twice', confirmedBut((facts) => (facts.issued.lanes[1] = 1))],
  ['certificates-frozen-flag', 'is frozen for nobody', confirmedBut((facts) => (facts.issued.frozen = true))],
  ['certificate-code', "bears another's code", confirmedBut((facts) => (facts.issued.code = 'X'.repeat(32)))],
  [
    'identity-taken',
    "bears another batch's code",
    (s) => {
      const code = `${CODE}${'1'.padStart(15, '0')}`;
      generate(s, { kilowattHours: 5000, energy: 'self-use' }, { code });
      confirmedBut((facts) => (facts.issued.code = code))(s);
    },
  ],
  ['advances-missing', 'holds no code', confirmedBut((_, event) => dropAdvances(event, 'registration:'))],

  [
    'generation-not-its-grid',
    'is refused by another',
    refusedBut((_, event, s) => (event.by.org = s.other.id)),
  ],
  ['reading-not-pending', 'refuses what does not wait', refusedBut((facts) => (facts.revision = 2))],

  ['not-owner', "cancels another's", cancelledBut((_, event, s) => (event.by.org = s.other.id))],
  ['facility-unknown', 'cancels of no facility', cancelledBut((facts) => (facts.facility = nobody('f')))],
  ['over-issuance-members', 'names no kind of energy', cancelledBut(drop('energy'))],
  ['over-issuance-members', 'names a CCER project', cancelledBut((facts) => (facts.project = nobody('p')))],
  ['over-issuance-members', 'names what is left', cancelledBut((facts) => (facts.remaining = 0))],
  [
    'over-issuance-account',
    'is from another account',
    cancelledBut((facts, _, s) => (facts.account = s.other.account)),
  ],
  ['over-issuance-batch', 'is of another energy', cancelledBut((facts) => (facts.energy = 'self-use'))],
  [
    'over-issuance-exceeded',
    'of an energy that has no excess',
    cancelledBut((facts) => (facts.energy = 'self-use')),
  ],
  ['quantity-mismatch', 'counts one more', cancelledBut((facts) => facts.quantity++)],
  [
    'over-issuance-exceeded',
    'cancels more than is open',
    (s) => {
      const batch = short(s);
      const { id } = s.owner;
      s.h.forge(as(id, 'generator'), {
        type: 'certificates.cancelled',
        facts: {
          facility: s.facility,
          cause: 'over-issuance',
          energy: 'on-grid',
          account: s.owner.account,
          items: [{ batch, ranges: [{ from: 1, to: 4 }] }],
          quantity: 4,
          reason: '多核发',
        },
        advances: [`block:${batch}/1`, `block:${batch}/5`, facilityEntity(s.facility)],
      });
    },
  ],
];

describe('a fault is found where it is', () => {
  it.each(FAULTS)('%s: %s', (rule, _what, fault) => {
    const s = powerHistory();
    fault(s);
    const index = s.h.leaves.length - 1;
    const found = audited(s);
    expect(found.map((each) => [each.rule, each.index])).toContainEqual([rule, index]);
    const earlier = found.filter((each) => each.index !== undefined && each.index < index);
    expect(earlier.map((each) => each.rule)).toEqual([]);
    const { zh, en } = found.find((each) => each.rule === rule)!.message;
    expect(`${zh} ${en}`).not.toMatch(/\{\w+\}/);
  });

  it('every rule of its own is broken above, or at the end of the log', () => {
    const broken = new Set<string>(FAULTS.map(([rule]) => rule));
    const atTheEnd = ['energy-conservation', 'certificate-conservation', 'carry-whole'];
    expect(
      Object.keys(facilityRuleTexts)
        .filter((rule) => !broken.has(rule))
        .sort(),
    ).toEqual(atTheEnd.sort());
  });
});

describe('the sums at the end of the log', () => {
  /** The leaves of two months, and what a change of the replay's last state breaks. */
  const foundAfter = async (
    change: (s: PowerHistory, state: (entity: string) => Record<string, unknown>) => void,
  ) => {
    const { Replay } = await import('../../events/audit/replay.ts');
    const s = powerHistory();
    generate(s, { kilowattHours: 12_345 });
    generate(s, { month: NEXT_MONTH, kilowattHours: 1 });
    const replay = new Replay({ log: ORIGIN });
    for (const [index, leaf] of s.h.leaves.entries()) replay.apply(index, leaf);
    change(s, (entity) => replay.live.entities.get(entity)!.state as unknown as Record<string, unknown>);
    return replay.finish().map(({ rule }) => rule);
  };
  const account = { kilowattHours: 12_346, issued: 12, cancelled: 0 };
  const give = (changed: object) => (s: PowerHistory, state: (entity: string) => Record<string, unknown>) =>
    Object.assign(state(facilityEntity(s.facility)), { energy: { 'on-grid': { ...account, ...changed } } });

  it.each<[string, Parameters<typeof foundAfter>[0], string[]]>([
    ['a sound one', () => {}, []],
    ['a kWh more on the account', give({ kilowattHours: 12_347 }), ['energy-conservation']],
    ['a certificate less on the account', give({ issued: 11 }), ['certificate-conservation', 'carry-whole']],
    ['a certificate more on the account', give({ issued: 13 }), ['certificate-conservation']],
    [
      'a reading that the account leaves out',
      (s, state) => Object.assign(state(facilityEntity(s.facility)), { energy: {} }),
      ['energy-conservation', 'certificate-conservation'],
    ],
    [
      'another reading in force',
      (s, state) =>
        Object.assign(state(generationEntity(s.facility, MONTH, 'on-grid')), {
          confirmed: { revision: 1, kilowattHours: 12_344 },
        }),
      ['energy-conservation'],
    ],
  ])('%s', async (_what, change, expected) => {
    expect(await foundAfter(change)).toEqual(expected);
  });
});
