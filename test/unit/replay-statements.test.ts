/** Audit rules of statements, of what covers them, and of claims (DOMAIN §4). One line per fault. */
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../events/audit/rule-texts.ts';
import { canonicalize } from '../../shared/base/canonical.ts';
import type { RegistryEvent } from '../../shared/ledger/event.ts';
import { announcements } from '../../shared/statements/factors/electricity.ts';
import { accredit, order } from '../support/history/accreditation-steps.ts';
import { as, History } from '../support/history/history.ts';
import { replayed } from '../support/history/replayed.ts';
import {
  makeClaim,
  powerLine,
  returnStatement,
  reviseStatement,
  statementOf,
  submitStatement,
  verifyStatement,
  withdrawClaim,
} from '../support/history/statement-steps.ts';
import { someDocument } from '../support/states/native.ts';

const STEPS = ['submitted', 'returned', 'revised', 'covered', 'verified', 'claimed', 'withdrawn'] as const;
type Step = (typeof STEPS)[number];

/** A statement that has got so far: ten tonnes of grid power, covered by ten. */
function until(last: Step) {
  const h = new History();
  const steel = h.organization({ name: '钢铁', roles: ['developer', 'enterprise'] });
  const zinc = h.organization({ name: '锌业' });
  const verifier = h.organization({ name: '核查', roles: ['verifier'] }).id;
  const regulator = h.organization({ name: '主管部门', roles: ['regulator'] }).id;
  accredit(h, regulator, verifier);
  const batch = h.issue({ project: h.project({ developer: steel.id }) });
  const other = submitStatement(h, zinc.id, statementOf([powerLine('16404')], { boundary: '锌业' }));
  const twin = submitStatement(h, steel.id, statementOf([powerLine('10')]));
  const statement = submitStatement(h, steel.id, statementOf([powerLine('9')]));
  const s = { h, steel, zinc, verifier, regulator, batch, other, twin, statement, claim: '' };
  const steps: Record<Step, () => unknown> = {
    submitted: () => {},
    returned: () => returnStatement(h, verifier, statement),
    revised: () => reviseStatement(h, steel.id, statement, 1, statementOf([powerLine('16404')])),
    covered: () =>
      h.retire({ account: steel.account, items: [{ batch, quantity: 10 }], statement }, as(steel.id)),
    verified: () => verifyStatement(h, verifier, statement),
    claimed: () => {
      s.claim = makeClaim(h, steel.id, { statement, label: 'carbon-neutral' });
    },
    withdrawn: () => withdrawClaim(h, steel.id, s.claim),
  };
  for (const step of STEPS.slice(0, STEPS.indexOf(last) + 1)) steps[step]();
  return s;
}
type Small = ReturnType<typeof until>;

/** Facts as a leaf has them. */
type Told = Record<string, object>;

type Change = (event: RegistryEvent & { facts: Told }, s: Small) => unknown;

/** The last leaf told otherwise. */
function edited(last: Step, change: Change) {
  const s = until(last);
  const event = JSON.parse(s.h.leaves.pop()!);
  change(event, s);
  s.h.leaves.push(canonicalize(event));
  return replayed(s.h.leaves).map(({ rule }) => rule);
}

const facts =
  (changed: object | ((facts: Told, s: Small) => object)): Change =>
  (event, s) =>
    Object.assign(event.facts, typeof changed === 'function' ? changed(event.facts, s) : changed);
const by =
  (org: (s: Small) => string): Change =>
  (event, s) =>
    Object.assign(event.by, { org: org(s) });
const UNKNOWN = `e-${'0'.repeat(20)}`;
const RESIDUAL = 'electricity/residual/2023';
const OLDER = 'electricity/residual/2022';
const total = (kilograms: number, exact: string) => ({ kilograms, exact });

