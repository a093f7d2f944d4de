/** Audit rules of parks, their members and what they roll up. One line per fault. */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import { asFraction, fraction, minus } from '../../shared/base/rational.ts';
import { deriveId } from '../../shared/ledger/decision.ts';
import { type EntityId, read, statementEntity } from '../../shared/ledger/entity.ts';
import type { EventOfType, EventType, Facts, RegistryEvent } from '../../shared/ledger/event.ts';
import { decideReviseStatement } from '../../shared/statements/submit-statement.ts';
import { accredit } from '../support/history/accreditation-steps.ts';
import { History } from '../support/history/history.ts';
import {
  joinPark,
  leavePark,
  registerPark,
  requestMembership,
  setTarget,
} from '../support/history/park-steps.ts';
import { replayed } from '../support/history/replayed.ts';
import { powerLine, statementOf, submitStatement } from '../support/history/statement-steps.ts';
import { members, NAME, PLANT_LINES, WORKS_LINES } from '../support/history/whole-parks.ts';

/** A park with a plant and a works, and its statement of 2025. */
function smallHistory() {
  const h = new History();
  const operator = h.organization({ name: '园区运营' }).id;
  const plant = h.organization({ name: '热电' }).id;
  const works = h.organization({ name: '钢铁' }).id;
  const stranger = h.organization({ name: '园外' }).id;
  const verifier = h.organization({ name: '核查', roles: ['verifier'] }).id;
  accredit(h, h.organization({ name: '主管部门', roles: ['regulator'] }).id, verifier);
  const park = registerPark(h, operator, NAME);
  const rolled = members({ h, verifier }, [
    [plant, '热电', PLANT_LINES],
    [works, '钢铁', WORKS_LINES],
    [stranger, '园外', [powerLine('1000')]],
  ]);
  const [ofPlant, ofWorks, ofStranger] = rolled.members.map(({ statement }) => statement) as [
    string,
    string,
    string,
  ];
  return { h, operator, plant, works, stranger, verifier, park, ofPlant, ofWorks, ofStranger, rolled };
}
type Small = ReturnType<typeof smallHistory>;

const flow = ({ ofPlant, ofWorks }: Small) => ({
  from: { statement: ofPlant, line: 'out' },
  to: { statement: ofWorks, line: 'line' },
  quantity: '8000',
});

function stating(s: Small): string {
  const { h, operator, plant, works, park, rolled } = s;
  for (const member of [plant, works]) joinPark(h, { operator, member, park });
  return submitStatement(h, operator, {
    ...statementOf([powerLine('1000', 'own')], { subject: { kind: 'park', name: NAME } }),
    memberLines: rolled.memberLines,
    park: { park, members: rolled.members.slice(0, 2), flows: [flow(s)] },
    energy: { kgcePerKilowattHour: '0.3', source: '示例' },
  });
}

/** Does the step, then tells the last leaf otherwise: its facts and its actor. */
function lied(
  s: Small,
  step: () => unknown,
  change: (facts: never, s: Small) => object,
  by?: (s: Small) => string,
): string[] {
  step();
  const { leaves } = s.h;
  const event = JSON.parse(leaves.at(-1)!) as RegistryEvent;
  const told = {
    ...event,
    facts: { ...event.facts, ...change(event.facts as never, s) },
    by: { ...event.by, ...(by && { org: by(s) }) },
  };
  // Members that a change leaves undefined go.
  return [...leaves.slice(0, -1), canonicalize(JSON.parse(JSON.stringify(told)))];
}

function expectFound(leaves: string[], rule: Rule): void {
  const found = replayed(leaves);
  const last = leaves.length - 1;
  expect(found.map((each) => [each.rule, each.index])).toContainEqual([rule, last]);
  expect(found.filter(({ index }) => index !== undefined && index < last)).toEqual([]);
  const { zh, en } = found.find((each) => each.rule === rule)!.message;
  expect(`${zh} ${en}`).not.toMatch(/\{\w+\}/);
}

type Fault<T extends EventType> = [
  Rule,
  string,
  (facts: Facts<T>, s: Small) => object,
  ((s: Small) => string)?,
];
const NONE = '0'.repeat(20);

