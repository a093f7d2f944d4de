/** Rules of metered months and what is issued of them (DOMAIN §3), in the order in which they speak. */
import { describe, expect, it } from 'vitest';
import {
  batchEntity,
  type Entity,
  facilityEntity,
  generationEntity,
  provinceEntity,
} from '../../../shared/ledger/entity.ts';
import { reject } from '../../../shared/ledger/rejection.ts';
import {
  type ConfirmGeneration,
  carryWith,
  decideConfirmGeneration,
  decideRefuseGeneration,
} from '../../../shared/power/confirm-generation.ts';
import { certificateCodeEntity } from '../../../shared/power/generation.ts';
import {
  decideRecordGeneration,
  type Hours,
  type RecordGeneration,
} from '../../../shared/power/record-generation.ts';
import { expectEvent, holdLadder, type Rule, type Situation } from '../../support/ladder.ts';
import {
  changeFacility,
  FACILITY,
  facility,
  facilityEntities,
  grid,
  MONTH,
  owner,
  putRecord,
  record,
  stranger,
} from '../../support/states/facility-states.ts';
import { contextOf, entity, idNamed } from '../../support/states/states.ts';

const HOURS: Hours = { sha256: 'a'.repeat(64), rows: 720, kilowattHours: 1_000_000 };
const noFacility = ({ entities }: { entities: Map<string, Entity> }) =>
  entities.delete(facilityEntity(FACILITY));

const recording = (): Situation<RecordGeneration> => ({
  entities: facilityEntities(),
  candidates: [],
  command: {
    facility: FACILITY,
    month: MONTH,
    energy: 'on-grid',
    kilowattHours: 1_000_000,
    dischargedKilowattHours: 0,
    hours: { ...HOURS },
  },
  context: contextOf(owner.id, 'generator', 'own'),
});
const decideRecord = ({ entities, command, context }: Situation<RecordGeneration>) =>
  decideRecordGeneration(entities, command, context);

const imported = ({ entities }: { entities: Map<string, Entity> }) => {
  const { name, account, technology, energy, registered } = facility().state;
  const state = {
    name,
    owner: owner.id,
    account,
    technology,
    energy,
    registered,
    origin: { source: 'I-REC', code: '1' },
  };
  if (entities.has(facilityEntity(FACILITY))) entities.set(facilityEntity(FACILITY), entity(state));
};

const byGrid = () => ({ ...recording(), context: contextOf(grid.id, 'grid', 'own') });

holdLadder('record generation for a generator that says nothing', byGrid, decideRecord, [
  ['not-found', undefined, noFacility],
  ['not-yours', undefined, ({ context }) => (context.org = stranger.id)],
  [
    'generation-reported',
    '/month',
    ({ entities }) => putRecord(entities, { pending: { revision: 1, kilowattHours: 1 } }),
  ],
  [
    'interval-row',
    '/intervals',
    ({ command }) => (command.hours = reject('interval-row', '/intervals', { line: 2 })),
  ],
]);

it('the grid company records also after a refusal, and never over what is confirmed', () => {
  const refused = byGrid();
  putRecord(refused.entities, { refused: { revision: 1, reason: '表计异常' } });
  expect(expectEvent(refused, decideRecord).facts).toMatchObject({ revision: 2 });
  const confirmed = byGrid();
  putRecord(confirmed.entities, { confirmed: { revision: 1, kilowattHours: 1 } });
  expect(decideRecord(confirmed)).toMatchObject({ rejected: 'generation-reported' });
});

