/** Lies about what covers a statement: credits and certificates, their kinds, years and purposes. */
import { batchEntity, blockEntity, type Entity, statementEntity } from '../../../shared/ledger/entity.ts';
import { as } from './history.ts';
import {
  certificates,
  covered,
  type Lie,
  mistaken,
  offset,
  openIn,
  type Stage,
  stated,
  stateIn,
  submit,
  useGreen,
  verified,
} from './lying-stage.ts';
import { returnStatement, reviseStatement } from './statement-steps.ts';

/** Everything as it was before what was used up: the same units can be used again. */
function twice(s: Stage, lying: boolean, use: () => void): void {
  const before = new Map<string, Entity>(s.h.entities);
  use();
  if (lying)
    for (const [entity, state] of before) if (entity.startsWith('block:')) s.h.entities.set(entity, state);
}

export const liesOfCover: readonly Lie[] = [
  [
    'tonnes are parked on a statement that needs fewer',
    ['cover-exceeds'],
    (s, lying) => {
      const statement = verified(s);
      if (lying) mistaken(s, statement, stateIn(s, verified(s, stated(20, { boundary: '另一厂' }))).stated);
      offset(s, statement);
    },
  ],
  [
    'tonnes retired after the twelve months cover the year',
    ['cover-window'],
    (s, lying) => {
      const statement = verified(s, stated(10, { year: lying ? 2024 : 2025 }));
      if (lying) mistaken(s, statement, { year: 2025 });
      offset(s, statement);
    },
  ],
  [
    'what was surrendered to the trading scheme covers the statement too',
    ['cover-purpose'],
    (s, lying) => {
      if (lying)
        s.h.twist('units.retired', (facts) => {
          facts.purpose = 'national-ets';
        });
      covered(s);
    },
  ],
  [
    'avoidance is counted as removal',
    ['cover-counts'],
    (s, lying) => {
      const statement = verified(s);
      if (lying)
        s.h.twist('units.retired', ({ covers }) => {
          covers!.tonnes = { removalLocal: 0, removalOther: 10, avoidanceLocal: 0, avoidanceOther: 0 };
        });
      offset(s, statement, { batch: s.avoidance });
    },
  ],
  [
    'sinks from elsewhere are counted as local',
    ['cover-counts'],
    (s, lying) => {
      if (lying)
        s.h.twist('units.retired', ({ covers }) => {
          covers!.tonnes = { removalLocal: 10, removalOther: 0, avoidanceLocal: 0, avoidanceOther: 0 };
        });
      covered(s);
    },
  ],
  [
    'fewer tonnes are counted than were retired, the rest is kept for another statement',
    ['cover-counts'],
    (s, lying) => {
      const statement = verified(s);
      if (lying)
        s.h.twist('units.retired', ({ covers }) => {
          covers!.tonnes!.removalOther -= 4;
        });
      offset(s, statement);
      if (lying) offset(s, statement);
    },
  ],
  [
    'certificates are counted as power that was delivered',
    ['cover-counts'],
    (s, lying) => {
      const [batch, statement] = [certificates(s, '2025-10', 5), verified(s)];
      if (lying)
        s.h.twist('units.retired', ({ covers }) => {
          covers!.megawattHours = { physical: 5, certificate: 0 };
        });
      useGreen(s, statement, { batch, quantity: 5 });
    },
  ],
  [
    'tonnes are counted as megawatt-hours',
    ['cover-counts', 'cover-year'],
    (s, lying) => {
      const statement = verified(s);
      if (lying)
        s.h.twist('units.retired', (facts) => {
          facts.covers = { statement, megawattHours: { physical: 0, certificate: 10 } };
        });
      offset(s, statement);
    },
  ],
  [
    'certificates account for another year than the statement’s',
    ['cover-year'],
    (s, lying) => {
      const [batch, statement] = [certificates(s, '2024-12', 5), verified(s)];
      if (lying)
        s.h.twist('units.retired', (facts) => {
          facts.consumptionYear = 2024;
        });
      useGreen(s, statement, { batch, quantity: 5 });
    },
  ],
  [
    'power of a later year is used for the statement’s',
    ['consumption-other-year', 'consumption-year'],
    (s, lying) => {
      const year = lying ? 2026 : 2025;
      const [batch, statement] = [certificates(s, `${year}-03`, 5), verified(s)];
      if (lying) mistaken(s, statement, { year });
      if (lying)
        s.h.twist('units.retired', (facts) => {
          facts.consumptionYear = 2025;
        });
      useGreen(s, statement, { batch, quantity: 5, year });
    },
  ],
  [
    'certificates cover the statement after they have expired',
    ['used-expired'],
    (s, lying) => {
      const [batch, statement] = [certificates(s, '2025-01', 5), verified(s)];
      s.h.wait(lying ? 60 : 30);
      if (lying) s.h.believe(batchEntity(batch), { generated: { from: '2025-06-01', to: '2025-06-30' } });
      useGreen(s, statement, { batch, quantity: 5 });
    },
  ],
  [
    'one tonne covers two statements',
    ['units-not-live'],
    (s, lying) => {
      const tonnes = lying ? 3_000 : 1_500;
      const [first, second] = [
        verified(s, stated(tonnes)),
        verified(s, stated(tonnes, { boundary: '二厂' })),
      ];
      twice(s, lying, () => offset(s, first));
      offset(s, second);
    },
  ],
  [
    'one megawatt-hour covers two statements',
    ['units-not-live'],
    (s, lying) => {
      const batch = certificates(s, '2025-10', 10);
      const [first, second] = [verified(s), verified(s, stated(10, { boundary: '二厂' }))];
      const quantity = lying ? 10 : 5;
      twice(s, lying, () => useGreen(s, first, { batch, quantity }));
      useGreen(s, second, { batch, quantity });
    },
  ],
  [
    'the neighbour’s tonnes cover the statement',
    ['statement-of-another'],
    (s, lying) => {
      const statement = verified(s);
      if (lying) s.h.believe(statementEntity(statement), { organization: s.zinc.id });
      offset(s, statement, { by: lying ? s.zinc : s.steel });
    },
  ],
  [
    'tonnes cover a version that was returned',
    ['statement-status'],
    (s, lying) => {
      const statement = submit(s);
      returnStatement(s.h, s.verifier, statement);
      if (lying) s.h.believe(statementEntity(statement), { status: 'submitted' });
      else reviseStatement(s.h, s.steel.id, statement, 1, stated());
      offset(s, statement);
    },
  ],
  [
    'a statement that nobody made is covered',
    ['statement-unknown'],
    (s, lying) => {
      const statement = verified(s);
      const made = s.h.entities.get(statementEntity(statement))!;
      const unheard = `e-${'7'.repeat(20)}`;
      if (lying) s.h.entities.set(statementEntity(unheard), made);
      const quantity = openIn(s, statement);
      offset(s, lying ? unheard : statement, { quantity });
    },
  ],
  [
    'units in an offer that the neighbour has not answered cover the statement',
    ['units-not-held'],
    (s, lying) => {
      const statement = verified(s);
      const items = [{ batch: s.removals, quantity: 3_000 }];
      const offer = s.h.offer({ from: s.steel.account, to: s.zinc.account, items }, as(s.steel.id));
      const [offered] = s.h.held(s.steel.account, 'offered');
      const { from } = offered!.state;
      if (lying) s.h.believe(blockEntity(s.removals, from), { status: 'held', transfer: undefined });
      else s.h.endTransfer(offer.id, 'withdraw', as(s.steel.id));
      offset(s, statement);
    },
  ],
];
