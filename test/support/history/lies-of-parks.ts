/** Lies about parks: who was a member when, what is rolled up, what flowed within. */
import { asFraction, fraction, minus, whole } from '../../../shared/base/rational.ts';
import { membershipEntity, parkEntity, statementEntity } from '../../../shared/ledger/entity.ts';
import type { Facts } from '../../../shared/ledger/event.ts';
import type { SubmitStatement } from '../../../shared/statements/submit-statement.ts';
import {
  certificates,
  type Lie,
  mistaken,
  offset,
  type Stage,
  stated,
  stateIn,
  submit,
  useGreen,
  verified,
} from './lying-stage.ts';
import { admitMember, joinPark, leavePark, registerPark, requestMembership } from './park-steps.ts';
import { makeClaim, powerLine, reviseStatement, verifyStatement } from './statement-steps.ts';
import { members, NAME, PLANT_LINES, WORKS_LINES } from './whole-parks.ts';

/** A park with its operating organization, and members since a day. */
function park(s: Stage, who: readonly string[], from?: string) {
  const operator = s.h.organization({ name: `园区运营 ${who.length}` }).id;
  const id = registerPark(s.h, operator, NAME);
  for (const member of who) joinPark(s.h, { operator, member, park: id, ...(from && { from }) });
  return { operator, park: id };
}
type Park = ReturnType<typeof park>;

const OWN = [powerLine('1000', 'own')];

/** What the park states: its own lines and the members' statements, in their first versions. */
function rolledWhole({ park: id }: Park, statements: readonly string[], more: Partial<SubmitStatement> = {}) {
  const rolled = statements.map((statement) => ({ statement, version: 1 }));
  return stated(0, {
    ...{ subject: { kind: 'park', name: NAME }, lines: OWN, park: { park: id, members: rolled } },
    ...more,
  });
}

const roll = (
  s: Stage,
  at: Park,
  statements: readonly string[],
  more: Partial<SubmitStatement> = {},
): string => submit(s, rolledWhole(at, statements, more), at.operator);

/** A plant whose power and steam a works receives, both in the park. */
function flowing(s: Stage, retell: (facts: Facts<'statement.submitted'>) => void, lying: boolean): void {
  const at = park(s, [s.steel.id, s.zinc.id]);
  const rolled = members(s, [
    [s.zinc.id, '热电', PLANT_LINES],
    [s.steel.id, '车间', WORKS_LINES],
  ]);
  const [plant, works] = rolled.members.map(({ statement }) => statement) as [string, string];
  const flow = { from: { statement: plant, line: 'out' }, to: { statement: works, line: 'line' } };
  if (lying) s.h.twist('statement.submitted', retell);
  const { memberLines } = rolled;
  const part = { park: at.park, members: rolled.members, flows: [{ ...flow, quantity: '8000' }] };
  const statement = roll(s, at, [], { memberLines, park: part, energy: ENERGY });
  verifyStatement(s.h, s.verifier, statement);
}
const ENERGY = { kgcePerKilowattHour: '0.3', source: '示例' };