holdLadder('record generation', recording, decideRecord, [
  ['not-found', undefined, noFacility],
  ['not-yours', undefined, ({ context }) => (context.org = stranger.id)],
  ['facility-imported', undefined, imported],
  ['month-not-over', '/month', ({ command }) => (command.month = '2026-08')],
  [
    'month-before-connection',
    '/month',
    ({ entities }) => changeFacility(entities, { connectedOn: '2026-07-01' }),
  ],
  [
    'generation-expired',
    '/month',
    ({ entities, command }) => {
      changeFacility(entities, { connectedOn: '2020-01-01' });
      command.month = '2024-07';
    },
  ],
  [
    'meter-missing',
    '/energy',
    ({ entities }) => changeFacility(entities, { meters: [{ id: 'ST', kind: 'storage' }] }),
  ],
  [
    'on-grid-facility',
    '/energy',
    ({ entities, command }) => {
      command.energy = 'off-grid';
      const meters = [
        { id: 'G', kind: 'generation' },
        { id: 'ON', kind: 'on-grid' },
      ] as const;
      changeFacility(entities, { meters: [...meters] });
    },
  ],
  [
    'discharge-exceeds-generation',
    '/dischargedKilowattHours',
    ({ command }) => (command.dischargedKilowattHours = 1_000_001),
  ],
  [
    'meter-missing',
    '/dischargedKilowattHours',
    ({ entities, command }) => {
      command.dischargedKilowattHours = 1;
      changeFacility(entities, { meters: [{ id: 'ON', kind: 'on-grid' }] });
    },
  ],
  [
    'interval-row',
    '/intervals',
    ({ command }) => (command.hours = reject('interval-row', '/intervals', { line: 2 })),
  ],
  ['intervals-sum', '/intervals', ({ command }) => (command.hours = { ...HOURS, kilowattHours: 999_999 })],
  [
    'generation-exceeds-capacity',
    '/kilowattHours',
    ({ entities }) => {
      changeFacility(entities, { capacityKilowatts: 2000 });
      putRecord(entities, { pending: { revision: 1, kilowattHours: 440_001 } }, 'self-use');
    },
  ],
  [
    'curtailment-exceeds-capacity',
    '/curtailedKilowattHours',
    ({ entities, command }) => {
      changeFacility(entities, { capacityKilowatts: 2000 });
      const other = { revision: 1, kilowattHours: 40_000, curtailedKilowattHours: 200_001 };
      putRecord(entities, { pending: other }, 'self-use');
      command.curtailedKilowattHours = 200_000;
    },
  ],
  [
    'nothing-to-correct',
    '/reason',
    ({ entities, command }) => {
      putRecord(entities, { pending: { revision: 1, kilowattHours: 5 } });
      command.reason = '漏抄';
    },
  ],
  [
    'correction-reason-missing',
    '/reason',
    ({ entities, command }) => {
      putRecord(entities, { confirmed: { revision: 1, kilowattHours: 5 } });
      delete command.reason;
    },
  ],
  [
    'correction-changes-nothing',
    '/kilowattHours',
    ({ entities, command }) => {
      const intervals = { sha256: HOURS.sha256, rows: 720 };
      const same = { revision: 1, kilowattHours: 1_000_000, dischargedKilowattHours: 0, intervals };
      putRecord(entities, { confirmed: same });
      command.reason = '漏抄';
    },
  ],
  [
    'too-many-revisions',
    undefined,
    ({ entities }) =>
      putRecord(entities, { lastRevision: 100, pending: { revision: 100, kilowattHours: 5 } }),
  ],
] satisfies Rule<RecordGeneration>[]);

/** The facts of a reading, recorded after a change of the situation. */
function recorded(change: (situation: Situation<RecordGeneration>) => unknown) {
  const situation = recording();
  change(situation);
  return expectEvent(situation, decideRecord).facts as Record<string, unknown>;
}