const faults: [Rule, string, Step, Change][] = [
  ['statement-year', 'of a year to come', 'submitted', facts({ year: 2031 })],
  ['statement-unsealed', 'without a seal', 'submitted', (event) => Reflect.deleteProperty(event, 'sealed')],
  ['statement-total', 'a total that was rounded down', 'submitted', facts({ apart: total(1, '3/2') })],
  [
    'statement-total',
    'a fraction that isn’t in lowest terms',
    'submitted',
    facts({ apart: total(2, '4/2') }),
  ],
  [
    'statement-lines',
    'more documents than lines',
    'submitted',
    facts({ lines: { count: 1, documented: 2, metered: 0, ownFactors: 0 } }),
  ],
  ['statement-factor', 'a factor that is no row', 'submitted', facts({ factors: ['fuel/peat'] })],
  [
    'statement-factor',
    'another value of the residual mix',
    'submitted',
    facts(({ grid }) => ({ grid: { ...grid, residual: { id: RESIDUAL, value: '0.1' } } })),
  ],
  [
    'statement-factor',
    'an older residual mix',
    'submitted',
    facts(({ grid }) => ({ grid: { ...grid, residual: { id: OLDER, value: '0.5856' } } })),
  ],
  [
    'statement-factor',
    'the nation’s factor for a province that has one',
    'submitted',
    facts(({ grid }) => ({ grid: { ...grid, province: (grid as { national?: object }).national } })),
  ],
  ['statement-factor', 'an older row among those used', 'submitted', facts({ factors: [OLDER, RESIDUAL] })],
  ['statement-factor', 'purchases without the residual mix', 'submitted', facts({ factors: [] })],
  ['statement-sector', 'a sector that has no row', 'submitted', facts({ sector: 'steel-exempt' })],
  ['id-not-derived', 'an id of its own making', 'submitted', facts({ statement: UNKNOWN })],
  ['statement-unknown', 'a revision of nothing', 'revised', facts({ statement: UNKNOWN })],
  ['statement-of-another', 'a revision by a stranger', 'revised', by(({ zinc }) => zinc.id)],
  ['statement-version', 'a revision that skips one', 'revised', facts({ version: 7 })],
  ['statement-subject', 'a revision of another year', 'revised', facts({ year: 2024 })],
  ['statement-version', 'a return of another version', 'returned', facts({ version: 2 })],
  ['statement-unknown', 'a verification of nothing', 'verified', facts({ statement: UNKNOWN })],
  ['statement-unknown', 'a retirement for nothing', 'covered', facts(covers({ statement: UNKNOWN }))],
  [
    'statement-of-another',
    'a retirement for a stranger’s',
    'covered',
    facts((told, s) => covers({ statement: s.other })(told)),
  ],
  ['cover-purpose', 'what was surrendered', 'covered', facts({ purpose: 'national-ets' })],
  [
    'cover-counts',
    'avoidance as removal',
    'covered',
    facts(covers({ tonnes: tonnes({ avoidanceOther: 10 }) })),
  ],
  [
    'cover-counts',
    'tonnes as megawatt-hours',
    'covered',
    facts(covers({ tonnes: undefined, megawattHours: { physical: 0, certificate: 10 } })),
  ],
  [
    'cover-counts',
    'fewer than were retired',
    'covered',
    facts(covers({ tonnes: tonnes({ removalOther: 9 }) })),
  ],
  ['claim-unverified', 'on what isn’t verified', 'claimed', (_event, s) => dropped(s, 'statement.verified')],
  ['claim-uncovered', 'on what isn’t covered', 'claimed', (_event, s) => dropped(s, 'units.retired')],
  [
    'claim-says',
    'another residual',
    'claimed',
    facts({ residual: { view: 'market', kilograms: 1, tonnes: 1 } }),
  ],
  [
    'claim-says',
    'another verifier',
    'claimed',
    facts(({ verification }, { zinc }) => ({
      verification: { ...verification, verifier: zinc.id },
    })),
  ],
  ['claim-label', 'net zero', 'claimed', facts({ label: 'net-zero' })],
  ['claim-label', 'net zero with a plan alone', 'claimed', facts({ label: 'net-zero', plan: someDocument })],
  [
    'claim-base',
    'a reduction from a statement that isn’t verified',
    'claimed',
    facts((_told, { twin }) => ({ reduction: { baseStatement: twin, baseYear: 2025, basisPoints: 9_500 } })),
  ],
  ['statement-of-another', 'a claim on a stranger’s', 'claimed', by(({ zinc }) => zinc.id)],
  ['statement-of-another', 'a withdrawal by a stranger', 'withdrawn', by(({ zinc }) => zinc.id)],
  ['claim-unknown', 'a withdrawal of nothing', 'withdrawn', facts({ claim: `k-${'0'.repeat(20)}` })],
];

function covers(changed: object) {
  return ({ covers: told }: Told) => {
    const all = Object.entries({ ...told, ...changed });
    return { covers: Object.fromEntries(all.filter(([, value]) => value !== undefined)) };
  };
}

function tonnes(some: object) {
  return { removalLocal: 0, removalOther: 0, avoidanceLocal: 0, avoidanceOther: 0, ...some };
}

/** Leaves an earlier leaf of that type out, and what it led to as it is. */
function dropped({ h, statement }: Small, type: string): void {
  const at = h.leaves.findIndex((leaf) => {
    const event = JSON.parse(leaf) as RegistryEvent;
    return event.type === type && leaf.includes(statement);
  });
  h.leaves.splice(at, 1);
}