describe('a park', () => {
  const faults: Fault<'park.registered'>[] = [
    ['id-not-derived', 'an id of nothing', () => ({ park: `z-${NONE}` })],
    ['park-sub-park', 'a code twice', ({ subParks }) => ({ subParks: [subParks[0], subParks[0]] })],
  ];
  it.each(faults)('%s: %s', (rule, _name, change) => {
    const s = smallHistory();
    expectFound(
      lied(s, () => registerPark(s.h, s.works, '另一园区'), change),
      rule,
    );
  });

  const requests: Fault<'park.membership-requested'>[] = [
    ['park-unknown', 'no park', () => ({ park: `z-${NONE}` })],
    ['park-sub-park', 'no such part', () => ({ subPark: 'north' })],
    ['park-member-twice', 'while in another', () => ({ from: '2025-06-30' })],
  ];
  it.each(requests)('asked: %s: %s', (rule, _name, change) => {
    const s = smallHistory();
    const { h, operator, works, park } = s;
    const other = registerPark(h, operator, '另一园区');
    joinPark(h, { operator, member: works, park });
    leavePark(h, works, { park, organization: works, to: '2025-06-30' });
    const step = () => requestMembership(h, works, { park: other, from: '2025-07-01' });
    expectFound(lied(s, step, change), rule);
  });

  const admissions: Fault<'park.member-admitted'>[] = [
    ['park-member-unasked', 'one who didn’t ask', (_, { stranger }) => ({ organization: stranger })],
    ['park-member-unasked', 'from another day', () => ({ from: '2023-01-01' })],
    ['park-member-unasked', 'into another part', () => ({ subPark: 'west' })],
    ['park-of-another', 'by another', () => ({}), ({ stranger }) => stranger],
  ];
  it.each(admissions)('admitted: %s: %s', (rule, _name, change, by) => {
    const s = smallHistory();
    const { h, operator, works, park } = s;
    const step = () => joinPark(h, { operator, member: works, park });
    expectFound(lied(s, step, change, by), rule);
  });

  const leaves: Fault<'park.member-left'>[] = [
    ['park-member-leaves', 'before it came', () => ({ to: '2023-12-31' })],
    [
      'park-member-leaves',
      'who is none',
      (_, { stranger }) => ({ organization: stranger }),
      ({ operator }) => operator,
    ],
    ['park-of-another', 'by another', () => ({}), ({ stranger }) => stranger],
  ];
  it.each(leaves)('left: %s: %s', (rule, _name, change, by) => {
    const s = smallHistory();
    const { h, operator, works, park } = s;
    joinPark(h, { operator, member: works, park });
    const step = () => leavePark(h, works, { park, organization: works, to: '2025-06-30' });
    expectFound(lied(s, step, change, by), rule);
  });

  const targets: Fault<'park.target-set'>[] = [
    ['park-target-unit', 'of another unit', () => ({ unit: 'tce' })],
    ['park-of-another', 'by another', () => ({}), ({ stranger }) => stranger],
  ];
  it.each(targets)('target: %s: %s', (rule, _name, change, by) => {
    const s = smallHistory();
    const step = () => setTarget(s.h, s.operator, s.park);
    expectFound(lied(s, step, change, by), rule);
  });
});

type Roll = Facts<'statement.submitted'>;
const rolledWith = (facts: Roll, changed: object) => ({ park: { ...facts.park, ...changed } });
const memberWith = (facts: Roll, changed: object) => {
  const [first, ...rest] = facts.park!.members;
  return rolledWith(facts, { members: [{ ...first, ...changed }, ...rest] });
};

const rolledFlow = (park: NonNullable<Roll['park']>, changed: object) => ({
  park: { ...park, flows: { count: 1, cancelled: { ...park.flows!.cancelled, ...changed } } },
});