describe('record generation', () => {
  it('the leaf has the digest of the hours, and neither rows nor their sum', () => {
    expect(recorded(() => {})).toMatchObject({ revision: 1, intervals: { sha256: HOURS.sha256, rows: 720 } });
  });

  it('what waits is replaced by the next revision', () => {
    const facts = recorded(({ entities }) =>
      putRecord(entities, { lastRevision: 3, pending: { revision: 3, kilowattHours: 5 } }),
    );
    expect(facts).toMatchObject({ revision: 4 });
    expect(facts).not.toHaveProperty('reason');
  });

  it('what is confirmed is corrected for a reason, even in its hours alone', () => {
    const facts = recorded(({ entities, command }) => {
      const confirmed = { revision: 1, kilowattHours: 1_000_000, dischargedKilowattHours: 0 };
      putRecord(entities, { confirmed });
      command.reason = '补充分时数据';
    });
    expect(facts).toMatchObject({ revision: 2, reason: '补充分时数据' });
  });

  it.each([
    ['on the first of the next month', 'at', '2026-06-30T16:00:00.000Z'],
    ['on the last day of validity', 'at', '2028-05-31T15:59:59.000Z'],
  ] as const)('%s', (_when, member, at) => {
    expect(recorded(({ context }) => (context[member] = at))).toMatchObject({ month: MONTH });
  });

  it('not on the last day of the month, nor after the last of validity', () => {
    for (const [at, code] of [
      ['2026-06-30T15:59:59.000Z', 'month-not-over'],
      ['2028-05-31T16:00:00.000Z', 'generation-expired'],
    ] as const) {
      const situation = recording();
      situation.context.at = at;
      expect(decideRecord(situation)).toMatchObject({ rejected: code });
    }
  });

  it('as much as the capacity can, and of what storage gives back none counts', () => {
    const most = 110_000 * 720;
    const facts = recorded(({ command }) => {
      Object.assign(command, { kilowattHours: most + 5, dischargedKilowattHours: 5 });
      delete command.hours;
    });
    expect(facts).toMatchObject({ kilowattHours: most + 5 });
  });

  it('what was held back stands beside it, up to the capacity, and is corrected like it', () => {
    const most = 110_000 * 720;
    const curtailedKilowattHours = most - 1_000_000;
    const facts = recorded(({ command }) => Object.assign(command, { curtailedKilowattHours }));
    expect(facts).toMatchObject({ kilowattHours: 1_000_000, curtailedKilowattHours });
    expect(recorded(() => {})).not.toHaveProperty('curtailedKilowattHours');
    const intervals = { sha256: HOURS.sha256, rows: 720 };
    const confirmed = { revision: 1, kilowattHours: 1_000_000, dischargedKilowattHours: 0, intervals };
    // That nothing was held back is another thing than that nobody said.
    const none = recorded(({ entities, command }) => {
      putRecord(entities, { confirmed });
      Object.assign(command, { curtailedKilowattHours: 0, reason: '补充弃电量' });
    });
    expect(none).toMatchObject({ revision: 2, curtailedKilowattHours: 0 });
  });

  it('in the month of the grid connection', () => {
    expect(recorded(({ entities }) => changeFacility(entities, { connectedOn: '2026-06-30' }))).toMatchObject(
      { month: MONTH },
    );
  });

  it('off the grid by the meter of generation, where none is on it', () => {
    const facts = recorded(({ entities, command }) => {
      changeFacility(entities, { meters: [{ id: 'G', kind: 'generation' }] });
      command.energy = 'off-grid';
    });
    expect(facts).toMatchObject({ energy: 'off-grid' });
  });
});

const CODE = '1504022024000000A';
const confirming = (): Situation<ConfirmGeneration> => ({
  entities: facilityEntities(
    facility({ code: CODE }),
    record({ lastRevision: 2, pending: { revision: 2, kilowattHours: 1_234_567 } }),
  ),
  candidates: [],
  command: {
    facility: FACILITY,
    month: MONTH,
    energy: 'on-grid',
    revision: 2,
    lanes: 3,
    code: `${CODE}260600000000001`,
  },
  context: contextOf(grid.id, 'grid', 'own'),
});
const decideConfirm = ({ entities, command, context }: Situation<ConfirmGeneration>) =>
  decideConfirmGeneration(entities, command, context);
const pend = ({ entities, command }: Situation<ConfirmGeneration>, kilowattHours: number) =>
  putRecord(entities, { lastRevision: 2, pending: { revision: 2, kilowattHours } }, command.energy);

const pendingRules = [
  ['not-found', undefined, noFacility],
  ['not-yours', undefined, ({ context }) => (context.org = stranger.id)],
  ['not-yours', undefined, imported],
  [
    'not-found',
    '/month',
    ({ entities }) => {
      for (const energy of ['on-grid', 'mechanism-priced'])
        entities.delete(generationEntity(FACILITY, MONTH, energy));
    },
  ],
  ['reading-not-pending', '/revision', ({ command }) => (command.revision = 1)],
] satisfies Rule<ConfirmGeneration>[];