export const liesOfParks: readonly Lie[] = [
  [
    'a statement in the roll-ups of two parks',
    ['roll-up-twice'],
    (s, lying) => {
      const first = park(s, [s.steel.id]);
      leavePark(s.h, s.steel.id, { park: first.park, organization: s.steel.id, to: '2025-06-30' });
      const second = park(s, [s.steel.id], '2025-07-01');
      const member = verified(s);
      if (lying) roll(s, first, [member]);
      if (lying) s.h.believe(statementEntity(member), { rolledInto: undefined });
      roll(s, second, [member]);
    },
  ],
  [
    'a park rolls up one that joined a year later',
    ['roll-up-outsider'],
    (s, lying) => {
      const at = park(s, [s.steel.id], lying ? '2026-01-01' : '2025-12-31');
      if (lying)
        s.h.believe(parkEntity(at.park), { members: [{ organization: s.steel.id, from: '2025-01-01' }] });
      roll(s, at, [verified(s)]);
    },
  ],
  [
    'a park rolls up one that had left',
    ['roll-up-outsider'],
    (s, lying) => {
      const at = park(s, [s.steel.id]);
      const to = lying ? '2024-12-31' : '2025-01-01';
      leavePark(s.h, at.operator, { park: at.park, organization: s.steel.id, to });
      if (lying)
        s.h.believe(parkEntity(at.park), { members: [{ organization: s.steel.id, from: '2024-01-01' }] });
      roll(s, at, [verified(s)]);
    },
  ],
  [
    'a member is admitted from an earlier day than it asked for',
    ['park-member-unasked'],
    (s, lying) => {
      const at = park(s, []);
      const from = lying ? '2026-01-01' : '2025-01-01';
      requestMembership(s.h, s.steel.id, { park: at.park, from, subPark: 'east' });
      if (lying)
        s.h.twist('park.member-admitted', (facts) => {
          facts.from = '2025-01-01';
        });
      admitMember(s.h, at.operator, at.park, s.steel.id);
      roll(s, at, [verified(s)]);
    },
  ],
  [
    'an organization in two parks at once',
    ['park-member-twice'],
    (s, lying) => {
      const first = park(s, [s.steel.id]);
      if (lying) s.h.believe(membershipEntity(s.steel.id), { stays: [] });
      else leavePark(s.h, s.steel.id, { park: first.park, organization: s.steel.id, to: '2024-12-31' });
      roll(s, park(s, [s.steel.id], '2025-01-01'), [verified(s)]);
    },
  ],
  [
    'a member’s statement that nobody verified',
    ['roll-up-unverified'],
    (s, lying) => {
      const at = park(s, [s.steel.id]);
      const member = submit(s);
      if (lying) s.h.believe(statementEntity(member), { status: 'verified' });
      else verifyStatement(s.h, s.verifier, member);
      roll(s, at, [member]);
    },
  ],
  [
    'a member’s version that it has since revised',
    ['roll-up-unverified'],
    (s, lying) => {
      const at = park(s, [s.steel.id]);
      const member = verified(s);
      const before = stateIn(s, member);
      if (lying) reviseStatement(s.h, s.steel.id, member, 1, stated(10, { boundary: '新边界' }));
      if (lying) s.h.believe(statementEntity(member), before);
      roll(s, at, [member]);
    },
  ],
  [
    'a member’s statement of another year',
    ['roll-up-kind'],
    (s, lying) => {
      const at = park(s, [s.steel.id]);
      const member = verified(s, stated(10, { year: lying ? 2024 : 2025 }));
      if (lying) mistaken(s, member, { year: 2025 });
      roll(s, at, [member]);
    },
  ],
  [
    'a park’s statement within a park’s',
    ['roll-up-kind'],
    (s, lying) => {
      const at = park(s, [s.steel.id]);
      const kind = lying ? 'park' : 'organization';
      const member = verified(s, stated(10, { subject: { kind, name: '园中园' } }));
      if (lying) mistaken(s, member, { subject: { kind: 'organization', name: '园中园' } });
      roll(s, at, [member]);
    },
  ],
  [
    'an enterprise as a park, with its neighbour’s statement',
    ['roll-up-kind', 'roll-up-park'],
    (s, lying) => {
      const at = park(s, [s.steel.id]);
      if (lying)
        s.h.twist('statement.submitted', (facts) => {
          facts.subject = { kind: 'organization', name: '园区运营公司' };
        });
      roll(s, at, []);
    },
  ],
  [
    'a park has two statements of a year, each with other members',
    ['roll-up-year'],
    (s, lying) => {
      const at = park(s, [s.steel.id, s.zinc.id]);
      const [one, other] = [verified(s), verified(s, stated(), s.zinc.id)];
      if (lying) roll(s, at, [one]);
      if (lying) s.h.believe(parkEntity(at.park), { years: [] });
      roll(s, at, lying ? [other] : [one, other]);
    },
  ],
  [
    'the neighbour states the park',
    ['park-of-another'],
    (s, lying) => {
      const at = park(s, [s.steel.id]);
      if (lying) s.h.believe(parkEntity(at.park), { organization: s.zinc.id });
      roll(s, { ...at, operator: lying ? s.zinc.id : at.operator }, [verified(s)]);
    },
  ],
  [
    'a member’s tonnes count in the park before they are retired',
    ['roll-up-counts'],
    (s, lying) => {
      const at = park(s, [s.steel.id]);
      const member = verified(s);
      const { retired } = stateIn(s, member);
      if (lying) s.h.believe(statementEntity(member), { retired: { ...retired, removalOther: 10 } });
      else offset(s, member);
      roll(s, at, [member]);
      if (!lying) return;
      s.h.believe(statementEntity(member), { retired });
      offset(s, member);
    },
  ],
  [
    'green power that a member could not use is used by the park',
    ['roll-up-counts'],
    (s, lying) => {
      const at = park(s, [s.steel.id]);
      const batch = certificates(s, '2025-10', 30);
      const member = verified(s);
      useGreen(s, member, { batch, quantity: 30 });
      if (lying)
        s.h.twist('statement.submitted', (facts) => {
          facts.park!.members[0]!.green!.used = '30000';
        });
      roll(s, at, [member]);
    },
  ],
  [
    'a park claims after a member has revised what it rolled up',
    ['claim-member'],
    (s, lying) => {
      const at = park(s, [s.steel.id]);
      const member = verified(s, stated(0));
      const lines = { lines: [powerLine('0', 'own')] };
      const statement = roll(s, at, [member], lines);
      verifyStatement(s.h, s.verifier, statement);
      const before = stateIn(s, member);
      if (lying) reviseStatement(s.h, s.steel.id, member, 1, stated(9));
      if (lying) s.h.believe(statementEntity(member), before);
      makeClaim(s.h, at.operator, { statement, label: 'carbon-neutral' });
    },
  ],
  [
    'a park’s energy takes in more power than was bought',
    ['roll-up-energy'],
    (s, lying) => {
      const at = park(s, [s.steel.id]);
      if (lying)
        s.h.twist('statement.submitted', ({ energy }) => {
          Object.assign(energy!, { kilowattHours: '900000000', tce: '270000' });
        });
      roll(s, at, [], { energy: ENERGY });
    },
  ],
  [
    'a park without lines of its own takes tonnes off its members’ sum',
    ['roll-up-sum'],
    (s, lying) => {
      const at = park(s, [s.steel.id]);
      const member = verified(s);
      if (lying)
        s.h.twist('statement.submitted', ({ park: part, totals }) => {
          for (const view of ['location', 'market', 'park910', 'ets'] as const) part!.own[view] = '-1000';
          for (const total of Object.values(totals)) less(total, 1000);
        });
      roll(s, at, [member], { lines: [] });
    },
  ],
  [
    'a flow is told on the side that received it only',
    ['roll-up-sum'],
    (s, lying) =>
      flowing(
        s,
        (facts) => {
          facts.park!.flows!.cancelled.consumed = '8000';
          const consumed = fraction(facts.consumedKilowattHours);
          facts.consumedKilowattHours = asFraction(minus(consumed, whole(8000)));
        },
        lying,
      ),
  ],
  [
    'a flow within a park of one statement',
    ['roll-up-sum'],
    (s, lying) => {
      const at = park(s, [s.steel.id]);
      const member = verified(s);
      if (lying)
        s.h.twist('statement.submitted', ({ park: part, totals }) => {
          const none = { location: '0', market: '1000', park910: '0', ets: '0' };
          part!.flows = { count: 1, cancelled: { ...none, apart: '0', purchased: '0', consumed: '0' } };
          less(totals.market, 1000);
        });
      roll(s, at, [member], { lines: [] });
    },
  ],
];

/** So many kilograms less, in the fraction and in its rounding. */
function less(total: { kilograms: number; exact: string }, kilograms: number): void {
  const [numerator, denominator = '1'] = total.exact.split('/');
  const left = BigInt(numerator!) - BigInt(kilograms) * BigInt(denominator);
  total.exact = denominator === '1' ? String(left) : `${left}/${denominator}`;
  total.kilograms -= kilograms;
}