describe('a log of statements and claims', () => {
  it.each(STEPS)('is sound: %s', (step) => {
    expect(replayed(until(step).h.leaves)).toEqual([]);
  });

  it.each(faults)('%s: %s', (rule, _what, step, change) => {
    expect(edited(step, change)).toContain(rule);
  });

  it('cover-exceeds: ten tonnes for what needs one', () => {
    const s = until('submitted');
    const { h, steel, batch, other, statement } = s;
    h.retire({ account: steel.account, items: [{ batch, quantity: 1 }], statement }, as(steel.id));
    const event = JSON.parse(h.leaves.pop()!);
    expect(event.facts.covers.statement).toBe(statement);
    const many = JSON.stringify(event)
      .replaceAll('"removalOther":1', '"removalOther":10')
      .replaceAll('"from":1000', '"from":991')
      .replaceAll('"quantity":1,', '"quantity":10,')
      .replaceAll(`/1000"`, `/991"`);
    h.leaves.push(canonicalize(JSON.parse(many)));
    expect(other).not.toBe(statement);
    expect(replayed(h.leaves).map(({ rule }) => rule)).toContain('cover-exceeds');
  });

  it('statement-year-twice: two statements of one subject, year and boundary', () => {
    const { h, verifier, twin } = until('verified');
    const event = JSON.parse(h.leaves.at(-1)!);
    const second = { ...event, id: 'C'.repeat(43), facts: { ...event.facts, statement: twin, version: 1 } };
    expect(verifier).toBe(event.by.org);
    h.leaves.push(canonicalize(second));
    expect(replayed(h.leaves).map(({ rule }) => rule)).toContain('statement-year-twice');
  });

  it('claim-base: a reduction from a base year of another boundary', () => {
    const { h, steel, verifier, statement } = until('verified');
    const base = (boundary?: string) => {
      const wide = statementOf([powerLine('90000')], { year: 2024, ...(boundary && { boundary }) });
      const made = submitStatement(h, steel.id, wide);
      verifyStatement(h, verifier, made);
      return made;
    };
    const [same, other] = [base(), base('全集团')];
    makeClaim(h, steel.id, { statement, label: 'carbon-neutral', baseStatement: same });
    expect(replayed(h.leaves)).toEqual([]);
    h.leaves.push(h.leaves.pop()!.replaceAll(same, other));
    expect(replayed(h.leaves).map(({ rule }) => rule)).toEqual(['claim-base']);
  });

  it('claim-base: a residual that doubled, said to be the same or half as much again', () => {
    const { h, steel, verifier, statement } = until('verified');
    const base = submitStatement(h, steel.id, statementOf([powerLine('8202')], { year: 2024 }));
    verifyStatement(h, verifier, base);
    makeClaim(h, steel.id, { statement, label: 'carbon-neutral', baseStatement: base });
    expect(replayed(h.leaves)).toEqual([]);
    const told = h.leaves.pop()!;
    expect(told).toContain('"basisPoints":-10000');
    for (const points of [0, -5_000, -9_999, -10_001]) {
      const lie = told.replace('"basisPoints":-10000', `"basisPoints":${points}`);
      expect(replayed([...h.leaves, lie]).map(({ rule }) => rule)).toEqual(['claim-base']);
    }
  });

  it('accreditation-suspended: a body that was suspended verifies', () => {
    const { h, verifier, regulator } = until('covered');
    const sound = until('verified').h.leaves.at(-1)!;
    order(h, regulator, verifier, 'suspend');
    h.leaves.push(sound);
    expect(replayed(h.leaves).map(({ rule }) => rule)).toContain('accreditation-suspended');
  });

  it('statement-status: a version is verified once', () => {
    const { h } = until('verified');
    const event = JSON.parse(h.leaves.at(-1)!);
    h.leaves.push(canonicalize({ ...event, id: 'C'.repeat(43) }));
    expect(replayed(h.leaves).map(({ rule }) => rule)).toContain('statement-status');
  });

  it('claim-twice: one claim stands on a statement', () => {
    const { h } = until('claimed');
    const event = JSON.parse(h.leaves.at(-1)!);
    h.leaves.push(canonicalize({ ...event, id: 'C'.repeat(43) }));
    expect(replayed(h.leaves).map(({ rule }) => rule)).toContain('claim-twice');
  });
});

it('an announcement that is used from a later day condemns no statement before it', () => {
  const given = announcements as Record<number, { source: string; usedFrom?: string }>;
  const newest = given[2023]!;
  given[2023] = { ...newest, usedFrom: '2199-01-01' };
  try {
    const { leaves } = until('submitted').h;
    expect(leaves.at(-1)).toContain(OLDER);
    expect(replayed(leaves)).toEqual([]);
    given[2023] = newest;
    expect(replayed(leaves).map(({ rule }) => rule)).toContain('statement-factor');
  } finally {
    given[2023] = newest;
  }
});