describe('a roll-up', () => {
  const faults: Fault<'statement.submitted'>[] = [
    ['park-unknown', 'into no park', (facts) => rolledWith(facts, { park: `z-${NONE}` })],
    ['park-of-another', 'by another', () => ({}), ({ stranger }) => stranger],
    ['roll-up-park', 'under another name', () => ({ subject: { kind: 'park', name: '别名' } })],
    ['roll-up-kind', 'of an organization', () => ({ subject: { kind: 'organization', name: NAME } })],
    [
      'roll-up-twice',
      'of one twice',
      (facts) => rolledWith(facts, { members: [...facts.park!.members, facts.park!.members[0]!] }),
    ],
    [
      'roll-up-outsider',
      'of a stranger',
      (facts, { ofStranger }) => memberWith(facts, { statement: ofStranger }),
    ],
    ['statement-unknown', 'of nothing', (facts) => memberWith(facts, { statement: `e-${NONE}` })],
    ['roll-up-unverified', 'of another version', (facts) => memberWith(facts, { version: 2 })],
    ['roll-up-kind', 'of another year', () => ({ year: 2024 })],
    [
      'roll-up-counts',
      'with tonnes that nobody retired',
      (facts) =>
        memberWith(facts, {
          retired: { removalLocal: 0, removalOther: 1, avoidanceLocal: 0, avoidanceOther: 0 },
        }),
    ],
    [
      'roll-up-counts',
      'with power that nobody retired',
      (facts) => memberWith(facts, { green: { physical: 1, certificate: 0, used: '1000' } }),
    ],
    [
      'roll-up-counts',
      'with tonnes of nothing',
      (facts) =>
        memberWith(facts, {
          retired: { removalLocal: 0, removalOther: 0, avoidanceLocal: 0, avoidanceOther: 0 },
        }),
    ],
    [
      'roll-up-sum',
      'less one member',
      (facts) => rolledWith(facts, { members: facts.park!.members.slice(1) }),
    ],
    ['roll-up-sum', 'without its flows', ({ park }) => ({ park: { ...park, flows: undefined } })],
    [
      'roll-up-sum',
      'with more that cancelled',
      (facts) =>
        rolledWith(facts, {
          flows: { count: 1, cancelled: { ...facts.park!.flows!.cancelled, market: '1' } },
        }),
    ],
    [
      'roll-up-sum',
      'with other lines of its own',
      (facts) => rolledWith(facts, { own: { ...facts.park!.own, consumed: '999' } }),
    ],
    [
      'roll-up-sum',
      'not in lowest terms',
      (facts) => rolledWith(facts, { own: { ...facts.park!.own, consumed: '2000/2' } }),
    ],
    [
      'roll-up-sum',
      'with sums of its own and no line',
      ({ lines }) => ({ lines: { ...lines, count: 0, documented: 0, ownFactors: 0 } }),
    ],
    [
      'roll-up-sum',
      'with a flow that was received and not sent',
      ({ park, consumedKilowattHours }) => ({
        ...rolledFlow(park!, { consumed: '1000' }),
        consumedKilowattHours: asFraction(minus(fraction(consumedKilowattHours), fraction('1000'))),
      }),
    ],
    [
      'statement-factor',
      'with an electricity factor of nobody',
      ({ factors }) => ({ factors: [...factors, 'electricity/53/2023'].sort() }),
    ],
    ['roll-up-sum', 'without the factors of its members', () => ({ factors: ['electricity/15/2023'] })],
    ['roll-up-energy', 'with less energy', ({ energy }) => ({ energy: { ...energy, tce: '1' } })],
    [
      'roll-up-energy',
      'with an implausible equivalent value',
      ({ energy }) => ({ energy: { ...energy, kgcePerKilowattHour: '0.5' } }),
    ],
    [
      'roll-up-energy',
      'with more power than was bought',
      ({ energy }) => ({ energy: { ...energy, kilowattHours: '9999999' } }),
    ],
    [
      'statement-lines',
      'of no line and no member',
      (facts) => ({
        ...rolledWith(facts, { members: [] }),
        lines: { count: 0, documented: 0, metered: 0, ownFactors: 0 },
      }),
    ],
  ];
  it.each(faults)('%s: %s', (rule, _name, change, by) => {
    const s = smallHistory();
    expectFound(
      lied(s, () => stating(s), change, by),
      rule,
    );
  });

  it('is sound as it was', () => {
    const s = smallHistory();
    stating(s);
    expect(replayed(s.h.leaves)).toEqual([]);
    expect(replayed(s.h.leaves, { careful: true })).toEqual([]);
    expect(read(s.h.entities, statementEntity(s.ofWorks))?.state.rolledInto).toMatch(/^e-/);
  });

  it('has no flow within one statement', () => {
    const s = smallHistory();
    const { h, operator, works, park, rolled } = s;
    joinPark(h, { operator, member: works, park });
    const step = () =>
      submitStatement(h, operator, {
        ...statementOf([], { subject: { kind: 'park', name: NAME } }),
        park: { park, members: rolled.members.slice(1, 2) },
      });
    const none = { location: '0', market: '0', park910: '0', ets: '0', apart: '0', purchased: '0' };
    const flows = { count: 1, cancelled: { ...none, consumed: '0' } };
    const told = lied(s, step, ((facts: Roll) => rolledWith(facts, { flows })) as never);
    expectFound(told, 'roll-up-sum');
  });

  it('happens once: not in a second statement of the year', () => {
    const s = smallHistory();
    const statement = stating(s);
    const {
      facts,
      advances,
      sealed = '',
    } = JSON.parse(s.h.leaves.at(-1)!) as EventOfType<'statement.submitted'>;
    const moved = advances.map(({ entity }) => entity as EntityId);
    s.h.commit({ org: s.operator, role: 'enterprise', scope: 'own' }, ({ id }) => {
      const second = deriveId('e', id);
      const others = moved.filter((entity) => entity !== statementEntity(statement));
      return {
        ...{ type: 'statement.submitted', sealed },
        facts: { ...facts, statement: second },
        advances: [statementEntity(second), ...others],
      };
    });
    expectFound(s.h.leaves, 'roll-up-year');
    expectFound(s.h.leaves, 'roll-up-twice');
  });

  it('keeps its park', () => {
    const s = smallHistory();
    const statement = stating(s);
    const step = () =>
      s.h.commit<'statement.revised'>({ org: s.operator, role: 'enterprise', scope: 'own' }, (context) =>
        decideReviseStatement(
          s.h.entities,
          {
            ...statementOf([powerLine('1000', 'own')], { subject: { kind: 'park', name: NAME } }),
            park: { park: s.park, members: [] },
            statement,
            ifMatch: 1,
          },
          context,
        ),
      );
    expectFound(
      lied(s, step, () => ({ park: undefined })),
      'roll-up-park',
    );
  });
});