holdLadder('confirm generation', confirming, decideConfirm, [
  ...pendingRules,
  ['generation-expired', '/month', ({ context }) => (context.at = '2028-06-01T00:00:00.000Z')],
  [
    'generation-exceeds-capacity',
    '/revision',
    ({ entities }) => {
      putRecord(entities, { confirmed: { revision: 1, kilowattHours: 700 } }, 'self-use');
      changeFacility(entities, { capacityKilowatts: 1 });
    },
  ],
  [
    'too-many-lanes',
    '/lanes',
    (situation) => {
      situation.command.lanes = 3;
      pend(situation, 2999);
    },
  ],
  [
    'code-without-batch',
    '/code',
    (situation) => {
      situation.command.lanes = 1;
      pend(situation, 999);
    },
  ],
  [
    'provincial-account-missing',
    undefined,
    (situation) => {
      situation.command.energy = 'mechanism-priced';
      pend(situation, 5000);
    },
  ],
  ['certificate-code-mismatch', '/code', ({ command }) => (command.code = 'X'.repeat(32))],
  [
    'registration-already-taken',
    '/code',
    ({ entities, command }) => entities.set(certificateCodeEntity(command.code!), entity({ holder: 'b-0' })),
  ],
  [
    'id-taken',
    undefined,
    ({ entities }) => entities.set(batchEntity(idNamed('b', 'this commit')), entity({ holder: 'x' })),
  ],
] satisfies Rule<ConfirmGeneration>[]);

holdLadder(
  'refuse generation',
  confirming,
  ({ entities, command: { lanes: _lanes, code: _code, ...named }, context }) =>
    decideRefuseGeneration(entities, { ...named, reason: '表计倍率有误' }, context),
  pendingRules,
);

/** The facts of a confirmation, after a change of the situation. */
function confirmed(change: (situation: Situation<ConfirmGeneration>) => unknown) {
  const situation = confirming();
  change(situation);
  return expectEvent(situation, decideConfirm).facts as Record<string, unknown>;
}

describe('confirm generation', () => {
  it('issues whole MWh to the owner in lanes, and carries the rest', () => {
    expect(confirmed(() => {})).toMatchObject({
      netKilowattHours: 1_234_567,
      carriedBefore: 0,
      carriedAfter: 567,
      issued: {
        quantity: 1234,
        account: owner.account,
        instrument: 'GEC',
        lanes: [1, 413, 824],
        frozen: false,
      },
    });
  });

  it("issues mechanism-priced power's to the province", () => {
    const account = idNamed('a', 'province');
    const facts = confirmed((situation) => {
      situation.command.energy = 'mechanism-priced';
      situation.entities.set(provinceEntity('15'), entity({ holder: account }));
      pend(situation, 5000);
    });
    expect(facts).toMatchObject({ issued: { quantity: 5, account } });
  });

  it.each([
    ['covers it', { from: '2026-06-30', to: '2027-12-31' }, true],
    ['ends before it', { from: '2025-01-01', to: '2026-05-31' }, false],
    ['begins after it', { from: '2026-07-01', to: '2027-12-31' }, false],
  ])('a crediting period that %s', (_how, crediting, frozen) => {
    const project = idNamed('p', 'ccer');
    const facts = confirmed(({ entities }) => changeFacility(entities, { frozen: { project, crediting } }));
    expect(facts).toMatchObject({ issued: { frozen } });
  });

  it.each([
    // Carried before, confirmed before, reading: issued, carried after.
    [999, undefined, 1, 1, 0],
    [0, undefined, 999, 0, 999],
    [0, 10_000, 12_500, 2, 500],
    [500, 10_000, 9500, 0, 0],
    [500, 10_000, 9000, 0, -500],
    [-500, undefined, 400, 0, -100],
    [-500, undefined, 500, 0, 0],
    [-500, undefined, 1499, 0, 999],
    [-500, undefined, 1500, 1, 0],
  ])('%i carried, %s confirmed, now %i: %i issued, %i carried', (before, earlier, now, quantity, after) => {
    const account = { kilowattHours: before, issued: 0, cancelled: 0 };
    const record = {
      energy: 'on-grid',
      ...(earlier !== undefined && { confirmed: { revision: 1, kilowattHours: earlier } }),
    } as const;
    expect(
      carryWith({ energy: { 'on-grid': account } }, record, { revision: 2, kilowattHours: now }),
    ).toEqual({ net: now, before, after, quantity });
  });
});
